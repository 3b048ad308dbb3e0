#pragma once

#include <string>

namespace akt {

/// One thing a validator found.
struct Problem {
    std::string
        code;  ///< OCFL 1.1 validation code ("E092", "W004"), or one of Akt's own ("A001", index/FORMAT.md)
    std::string where;     ///< what it concerns: a document's id or a path
    std::string message;   ///< plain words
    bool warning = false;  ///< a SHOULD of the standard, not a MUST: the object is still valid
    friend bool operator==(const Problem&, const Problem&) = default;
};

/// "where: code message", one line.
inline std::string to_line(const Problem& problem) {
    return problem.where + ": " + problem.code + " " + problem.message;
}

}  // namespace akt
