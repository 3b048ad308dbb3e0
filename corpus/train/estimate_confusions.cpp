// Counts how recognisers misread the training pages and writes the table of misreadings.
// usage: estimate_confusions CACHE TABLE.tsv   (CACHE: see ocr_errors/make.sh; build_confusions packs the
// table) A line: reader (eng: of a language without å ä ö; swe: Swedish, alone or with another), truth (1–2
// small letters), what was read (1–3 characters, no white space), p(read | truth). In a word in capitals,
// capitals count as small.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "corpus/train/ocr_errors/read_pages.h"
#include "corpus/train/ocr_errors/text_alignment.h"
#include "ocr/base/error.h"
#include "ocr/base/utf8.h"
#include "ocr/language/alphabet.h"

namespace {

using namespace akt;

constexpr std::size_t kReaders = 2;
constexpr std::array<const char*, kReaders> kReaderNames{"eng", "swe"};
constexpr std::size_t kMostTruth = 2, kMostRead = 3;
/// Taken from each count for the misreadings not seen (absolute discounting; Ney, Essen & Kneser 1994).
constexpr double kDiscount = 0.6;
/// The other readers' rate counts as much as this many letters of one's own.
constexpr double kPooledLetters = 300;
/// Seen once in all it may be chance; rarer than this it finds no words worth having.
constexpr double kFewest = 2, kRarest = 2e-5;
/// Pairs of letters that hold so large a share of the marked letter.
constexpr double kOftenPrinted = 0.02;
/// A page read this badly teaches nothing: its alignment is guesswork.
constexpr double kMostPageErrors = 0.25;

using Text = std::u32string;
using Counts = std::array<double, kReaders>;

struct Table {
    std::map<Text, Counts> letters;                   ///< how often each 1–2 letters were printed
    std::map<std::pair<Text, Text>, Counts> misread;  ///< (truth, read)
    std::set<std::pair<Text, Text>> pooled;           ///< those that lend each other their counts
    Counts pages{}, skipped{};
};

bool small_letters(const Text& text) {
    return std::all_of(text.begin(), text.end(), [](char32_t c) { return label_of(c) != kNoLabel; });
}

Text lower(Text text) {
    for (char32_t& c : text) c = to_lower(c);
    return text;
}

void count_letters(const Text& truth, std::size_t reader, Table& table) {
    const Text small = lower(truth);
    for (std::size_t at = 0; at < small.size(); ++at)
        for (std::size_t length = 1; length <= kMostTruth && at + length <= small.size(); ++length) {
            const Text letters = small.substr(at, length);
            if (small_letters(letters)) ++table.letters[letters][reader];
        }
}

void count_page(const Text& truth, const Text& read, std::size_t reader, Table& table) {
    const auto pieces = align(truth, read);
    double errors = 0;
    for (const AlignedPiece& piece : pieces)
        if (!piece.same) errors += static_cast<double>(std::max(piece.truth_length, piece.read_length));
    if (errors > kMostPageErrors * static_cast<double>(truth.size())) {
        ++table.skipped[reader];
        return;
    }
    ++table.pages[reader];
    count_letters(truth, reader, table);
    for (const AlignedPiece& piece : pieces) {
        if (piece.same || piece.truth_length == 0 || piece.truth_length > kMostTruth ||
            piece.read_length == 0 || piece.read_length > kMostRead)
            continue;
        const Text printed = truth.substr(piece.truth_at, piece.truth_length);
        Text seen = read.substr(piece.read_at, piece.read_length);
        if (std::any_of(seen.begin(), seen.end(), is_space)) continue;
        if (std::all_of(printed.begin(), printed.end(), is_upper)) seen = lower(seen);
        const Text small = lower(printed);
        if (small_letters(small) && small != seen) ++table.misread[{small, seen}][reader];
    }
}

bool has_mark(const Text& text) {
    return std::any_of(text.begin(), text.end(), [](char32_t c) { return label_of(c) > kLabelZ; });
}

/// Shapes are mistaken alike in any language, so readers lend each other their counts; but what becomes of å
/// ä ö depends on whether the reader knows them.
double probability(const Table& table, const Text& truth, const Counts& seen, std::size_t reader) {
    const Counts& printed = table.letters.at(truth);
    const double own = std::max(0.0, seen[reader] - kDiscount);
    if (has_mark(truth)) return printed[reader] > 0 ? own / printed[reader] : 0;
    const double all = printed[0] + printed[1];
    const double pooled = all > 0 ? std::max(0.0, seen[0] + seen[1] - kDiscount) / all : 0;
    return (own + kPooledLetters * pooled) / (printed[reader] + kPooledLetters);
}

/// Where in a pair of letters the one with a mark stands, if exactly one has it.
std::optional<std::size_t> marked_letter(const Text& pair) {
    if (pair.size() != 2 || has_mark(pair.substr(0, 1)) == has_mark(pair.substr(1))) return std::nullopt;
    return has_mark(pair.substr(0, 1)) ? 0 : 1;
}

/// Letters with marks that were not seen at all: beside most letters too seldom to be counted, so each pair
/// that is often printed gets the rate of all pairs like it.
void add_lost_marks(Table& table) {
    /// By the letter and where it stands in the pair.
    std::map<std::pair<char32_t, std::size_t>, Counts> lost;
    for (const auto& [pair, seen] : table.misread) {
        const auto marked = marked_letter(pair.first);
        if (!marked || pair.second != pair.first.substr(1 - *marked, 1)) continue;
        for (std::size_t reader = 0; reader < kReaders; ++reader)
            lost[{pair.first[*marked], *marked}][reader] += seen[reader];
    }
    for (const auto& [pair, printed] : table.letters) {
        const auto marked = marked_letter(pair);
        if (!marked) continue;
        const char32_t letter = pair[*marked];
        const Counts& all = table.letters.at(Text(1, letter));
        const auto found = lost.find({letter, *marked});
        if (found == lost.end() || printed[0] < kOftenPrinted * all[0]) continue;
        Counts& seen = table.misread[{pair, pair.substr(1 - *marked, 1)}];
        for (std::size_t reader = 0; reader < kReaders; ++reader)
            seen[reader] =
                std::max(seen[reader], kDiscount + printed[reader] * found->second[reader] / all[reader]);
        table.pooled.insert({pair, pair.substr(1 - *marked, 1)});
    }
}

void write(const Table& table, const std::filesystem::path& file) {
    std::ofstream out(file);
    out << "# reader\ttruth\tread\tp(read | truth)\n";
    for (std::size_t reader = 0; reader < kReaders; ++reader) {
        std::size_t rows = 0;
        for (const auto& [pair, seen] : table.misread) {
            if (seen[0] + seen[1] < kFewest && !table.pooled.contains(pair)) continue;
            const double p = probability(table, pair.first, seen, reader);
            if (p < kRarest) continue;
            std::array<char, 32> number{};
            std::snprintf(number.data(), number.size(), "%.3g", std::min(p, 1.0));
            out << kReaderNames[reader] << '\t' << to_utf8(pair.first) << '\t' << to_utf8(pair.second) << '\t'
                << number.data() << '\n';
            ++rows;
        }
        std::cerr << kReaderNames[reader] << ": " << table.pages[reader] << " pages ("
                  << table.skipped[reader] << " past reading), " << rows << " misreadings\n";
    }
    if (!out.flush()) throw Error(ErrorCode::io, file.string(), "cannot write the table");
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc != 3) {
        std::cerr << "usage: estimate_confusions CACHE TABLE.tsv\n";
        return 2;
    }
    Table table;
    for (const RenderedPage& page : rendered_pages(argv[1], "train"))
        for (const std::string& engine : page.engines)
            if (const auto read = page.reading(engine))
                count_page(to_utf32(page.truth), to_utf32(*read), engine == "eng" ? 0 : 1, table);
    add_lost_marks(table);
    write(table, argv[2]);
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
