#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "index/archive/digest.h"

namespace akt {

// Every name on disk is made here. These are written into archives and can never change meaning
// (index/FORMAT.md).

inline constexpr std::string_view kRootDeclarationName = "0=ocfl_1.1";
inline constexpr std::string_view kRootDeclarationText = "ocfl_1.1\n";
inline constexpr std::string_view kObjectDeclarationName = "0=ocfl_object_1.1";
inline constexpr std::string_view kObjectDeclarationText = "ocfl_object_1.1\n";
inline constexpr std::string_view kLayoutName = "ocfl_layout.json";
inline constexpr std::string_view kExtensionsName = "extensions";
inline constexpr std::string_view kInventoryName = "inventory.json";
inline constexpr std::string_view kInventoryType = "https://ocfl.io/1.1/spec/#inventory";
inline constexpr std::string_view kContentName = "content";
inline constexpr std::string_view kTextName = "text.alto.xml";
inline constexpr std::string_view kMetadataName = "metadata.json";
/// The original's logical name, without its ending.
inline constexpr std::string_view kOriginalStem = "original.";
/// Akt's own folder under extensions/.
inline constexpr std::string_view kOwnExtensionName = "akt";

inline constexpr int kArchiveFormat = 1;

std::string sidecar_name(DigestAlgorithm algorithm);  ///< "inventory.json.sha512"
std::string version_name(int number);                 ///< "v3"
std::string object_id(std::string_view sha256);       ///< "urn:sha256:…"
/// The original's name in the archive, from its type alone: safe whatever the file was called. "original.pdf"
std::string original_name(std::string_view media_type);

/// Where things lie in one archive. Objects stand as OCFL extension 0007 says: the id without "urn:sha256:"
/// names the object's folder, in a folder named by its first two digits.
class ArchiveLayout {
public:
    explicit ArchiveLayout(std::filesystem::path root) : root_(std::move(root)) {}

    const std::filesystem::path& root() const { return root_; }
    std::filesystem::path declaration() const { return root_ / kRootDeclarationName; }
    std::filesystem::path layout_file() const { return root_ / kLayoutName; }
    std::filesystem::path explanation() const { return root_ / "akt-archive.md"; }
    std::filesystem::path extensions() const { return root_ / kExtensionsName; }
    std::filesystem::path layout_config() const;
    std::filesystem::path own_folder() const { return extensions() / kOwnExtensionName; }
    std::filesystem::path format_file() const { return own_folder() / "format"; }
    std::filesystem::path lock_file() const { return own_folder() / "lock"; }
    std::filesystem::path index_folder() const { return own_folder() / "index"; }
    /// Stands there while the newest version of a document may not be known to those who keep something made
    /// from documents.
    std::filesystem::path change_mark(std::string_view sha256) const;
    /// The document a mark's name speaks of; empty when the name is no mark's.
    static std::string marked_document(std::string_view name);
    std::filesystem::path temporary_file() const { return own_folder() / "new-file"; }

    /// "ab", the folder that groups objects.
    static std::string group_name(std::string_view sha256) { return std::string(sha256.substr(0, 2)); }
    static bool is_group_name(std::string_view name);
    std::filesystem::path group(std::string_view sha256) const { return root_ / group_name(sha256); }
    std::filesystem::path object(std::string_view sha256) const { return group(sha256) / sha256; }

    /// Where the `turn`th change of this process to a document is prepared.
    std::filesystem::path staging(std::string_view sha256, unsigned turn) const;
    /// The document a leftover's name speaks of; empty when the name is not one of staging()'s.
    static std::string staged_document(std::string_view name);

    static std::string layout_text();         ///< of layout_file()
    static std::string layout_config_text();  ///< of layout_config()
    static std::string format_text();         ///< of format_file()
    static std::string explanation_text();    ///< of explanation()

private:
    std::filesystem::path root_;
};

}  // namespace akt
