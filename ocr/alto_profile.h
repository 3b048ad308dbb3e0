#pragma once

#include <string>
#include <string_view>

/// The names our ALTO profile (ocr/FORMAT.md) puts where ALTO leaves room for names. They are in archived
/// files: never change one; a new meaning is a new name.
namespace akt::alto {

inline constexpr std::string_view kNamespace = "http://www.loc.gov/standards/alto/ns-v4#";
inline constexpr std::string_view kSoftwareName = "akt";
inline constexpr std::string_view kProfileSetting = "profile=";
inline constexpr int kProfile = 1;

inline constexpr std::string_view kMediaTypeTag = "media-type";
inline constexpr std::string_view kCharsetTag = "charset";
inline constexpr std::string_view kInfoTitleTag = "info-title";
inline constexpr std::string_view kInfoAuthorTag = "info-author";
inline constexpr std::string_view kInfoCreatedTag = "info-created";
inline constexpr std::string_view kOutlineTag = "outline";

inline constexpr std::string_view kOtherReadingTag = "other-reading";
inline constexpr std::string_view kRoleTag = "line-role";

inline constexpr std::string_view kNoWordsId =
    "no-words";  ///< TAGREFS of the String that stands in an empty line
inline constexpr std::string_view kNoPagesClass =
    "no-pages";  ///< PAGECLASS of the Page of a document without pages
inline constexpr std::string_view kAsReadPurpose = "as-read";  ///< first word of PURPOSE of a raw reading
inline constexpr std::string_view kReasonSetting = "reason=";
inline constexpr std::string_view kOddsSetting = "log10-odds=";
inline constexpr std::string_view kUncertainSetting = "uncertain";
inline constexpr std::string_view kDpiSetting = "dpi=";
inline constexpr std::string_view kTurnedSetting = "turned=";
inline constexpr std::string_view kReadsBadlySetting = "reads-badly";

/// Appends `text` as it stands inside an attribute's quotes or between tags: & < > " as entities; what
/// XML 1.0 cannot carry or a parser would change (U+0000–U+001F, U+FFFE, U+FFFF) as \uXXXX; and a backslash
/// that would be taken for the start of such an escape as \u005C.
void append_escaped(std::string& out, std::string_view text);

/// Takes the \uXXXX escapes away again (the entities are the XML parser's task).
std::string without_escapes(std::string_view text);

}  // namespace akt::alto
