#include "index/metadata/title_finder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "index/metadata/date_parser.h"
#include "index/metadata/info_title.h"
#include "index/metadata/letter_parts.h"
#include "index/metadata/organisations.h"
#include "index/metadata/plain_text.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

constexpr std::size_t kMaxTitleBytes = 250;
constexpr std::size_t kMaxLines = 60;

/// Words that name a kind of paper; alone they are a poor title, with more words a good one.
constexpr std::array<std::string_view, 49> kPaperWords{"avslag",
                                                       "tillstand",
                                                       "bygglov",
                                                       "beslut",
                                                       "protokoll",
                                                       "tjansteskrivelse",
                                                       "tjansteutlatande",
                                                       "motion",
                                                       "kallelse",
                                                       "kungorelse",
                                                       "avtal",
                                                       "yttrande",
                                                       "policy",
                                                       "faktura",
                                                       "enkat",
                                                       "rutin",
                                                       "riktlinje",
                                                       "riktlinjer",
                                                       "inbjudan",
                                                       "svar",
                                                       "remissvar",
                                                       "remiss",
                                                       "ansokan",
                                                       "begaran",
                                                       "anhallan",
                                                       "overklagande",
                                                       "klagomal",
                                                       "forelaggande",
                                                       "angaende",
                                                       "overenskommelse",
                                                       "plan",
                                                       "handlingsplan",
                                                       "rapport",
                                                       "checklista",
                                                       "anmalan",
                                                       "skrivelse",
                                                       "brev",
                                                       "remissyttrande",
                                                       "minnesanteckningar",
                                                       "resultat",
                                                       "samrad",
                                                       "anslag",
                                                       "forslag",
                                                       "revidering",
                                                       "foreskrifter",
                                                       "delegationsbeslut",
                                                       "sammantradesprotokoll",
                                                       "protokollsutdrag",
                                                       "anslagsbevis"};

struct Title {
    std::size_t first = 0, last = 0;  ///< lines
    std::size_t from = 0, to = 0;     ///< in the first line's plain text; `to` in the last's
    double points = 0;
};

int height_of(const TextLine& line) {
    std::vector<int> heights;
    for (const auto& word : line.line->words)
        if (!word.box().empty()) heights.push_back(word.box().height_px());
    if (heights.empty()) return 0;
    std::nth_element(heights.begin(), heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2),
                     heights.end());
    return heights[heights.size() / 2];
}

bool is_upper_case(const TextLine& line) {
    return line.letters > 3 && line.text != to_lower(line.text) && [&] {
        for (std::size_t at = 0; at < line.text.size();) {
            const auto decoded = decode_utf8(line.text, at);
            if (is_letter(decoded.code_point) && !is_upper(decoded.code_point)) return false;
            at += decoded.length_bytes;
        }
        return true;
    }();
}

/// Letters that are part of an organisation's name or a date; what is left may be a title.
std::size_t letters_of_other_kinds(const TextLine& line) {
    std::size_t letters = 0;
    const auto count = [&](std::size_t from, std::size_t to) {
        letters += static_cast<std::size_t>(
            std::count_if(line.plain.begin() + static_cast<std::ptrdiff_t>(from),
                          line.plain.begin() + static_cast<std::ptrdiff_t>(to), is_plain_letter));
    };
    for (const auto& name : organisations_in(line)) count(name.span.from, name.span.to);
    for (const auto& date : dates_in(line.plain)) count(date.offset, date.offset + date.length);
    return letters;
}

bool can_be_title(const TextLine& line) {
    if (line.letters < 4 || line.text.size() > kMaxTitleBytes) return false;
    if (!line.labels.empty() && line.labels.front().from == 0) {
        const Label label = line.labels.front().label;
        const bool field = label == Label::meeting_date || label == Label::case_number ||
                           label == Label::person || label == Label::date || label == Label::org_number;
        // "Till dig som är född 1945" begins with a label's word and may be a title.
        if (field || (label != Label::subject && line.letters_unlabelled < 3 * line.letters / 4))
            return false;
    }
    const bool colon_label = !line.labels.empty() && line.labels.front().from == 0 &&
                             line.labels.front().to < line.plain.size() &&
                             line.plain[line.labels.front().to] == ':';
    if (colon_label) return false;
    constexpr std::array<std::string_view, 8> kStamps{"laga kraft", "vidimer", "utkast",    "arbetsmaterial",
                                                      "inkom",      "ankom",   "sekretess", "kopia"};
    constexpr std::size_t kStampLetters = 16;
    if (line.letters <= kStampLetters && std::any_of(kStamps.begin(), kStamps.end(), [&](auto stamp) {
            return line.plain.starts_with(stamp);
        }))
        return false;
    constexpr std::array<std::string_view, 16> kPartHeadings{"forslag till beslut",
                                                             "sammanfattning",
                                                             "sammanfattning av arendet",
                                                             "bakgrund",
                                                             "inledning",
                                                             "syfte",
                                                             "anslag/bevis",
                                                             "arendebeskrivning",
                                                             "innehall",
                                                             "innehallsforteckning",
                                                             "dagordning",
                                                             "noteringar",
                                                             "allmant",
                                                             "definition",
                                                             "roller och ansvar",
                                                             "overklagande"};
    std::string_view heading = line.plain;
    while (!heading.empty() && (heading.front() == '#' || heading.front() == ' ' || heading.front() == '*'))
        heading.remove_prefix(1);
    if (std::find(kPartHeadings.begin(), kPartHeadings.end(), heading) != kPartHeadings.end()) return false;
    if (line.plain.find('@') != std::string::npos || line.plain.find("www.") != std::string::npos ||
        has_postal_code(line.plain))
        return false;
    if (line.plain.starts_with("hej") || line.plain.ends_with(':') || line.plain.ends_with(',') ||
        line.plain.ends_with(';'))
        return false;
    const std::size_t digits =
        static_cast<std::size_t>(std::count_if(line.plain.begin(), line.plain.end(), is_plain_digit));
    if (digits > line.letters) return false;
    return line.letters - std::min(line.letters, letters_of_other_kinds(line)) >= 4;
}

/// Whether one of the first words names a kind of paper, also as the end of a compound; `alone` when no word
/// but it is left beside organisations, dates and labels.
bool has_paper_word(const TextLine& line, bool& alone) {
    std::vector<bool> other(line.plain.size(), false);
    const auto mark = [&](std::size_t from, std::size_t to) {
        std::fill(other.begin() + static_cast<std::ptrdiff_t>(from),
                  other.begin() + static_cast<std::ptrdiff_t>(to), true);
    };
    for (const auto& name : organisations_in(line)) mark(name.span.from, name.span.to);
    for (const auto& date : dates_in(line.plain)) mark(date.offset, date.offset + date.length);
    for (const auto& hit : line.labels) mark(hit.from, hit.to);
    constexpr std::size_t kAmongFirst = 4, kShortestCompound = 6;
    std::size_t words = 0;
    bool found = false;
    for (std::size_t at = 0; at < line.plain.size();) {
        if (!is_plain_letter(line.plain[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < line.plain.size() && is_plain_letter(line.plain[end])) ++end;
        const std::string_view word = std::string_view(line.plain).substr(at, end - at);
        const bool others_name =
            word.ends_with("namndens") || word.ends_with("styrelsens") || word.ends_with("fullmaktiges");
        if (!other[at] && !others_name && ++words <= kAmongFirst)
            found = found || std::any_of(kPaperWords.begin(), kPaperWords.end(), [&](auto paper) {
                        return word == paper || (paper.size() >= kShortestCompound && word.ends_with(paper));
                    });
        at = end;
    }
    alone = found && words <= 1;
    return found;
}

/// "Fastighet: Måsen 1:27", "Dokumentet är beslutat av: Chefen": a field of a form, not "Motion: Ljus i
/// parken".
double points_of_field(const TextLine& line) {
    const std::size_t colon = line.plain.find(": ");
    if (colon == std::string::npos) return 0;
    if (std::any_of(line.plain.begin() + static_cast<std::ptrdiff_t>(colon), line.plain.end(),
                    is_plain_digit))
        return -2.0;
    const bool paper_word = std::find(kPaperWords.begin(), kPaperWords.end(),
                                      std::string_view(line.plain).substr(0, colon)) != kPaperWords.end();
    return paper_word ? 0 : -1.2;
}

/// Bullets and numbered points.
bool is_list_item(const TextLine& line) {
    if (line.text.starts_with("\u2022") || line.plain.starts_with("- ")) return true;
    std::size_t at = 0;
    while (at < line.plain.size() && is_plain_digit(line.plain[at])) ++at;
    return at > 0 && at <= 2 && at < line.plain.size() && (line.plain[at] == '.' || line.plain[at] == ')');
}

/// Takes in the lines a heading goes on over.
void extend(const DocumentText& text, Title& title, int typical_height_px) {
    const auto& lines = text.lines();
    constexpr std::size_t kMostLines = 4;
    std::size_t bytes = lines[title.first].text.size();
    while (title.last + 1 < lines.size() && title.last - title.first + 1 < kMostLines) {
        const auto& here = lines[title.last];
        const auto& next = lines[title.last + 1];
        if (next.page != here.page || !can_be_title(next) || bytes + next.text.size() > kMaxTitleBytes) break;
        const int height = height_of(here), next_height = height_of(next);
        const bool large = height > 0 && height * 100 > typical_height_px * 118;
        const bool same_size = large && std::abs(height - next_height) * 8 <= height &&
                               next.line->box.top_px - here.line->box.bottom_px < height;
        const bool goes_on = here.line->block == next.line->block && starts_lower(next) && !is_prose(next) &&
                             here.letters >= 25 && !here.plain.ends_with('.');
        if (!same_size && !goes_on) break;
        ++title.last;
        title.to = next.plain.size();
        bytes += next.text.size();
    }
}

double points_of(const DocumentText& text, const TextLine& line, int typical_height_px) {
    double points = 0;
    const int height = height_of(line);
    if (height > 0 && typical_height_px > 0) {
        const double ratio = static_cast<double>(height) / typical_height_px;
        points += std::clamp((ratio - 1.05) * 7, -0.5, 3.5);
    }
    if (line.plain.starts_with("# "))
        points += 2.0;
    else if (line.plain.starts_with("## ") || line.plain.starts_with("### "))
        points += 0.5;
    bool alone = false;
    if (has_paper_word(line, alone)) points += alone ? -1.8 : 2.0;
    if (is_upper_case(line)) points += 0.3;
    if (line.plain.ends_with('.') || line.plain.ends_with('-')) points -= 1.5;
    if (starts_lower(line)) points -= 2.0;
    if (line.letters < 8) points -= 0.5;
    if (line.plain.find(" om ") != std::string::npos || line.plain.find("angaende") != std::string::npos)
        points += 0.7;
    if (is_prose(line) && line.text.size() > 110) points -= 1.5;
    if (!line.labels.empty() && line.labels.front().from == 0) points -= 0.7;
    points += points_of_field(line);
    if (is_list_item(line)) points -= 2.0;
    if (end_of_cell(line, 0) < line.plain.size()) points -= 1.5;  // a row of a table
    if (person_name_length(line) == line.plain.size()) points -= 1.2;
    if (line.plain.find(kPlainSection) < 4) points -= 3.0;  // "§ 45 Medborgarförslag" heads a part
    if (line.plain.ends_with('?')) points -= 1.0;
    const auto& lines = text.lines();
    const bool new_block = line.index_on_page == 0 || lines[line.index - 1].line->block != line.line->block;
    const bool ends_block =
        line.index + 1 >= lines.size() || lines[line.index + 1].line->block != line.line->block;
    if (line.index_on_page > 0) {
        bool above_alone = false;
        const auto& above = lines[line.index - 1];
        if (has_paper_word(above, above_alone) && above_alone)
            points += 1.0;
        else if (!can_be_title(above) && !is_prose(above))
            points += 0.4;
    }
    if (new_block) points += 0.4;
    if (new_block && ends_block) points += 0.4;
    if (line.index + 1 < lines.size() && is_prose(lines[line.index + 1]) && !is_prose(line)) points += 0.8;
    if (line.index > 0 && is_prose(lines[line.index - 1]) && lines[line.index - 1].page == line.page)
        points -= 1.5;
    points -= 0.09 * static_cast<double>(std::min<std::size_t>(line.index_on_page, 40));
    if (line.index + 1 < lines.size() && lines[line.index + 1].plain.starts_with("## ")) points += 0.8;
    if (text.page_index_of(line) > 0) points -= 4;
    return points;
}

/// "Ärende: Ansökan om bidrag" and a value below its label.
std::optional<Title> labelled_title(const DocumentText& text) {
    for (const auto& line : text.lines()) {
        if (text.page_index_of(line) > 0 || line.index_on_page >= kMaxLines) break;
        if (line.labels.empty() || line.labels.front().label != Label::subject ||
            line.labels.front().from > 0)
            continue;
        const auto& hit = line.labels.front();
        std::size_t from = hit.to;
        const bool colon = from < line.plain.size() && line.plain[from] == ':';
        while (from < line.plain.size() && !is_plain_alnum(line.plain[from]) &&
               line.plain[from] != kPlainOther)
            ++from;
        const bool abbreviated = line.plain.starts_with("ang");
        if (from < line.plain.size() && (colon || abbreviated))
            return Title{line.index, line.index, from, line.plain.size(), 4.5};
        if (from >= line.plain.size() && line.index + 1 < text.lines().size() && !abbreviated) {
            const auto& below = text.lines()[line.index + 1];
            if (below.page == line.page && can_be_title(below) && !is_prose(below) && colon)
                return Title{below.index, below.index, 0, below.plain.size(), 3.5};
        }
    }
    return std::nullopt;
}

std::string joined(const DocumentText& text, const Title& title) {
    std::string out;
    for (std::size_t i = title.first; i <= title.last; ++i) {
        const auto& line = text.lines()[i];
        std::string part(
            line.printed(i == title.first ? title.from : 0, i == title.last ? title.to : line.plain.size()));
        if (!out.empty() && out.ends_with('-') && starts_lower(line))
            out.pop_back();
        else if (!out.empty())
            out += ' ';
        out += part;
    }
    return out;
}

/// Typical height of the document's words on its first pages; 0 without boxes.
int typical_height(const DocumentText& text) {
    std::vector<int> heights;
    constexpr std::size_t kEnoughLines = 150;
    for (const auto& line : text.lines()) {
        if (line.index >= kEnoughLines) break;
        if (const int height = height_of(line); height > 0) heights.push_back(height);
    }
    if (heights.empty()) return 0;
    std::nth_element(heights.begin(), heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2),
                     heights.end());
    return heights[heights.size() / 2];
}

Found<std::string> elsewhere(std::string value, double confidence) {
    return {std::move(value), 0, {}, static_cast<float>(confidence), false};
}

}  // namespace

std::optional<Found<std::string>> find_title(const DocumentText& text) {
    const int typical_height_px = typical_height(text);
    std::optional<Title> best = labelled_title(text);
    std::size_t looked_at = 0;
    for (const auto& line : text.lines()) {
        if (++looked_at > kMaxLines) break;
        if (!can_be_title(line)) continue;
        Title title{line.index, line.index, 0, line.plain.size(), points_of(text, line, typical_height_px)};
        if (!best || title.points > best->points) best = title;
    }
    const auto& document = text.document();
    const std::string info = trimmed_title(document.info_title);
    const std::string outline =
        document.outline.empty() ? std::string() : trimmed_title(document.outline.front());
    const bool info_sane =
        is_sane_info_title(info) && to_plain(info) != to_plain(title_of_file_name(document.file_name));
    constexpr double kInfoPoints = 2.2, kOutlinePoints = 1.4, kTooWeak = -1.2;
    if (info_sane && (!best || best->points < kInfoPoints)) return elsewhere(info, 0.7);
    if (is_sane_info_title(outline) && (!best || best->points < kOutlinePoints))
        return elsewhere(outline, 0.55);
    if (best && best->points > kTooWeak) {
        extend(text, *best, typical_height_px);
        auto& from = best->from;
        const auto& first = text.lines()[best->first];
        while (from < first.plain.size() &&
               (first.plain[from] == '#' || first.plain[from] == ' ' || first.plain[from] == '*'))
            ++from;
        const double confidence = std::clamp(1 / (1 + std::exp(-(best->points - 0.8) / 1.3)), 0.1, 0.95);
        const std::size_t end_of_first = best->first == best->last ? best->to : first.plain.size();
        auto found = text.found(joined(text, *best), {best->first, from, end_of_first}, confidence);
        for (std::size_t i = best->first + 1; i <= best->last; ++i)
            found.box = united(found.box, text.box_at({i, 0, text.lines()[i].plain.size()}));
        return found;
    }
    if (std::string name = title_of_file_name(document.file_name); !name.empty())
        return elsewhere(std::move(name), 0.15);
    return std::nullopt;
}

}  // namespace akt
