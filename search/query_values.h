#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "search/query.h"
#include "search/query_lexer.h"

namespace akt {

/// A field's value as typed, as a query; nullopt when the field cannot have it. `exact`: it stood in quotes.
std::optional<Query> field_query(FieldId field, std::string_view value, bool exact);

/// A case number or a section among the words, and how many tokens it takes: KS 2024/123, Dnr KS-2015/112,
/// § 23.
struct FoundAmongWords {
    Query query;
    std::size_t tokens = 0;
};
std::optional<FoundAmongWords> number_among_words(std::span<const QueryToken> tokens);

}  // namespace akt
