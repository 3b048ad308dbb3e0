#pragma once

#include <filesystem>

#include "ocr/language/context_model.h"
#include "ocr/language/letter_model.h"
#include "ocr/language/lexicon.h"
#include "ocr/language/rare_word_model.h"
#include "ocr/language/word_pairs.h"
#include "ocr/repair/confusion_model.h"
#include "ocr/repair/loss_context.h"

namespace akt {

/// Everything the repairer knows, mapped from the models folder. Opening takes milliseconds; const and
/// thread-safe.
struct RepairModels {
    Lexicon lexicon;
    LetterModel letters;
    ContextModel context;
    RareWordModel rare_words;
    ConfusionModel confusions;
    LossContext losses;
    WordPairs pairs;

    /// Throws Error(not_found | integrity | format_too_new).
    static RepairModels open(const std::filesystem::path& models_folder) {
        return {Lexicon::open(models_folder),        LetterModel::open(models_folder),
                ContextModel::open(models_folder),   RareWordModel::open(models_folder),
                ConfusionModel::open(models_folder), LossContext::open(models_folder),
                WordPairs::open(models_folder)};
    }
};

}  // namespace akt
