#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

#include "ocr/base/utf8.h"
#include "ocr/document.h"

namespace akt {

/// A container of at most a few elements: documents are deep, and sizes multiply.
template <class Container, class Element>
rc::Gen<Container> random_few(rc::Gen<Element> element) {
    return rc::gen::resize(
        6, rc::gen::container<Container>(rc::gen::resize(rc::kNominalSize, std::move(element))));
}

/// Any text a Document may hold: valid UTF-8 with control characters, markup, escapes of our own and rare
/// code points.
inline rc::Gen<std::string> random_text() {
    const auto piece =
        rc::gen::oneOf(rc::gen::element<std::string>(
                           "\\", "\\u", "\\u0041", "\\u005C", "\\uD800", "u00", "&amp;", "<", ">", "\"", "'",
                           "]]>", "\t", "\n", "\r", " ", "\x01", "\x7F", "å", "Ö", "§", "e\u0301", "\uFFFD",
                           "\uFFFE", "\uFFFF", "\u0085", "\u2028", "\U0001F600", "\U0010FFFF"),
                       rc::gen::map(rc::gen::inRange<std::uint32_t>(0, 0x3000), [](std::uint32_t code_point) {
                           std::string text;
                           append_utf8(text, static_cast<char32_t>(code_point));
                           return text;
                       }));
    return rc::gen::map(random_few<std::vector<std::string>>(piece),
                        [](const std::vector<std::string>& pieces) {
                            std::string text;
                            for (const auto& one : pieces) text += one;
                            return text;
                        });
}

/// A raw reading: as random_text(), without white space.
inline rc::Gen<std::string> random_raw() {
    return rc::gen::map(random_text(), [](const std::string& text) {
        std::string raw;
        for (const char32_t code_point : to_utf32(text))
            if (!is_space(code_point)) append_utf8(raw, code_point);
        return raw;
    });
}

inline rc::Gen<PixelBox> random_box() {
    const auto side = rc::gen::oneOf(rc::gen::just(0), rc::gen::inRange(0, 5000), rc::gen::arbitrary<int>());
    return rc::gen::apply(
        [](int left, int top, int right, int bottom) {
            return PixelBox{left, top, right, bottom};
        },
        side, side, side, side);
}

inline rc::Gen<Word> random_word() {
    return rc::gen::apply(
        [](const std::string& raw, const PixelBox& box, int confidence, bool repaired,
           const std::string& text, double log10_odds, int reason, bool uncertain) {
            Word word(raw, box, static_cast<float>(confidence) / 9973.0F);
            if (repaired) word.set_repair({text, log10_odds, static_cast<RepairReason>(reason), uncertain});
            return word;
        },
        random_raw(), random_box(), rc::gen::inRange(0, 9974), rc::gen::arbitrary<bool>(), random_text(),
        rc::gen::arbitrary<double>(), rc::gen::inRange(0, 5), rc::gen::arbitrary<bool>());
}

inline rc::Gen<Line> random_line() {
    return rc::gen::apply(
        [](std::vector<Word> words, const PixelBox& box, int block, int role) {
            return Line{std::move(words), box, block, static_cast<LineRole>(role)};
        },
        random_few<std::vector<Word>>(random_word()), random_box(),
        rc::gen::oneOf(rc::gen::inRange(0, 4), rc::gen::arbitrary<int>()), rc::gen::inRange(0, 3));
}

inline rc::Gen<OtherReading> random_other_reading() {
    return rc::gen::apply(
        [](int source, std::vector<Line> lines) {
            for (Line& line : lines) {
                line.role = LineRole::body;
                for (Word& word : line.words) word.withdraw_repair();
            }
            return OtherReading{static_cast<OtherReading::Source>(source), std::move(lines)};
        },
        rc::gen::inRange(0, 3), random_few<std::vector<Line>>(random_line()));
}

inline rc::Gen<Page> random_page() {
    return rc::gen::apply(
        [](int number, int width_px, int height_px, int dpi, int turns, int how, std::string failure,
           bool reads_badly, std::vector<Line> lines, std::vector<OtherReading> others) {
            Page page;
            page.number = number;
            page.width_px = width_px;
            page.height_px = height_px;
            page.dpi = dpi;
            page.turned_degrees = turns * 90;
            page.how = static_cast<PageReading>(how);
            page.failure = std::move(failure);
            page.reads_badly = reads_badly;
            page.lines = std::move(lines);
            page.others = std::move(others);
            return page;
        },
        rc::gen::arbitrary<int>(), rc::gen::arbitrary<int>(), rc::gen::inRange(0, 10'000),
        rc::gen::inRange(0, 1200), rc::gen::inRange(0, 4), rc::gen::inRange(0, 4), random_text(),
        rc::gen::arbitrary<bool>(), random_few<std::vector<Line>>(random_line()),
        random_few<std::vector<OtherReading>>(random_other_reading()));
}

/// A document with anything in any field that ocr/document.h allows there.
inline rc::Gen<Document> random_document() {
    return rc::gen::apply(
        [](std::string file_name, std::string media_type, std::string charset, std::string title,
           std::string author, std::string created, std::vector<std::string> outline,
           std::vector<Page> pages) {
            Document document;
            document.file_name = std::move(file_name);
            document.media_type = std::move(media_type);
            document.charset = std::move(charset);
            document.info_title = std::move(title);
            document.info_author = std::move(author);
            document.info_created = std::move(created);
            document.outline = std::move(outline);
            document.pages = std::move(pages);
            return document;
        },
        random_text(), random_text(), random_text(), random_text(), random_text(), random_text(),
        random_few<std::vector<std::string>>(random_text()), random_few<std::vector<Page>>(random_page()));
}

}  // namespace akt
