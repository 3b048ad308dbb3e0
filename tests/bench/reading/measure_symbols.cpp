// What recognisers make of rendered test pages (corpus/train/recognizer/render_test_pages.py) through Akt's
// whole reading: misread letters, and F1 of the signs Debian's `swe` lacks. Letters are counted where the
// truth has one, so that a recogniser's guess at a sign it cannot print is no misread letter. usage:
// measure_symbols PAGES [--every N] shipped|MODEL[:FOLDER] …
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/train/ocr_errors/text_alignment.h"
#include "ocr/base/error.h"
#include "ocr/base/resources.h"
#include "ocr/base/utf8.h"
#include "ocr/read_document.h"
#include "ocr/recognize/tesseract_recognizer.h"
#include "tests/support/error_rate.h"

namespace {

namespace fs = std::filesystem;

/// In place of a model: the recognisers Akt reads with when none is asked for.
constexpr std::string_view kAsShipped = "shipped";

constexpr std::array<char32_t, 7> kSigns{U'§', U'@', U'%', U'–', U'•', U'°', U'ü'};

struct TestPage {
    fs::path picture;
    std::string font, dpi, damage, truth;
};

struct Sign {
    int printed = 0, read = 0, both = 0;
    double f1() const { return printed + read == 0 ? 1 : 2.0 * both / static_cast<double>(printed + read); }
};

struct Score {
    long letters = 0, misread_letters = 0, marked = 0, misread_marked = 0;
    std::size_t characters = 0, character_errors = 0;
    std::array<Sign, kSigns.size()> signs;
    double cpu_s = 0;

    void add(const Score& other) {
        letters += other.letters;
        misread_letters += other.misread_letters;
        marked += other.marked;
        misread_marked += other.misread_marked;
        characters += other.characters;
        character_errors += other.character_errors;
        for (std::size_t i = 0; i < signs.size(); ++i) {
            signs[i].printed += other.signs[i].printed;
            signs[i].read += other.signs[i].read;
            signs[i].both += other.signs[i].both;
        }
        cpu_s += other.cpu_s;
    }
};

std::string content_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<TestPage> pages_in(const fs::path& folder, std::size_t every) {
    std::ifstream in(folder / "pages.tsv");
    std::vector<TestPage> pages;
    std::string row;
    std::getline(in, row);
    for (std::size_t number = 0; std::getline(in, row); ++number) {
        std::istringstream fields(row);
        std::string name;
        TestPage page;
        std::getline(fields, name, '\t');
        std::getline(fields, page.font, '\t');
        std::getline(fields, page.dpi, '\t');
        std::getline(fields, page.damage, '\t');
        page.picture = folder / (name + ".png");
        page.truth = content_of(folder / (name + ".truth"));
        if (number % every == 0) pages.push_back(std::move(page));
    }
    return pages;
}

bool has_mark(char32_t c) {
    return std::u32string_view(U"åäöÅÄÖ").find(c) != std::u32string_view::npos;
}

/// The text's characters, one space wherever there is any.
std::u32string spaced(std::string_view text) {
    std::u32string result;
    for (const char32_t c : akt::to_utf32(akt::to_nfc(text))) {
        if (!akt::is_space(c))
            result += c;
        else if (!result.empty() && result.back() != U' ')
            result += U' ';
    }
    return result;
}

void count(Score& score, const std::u32string& truth, const std::u32string& read) {
    for (std::size_t sign = 0; sign < kSigns.size(); ++sign) {
        score.signs[sign].printed += static_cast<int>(std::count(truth.begin(), truth.end(), kSigns[sign]));
        score.signs[sign].read += static_cast<int>(std::count(read.begin(), read.end(), kSigns[sign]));
    }
    for (const akt::AlignedPiece& piece : akt::align(truth, read)) {
        std::u32string left(read, piece.read_at, piece.read_length);
        for (const char32_t c : std::u32string_view(truth).substr(piece.truth_at, piece.truth_length)) {
            // A piece of several characters may hold some as they are.
            const auto found = left.find(c);
            const bool same = found != std::u32string::npos;
            if (same) left.erase(found, 1);
            if (akt::is_letter(c) && c != U'ü') {
                ++score.letters;
                score.misread_letters += !same;
                score.marked += has_mark(c);
                score.misread_marked += has_mark(c) && !same;
            }
            const auto sign = std::find(kSigns.begin(), kSigns.end(), c);
            if (sign != kSigns.end() && same)
                ++score.signs[static_cast<std::size_t>(sign - kSigns.begin())].both;
        }
    }
}

double cpu_s() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

void print_head() {
    std::printf("%-30s %7s %7s %7s %6s |", "", "letters", "åäö", "CER", "CPU s");
    for (const char32_t sign : kSigns) {
        std::string text;
        akt::append_utf8(text, sign);
        std::printf("%s%s", std::string(5, ' ').c_str(), text.c_str());
    }
    std::printf("   (misread %%, F1 %%)\n");
}

void print_row(const std::string& name, const Score& score) {
    const auto percent = [](auto part, auto whole) {
        return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    };
    std::printf("%-30.30s %7.3f %7.3f %7.3f %6.0f |", name.c_str(),
                percent(score.misread_letters, score.letters), percent(score.misread_marked, score.marked),
                percent(score.character_errors, score.characters), score.cpu_s);
    for (const Sign& sign : score.signs) std::printf(" %5.1f", 100 * sign.f1());
    std::printf("\n");
}

using Groups = std::map<std::string, Score>;

void measure(const std::vector<TestPage>& pages, const std::string& model, Groups& groups) {
    const std::size_t colon = model.find(':');
    akt::PageReaderTools tools = akt::PageReaderTools::open(akt::models_folder());
    const std::string folder = colon == std::string::npos ? "" : model.substr(colon + 1);
    if (model != kAsShipped) {
        tools.recognizer = akt::make_tesseract_recognizer(model.substr(0, colon), folder);
        tools.careful_recognizer.reset();
    }
    for (const TestPage& page : pages) {
        const double before_s = cpu_s();
        akt::DocumentReader reader(page.picture, {});
        const std::string read = text_of(reader.read_page(1, tools, {}));
        Score score;
        score.cpu_s = cpu_s() - before_s;
        const akt::test::ErrorRate rate = akt::test::error_rate(page.truth, read);
        score.characters = rate.characters;
        score.character_errors = rate.character_errors;
        count(score, spaced(page.truth), spaced(read));
        for (const std::string& group :
             {std::string("all"), "dpi " + page.dpi, "damage " + page.damage, "font " + page.font})
            groups[group].add(score);
    }
}

}  // namespace

int main(int count, char** values) {
    std::size_t every = 1;
    std::vector<std::string> arguments;
    for (int i = 1; i < count; ++i) {
        if (std::string_view(values[i]) == "--every" && i + 1 < count)
            every = static_cast<std::size_t>(std::max(1, std::atoi(values[++i])));
        else
            arguments.emplace_back(values[i]);
    }
    if (arguments.size() < 2) {
        std::fprintf(stderr, "usage: measure_symbols PAGES [--every N] shipped|MODEL[:FOLDER] …\n");
        return 2;
    }
    try {
        const std::vector<TestPage> pages = pages_in(arguments.front(), every);
        std::vector<Groups> results(arguments.size() - 1);
        for (std::size_t i = 0; i < results.size(); ++i) measure(pages, arguments[i + 1], results[i]);
        print_head();
        for (const auto& [group, unused] : results.front()) {
            std::printf("%s\n", group.c_str());
            for (std::size_t i = 0; i < results.size(); ++i)
                print_row("  " + arguments[i + 1], results[i].at(group));
        }
    } catch (const akt::Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
