// What repair does to misread text: CER and WER before and after on the held-out rendered pages, by reader,
// resolution, font and damage, beside what the most frequent form of each skeleton and hunspell's first
// suggestion come to; pages made worse; the commonest words still wrong.
// usage: evaluate_ocr [--models FOLDER] [--set train] [--errors N] [--worse] [--no-hunspell] [--together]
// [--scans] CACHE
// CACHE: see ocr_errors/make.sh. White space counts as one space; dashes count alike, and quotes, and
// bullets. --worse names the pages made worse; --together repairs the pages as one document; --scans measures
// the text layers of real scans instead and prints figures only.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "corpus/train/baselines.h"
#include "corpus/train/ocr_errors/read_pages.h"
#include "corpus/train/ocr_errors/text_alignment.h"
#include "corpus/train/train_text.h"
#include "ocr/base/resources.h"
#include "ocr/base/utf8.h"
#include "ocr/read_document.h"
#include "ocr/repair/repairer.h"
#include "tests/support/error_rate.h"

namespace {

using namespace akt;
using test::ErrorRate;

/// Errors before and after repair, summed over pages.
struct Score {
    std::size_t pages = 0, worse = 0, characters = 0, words = 0;
    std::size_t characters_before = 0, characters_after = 0, words_before = 0, words_after = 0;
    std::size_t characters_harmed = 0;  ///< more errors than before, on the pages made worse

    void add(const ErrorRate& before, const ErrorRate& after) {
        ++pages;
        characters += before.characters, words += before.words;
        characters_before += before.character_errors, characters_after += after.character_errors;
        words_before += before.word_errors, words_after += after.word_errors;
        if (after.character_errors <= before.character_errors) return;
        ++worse;
        characters_harmed += after.character_errors - before.character_errors;
    }
};

double percent(std::size_t part, std::size_t whole) {
    return whole == 0 ? 0 : 100 * static_cast<double>(part) / static_cast<double>(whole);
}

void print_header() {
    std::printf("%-30s %5s %7s | %6s %6s %7s | %6s %6s %7s | %s\n", "", "pages", "words", "CER%", "after",
                "change%", "WER%", "after", "change%", "worse (characters)");
}

void print_row(const std::string& name, const Score& s) {
    const auto change = [](std::size_t before, std::size_t after) {
        return before == 0 ? 0 : percent(after, before) - 100;
    };
    std::printf("%-30.30s %5zu %7zu | %6.2f %6.2f %+7.1f | %6.2f %6.2f %+7.1f | %zu (%zu)\n", name.c_str(),
                s.pages, s.words, percent(s.characters_before, s.characters),
                percent(s.characters_after, s.characters), change(s.characters_before, s.characters_after),
                percent(s.words_before, s.words), percent(s.words_after, s.words),
                change(s.words_before, s.words_after), s.worse, s.characters_harmed);
}

/// Dashes, quotes and bullets are drawn alike and told apart by no reader.
std::string folded_signs(std::string_view text) {
    std::string out;
    for (const char32_t c : to_utf32(text)) {
        const bool dash = c == U'–' || c == U'—' || c == U'‐' || c == U'‑' || c == U'−';
        const bool quote = c == U'”' || c == U'“' || c == U'„' || c == U'»' || c == U'«';
        const bool single = c == U'’' || c == U'‘' || c == U'´' || c == U'`';
        const bool bullet = c == U'●' || c == U'•' || c == U'▪' || c == U'○';
        append_utf8(out, dash ? U'-' : quote ? U'"' : single ? U'\'' : bullet ? U'•' : c);
    }
    return out;
}

std::vector<std::u32string> words_of(std::string_view text) {
    std::vector<std::u32string> words(1);
    for (const char32_t c : to_utf32(text)) {
        if (!is_space(c))
            words.back() += c;
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

std::u32string joined(const std::vector<std::u32string>& words) {
    std::u32string out;
    for (const auto& word : words) out += (out.empty() ? U"" : U" ") + word;
    return out;
}

/// For each word of the truth that `text` has not: what stands in its place, spaces and all.
std::vector<std::string> in_place_of_words(const std::vector<std::u32string>& truth,
                                           const std::u32string& text) {
    const std::u32string whole = joined(truth);
    std::vector<std::size_t> to_text(whole.size() + 1, text.size());
    for (const AlignedPiece& piece : align(whole, text))
        for (std::size_t i = 0; i < piece.truth_length; ++i)
            to_text[piece.truth_at + i] = piece.read_at + std::min(i, piece.read_length);
    std::vector<std::string> out;
    std::size_t at = 0;
    for (const auto& word : truth) {
        const std::size_t end = at + word.size();
        out.push_back(to_utf8(std::u32string_view(text).substr(to_text[at], to_text[end] - to_text[at])));
        at = end + 1;
    }
    return out;
}

using Errors = std::map<std::string, std::size_t>;

void list_errors(const std::string& truth, const std::string& before, const std::string& after,
                 Errors& errors) {
    const auto wanted = words_of(truth);
    const auto read = in_place_of_words(wanted, joined(words_of(before)));
    const auto got = in_place_of_words(wanted, joined(words_of(after)));
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const std::string word = to_utf8(wanted[i]);
        if (got[i] == word) continue;
        const char* kind = read[i] == word ? " HARMED" : got[i] == read[i] ? " kept" : " changed wrongly";
        ++errors[word + "  read  " + read[i] + "  became  " + got[i] + kind];
    }
}

struct Options {
    std::filesystem::path models = models_folder(), cache;
    std::string set = "held-out";
    std::size_t listed = 20;
    bool worse = false, scans = false, hunspell = true, together = false;
};

void print_by(const std::string& what, const std::map<std::string, Score>& scores) {
    for (const auto& [name, score] : scores) print_row("  " + what + " " + name, score);
}

/// Each text repaired by itself; or as pages of one document, whose words are evidence for each other.
std::vector<std::string> repaired(const std::vector<std::string>& texts, const Repairer& repairer,
                                  bool together) {
    std::vector<std::string> out;
    if (!together) {
        for (const std::string& text : texts) out.push_back(with_changes(text, repairer.repair_text(text)));
        return out;
    }
    constexpr std::string_view kBetween = "\n\n\f";
    std::string whole;
    for (const std::string& text : texts) (whole += text) += kBetween;
    const auto changes = repairer.repair_text(whole);
    auto change = changes.begin();
    std::size_t from = 0;
    for (const std::string& text : texts) {
        std::vector<TextChange> here;
        for (; change != changes.end() && change->offset_bytes < from + text.size(); ++change) {
            here.push_back(*change);
            here.back().offset_bytes -= from;
        }
        out.push_back(with_changes(text, here));
        from += text.size() + kBetween.size();
    }
    return out;
}

void measure_engine(const std::vector<RenderedPage>& pages, const std::string& engine,
                    const Repairer& repairer, Baselines& baselines, const Options& options) {
    Score all, degraded, frequent, hunspell;
    std::map<std::string, Score> by_dpi, by_font, by_damage;
    Errors errors;
    std::vector<std::string> readings;
    for (const RenderedPage& page : pages)
        if (const auto read = page.reading(engine)) readings.push_back(*read);
    const auto after_repair = repaired(readings, repairer, options.together);
    std::size_t number = 0;
    for (const RenderedPage& page : pages) {
        const auto read = page.reading(engine);
        if (!read) continue;
        const std::string truth = folded_signs(page.truth);
        const std::string before_text = folded_signs(*read),
                          after_text = folded_signs(after_repair[number++]);
        const ErrorRate before = test::error_rate(truth, before_text),
                        after = test::error_rate(truth, after_text);
        for (Score* score : {&all, &by_dpi[page.dpi], &by_font[page.font], &by_damage[page.damage]})
            score->add(before, after);
        if (page.damage != "clean") degraded.add(before, after);
        frequent.add(before, test::error_rate(truth, folded_signs(baselines.most_frequent(*read))));
        if (options.hunspell)
            hunspell.add(before, test::error_rate(truth, folded_signs(baselines.first_suggestion(*read))));
        list_errors(truth, before_text, after_text, errors);
        if (options.worse && after.character_errors > before.character_errors)
            std::printf("  worse: %s %s (%s, %s dpi, %s): %zu errors became %zu\n", page.name.c_str(),
                        engine.c_str(), page.font.c_str(), page.dpi.c_str(), page.damage.c_str(),
                        before.character_errors, after.character_errors);
    }
    if (all.pages == 0) return;
    print_header();
    print_row("read by " + engine, all);
    print_row("  most frequent form instead", frequent);
    if (options.hunspell) print_row("  hunspell instead", hunspell);
    print_row("  degraded only", degraded);
    print_by("dpi", by_dpi);
    print_by("damage", by_damage);
    print_by("font", by_font);
    std::vector<std::pair<std::size_t, std::string>> commonest;
    for (const auto& [error, times] : errors) commonest.emplace_back(times, error);
    std::sort(commonest.rbegin(), commonest.rend());
    for (std::size_t i = 0; i < std::min(options.listed, commonest.size()); ++i)
        std::printf("%5zu  %s\n", commonest[i].first, commonest[i].second.c_str());
    std::printf("\n");
}

std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The text of a document's first page before and after repair.
struct FirstPage {
    std::string as_read, repaired;
};

FirstPage first_page(const std::filesystem::path& pdf, PageReaderTools& tools, const ReadOptions& reading,
                     const Repairer& repairer) {
    DocumentReader reader(pdf, {});
    Document document = reader.description();
    for (int number = 1; number <= reader.page_count(); ++number)
        document.pages.push_back(reader.read_page(number, tools, reading));
    FirstPage page{text_of(document.pages.front()), {}};
    repairer.repair(document);
    page.repaired = text_of(document.pages.front());
    return page;
}

/// The text layers of real scans, where there is a truth for the page: <name>.p<number>.gt.txt. Repaired as
/// they stand; and as Akt reads such documents, with the layer against what it recognises.
int measure_scans(const Repairer& repairer, const std::filesystem::path& models) {
    const auto scans = shared_folder() / "scans";
    if (!std::filesystem::is_directory(scans / "gt")) {
        std::printf("skipped: %s is not there\n", (scans / "gt").c_str());
        return 0;
    }
    PageReaderTools tools = PageReaderTools::open(models);
    ReadOptions keep;
    keep.keep_text_layer = true;
    Score repaired, read;
    print_header();
    std::vector<std::filesystem::path> truths(std::filesystem::directory_iterator(scans / "gt"), {});
    std::sort(truths.begin(), truths.end());
    for (const auto& truth_file : truths) {
        const std::string name = truth_file.filename().string();
        const std::size_t cut = name.rfind(".p1.gt.txt");
        if (cut == name.npos) continue;
        const auto pdf = scans / "scanned_ocr_layer" / (name.substr(0, cut) + ".pdf");
        if (!std::filesystem::exists(pdf)) continue;
        const std::string truth = folded_signs(content_of(truth_file));
        const FirstPage layer = first_page(pdf, tools, keep, repairer);
        const FirstPage whole = first_page(pdf, tools, {}, repairer);
        const ErrorRate before = test::error_rate(truth, folded_signs(layer.as_read));
        const std::string number = std::to_string(repaired.pages + 1);
        const auto count = [&](const std::string& what, const std::string& text, Score& all) {
            const ErrorRate after = test::error_rate(truth, folded_signs(text));
            Score one;
            one.add(before, after);
            all.add(before, after);
            print_row(what + ", page " + number, one);
        };
        count("layer repaired", layer.repaired, repaired);
        count("layer, page read anew", whole.repaired, read);
    }
    print_row("layers repaired", repaired);
    print_row("layers, pages read anew", read);
    return 0;
}

Options options_of(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--models" && i + 1 < argc)
            options.models = argv[++i];
        else if (argument == "--set" && i + 1 < argc)
            options.set = argv[++i];
        else if (argument == "--errors" && i + 1 < argc)
            options.listed = std::stoul(argv[++i]);
        else if (argument == "--worse")
            options.worse = true;
        else if (argument == "--no-hunspell")
            options.hunspell = false;
        else if (argument == "--together")
            options.together = true;
        else if (argument == "--scans")
            options.scans = true;
        else
            options.cache = argument;
    }
    return options;
}

}  // namespace

int main(int argc, char** argv) try {
    const Options options = options_of(argc, argv);
    if (options.cache.empty() && !options.scans) {
        std::cerr
            << "usage: evaluate_ocr [--models FOLDER] [--set train] [--errors N] [--worse] [--no-hunspell] "
               "[--together] [--scans] CACHE\n";
        return 2;
    }
    const RepairModels models = RepairModels::open(options.models);
    const Repairer repairer(models);
    if (options.scans) return measure_scans(repairer, options.models);
    const auto pages = rendered_pages(options.cache, options.set);
    Baselines baselines(models.lexicon, options.hunspell);
    for (const char* engine : {"eng", "swe", "swe+eng"})
        measure_engine(pages, engine, repairer, baselines, options);
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
