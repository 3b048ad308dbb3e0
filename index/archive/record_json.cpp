#include "index/archive/record_json.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <nlohmann/json.hpp>

#include "ocr/base/clock.h"
#include "ocr/base/error.h"

namespace akt {

namespace {

using nlohmann::json;
using std::chrono::year_month_day;

/// Ours is six deep.
constexpr int kMaxDepth = 32;

json value_json(const std::string& text) {
    return text;
}
json value_json(const year_month_day& date) {
    return iso_date(date);
}
json value_json(const Diarienummer& dnr) {
    return {{"organ", dnr.organ},
            {"year", dnr.year},
            {"number", dnr.number},
            {"document", dnr.document},
            {"printed", dnr.printed}};
}

void read_value(const json& from, std::string& to) {
    to = from.get<std::string>();
}

void read_value(const json& from, year_month_day& to) {
    const auto& text = from.get_ref<const std::string&>();
    const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                        text.find_first_not_of("0123456789-") == std::string::npos;
    if (!shaped) throw Error(ErrorCode::integrity, {}, "not a date: " + text);
    to = std::chrono::year(std::stoi(text.substr(0, 4))) / std::stoi(text.substr(5, 2)) /
         std::stoi(text.substr(8, 2));
    if (!to.ok()) throw Error(ErrorCode::integrity, {}, "no such day: " + text);
}

void read_value(const json& from, Diarienummer& to) {
    from.at("organ").get_to(to.organ);
    from.at("year").get_to(to.year);
    from.at("number").get_to(to.number);
    from.at("document").get_to(to.document);
    from.at("printed").get_to(to.printed);
}

json box_json(const PixelBox& box) {
    return {box.left_px, box.top_px, box.right_px, box.bottom_px};
}

PixelBox read_box(const json& from) {
    return {from.at(0).get<int>(), from.at(1).get<int>(), from.at(2).get<int>(), from.at(3).get<int>()};
}

template <class T>
json found_json(const Found<T>& found) {
    json result = {{"value", value_json(found.value)}, {"confidence", found.confidence}};
    // A value that stands nowhere and was set by nobody in particular needs no more keys.
    if (found.page != 0) result["page"] = found.page;
    if (found.box != PixelBox{}) result["box"] = box_json(found.box);
    if (found.set_by_person) result["set_by_person"] = true;
    return result;
}

template <class T>
Found<T> read_found(const json& from) {
    Found<T> found;
    read_value(from.at("value"), found.value);
    from.at("confidence").get_to(found.confidence);
    found.page = from.value("page", 0);
    found.set_by_person = from.value("set_by_person", false);
    if (const auto box = from.find("box"); box != from.end()) found.box = read_box(*box);
    return found;
}

template <class T>
void write(json& to, const char* key, const std::optional<Found<T>>& found) {
    if (found) to[key] = found_json(*found);
}

template <class T>
void write(json& to, const char* key, const std::vector<Found<T>>& all) {
    if (all.empty()) return;
    to[key] = json::array();
    for (const auto& found : all) to[key].push_back(found_json(found));
}

template <class T>
void read(const json& from, const char* key, std::optional<Found<T>>& to) {
    if (const auto found = from.find(key); found != from.end()) to = read_found<T>(*found);
}

template <class T>
void read(const json& from, const char* key, std::vector<Found<T>>& to) {
    const auto all = from.find(key);
    if (all == from.end()) return;
    for (const auto& found : *all) to.push_back(read_found<T>(found));
}

/// Calls `each(key, member)` for every member, so that writing and reading cannot know different ones.
template <class M, class Each>
void for_each_member(M& metadata, Each&& each) {
    each("title", metadata.title);
    each("date", metadata.date);
    each("received", metadata.received);
    each("dnr", metadata.dnr);
    each("type", metadata.type);
    each("sender", metadata.sender);
    each("recipients", metadata.recipients);
    each("org_numbers", metadata.org_numbers);
    each("sections", metadata.sections);
    each("tags", metadata.tags);
    each("language", metadata.language);
}

json repair_json(const Repair& repair) {
    // JSON has no infinity.
    constexpr double kMostOdds = 300;
    const double odds =
        std::isnan(repair.log10_odds) ? 0 : std::clamp(repair.log10_odds, -kMostOdds, kMostOdds);
    return {{"text", repair.text},
            {"reason", name_of(repair.reason)},
            {"log10_odds", odds},
            {"uncertain", repair.uncertain}};
}

Repair read_repair(const json& from) {
    Repair repair;
    from.at("text").get_to(repair.text);
    from.at("log10_odds").get_to(repair.log10_odds);
    from.at("uncertain").get_to(repair.uncertain);
    const auto reason = repair_reason_named(from.at("reason").get_ref<const std::string&>());
    if (!reason) throw Error(ErrorCode::integrity, {}, "no reason for a repair");
    repair.reason = *reason;
    return repair;
}

json decision_json(const Decision& decision) {
    json result = {{"word", to_string(decision.place)},
                   {"raw", decision.raw},
                   {"text", decision.text},
                   {"verdict", name_of(decision.verdict)},
                   {"before", decision.before},
                   {"after", decision.after},
                   {"at", decision.at}};
    if (decision.box != PixelBox{}) result["box"] = box_json(decision.box);
    if (decision.proposed) result["proposed"] = repair_json(*decision.proposed);
    return result;
}

Decision read_decision(const json& from) {
    Decision decision;
    const auto place = parse_word_place(from.at("word").get_ref<const std::string&>());
    const auto verdict = verdict_named(from.at("verdict").get_ref<const std::string&>());
    if (!place || !verdict) throw Error(ErrorCode::integrity, {}, "not a decision on a word");
    decision.place = *place;
    decision.verdict = *verdict;
    from.at("raw").get_to(decision.raw);
    from.at("text").get_to(decision.text);
    from.at("before").get_to(decision.before);
    from.at("after").get_to(decision.after);
    from.at("at").get_to(decision.at);
    if (const auto box = from.find("box"); box != from.end()) decision.box = read_box(*box);
    if (const auto repair = from.find("proposed"); repair != from.end())
        decision.proposed = read_repair(*repair);
    return decision;
}

Record read_record(const json& root) {
    Record record;
    const json& original = root.at("original");
    original.at("sha256").get_to(record.original.sha256);
    original.at("size_bytes").get_to(record.original.size_bytes);
    original.at("file_name").get_to(record.original.file_name);
    original.at("media_type").get_to(record.original.media_type);
    const json& made = root.at("made");
    made.at("akt_version").get_to(record.provenance.akt_version);
    made.at("recognizer").get_to(record.provenance.recognizer);
    made.at("repairer").get_to(record.provenance.repairer);
    made.at("at").get_to(record.provenance.made_at);
    root.at("added_at").get_to(record.added_at);
    record.key = root.value("key", std::string());
    const json& metadata = root.at("metadata");
    for_each_member(record.metadata, [&](const char* key, auto& member) { read(metadata, key, member); });
    if (const auto decisions = root.find("decisions"); decisions != root.end())
        for (const auto& decision : *decisions) record.decisions.push_back(read_decision(decision));
    return record;
}

}  // namespace

std::string to_record_json(const Record& record) {
    json metadata = json::object();
    for_each_member(record.metadata,
                    [&](const char* key, const auto& member) { write(metadata, key, member); });
    json root = {{"format", kRecordFormat},
                 {"original",
                  {{"sha256", record.original.sha256},
                   {"size_bytes", record.original.size_bytes},
                   {"file_name", record.original.file_name},
                   {"media_type", record.original.media_type}}},
                 {"made",
                  {{"akt_version", record.provenance.akt_version},
                   {"recognizer", record.provenance.recognizer},
                   {"repairer", record.provenance.repairer},
                   {"at", record.provenance.made_at}}},
                 {"added_at", record.added_at},
                 {"metadata", std::move(metadata)}};
    if (!record.key.empty()) root["key"] = record.key;
    if (!record.decisions.empty()) {
        root["decisions"] = json::array();
        for (const auto& decision : record.decisions) root["decisions"].push_back(decision_json(decision));
    }
    return root.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

Record from_record_json(std::string_view text, const std::string& file) {
    try {
        const json root = json::parse(text, [](int depth, json::parse_event_t, const json&) {
            if (depth > kMaxDepth) throw Error(ErrorCode::integrity, {}, "nested too deeply");
            return true;
        });
        const int format = root.at("format").get<int>();
        if (format > kRecordFormat)
            throw Error(ErrorCode::format_too_new, file, "has format " + std::to_string(format),
                        "update Akt");
        return read_record(root);
    } catch (const json::exception& failed) {
        throw Error(ErrorCode::integrity, file, std::string("is not a record: ") + failed.what());
    } catch (const Error& failed) {
        if (failed.code() == ErrorCode::format_too_new) throw;
        throw Error(ErrorCode::integrity, file, "is not a record: " + failed.message());
    }
}

}  // namespace akt
