#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "ocr/recognize/recognizer.h"

namespace akt {

/// The recogniser's model that Akt ships: Swedish with § @ % – • ° ü and the like, which Debian's `swe`
/// lacks.
inline constexpr const char* kOwnRecognizerModel = "akt-swe";
/// A larger one, which takes half as long again.
inline constexpr const char* kLargeRecognizerModel = "akt-swe-large";

/// The model asked for: $AKT_RECOGNIZER, else kOwnRecognizerModel.
std::string wanted_recognizer_model();

/// Tesseract's LSTM recogniser, single-threaded (sets OMP_THREAD_LIMIT=1 for this process).
/// `model`: the name of a .traineddata file without its ending. It is looked for in `folder`, then in
/// $TESSDATA_PREFIX and where Debian puts Tesseract's models. Throws Error(not_found) naming what is missing
/// and what mends it; a model that is there but damaged shows when it is loaded, with the same code.
std::unique_ptr<Recognizer> make_tesseract_recognizer(const std::string& model,
                                                      const std::filesystem::path& folder = {},
                                                      Opening opening = Opening::now);

}  // namespace akt
