#include "corpus/train/evaluation.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "corpus/train/train_text.h"
#include "ocr/base/error.h"
#include "ocr/base/fold.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

/// A word restored is believed when it was seen about so often.
constexpr unsigned kWellKnownCode = 5;
constexpr std::array<std::u32string_view, 7> kLigatures{U"ff", U"fi", U"fl", U"ft", U"tf", U"ti", U"tt"};

bool is_known(std::u32string_view word, const Lexicon& lexicon, unsigned code) {
    const auto labels = label_word(to_utf8(word));
    if (!labels) return false;
    const auto info = lexicon.info(*labels);
    return info && info->count_code() >= code;
}

bool is_seen(std::u32string_view word, const Lexicon& lexicon) {
    const auto labels = label_word(to_utf8(word));
    return labels && lexicon.info(*labels).has_value();
}

bool lost_a_letter_to_a_sign(std::u32string_view word) {
    for (std::size_t i = 0; i < word.size(); ++i) {
        const bool before = i > 0 && is_letter(word[i - 1]);
        const bool after = i + 1 < word.size() && is_letter(word[i + 1]);
        const bool sign = word[i] == U'<' || word[i] == U'>' || word[i] == U'=' || word[i] == U'\xFFFD';
        if ((sign && (before || after)) || (word[i] == U'?' && after)) return true;
    }
    return false;
}

bool has_inner_capital(std::u32string_view word) {
    for (std::size_t i = 1; i < word.size(); ++i)
        if (is_upper(word[i]) && is_letter(word[i - 1]) && !is_upper(word[i - 1])) return true;
    return false;
}

/// The letters of each run of letters, in lower case.
std::vector<std::u32string> letter_runs(std::u32string_view word) {
    std::vector<std::u32string> out(1);
    for (const char32_t c : word) {
        if (is_letter(c))
            out.back() += to_lower(c);
        else if (!out.back().empty())
            out.emplace_back();
    }
    if (out.back().empty()) out.pop_back();
    return out;
}

bool lost_a_ligature(const std::u32string& run, const Lexicon& lexicon) {
    if (run.size() < 3) return false;
    for (std::size_t i = 0; i < run.size(); ++i)
        for (const auto ligature : kLigatures) {
            std::u32string whole = run;
            whole.replace(i, 1, ligature);
            if (is_known(whole, lexicon, kWellKnownCode)) return true;
        }
    return false;
}

bool misreads_swedish_letters(const std::u32string& run, const Lexicon& lexicon) {
    std::u32string swedish = run;
    for (char32_t& c : swedish) c = c == U'è' ? U'å' : c == U'æ' ? U'ä' : c == U'ø' ? U'ö' : c;
    return swedish != run && is_known(swedish, lexicon, 1);
}

}  // namespace

std::vector<EvaluationText> evaluation_texts(std::vector<std::filesystem::path> files) {
    if (files.empty()) {
        const auto folder = shared_folder() / "text" / "dev";
        if (!std::filesystem::is_directory(folder))
            throw Error(ErrorCode::not_found, folder.string(), "no development texts here");
        for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<EvaluationText> out;
    for (const auto& file : files) {
        std::ifstream in(file, std::ios::binary);
        if (!in) throw Error(ErrorCode::not_found, file.string(), "cannot read this text");
        out.push_back({file.stem().string(), to_nfc(std::string(std::istreambuf_iterator<char>(in), {}))});
    }
    return out;
}

std::string_view next_line(std::string_view& text) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out(1);
    for (std::size_t at = 0; at < text.size();) {
        const auto decoded = decode_utf8(text, at);
        if (!is_space(decoded.code_point))
            out.back().append(text, at, decoded.length_bytes);
        else if (!out.back().empty())
            out.emplace_back();
        at += decoded.length_bytes;
    }
    if (out.back().empty()) out.pop_back();
    return out;
}

bool has_letter(std::string_view word) {
    const auto letters = to_utf32(word);
    return std::any_of(letters.begin(), letters.end(), is_letter);
}

std::vector<std::string> aligned(const std::vector<std::string>& wanted,
                                 const std::vector<std::string>& got) {
    if (wanted.size() == got.size()) return got;
    std::vector<std::vector<std::size_t>> cost(wanted.size() + 1, std::vector<std::size_t>(got.size() + 1));
    for (std::size_t i = 0; i <= wanted.size(); ++i)
        for (std::size_t k = 0; k <= got.size(); ++k) {
            if (i == 0 || k == 0) {
                cost[i][k] = i + k;
                continue;
            }
            cost[i][k] = std::min({cost[i - 1][k] + 1, cost[i][k - 1] + 1,
                                   cost[i - 1][k - 1] + (wanted[i - 1] != got[k - 1] ? 1 : 0)});
        }
    std::vector<std::string> out(wanted.size());
    for (std::size_t i = wanted.size(), k = got.size(); i > 0 && k > 0;) {
        if (cost[i][k] == cost[i - 1][k - 1] + (wanted[i - 1] != got[k - 1] ? 1 : 0))
            out[--i] = got[--k];
        else if (cost[i][k] == cost[i - 1][k] + 1)
            --i;
        else
            --k;
    }
    return out;
}

bool is_broken_truth(std::string_view word, const Lexicon& lexicon) {
    const auto letters = to_utf32(word);
    if (lost_a_letter_to_a_sign(letters) || has_inner_capital(letters)) return true;
    const auto runs = letter_runs(letters);
    return std::any_of(runs.begin(), runs.end(), [&](const std::u32string& run) {
        return !is_seen(run, lexicon) &&
               (misreads_swedish_letters(run, lexicon) || lost_a_ligature(run, lexicon));
    });
}

void Commonest::print(std::size_t most) const {
    std::vector<std::pair<int, std::string>> sorted;
    for (const auto& [what, times] : times_) sorted.emplace_back(times, what);
    std::sort(sorted.rbegin(), sorted.rend());
    for (std::size_t i = 0; i < std::min(most, sorted.size()); ++i)
        std::printf("    %5d %s\n", sorted[i].first, sorted[i].second.c_str());
}

}  // namespace akt
