#include "ocr/repair/letter_chain.h"

namespace akt {

float LetterChain::cost_nats(std::u32string_view lower_case_word) const {
    unsigned steps = 0;
    std::size_t context = 0;
    const auto follow = [&](std::size_t symbol) {
        steps += steps_[context * kSymbols + symbol];
        context = context * kSymbols % (kSymbols * kSymbols) + symbol;
    };
    for (const char32_t c : lower_case_word) follow(symbol_of(c));
    follow(0);
    return static_cast<float>(steps) * kStepNats;
}

}  // namespace akt
