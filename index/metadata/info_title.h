#pragma once

#include <string>
#include <string_view>

namespace akt {

/// A PDF's title as programs leave it behind says nothing: "Microsoft Word - x.doc", "Untitled", "scan0001".
bool is_sane_info_title(std::string_view title);

/// "Ansökan om bidrag" for "Ansökan_om_bidrag.pdf".
std::string title_of_file_name(std::string_view file_name);

/// Without white space around it.
std::string trimmed_title(std::string_view text);

}  // namespace akt
