// Makes MODELS/confusion.akt from tables of misreadings and the words of MODELS/lexicon.akt, whose letters
// tell what unknown words are spelt like. usage: build_confusions TABLE.tsv… MODELS A line: reader (eng or
// swe), truth (1–2 small letters), what was read (1–3 characters), p(read | truth); tabs between. Lines that
// begin with # are remarks.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <iostream>
#include <numeric>
#include <sstream>
#include <tuple>

#include "ocr/base/error.h"
#include "ocr/base/utf8.h"
#include "ocr/language/lexicon.h"
#include "ocr/language/model_file.h"
#include "ocr/repair/confusion_model.h"

namespace {

using namespace akt;

Confusion parse(const std::string& line, const std::string& file, int number) {
    std::istringstream fields(line);
    std::string reader, truth, read;
    double probability = 0;
    const auto fail = [&] {
        throw Error(ErrorCode::usage, file, "line " + std::to_string(number) + " is no misreading");
    };
    if (!(fields >> reader >> truth >> read >> probability) || probability <= 0 || probability > 1) fail();
    Confusion out;
    if (reader != "eng" && reader != "swe") fail();
    out.reader =
        static_cast<std::uint8_t>(reader == "eng" ? ReaderKind::wrong_language : ReaderKind::swedish);
    const auto label = label_word(truth);
    const auto seen = to_utf32(read);
    if (!label || label->length < 1 || label->length > 2 || seen.empty() || seen.size() > 3) fail();
    out.truth_length = label->length;
    std::copy_n(label->labels.begin(), label->length, out.truth.begin());
    out.read_length = static_cast<std::uint8_t>(seen.size());
    std::copy(seen.begin(), seen.end(), out.read.begin());
    out.cost = static_cast<float>(-std::log(probability));
    return out;
}

/// Counts of three letters in a row in the lexicon's words, as spelt and without their marks.
class ChainCounter {
public:
    ChainCounter() : counts_(LetterChain::kSize) {}

    void walk(const Lexicon& lexicon, const Automaton::Place& place, LabelWord& word) {
        if (place.ends_word) add(word, lexicon.info_of_number(place.number));
        if (word.full()) return;
        lexicon.automaton().for_each_edge(place, [&](Label label, const Automaton::Place& next) {
            word.push(label);
            walk(lexicon, next, word);
            --word.length;
        });
    }

    /// −ln p in steps; what was not seen falls back on two letters, and on one.
    std::vector<std::uint8_t> steps() const {
        constexpr std::size_t n = LetterChain::kSymbols;
        std::vector<double> pairs(n * n), single(n);
        double all = 0;
        for (std::size_t at = 0; at < counts_.size(); ++at)
            pairs[at % (n * n)] += counts_[at], single[at % n] += counts_[at], all += counts_[at];
        std::vector<std::uint8_t> out(LetterChain::kSize);
        for (std::size_t first = 0; first < n; ++first)
            for (std::size_t second = 0; second < n; ++second) {
                const double* row = &counts_[(first * n + second) * n];
                const double total = std::accumulate(row, row + n, 0.0);
                const double pair_total = std::accumulate(&pairs[second * n], &pairs[second * n] + n, 0.0);
                for (std::size_t third = 0; third < n; ++third) {
                    const double one = (single[third] + 1) / (all + static_cast<double>(n));
                    const double two = (pairs[second * n + third] + kBackOff * one) / (pair_total + kBackOff);
                    const double p = (row[third] + kBackOff * two) / (total + kBackOff);
                    out[(first * n + second) * n + third] = static_cast<std::uint8_t>(std::min(
                        255.0, std::round(-std::log(p) / static_cast<double>(LetterChain::kStepNats))));
                }
            }
        return out;
    }

private:
    static constexpr double kBackOff = 20;

    void add(const LabelWord& word, WordInfo info) {
        // Unknown words are like rare ones: each form counts, common ones a little more.
        const double weight =
            std::sqrt(std::min(100.0, 0.25 + static_cast<double>(count_of_code(info.count_code()))));
        add(word, weight / 2);
        add(skeleton_of(word), weight / 2);
    }

    void add(const LabelWord& word, double weight) {
        std::size_t context = 0;
        constexpr std::size_t n = LetterChain::kSymbols;
        const auto follow = [&](std::size_t symbol) {
            counts_[context * n + symbol] += weight;
            context = context * n % (n * n) + symbol;
        };
        for (std::size_t i = 0; i < word.length; ++i) follow(LetterChain::symbol_of(letter_of(word[i])));
        follow(0);
    }

    std::vector<double> counts_;
};

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 3) {
        std::cerr << "usage: build_confusions TABLE.tsv… MODELS\n";
        return 2;
    }
    std::vector<Confusion> rows;
    for (int table = 1; table + 1 < argc; ++table) {
        std::ifstream in(argv[table]);
        if (!in) throw Error(ErrorCode::not_found, argv[table], "cannot read this table");
        int number = 0;
        for (std::string line; std::getline(in, line);) {
            ++number;
            if (!line.empty() && line.front() != '#') rows.push_back(parse(line, argv[table], number));
        }
    }
    // What stands in several tables counts once, as the likelier.
    const auto key = [](const Confusion& c) { return std::tuple(c.reader, c.read, c.truth); };
    std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
        return std::tuple(key(a), a.cost) < std::tuple(key(b), b.cost);
    });
    rows.erase(
        std::unique(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return key(a) == key(b); }),
        rows.end());
    const std::filesystem::path models = argv[argc - 1];
    const Lexicon lexicon = Lexicon::open(models);
    ChainCounter counter;
    LabelWord word;
    counter.walk(lexicon, lexicon.automaton().root(), word);
    const auto chain = counter.steps();
    write_model_file(models / "confusion.akt", "confuse",
                     {{"rows", std::as_bytes(std::span(rows))}, {"chain", std::as_bytes(std::span(chain))}});
    std::cerr << rows.size() << " misreadings\n";
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
