// Any words at any places as a PDF's text layer: every box lies on its page, no word is empty or holds white
// space, and no letter is made up. And what lies on a page can be laid over it again.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "ocr/base/utf8.h"
#include "ocr/pages/text_layer.h"
#include "ocr/pages/unseen_text.h"

namespace {

using namespace akt;

void require(bool holds) {
    if (!holds) std::abort();
}

/// Takes the input apart from its beginning.
class Input {
public:
    Input(const std::uint8_t* data, std::size_t size) : data_(data), left_(size) {}
    bool empty() const { return left_ == 0; }
    template <class T>
    T take() {
        T value{};
        const std::size_t size = left_ < sizeof value ? left_ : sizeof value;
        std::memcpy(&value, data_, size);
        data_ += size, left_ -= size;
        return value;
    }
    std::string text() {
        const std::size_t size = std::min<std::size_t>(left_, take<std::uint8_t>() % 24);
        const std::size_t had = std::min(size, left_);
        std::string result(reinterpret_cast<const char*>(data_), had);
        data_ += had, left_ -= had;
        return result;
    }
    /// Mostly a place on a page, sometimes any number at all.
    double place() {
        const auto kind = take<std::uint8_t>();
        if (kind < 250) return take<std::uint16_t>() / 64.0;
        return take<double>();
    }

private:
    const std::uint8_t* data_;
    std::size_t left_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input(data, size);
    Page page;
    page.dpi = 1 + input.take<std::uint16_t>() % 600;
    const double width_pt = 1 + input.take<std::uint16_t>() / 32.0,
                 height_pt = 1 + input.take<std::uint16_t>() / 32.0;
    std::vector<LayerWord> words;
    while (!input.empty() && words.size() < 200) {
        LayerWord word;
        word.text = to_valid_utf8(input.text());
        word.left_pt = input.place(), word.top_pt = input.place();
        word.right_pt = input.place(), word.bottom_pt = input.place();
        const auto flags = input.take<std::uint8_t>();
        word.space_after = (flags & 1U) != 0;
        word.quarter_turns = flags >> 1U & 3U;
        words.push_back(word);
    }
    fill_from_layer(page, words, width_pt, height_pt);
    require(page.turned_degrees % 90 == 0 && page.turned_degrees >= 0 && page.turned_degrees < 360);
    for (const Line& line : page.lines) {
        require(!line.words.empty());
        for (const Word& word : line.words) {
            const PixelBox& box = word.box();
            require(box.left_px >= 0 && box.top_px >= 0 && box.right_px <= page.width_px &&
                    box.bottom_px <= page.height_px);
            require(!word.raw().empty() && is_valid_utf8(word.raw()));
            for (const char32_t c : to_utf32(word.raw())) require(!is_space(c));
        }
    }
    page.how = PageReading::ocr;
    CharacterCodes codes;
    const std::string operators =
        unseen_text(page.lines, page_to_pdf(page, {0, 0, width_pt, height_pt, 0}), "F", codes);
    require(operators.find("nan") == std::string::npos && operators.find("inf") == std::string::npos);
    return 0;
}
