#include "index/index_document.h"

#include "index/index_terms.h"
#include "ocr/base/clock.h"
#include "ocr/base/fold.h"
#include "ocr/base/utf8.h"
#include "ocr/language/stemmer.h"

namespace akt {

namespace {

constexpr std::size_t kMaxKnownWords = 200'000;
/// A title's words say more about the document than its text's.
constexpr Xapian::termcount kTitleWeight = 4;
constexpr Xapian::termcount kNameWeight = 2;

void add_value(Xapian::Document& document, FieldId id, const std::string& value) {
    if (!value.empty()) document.add_value(static_cast<Xapian::valueno>(field(id).slot), value);
}

bool has_uncertain_repair(const Document& document) {
    for (const auto& page : document.pages)
        for (const auto& line : page.lines)
            for (const auto& word : line.words)
                if (word.repair() && word.repair()->uncertain) return true;
    return false;
}

void add_metadata(Xapian::Document& document, const Record& record, StoredHit& hit) {
    const auto& metadata = record.metadata;
    hit.id = record.original.sha256;
    hit.key = record.key;
    hit.file_name = record.original.file_name;
    if (metadata.title) hit.title = metadata.title->value;
    if (metadata.date) hit.date = iso_date(metadata.date->value);
    if (!metadata.dnr.empty()) hit.dnr = canonical(metadata.dnr.front().value);
    if (metadata.type) hit.type = metadata.type->value;
    if (metadata.sender) hit.sender = metadata.sender->value;

    document.add_boolean_term(value_term(FieldId::id, hit.id));
    for (const auto& dnr : metadata.dnr)
        for (const auto& name : dnr_terms(dnr.value)) document.add_term(name);
    if (!hit.type.empty()) document.add_boolean_term(value_term(FieldId::type, hit.type));
    for (const auto& section : metadata.sections)
        document.add_term(value_term(FieldId::section, section.value));
    for (const auto& tag : metadata.tags) document.add_boolean_term(value_term(FieldId::tag, tag.value));

    add_value(document, FieldId::date, hit.date);
    add_value(document, FieldId::year, hit.date.substr(0, 4));
    if (metadata.received) add_value(document, FieldId::received, iso_date(metadata.received->value));
    add_value(document, FieldId::added, record.added_at);
    add_value(document, FieldId::type, hit.type);
    add_value(document, FieldId::sender, hit.sender);
}

}  // namespace

const DocumentMaker::WordTerms& DocumentMaker::terms_of(const std::string& word) {
    const auto found = known_.find(word);
    if (found != known_.end()) return found->second;
    using namespace reading_prefix;
    const auto folded = fold(word);
    WordTerms terms{term(kRepaired, word),
                    term(kRaw, word),
                    term(kStem, stem(word)),
                    term(kFolded, folded),
                    term(kFoldedStem, stem_folded(folded)),
                    {}};
    if (split_)
        for (const auto& part : split_(word)) terms.parts.push_back(term(kPart, stem_folded(fold(part))));
    return known_.emplace(word, std::move(terms)).first->second;
}

void DocumentMaker::add(const Reading& reading, Xapian::termpos position, Xapian::termcount wdf) {
    Uses& uses = words_[&terms_of(reading.text)];
    (reading.raw ? uses.raw : uses.repaired).emplace_back(position, wdf);
}

void DocumentMaker::enter_words(Xapian::Document& document) {
    for (const auto& [terms, uses] : words_) {
        Xapian::termcount repaired = 0, raw = 0;
        for (const auto& [position, wdf] : uses.repaired) {
            repaired += wdf;
            for (const auto& part : terms->parts) document.add_posting(part, position, wdf);
        }
        for (const auto& [position, wdf] : uses.raw) raw += wdf;
        if (!uses.repaired.empty()) {
            document.add_term(terms->repaired, repaired);
            document.add_term(terms->stem, repaired);
        }
        if (!uses.raw.empty()) document.add_term(terms->raw, raw);
        for (const auto* name : {&terms->folded, &terms->folded_stem})
            for (const auto* some : {&uses.repaired, &uses.raw})
                for (const auto& [position, wdf] : *some) document.add_posting(*name, position, wdf);
    }
}

Xapian::termpos DocumentMaker::add_text(Xapian::Document& document, std::string_view text,
                                        std::string_view field_prefix, Xapian::termpos position,
                                        Xapian::termcount wdf) {
    for (const auto& word : split_words(to_nfc(text))) {
        add({word.text, 0, 0, 0, false, false}, position, wdf);
        if (!field_prefix.empty()) {
            const auto& terms = terms_of(word.text);
            document.add_posting(term(field_prefix, terms.folded), position);
            document.add_posting(term(field_prefix, terms.folded_stem), position);
        }
        ++position;
    }
    return position + kFieldGap;
}

Xapian::Document DocumentMaker::make(const Record& record) {
    words_.clear();
    if (known_.size() >= kMaxKnownWords) known_.clear();
    Xapian::Document document;
    StoredHit hit;
    add_metadata(document, record, hit);
    Xapian::termpos position = 1;
    position = add_text(document, hit.title, field(FieldId::title).prefix, position, kTitleWeight);
    position = add_text(document, hit.sender, field(FieldId::sender).prefix, position, kNameWeight);
    for (const auto& tag : record.metadata.tags)
        position = add_text(document, tag.value, {}, position, kNameWeight);
    const auto& name = hit.file_name;
    position = add_text(document, name.substr(0, name.rfind('.')), {}, position, 1);
    for (const auto& page : record.document.pages) {
        hit.pages.push_back({page.number, position});
        const auto readings = readings_of(page);
        for (const auto& reading : readings) add(reading, position + reading.position, 1);
        const auto name_of_page = page_term(page.number);
        const auto count = position_count(readings);
        if (count == 0) document.add_boolean_term(name_of_page);
        for (Xapian::termpos i = 0; i < count; ++i) document.add_posting(name_of_page, position + i + 1, 0);
        position += count;
    }
    enter_words(document);
    if (!record.decisions.empty()) document.add_boolean_term(std::string(kDecidedTerm));
    if (has_uncertain_repair(record.document)) document.add_boolean_term(std::string(kUncertainTerm));
    if (attested_)
        for (const auto& word : attested_(record.document))
            document.add_boolean_term(term(kAttestedPrefix, word));
    document.set_data(encode(hit));
    return document;
}

}  // namespace akt
