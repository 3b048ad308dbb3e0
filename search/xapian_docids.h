#pragma once

#include <xapian.h>

#include <vector>

// For xapian_query.cpp only.
namespace akt {

/// A query for exactly the documents `query` finds in `database`, found here and now.
/// Xapian 1.4 leaves the weights of an AND uninitialised where it stands right of AND_NOT, and may then find
/// nothing there (MultiAndPostList); a list of documents has no weights to forget.
Xapian::Query documents_found(const Xapian::Database& database, const Xapian::Query& query);

}  // namespace akt
