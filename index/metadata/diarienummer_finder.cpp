#include "index/metadata/diarienummer_finder.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "index/metadata/plain_text.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

constexpr std::size_t kMaxFound = 500;
constexpr std::size_t kMaxLength = 40;
constexpr double kMention = 0.3;

/// Before year and number, these make a law, a report, a court case or a standard.
constexpr std::array<std::string_view, 58> kRefusedOrgans{
    "SOU", "SFS", "PROP", "DIR", "SKR",  "BET", "RSKR", "DS",   "MOT", "SÖ",  "NJA", "RÅ",
    "HFD", "AD",  "RH",   "MÖD", "RK",   "MIG", "MD",   "EU",   "EG",  "EEG", "EC",  "EN",
    "ISO", "SS",  "IEC",  "RFC", "TDOK", "OSL", "SOL",  "LSS",  "HSL", "LOU", "PBL", "KL",
    "FL",  "TF",  "YGL",  "RF",  "LVU",  "LVM", "PSL",  "PDL",  "MB",  "HT",  "VT",  "LÅ",
    "ÅR",  "SID", "KAP",  "NR",  "TEL",  "FAX", "AB",   "ISBN", "SKV", "KU"};

/// Authorities' law collections end so: NFS, AFS, BFS, SOSFS, HSLF-FS.
bool is_law_collection(std::string_view organ) {
    return organ.size() >= 3 && organ.ends_with("FS");
}

bool is_refused(const Diarienummer& dnr) {
    return is_law_collection(dnr.organ) ||
           std::find(kRefusedOrgans.begin(), kRefusedOrgans.end(), dnr.organ) != kRefusedOrgans.end();
}

/// A span of years: "BUDGET 2019-2021", "2019/20".
bool is_span_of_years(const Diarienummer& dnr) {
    const bool four = dnr.number > dnr.year && dnr.number <= dnr.year + 30;
    return four || dnr.number == dnr.year % 100 + 1;
}

struct Value {
    Diarienummer dnr;
    std::size_t to = 0;  ///< in the line's plain text
};

/// Letters a scanner reads for digits, put right where they stand among digits.
std::string with_digits_restored(std::string_view text) {
    std::string out(text);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const bool beside_digit =
            (i > 0 && is_plain_digit(out[i - 1])) || (i + 1 < out.size() && is_plain_digit(out[i + 1]));
        if (!beside_digit) continue;
        if (out[i] == 'O' || out[i] == 'o') out[i] = '0';
        if (out[i] == 'l' || out[i] == 'I' || out[i] == '|') out[i] = '1';
    }
    return out;
}

/// The longest diarienummer that starts at `from`.
std::optional<Value> value_at(const TextLine& line, std::size_t from, bool restore_digits) {
    const std::string_view plain = line.plain;
    const std::size_t limit = std::min(plain.size(), from + kMaxLength);
    const std::string_view text = line.printed(from, limit);
    for (std::size_t end = limit; end > from + 4; --end) {
        const bool digit_or_unit = is_plain_alnum(plain[end - 1]) || plain[end - 1] == '|';
        const bool inside = end < plain.size() && is_plain_alnum(plain[end]);
        if (!digit_or_unit || inside) continue;
        const bool goes_on = end + 1 < plain.size() && is_plain_digit(plain[end + 1]) &&
                             std::string_view("-/:").find(plain[end]) != std::string_view::npos;
        if (goes_on) continue;
        const std::string_view candidate = code_points(text, 0, end - from);
        auto dnr = restore_digits ? parse_diarienummer(with_digits_restored(candidate))
                                  : parse_diarienummer(candidate);
        if (!dnr) continue;
        dnr->printed = std::string(candidate);
        return Value{std::move(*dnr), end};
    }
    return std::nullopt;
}

std::size_t skip_to_value(std::string_view plain, std::size_t at) {
    while (at < plain.size() && !is_plain_alnum(plain[at])) ++at;
    if (plain.substr(at, 3) == "nr " || plain.substr(at, 3) == "nr:") return skip_to_value(plain, at + 3);
    return at;
}

/// Whether an organ stands here as authorities print it without a label: capitals, or the Government
/// Offices' glued "Fi2020/00123".
bool looks_printed(const TextLine& line, std::size_t from, const Value& value) {
    if (value.dnr.organ.empty() || is_span_of_years(value.dnr)) return false;
    std::size_t letters = 0;
    while (is_plain_letter(line.plain[from + letters])) ++letters;
    bool capitals = letters > 0;
    std::size_t at_bytes = 0;
    const std::string_view organ = line.printed(from, from + letters);
    bool first_capital = false;
    while (at_bytes < organ.size()) {
        const auto decoded = decode_utf8(organ, at_bytes);
        if (at_bytes == 0) first_capital = is_upper(decoded.code_point);
        capitals = capitals && is_upper(decoded.code_point);
        at_bytes += decoded.length_bytes;
    }
    constexpr int kFirstPlausibleYear = 1960;
    if (value.dnr.year < kFirstPlausibleYear) return false;
    const bool glued = is_plain_digit(line.plain[from + letters]);
    if (glued && first_capital && letters <= 2) return value.dnr.number >= 10;
    return capitals && letters >= 2 && letters <= 6;
}

class Collector {
public:
    explicit Collector(const DocumentText& text) : text_(text) {}

    void look_at(const TextLine& line) {
        for (const auto& hit : line.labels)
            if (hit.label == Label::case_number || hit.label == Label::their_number) after_label(line, hit);
        for (std::size_t at = 0; at < line.plain.size();) {
            const bool starts = is_plain_alnum(line.plain[at]) &&
                                (at == 0 || (!is_plain_alnum(line.plain[at - 1]) &&
                                             line.plain[at - 1] != '/' && line.plain[at - 1] != ':' &&
                                             line.plain[at - 1] != '-' && line.plain[at - 1] != '.'));
            if (!starts) {
                ++at;
                continue;
            }
            const std::size_t end = unlabelled(line, at);
            if (end > at) {
                at = end;
                continue;
            }
            while (at < line.plain.size() && is_plain_alnum(line.plain[at])) ++at;
        }
    }

    std::vector<Found<Diarienummer>> take() {
        std::stable_sort(found_.begin(), found_.end(),
                         [](const auto& a, const auto& b) { return a.confidence > b.confidence; });
        return std::move(found_);
    }

private:
    void after_label(const TextLine& line, const LabelHit& hit) {
        const std::size_t from = skip_to_value(line.plain, hit.to);
        constexpr std::size_t kWidestGap = 6;
        if (from >= line.plain.size() || from > hit.to + kWidestGap) return;
        double confidence = 0.95;
        auto value = value_at(line, from, false);
        if (!value) {
            value = value_at(line, from, true);
            confidence = 0.65;
        }
        if (!value || is_refused(value->dnr)) return;
        if (hit.label == Label::their_number) confidence *= 0.55;
        // "enligt beslut med dnr 123-2019" speaks of another case, at least when much else stands there.
        const bool in_sentence = is_prose(line) && hit.from > 0;
        add(line, from, *value, in_sentence ? kMention : confidence);
    }

    /// Where the number ends, or `from` when there is none.
    std::size_t unlabelled(const TextLine& line, std::size_t from) {
        // Cheap test first: a digit must come soon.
        std::size_t digit = from;
        while (digit < line.plain.size() && digit - from < 10 && !is_plain_digit(line.plain[digit])) ++digit;
        if (digit >= line.plain.size() || !is_plain_digit(line.plain[digit])) return from;
        const auto value = value_at(line, from, false);
        if (!value || is_refused(value->dnr)) return from;
        const TextSpan span{line.index, from, value->to};
        const bool printed = looks_printed(line, from, *value);
        if (!printed && !value->dnr.organ.empty()) return from;
        if (is_prose(line)) {
            if (!printed) return from;
            add(line, from, *value, kMention);
            return value->to;
        }
        const auto label = text_.label_of(span, {Label::case_number, Label::their_number});
        if (label) {
            add(line, from, *value, *label == Label::case_number ? 0.9 : 0.5);
        } else if (printed) {
            const bool first_page = line.page == text_.document().pages.data();
            add(line, from, *value, first_page ? 0.7 : 0.55);
        } else {
            return from;
        }
        return value->to;
    }

    void add(const TextLine& line, std::size_t from, const Value& value, double confidence) {
        auto found = text_.found(value.dnr, {line.index, from, value.to}, confidence);
        const auto [entry, is_new] = place_.try_emplace(canonical(value.dnr), found_.size());
        if (!is_new) {
            auto& known = found_[entry->second];
            if (known.confidence < found.confidence) known = std::move(found);
        } else if (found_.size() < kMaxFound) {
            found_.push_back(std::move(found));
        } else {
            place_.erase(entry);
        }
    }

    const DocumentText& text_;
    std::vector<Found<Diarienummer>> found_;
    std::unordered_map<std::string, std::size_t> place_;
};

}  // namespace

std::vector<Found<Diarienummer>> find_diarienummer(const DocumentText& text) {
    Collector collector(text);
    for (const auto& line : text.lines()) collector.look_at(line);
    return collector.take();
}

}  // namespace akt
