#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace akt {

/// What a field's values are, which decides how a query may name them.
enum class FieldKind {
    text,     ///< words, found like words of the text: titel:bygglov, titel:"nytt avtal"
    keyword,  ///< one whole value: typ:beslut, id:1a2b3c4d
    number,   ///< a whole number or a range of them: sida:3, år:2022..2024
    date,     ///< a date, month, year or a range of them: datum:2024-05..2024-09
};

/// Order of kFields.
enum class FieldId { title, sender, type, dnr, date, received, added, year, tag, page, section, id };

/// One field a person can name in a query. Everything that lists, parses, indexes or explains fields reads
/// this table.
struct Field {
    FieldId id;
    FieldKind kind;
    std::string_view name;     ///< Swedish, as in print and help
    std::string_view english;  ///< its twin
    std::string_view folded;   ///< the Swedish name without å ä ö (the same when it has none)
    std::string_view
        prefix;  ///< of its Xapian terms, capital letters; empty for kinds kept in a value slot only
    int slot;    ///< Xapian value slot, or kNoSlot
    std::string_view help;
    std::string_view example;
};

inline constexpr int kNoSlot = -1;

inline constexpr std::array kFields{
    Field{FieldId::title, FieldKind::text, "titel", "title", "titel", "T", kNoSlot, "words of the title",
          "titel:bygglov"},
    Field{FieldId::sender, FieldKind::text, "avsändare", "from", "avsandare", "A", 4,
          "words of the sender's name", "avsändare:länsstyrelsen"},
    Field{FieldId::type, FieldKind::keyword, "typ", "type", "typ", "Y", 3, "the kind of document",
          "typ:beslut"},
    Field{FieldId::dnr, FieldKind::keyword, "dnr", "case", "dnr", "D", kNoSlot,
          "the case, in any way of writing it", "dnr:\"KS 2024/123\""},
    Field{FieldId::date, FieldKind::date, "datum", "date", "datum", "", 0, "the document's own date",
          "datum:2024-05..2024-09"},
    Field{FieldId::received, FieldKind::date, "inkommen", "received", "inkommen", "", 5,
          "the date it was stamped in", "inkommen:2024-05-24"},
    Field{FieldId::added, FieldKind::date, "tillagd", "added", "tillagd", "", 1, "the date it was archived",
          "tillagd:2024-06.."},
    Field{FieldId::year, FieldKind::number, "år", "year", "ar", "", 2, "the year of the document's date",
          "år:2024"},
    Field{FieldId::tag, FieldKind::keyword, "tagg", "tag", "tagg", "K", kNoSlot, "a tag", "tagg:viktigt"},
    Field{FieldId::page, FieldKind::number, "sida", "page", "sida", "P", kNoSlot,
          "the page the words stand on", "sida:3"},
    Field{FieldId::section, FieldKind::keyword, "§", "section", "§", "X", kNoSlot,
          "a numbered paragraph of minutes", "§:23"},
    Field{FieldId::id, FieldKind::keyword, "id", "id", "id", "Q", kNoSlot,
          "the first digits of a document's id", "id:1a2b3c4d"},
};

constexpr const Field& field(FieldId id) {
    return kFields[static_cast<std::size_t>(id)];
}

/// The field with this Swedish, English or unaccented name, in lower case.
constexpr std::optional<FieldId> field_named(std::string_view name) {
    for (const auto& entry : kFields)
        if (name == entry.name || name == entry.english || name == entry.folded) return entry.id;
    return std::nullopt;
}

namespace fields_check {

constexpr bool in_order() {
    for (std::size_t i = 0; i < kFields.size(); ++i)
        if (static_cast<std::size_t>(kFields[i].id) != i) return false;
    return true;
}

constexpr bool names_are_unique() {
    for (const auto& entry : kFields)
        for (const auto name : {entry.name, entry.english, entry.folded})
            if (name.empty() || field_named(name) != entry.id) return false;
    return true;
}

constexpr bool storage_is_unique() {
    for (std::size_t i = 0; i < kFields.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const auto& a = kFields[i];
            const auto& b = kFields[j];
            if (!a.prefix.empty() && a.prefix == b.prefix) return false;
            if (a.slot != kNoSlot && a.slot == b.slot) return false;
        }
    return true;
}

constexpr bool each_is_stored_and_explained() {
    return std::all_of(kFields.begin(), kFields.end(), [](const Field& entry) {
        const bool capitals = std::all_of(entry.prefix.begin(), entry.prefix.end(),
                                          [](char letter) { return letter >= 'A' && letter <= 'Z'; });
        const bool stored = entry.kind == FieldKind::date ? entry.slot != kNoSlot
                                                          : !entry.prefix.empty() || entry.slot != kNoSlot;
        return capitals && stored && !entry.help.empty() && entry.example.find(':') != std::string_view::npos;
    });
}

static_assert(in_order(), "kFields follows FieldId");
static_assert(names_are_unique(), "no two fields share a name");
static_assert(storage_is_unique(), "no two fields share a prefix or a slot");
static_assert(each_is_stored_and_explained(),
              "a field has a prefix in capitals or a slot, a help text and an example");

}  // namespace fields_check

}  // namespace akt
