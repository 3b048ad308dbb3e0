#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/language/lexicon.h"

namespace akt {

// What the evaluators have in common.

/// A text to measure on; a kind of text each.
struct EvaluationText {
    std::string name;
    std::string text;  ///< valid UTF-8, NFC
};

/// The files, or, when there are none, those of shared/text/dev; in name order. Throws Error(not_found).
std::vector<EvaluationText> evaluation_texts(std::vector<std::filesystem::path> files);

/// Takes the first line off `text`.
std::string_view next_line(std::string_view& text);

/// Stretches between white space.
std::vector<std::string> words_of(std::string_view text);
bool has_letter(std::string_view word);

/// got[i] for each wanted[i], or "" where a word went missing; by least edit distance when words were joined
/// or cut.
std::vector<std::string> aligned(const std::vector<std::string>& wanted, const std::vector<std::string>& got);

/// Whether a word of a truth is itself hurt, so that nothing can be learnt from missing it: a letter lost to
/// a sign ("?llfälle", "rö<er", "=på"), two words glued or a letter lost to a capital ("uIöras"), å ä ö
/// misread as è æ ø, or a ligature lost ("därefer", "ucöra": a word nobody knows that becomes a known one
/// when ff, fi, fl, ft, tf, ti or tt stands for one of its letters). Looks at the truth alone.
bool is_broken_truth(std::string_view word, const Lexicon& lexicon);

inline double percent(double part, double whole) {
    return whole > 0 ? 100 * part / whole : 0;
}

/// Counts things and prints the commonest.
class Commonest {
public:
    void add(const std::string& what) { ++times_[what]; }
    void add(const Commonest& other) {
        for (const auto& [what, times] : other.times_) times_[what] += times;
    }
    void print(std::size_t most) const;

private:
    std::map<std::string, int> times_;
};

}  // namespace akt
