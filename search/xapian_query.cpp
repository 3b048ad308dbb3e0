#include "search/xapian_query.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "index/index_terms.h"
#include "ocr/base/clock.h"
#include "ocr/base/fold.h"
#include "ocr/language/stemmer.h"
#include "search/xapian_docids.h"

namespace akt {

namespace {

using namespace reading_prefix;
using Op = Xapian::Query::op;

/// What each reading a word is found in adds to its score (tuned with tests/bench/retrieval).
constexpr double kWrittenWeight = 0.5;
constexpr double kRawWeight = 0.35;
constexpr double kStemWeight = 0.8;
constexpr double kFoldedWeight = 0.05;
constexpr double kFoldedStemWeight = 0.3;
constexpr double kApartWeight = 0.2;  ///< a compound written apart, a case number only mentioned
constexpr double kCaseWeight = 3.0;   ///< of the case itself, beside a document that only mentions it

Xapian::Query weighted(const std::string& name, double weight) {
    return {Op::OP_SCALE_WEIGHT, Xapian::Query(name), weight};
}

Xapian::Query unweighted(const Xapian::Query& query) {
    return {Op::OP_SCALE_WEIGHT, query, 0.0};
}

Xapian::Query combined(Op op, const std::vector<Xapian::Query>& parts, Xapian::termcount window = 0) {
    if (parts.size() == 1) return parts.front();
    return {op, parts.begin(), parts.end(), window};
}

Xapian::Query any_term(const std::vector<std::string>& terms) {
    std::vector<Xapian::Query> parts;
    for (const auto& name : terms) parts.emplace_back(name);
    return combined(Op::OP_OR, parts);
}

Xapian::valueno slot_of(FieldId id) {
    return static_cast<Xapian::valueno>(field(id).slot);
}

bool is_text(const Query& query) {
    return !std::holds_alternative<HasValue>(query.node) && !std::holds_alternative<InNumbers>(query.node) &&
           !std::holds_alternative<InDates>(query.node);
}

}  // namespace

std::vector<std::string> XapianQueryMaker::expand(const TermPattern& pattern) const {
    if (!pattern.is_prefix) return {pattern.term};
    std::vector<std::string> terms;
    for (auto at = database_.allterms_begin(pattern.term); at != database_.allterms_end(pattern.term); ++at)
        terms.push_back(*at);
    return terms;
}

Xapian::Query XapianQueryMaker::node(const Query& query, const Pages& pages, bool any_word) const {
    if (const auto* group = std::get_if<All>(&query.node)) return all(*group, pages, any_word);
    if (const auto* group = std::get_if<Any>(&query.node)) {
        std::vector<Xapian::Query> parts;
        for (const auto& part : group->parts) parts.push_back(node(part, pages, false));
        return combined(Op::OP_OR, parts);
    }
    if (const auto* negated = std::get_if<Not>(&query.node))
        return {Op::OP_AND_NOT, unweighted(Xapian::Query::MatchAll),
                documents_found(database_, node(negated->part.front(), pages, false))};
    if (std::holds_alternative<Nothing>(query.node)) return unweighted(Xapian::Query::MatchAll);
    if (!is_text(query)) return unweighted(condition(query));
    return leaf(query, pages);
}

Xapian::Query XapianQueryMaker::all(const All& group, const Pages& pages, bool any_word) const {
    Pages here = pages;
    for (const auto& part : group.parts)
        if (const auto* in = std::get_if<InNumbers>(&part.node); in && in->field == FieldId::page)
            here = pages_between(in->first, in->last);
    std::vector<Xapian::Query> texts, conditions, negated;
    for (const auto& part : group.parts) {
        if (const auto* inner = std::get_if<Not>(&part.node))
            negated.push_back(documents_found(database_, node(inner->part.front(), here, false)));
        else if (is_text(part))
            texts.push_back(node(part, here, false));
        else
            conditions.push_back(condition(part));
    }
    auto found = texts.empty() ? unweighted(Xapian::Query::MatchAll)
                               : combined(any_word ? Op::OP_OR : Op::OP_AND, texts);
    if (!conditions.empty()) found = Xapian::Query(Op::OP_FILTER, found, combined(Op::OP_AND, conditions));
    if (!negated.empty()) found = Xapian::Query(Op::OP_AND_NOT, found, combined(Op::OP_OR, negated));
    return found;
}

/// What matches comes from leaf_of, how well from weights_of.
Xapian::Query XapianQueryMaker::leaf(const Query& query, const Pages& pages) const {
    if (const auto* text = std::get_if<InField>(&query.node)) return in_field(*text);
    std::vector<Xapian::Query> ways;
    const bool lesser =
        std::holds_alternative<OneWord>(query.node) || std::holds_alternative<CaseNumber>(query.node);
    for (const auto& way : leaf_of(query, split_).ways) {
        const auto found = sequence(way, pages);
        ways.push_back(lesser && way.places.size() > 1
                           ? Xapian::Query(Op::OP_SCALE_WEIGHT, found, kApartWeight)
                           : found);
    }
    if (pages.empty()) {
        if (const auto* number = std::get_if<CaseNumber>(&query.node))
            ways.push_back(weighted(dnr_term(number->dnr), kCaseWeight));
        if (const auto* section = std::get_if<SectionSign>(&query.node))
            ways.emplace_back(value_term(FieldId::section, section->number));
    }
    const auto matches = combined(Op::OP_OR, ways);
    const auto weights = weights_of(query);
    return weights.empty() ? matches : Xapian::Query(Op::OP_AND_MAYBE, matches, weights);
}

Xapian::Query XapianQueryMaker::sequence(const Sequence& way, const Pages& pages) const {
    std::vector<Xapian::Query> places;
    for (const auto& patterns : way.places) {
        std::vector<std::string> terms;
        for (const auto& pattern : patterns)
            for (auto& name : expand(pattern)) terms.push_back(std::move(name));
        if (terms.empty()) return Xapian::Query::MatchNothing;
        places.push_back(any_term(terms));
    }
    if (!pages.empty() && way.in_order && places.size() > 1) {
        // The page's term right after the last word: these very words stand there, not others of their kind.
        places.push_back(any_term(pages));
        return combined(Op::OP_PHRASE, places, way.window + 1);
    }
    if (!pages.empty()) {
        // A page's term stands one position after each of its words.
        std::vector<Xapian::Query> on_page;
        for (const auto& place : places) on_page.emplace_back(Op::OP_PHRASE, place, any_term(pages));
        const auto words = places.size() > 1 ? combined(Op::OP_NEAR, places, way.window) : places.front();
        return {Op::OP_FILTER, words, combined(Op::OP_AND, on_page)};
    }
    if (places.size() == 1) return {Op::OP_SCALE_WEIGHT, places.front(), kFoldedStemWeight};
    return combined(way.in_order ? Op::OP_PHRASE : Op::OP_NEAR, places, way.window);
}

Xapian::Query XapianQueryMaker::weights_of(const Query& query) const {
    const std::vector<std::string>* words = nullptr;
    std::vector<std::string> single;
    bool inflected = true;
    if (const auto* word = std::get_if<OneWord>(&query.node)) single = {word->text}, words = &single;
    if (const auto* near = std::get_if<Near>(&query.node)) words = &near->words;
    if (const auto* whole = std::get_if<Hyphenated>(&query.node)) words = &whole->words;
    if (const auto* phrase = std::get_if<Phrase>(&query.node)) words = &phrase->words, inflected = false;
    if (!words) return {};
    std::vector<Xapian::Query> parts;
    for (const auto& word : *words) {
        parts.push_back(weighted(term(kRepaired, word), kWrittenWeight));
        parts.push_back(weighted(term(kRaw, word), kRawWeight));
        parts.push_back(weighted(term(kFolded, fold(word)), kFoldedWeight));
        if (inflected) parts.push_back(weighted(term(kStem, stem(word)), kStemWeight));
    }
    return combined(Op::OP_OR, parts);
}

Xapian::Query XapianQueryMaker::in_field(const InField& text) const {
    const std::string prefix(field(text.field).prefix);
    std::vector<Xapian::Query> places;
    for (const auto& word : text.words) {
        const auto folded = term(prefix + std::string(kFolded), fold(word));
        if (text.prefix) {
            const auto terms = expand({folded, true});
            return terms.empty() ? Xapian::Query::MatchNothing : any_term(terms);
        }
        places.emplace_back(folded);
    }
    if (places.size() > 1)
        return combined(Op::OP_PHRASE, places, static_cast<Xapian::termcount>(places.size()));
    const auto stem_term = term(prefix + std::string(kFoldedStem), stem_folded(fold(text.words.front())));
    return {Op::OP_OR, places.front(), Xapian::Query(stem_term)};
}

Xapian::Query XapianQueryMaker::condition(const Query& query) const {
    if (const auto* has = std::get_if<HasValue>(&query.node)) {
        if (has->field == FieldId::dnr) {
            const auto dnr = parse_diarienummer(has->value);
            return dnr ? Xapian::Query(dnr_term(*dnr)) : Xapian::Query::MatchNothing;
        }
        if (has->field != FieldId::id) return Xapian::Query(value_term(has->field, has->value));
        const auto ids = expand({value_term(has->field, has->value), true});
        return ids.empty() ? Xapian::Query::MatchNothing : any_term(ids);
    }
    if (const auto* in = std::get_if<InNumbers>(&query.node)) {
        if (in->field == FieldId::page) return any_term(pages_between(in->first, in->last));
        const auto four_digits = [](int number) {
            const auto digits = std::to_string(number);
            return std::string(4 - std::min<std::size_t>(4, digits.size()), '0') + digits;
        };
        return {Op::OP_VALUE_RANGE, slot_of(in->field), four_digits(in->first), four_digits(in->last)};
    }
    if (const auto* in = std::get_if<InDates>(&query.node)) {
        // A moment of the last day sorts after the day alone.
        constexpr char kAfterAnyTime = '~';
        return {Op::OP_VALUE_RANGE, slot_of(in->field), iso_date(in->range.first),
                iso_date(in->range.last) + kAfterAnyTime};
    }
    return Xapian::Query::MatchNothing;
}

XapianQueryMaker::Pages XapianQueryMaker::pages_between(int first, int last) const {
    const std::string prefix(field(FieldId::page).prefix);
    Pages pages;
    for (const auto& name : expand({prefix, true})) {
        int number = 0;
        const auto parsed = std::from_chars(name.data() + prefix.size(), name.data() + name.size(), number);
        if (parsed.ec == std::errc() && number >= first && number <= last) pages.push_back(name);
    }
    // No such page: a term no document has, so that nothing matches.
    if (pages.empty()) pages.push_back(page_term(first));
    return pages;
}

}  // namespace akt
