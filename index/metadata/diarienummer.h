#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace akt {

/// A registry number: organ ("KS", may be empty), year (four digits), running number without leading zeros,
/// and the document's number within the case (0 when not given).
/// `KS 2018/124`, `KS/2018:124` and `ks2018-124` are the same case.
struct Diarienummer {
    std::string organ;  ///< upper case
    int year = 0;
    int number = 0;
    int document = 0;
    std::string printed;  ///< as it stood in the document
    /// Same case and document; how it was printed does not matter.
    friend bool operator==(const Diarienummer& a, const Diarienummer& b) {
        return a.organ == b.organ && a.year == b.year && a.number == b.number && a.document == b.document;
    }
};

/// "KS 2018/124", "KS 2018/124-3" with a document number, "2014/304" without an organ. A classification
/// number belongs to the organ: "RA 22-2007/03552" is "RA 22 2007/3552". Canonical forms parse to the same
/// case.
std::string canonical(const Diarienummer& dnr);

/// Reads one whole diarienummer in any of the printed forms; surrounding white space is allowed, other text
/// is not.
/// Without an organ, four digits after a dash are the year ("3579-2005"); a date is no diarienummer. Years
/// 1900–2099. Takes any bytes and never throws; thread-safe.
std::optional<Diarienummer> parse_diarienummer(std::string_view text);

}  // namespace akt
