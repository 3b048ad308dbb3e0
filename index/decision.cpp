#include "index/decision.h"

#include <array>
#include <charconv>
#include <utility>

namespace akt {

namespace {

constexpr std::array<std::pair<Verdict, std::string_view>, 3> kVerdicts{
    {{Verdict::accepted, "accepted"}, {Verdict::rejected, "rejected"}, {Verdict::corrected, "corrected"}}};

}  // namespace

std::string to_string(const WordPlace& place) {
    return std::to_string(place.page) + '.' + std::to_string(place.line) + '.' + std::to_string(place.word);
}

std::optional<WordPlace> parse_word_place(std::string_view text) {
    WordPlace place;
    for (int* number : {&place.page, &place.line, &place.word}) {
        if (number != &place.page) {
            if (text.empty() || text.front() != '.') return std::nullopt;
            text.remove_prefix(1);
        }
        const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), *number);
        if (failed != std::errc() || *number < (number == &place.line ? 0 : 1)) return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    }
    return text.empty() ? std::optional(place) : std::nullopt;
}

std::string_view name_of(Verdict verdict) {
    for (const auto& [value, name] : kVerdicts)
        if (value == verdict) return name;
    return {};
}

std::optional<Verdict> verdict_named(std::string_view name) {
    for (const auto& [value, known] : kVerdicts)
        if (known == name) return value;
    return std::nullopt;
}

}  // namespace akt
