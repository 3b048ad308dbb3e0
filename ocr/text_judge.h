#pragma once

#include "ocr/read_document.h"

namespace akt {

class Lexicon;

/// Judges whether a page's own text can be kept. `lexicon` must outlive the judge.
TextJudge text_judge_of(const Lexicon& lexicon);

}  // namespace akt
