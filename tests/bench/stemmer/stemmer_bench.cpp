// How well the stemmer joins what hunspell-sv's paradigms say is one word, beside Xapian's Stem("swedish").
// usage: stemmer_bench [-v] TEXT…   (plain text files; only forms that occur in them are counted, weighted by
// count)
#include <xapian.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ocr/base/fold.h"
#include "ocr/base/utf8.h"
#include "ocr/language/stemmer.h"
#include "tests/bench/stemmer/paradigms.h"

namespace akt {
namespace {

using Counts = std::unordered_map<std::string, long>;

void count_words(const char* path, Counts& counts) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        const auto text = to_utf32(to_lower(to_nfc(line)));
        std::u32string word;
        for (const char32_t letter : text) {
            if (is_letter(letter)) {
                word += letter;
            } else if (!word.empty()) {
                ++counts[to_utf8(word)];
                word.clear();
            }
        }
        if (!word.empty()) ++counts[to_utf8(word)];
    }
}

struct Joins {
    long forms = 0, missed_forms = 0;    ///< attested forms beside the paradigm's commonest one
    long tokens = 0, missed_tokens = 0;  ///< the same, by how often they occur
    long words = 0,
         false_words = 0;  ///< attested words; those joined with a commoner word of another paradigm
    long word_tokens = 0, false_tokens = 0;
};

using Stemmer = std::function<std::string(const std::string&)>;

Joins measure(const std::vector<Paradigm>& paradigms, const Counts& counts, const Stemmer& stem_of,
              bool verbose) {
    Joins joins;
    std::unordered_map<std::string, std::vector<std::size_t>> paradigms_of;
    std::vector<std::pair<long, std::string>> worst;
    for (std::size_t i = 0; i < paradigms.size(); ++i) {
        std::vector<std::pair<long, std::string>> attested;
        for (const auto& form : paradigms[i].forms) {
            const auto found = counts.find(form);
            if (found == counts.end()) continue;
            attested.emplace_back(found->second, form);
            paradigms_of[form].push_back(i);
        }
        if (attested.size() < 2) continue;
        std::ranges::sort(attested, std::greater<>{});
        const auto wanted = stem_of(attested.front().second);
        for (std::size_t j = 1; j < attested.size(); ++j) {
            const auto& [count, form] = attested[j];
            ++joins.forms, joins.tokens += count;
            const auto got = stem_of(form);
            if (got == wanted) continue;
            ++joins.missed_forms, joins.missed_tokens += count;
            worst.emplace_back(count, attested.front().second + ">" + wanted + " " + form + ">" + got);
        }
    }
    std::unordered_map<std::string, std::vector<std::pair<long, std::string>>> classes;
    for (const auto& [word, ids] : paradigms_of) classes[stem_of(word)].emplace_back(counts.at(word), word);
    std::vector<std::pair<long, std::string>> false_worst;
    for (auto& [stem_text, words] : classes) {
        std::ranges::sort(words, std::greater<>{});
        const auto& main_ids = paradigms_of.at(words.front().second);
        for (const auto& [count, word] : words) {
            ++joins.words, joins.word_tokens += count;
            const auto& ids = paradigms_of.at(word);
            if (std::ranges::find_first_of(ids, main_ids) != ids.end()) continue;
            ++joins.false_words, joins.false_tokens += count;
            false_worst.emplace_back(count, words.front().second + " = " + word + " > " + stem_text);
        }
    }
    if (verbose) {
        for (auto* list : {&worst, &false_worst}) {
            std::ranges::sort(*list, std::greater<>{});
            std::printf("--\n");
            for (std::size_t i = 0; i < std::min<std::size_t>(list->size(), 150); ++i)
                std::printf("%ld %s\n", (*list)[i].first, (*list)[i].second.c_str());
        }
    }
    return joins;
}

void print_row(const char* name, const Joins& joins) {
    const auto percent = [](long part, long whole) {
        return whole > 0 ? 100.0 * static_cast<double>(part) / static_cast<double>(whole) : 0;
    };
    std::printf("%-24s %8.2f %% %8.2f %% %8.2f %% %8.2f %%\n", name, percent(joins.missed_forms, joins.forms),
                percent(joins.missed_tokens, joins.tokens), percent(joins.false_words, joins.words),
                percent(joins.false_tokens, joins.word_tokens));
}

int run(int argc, char** argv) {
    bool verbose = false;
    Counts counts;
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "-v")
            verbose = true;
        else
            count_words(argv[i], counts);
    }
    const std::filesystem::path folder = "/usr/share/hunspell";
    const auto paradigms = read_paradigms(folder / "sv_SE.aff", folder / "sv_SE.dic");
    if (paradigms.empty() || counts.empty()) {
        std::printf("skipped: needs hunspell-sv and at least one text file\n");
        return 0;
    }
    std::printf("%zu paradigms, %zu different words\n", paradigms.size(), counts.size());
    std::printf("%-24s %10s %10s %10s %10s\n", "", "missed", "by tokens", "false", "by tokens");
    const Xapian::Stem snowball("swedish");
    const auto ours = measure(
        paradigms, counts, [](const std::string& word) { return stem(word); }, verbose);
    print_row("no stemming", measure(
                                 paradigms, counts, [](const std::string& word) { return word; }, false));
    print_row("Stem(\"swedish\")",
              measure(
                  paradigms, counts, [&](const std::string& word) { return snowball(word); }, false));
    print_row("akt::stem", ours);
    const auto folded = [](const std::string& word) { return stem_folded(fold(word)); };
    print_row("akt::stem_folded", measure(paradigms, counts, folded, verbose));
    const auto snowball_folded = [&](const std::string& word) { return fold(snowball(word)); };
    print_row("Stem, then folded", measure(paradigms, counts, snowball_folded, false));
    return 0;
}

}  // namespace
}  // namespace akt

int main(int argc, char** argv) {
    return akt::run(argc, argv);
}
