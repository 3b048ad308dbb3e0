#include "ocr/alto.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <pugixml.hpp>
#include <unordered_map>

#include "ocr/alto_profile.h"
#include "ocr/base/error.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

[[noreturn]] void refuse(std::string message) {
    throw Error(ErrorCode::unreadable_input, {}, std::move(message));
}

/// Other programs write names with any namespace prefix, or none.
std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
    for (const pugi::xml_node node : parent.children())
        if (local_name(node) == name) return node;
    return {};
}

template <class Number>
std::optional<Number> parsed(std::string_view text) {
    Number value{};
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

int clamped(std::int64_t value) {
    return static_cast<int>(
        std::clamp<std::int64_t>(value, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
}

/// Whole numbers exactly, "12.4" rounded, anything else nothing.
std::optional<std::int64_t> whole_number(std::string_view text) {
    if (const auto whole = parsed<std::int64_t>(text)) return whole;
    const auto real = parsed<double>(text);
    if (!real || !(std::abs(*real) < 1e15)) return std::nullopt;
    return std::llround(*real);
}

int int_attribute(const pugi::xml_node& node, const char* name, int otherwise) {
    const auto value = whole_number(node.attribute(name).value());
    return value ? clamped(*value) : otherwise;
}

PixelBox box_of(const pugi::xml_node& node) {
    const std::int64_t left = int_attribute(node, "HPOS", 0), top = int_attribute(node, "VPOS", 0);
    const auto width = whole_number(node.attribute("WIDTH").value()).value_or(0);
    const auto height = whole_number(node.attribute("HEIGHT").value()).value_or(0);
    // A width is at most the difference of two ints; anything beyond is clamped before it can overflow.
    constexpr std::int64_t kWidest = std::int64_t{1} << 33;
    return {clamped(left), clamped(top), clamped(left + std::clamp(width, -kWidest, kWidest)),
            clamped(top + std::clamp(height, -kWidest, kWidest))};
}

/// The value after `key` among words separated by spaces: setting("a=1 b=2", "b=") is "2".
std::optional<std::string_view> setting(std::string_view settings, std::string_view key) {
    while (!settings.empty()) {
        const std::size_t space = settings.find(' ');
        const std::string_view word = settings.substr(0, space);
        if (word.substr(0, key.size()) == key) return word.substr(key.size());
        settings = space == std::string_view::npos ? std::string_view{} : settings.substr(space + 1);
    }
    return std::nullopt;
}

int int_setting(std::string_view settings, std::string_view key) {
    const auto value = setting(settings, key);
    return value ? parsed<int>(*value).value_or(0) : 0;
}

float within_unit(float confidence) {
    return std::isnan(confidence) ? 0.0F : std::clamp(confidence, 0.0F, 1.0F);
}

struct Reading {
    PageReading how = PageReading::ocr;
    int dpi = 0, turned_degrees = 0;
    bool reads_badly = false;
};

/// Four whole numbers with a space between: left top right bottom.
PixelBox box_of_corners(std::string_view text) {
    std::array<int, 4> corners{};
    for (int& corner : corners) {
        const std::size_t space = text.find(' ');
        corner = parsed<int>(text.substr(0, space)).value_or(0);
        text = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
    }
    return {corners[0], corners[1], corners[2], corners[3]};
}

class AltoReader {
public:
    Document read(const pugi::xml_node& root) {
        read_description(child(root, "Description"));
        if (ours_) read_tags(child(root, "Tags"));
        for (const pugi::xml_node page : child(root, "Layout").children())
            if (local_name(page) == "Page" && page.attribute("PAGECLASS").value() != alto::kNoPagesClass)
                read_page(page);
        return std::move(document_);
    }

private:
    std::string text(std::string_view value) const {
        return ours_ ? to_valid_utf8(alto::without_escapes(value)) : to_nfc(value);
    }

    void read_description(const pugi::xml_node& description) {
        const std::string_view unit = child(description, "MeasurementUnit").child_value();
        if (unit == "mm10") foreign_dpi_ = 254;
        if (unit == "inch1200") foreign_dpi_ = 1200;
        for (const pugi::xml_node step : description.children())
            if (local_name(step) == "Processing") read_processing(step);
        document_.file_name =
            text(child(child(description, "sourceImageInformation"), "fileName").child_value());
    }

    void read_processing(const pugi::xml_node& step) {
        if (child(child(step, "processingSoftware"), "softwareName").child_value() != alto::kSoftwareName)
            return;
        const std::string_view settings = child(step, "processingStepSettings").child_value();
        if (const auto profile = setting(settings, alto::kProfileSetting)) {
            ours_ = true;
            if (parsed<int>(*profile).value_or(0) > alto::kProfile)
                throw Error(ErrorCode::format_too_new, {}, "ALTO written by a newer akt", "update akt");
        } else if (const auto how =
                       page_reading_named(child(step, "processingStepDescription").child_value())) {
            readings_[step.attribute("ID").value()] = {
                *how, int_setting(settings, alto::kDpiSetting), int_setting(settings, alto::kTurnedSetting),
                setting(settings, alto::kReadsBadlySetting).has_value()};
        }
    }

    void read_tags(const pugi::xml_node& tags) {
        for (const pugi::xml_node tag : tags.children()) {
            const std::string_view type = tag.attribute("TYPE").value();
            const std::string_view label = tag.attribute("LABEL").value();
            if (type == alto::kMediaTypeTag) document_.media_type = text(label);
            if (type == alto::kCharsetTag) document_.charset = text(label);
            if (type == alto::kInfoTitleTag) document_.info_title = text(label);
            if (type == alto::kInfoAuthorTag) document_.info_author = text(label);
            if (type == alto::kInfoCreatedTag) document_.info_created = text(label);
            if (type == alto::kOutlineTag) document_.outline.push_back(text(label));
            if (type == alto::kOtherReadingTag) read_other_reading(tag, label);
        }
    }

    /// Its ID begins with the page's: "page3.other1".
    void read_other_reading(const pugi::xml_node& tag, std::string_view label) {
        const auto source = other_reading_named(label);
        if (!source) return;
        OtherReading other{*source, {}};
        for (const pugi::xml_node line_node : child(child(tag, "XmlData"), "reading").children("line")) {
            Line line;
            line.block = int_attribute(line_node, "block", 0);
            line.box = box_of_corners(line_node.attribute("box").value());
            for (const pugi::xml_node word : line_node.children("word")) {
                const auto confidence = parsed<float>(word.attribute("confidence").value()).value_or(1.0F);
                line.words.emplace_back(text(word.child_value()),
                                        box_of_corners(word.attribute("box").value()),
                                        within_unit(confidence));
            }
            other.lines.push_back(std::move(line));
        }
        const std::string_view id = tag.attribute("ID").value();
        others_[std::string(id.substr(0, id.find('.')))].push_back(std::move(other));
    }

    void read_page(const pugi::xml_node& node) {
        Page page;
        page.number = int_attribute(node, "PHYSICAL_IMG_NR", clamped(std::ssize(document_.pages) + 1));
        page.width_px = int_attribute(node, "WIDTH", 0);
        page.height_px = int_attribute(node, "HEIGHT", 0);
        page.how = PageReading::ocr;
        page.dpi = foreign_dpi_;
        if (ours_) {
            page.failure = text(node.attribute("QUALITY_DETAIL").value());
            const auto reading = readings_.find(node.attribute("PROCESSINGREFS").value());
            const Reading known = reading == readings_.end() ? Reading{} : reading->second;
            page.how = known.how;
            page.dpi = known.dpi;
            page.turned_degrees = known.turned_degrees;
            page.reads_badly = known.reads_badly;
            if (const auto others = others_.find(node.attribute("ID").value()); others != others_.end()) {
                page.others = std::move(others->second);
                others_.erase(others);
            }
        }
        read_blocks(node, page);
        document_.pages.push_back(std::move(page));
    }

    /// Text blocks may lie in margins, the print space and composed blocks, at any depth: walked without
    /// recursion, since a hostile file can be deep.
    void read_blocks(const pugi::xml_node& page_node, Page& page) {
        int foreign_block = 0;
        pugi::xml_node node = page_node.first_child();
        while (node) {
            const bool is_block = local_name(node) == "TextBlock";
            if (is_block) read_block(node, page, foreign_block++);
            if (!is_block && node.first_child()) {
                node = node.first_child();
                continue;
            }
            while (node != page_node && !node.next_sibling()) node = node.parent();
            if (node == page_node) return;
            node = node.next_sibling();
        }
    }

    void read_block(const pugi::xml_node& node, Page& page, int foreign_block) {
        int block = foreign_block;
        LineRole role = LineRole::body;
        if (ours_) {
            role = line_role_named(node.attribute("TAGREFS").value()).value_or(role);
            constexpr std::string_view kBlock = ".block";
            const std::string_view id = node.attribute("ID").value();
            const std::size_t at = id.rfind(kBlock);
            if (at != std::string_view::npos)
                block = parsed<int>(id.substr(at + kBlock.size())).value_or(block);
        }
        for (const pugi::xml_node line_node : node.children()) {
            if (local_name(line_node) != "TextLine") continue;
            Line line;
            line.block = block;
            line.role = role;
            line.box = box_of(line_node);
            std::string hyphen;
            for (const pugi::xml_node part : line_node.children()) {
                if (local_name(part) == "String") read_word(part, line);
                if (local_name(part) == "HYP") hyphen = text(part.attribute("CONTENT").value());
            }
            if (!hyphen.empty() && !line.words.empty()) {
                const Word last = std::move(line.words.back());
                line.words.back() = Word(last.raw() + hyphen, last.box(), last.confidence());
            }
            page.lines.push_back(std::move(line));
        }
    }

    void read_word(const pugi::xml_node& node, Line& line) const {
        if (node.attribute("TAGREFS").value() == alto::kNoWordsId) return;
        const std::string content = text(node.attribute("CONTENT").value());
        const float confidence = confidence_of(node);
        if (ours_)
            line.words.push_back(own_word(node, content, box_of(node), confidence));
        else
            append_foreign_words(line, content, box_of(node), confidence);
    }

    static float confidence_of(const pugi::xml_node& node) {
        return within_unit(parsed<float>(node.attribute("WC").value()).value_or(1.0F));
    }

    Word own_word(const pugi::xml_node& node, const std::string& content, PixelBox box,
                  float confidence) const {
        for (const pugi::xml_node alternative : node.children()) {
            const std::string_view purpose = alternative.attribute("PURPOSE").value();
            if (local_name(alternative) != "ALTERNATIVE" || !setting(purpose, alto::kAsReadPurpose)) continue;
            Repair repair;
            repair.text = content;
            repair.reason = repair_reason_named(setting(purpose, alto::kReasonSetting).value_or(""))
                                .value_or(RepairReason::ocr);
            const auto odds = parsed<double>(setting(purpose, alto::kOddsSetting).value_or(""));
            repair.log10_odds = odds && !std::isnan(*odds) ? *odds : 0.0;
            repair.uncertain = setting(purpose, alto::kUncertainSetting).has_value();
            Word word(text(alternative.child_value()), box, confidence);
            word.set_repair(std::move(repair));
            return word;
        }
        return {content, box, confidence};
    }

    static void append_foreign_words(Line& line, const std::string& content, PixelBox box, float confidence) {
        std::string word;
        const auto finish = [&] {
            if (!word.empty()) line.words.emplace_back(std::move(word), box, confidence);
            word.clear();
        };
        for (std::size_t i = 0; i < content.size();) {
            const DecodedCodePoint decoded = decode_utf8(content, i);
            if (is_space(decoded.code_point))
                finish();
            else
                word.append(content, i, decoded.length_bytes);
            i += decoded.length_bytes;
        }
        finish();
    }

    Document document_;
    std::unordered_map<std::string, Reading> readings_;
    std::unordered_map<std::string, std::vector<OtherReading>> others_;  ///< by the page's ID
    bool ours_ = false;
    int foreign_dpi_ = 0;
};

}  // namespace

Document from_alto(std::string_view xml) {
    pugi::xml_document parsed_xml;
    const auto result =
        parsed_xml.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
    if (!result)
        refuse("not well-formed XML: " + std::string(result.description()) + " at byte " +
               std::to_string(result.offset));
    const pugi::xml_node root = parsed_xml.document_element();
    if (local_name(root) != "alto") refuse("not an ALTO file");
    if (!child(root, "Layout")) refuse("ALTO without a layout");
    return AltoReader().read(root);
}

}  // namespace akt
