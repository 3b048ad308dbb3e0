#pragma once

#include <filesystem>
#include <memory>

#include "ocr/recognize/recognizer.h"

namespace akt {

/// When the model is loaded. It costs a tenth of a second, which a document with its own text need not pay.
enum class Opening { now, when_needed };

/// Tesseract's LSTM recogniser, single-threaded (sets OMP_THREAD_LIMIT=1 for this process).
/// `model`: the name of a .traineddata file without its ending. `folder`: where it lies; empty:
/// $TESSDATA_PREFIX, else where Debian puts it. Throws Error(not_found) naming the package when the model is
/// missing; a model that is there but damaged shows when it is loaded, with the same code.
std::unique_ptr<Recognizer> make_tesseract_recognizer(const std::string& model = "swe",
                                                      const std::filesystem::path& folder = {},
                                                      Opening opening = Opening::now);

}  // namespace akt
