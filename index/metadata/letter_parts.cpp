#include "index/metadata/letter_parts.h"

#include <algorithm>
#include <array>

#include "index/metadata/date_parser.h"
#include "index/metadata/organisations.h"
#include "index/metadata/plain_text.h"
#include "ocr/base/utf8.h"

namespace akt {

bool has_contact_details(std::string_view plain) {
    constexpr std::array<std::string_view, 10> kSigns{
        "telefon", "tel:", "tel.", "e-post", "www.", "@", "org.nr", "orgnr", "bankgiro", "besoksadress"};
    return std::any_of(kSigns.begin(), kSigns.end(),
                       [&](auto sign) { return plain.find(sign) != std::string_view::npos; });
}

bool heads_address(const DocumentText& text, const TextLine& line) {
    const auto& lines = text.lines();
    for (std::size_t i = line.index; i < lines.size() && i <= line.index + 3; ++i) {
        if (lines[i].page != line.page || is_prose(lines[i]) || has_contact_details(lines[i].plain))
            return false;
        if (has_postal_code(lines[i].plain))
            return i + 1 >= lines.size() || lines[i + 1].page != line.page ||
                   !has_contact_details(lines[i + 1].plain);
    }
    return false;
}

bool near_contact_details(const DocumentText& text, const TextLine& line) {
    const auto& lines = text.lines();
    const std::size_t first = line.index >= 1 ? line.index - 1 : 0;
    for (std::size_t i = first; i < lines.size() && i <= line.index + 3; ++i)
        if (lines[i].page == line.page && has_contact_details(lines[i].plain)) return true;
    return false;
}

namespace {

bool is_closing(std::string_view plain) {
    constexpr std::array<std::string_view, 8> kClosings{"med vanlig halsning",
                                                        "med vanliga halsningar",
                                                        "vanliga halsningar",
                                                        "hogaktningsfullt",
                                                        "halsningar",
                                                        "mvh",
                                                        "vanligen",
                                                        "med vanlig halsningar"};
    return std::any_of(kClosings.begin(), kClosings.end(), [&](auto words) {
        constexpr std::size_t kMoreLetters = 4;
        return plain.starts_with(words) && plain.size() <= words.size() + kMoreLetters;
    });
}

/// "Norrhälla den 13 november 2017": a place, a date and nothing else.
bool is_place_and_date(const TextLine& line) {
    constexpr std::size_t kPlaceLetters = 20;
    const auto dates = dates_in(line.plain, true);
    if (dates.size() != 1 || dates.front().form == DateForm::month_year || dates.front().offset < 3)
        return false;
    const std::size_t end = dates.front().offset + dates.front().length;
    return line.labels.empty() && end + 2 >= line.plain.size() && dates.front().offset <= kPlaceLetters + 5;
}

}  // namespace

std::size_t person_name_length(const TextLine& line) {
    if (!line.labels.empty() || !organisations_in(line).empty()) return 0;
    constexpr std::size_t kMostWords = 6;
    std::size_t words = 0, at = 0;
    bool last_joins = false;
    while (at < line.plain.size()) {
        const std::size_t start = at;
        bool ends = false;
        while (at < line.plain.size() && line.plain[at] != ' ') {
            const char c = line.plain[at];
            if (c == ',' && (at + 1 == line.plain.size() || line.plain[at + 1] == ' ')) {
                ends = true;
                break;
            }
            if (!is_plain_letter(c) && c != '-' && c != '.' && c != kPlainOther) return 0;
            ++at;
        }
        last_joins = std::string_view(line.plain).substr(start, at - start) == "och";
        const auto printed = line.printed(start, at);
        if (printed.empty() || (!last_joins && !is_upper(decode_utf8(printed, 0).code_point))) return 0;
        ++words;
        if (ends) break;
        while (at < line.plain.size() && line.plain[at] == ' ') ++at;
    }
    return words >= 2 && words <= kMostWords && !last_joins ? at : 0;
}

std::vector<std::size_t> signature_lines(const DocumentText& text) {
    constexpr std::size_t kSignatureLines = 4, kFromEnd = 14;
    const auto& lines = text.lines();
    std::vector<std::size_t> signed_at;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool near_end = lines.size() - i <= kFromEnd && is_place_and_date(lines[i]);
        if (!near_end && !is_closing(lines[i].plain)) continue;
        for (std::size_t k = i + 1; k < lines.size() && k <= i + kSignatureLines; ++k) {
            if (person_name_length(lines[k]) == 0) continue;
            if (signed_at.empty() || signed_at.back() != k) signed_at.push_back(k);
            break;
        }
    }
    return signed_at;
}

bool is_private_letter(const DocumentText& text) {
    constexpr std::size_t kHeadLines = 12;
    if (signature_lines(text).empty()) return false;
    // Whom the letter is addressed to may have addresses in it as well.
    const auto domains =
        heads_address(text, text.lines().front()) ? std::vector<std::string>() : domain_names(text);
    for (const auto& line : text.lines()) {
        const bool head = text.page_index_of(line) == 0 && line.index_on_page < kHeadLines && !is_prose(line);
        if (head)
            for (const auto& hit : line.labels)
                if ((hit.label == Label::case_number && line.plain.find("overklag") == std::string::npos) ||
                    hit.label == Label::person)
                    return false;
        for (const auto& hit : line.labels)
            if (hit.label == Label::org_number) return false;
        if (head)
            for (const auto& name : organisations_in(line))
                for (const auto& domain : domains)
                    if (matches_domain(std::string_view(line.plain)
                                           .substr(name.span.from, name.span.to - name.span.from),
                                       domain))
                        return false;
    }
    return true;
}

}  // namespace akt
