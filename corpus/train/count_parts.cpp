// Adds to lexicon.akt how often its words are parts of compounds: each word seen in the training text is
// taken apart, and again by what the first round counted. usage: count_parts LEXICON_FOLDER OUT_FOLDER
// [FOLD FOLDS]   (leaves out the compounds of one fold; to train what reads them)
#include <array>
#include <cmath>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

#include "ocr/language/compounds.h"
#include "ocr/language/lexicon.h"
#include "ocr/language/model_file.h"
#include "ocr/language/tokens.h"

namespace {

using namespace akt;

constexpr int kRounds = 3;
constexpr std::size_t kMinCompound = 6;
/// The first round has only the words' own counts to go by, whose costs are this much higher.
constexpr float kPlainCostMore = 6;

struct Fold {
    std::uint64_t left_out = 0, folds = 0;

    bool leaves_out(const LabelWord& word) const {
        return folds != 0 && skeleton_hash_of(word) / 2 % folds == left_out;
    }
};

/// Calls visit(word) for each word of the lexicon that was seen in text.
template <class Visit>
void for_each_seen_word(const Lexicon& lexicon, const Automaton::Place& place, LabelWord& word,
                        const Visit& visit) {
    if (place.ends_word && lexicon.info_of_number(place.number).count_code() > 0) visit(word);
    lexicon.automaton().for_each_edge(place, [&](Label label, const Automaton::Place& next) {
        if (word.full()) return;
        word.push(label);
        for_each_seen_word(lexicon, next, word, visit);
        --word.length;
    });
}

struct Roles {
    double joined = 0, linked = 0, last = 0;
};

std::vector<Roles> count(const Lexicon& lexicon, std::size_t words, const Fold& fold) {
    const CompoundSplitter splitter(lexicon);
    std::vector<Roles> out(words);
    double compounds = 0;
    LabelWord walked;
    for_each_seen_word(lexicon, lexicon.automaton().root(), walked, [&](const LabelWord& word) {
        if (word.length < kMinCompound || fold.leaves_out(word)) return;
        std::array<CompoundSplitter::Reading, CompoundSplitter::kMaxReadings> unused;
        if (!lexicon.has_parts()) {
            // Only words without marks are their own skeletons, so the cost is asked of the exact reading.
            const std::size_t found = splitter.readings(skeleton_of(word), unused);
            float cost = -1;
            for (std::size_t i = 0; i < found; ++i)
                if (unused[i].word == word) cost = unused[i].cost;
            if (cost < 0 || cost - kPlainCostMore > CompoundSplitter::simple_word_cost(word.length)) return;
        }
        const auto parts = splitter.parts_of(word);
        if (parts.empty()) return;
        ++compounds;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            Roles& roles = out[*lexicon.automaton().find(parts[i].word)];
            ++(i + 1 == parts.size() ? roles.last : parts[i].linked ? roles.linked : roles.joined);
        }
    });
    std::cerr << compounds << " compounds\n";
    return out;
}

void write(const std::filesystem::path& from, const std::filesystem::path& to,
           const std::vector<Roles>& roles) {
    std::vector<std::uint64_t> places((roles.size() + 63) / 64);
    std::vector<std::uint32_t> before(places.size());
    std::vector<PartInfo> parts;
    for (std::size_t i = 0; i < roles.size(); ++i) {
        if (i % 64 == 0) before[i / 64] = static_cast<std::uint32_t>(parts.size());
        const auto info = PartInfo::of_codes(code_of_count(roles[i].joined), code_of_count(roles[i].linked),
                                             code_of_count(roles[i].last));
        if (info.packed == 0) continue;
        places[i / 64] |= std::uint64_t{1} << i % 64;
        parts.push_back(info);
    }
    const auto file = ModelFile::open(from, "lexicon");
    std::vector<ModelSection> sections;
    for (const char* name : {"edges", "skips", "bigskips", "root", "infos"})
        sections.push_back({name, file->section<std::byte>(name)});
    sections.push_back({"partbits", std::as_bytes(std::span(places))});
    sections.push_back({"partrank", std::as_bytes(std::span(before))});
    sections.push_back({"parts", std::as_bytes(std::span(parts))});
    // Beside it first: what is read from may be what is written.
    const auto fresh = to.parent_path() / "lexicon.new";
    write_model_file(fresh, "lexicon", sections);
    std::filesystem::rename(fresh, to);
    std::cerr << parts.size() << " parts, " << std::filesystem::file_size(to) << " bytes\n";
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 3) {
        std::cerr << "usage: count_parts LEXICON_FOLDER OUT_FOLDER [FOLD FOLDS]\n";
        return 2;
    }
    const std::filesystem::path from = argv[1], to = argv[2];
    Fold fold;
    if (argc > 4) fold = {std::stoull(argv[3]), std::stoull(argv[4])};
    const std::size_t words =
        ModelFile::open(from / "lexicon.akt", "lexicon")->section<std::uint8_t>("infos").size();
    write(from / "lexicon.akt", to / "lexicon.akt", count(Lexicon::open(from), words, fold));
    for (int round = 1; round < kRounds; ++round)
        write(to / "lexicon.akt", to / "lexicon.akt", count(Lexicon::open(to), words, fold));
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
