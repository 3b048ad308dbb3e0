#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "ocr/repair/misread_tokens.h"

namespace akt {

/// Runs of letters, signs and maybe one space from tokens[first] on, where a piece of text begins, that may
/// be one word of which a part was not read ("integ: 'eten", "Individe::s"): each with the signs around it
/// and without.
std::vector<MisreadGroup> smudged_groups_at(std::string_view text, std::span<const Token> tokens,
                                            std::size_t first, std::size_t limit);

/// −ln p of a sign where it belongs, where it may be, and where none is; nats.
inline constexpr float kUsualSign = 3, kRareSign = 5.5F, kOddSign = 9;

/// −ln p of the group's signs standing where they do, its words apart.
float cost_of_signs(std::string_view text, std::span<const Token> tokens, const MisreadGroup& group);

/// Whether an odd sign is in one of the groups at tokens[at]: quick.
bool may_be_smudged(std::string_view text, std::span<const Token> tokens, std::size_t at, std::size_t limit);

/// Of the signs of the group that fits its place least, or 0.
float dearest_sign(std::string_view text, std::span<const Token> tokens, const MisreadGroup& group);

}  // namespace akt
