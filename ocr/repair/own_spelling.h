#pragma once

#include <span>
#include <string>

#include "ocr/repair/block_reading.h"
#include "ocr/repair/confusion_model.h"

namespace akt {

/// Words no lexicon knows, spelt as the text itself spells them elsewhere: one that differs from another by
/// nothing but letters a recogniser confuses ("Angström" beside "Ångström") is a slip, and is read again as
/// that. Only words as they were read teach, in sound stretches and in `sound_texts`, such as a title:
/// nothing that a repair made.
void follow_own_spelling(BlockReading& reading, std::span<const std::string> sound_texts,
                         const ConfusionModel& confusions);

}  // namespace akt
