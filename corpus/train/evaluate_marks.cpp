// Takes every å ä ö é ü … from the development texts, has them brought back, and prints how many words come
// out right, case and all, by kind of text; beside the text as it is, the most frequent form of each
// skeleton, and hunspell's first suggestion. A word is a stretch between white space that has a letter in it.
// usage: evaluate_marks [--models FOLDER] [--errors N] [--no-hunspell] [FILE…]
#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <hunspell/hunspell.hxx>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "corpus/train/train_text.h"
#include "ocr/base/error.h"
#include "ocr/base/fold.h"
#include "ocr/base/resources.h"
#include "ocr/base/utf8.h"
#include "ocr/language/tokens.h"
#include "ocr/repair/repairer.h"

namespace {

using namespace akt;

struct Score {
    double words = 0, as_is = 0, frequent = 0, hunspell = 0, right = 0;
    double marked = 0, marked_right = 0, unseen = 0, unseen_right = 0;
    std::map<std::string, int> errors;

    void add(const Score& other) {
        words += other.words, as_is += other.as_is, frequent += other.frequent, hunspell += other.hunspell;
        right += other.right, marked += other.marked, marked_right += other.marked_right;
        unseen += other.unseen, unseen_right += other.unseen_right;
        for (const auto& [error, times] : other.errors) errors[error] += times;
    }
};

/// What simpler ways make of a text: each word token by itself.
class Baselines {
public:
    Baselines(const Lexicon& lexicon, bool with_hunspell) : lexicon_(lexicon) {
        if (with_hunspell)
            hunspell_.emplace("/usr/share/hunspell/sv_SE.aff", "/usr/share/hunspell/sv_SE.dic");
    }

    template <class Way>
    std::string each_word(std::string_view text, Way&& way) {
        tokenize(text, tokens_);
        std::string out;
        std::size_t at = 0;
        for (const Token& token : tokens_) {
            if (token.kind != TokenKind::word) continue;
            out.append(text, at, token.offset_bytes - at);
            const auto written = text.substr(token.offset_bytes, token.length_bytes);
            out += way(token, std::string(written));
            at = token.offset_bytes + token.length_bytes;
        }
        return out.append(text, at, std::string_view::npos);
    }

    std::string most_frequent(std::string_view text) {
        return each_word(text, [&](const Token& token, const std::string& written) {
            std::array<LexiconForm, Lexicon::kMaxForms> forms;
            if (lexicon_.forms_of_skeleton(token.word, forms) == 0) return written;
            std::string out;
            for (std::size_t i = 0; i < token.word.length; ++i) {
                const char32_t letter = letter_of(forms[0].word[i]);
                append_utf8(out, (token.upper >> i & 1U) != 0 ? to_upper(letter) : letter);
            }
            return out;
        });
    }

    std::string first_suggestion(std::string_view text) {
        if (!hunspell_) return std::string(text);
        return each_word(text, [&](const Token&, const std::string& written) {
            const auto [entry, fresh] = suggested_.try_emplace(written, written);
            if (fresh && !hunspell_->spell(written))
                if (const auto suggestions = hunspell_->suggest(written); !suggestions.empty())
                    entry->second = suggestions.front();
            return entry->second;
        });
    }

private:
    const Lexicon& lexicon_;
    std::optional<Hunspell> hunspell_;
    std::unordered_map<std::string, std::string> suggested_;
    std::vector<Token> tokens_;
};

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

bool has_letter(const std::string& word) {
    const auto letters = to_utf32(word);
    return std::any_of(letters.begin(), letters.end(), is_letter);
}

/// The words of the training text, by hash.
using Vocabulary = std::unordered_set<std::uint64_t>;

Vocabulary read_vocabulary() {
    Vocabulary out;
    std::vector<Token> tokens;
    for_each_training_line(shared_folder() / "text" / "train", {}, [&](std::string_view line, double) {
        tokenize(line, tokens);
        for (const Token& token : tokens)
            if (token.kind == TokenKind::word) out.insert(hash_of(token.word));
    });
    return out;
}

bool is_unseen(const Vocabulary& vocabulary, const std::string& word) {
    std::vector<Token> tokens;
    tokenize(word, tokens);
    return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
        return token.kind == TokenKind::word && !vocabulary.contains(hash_of(token.word));
    });
}

std::string text_of_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Error(ErrorCode::not_found, path.string(), "cannot read this text");
    return {std::istreambuf_iterator<char>(in), {}};
}

/// got[i] for each wanted[i], or "" where a word went missing; by least edit distance when words were joined
/// or cut.
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

void score_line(std::string_view truth, std::string_view stripped, std::string_view repaired,
                Baselines& baselines, const Vocabulary& vocabulary, Score& score) {
    const auto wanted = words_of(truth), as_is = words_of(stripped);
    const auto got = aligned(wanted, words_of(repaired));
    const auto frequent = words_of(baselines.most_frequent(stripped));
    const auto suggested = aligned(wanted, words_of(baselines.first_suggestion(stripped)));
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!has_letter(wanted[i])) continue;
        const bool right = wanted[i] == got[i];
        const bool marked = wanted[i] != as_is[i], unseen = is_unseen(vocabulary, wanted[i]);
        ++score.words;
        score.as_is += !marked;
        score.frequent += frequent[i] == wanted[i];
        score.hunspell += suggested[i] == wanted[i];
        score.right += right;
        score.marked += marked, score.marked_right += marked && right;
        score.unseen += unseen, score.unseen_right += unseen && right;
        if (!right) ++score.errors[wanted[i] + " → " + got[i] + (unseen ? " (unseen)" : "")];
    }
}

std::string_view next_line(std::string_view& text) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

Score score_of(std::string_view truth, std::string_view stripped, std::string_view repaired,
               Baselines& baselines, const Vocabulary& vocabulary) {
    Score score;
    while (!truth.empty())
        score_line(next_line(truth), next_line(stripped), next_line(repaired), baselines, vocabulary, score);
    return score;
}

double percent(double part, double whole) {
    return whole > 0 ? 100 * part / whole : 0;
}

void print_row(const std::string& name, const Score& s) {
    std::printf("%-28s %8.0f %8.2f %8.2f %8.2f %8.2f %8.2f %8.2f %7.0f\n", name.c_str(), s.words,
                percent(s.as_is, s.words), percent(s.frequent, s.words), percent(s.hunspell, s.words),
                percent(s.right, s.words), percent(s.marked_right, s.marked),
                percent(s.unseen_right, s.unseen), s.unseen);
}

}  // namespace

int main(int argc, char** argv) try {
    std::filesystem::path folder = models_folder();
    std::size_t listed = 0;
    bool with_hunspell = true;
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--models" && i + 1 < argc)
            folder = argv[++i];
        else if (argument == "--errors" && i + 1 < argc)
            listed = std::stoul(argv[++i]);
        else if (argument == "--no-hunspell")
            with_hunspell = false;
        else
            files.emplace_back(argument);
    }
    if (files.empty())
        for (const auto& entry : std::filesystem::directory_iterator(shared_folder() / "text" / "dev"))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    const RepairModels models = RepairModels::open(folder);
    const Repairer repairer(models);
    Baselines baselines(models.lexicon, with_hunspell);
    std::printf("%-28s %8s %8s %8s %8s %8s %8s %8s %7s\n", "% of words right", "words", "as is", "frequent",
                "hunspell", "akt", "w/ marks", "unseen", "of");
    const Vocabulary vocabulary = read_vocabulary();
    Score all;
    for (const auto& file : files) {
        const std::string truth = to_nfc(text_of_file(file));
        const std::string stripped = strip_marks(truth);
        const std::string repaired = with_changes(stripped, repairer.repair_text(stripped));
        const Score score = score_of(truth, stripped, repaired, baselines, vocabulary);
        print_row(file.stem().string(), score);
        all.add(score);
    }
    print_row("all", all);
    std::vector<std::pair<int, std::string>> errors;
    for (const auto& [error, times] : all.errors) errors.emplace_back(times, error);
    std::sort(errors.rbegin(), errors.rend());
    for (std::size_t i = 0; i < std::min(listed, errors.size()); ++i)
        std::printf("%5d %s\n", errors[i].first, errors[i].second.c_str());
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
