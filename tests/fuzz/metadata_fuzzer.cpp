// Any text as a document, with and without boxes: nothing may crash, and what is found must hold together.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "index/metadata/date_parser.h"
#include "index/metadata/extract.h"
#include "ocr/base/utf8.h"

namespace {

using namespace akt;

void require(bool holds) {
    if (!holds) std::abort();
}

/// Pages parted by '\f', lines by '\n', blocks by an empty line. With boxes, a tab starts a column and '#' a
/// larger line.
Document document_of(const std::string& text, bool with_boxes) {
    constexpr int kWidth_px = 800, kHeight_px = 1100, kColumn_px = 260;
    Document document;
    document.info_title = text.substr(0, text.find('\n'));
    document.file_name = document.info_title + ".pdf";
    const auto add_page = [&] {
        Page page;
        page.number = static_cast<int>(document.pages.size()) + 1;
        if (with_boxes) page.width_px = kWidth_px, page.height_px = kHeight_px, page.dpi = 100;
        document.pages.push_back(page);
    };
    add_page();
    Line line;
    std::string word;
    int block = 0, left_px = 10, top_px = 10;
    const auto end_word = [&] {
        if (word.empty()) return;
        const int height_px = word.front() == '#' ? 40 : 18;
        const int width_px = static_cast<int>(length_code_points(word)) * height_px / 2;
        const PixelBox box =
            with_boxes ? PixelBox{left_px, top_px, left_px + width_px, top_px + height_px} : PixelBox{};
        line.box = united(line.box, box);
        line.words.emplace_back(word, box, 0.8F);
        left_px += width_px + 6;
        word.clear();
    };
    const auto end_line = [&] {
        end_word();
        if (line.words.empty()) ++block;
        line.block = block;
        if (!line.words.empty()) document.pages.back().lines.push_back(line);
        line = Line{};
        left_px = 10, top_px += 24;
    };
    for (const char c : text) {
        if (c == '\n' || c == '\f') {
            end_line();
            if (c == '\f') add_page(), top_px = 10;
        } else if (c == '\t') {
            end_word();
            left_px = (left_px / kColumn_px + 1) * kColumn_px;
        } else if (c == ' ' || c == '\r' || c == '\v') {
            end_word();
        } else {
            word.push_back(c);
        }
    }
    end_line();
    return document;
}

template <class T>
void check_place(const Document& document, const Found<T>& found) {
    require(found.confidence >= 0.0F && found.confidence <= 1.0F);
    require(found.page >= 0 && found.page <= static_cast<int>(document.pages.size()));
    if (found.page == 0 || found.box == PixelBox{}) return;
    const auto& page = document.pages[static_cast<std::size_t>(found.page) - 1];
    require(found.box.left_px >= 0 && found.box.top_px >= 0 && found.box.right_px <= page.width_px &&
            found.box.bottom_px <= page.height_px);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    if (const auto dnr = parse_diarienummer(bytes)) require(parse_diarienummer(canonical(*dnr)) == dnr);
    if (const auto span = parse_date_span(bytes))
        require(span->first.ok() && span->last.ok() && span->first <= span->last);
    const std::string text = to_nfc(bytes);
    for (const bool with_boxes : {false, true}) {
        const Document document = document_of(text, with_boxes);
        const Metadata metadata = extract_metadata(document);
        if (metadata.title) check_place(document, *metadata.title);
        if (metadata.date) check_place(document, *metadata.date);
        if (metadata.received) check_place(document, *metadata.received);
        if (metadata.type) check_place(document, *metadata.type);
        if (metadata.sender) check_place(document, *metadata.sender);
        for (const auto& found : metadata.dnr) {
            check_place(document, found);
            require(parse_diarienummer(canonical(found.value)) == found.value);
        }
        for (const auto& found : metadata.recipients) check_place(document, found);
        for (const auto& found : metadata.org_numbers) check_place(document, found);
        for (const auto& found : metadata.sections) check_place(document, found);
    }
    return 0;
}
