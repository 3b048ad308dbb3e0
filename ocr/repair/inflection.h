#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "ocr/language/lexicon.h"
#include "ocr/repair/misreadings.h"

namespace akt {

/// So many letters at the end of a word are not guessed at: other inflected forms of known words are words
/// too.
inline constexpr std::size_t kEndingLength = 2;

/// Whether the word, of kEndingLength characters or more, may end in another form's ending: letters (or !),
/// not one letter seen twice.
bool may_be_inflected(std::u32string_view read);

/// Whether it may be, and a word that differs in its ending only is known.
bool is_form_of_known(const Lexicon& lexicon, std::u32string_view read);

/// Makes readings that are in no lexicon, but another form of one that is, as cheap as that makes them, and
/// orders all by cost.
void know_by_other_forms(const Lexicon& lexicon, std::vector<Misreading>& readings);

}  // namespace akt
