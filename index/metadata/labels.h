#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace akt {

/// What a printed label says its value is.
enum class Label {
    date,           ///< Datum, Dagens datum, Ort och datum
    decision_date,  ///< Beslutsdatum, beslutades den
    meeting_date,   ///< Sammanträdesdatum, Mötesdatum, Plats och tid
    revised,        ///< Uppdaterad, Reviderad, Utskriven
    received,       ///< Inkom, Ankom, Inkommen, Ankomstdatum
    not_own_date,   ///< Födelsedatum, Förfallodatum, Gäller till, Nästa möte, Ert datum, anslag
    case_number,    ///< Dnr, Diarienummer, Ärendenr, Beteckning, Vår beteckning
    their_number,   ///< Er beteckning, Ert dnr
    org_number,     ///< Org.nr, Organisationsnummer, Momsreg.nr
    from,           ///< Från, Avsändare
    to,             ///< Till, Mottagare, Adressat
    copy_to,        ///< Kopia till, Sändlista, Beslutet skickas till, Expedieras
    subject,        ///< Ärende, Rubrik, Ämne, Angående
    person,  ///< Handläggare, Sekreterare, Ordförande, Justerare …: a value we do not take, but a label
    place_time,  ///< Plats, Tid, Telefon, E-post, Sida: as `person`
};

/// A label in a line of plain text: bytes [from, to), without the colon.
struct LabelHit {
    Label label = Label::date;
    std::size_t from = 0, to = 0;
};

/// All labels in a plain line (plain_text.h), longest first where several start at one word, in order.
/// Long ones are recognised with one letter misread. A hit says nothing yet about the word being used as
/// a label: "datum" stands in running text too. Linear in the line; thread-safe.
std::vector<LabelHit> labels_in(std::string_view plain_line);

}  // namespace akt
