#include "ocr/language/outlook.h"

namespace akt {

Outlook::Outlook(const Automaton& automaton) : states_(automaton.state_bound()) {
    automaton.for_each_state([&](std::uint32_t state) {
        std::uint64_t ahead = 0;
        automaton.for_each_edge({state, 0, false}, [&](Label label, const Automaton::Place& place) {
            const std::uint64_t lengths = from(place) & kLengths;
            ahead |= next(label) | (lengths << 1 & kLengths) | (lengths & std::uint64_t{1} << kMostLetters);
        });
        states_[state] = ahead;
    });
}

}  // namespace akt
