#pragma once

#include <string_view>
#include <vector>

#include "ocr/repair/block_reading.h"
#include "ocr/repair/text_change.h"

namespace akt {

/// Full stops, commas and quotes of misread text: a stop amid a sentence was a speck ("centrum. för"), and so
/// was a sign between two words that follow each other oftener than they follow it ("krävs-det"); a comma
/// before a common word with a capital a stop ("anmälan, Det är"); initials had a stop each ("PH." where
/// others are called "M.L."); a quote is single or double at both ends. Uncertain changes, in order.
std::vector<TextChange> misread_stops(std::string_view text, const BlockReading& reading,
                                      const WordPairs& pairs);

}  // namespace akt
