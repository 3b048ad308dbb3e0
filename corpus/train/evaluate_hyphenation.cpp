// How words broken over line ends come out of repair: sets the development texts in columns, once with words
// broken between parts of compounds and between syllables, once with these whole, hurts both alike, has them
// repaired, and prints how many of these words come out right in the one and in the other. "sound": text not
// hurt, in which every word should stay. Then the commonest errors in broken words. usage:
// evaluate_hyphenation
// [--models FOLDER] [--columns N] [--errors N] [FILE…]
#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

#include "corpus/train/evaluation.h"
#include "corpus/train/misread_text.h"
#include "ocr/base/fold.h"
#include "ocr/base/resources.h"
#include "ocr/base/utf8.h"
#include "ocr/language/compounds.h"
#include "ocr/repair/repairer.h"

namespace {

using namespace akt;

bool is_vowel(char32_t c) {
    return std::u32string_view(U"aeiouyåäöé").find(c) != std::u32string_view::npos;
}

/// Where a word of small letters may be broken: between the parts of a compound, and before the last
/// consonant of those that follow a vowel and go before another. So many letters of it stand before each.
std::vector<std::size_t> break_places(const std::u32string& word, const CompoundSplitter& compounds) {
    constexpr std::size_t kFewestLetters = 2;
    std::vector<std::size_t> places;
    if (const auto labels = label_word(to_utf8(word))) {
        std::size_t at = 0;
        for (const CompoundPart& part : compounds.parts_of(*labels))
            places.push_back(at += part.word.length + (part.linked ? 1U : 0U));
    }
    bool vowel_before = false;
    for (std::size_t at = 0; at + 1 < word.size(); ++at) {
        if (vowel_before && !is_vowel(word[at]) && is_vowel(word[at + 1])) places.push_back(at);
        vowel_before = vowel_before || is_vowel(word[at]);
    }
    std::erase_if(places,
                  [&](std::size_t at) { return at < kFewestLetters || at + kFewestLetters > word.size(); });
    return places;
}

/// What a break is until the text is hurt: the unit separator, which no text has.
constexpr std::string_view kBreak = "\x1F";

std::string with_breaks(std::string text, std::string_view as) {
    for (auto at = text.find(kBreak); at != text.npos; at = text.find(kBreak, at + as.size()))
        text.replace(at, kBreak.size(), as);
    return text;
}

/// Sets paragraphs in lines.
class Typesetter {
public:
    Typesetter(const CompoundSplitter& compounds, std::size_t columns)
        : compounds_(compounds), columns_(columns) {}

    std::string set(std::string_view paragraph) const {
        std::string out;
        std::size_t used = 0;
        for (const std::string& given : words_of(paragraph)) {
            const std::u32string word = to_utf32(given);
            const bool fits = used == 0 || used + 1 + word.size() <= columns_;
            const std::size_t room = columns_ > used + 2 ? columns_ - used - 2 : 0;
            const std::size_t first = fits ? 0 : longest_half(word, room);
            if (used > 0) out += fits || first > 0 ? ' ' : '\n';
            if (first > 0) (out += to_utf8(word.substr(0, first))) += kBreak;
            out += to_utf8(word.substr(first));
            used = fits ? used + (used > 0 ? 1 : 0) + word.size() : word.size() - first;
        }
        return out;
    }

private:
    /// So many characters of it, signs before its letters included, fit with a hyphen; 0: none do.
    std::size_t longest_half(const std::u32string& word, std::size_t room) const {
        const auto first = std::find_if(word.begin(), word.end(), is_letter);
        const auto last = std::find_if_not(first, word.end(), is_letter);
        if (std::find_if(last, word.end(), is_letter) != word.end()) return 0;
        const auto before = static_cast<std::size_t>(first - word.begin());
        std::size_t longest = 0;
        for (const std::size_t place : break_places(to_utf32(to_lower(to_utf8({first, last}))), compounds_))
            if (before + place <= room) longest = std::max(longest, before + place);
        return longest;
    }

    const CompoundSplitter& compounds_;
    std::size_t columns_;
};

struct Score {
    double words = 0, whole = 0, broken = 0;
    Commonest errors;

    void add(const Score& other) {
        words += other.words, whole += other.whole, broken += other.broken;
        errors.add(other.errors);
    }
};

using Hurt = std::function<std::string(std::string_view)>;

std::string_view next_paragraph(std::string_view& text) {
    const std::size_t end = text.find("\n\n");
    const auto paragraph = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 2);
    return paragraph;
}

/// Of paragraphs, with an empty line after each, in which words are to be broken.
Score score_text(std::string_view truth, const Repairer& repairer, const Hurt& hurt) {
    const std::string hurt_text = hurt(truth);
    const auto repaired = [&](std::string_view breaks) {
        const std::string text = with_breaks(hurt_text, breaks);
        return with_changes(text, repairer.repair_text(text));
    };
    const std::string whole = repaired(""), broken = repaired("-\n");
    std::string_view rest_whole = whole, rest_broken = broken;
    Score score;
    while (!truth.empty()) {
        const std::string paragraph(next_paragraph(truth));
        const auto marked = words_of(paragraph);
        const auto wanted = words_of(with_breaks(paragraph, ""));
        const auto got_whole = aligned(wanted, words_of(next_paragraph(rest_whole)));
        const auto got_broken =
            aligned(words_of(with_breaks(paragraph, "-\n")), words_of(next_paragraph(rest_broken)));
        for (std::size_t i = 0, half = 0; i < wanted.size(); ++i, ++half) {
            if (marked[i].find(kBreak) == std::string::npos) continue;
            std::string got = got_broken[half];
            if (got.ends_with('-')) got.pop_back();
            got += got_broken[++half];
            ++score.words;
            score.whole += got_whole[i] == wanted[i];
            score.broken += got == wanted[i];
            if (got != wanted[i])
                score.errors.add(wanted[i] + " → " + got_broken[half - 1] + ' ' + got_broken[half]);
        }
    }
    return score;
}

}  // namespace

int main(int argc, char** argv) try {
    std::filesystem::path folder = models_folder();
    std::size_t columns = 60, listed = 0;
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--models" && i + 1 < argc)
            folder = argv[++i];
        else if (argument == "--columns" && i + 1 < argc)
            columns = std::stoul(argv[++i]);
        else if (argument == "--errors" && i + 1 < argc)
            listed = std::stoul(argv[++i]);
        else
            files.emplace_back(argument);
    }
    const RepairModels models = RepairModels::open(folder);
    const Repairer repairer(models);
    const CompoundSplitter compounds(models.lexicon);
    const Typesetter typesetter(compounds, columns);
    const TextMisreader english(models.confusions, ReaderKind::wrong_language);
    const std::array<std::pair<std::string, Hurt>, 3> hurts{
        {{"marks stripped", [](std::string_view text) { return strip_marks(text); }},
         {"misread by eng", [&](std::string_view text) { return english.misread(text); }},
         {"sound", [](std::string_view text) { return std::string(text); }}}};
    std::array<Score, hurts.size()> all;
    const auto print_row = [](const std::string& name, const std::string& hurt, const Score& score) {
        std::printf("%-26s %-15s %7.0f %7.2f %7.2f\n", name.c_str(), hurt.c_str(), score.words,
                    percent(score.whole, score.words), percent(score.broken, score.words));
    };
    std::printf("%-26s %-15s %7s %7s %7s\n", "% of broken words right", "", "words", "whole", "broken");
    for (const auto& [name, text] : evaluation_texts(files)) {
        std::string set;
        for (std::string_view lines = text; !lines.empty();) {
            const auto line = next_line(lines);
            if (!words_of(line).empty()) set += typesetter.set(line) + "\n\n";
        }
        for (std::size_t i = 0; i < hurts.size(); ++i) {
            const Score score = score_text(set, repairer, hurts[i].second);
            print_row(name, hurts[i].first, score);
            all[i].add(score);
        }
    }
    for (std::size_t i = 0; i < hurts.size(); ++i) print_row("all", hurts[i].first, all[i]);
    for (std::size_t i = 0; i < hurts.size() && listed > 0; ++i) {
        std::printf("\n%s\n", hurts[i].first.c_str());
        all[i].errors.print(listed);
    }
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
