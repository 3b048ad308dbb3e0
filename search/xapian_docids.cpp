#include "search/xapian_docids.h"

#include <algorithm>
#include <string>
#include <utility>

namespace akt {

namespace {

/// Ascending document numbers as a posting list without weight.
class Docids : public Xapian::PostingSource {
public:
    explicit Docids(std::vector<Xapian::docid> docids) : docids_(std::move(docids)) {}

    void init(const Xapian::Database&) override { at_ = kBefore; }
    Xapian::doccount get_termfreq_min() const override { return size(); }
    Xapian::doccount get_termfreq_est() const override { return size(); }
    Xapian::doccount get_termfreq_max() const override { return size(); }
    void next(double) override { at_ = at_ == kBefore ? 0 : at_ + 1; }
    void skip_to(Xapian::docid docid, double) override {
        const auto from =
            at_ == kBefore ? docids_.begin() : docids_.begin() + static_cast<std::ptrdiff_t>(at_);
        at_ = static_cast<std::size_t>(std::lower_bound(from, docids_.end(), docid) - docids_.begin());
    }
    bool at_end() const override { return at_ != kBefore && at_ >= docids_.size(); }
    Xapian::docid get_docid() const override { return docids_[at_]; }
    std::string get_description() const override {
        return "documents(" + std::to_string(docids_.size()) + ")";
    }
    Xapian::PostingSource* clone() const override { return new Docids(docids_); }

private:
    static constexpr std::size_t kBefore = static_cast<std::size_t>(-1);
    Xapian::doccount size() const { return static_cast<Xapian::doccount>(docids_.size()); }

    std::vector<Xapian::docid> docids_;
    std::size_t at_ = kBefore;
};

}  // namespace

Xapian::Query documents_found(const Xapian::Database& database, const Xapian::Query& query) {
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    const Xapian::MSet found = enquire.get_mset(0, database.get_doccount());
    std::vector<Xapian::docid> docids;
    for (auto document = found.begin(); document != found.end(); ++document) docids.push_back(*document);
    if (docids.empty()) return Xapian::Query::MatchNothing;
    std::sort(docids.begin(), docids.end());
    return Xapian::Query((new Docids(std::move(docids)))->release());
}

}  // namespace akt
