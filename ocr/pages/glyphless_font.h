#pragma once

#include <string>

namespace akt {

/// A character's place in a line of the font, in thousandths of its size.
inline constexpr int kGlyphlessAdvance = 500, kGlyphlessAscent = 800, kGlyphlessDescent = 200;

/// A TrueType font (ISO/IEC 14496-22, the tables a PDF needs: ISO 32000-1, 9.9) whose glyph 1 is empty and
/// half as wide as high: what stands behind text that is searched and selected but never seen.
std::string glyphless_font();

}  // namespace akt
