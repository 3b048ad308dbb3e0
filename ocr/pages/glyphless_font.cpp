#include "ocr/pages/glyphless_font.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace akt {
namespace {

constexpr std::uint32_t kUnitsPerEm = 1000;

/// Big-endian numbers of two and four bytes, one after the other.
class Table {
public:
    Table& u16(std::uint32_t value) {
        bytes_ += static_cast<char>(value >> 8U & 0xFFU);
        bytes_ += static_cast<char>(value & 0xFFU);
        return *this;
    }
    Table& i16(int value) { return u16(static_cast<std::uint32_t>(value)); }
    Table& u32(std::uint32_t value) { return u16(value >> 16U).u16(value & 0xFFFFU); }
    Table& u8(std::uint32_t value) {
        bytes_ += static_cast<char>(value & 0xFFU);
        return *this;
    }
    std::string bytes() const { return bytes_; }

private:
    std::string bytes_;
};

std::uint32_t checksum(std::string bytes) {
    while (bytes.size() % 4 != 0) bytes += '\0';
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < bytes.size(); i += 4) {
        std::uint32_t word = 0;
        for (std::size_t j = 0; j < 4; ++j) word = word << 8U | static_cast<unsigned char>(bytes[i + j]);
        sum += word;
    }
    return sum;
}

/// Glyph 0, shown for nothing: a box, since some readers refuse a font without any outline.
std::string box_glyph() {
    Table glyph;
    glyph.i16(1).i16(0).i16(0).i16(kGlyphlessAdvance).i16(kGlyphlessAscent);
    glyph.u16(3).u16(0);                      // the contour's last point; no instructions
    for (int i = 0; i < 4; ++i) glyph.u8(1);  // on the curve, coordinates of two bytes
    glyph.i16(0).i16(kGlyphlessAdvance).i16(0).i16(-kGlyphlessAdvance);
    glyph.i16(0).i16(0).i16(kGlyphlessAscent).i16(0);
    return glyph.bytes();
}

std::string head(std::uint32_t adjustment) {
    Table table;
    table.u32(0x00010000).u32(0x00010000).u32(adjustment).u32(0x5F0F3CF5).u16(0).u16(kUnitsPerEm);
    table.u32(0).u32(0).u32(0).u32(0);  // made and changed: no time, so that the font is always the same
    table.i16(0).i16(-kGlyphlessDescent).i16(kGlyphlessAdvance).i16(kGlyphlessAscent);
    table.u16(0).u16(8).i16(2).i16(1).i16(0);  // loca holds four bytes an entry
    return table.bytes();
}

}  // namespace

std::string glyphless_font() {
    const std::string glyph = box_glyph();
    const auto glyph_bytes = static_cast<std::uint32_t>(glyph.size());
    Table hhea, hmtx, loca, maxp;
    hhea.u32(0x00010000).i16(kGlyphlessAscent).i16(-kGlyphlessDescent).i16(0).u16(kGlyphlessAdvance);
    hhea.i16(0).i16(0).i16(kGlyphlessAdvance).i16(1).i16(0).i16(0);
    hhea.u32(0).u32(0).i16(0).u16(2);
    hmtx.u16(kGlyphlessAdvance).i16(0).u16(kGlyphlessAdvance).i16(0);
    loca.u32(0).u32(glyph_bytes).u32(glyph_bytes);
    maxp.u32(0x00010000).u16(2).u16(4).u16(1).u16(0).u16(0).u16(1);
    for (int i = 0; i < 8; ++i) maxp.u16(0);

    const std::array<std::pair<std::string_view, std::string>, 6> tables{{{"glyf", glyph},
                                                                          {"head", head(0)},
                                                                          {"hhea", hhea.bytes()},
                                                                          {"hmtx", hmtx.bytes()},
                                                                          {"loca", loca.bytes()},
                                                                          {"maxp", maxp.bytes()}}};
    constexpr auto kCount = static_cast<std::uint32_t>(std::tuple_size_v<decltype(tables)>);
    constexpr std::uint32_t kPower = std::bit_floor(kCount);
    Table start;
    start.u32(0x00010000).u16(kCount).u16(kPower * 16).u16(std::bit_width(kPower) - 1);
    start.u16((kCount - kPower) * 16);
    std::string font = start.bytes(), bodies;
    std::size_t head_at = 0;
    for (const auto& [name, body] : tables) {
        const std::size_t offset = 12 + 16 * kCount + bodies.size();
        if (name == "head") head_at = offset;
        Table entry;
        entry.u32(checksum(body)).u32(static_cast<std::uint32_t>(offset));
        entry.u32(static_cast<std::uint32_t>(body.size()));
        font += name;
        font += entry.bytes();
        bodies += body;
        while (bodies.size() % 4 != 0) bodies += '\0';
    }
    font += bodies;
    const std::string adjusted = head(0xB1B0AFBAU - checksum(font));
    return font.replace(head_at, adjusted.size(), adjusted);
}

}  // namespace akt
