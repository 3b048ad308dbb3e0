#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace akt {

/// One dictionary entry with every form its affix flags make, lower case, sorted, each once.
struct Paradigm {
    std::string lemma;
    std::vector<std::string> forms;
};

/// The inflections of a hunspell dictionary (sv_SE.aff, sv_SE.dic; UTF-8). Forms that only begin compounds
/// are left out, and entries that are no words of their own.
std::vector<Paradigm> read_paradigms(const std::filesystem::path& aff, const std::filesystem::path& dic);

}  // namespace akt
