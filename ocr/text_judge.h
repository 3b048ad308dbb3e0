#pragma once

#include <filesystem>

#include "ocr/read_document.h"

namespace akt {

/// Judges whether a page's own text can be kept.
TextJudge open_text_judge(const std::filesystem::path& models);

}  // namespace akt
