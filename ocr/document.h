#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ocr/base/geometry.h"

namespace akt {

/// Why a reading was changed.
enum class RepairReason {
    marks,     ///< å ä ö é lost
    encoding,  ///< bytes decoded in the wrong character set
    ocr,       ///< letters misread
    symbol,    ///< § @ % – • misread
    person,    ///< a person said so
};

std::string_view name_of(RepairReason reason);  ///< "marks", "encoding", "ocr", "symbol", "person"
std::optional<RepairReason> repair_reason_named(std::string_view name);

/// A proposed better reading of one word. May contain a space where two words were run together.
struct Repair {
    std::string text;
    double log10_odds = 0;  ///< log10 of p(repaired) / p(as read)
    RepairReason reason = RepairReason::ocr;
    bool uncertain = false;  ///< shown to people for review; both forms are found by search
    friend bool operator==(const Repair&, const Repair&) = default;
};

/// A word as read, with its place. The raw reading is fixed at construction; a repair stands beside it.
class Word {
public:
    /// `raw`: valid UTF-8 NFC, no white space. `confidence`: 0..1 (1 for a text layer or text file).
    Word(std::string raw, PixelBox box, float confidence)
        : raw_(std::move(raw)), box_(box), confidence_(confidence) {}

    const std::string& raw() const { return raw_; }
    /// The repaired reading where there is one, else the raw one.
    const std::string& text() const { return repair_ ? repair_->text : raw_; }
    const PixelBox& box() const { return box_; }
    float confidence() const { return confidence_; }
    const std::optional<Repair>& repair() const { return repair_; }

    void set_repair(Repair repair) { repair_ = std::move(repair); }
    void withdraw_repair() { repair_.reset(); }

    friend bool operator==(const Word&, const Word&) = default;

private:
    std::string raw_;
    PixelBox box_;
    float confidence_;
    std::optional<Repair> repair_;
};

/// What a line is on its page.
enum class LineRole {
    body,
    header,  ///< stands at the head of page after page: a letterhead, a running title, a page number
    footer,  ///< the same at the foot
};

std::string_view name_of(LineRole role);  ///< "body", "header", "footer"
std::optional<LineRole> line_role_named(std::string_view name);

/// One printed line. `block` numbers the paragraph or column block on its page, from 0, in reading order.
struct Line {
    std::vector<Word> words;
    PixelBox box;
    int block = 0;
    LineRole role = LineRole::body;
    friend bool operator==(const Line&, const Line&) = default;
};

/// The smallest box that holds all of the words; empty when there are none.
PixelBox box_around(std::span<const Word> words);

/// Where a page's words come from.
enum class PageReading {
    text_layer,  ///< the file's own text (a PDF's text layer, a text file)
    ocr,         ///< recognised from the picture
    both,        ///< a text layer and a recognised page were compared or put together; the page's `others`
                 ///< hold what was not taken
    failed,      ///< could not be read; `failure` says why, `akt retry` tries again
};

std::string_view name_of(PageReading reading);  ///< "text-layer", "ocr", "both", "failed"
std::optional<PageReading> page_reading_named(std::string_view name);

/// A reading of a page, or of a part of it, that is not the page's text. Kept so that nothing read is lost.
struct OtherReading {
    enum class Source {
        text_layer,  ///< the file's own text, where a better one was recognised
        ocr,         ///< what was recognised, where the file's own text was kept
        clutter,     ///< recognised and taken for no print: rules, specks, handwriting
    };
    Source source = Source::text_layer;
    std::vector<Line> lines;  ///< as read; their words have no repairs
    friend bool operator==(const OtherReading&, const OtherReading&) = default;
};

std::string_view name_of(OtherReading::Source source);  ///< "text-layer", "ocr", "clutter"
std::optional<OtherReading::Source> other_reading_named(std::string_view name);

/// One page as shown to a person: upright, with boxes in its own pixels.
/// Text files have pages without a picture: width, height and dpi are 0 and boxes empty.
struct Page {
    int number = 0;  ///< from 1
    int width_px = 0, height_px = 0;
    int dpi = 0;
    int turned_degrees = 0;  ///< clockwise turn of the file's page that puts it upright: 0, 90, 180, 270
    PageReading how = PageReading::text_layer;
    std::string failure;       ///< reason, when how is `failed`
    bool reads_badly = false;  ///< recognised with so little confidence that another reader may do better
    std::vector<Line> lines;
    std::vector<OtherReading> others;
    friend bool operator==(const Page&, const Page&) = default;
};

/// A document as read. Plain values; safe to copy and to share read-only between threads.
struct Document {
    std::string file_name;   ///< base name as given, NFC
    std::string media_type;  ///< "application/pdf", "image/tiff", "image/png", "image/jpeg", "text/plain"
    std::string charset;  ///< text files: the encoding it was decoded from ("utf-8", "cp850", …), else empty
    std::string info_title, info_author;  ///< PDF document information, may be garbled or empty
    std::string info_created;             ///< ISO 8601 date of the PDF's creation, or empty
    std::vector<std::string> outline;     ///< PDF bookmarks' titles in order
    std::vector<Page> pages;
    friend bool operator==(const Document&, const Document&) = default;
};

/// The line's words joined by spaces: repaired readings, or raw ones.
std::string text_of(const Line& line);
std::string raw_text_of(const Line& line);
/// The page's lines joined by '\n', an empty line between blocks.
std::string text_of(const Page& page);

}  // namespace akt
