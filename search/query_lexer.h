#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace akt {

/// The smallest pieces of a query.
struct QueryToken {
    enum class Kind {
        chunk,   ///< anything between spaces, quotes and parentheses
        quoted,  ///< what stood between quotes
        open,
        close,
        minus,  ///< - before something that must not be there
        op_and,
        op_or,
        op_not,
        op_near,  ///< `distance` words
        end,
    };
    Kind kind = Kind::end;
    std::string text;  ///< of chunk and quoted
    std::size_t offset_bytes = 0;
    int distance = 0;
    bool closed = true;  ///< quoted: the second quote was there
    bool glued = false;  ///< quoted: right after the chunk before (titel:"nytt avtal")
};

/// The tokens of `text` and one Kind::end after them. `text` is NFC.
std::vector<QueryToken> lex_query(std::string_view text);

}  // namespace akt
