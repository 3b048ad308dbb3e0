#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace akt {

/// Expands a Hunspell dictionary (.dic with its .aff, both UTF-8): calls visit(form) for every form its
/// suffix and prefix rules make, as written (capitals kept). Words only fit for compounds and forbidden words
/// are left out.
void for_each_hunspell_form(const std::filesystem::path& dictionary, const std::filesystem::path& affixes,
                            const std::function<void(const std::string& form)>& visit);

}  // namespace akt
