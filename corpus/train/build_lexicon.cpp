// Makes lexicon.akt: the word forms of the training text with their counts, the forms hunspell-sv's rules
// make, and registered names. usage: build_lexicon OUT [PARTS]   (PARTS: leave out the lines whose hash is
// divisible by it)
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/train/automaton_builder.h"
#include "corpus/train/hunspell_forms.h"
#include "corpus/train/train_text.h"
#include "ocr/base/error.h"
#include "ocr/base/utf8.h"
#include "ocr/language/lexicon.h"
#include "ocr/language/model_file.h"
#include "ocr/language/tokens.h"

namespace {

using namespace akt;

/// A form this rarely seen is taken for a misprint of another form of its skeleton seen this often.
constexpr double kMisprintCount = 3, kMisprintRatio = 1500;
/// So many bearers of a first name count as one sighting in text.
constexpr double kBearersPerSighting = 2000;
constexpr double kFewestBearers = 25;

struct Seen {
    double count = 0, lower = 0, title = 0, upper = 0;
    bool vouched = false;
    bool name = false, common = false;  ///< listed with a capital; listed without
};
using Forms = std::unordered_map<std::string, Seen>;

std::string labels_of(const LabelWord& word) {
    return {reinterpret_cast<const char*>(word.labels.data()), word.length};
}

std::string skeleton(const std::string& labels) {
    std::string out = labels;
    for (char& label : out) label = static_cast<char>(base_of(static_cast<Label>(label)));
    return out;
}

void count_text(const std::filesystem::path& folder, const TrainSlice& slice, Forms& forms) {
    std::vector<Token> tokens;
    for_each_training_line(folder, slice, [&](std::string_view line, double weight) {
        tokenize(line, tokens);
        for (const Token& token : tokens) {
            if (token.kind != TokenKind::word || token.guarded) continue;
            Seen& seen = forms[labels_of(token.word)];
            seen.count += weight;
            if (token.letter_case == TokenCase::lower) seen.lower += weight;
            if (token.letter_case == TokenCase::upper && token.word.length > 1) seen.upper += weight;
            if (token.letter_case == TokenCase::title && !token.sentence_start) seen.title += weight;
        }
    });
}

Seen& seen_of(Forms& forms, const LabelWord& word) {
    return forms[labels_of(word)];
}

/// Each part of a name by itself: Upplands Väsby → upplands, väsby.
void add_name(Forms& forms, const std::string& name, double sightings) {
    std::vector<Token> tokens;
    tokenize(name, tokens);
    for (const Token& token : tokens) {
        if (token.kind != TokenKind::word || token.word.length < 2) continue;
        Seen& seen = seen_of(forms, token.word);
        seen.count += sightings;
        seen.vouched = true;
        seen.name = seen.name || token.letter_case == TokenCase::title;
    }
}

void add_hunspell(Forms& forms) {
    const std::filesystem::path folder = "/usr/share/hunspell";
    for_each_hunspell_form(folder / "sv_SE.dic", folder / "sv_SE.aff", [&](const std::string& form) {
        const std::u32string letters = to_utf32(form);
        if (letters.size() < 2 || !std::all_of(letters.begin(), letters.end(), is_letter)) return;
        const auto word = label_word(to_lower(form));
        if (!word) return;
        Seen& seen = seen_of(forms, *word);
        seen.vouched = true;
        (is_upper(letters.front()) ? seen.name : seen.common) = true;
    });
}

std::vector<std::string> fields_of(const std::string& line, char separator) {
    std::vector<std::string> fields;
    std::size_t from = 0;
    for (std::size_t at; (at = line.find(separator, from)) != std::string::npos; from = at + 1)
        fields.push_back(line.substr(from, at - from));
    fields.push_back(line.substr(from));
    return fields;
}

/// Tesseract's Swedish word list is in order of frequency; by Zipf's law the rank stands for so many
/// sightings. It is noisy (shouting headlines, other languages), so it only tells rare words apart.
constexpr double kSightingsAtRankOne = 100'000, kMostListedSightings = 30;

void add_word_list(Forms& forms, const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) throw Error(ErrorCode::not_found, file.string(), "cannot read this word list");
    std::unordered_map<std::string, double> first_rank;
    double rank = 0;
    for (std::string line; std::getline(in, line);) {
        ++rank;
        const std::u32string letters = to_utf32(line);
        const auto word = label_word(to_lower(line));
        const bool shouted = std::none_of(letters.begin(), letters.end(),
                                          [](char32_t c) { return is_letter(c) && !is_upper(c); });
        if (!word || word->length < 3 || shouted || !first_rank.try_emplace(labels_of(*word), rank).second)
            continue;
        Seen& seen = seen_of(forms, *word);
        const bool unknown = seen.count == 0 && !seen.vouched;
        const double sightings = std::min(kMostListedSightings, kSightingsAtRankOne / rank);
        seen.count += sightings;
        if (unknown) (is_upper(letters.front()) ? seen.title : seen.lower) += sightings;
    }
}

template <class Visit>
void for_each_row(const std::filesystem::path& file, char separator, Visit&& visit) {
    std::ifstream in(file);
    if (!in) throw Error(ErrorCode::not_found, file.string(), "cannot read this register");
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) visit(fields_of(line, separator));
}

void add_registers(Forms& forms, const std::filesystem::path& folder) {
    for (const char* file : {"tilltalsnamn-kvinnor.csv", "tilltalsnamn-man.csv"})
        for_each_row(folder / file, ',', [&](const std::vector<std::string>& row) {
            const double bearers = row.size() > 1 ? std::atof(row[1].c_str()) : 0;
            if (bearers >= kFewestBearers) add_name(forms, row[0], bearers / kBearersPerSighting);
        });
    for_each_row(folder / "kommuner.csv", ',', [&](const auto& row) { add_name(forms, row.at(1), 2); });
    for_each_row(folder / "lan.csv", ',', [&](const auto& row) { add_name(forms, row.at(0), 2); });
    for_each_row(folder / "lan.csv", ',', [&](const auto& row) { add_name(forms, row.at(6), 2); });
    for_each_row(folder / "ortsnamn.csv", ',', [&](const auto& row) { add_name(forms, row.at(0), 1); });
    for_each_row(folder / "myndigheter.tsv", '\t', [&](const auto& row) { add_name(forms, row.at(1), 1); });
    for_each_row(folder / "surnames_faker_sv_MIT.txt", ',',
                 [&](const auto& row) { add_name(forms, row.at(0), 2); });
    for_each_row(folder / "surnames_mined_from_gov_text.tsv", '\t',
                 [&](const auto& row) { add_name(forms, row.at(0), 0.2); });
}

/// To be listed in one case is worth so many sightings in it.
constexpr double kListedSightings = 0.5;

WordCase case_of(const Seen& seen) {
    const double lower = seen.lower + (seen.common ? kListedSightings : 0);
    const double title = seen.title + (seen.name ? kListedSightings : 0);
    if (seen.upper > 2 * (lower + title) && seen.upper > 1) return WordCase::upper;
    if (title > 2 * lower) return WordCase::title;
    return lower > 0 ? WordCase::lower : WordCase::unseen;
}

/// Forms seen once or twice beside one seen thousands of times are misprints, unless somebody vouches for
/// them.
void drop_misprints(Forms& forms) {
    std::unordered_map<std::string, double> most;
    for (const auto& [form, seen] : forms) {
        double& best = most[skeleton(form)];
        best = std::max(best, seen.count);
    }
    for (auto it = forms.begin(); it != forms.end();) {
        const Seen& seen = it->second;
        const bool misprint = !seen.vouched && seen.count <= kMisprintCount &&
                              most[skeleton(it->first)] > seen.count * kMisprintRatio;
        const bool faint = !seen.vouched && seen.count < 0.4;
        it = misprint || faint ? forms.erase(it) : std::next(it);
    }
}

void write(const Forms& forms, const std::filesystem::path& out) {
    std::vector<const Forms::value_type*> sorted;
    for (const auto& entry : forms) sorted.push_back(&entry);
    std::sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
    AutomatonBuilder builder;
    std::vector<std::uint8_t> infos;
    for (const auto* entry : sorted) {
        builder.add(entry->first);
        const Seen& seen = entry->second;
        const unsigned code = code_of_count(seen.count >= 0.4 && seen.count < 1 ? 1.0 : seen.count);
        infos.push_back(static_cast<std::uint8_t>(code | (seen.vouched ? 32U : 0U) |
                                                  static_cast<unsigned>(case_of(seen)) << 6));
    }
    builder.finish();
    const std::vector<std::uint32_t> root{builder.root};
    write_model_file(out, "lexicon",
                     {{"edges", std::as_bytes(std::span(builder.edges))},
                      {"skips", std::as_bytes(std::span(builder.skips))},
                      {"bigskips", std::as_bytes(std::span(builder.big_skips))},
                      {"root", std::as_bytes(std::span(root))},
                      {"infos", std::as_bytes(std::span(infos))}});
    std::cerr << infos.size() << " forms, " << builder.edges.size() << " edges, "
              << std::filesystem::file_size(out) << " bytes\n";
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 2) {
        std::cerr << "usage: build_lexicon OUT [PARTS]\n";
        return 2;
    }
    TrainSlice slice;
    if (argc > 2) slice.parts = static_cast<unsigned>(std::stoul(argv[2]));
    Forms forms;
    count_text(shared_folder() / "text" / "train", slice, forms);
    std::cerr << forms.size() << " forms in the text\n";
    add_hunspell(forms);
    std::cerr << forms.size() << " with hunspell's\n";
    add_registers(forms, shared_folder() / "names");
    add_word_list(forms, shared_folder() / "langdata" / "swe.wordlist");
    std::cerr << forms.size() << " with names and the word list\n";
    drop_misprints(forms);
    write(forms, argv[1]);
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
