#include "ocr/page_furniture.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/base/utf8.h"

namespace akt {
namespace {

constexpr double kZone = 0.12;        // of the page's height, above and below
constexpr double kSameHeight = 0.02;  // lines this near one another, in page heights, stand at the same place
constexpr std::size_t kLongest = 120;   // letters of a line that are compared
constexpr std::size_t kMostPages = 20;  // neighbours that are looked at

/// A line that may belong to the page's frame.
struct Candidate {
    Line* line;
    LineRole role;
    double height;        ///< its middle, in page heights
    std::u32string text;  ///< lower case, each run of digits as one '#', without spaces
};

std::u32string shape_of(const Line& line) {
    std::u32string shape;
    for (const char32_t c : to_utf32(text_of(line))) {
        if (is_space(c)) continue;
        const char32_t sign = is_digit(c) ? U'#' : to_lower(c);
        if (sign != U'#' || shape.empty() || shape.back() != U'#') shape += sign;
        if (shape.size() == kLongest) break;
    }
    return shape;
}

bool is_page_number(const std::u32string& shape) {
    for (const std::u32string_view number :
         {U"#", U"-#-", U"–#–", U"#(#)", U"#/#", U"#av#", U"sida#", U"sid#", U"sida#(#)", U"sida#av#",
          U"sid#(#)", U"s.#", U"sida:#", U"page#", U"page#of#"}) {
        if (shape == number) return true;
    }
    return false;
}

/// Levenshtein's distance is at most a fifth of the longer one's length: recognition errs. Only the band of
/// the table is filled in which so small a distance can lie, and no further than it is still so small.
bool alike(const std::u32string& a, const std::u32string& b) {
    const std::size_t longer = std::max(a.size(), b.size()), borne = longer / 5;
    if (longer - std::min(a.size(), b.size()) > borne) return false;
    std::array<std::size_t, kLongest + 1> row;
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        const std::size_t first = i > borne ? i - borne : 1, last = std::min(b.size(), i + borne);
        std::size_t diagonal = row[first - 1];
        row[first - 1] = first == 1 ? i : borne + 1;
        std::size_t least = row[first - 1];
        for (std::size_t j = first; j <= last; ++j) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            // The band's last place has none above it.
            const std::size_t above = j == i + borne ? borne + 1 : row[j] + 1;
            row[j] = std::min({changed, above, row[j - 1] + 1});
            least = std::min(least, row[j]);
        }
        if (least > borne) return false;
    }
    return row[b.size()] <= borne;
}

std::vector<Candidate> candidates_of(Page& page) {
    std::vector<Candidate> candidates;
    if (page.height_px <= 0) return candidates;
    for (Line& line : page.lines) {
        line.role = LineRole::body;
        const double middle =
            (static_cast<double>(line.box.top_px) + line.box.bottom_px) / 2 / page.height_px;
        if (line.box.empty() || (middle > kZone && middle < 1 - kZone)) continue;
        candidates.push_back(
            {&line, middle <= kZone ? LineRole::header : LineRole::footer, middle, shape_of(line)});
    }
    return candidates;
}

bool has_twin(const Candidate& candidate, const std::vector<Candidate>& others) {
    return std::any_of(others.begin(), others.end(), [&](const Candidate& other) {
        return other.role == candidate.role && std::abs(other.height - candidate.height) <= kSameHeight &&
               alike(candidate.text, other.text);
    });
}

}  // namespace

void mark_headers_and_footers(Document& document) {
    std::vector<std::vector<Candidate>> pages;
    for (Page& page : document.pages) {
        if (page.height_px > 0 && !page.lines.empty()) pages.push_back(candidates_of(page));
    }
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const std::size_t first = i > kMostPages / 2 ? i - kMostPages / 2 : 0;
        const std::size_t last = std::min(pages.size(), first + kMostPages);
        for (const Candidate& candidate : pages[i]) {
            std::size_t twins = 0;
            for (std::size_t other = first; other < last; ++other)
                twins += other != i && has_twin(candidate, pages[other]) ? 1 : 0;
            if (is_page_number(candidate.text) || (twins > 0 && 2 * twins >= last - first - 1))
                candidate.line->role = candidate.role;
        }
    }
}

}  // namespace akt
