#include "ocr/language/single_byte.h"

#include <iconv.h>

#include <algorithm>
#include <string>

#include "ocr/base/utf8.h"

namespace akt {

namespace {

/// Fills `high`; false when iconv does not know the set.
bool read_table(std::string_view name, std::array<char32_t, 128>& high) {
    const iconv_t conversion = iconv_open("UTF-8", std::string(name).c_str());
    if (conversion == reinterpret_cast<iconv_t>(-1)) return false;
    for (unsigned byte = 0x80; byte <= 0xFF; ++byte) {
        char in = static_cast<char>(static_cast<unsigned char>(byte));
        std::array<char, 8> out{};
        char* in_at = &in;
        char* out_at = out.data();
        std::size_t in_left = 1, out_left = out.size();
        iconv(conversion, nullptr, nullptr, nullptr, nullptr);
        const bool converted =
            iconv(conversion, &in_at, &in_left, &out_at, &out_left) != static_cast<std::size_t>(-1);
        high[byte - 0x80] = converted && out_left < out.size()
                                ? decode_utf8({out.data(), out.size() - out_left}, 0).code_point
                                : 0;
    }
    iconv_close(conversion);
    return true;
}

}  // namespace

std::optional<unsigned char> SingleByteCharset::encode(char32_t code_point) const {
    if (code_point < 0x80) return static_cast<unsigned char>(code_point);
    const auto found =
        std::lower_bound(bytes_.begin(), bytes_.end(), code_point,
                         [](const auto& entry, char32_t wanted) { return entry.first < wanted; });
    if (found == bytes_.end() || found->first != code_point) return std::nullopt;
    return found->second;
}

const std::vector<SingleByteCharset>& single_byte_charsets() {
    static const std::vector<SingleByteCharset> charsets = [] {
        std::vector<SingleByteCharset> made;
        for (const std::string_view name :
             {"iso-8859-1", "windows-1252", "iso-8859-15", "cp850", "cp437", "macintosh", "windows-1250",
              "iso-8859-2", "windows-1251", "windows-1257"}) {
            SingleByteCharset charset;
            charset.name = name;
            if (!read_table(name, charset.high)) continue;
            for (unsigned i = 0; i < 128; ++i)
                if (charset.high[i] != 0)
                    charset.bytes_.emplace_back(charset.high[i], static_cast<unsigned char>(0x80 + i));
            std::sort(charset.bytes_.begin(), charset.bytes_.end());
            made.push_back(std::move(charset));
        }
        return made;
    }();
    return charsets;
}

const SingleByteCharset* single_byte_charset(std::string_view name) {
    for (const auto& charset : single_byte_charsets())
        if (charset.name == name) return &charset;
    return nullptr;
}

}  // namespace akt
