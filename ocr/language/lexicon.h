#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "ocr/language/alphabet.h"
#include "ocr/language/automaton.h"

namespace akt {

class ModelFile;
class Outlook;

/// How a word is mostly written in the training text.
enum class WordCase : std::uint8_t { lower, title, upper, unseen };

/// What the lexicon knows of one form; packed into a byte of the model.
struct WordInfo {
    std::uint8_t packed = 0;

    /// 0: not in the training text; else 1..31, a logarithmic step of 1.6 each.
    unsigned count_code() const { return packed & 31U; }
    /// Vouched for by a dictionary or a register of names, not only by having been seen.
    bool vouched() const { return (packed & 32U) != 0; }
    WordCase word_case() const { return static_cast<WordCase>(packed >> 6); }
};

/// In how many words of the training text a form is a part of a compound; codes as of counts.
struct PartInfo {
    std::uint16_t packed = 0;

    /// Before another part, with nothing between (skol|buss) and with a linking s (arbets|plats).
    unsigned joined_code() const { return packed & 31U; }
    unsigned linked_code() const { return packed >> 5 & 31U; }
    unsigned last_code() const { return packed >> 10 & 31U; }
    static PartInfo of_codes(unsigned joined, unsigned linked, unsigned last) {
        return {static_cast<std::uint16_t>(joined | linked << 5 | last << 10)};
    }
};

/// The count a code stands for: 0, 1, 2, 3, 4, 7, 10, 17, … (within 30 % of the true one).
std::uint32_t count_of_code(unsigned code);
unsigned code_of_count(double count);

/// One attested form sharing a skeleton.
struct LexiconForm {
    LabelWord word;
    WordInfo info;
};

/// Swedish word forms, lower case, in a minimal acyclic automaton mapped from `lexicon.akt`: attested in the
/// training text, made by hunspell-sv's rules, or a registered name. Opening takes milliseconds; const and
/// thread-safe.
class Lexicon {
public:
    static constexpr std::size_t kMaxForms = 8;

    /// Throws Error(not_found | integrity | format_too_new).
    static Lexicon open(const std::filesystem::path& models_folder);

    /// Attested, dictionary-made or a known name.
    bool contains(std::string_view lower_case_word) const;
    /// Times seen in the training text, quantised; 0 if never.
    std::uint32_t count(std::string_view lower_case_word) const;

    std::optional<WordInfo> info(const LabelWord& word) const;

    /// The forms that are `skeleton` (letters a–z only) when their marks are taken away, most counted first.
    /// Writes at most kMaxForms to `out` and returns how many; no allocation.
    std::size_t forms_of_skeleton(const LabelWord& skeleton, std::span<LexiconForm, kMaxForms> out) const;

    /// Whether it is known how words are put together; without it part_of_number is empty for all.
    bool has_parts() const { return !part_places_.empty(); }
    PartInfo part_of_number(std::uint32_t word_number) const;

    const Automaton& automaton() const { return automaton_; }
    /// Of automaton(); made for the first search that asks for it.
    const Outlook& outlook() const;
    std::uint32_t word_count() const { return static_cast<std::uint32_t>(infos_.size()); }
    WordInfo info_of_number(std::uint32_t word_number) const {
        return {word_number < infos_.size() ? infos_[word_number] : std::uint8_t{0}};
    }

private:
    explicit Lexicon(std::shared_ptr<const ModelFile> file);

    std::shared_ptr<const ModelFile> file_;
    Automaton automaton_;
    struct LazyOutlook;
    std::shared_ptr<LazyOutlook> outlook_;
    std::span<const std::uint8_t> infos_;
    /// Which words are parts, a bit each; how many are before each 64 of them; and what is known of those.
    std::span<const std::uint64_t> part_places_;
    std::span<const std::uint32_t> parts_before_;
    std::span<const PartInfo> parts_;
};

}  // namespace akt
