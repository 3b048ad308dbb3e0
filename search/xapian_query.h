#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "search/leaf.h"
#include "search/query.h"

// For searcher.cpp only: the one other file that calls Xapian.
namespace akt {

/// Turns query trees into Xapian queries against one database. What matches is decided by leaf_of; weights
/// say that a word as written outranks an inflection, that one without its marks, and that a part of a
/// compound.
class XapianQueryMaker {
public:
    XapianQueryMaker(const Xapian::Database& database, const CompoundSplit& split, bool any_word)
        : database_(database), split_(split), any_word_(any_word) {}

    Xapian::Query make(const Query& query) const { return node(query, {}, any_word_); }

    /// The terms of the database a pattern stands for.
    std::vector<std::string> expand(const TermPattern& pattern) const;

private:
    /// Terms of the pages the words must stand on; empty: anywhere.
    using Pages = std::vector<std::string>;

    Xapian::Query node(const Query& query, const Pages& pages, bool any_word) const;
    Xapian::Query all(const All& all, const Pages& pages, bool any_word) const;
    Xapian::Query leaf(const Query& query, const Pages& pages) const;
    Xapian::Query sequence(const Sequence& sequence, const Pages& pages) const;
    Xapian::Query weights_of(const Query& query) const;
    Xapian::Query in_field(const InField& text) const;
    Xapian::Query condition(const Query& query) const;
    Pages pages_between(int first, int last) const;

    const Xapian::Database& database_;
    const CompoundSplit& split_;
    bool any_word_;
};

}  // namespace akt
