#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "search/query.h"

namespace akt {

/// What was odd in a query, and what was made of it. A diagnostic never stops a search.
enum class DiagnosticKind {
    unclosed_quote,        ///< read to the end
    unclosed_parenthesis,  ///< closed at the end
    stray_parenthesis,     ///< dropped
    missing_operand,       ///< an operator without a word beside it: dropped
    unknown_field,         ///< "abc:def" with no such field: read as words
    bad_value,             ///< a value its field cannot have: the condition is dropped
    too_deep,              ///< parentheses nested deeper than kMaxQueryDepth: the inner ones are ignored
    too_long,              ///< cut at kMaxQueryBytes
    short_prefix,          ///< a prefix of a single letter: read as a word
    only_negative,         ///< nothing but what must not be there: everything else is meant
    word_not_found,        ///< made by the searcher: no document has this
};

struct Diagnostic {
    DiagnosticKind kind;
    std::string subject;           ///< the part of the query it is about
    std::size_t offset_bytes = 0;  ///< where it stands in the query; 0 when made by the searcher
    friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

std::string in_english(const Diagnostic& diagnostic);
std::string in_swedish(const Diagnostic& diagnostic);

inline constexpr int kMaxQueryDepth = 32;
inline constexpr std::size_t kMaxQueryBytes = 8192;

struct ParsedQuery {
    Query query;
    std::vector<Diagnostic> diagnostics;
};

/// Reads a query in the language of QUERY.md. Any bytes give a tree; takes time linear in the length. Never
/// throws (but for memory).
ParsedQuery parse_query(std::string_view text);

}  // namespace akt
