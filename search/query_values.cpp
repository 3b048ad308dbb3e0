#include "search/query_values.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "index/index_words.h"
#include "index/metadata/date_parser.h"
#include "ocr/base/fold.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

bool is_digit_byte(char c) {
    return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// Two ends parted by "..", or one value for both. An end left out is nullopt.
template <class Value, class Parse>
std::optional<std::pair<std::optional<Value>, std::optional<Value>>> parse_range(std::string_view text,
                                                                                 Parse parse) {
    const auto dots = text.find("..");
    if (dots == std::string_view::npos) {
        const auto value = parse(text);
        if (!value) return std::nullopt;
        return std::pair(value, value);
    }
    const auto first_text = trimmed(text.substr(0, dots));
    const auto last_text = trimmed(text.substr(dots + 2));
    const auto first = parse(first_text);
    const auto last = parse(last_text);
    if ((!first && !first_text.empty()) || (!last && !last_text.empty()) || (!first && !last))
        return std::nullopt;
    return std::pair(first, last);
}

std::optional<Query> dates_query(FieldId field, std::string_view value) {
    const auto range = parse_range<DateSpan>(value, parse_date_span);
    if (!range) return std::nullopt;
    DateRange days{range->first ? range->first->first : kFirstDay,
                   range->second ? range->second->last : kLastDay};
    if (days.last < days.first && range->first && range->second)
        days = {range->second->first, range->first->last};
    return Query{InDates{field, days}};
}

std::optional<Query> numbers_query(FieldId field, std::string_view value) {
    constexpr int kLargest = 9999;
    const auto parse = [](std::string_view text) -> std::optional<int> {
        int number = 0;
        const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
        const bool whole =
            !text.empty() && parsed.ec == std::errc() && parsed.ptr == text.data() + text.size();
        return whole && number >= 0 && number <= kLargest ? std::optional(number) : std::nullopt;
    };
    const auto range = parse_range<int>(value, parse);
    if (!range) return std::nullopt;
    const int first = range->first.value_or(0);
    const int last = range->second.value_or(kLargest);
    return Query{InNumbers{field, std::min(first, last), std::max(first, last)}};
}

std::optional<Query> text_query(FieldId field, std::string_view value, bool exact) {
    InField found{field, {}, false};
    for (auto& word : split_words(value)) found.words.push_back(std::move(word.text));
    if (found.words.empty()) return std::nullopt;
    found.prefix = !exact && value.ends_with('*') && found.words.size() == 1;
    return Query{std::move(found)};
}

/// Folded, with single spaces.
std::string keyword(std::string_view value) {
    std::string out;
    const auto folded = fold(value);
    for (std::size_t at = 0; at < folded.size();) {
        const auto next = decode_utf8(folded, at);
        if (!is_space(next.code_point))
            append_utf8(out, next.code_point);
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
        at += next.length_bytes;
    }
    return std::string(trimmed(out));
}

std::optional<Query> keyword_query(FieldId field, std::string_view value) {
    if (field == FieldId::dnr) {
        const auto dnr = parse_diarienummer(value);
        if (!dnr) return std::nullopt;
        const auto name = canonical(*dnr);
        const auto again = parse_diarienummer(name);
        return again && *again == *dnr ? std::optional(Query{HasValue{field, name}}) : std::nullopt;
    }
    auto text = keyword(value);
    if (field == FieldId::id) {
        constexpr std::size_t kShortestId = 4, kIdDigits = 64;
        const bool hex = std::all_of(text.begin(), text.end(),
                                     [](char c) { return is_digit_byte(c) || (c >= 'a' && c <= 'f'); });
        if (!hex || text.size() < kShortestId || text.size() > kIdDigits) return std::nullopt;
    }
    if (field == FieldId::section)
        while (text.starts_with("§"))
            text = trimmed(std::string_view(text).substr(std::string_view("§").size()));
    if (text.empty()) return std::nullopt;
    return Query{HasValue{field, std::move(text)}};
}

/// 2024/123, 2024:0123, 2024/123-4: what makes a number a case number by its looks alone.
bool looks_like_case(std::string_view text) {
    constexpr std::size_t kYearDigits = 4;
    if (text.size() < kYearDigits + 2 ||
        !std::all_of(text.begin(), text.begin() + kYearDigits, is_digit_byte))
        return false;
    return (text[kYearDigits] == '/' || text[kYearDigits] == ':') && is_digit_byte(text[kYearDigits + 1]);
}

/// How many bytes of `chunk` are letters at its start, when they may name an organ.
std::size_t organ_length(std::string_view chunk) {
    constexpr std::size_t kMostLetters = 6, kMostLowerLetters = 4;
    constexpr std::array<std::string_view, 14> kNoOrgans{"och", "om",  "i",  "av",   "nr",   "för", "år",
                                                         "den", "dnr", "på", "från", "till", "sfs", "prop"};
    std::size_t letters = 0, end = 0;
    bool upper = true;
    while (end < chunk.size()) {
        const auto next = decode_utf8(chunk, end);
        if (!is_letter(next.code_point)) break;
        upper = upper && is_upper(next.code_point);
        ++letters;
        end += next.length_bytes;
    }
    if (letters == 0 || letters > kMostLetters || (!upper && letters > kMostLowerLetters)) return 0;
    constexpr std::array<std::string_view, 4> kOperators{"and", "or", "not", "near"};
    const auto name = to_lower(chunk.substr(0, end));
    if (std::ranges::find(kOperators, name) != kOperators.end()) return 0;
    return !upper && std::ranges::find(kNoOrgans, name) != kNoOrgans.end() ? 0 : end;
}

bool is_case_label(std::string_view chunk) {
    auto label = to_lower(chunk);
    while (label.ends_with('.') || label.ends_with(':')) label.pop_back();
    return label == "dnr" || label == "diarienr" || label == "diarienummer";
}

/// A case number that print() can say again.
std::optional<Query> case_query(std::string_view text) {
    auto dnr = parse_diarienummer(text);
    if (!dnr) return std::nullopt;
    dnr->printed.clear();
    const auto again = parse_diarienummer(canonical(*dnr));
    if (!again || !(*again == *dnr)) return std::nullopt;
    if (!dnr->organ.empty() && organ_length(dnr->organ) != dnr->organ.size()) return std::nullopt;
    return Query{CaseNumber{*dnr}};
}

std::optional<FoundAmongWords> case_among_words(std::span<const QueryToken> tokens) {
    const auto chunk = [&](std::size_t i) -> std::string_view {
        if (i >= tokens.size() || tokens[i].kind != QueryToken::Kind::chunk) return {};
        std::string_view text = tokens[i].text;
        while (!text.empty() && (text.back() == ',' || text.back() == '.' || text.back() == ';'))
            text.remove_suffix(1);
        return text;
    };
    const std::size_t label = is_case_label(chunk(0)) ? 1 : 0;
    const auto first = chunk(label);
    if (first.empty()) return std::nullopt;
    if (looks_like_case(first)) {
        if (auto query = case_query(first)) return FoundAmongWords{std::move(*query), label + 1};
    }
    const auto organ = organ_length(first);
    if (organ == 0) return std::nullopt;
    if (organ == first.size() && looks_like_case(chunk(label + 1))) {
        if (auto query = case_query(std::string(first) + ' ' + std::string(chunk(label + 1))))
            return FoundAmongWords{std::move(*query), label + 2};
    }
    auto number = first.substr(organ);
    const bool parted =
        !number.empty() && (number.front() == '/' || number.front() == '-' || number.front() == ':');
    if (parted) number.remove_prefix(1);
    const bool dashed = number.size() > 5 && number[4] == '-' &&
                        std::all_of(number.begin(), number.begin() + 4, is_digit_byte);
    if (looks_like_case(number) || dashed) {
        if (auto query = case_query(first)) return FoundAmongWords{std::move(*query), label + 1};
    }
    return std::nullopt;
}

std::optional<FoundAmongWords> section_among_words(std::span<const QueryToken> tokens) {
    if (tokens.empty() || tokens[0].kind != QueryToken::Kind::chunk) return std::nullopt;
    constexpr std::string_view kSign = "§";
    constexpr std::size_t kMostDigits = 5;
    const std::string_view first = tokens[0].text;
    if (!first.starts_with(kSign)) return std::nullopt;
    auto number = first.substr(kSign.size());
    std::size_t taken = 1;
    if (number.empty() && tokens.size() > 1 && tokens[1].kind == QueryToken::Kind::chunk) {
        number = tokens[1].text;
        taken = 2;
    }
    const bool digits = std::all_of(number.begin(), number.end(), is_digit_byte);
    if (number.empty() || number.size() > kMostDigits || !digits) return std::nullopt;
    return FoundAmongWords{Query{SectionSign{std::string(number)}}, taken};
}

}  // namespace

std::optional<Query> field_query(FieldId id, std::string_view value, bool exact) {
    value = trimmed(value);
    if (value.empty()) return std::nullopt;
    switch (field(id).kind) {
        case FieldKind::text: return text_query(id, value, exact);
        case FieldKind::keyword: return keyword_query(id, value);
        case FieldKind::number: return numbers_query(id, value);
        case FieldKind::date: return dates_query(id, value);
    }
    return std::nullopt;
}

std::optional<FoundAmongWords> number_among_words(std::span<const QueryToken> tokens) {
    if (auto section = section_among_words(tokens)) return section;
    return case_among_words(tokens);
}

}  // namespace akt
