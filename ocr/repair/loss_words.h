#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ocr/repair/form_search.h"
#include "ocr/repair/text_units.h"

namespace akt {

// What the stages that bring lost letters back have in common.

bool is_one_of(char32_t c, std::u32string_view set);
bool has_any(const TextUnits& line, std::u32string_view set);

/// A word of the line: units [begin, end), and its letters in lower case.
struct LineWord {
    std::size_t begin, end;
    std::u32string lower;
};

std::u32string lower_span(const TextUnits& line, std::size_t begin, std::size_t end);

/// Runs of letters.
std::vector<LineWord> words_of(const TextUnits& line);

/// Units [begin, end) and the words they may stand for, likeliest first by their rates.
struct WordEdit {
    std::size_t begin, end;
    std::vector<RestoredForm> forms;
    double unchanged_cost;  ///< of the word as it stands
};

/// Puts the best form of each edit in its place, in the case the line has the word in: what the words around
/// it make the best, where there is a model of that. Edits are in order and apart; one whose best form is the
/// word as it stands changes nothing.
void write_edits(TextUnits& line, std::vector<WordEdit> edits, const FormSearch& search);

/// Whether the text is in another language, seen without its marks.
bool is_foreign(std::u32string_view text);
/// log10 odds of Swedish against the likeliest other language, seen without marks; 0 when nothing tells.
double swedish_log10_odds(std::u32string_view text);

/// Whether the units stand in an address or in code and must stay as they are.
bool in_address(const TextUnits& line, std::size_t begin, std::size_t end);

}  // namespace akt
