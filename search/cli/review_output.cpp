#include "search/cli/review_output.h"

#include <fmt/core.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "search/render_text.h"

namespace akt {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kMarked = "\x1b[7m", kPlain = "\x1b[0m";

std::string short_id_of(const std::string& id) {
    return id.substr(0, 12);
}

std::string odds_text(double log10_odds) {
    constexpr double kReadable = 4;
    if (std::abs(log10_odds) > kReadable) return fmt::format("10^{:.0f} to 1", log10_odds);
    return log10_odds >= 0 ? fmt::format("{:.1f} to 1", std::pow(10, log10_odds))
                           : fmt::format("1 to {:.1f}", std::pow(10, -log10_odds));
}

Json known(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

Json json_of(const PixelBox& box) {
    if (box == PixelBox{}) return nullptr;
    return Json::array({box.left_px, box.top_px, box.right_px, box.bottom_px});
}

/// A text that is no UTF-8 gets U+FFFD rather than none at all.
std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string render_review_text(const std::vector<ReviewItem>& items, bool colored) {
    std::string out;
    for (const auto& [id, file_name, title, reading] : items) {
        out += fmt::format("{} {}  {} → {}  ({}, {})  {}\n", short_id_of(id), to_string(reading.place),
                           without_controls(reading.raw), without_controls(reading.repair.text),
                           name_of(reading.repair.reason), odds_text(reading.repair.log10_odds),
                           without_controls(file_name));
        const std::string_view line = reading.line;
        out += fmt::format("    {}{}{}{}{}\n", without_controls(line.substr(0, reading.begin)),
                           colored ? kMarked : "[",
                           without_controls(line.substr(reading.begin, reading.end - reading.begin)),
                           colored ? kPlain : "]", without_controls(line.substr(reading.end)));
    }
    return out;
}

std::string render_review_json(const std::vector<ReviewItem>& items, std::size_t total) {
    Json readings = Json::array();
    for (const auto& [id, file_name, title, reading] : items)
        readings.push_back({{"id", id},
                            {"word", to_string(reading.place)},
                            {"page", reading.place.page},
                            {"file_name", known(file_name)},
                            {"title", known(title)},
                            {"line", reading.line},
                            {"match", {reading.begin, reading.end}},
                            {"raw", reading.raw},
                            {"text", reading.repair.text},
                            {"reason", name_of(reading.repair.reason)},
                            {"log10_odds", reading.repair.log10_odds},
                            {"box", json_of(reading.box)}});
    return dumped({{"format", 1}, {"total", total}, {"readings", std::move(readings)}});
}

std::string render_evidence_text(const ArchiveEvidence& evidence, bool words) {
    std::string out;
    std::set<std::string_view> documents;
    for (const auto& [id, decision] : evidence.decisions) {
        documents.insert(id);
        out +=
            fmt::format("{} {}  {}\n", short_id_of(id), decision.at, without_controls(describe({decision})));
    }
    if (words)
        for (const auto& [word, count] : evidence.words)
            out += fmt::format("{}  in {} document{}\n", word, count, count == 1 ? "" : "s");
    out += fmt::format("{} decisions in {} documents, {} words of sound documents\n",
                       evidence.decisions.size(), documents.size(), evidence.words.size());
    return out;
}

std::string render_evidence_json(const ArchiveEvidence& evidence) {
    Json decisions = Json::array(), words = Json::array();
    for (const auto& [id, decision] : evidence.decisions)
        decisions.push_back({{"id", id},
                             {"word", to_string(decision.place)},
                             {"verdict", name_of(decision.verdict)},
                             {"raw", decision.raw},
                             {"text", decision.text},
                             {"proposed", decision.proposed ? Json(decision.proposed->text) : Json(nullptr)},
                             {"before", known(decision.before)},
                             {"after", known(decision.after)},
                             {"at", decision.at}});
    for (const auto& [word, count] : evidence.words) words.push_back({{"word", word}, {"documents", count}});
    return dumped({{"format", 1}, {"decisions", std::move(decisions)}, {"words", std::move(words)}});
}

}  // namespace akt
