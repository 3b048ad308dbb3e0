#include "index/metadata/extract.h"

#include <algorithm>
#include <cmath>

#include "index/metadata/date_finder.h"
#include "index/metadata/diarienummer_finder.h"
#include "index/metadata/document_text.h"
#include "index/metadata/document_type.h"
#include "index/metadata/org_number_finder.h"
#include "index/metadata/section_finder.h"
#include "index/metadata/sender_finder.h"
#include "index/metadata/title_finder.h"
#include "ocr/language/language_guess.h"

namespace akt {

namespace {

/// The language of most of the text; a few thousand words tell as much as all.
std::optional<Found<std::string>> find_language(const DocumentText& text) {
    constexpr std::size_t kEnoughBytes = 60000;
    std::string sample;
    for (const auto& line : text.lines()) {
        if (sample.size() >= kEnoughBytes) break;
        sample += line.text;
        sample += '\n';
    }
    const auto guess = guess_language(sample);
    if (guess.language == "und" || guess.language.empty()) return std::nullopt;
    const double odds = std::pow(10.0, std::min(guess.log10_odds, 6.0));
    return Found<std::string>{
        std::string(guess.language), 0, {}, static_cast<float>(odds / (1 + odds)), false};
}

}  // namespace

Metadata extract_metadata(const Document& document) {
    const DocumentText text(document);
    Metadata metadata;
    metadata.title = find_title(text);
    metadata.date = find_date(text);
    metadata.received = find_received_date(text);
    metadata.dnr = find_diarienummer(text);
    metadata.type = find_document_type(text);
    metadata.sender = find_sender(text);
    metadata.recipients = find_recipients(text);
    metadata.org_numbers = find_org_numbers(text);
    metadata.sections = find_sections(text);
    metadata.language = find_language(text);
    return metadata;
}

}  // namespace akt
