#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/fields.h"
#include "index/metadata/diarienummer.h"
#include "index/record.h"

/// What stands in the index (format Index::kFormat). One Xapian document a record.
///
/// Terms of every word of the text, the title, the sender, the tags and the file name (prefix, then the
/// word):
///   W  as repaired (an uncertain repair: as read, too)        R  as read, where a certain repair says
///   otherwise Z  stem() of W                                            F  fold() of W and R positions G
///   stem_folded() of F                     positions       C  the same of each part of a compound positions
/// So a word is in a document when its G is there as G or C; W, R, Z and F only say how well it fits.
/// Words of text fields once more: field prefix and F or G ("TFbygglov"), with positions.
/// P and a page number ("P3") stands one position after each word of that page, so a phrase of a word and P3
/// is "the word on page 3". Values of the other fields: prefix and folded value; dnr: see dnr_terms.
/// S and a word: the document is sound and spells it so (AttestedWordFinder); no words of the text, but
/// evidence for others. B and "decided" or "uncertain": people decided on words of it; repairs wait for one
/// who does.
/// Positions: title, sender, tags and file name first, kFieldGap apart; then the pages, one after the other.
/// Slots: see kFields. Dates as "2024-05-24", so that they sort. Data: StoredHit.
namespace akt {

namespace reading_prefix {
inline constexpr std::string_view kRepaired = "W", kRaw = "R", kStem = "Z", kFolded = "F", kFoldedStem = "G",
                                  kPart = "C";
}

inline constexpr std::string_view kAttestedPrefix = "S", kDecidedTerm = "Bdecided",
                                  kUncertainTerm = "Buncertain";

inline constexpr std::uint32_t kFieldGap = 100;

std::string term(std::string_view prefix, std::string_view word);
/// A keyword field's term: folded, cut to what Xapian takes.
std::string value_term(FieldId field, std::string_view value);
std::string page_term(int page_number);
/// The terms a document of this case has: with and without its document number, with and without the organ.
std::vector<std::string> dnr_terms(const Diarienummer& dnr);
/// The one term that asks for it.
std::string dnr_term(const Diarienummer& dnr);

/// Where a page's words begin among a document's positions.
struct PageStart {
    int number = 0;
    std::uint32_t position = 0;
    friend bool operator==(const PageStart&, const PageStart&) = default;
};

/// What a hit shows without asking the archive. Empty strings are unknown values.
struct StoredHit {
    std::string id, key, title, date, dnr, type, sender, file_name;
    std::vector<PageStart> pages;
    friend bool operator==(const StoredHit&, const StoredHit&) = default;
};

std::string encode(const StoredHit& hit);
StoredHit decode_stored_hit(std::string_view data);

}  // namespace akt
