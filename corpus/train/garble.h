#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace akt {

/// One way text gets hurt; those of shared/mojibake/swedish.jsonl are named as there.
struct Garbling {
    enum class Class {
        utf8,        ///< UTF-8 read as something else: exactly reversible
        reversible,  ///< exactly reversible
        lossy,       ///< letters gone
    };
    std::string_view name;
    Class kind;
    /// What becomes of sound UTF-8 text.
    std::function<std::string(std::string_view)> garble;
};

const std::vector<Garbling>& garblings();
/// nullptr when there is none of this name.
const Garbling* garbling_named(std::string_view name);

/// å → a only.
std::string without_rings(std::string_view text);
/// As a recogniser for English reads Swedish: å ä → a; ö → o, é, 6 in the measured shares (design notes: 47,
/// 33, 11 %). The same text is always read the same way.
std::string read_as_english(std::string_view text);
/// As a Swedish recogniser reads a poor picture: a few letters in a hundred misread.
std::string read_badly(std::string_view text);

}  // namespace akt
