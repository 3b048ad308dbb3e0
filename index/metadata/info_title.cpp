#include "index/metadata/info_title.h"

#include <algorithm>
#include <array>

#include "index/metadata/plain_text.h"

namespace akt {

namespace {

constexpr std::size_t kMaxInfoTitleBytes = 250;

}  // namespace

std::string trimmed_title(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\n\r");
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\n\r") + 1 - first));
}

std::string title_of_file_name(std::string_view file_name) {
    const std::size_t dot = file_name.rfind('.');
    std::string stem(file_name.substr(0, dot == std::string_view::npos || dot == 0 ? file_name.size() : dot));
    std::replace(stem.begin(), stem.end(), '_', ' ');
    return trimmed_title(stem);
}

bool is_sane_info_title(std::string_view title) {
    const std::string plain = to_plain(trimmed_title(title));
    constexpr std::array<std::string_view, 14> kLeftBehind{"microsoft word",
                                                           "microsoft powerpoint",
                                                           "powerpoint-presentation",
                                                           "powerpoint presentation",
                                                           "untitled",
                                                           "namnlos",
                                                           "dokument1",
                                                           "document1",
                                                           "scan",
                                                           "skanna",
                                                           "bild",
                                                           "img",
                                                           "image",
                                                           "presentation1"};
    if (plain.size() > kMaxInfoTitleBytes || title.find("\xEF\xBF\xBD") != std::string_view::npos)
        return false;
    if (std::any_of(kLeftBehind.begin(), kLeftBehind.end(),
                    [&](auto words) { return plain.starts_with(words); }))
        return false;
    constexpr std::array<std::string_view, 10> kEndings{".doc", ".docx", ".pdf",  ".xls", ".xlsx",
                                                        ".ppt", ".pptx", ".indd", ".tif", ".odt"};
    if (std::any_of(kEndings.begin(), kEndings.end(), [&](auto ending) { return plain.ends_with(ending); }))
        return false;
    if (plain.find('\\') != std::string::npos || plain.find("://") != std::string::npos) return false;
    const auto letters = std::count_if(plain.begin(), plain.end(), is_plain_letter);
    const auto others = std::count(plain.begin(), plain.end(), kPlainOther);
    return letters >= 5 && others * 4 < letters &&
           (plain.find(' ') != std::string::npos || plain.find('_') == std::string::npos);
}

}  // namespace akt
