#include <string>
#include <string_view>
#include <vector>

#include "ocr/base/clock.h"
#include "search/query.h"

namespace akt {

namespace {

std::string joined(const std::vector<std::string>& words, std::string_view between) {
    std::string out;
    for (const auto& word : words) {
        if (!out.empty()) out += between;
        out += word;
    }
    return out;
}

std::string quoted(const std::string& text) {
    return '"' + text + '"';
}

std::string range_text(const std::string& first, const std::string& last) {
    return first == last ? first : first + ".." + last;
}

std::string date_range_text(const DateRange& range) {
    if (range.first == kFirstDay) return ".." + iso_date(range.last);
    if (range.last == kLastDay) return iso_date(range.first) + "..";
    return range_text(iso_date(range.first), iso_date(range.last));
}

std::string with_name(FieldId id, const std::string& value) {
    return std::string(field(id).name) + ':' + value;
}

template <class Group>
bool is_a(const Query& query) {
    return std::holds_alternative<Group>(query.node);
}

/// The query language. A case number carries its label, so that no word before it is taken for an organ.
struct Printer {
    std::string operator()(const Nothing&) const { return {}; }
    std::string operator()(const OneWord& word) const { return word.text; }
    std::string operator()(const Prefix& prefix) const { return prefix.text + '*'; }
    std::string operator()(const Phrase& phrase) const { return quoted(joined(phrase.words, " ")); }
    std::string operator()(const Hyphenated& word) const { return joined(word.words, "-"); }
    std::string operator()(const Near& near) const {
        return joined(near.words, " NEAR/" + std::to_string(near.distance) + ' ');
    }
    std::string operator()(const CaseNumber& number) const { return "Dnr " + canonical(number.dnr); }
    std::string operator()(const SectionSign& section) const { return "§" + section.number; }
    std::string operator()(const InField& text) const {
        if (text.prefix) return with_name(text.field, text.words.front() + '*');
        return with_name(text.field,
                         text.words.size() == 1 ? text.words.front() : quoted(joined(text.words, " ")));
    }
    std::string operator()(const HasValue& has) const { return with_name(has.field, quoted(has.value)); }
    std::string operator()(const InNumbers& in) const {
        return with_name(in.field, range_text(std::to_string(in.first), std::to_string(in.last)));
    }
    std::string operator()(const InDates& in) const { return with_name(in.field, date_range_text(in.range)); }
    std::string operator()(const All& all) const {
        std::vector<std::string> parts;
        for (const auto& part : all.parts)
            parts.push_back(is_a<Any>(part) ? '(' + print(part) + ')' : print(part));
        return joined(parts, " ");
    }
    std::string operator()(const Any& any) const {
        std::vector<std::string> parts;
        for (const auto& part : any.parts) parts.push_back(print(part));
        return joined(parts, " OR ");
    }
    std::string operator()(const Not& negated) const {
        const auto& part = negated.part.front();
        const bool group = is_a<All>(part) || is_a<Any>(part);
        return group ? "-(" + print(part) + ')' : '-' + print(part);
    }
};

std::string trees(const std::vector<Query>& parts) {
    std::vector<std::string> texts;
    for (const auto& part : parts) texts.push_back(print_tree(part));
    return joined(texts, " ");
}

struct TreePrinter {
    std::string operator()(const Nothing&) const { return "nothing"; }
    std::string operator()(const OneWord& word) const { return "word(" + word.text + ')'; }
    std::string operator()(const Prefix& prefix) const { return "prefix(" + prefix.text + ')'; }
    std::string operator()(const Phrase& phrase) const { return "phrase(" + joined(phrase.words, " ") + ')'; }
    std::string operator()(const Hyphenated& word) const {
        return "hyphenated(" + joined(word.words, " ") + ')';
    }
    std::string operator()(const Near& near) const {
        return "near/" + std::to_string(near.distance) + '(' + joined(near.words, " ") + ')';
    }
    std::string operator()(const CaseNumber& number) const { return "case(" + canonical(number.dnr) + ')'; }
    std::string operator()(const SectionSign& section) const { return "section(" + section.number + ')'; }
    std::string operator()(const InField& text) const {
        return name(text.field) + '(' + joined(text.words, " ") + (text.prefix ? "*)" : ")");
    }
    std::string operator()(const HasValue& has) const { return name(has.field) + '=' + has.value; }
    std::string operator()(const InNumbers& in) const {
        return name(in.field) + '=' + range_text(std::to_string(in.first), std::to_string(in.last));
    }
    std::string operator()(const InDates& in) const {
        return name(in.field) + '=' + date_range_text(in.range);
    }
    std::string operator()(const All& all) const { return "all(" + trees(all.parts) + ')'; }
    std::string operator()(const Any& any) const { return "any(" + trees(any.parts) + ')'; }
    std::string operator()(const Not& negated) const { return "not(" + trees(negated.part) + ')'; }

private:
    static std::string name(FieldId id) { return std::string(field(id).english); }
};

}  // namespace

std::string print(const Query& query) {
    return std::visit(Printer{}, query.node);
}
std::string print_tree(const Query& query) {
    return std::visit(TreePrinter{}, query.node);
}

}  // namespace akt
