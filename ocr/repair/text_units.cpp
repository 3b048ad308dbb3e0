#include "ocr/repair/text_units.h"

#include <algorithm>

#include "ocr/base/utf8.h"

namespace akt {

namespace {

/// No evidence of a line is worth more.
constexpr double kMostLog10Odds = 6;

}  // namespace

TextUnits::TextUnits(std::string_view line) : line_(line) {
    units_.reserve(line.size());
    for (std::size_t at = 0; at < line.size();) {
        const auto decoded = decode_utf8(line, at);
        const auto begin = static_cast<std::uint32_t>(at);
        at += decoded.length_bytes;
        const char32_t c =
            decoded.valid ? decoded.code_point : kRawByte + static_cast<unsigned char>(line[begin]);
        units_.push_back({c, begin, static_cast<std::uint32_t>(at)});
    }
}

std::u32string TextUnits::text() const {
    std::u32string out;
    out.reserve(units_.size());
    for (const auto& unit : units_) out += unit.c;
    return out;
}

void TextUnits::replace(std::size_t at, std::size_t count, std::u32string_view replacement, double log10_odds,
                        bool uncertain) {
    log10_odds = std::min(log10_odds, kMostLog10Odds);
    const auto first = units_.begin() + static_cast<std::ptrdiff_t>(at);
    const auto last = first + static_cast<std::ptrdiff_t>(count);
    const std::uint32_t begin = first->begin, end = (last - 1)->end;
    // A character made twice over keeps the weakest evidence.
    for (auto unit = first; unit != last; ++unit)
        if (unit->changed) log10_odds = std::min(log10_odds, static_cast<double>(unit->log10_odds));
    std::vector<TextUnit> fresh;
    for (const char32_t c : replacement)
        fresh.push_back(
            {c, fresh.empty() ? begin : end, end, true, uncertain, static_cast<float>(log10_odds)});
    const std::size_t same = std::min(count, fresh.size());
    std::copy_n(fresh.begin(), same, first);
    if (fresh.size() < count)
        units_.erase(first + static_cast<std::ptrdiff_t>(same), last);
    else
        units_.insert(last, fresh.begin() + static_cast<std::ptrdiff_t>(same), fresh.end());
}

std::vector<TextChange> TextUnits::changes() const {
    // A byte that stays undecoded is in no change, so that replacements are always text.
    const auto breaks = [](const TextUnit& unit) {
        return !unit.changed && (is_space(unit.c) || is_raw_byte(unit.c));
    };
    std::vector<TextChange> changes;
    for (std::size_t at = 0; at < units_.size();) {
        if (breaks(units_[at])) {
            ++at;
            continue;
        }
        std::size_t last = at;
        TextChange change;
        std::uint32_t end = units_[at].begin;
        bool any = false;
        for (; last < units_.size() && !breaks(units_[last]); ++last) {
            const auto& unit = units_[last];
            end = std::max(end, unit.end);
            append_utf8(change.replacement, unit.c);
            if (!unit.changed) continue;
            change.log10_odds = any ? std::min(change.log10_odds, static_cast<double>(unit.log10_odds))
                                    : static_cast<double>(unit.log10_odds);
            change.uncertain = change.uncertain || unit.uncertain;
            any = true;
        }
        change.offset_bytes = units_[at].begin;
        change.length_bytes = end - units_[at].begin;
        if (any && change.replacement != line_.substr(change.offset_bytes, change.length_bytes))
            changes.push_back(std::move(change));
        at = last;
    }
    return changes;
}

}  // namespace akt
