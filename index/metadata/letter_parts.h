#pragma once

#include <string_view>
#include <vector>

#include "index/metadata/document_text.h"

namespace akt {

/// Telephone, e-mail, giro or org. number: what stands in a letterhead's foot, not in a recipient's address.
bool has_contact_details(std::string_view plain);

/// The line begins an address: a postal code within three lines, without contact details.
bool heads_address(const DocumentText& text, const TextLine& line);

/// Contact details beside the line or within three lines below it.
bool near_contact_details(const DocumentText& text, const TextLine& line);

/// Where a person's name that begins the line ends: two or more capitalised words, also of two people, to the
/// line's end or a comma. 0 when it is none.
std::size_t person_name_length(const TextLine& line);

/// Lines with the names of those who signed: under "Med vänlig hälsning", or under a place and a date near
/// the end.
std::vector<std::size_t> signature_lines(const DocumentText& text);

/// A letter from someone without a letterhead: signed by a person, with no registry number, org. number or
/// web address of its own. The organisation at its top is then whom it is for.
bool is_private_letter(const DocumentText& text);

}  // namespace akt
