#include "ocr/repair/text_filter.h"

#include <algorithm>

#include "ocr/base/utf8.h"
#include "ocr/language/hyphenation.h"

namespace akt {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool ends_in_half_a_word(std::string_view line) {
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    return line_end_hyphen_bytes(line) > 0;
}

}  // namespace

void TextPlace::advance(std::string_view text) {
    const std::size_t last_end = text.rfind('\n');
    if (last_end != text.npos) {
        for (const char c : text) line += c == '\n';
        text.remove_prefix(last_end + 1);
        column = 1;
    }
    column += length_code_points(text);
}

std::size_t TextFilter::cut() const {
    const std::string_view block = std::string_view(waiting_).substr(0, block_bytes_);
    for (const std::string_view end :
         {std::string_view("\n\n"), std::string_view("\n\r\n"), std::string_view("\n")})
        for (auto at = block.rfind(end); at != block.npos;
             at = at == 0 ? block.npos : block.rfind(end, at - 1))
            if (!ends_in_half_a_word(block.substr(0, at))) return at + end.size();
    // One long line: between words, else between characters.
    if (const auto at = block.rfind(' '); at != block.npos && at >= block_bytes_ / 2) return at + 1;
    std::size_t at = block.size();
    for (int back = 0; back < 3 && at > 1 && (static_cast<unsigned char>(waiting_[at]) & 0xC0) == 0x80;
         ++back)
        --at;
    return at;
}

void TextFilter::pass_on(std::size_t count) {
    std::string_view block = std::string_view(waiting_).substr(0, count);
    if (!started_ && block.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
        const auto mark = block.substr(0, kByteOrderMark.size());
        output_(mark, {}, place_);
        place_.advance(mark);
        block.remove_prefix(mark.size());
    }
    started_ = true;
    output_(block, repair_(block), place_);
    place_.advance(block);
    waiting_.erase(0, count);
}

void TextFilter::write(std::string_view bytes) {
    while (!bytes.empty()) {
        // Whatever the pieces it comes in, a block is cut when this much waits and one byte more.
        const std::size_t taken = std::min(bytes.size(), block_bytes_ + 1 - waiting_.size());
        waiting_.append(bytes.substr(0, taken));
        bytes.remove_prefix(taken);
        if (waiting_.size() > block_bytes_) pass_on(cut());
    }
}

void TextFilter::finish() {
    if (!waiting_.empty()) pass_on(waiting_.size());
}

}  // namespace akt
