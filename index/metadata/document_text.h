#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/metadata/labels.h"
#include "index/metadata/metadata.h"
#include "ocr/document.h"

namespace akt {

/// A line as the finders look at it.
struct TextLine {
    const Page* page = nullptr;
    const Line* line = nullptr;
    std::size_t index = 0;          ///< in DocumentText::lines()
    std::size_t index_on_page = 0;  ///< among the page's lines that hold text
    std::string text;               ///< repaired readings joined by spaces
    std::string plain;              ///< to_plain(text)
    std::vector<LabelHit> labels;
    std::size_t letters = 0;             ///< plain letters in it
    std::size_t letters_unlabelled = 0;  ///< those outside labels

    /// The printed text of bytes [from, to) of `plain`.
    std::string_view printed(std::size_t from, std::size_t to) const;

    std::vector<std::uint32_t> byte_of;  ///< where in `text` each byte of `plain` is from; empty for ASCII
};

/// A place in the text: bytes [from, to) of a line's plain text, which are code points of its text.
struct TextSpan {
    std::size_t line = 0, from = 0, to = 0;
};

/// A document's lines prepared once for all finders: repaired readings, plain text, labels, places.
/// Made from a Document implicitly, so that a finder can be called with one; the Document must outlive it.
/// Immutable; safe to share between threads. Construction is linear in the text.
class DocumentText {
public:
    DocumentText(const Document& document);  // NOLINT(google-explicit-constructor): a view of the same thing

    const Document& document() const { return *document_; }
    const std::vector<TextLine>& lines() const { return lines_; }
    /// Lines of document().pages[page_index]: [first, last) in lines().
    std::pair<std::size_t, std::size_t> lines_of_page(std::size_t page_index) const;
    std::size_t page_index_of(const TextLine& line) const;

    /// The printed text of a place, and its words' box, kept within the page.
    std::string text_at(const TextSpan& span) const;
    PixelBox box_at(const TextSpan& span) const;

    template <class T>
    Found<T> found(T value, const TextSpan& span, double confidence) const {
        return {std::move(value), lines_[span.line].page->number, box_at(span),
                static_cast<float>(confidence), false};
    }

    /// The label among `wanted` that speaks for the value at `span`: before it on the line with next to
    /// nothing between, or above it (by boxes where the page has them, else by the order of lines).
    std::optional<Label> label_of(const TextSpan& span, std::initializer_list<Label> wanted) const;

    /// 0 at the top of the page to 1 at its foot: by box, else by order.
    double height_on_page(const TextSpan& span) const;
    /// 0 left to 1 right by box; nothing for a page without boxes.
    std::optional<double> side_on_page(const TextSpan& span) const;

private:
    std::optional<Label> label_before(const TextSpan& span, std::initializer_list<Label> wanted) const;
    std::optional<Label> label_above_by_box(const TextSpan& span, std::initializer_list<Label> wanted) const;
    std::optional<Label> label_above_by_order(const TextSpan& span,
                                              std::initializer_list<Label> wanted) const;

    struct PlacedLabel {
        LabelHit hit;
        std::size_t line = 0;
        PixelBox box;
    };
    struct PageLines {
        std::size_t first = 0, last = 0;
        std::vector<PlacedLabel> labels;  ///< those that can stand above a value; empty without boxes
    };

    const Document* document_;
    std::vector<TextLine> lines_;
    std::vector<PageLines> pages_;
};

/// Running text rather than a field, a heading or a form: many letters that are no label.
bool is_prose(const TextLine& line);

/// Where the cell of a table or form that holds `from` ends: before a gap between two words' boxes wider than
/// two letters are high, else at the line's end.
std::size_t end_of_cell(const TextLine& line, std::size_t from);

/// The first letter or digit is a small letter: the line goes on with a sentence or a heading.
bool starts_lower(const TextLine& line);

}  // namespace akt
