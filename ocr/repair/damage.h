#pragma once

#include <array>
#include <string>
#include <string_view>

namespace akt {

class Lexicon;

/// How a stretch of text is hurt.
enum class Damage {
    clean,               ///< sound Swedish, or too little to tell
    marks_lost,          ///< å ä ö have become a a o
    rings_lost,          ///< å has become a; ä and ö stand
    wrong_language_ocr,  ///< read by a recogniser of another language: å ä → a, ö → o 6 é
    swedish_ocr,  ///< read by a Swedish recogniser from a poor picture: odd letters, marks mostly right
    mojibake,     ///< decoded in the wrong character set, or letters replaced by ? or U+FFFD
    not_swedish,  ///< another language, or code
};

std::string_view name_of(Damage kind);  ///< "clean", "marks-lost", …

struct Judgement {
    Damage kind = Damage::clean;
    double log10_odds = 0;  ///< log10 p(text | kind) / p(text | clean), 0 for clean; for not_swedish, of the
                            ///< other language against Swedish
    std::string language = "und";  ///< ISO 639-1, or "und" when the text does not tell
    double words = 0;              ///< words of letters the judgement rests on
};

/// What the words of a stretch of text look like, counted by kind. The judgement is a naive Bayes over these.
struct DamageEvidence {
    enum Kind : std::size_t {
        ring,         ///< has å
        dots,         ///< has ä or ö, no å
        plain,        ///< letters only, none of å ä ö
        ring_lost,    ///< a known word of this kind with its å missing ("fran", "pa")
        dots_lost,    ///< a known word with its ä ö missing ("nar", "for")
        odd_letters,  ///< digits, é, capitals or signs amid small letters
        wrong_set,    ///< the marks of a wrong character set
        unknown,      ///< letters only, none of å ä ö, and no word the lexicon knows
        kKinds
    };
    std::array<double, kKinds> words{};
};

/// Judges lines, pages or whole documents; the longer the text, the surer. Windows below some ten words are
/// often "clean" for want of evidence: judge the neighbourhood too. const after construction, shared by
/// threads.
class DamageJudge {
public:
    /// `lexicon` must outlive the judge.
    explicit DamageJudge(const Lexicon& lexicon);
    Judgement judge(std::string_view text) const;
    /// For trainers and evaluators: what judge() counts.
    DamageEvidence evidence(std::string_view text) const;

private:
    const Lexicon* lexicon_;
};

}  // namespace akt
