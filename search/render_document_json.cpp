#include "search/render_document_json.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

namespace akt {

namespace {

using Json = nlohmann::ordered_json;

Json known(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

/// The double with the fewest decimals that is this float: 0.9 rather than 0.8999999761581421.
double short_double(float value) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    double result = 0;
    std::from_chars(text.data(), end, result);
    return result;
}

Json json_of(const PixelBox& box) {
    if (box == PixelBox{}) return nullptr;
    return Json::array({box.left_px, box.top_px, box.right_px, box.bottom_px});
}

Json json_of(const std::optional<Repair>& repair) {
    if (!repair) return nullptr;
    return {{"reason", name_of(repair->reason)},
            {"log10_odds", repair->log10_odds},
            {"uncertain", repair->uncertain}};
}

Json json_of(const Word& word) {
    return {{"text", word.text()},
            {"raw", word.raw()},
            {"box", json_of(word.box())},
            {"confidence", short_double(word.confidence())},
            {"repair", json_of(word.repair())}};
}

Json json_of(const Line& line) {
    Json words = Json::array();
    for (const Word& word : line.words) words.push_back(json_of(word));
    return {{"block", line.block},
            {"role", name_of(line.role)},
            {"box", json_of(line.box)},
            {"words", std::move(words)}};
}

Json json_of(const OtherReading& other) {
    Json lines = Json::array();
    for (const Line& line : other.lines) lines.push_back(json_of(line));
    return {{"source", name_of(other.source)}, {"lines", std::move(lines)}};
}

Json json_of(const Page& page) {
    Json lines = Json::array();
    for (const Line& line : page.lines) lines.push_back(json_of(line));
    Json others = Json::array();
    for (const OtherReading& other : page.others) others.push_back(json_of(other));
    return {{"number", page.number},
            {"width_px", page.width_px},
            {"height_px", page.height_px},
            {"dpi", page.dpi},
            {"turned_degrees", page.turned_degrees},
            {"how", name_of(page.how)},
            {"failure", known(page.failure)},
            {"reads_badly", page.reads_badly},
            {"lines", std::move(lines)},
            {"others", std::move(others)}};
}

Json pages_of(const Document& document) {
    Json pages = Json::array();
    for (const Page& page : document.pages) pages.push_back(json_of(page));
    return pages;
}

/// A text that is no UTF-8 gets U+FFFD rather than none at all.
std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string render_pages_json(const Document& document) {
    return dumped(pages_of(document));
}

std::string render_document_json(const Document& document) {
    return dumped({{"format", 1},
                   {"file_name", known(document.file_name)},
                   {"media_type", known(document.media_type)},
                   {"charset", known(document.charset)},
                   {"info",
                    {{"title", known(document.info_title)},
                     {"author", known(document.info_author)},
                     {"created", known(document.info_created)}}},
                   {"outline", document.outline},
                   {"pages", pages_of(document)}});
}

}  // namespace akt
