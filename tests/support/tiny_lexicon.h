#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/train/automaton_builder.h"
#include "ocr/language/lexicon.h"
#include "ocr/language/model_file.h"

namespace akt::test {

/// A word as the automaton's builder takes it: its labels as characters. Empty for what cannot be spelt.
inline std::string labels_of(std::string_view lower_case_word) {
    const auto word = label_word(lower_case_word);
    if (!word) return {};
    return {reinterpret_cast<const char*>(word->labels.data()), word->length};
}

inline LabelWord word_of(std::string_view labels) {
    LabelWord word;
    for (const char label : labels) word.push(static_cast<Label>(label));
    return word;
}

inline WordInfo info_of(unsigned count_code, bool vouched = false, WordCase usual = WordCase::lower) {
    return {static_cast<std::uint8_t>(count_code | (vouched ? 32U : 0U) | static_cast<unsigned>(usual) << 6)};
}

/// What is known of each word, by its labels: the order the automaton numbers them in.
using TinyWords = std::map<std::string, WordInfo>;

/// Writes folder/lexicon.akt.
inline void write_lexicon(const std::filesystem::path& folder, const TinyWords& words) {
    AutomatonBuilder builder;
    std::vector<std::uint8_t> infos;
    for (const auto& [labels, info] : words) {
        builder.add(labels);
        infos.push_back(info.packed);
    }
    builder.finish();
    const std::vector<std::uint32_t> root{builder.root};
    write_model_file(folder / "lexicon.akt", "lexicon",
                     {{"edges", std::as_bytes(std::span(builder.edges))},
                      {"skips", std::as_bytes(std::span(builder.skips))},
                      {"bigskips", std::as_bytes(std::span(builder.big_skips))},
                      {"root", std::as_bytes(std::span(root))},
                      {"infos", std::as_bytes(std::span(infos))}});
}

}  // namespace akt::test
