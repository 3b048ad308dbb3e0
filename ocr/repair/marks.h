#pragma once

#include <array>
#include <span>
#include <vector>

#include "ocr/language/rare_word_model.h"
#include "ocr/language/tokens.h"
#include "ocr/repair/candidates.h"
#include "ocr/repair/mark_confusions.h"
#include "ocr/repair/memo.h"

namespace akt {

/// How one word is best read.
struct MarkDecision {
    LabelWord word;         ///< lower case, with its marks
    float probability = 1;  ///< of `word` among the candidates that keep the marks the word was read with
    LabelWord ring_word;    ///< the best when only rings can be lost (a for å)
    float ring_probability = 1;
    /// The best of well-known small-letter words when a Swedish recogniser took å, ä, a or ö, o for each
    /// other.
    LabelWord misread_word;
    float misread_odds = 0;     ///< of that, and of its being read so, against the word as it stands
    float as_read = 1;          ///< of the word as it stands, among all
    float ring_readings = 1;    ///< of the word as it stands or with rings only, among all
    bool attested = true;       ///< the lexicon has `word`
    bool vouched = false;       ///< so does a dictionary or a register of names
    bool compound = false;      ///< `word` is a likely compound of known words
    bool by_letters = false;    ///< the letters alone would choose `word` too
    bool read_attested = true;  ///< the lexicon has the word as it stands
    std::uint8_t strength = 0;  ///< count code of `word`
    WordCase usual_case = WordCase::unseen;
};

/// A form that a word may have been misread from, and −ln p(as read | form).
struct ReadForm {
    LabelWord word;
    float cost = 0;
};

/// −ln p(read without its mark | å, ä, ö), small letters in this order.
using PlainCosts = std::array<float, 3>;

/// Chooses the marks of each word by what the lexicon, the letters and the words around it say. The work
/// space keeps what was found for words met before; one a thread. Const and thread-safe otherwise; what it is
/// given must outlive it.
class MarkRestorer {
public:
    class WorkSpace {
    public:
        WorkSpace();

    private:
        friend class MarkRestorer;
        Memo<LabelWord, CandidateSet> sets_;
    };

    MarkRestorer(const Lexicon& lexicon, const LetterModel& letters, const ContextModel& context,
                 const RareWordModel& rare_words, const ConfusionModel& confusions)
        : candidates_(lexicon, letters),
          context_(context),
          rare_words_(rare_words),
          confusions_(confusions) {}

    /// Decides tokens[at], a word; letters that have marks keep them. `read_from`: what it may have been
    /// misread from, where how it was read says something of its marks too; else `plain` does.
    MarkDecision decide(std::span<const Token> tokens, std::size_t at, std::span<const ReadForm> read_from,
                        const PlainCosts& plain, WorkSpace& work) const;

private:
    const CandidateSet& candidates_for(const LabelWord& skeleton, std::uint64_t key, WorkSpace& work) const;

    MarkCandidates candidates_;
    const ContextModel& context_;
    const RareWordModel& rare_words_;
    MarkConfusions confusions_;
};

}  // namespace akt
