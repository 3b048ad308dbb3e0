#pragma once

#include <string>
#include <vector>

#include "index/record.h"

namespace akt {

/// 64 hex digits made from a small number.
std::string test_sha256(int number);

/// A page of these lines; words are parted by spaces and lie in a grid of boxes 10 px high and wide. An empty
/// line begins a new block.
Page page_of(int number, const std::vector<std::string>& lines);

/// A record with one page a text, its lines parted by '\n'.
Record record_of(int number, const std::vector<std::string>& pages);

/// Sets a repair on the first word that was read so.
void repair_word(Record& record, const std::string& raw, const std::string& text, bool uncertain = false);

}  // namespace akt
