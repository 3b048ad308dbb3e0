#include "index/set_field.h"

#include <algorithm>

#include "index/metadata/date_parser.h"
#include "index/metadata/document_type.h"
#include "ocr/base/error.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

constexpr std::array kSettable{FieldId::title, FieldId::sender,   FieldId::type, FieldId::dnr,
                               FieldId::date,  FieldId::received, FieldId::tag,  FieldId::section};

std::string names_of_settable() {
    std::string names;
    for (const FieldId id : kSettable) names += (names.empty() ? "" : ", ") + std::string(field(id).name);
    return names;
}

template <class T>
Found<T> by_person(T value) {
    Found<T> found;
    found.value = std::move(value);
    found.confidence = 1;
    found.set_by_person = true;
    return found;
}

std::optional<std::chrono::year_month_day> single_day(const std::string& value) {
    const auto span = parse_date_span(value);
    if (!span || span->first != span->last) return std::nullopt;
    return span->first;
}

[[noreturn]] void refuse(const FieldSetting& setting, const std::string& hint) {
    throw Error(ErrorCode::usage, {},
                std::string(field(setting.field).name) + " cannot be \"" + setting.value + "\"", hint);
}

void check_value(const FieldSetting& setting) {
    if (setting.value.empty()) refuse(setting, "give a value after =");
    switch (setting.field) {
        case FieldId::date:
        case FieldId::received:
            if (!single_day(setting.value)) refuse(setting, "give a day, for example 2024-05-24");
            break;
        case FieldId::dnr:
            if (!parse_diarienummer(setting.value)) refuse(setting, "give a number such as KS 2024/123");
            break;
        case FieldId::type:
            if (std::find(kDocumentTypes.begin(), kDocumentTypes.end(), setting.value) ==
                kDocumentTypes.end()) {
                std::string types;
                for (const auto type : kDocumentTypes)
                    types += (types.empty() ? "" : ", ") + std::string(type);
                refuse(setting, "one of " + types);
            }
            break;
        default: break;
    }
}

template <class T>
void add_once(std::vector<Found<T>>& list, T value) {
    const auto same = [&](const Found<T>& found) { return found.value == value; };
    list.erase(std::remove_if(list.begin(), list.end(), same), list.end());
    list.push_back(by_person(std::move(value)));
}

}  // namespace

FieldSetting parse_field_setting(std::string_view text) {
    const auto equals = text.find('=');
    if (equals == std::string_view::npos)
        throw Error(ErrorCode::usage, {}, "\"" + std::string(text) + "\" is not FIELD=VALUE",
                    "for example typ=beslut");
    const auto id = field_named(to_lower(text.substr(0, equals)));
    if (!id || std::find(kSettable.begin(), kSettable.end(), *id) == kSettable.end())
        throw Error(ErrorCode::usage, {}, "no field \"" + std::string(text.substr(0, equals)) + "\" to set",
                    "one of " + names_of_settable());
    FieldSetting setting{*id, to_nfc(text.substr(equals + 1))};
    check_value(setting);
    return setting;
}

void apply_field_setting(const FieldSetting& setting, Metadata& metadata) {
    switch (setting.field) {
        case FieldId::title: metadata.title = by_person(setting.value); break;
        case FieldId::sender: metadata.sender = by_person(setting.value); break;
        case FieldId::type: metadata.type = by_person(setting.value); break;
        case FieldId::date: metadata.date = by_person(single_day(setting.value).value()); break;
        case FieldId::received: metadata.received = by_person(single_day(setting.value).value()); break;
        case FieldId::dnr: add_once(metadata.dnr, parse_diarienummer(setting.value).value()); break;
        case FieldId::tag: add_once(metadata.tags, setting.value); break;
        case FieldId::section: add_once(metadata.sections, setting.value); break;
        default: break;
    }
}

}  // namespace akt
