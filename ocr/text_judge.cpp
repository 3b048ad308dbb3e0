#include "ocr/text_judge.h"

#include <memory>

#include "ocr/language/lexicon.h"
#include "ocr/repair/damage.h"

namespace akt {
namespace {

TextCondition condition_of(const Judgement& judgement) {
    constexpr double kFewestWords = 8;
    constexpr double kSureLog10Odds = 2;
    switch (judgement.kind) {
        case Damage::clean:
        case Damage::not_swedish:
            return judgement.words < kFewestWords ? TextCondition::unknown : TextCondition::sound;
        case Damage::marks_lost:
        case Damage::rings_lost:
        case Damage::wrong_language_ocr:
        case Damage::swedish_ocr:
        case Damage::mojibake: break;
    }
    return judgement.log10_odds >= kSureLog10Odds ? TextCondition::damaged : TextCondition::unknown;
}

}  // namespace

TextJudge text_judge_of(const Lexicon& lexicon) {
    return [judge = DamageJudge(lexicon)](std::string_view text) { return condition_of(judge.judge(text)); };
}

}  // namespace akt
