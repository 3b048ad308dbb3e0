#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <map>
#include <tuple>

#include "ocr/alto.h"
#include "ocr/alto_profile.h"

namespace akt {

namespace {

/// What ALTO's Page has no attribute for. Pages that share it share one Processing element.
using Reading = std::tuple<PageReading, int, int, bool>;  // how, dpi, turned_degrees, reads_badly

Reading reading_of(const Page& page) {
    return {page.how, page.dpi, page.turned_degrees, page.reads_badly};
}

/// Shortest form that reads back as the same value.
template <class Number>
std::string to_text(Number value) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return {buffer.data(), end};
}

float within_unit(float confidence) {
    return std::isnan(confidence) ? 0.0F : std::clamp(confidence, 0.0F, 1.0F);
}

class AltoWriter {
public:
    explicit AltoWriter(const Document& document) : document_(document) {
        for (const auto& page : document.pages) {
            readings_.try_emplace(reading_of(page), "reading" + std::to_string(readings_.size() + 1));
            for (const auto& line : page.lines) {
                empty_lines_ = empty_lines_ || line.words.empty();
                headers_ = headers_ || line.role == LineRole::header;
                footers_ = footers_ || line.role == LineRole::footer;
                repaired_ =
                    repaired_ || std::any_of(line.words.begin(), line.words.end(),
                                             [](const Word& word) { return word.repair().has_value(); });
            }
        }
    }

    std::string write() {
        out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alto";
        attribute("xmlns", alto::kNamespace);
        attribute("SCHEMAVERSION", "4.4");
        out_ += ">\n";
        write_description();
        write_tags();
        out_ += "<Layout>\n";
        for (std::size_t i = 0; i < document_.pages.size(); ++i) write_page(document_.pages[i], i + 1);
        if (document_.pages.empty()) {  // the schema wants at least one
            out_ += "<Page ID=\"none\"";
            attribute("PAGECLASS", alto::kNoPagesClass);
            out_ += " PHYSICAL_IMG_NR=\"0\"/>\n";
        }
        out_ += "</Layout>\n</alto>\n";
        return std::move(out_);
    }

private:
    void attribute(std::string_view name, std::string_view value) {
        out_ += ' ';
        out_ += name;
        out_ += "=\"";
        alto::append_escaped(out_, value);
        out_ += '"';
    }

    void attribute(std::string_view name, std::int64_t value) {
        out_ += ' ';
        out_ += name;
        out_ += "=\"";
        out_ += to_text(value);
        out_ += '"';
    }

    void element(std::string_view name, std::string_view text) {
        out_ += '<';
        out_ += name;
        out_ += '>';
        alto::append_escaped(out_, text);
        out_ += "</";
        out_ += name;
        out_ += '>';
    }

    void box_attributes(const PixelBox& box) {
        if (box == PixelBox{}) return;  // text files have none
        attribute("HPOS", box.left_px);
        attribute("VPOS", box.top_px);
        attribute("WIDTH", std::int64_t{box.right_px} - box.left_px);
        attribute("HEIGHT", std::int64_t{box.bottom_px} - box.top_px);
    }

    void write_processing(std::string_view id, std::string_view category, std::string_view step,
                          std::string_view settings) {
        out_ += "<Processing";
        attribute("ID", id);
        out_ += '>';
        element("processingCategory", category);
        element("processingStepDescription", step);
        if (!settings.empty()) element("processingStepSettings", settings);
        out_ += "<processingSoftware>";
        element("softwareName", alto::kSoftwareName);
        out_ += "</processingSoftware></Processing>\n";
    }

    void write_description() {
        out_ += "<Description>\n<MeasurementUnit>pixel</MeasurementUnit>\n";
        if (!document_.file_name.empty()) {
            out_ += "<sourceImageInformation>";
            element("fileName", document_.file_name);
            out_ += "</sourceImageInformation>\n";
        }
        write_processing("writing", "other", "written as ALTO",
                         std::string(alto::kProfileSetting) + to_text(alto::kProfile));
        for (const auto& [reading, id] : readings_) {
            const auto& [how, dpi, turned_degrees, reads_badly] = reading;
            write_processing(id, "contentGeneration", name_of(how),
                             std::string(alto::kDpiSetting) + to_text(dpi) + ' ' +
                                 std::string(alto::kTurnedSetting) + to_text(turned_degrees) +
                                 (reads_badly ? ' ' + std::string(alto::kReadsBadlySetting) : ""));
        }
        if (repaired_) write_processing("repair", "contentModification", "words repaired", {});
        out_ += "</Description>\n";
    }

    void write_tag(std::string_view id, std::string_view type, std::string_view label) {
        open_tag(id, type, label);
        out_ += "/>\n";
    }

    void open_tag(std::string_view id, std::string_view type, std::string_view label) {
        out_ += "<OtherTag";
        attribute("ID", id);
        attribute("TYPE", type);
        attribute("LABEL", label);
    }

    /// Not in the pages, where other programs would take it for text of the page.
    void write_other_reading(const OtherReading& other, std::string_view id) {
        open_tag(id, alto::kOtherReadingTag, name_of(other.source));
        out_ += ">\n<XmlData><reading xmlns=\"\">\n";
        for (const Line& line : other.lines) {
            out_ += "<line";
            attribute("block", line.block);
            attribute("box", corners(line.box));
            out_ += '>';
            for (const Word& word : line.words) {
                out_ += "<word";
                attribute("box", corners(word.box()));
                attribute("confidence", to_text(within_unit(word.confidence())));
                out_ += '>';
                alto::append_escaped(out_, word.raw());
                out_ += "</word>";
            }
            out_ += "</line>\n";
        }
        out_ += "</reading></XmlData></OtherTag>\n";
    }

    static std::string corners(const PixelBox& box) {
        return to_text(box.left_px) + ' ' + to_text(box.top_px) + ' ' + to_text(box.right_px) + ' ' +
               to_text(box.bottom_px);
    }

    void write_tags() {
        const std::size_t start = out_.size();
        out_ += "<Tags>\n";
        const std::size_t first = out_.size();
        const auto tag = [&](std::string_view type, const std::string& label) {
            if (!label.empty()) write_tag(type, type, label);
        };
        tag(alto::kMediaTypeTag, document_.media_type);
        tag(alto::kCharsetTag, document_.charset);
        tag(alto::kInfoTitleTag, document_.info_title);
        tag(alto::kInfoAuthorTag, document_.info_author);
        tag(alto::kInfoCreatedTag, document_.info_created);
        for (std::size_t i = 0; i < document_.outline.size(); ++i)
            write_tag(std::string(alto::kOutlineTag) + to_text(i + 1), alto::kOutlineTag,
                      document_.outline[i]);
        if (empty_lines_) write_tag(alto::kNoWordsId, alto::kNoWordsId, "a line without words");
        if (headers_)
            write_tag(name_of(LineRole::header), alto::kRoleTag, "stands at the head of many pages");
        if (footers_)
            write_tag(name_of(LineRole::footer), alto::kRoleTag, "stands at the foot of many pages");
        for (std::size_t page = 0; page < document_.pages.size(); ++page) {
            const auto& others = document_.pages[page].others;
            for (std::size_t i = 0; i < others.size(); ++i)
                write_other_reading(others[i], page_id(page + 1) + ".other" + to_text(i + 1));
        }
        if (out_.size() == first)
            out_.resize(start);
        else
            out_ += "</Tags>\n";
    }

    static std::string page_id(std::size_t ordinal) { return "page" + to_text(ordinal); }

    void write_page(const Page& page, std::size_t ordinal) {
        const std::string id = page_id(ordinal);
        out_ += "<Page";
        attribute("ID", id);
        attribute("PROCESSINGREFS", readings_.at(reading_of(page)));
        attribute("HEIGHT", page.height_px);
        attribute("WIDTH", page.width_px);
        attribute("PHYSICAL_IMG_NR", page.number);
        if (!page.failure.empty()) attribute("QUALITY_DETAIL", page.failure);
        if (page.lines.empty()) {
            out_ += "/>\n";
            return;
        }
        out_ += ">\n<PrintSpace";
        PixelBox print;
        for (const auto& line : page.lines) print = united(print, line.box);
        box_attributes(print);
        out_ += ">\n";
        std::size_t run = 0;
        for (auto first = page.lines.begin(); first != page.lines.end();) {
            const auto last = std::find_if(first, page.lines.end(), [&](const Line& line) {
                return line.block != first->block || line.role != first->role;
            });
            write_block(&*first, static_cast<std::size_t>(last - first),
                        id + ".run" + to_text(++run) + ".block" + to_text(first->block));
            first = last;
        }
        out_ += "</PrintSpace>\n</Page>\n";
    }

    void write_block(const Line* lines, std::size_t size, std::string_view id) {
        PixelBox box;
        for (std::size_t i = 0; i < size; ++i) box = united(box, lines[i].box);
        out_ += "<TextBlock";
        attribute("ID", id);
        if (lines->role != LineRole::body) attribute("TAGREFS", name_of(lines->role));
        box_attributes(box);
        out_ += ">\n";
        for (std::size_t i = 0; i < size; ++i) {
            out_ += "<TextLine";
            box_attributes(lines[i].box);
            out_ += ">\n";
            for (std::size_t w = 0; w < lines[i].words.size(); ++w) {
                if (w > 0) out_ += "<SP/>";
                write_word(lines[i].words[w]);
            }
            if (lines[i].words.empty()) {  // the schema wants at least one
                out_ += "<String CONTENT=\"\"";
                attribute("TAGREFS", alto::kNoWordsId);
                out_ += "/>\n";
            }
            out_ += "</TextLine>\n";
        }
        out_ += "</TextBlock>\n";
    }

    void write_word(const Word& word) {
        out_ += "<String";
        box_attributes(word.box());
        attribute("CONTENT", word.text());
        attribute("WC", to_text(within_unit(word.confidence())));
        if (!word.repair()) {
            out_ += "/>\n";
            return;
        }
        const Repair& repair = *word.repair();
        attribute("PROCESSINGREFS", "repair");
        if (repair.reason == RepairReason::person) attribute("CS", "true");
        out_ += "><ALTERNATIVE";
        attribute("PURPOSE", std::string(alto::kAsReadPurpose) + ' ' + std::string(alto::kReasonSetting) +
                                 std::string(name_of(repair.reason)) + ' ' + std::string(alto::kOddsSetting) +
                                 to_text(repair.log10_odds) +
                                 (repair.uncertain ? ' ' + std::string(alto::kUncertainSetting) : ""));
        out_ += '>';
        alto::append_escaped(out_, word.raw());
        out_ += "</ALTERNATIVE></String>\n";
    }

    const Document& document_;
    std::map<Reading, std::string> readings_;
    bool empty_lines_ = false, headers_ = false, footers_ = false, repaired_ = false;
    std::string out_;
};

}  // namespace

std::string to_alto(const Document& document) {
    return AltoWriter(document).write();
}

}  // namespace akt
