#pragma once

#include <optional>
#include <vector>

#include "ocr/language/single_byte.h"
#include "ocr/repair/text_units.h"
#include "ocr/repair/word_cost.h"

namespace akt {

/// Text in one single-byte set that was taken for another.
struct CharsetMixup {
    const SingleByteCharset *written = nullptr, *read = nullptr;

    /// What a character stands for: itself where it is none of the set's; 0 where no byte is so read.
    char32_t undo(char32_t shown) const;
};

/// Those that Swedish text comes in.
const std::vector<CharsetMixup>& charset_mixups();

/// How a byte of another set was shown. Programs show the five bytes windows-1252 leaves open as control
/// characters, and the control range of iso-8859-1 as windows-1252 does; both are read here.
std::optional<unsigned char> byte_shown_as(const SingleByteCharset& charset, char32_t c);

// Stages of EncodingRepairer: each rewrites the line where it is sure, and returns whether it did.

/// Bytes that are no UTF-8: the line, or a part of it, is in a single-byte set.
bool decode_raw_bytes(TextUnits& line, const WordCost& words);

/// UTF-8 read as windows-1252 (or iso-8859-1), macintosh, cp850, cp437, windows-1250, iso-8859-2,
/// windows-1251 or windows-1257; also several times over.
bool undo_utf8_misread(TextUnits& line, const WordCost& words);

/// One single-byte set read as another, the whole line. `believed`: what other lines of the text show; then
/// names and single words need not be known.
bool undo_single_byte_misread(TextUnits& line, const WordCost& words, const CharsetMixup* believed);

}  // namespace akt
