#include "index/metadata/document_text.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <limits>

#include "index/metadata/plain_text.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

/// A page has few labels that head a column; more are a table we gain nothing from, and each costs time.
constexpr std::size_t kMaxPlacedLabels = 120;
constexpr std::size_t kProseLetters = 42;
/// A line of fields fits on paper; longer ones are looked at with less care, so that time stays linear.
constexpr std::size_t kLongestFieldLine = 400;
/// How many letters a line may hold outside its labels and still be a row of labels.
constexpr std::size_t kLabelRowLetters = 12;

bool is_one_of(Label label, std::initializer_list<Label> wanted) {
    return std::find(wanted.begin(), wanted.end(), label) != wanted.end();
}

std::size_t count_letters(std::string_view plain) {
    return static_cast<std::size_t>(std::count_if(plain.begin(), plain.end(), is_plain_letter));
}

/// Words that may stand between a label and its value: "Sammanträdesdatum: torsdagen den 14 mars 2019".
bool is_filler(std::string_view word) {
    constexpr std::array<std::string_view, 22> kFillers{
        "den",       "dag",      "nr",       "ar",       "var",    "kl",       "mandag",   "tisdag",
        "onsdag",    "torsdag",  "fredag",   "lordag",   "sondag", "mandagen", "tisdagen", "onsdagen",
        "torsdagen", "fredagen", "lordagen", "sondagen", "nummer", "for"};
    return std::find(kFillers.begin(), kFillers.end(), word) != kFillers.end();
}

/// True when `gap` holds nothing but punctuation and fillers.
bool only_fillers(std::string_view gap) {
    constexpr std::size_t kWidestGap = 60;
    if (gap.size() > kWidestGap) return false;
    for (std::size_t at = 0; at < gap.size();) {
        if (!is_plain_alnum(gap[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < gap.size() && is_plain_alnum(gap[end])) ++end;
        if (!is_filler(gap.substr(at, end - at))) return false;
        at = end;
    }
    return true;
}

/// Behind the last label that ends at or before `at`.
std::vector<LabelHit>::const_iterator labels_before(const TextLine& line, std::size_t at) {
    return std::partition_point(line.labels.begin(), line.labels.end(),
                                [at](const LabelHit& hit) { return hit.to <= at; });
}

std::string_view gap_between(const TextLine& line, const LabelHit& label, std::size_t to) {
    return std::string_view(line.plain).substr(label.to, to - label.to);
}

/// Something other than a label right behind the label: its value, so it heads no column. Where there are
/// boxes, a wide gap parts cells.
bool has_value_beside(const TextLine& line, const LabelHit& hit) {
    std::size_t value = hit.to;
    while (value < line.plain.size() && !is_plain_alnum(line.plain[value])) ++value;
    if (value >= line.plain.size()) return false;
    for (const auto& next : line.labels)
        if (next.from == value) return false;
    PixelBox label_box;
    std::size_t at = 0;
    for (const auto& word : line.line->words) {
        const std::size_t start = at > 0 ? at + 1 : 0;
        at = start + length_code_points(word.text());
        if (start < hit.to) label_box = word.box();
        if (at <= value) continue;
        constexpr int kCellGapHeights = 2;
        return label_box.empty() || word.box().empty() ||
               word.box().left_px - label_box.right_px < kCellGapHeights * label_box.height_px();
    }
    return true;
}

/// Where each code point of `text` begins, and its end; empty when every one is a byte.
std::vector<std::uint32_t> code_point_starts(const std::string& text, std::size_t count) {
    std::vector<std::uint32_t> starts;
    if (text.size() == count) return starts;
    starts.reserve(count + 1);
    for (std::size_t at = 0; at < text.size(); at += decode_utf8(text, at).length_bytes)
        starts.push_back(static_cast<std::uint32_t>(at));
    starts.push_back(static_cast<std::uint32_t>(text.size()));
    return starts;
}

}  // namespace

std::string_view TextLine::printed(std::size_t from, std::size_t to) const {
    to = std::min(to, plain.size());
    from = std::min(from, to);
    const std::string_view all = text;
    if (byte_of.empty()) return all.substr(from, to - from);
    return all.substr(byte_of[from], byte_of[to] - byte_of[from]);
}

DocumentText::DocumentText(const Document& document) : document_(&document) {
    for (const auto& page : document.pages) {
        PageLines page_lines;
        page_lines.first = lines_.size();
        for (const auto& line : page.lines) {
            TextLine made;
            made.text = text_of(line);
            if (made.text.empty()) continue;
            made.page = &page;
            made.line = &line;
            made.index = lines_.size();
            made.index_on_page = lines_.size() - page_lines.first;
            made.plain = to_plain(made.text);
            made.byte_of = code_point_starts(made.text, made.plain.size());
            made.labels = labels_in(made.plain);
            made.letters = count_letters(made.plain);
            made.letters_unlabelled = made.letters;
            for (const auto& hit : made.labels)
                made.letters_unlabelled -=
                    count_letters(std::string_view(made.plain).substr(hit.from, hit.to - hit.from));
            lines_.push_back(std::move(made));
        }
        page_lines.last = lines_.size();
        for (std::size_t i = page_lines.first; i < page_lines.last; ++i) {
            if (is_prose(lines_[i])) continue;
            for (const auto& hit : lines_[i].labels) {
                if (has_value_beside(lines_[i], hit)) continue;
                const PixelBox box =
                    page_lines.labels.size() < kMaxPlacedLabels ? box_at({i, hit.from, hit.to}) : PixelBox{};
                if (!box.empty()) page_lines.labels.push_back({hit, i, box});
            }
        }
        pages_.push_back(std::move(page_lines));
    }
}

std::pair<std::size_t, std::size_t> DocumentText::lines_of_page(std::size_t page_index) const {
    return {pages_[page_index].first, pages_[page_index].last};
}

std::size_t DocumentText::page_index_of(const TextLine& line) const {
    return static_cast<std::size_t>(line.page - document_->pages.data());
}

std::string DocumentText::text_at(const TextSpan& span) const {
    return std::string(lines_[span.line].printed(span.from, span.to));
}

PixelBox DocumentText::box_at(const TextSpan& span) const {
    const auto& line = lines_[span.line];
    const PixelBox page{0, 0, line.page->width_px, line.page->height_px};
    if (page.empty()) return {};
    PixelBox box;
    std::size_t at = 0;
    for (const auto& word : line.line->words) {
        const std::size_t start = at > 0 ? at + 1 : 0;
        const std::size_t end = start + length_code_points(word.text());
        if (start >= span.to) break;
        if (end > span.from) box = united(box, intersected(word.box(), page));
        at = end;
    }
    return box.empty() ? PixelBox{} : box;
}

std::optional<Label> DocumentText::label_of(const TextSpan& span, std::initializer_list<Label> wanted) const {
    if (const auto label = label_before(span, wanted)) return label;
    const auto& line = lines_[span.line];
    // A label of another kind right before it has the value already.
    const auto before = labels_before(line, span.from);
    if (before != line.labels.begin() && only_fillers(gap_between(line, *std::prev(before), span.from)))
        return std::nullopt;
    if (is_prose(line)) return std::nullopt;
    if (!pages_[page_index_of(line)].labels.empty() && !box_at(span).empty())
        return label_above_by_box(span, wanted);
    return label_above_by_order(span, wanted);
}

std::optional<Label> DocumentText::label_before(const TextSpan& span,
                                                std::initializer_list<Label> wanted) const {
    const auto& line = lines_[span.line];
    for (auto after = labels_before(line, span.from); after != line.labels.begin(); --after) {
        const auto& hit = *std::prev(after);
        if (!only_fillers(gap_between(line, hit, span.from))) return std::nullopt;
        if (is_one_of(hit.label, wanted)) return hit.label;
    }
    return std::nullopt;
}

std::optional<Label> DocumentText::label_above_by_box(const TextSpan& span,
                                                      std::initializer_list<Label> wanted) const {
    const auto& placed = pages_[page_index_of(lines_[span.line])].labels;
    const PixelBox value = box_at(span);
    const int height_px = std::max(1, value.height_px());
    std::optional<Label> best;
    int best_distance_px = std::numeric_limits<int>::max();
    for (const auto& label : placed) {
        if (label.line == span.line || !is_one_of(label.hit.label, wanted)) continue;
        const int below_px = value.top_px - label.box.bottom_px;
        if (below_px < -height_px / 2 || below_px > 3 * height_px) continue;
        if (label.box.top_px >= value.top_px) continue;
        const int aside_px = std::abs(label.box.left_px - value.left_px);
        const bool overlaps = label.box.left_px < value.right_px && value.left_px < label.box.right_px;
        if (!overlaps && aside_px > 2 * height_px) continue;
        const int distance_px = std::max(0, below_px) + aside_px / 2;
        if (distance_px >= best_distance_px) continue;
        best_distance_px = distance_px;
        best = label.hit.label;
    }
    return best;
}

std::optional<Label> DocumentText::label_above_by_order(const TextSpan& span,
                                                        std::initializer_list<Label> wanted) const {
    constexpr std::size_t kLinesAbove = 4;
    const auto& line = lines_[span.line];
    bool seen_labels = false;
    for (std::size_t i = span.line; i-- > 0 && span.line - i <= kLinesAbove;) {
        const auto& above = lines_[i];
        if (above.page != line.page || is_prose(above)) break;
        const bool label_row = !above.labels.empty() && above.letters_unlabelled <= kLabelRowLetters;
        if (label_row)
            for (const auto& hit : above.labels)
                if (is_one_of(hit.label, wanted) && !has_value_beside(above, hit)) return hit.label;
        // Only directly below its label, or below other labels and values of the same short form.
        seen_labels = seen_labels || label_row;
        if (!label_row && (seen_labels || above.letters > kLabelRowLetters)) break;
    }
    return std::nullopt;
}

double DocumentText::height_on_page(const TextSpan& span) const {
    const auto& line = lines_[span.line];
    const PixelBox box = box_at(span);
    if (!box.empty() && line.page->height_px > 0)
        return static_cast<double>(box.top_px) / static_cast<double>(line.page->height_px);
    // Without boxes: a page of text holds some fifty lines, whatever is on this one.
    constexpr double kLinesOnFullPage = 50;
    const auto [first, last] = lines_of_page(page_index_of(line));
    return static_cast<double>(line.index_on_page) /
           std::max(kLinesOnFullPage, static_cast<double>(last - first));
}

std::optional<double> DocumentText::side_on_page(const TextSpan& span) const {
    const auto& page = *lines_[span.line].page;
    const PixelBox box = box_at(span);
    if (box.empty() || page.width_px <= 0) return std::nullopt;
    return (static_cast<double>(box.left_px) + static_cast<double>(box.right_px)) / 2 /
           static_cast<double>(page.width_px);
}

bool is_prose(const TextLine& line) {
    return line.letters_unlabelled > kProseLetters;
}

std::size_t end_of_cell(const TextLine& line, std::size_t from) {
    constexpr int kCellGapHeights = 2;
    PixelBox last;
    std::size_t at = 0;
    for (const auto& word : line.line->words) {
        const std::size_t start = at > 0 ? at + 1 : 0;
        const std::size_t end = start + length_code_points(word.text());
        if (end > from) {
            const bool gap = !last.empty() && !word.box().empty() &&
                             word.box().left_px - last.right_px > kCellGapHeights * last.height_px();
            if (gap) return at;
            last = word.box();
        }
        at = end;
    }
    return line.plain.size();
}

bool starts_lower(const TextLine& line) {
    std::size_t at = 0;
    while (at < line.plain.size() && !is_plain_alnum(line.plain[at])) ++at;
    if (at >= line.plain.size() || !is_plain_letter(line.plain[at])) return false;
    return !is_upper(decode_utf8(line.printed(at, line.plain.size()), 0).code_point);
}

}  // namespace akt
