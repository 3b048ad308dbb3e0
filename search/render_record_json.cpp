#include "search/render_record_json.h"

#include <nlohmann/json.hpp>

#include "ocr/base/clock.h"
#include "search/render_document_json.h"

namespace akt {

namespace {

using Json = nlohmann::ordered_json;

template <class T, class AsJson>
Json found_json(const Found<T>& found, AsJson as_json) {
    Json box;
    if (!found.box.empty())
        box = {found.box.left_px, found.box.top_px, found.box.right_px, found.box.bottom_px};
    return {{"value", as_json(found.value)},
            {"page", found.page == 0 ? Json() : Json(found.page)},
            {"box", std::move(box)},
            {"confidence", found.confidence},
            {"source", found.set_by_person ? "set" : "found"}};
}

template <class T, class AsJson>
Json found_json(const std::optional<Found<T>>& found, AsJson as_json) {
    return found ? found_json(*found, as_json) : Json();
}

template <class T, class AsJson>
Json found_json(const std::vector<Found<T>>& list, AsJson as_json) {
    Json array = Json::array();
    for (const auto& found : list) array.push_back(found_json(found, as_json));
    return array;
}

Json metadata_json(const Record& record) {
    const auto text = [](const std::string& value) { return value; };
    const auto& metadata = record.metadata;
    return {{"title", found_json(metadata.title, text)},
            {"date", found_json(metadata.date, iso_date)},
            {"received", found_json(metadata.received, iso_date)},
            {"dnr", found_json(metadata.dnr, canonical)},
            {"type", found_json(metadata.type, text)},
            {"sender", found_json(metadata.sender, text)},
            {"recipients", found_json(metadata.recipients, text)},
            {"org_numbers", found_json(metadata.org_numbers, text)},
            {"sections", found_json(metadata.sections, text)},
            {"tags", found_json(metadata.tags, text)},
            {"language", found_json(metadata.language, text)}};
}

}  // namespace

std::string render_record_json(const Record& record, const std::vector<Version>& history) {
    Json versions = Json::array();
    for (const auto& version : history)
        versions.push_back({{"version", version.name}, {"at", version.created}, {"what", version.message}});
    const Json object{{"format", 1},
                      {"id", record.original.sha256},
                      {"key", record.key.empty() ? Json() : Json(record.key)},
                      {"file",
                       {{"name", record.original.file_name},
                        {"media_type", record.original.media_type},
                        {"size_bytes", record.original.size_bytes}}},
                      {"added", record.added_at},
                      {"metadata", metadata_json(record)},
                      {"provenance",
                       {{"akt", record.provenance.akt_version},
                        {"recognizer", record.provenance.recognizer},
                        {"repairer", record.provenance.repairer},
                        {"made", record.provenance.made_at}}},
                      {"history", std::move(versions)},
                      {"pages", Json::parse(render_pages_json(record.document))}};
    return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace akt
