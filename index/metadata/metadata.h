#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "index/metadata/diarienummer.h"
#include "ocr/base/geometry.h"

namespace akt {

/// A value and where it stands, so a person can be shown it.
template <class T>
struct Found {
    T value{};
    int page = 0;          ///< from 1; 0: not on a page (file name, outline, or set by a person)
    PixelBox box{};        ///< on that page; empty when page is 0 or the page has no picture
    float confidence = 0;  ///< 0..1
    bool set_by_person = false;
    friend bool operator==(const Found&, const Found&) = default;
};

/// What is known about a document beside its text. Plain values.
/// `type` is one of kDocumentTypes (document_type.h); `language` an ISO 639-1 code.
struct Metadata {
    std::optional<Found<std::string>> title;
    std::optional<Found<std::chrono::year_month_day>> date;  ///< the document's own: decided, signed, held
    std::optional<Found<std::chrono::year_month_day>> received;  ///< stamped "Inkom", "Ankom"
    std::vector<Found<Diarienummer>> dnr;
    std::optional<Found<std::string>> type;
    std::optional<Found<std::string>> sender;
    std::vector<Found<std::string>> recipients;
    std::vector<Found<std::string>> org_numbers;  ///< "556036-0793"; never a personnummer
    std::vector<Found<std::string>> sections;  ///< §§ of minutes as printed without the sign: "23", "130"
    std::vector<Found<std::string>> tags;
    std::optional<Found<std::string>> language;
    friend bool operator==(const Metadata&, const Metadata&) = default;
};

}  // namespace akt
