#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "index/fields.h"
#include "index/metadata/diarienummer.h"

namespace akt {

struct Query;

/// A bounded or half-open range of days; an unset end is kFirstDay or kLastDay.
struct DateRange {
    std::chrono::year_month_day first, last;  ///< both included
    friend bool operator==(const DateRange&, const DateRange&) = default;
};

// Every word below is lower case, NFC, without U+00AD, and one word of split_words (index/index_words.h).

struct Nothing {  ///< an empty query
    friend bool operator==(const Nothing&, const Nothing&) = default;
};
struct OneWord {  ///< found in any reading, inflection or as a part of a compound
    std::string text;
    friend bool operator==(const OneWord&, const OneWord&) = default;
};
struct Prefix {  ///< any word beginning so: bygg*
    std::string text;
    friend bool operator==(const Prefix&, const Prefix&) = default;
};
struct Phrase {  ///< these words side by side, not inflected
    std::vector<std::string> words;
    friend bool operator==(const Phrase&, const Phrase&) = default;
};
struct Hyphenated {  ///< EU-länderna: the words side by side, inflected or not, or as one word
    std::vector<std::string> words;
    friend bool operator==(const Hyphenated&, const Hyphenated&) = default;
};
struct Near {  ///< these words, inflected or not, at most `distance` words apart, in any order
    std::vector<std::string> words;
    int distance;
    friend bool operator==(const Near&, const Near&) = default;
};
struct CaseNumber {    ///< a case number among the words: the case, or the number as text
    Diarienummer dnr;  ///< `printed` is empty
    friend bool operator==(const CaseNumber&, const CaseNumber&) = default;
};
struct SectionSign {  ///< "§ 23" among the words: that section of minutes, or "§ 23" as text
    std::string number;
    friend bool operator==(const SectionSign&, const SectionSign&) = default;
};
struct InField {  ///< a text field's words, side by side when there are several
    FieldId field;
    std::vector<std::string> words;
    bool prefix = false;  ///< any word beginning as the (only) word: titel:bygg*
    friend bool operator==(const InField&, const InField&) = default;
};
struct HasValue {  ///< a keyword field's value, folded; of dnr: canonical, as printed by canonical()
    FieldId field;
    std::string value;
    friend bool operator==(const HasValue&, const HasValue&) = default;
};
struct InNumbers {  ///< a number field's value lies here, both ends included
    FieldId field;
    int first, last;
    friend bool operator==(const InNumbers&, const InNumbers&) = default;
};
struct InDates {
    FieldId field;
    DateRange range;
    friend bool operator==(const InDates&, const InDates&) = default;
};
struct All {  ///< every part matches (with --any: those that are words rank, and one is enough)
    std::vector<Query> parts;
    bool operator==(const All&) const;
};
struct Any {  ///< at least one part matches
    std::vector<Query> parts;
    bool operator==(const Any&) const;
};
struct Not {  ///< `part` (one query) does not match
    std::vector<Query> part;
    bool operator==(const Not&) const;
};

/// What a person asks for, as a tree of values. All and Any have at least two parts, and no part of their own
/// kind.
struct Query {
    std::variant<Nothing, OneWord, Prefix, Phrase, Hyphenated, Near, CaseNumber, SectionSign, InField,
                 HasValue, InNumbers, InDates, All, Any, Not>
        node;
    bool operator==(const Query&) const;
};

inline bool All::operator==(const All& other) const {
    return parts == other.parts;
}
inline bool Any::operator==(const Any& other) const {
    return parts == other.parts;
}
inline bool Not::operator==(const Not& other) const {
    return part == other.part;
}
inline bool Query::operator==(const Query& other) const {
    return node == other.node;
}

inline constexpr std::chrono::year_month_day kFirstDay{std::chrono::year(1), std::chrono::month(1),
                                                       std::chrono::day(1)};
inline constexpr std::chrono::year_month_day kLastDay{std::chrono::year(9999), std::chrono::month(12),
                                                      std::chrono::day(31)};

/// The query in the query language: parse_query(print(query)).query == query for every tree the parser makes
/// whose print is not longer than kMaxQueryBytes.
std::string print(const Query& query);

/// The tree itself, one line: all(word(beslut) not(word(avslag))).
std::string print_tree(const Query& query);

}  // namespace akt
