#include "index/archive/archive_layout.h"

#include <array>
#include <utility>

namespace akt {

namespace {

constexpr std::string_view kLayoutExtension = "0007-n-tuple-omit-prefix-storage-layout";
constexpr std::string_view kStagingPrefix = "staging-", kChangePrefix = "changed-";

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kEndings{{{"application/pdf", "pdf"},
                                                                                 {"image/tiff", "tif"},
                                                                                 {"image/png", "png"},
                                                                                 {"image/jpeg", "jpg"},
                                                                                 {"text/plain", "txt"}}};

}  // namespace

std::string sidecar_name(DigestAlgorithm algorithm) {
    return std::string(kInventoryName) + "." + std::string(name_of(algorithm));
}

std::string version_name(int number) {
    return "v" + std::to_string(number);
}

std::string object_id(std::string_view sha256) {
    return "urn:sha256:" + std::string(sha256);
}

std::string original_name(std::string_view media_type) {
    for (const auto& [type, ending] : kEndings)
        if (type == media_type) return std::string(kOriginalStem) + std::string(ending);
    return std::string(kOriginalStem) + "bin";
}

std::filesystem::path ArchiveLayout::layout_config() const {
    return extensions() / kLayoutExtension / "config.json";
}

bool ArchiveLayout::is_group_name(std::string_view name) {
    return name.size() == 2 && name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::filesystem::path ArchiveLayout::staging(std::string_view sha256, unsigned turn) const {
    return own_folder() / (std::string(kStagingPrefix) + std::string(sha256) + "-" + std::to_string(turn));
}

std::filesystem::path ArchiveLayout::change_mark(std::string_view sha256) const {
    return own_folder() / (std::string(kChangePrefix) + std::string(sha256));
}

std::string ArchiveLayout::marked_document(std::string_view name) {
    if (!name.starts_with(kChangePrefix)) return {};
    name.remove_prefix(kChangePrefix.size());
    return is_sha256(name) ? std::string(name) : std::string();
}

std::string ArchiveLayout::staged_document(std::string_view name) {
    if (!name.starts_with(kStagingPrefix)) return {};
    name.remove_prefix(kStagingPrefix.size());
    const auto sha256 = name.substr(0, 64);
    const bool ours = is_sha256(sha256) && name.size() > 65 && name[64] == '-' &&
                      name.find_first_not_of("0123456789", 65) == std::string_view::npos;
    return ours ? std::string(sha256) : std::string();
}

std::string ArchiveLayout::layout_text() {
    return "{\n  \"extension\": \"" + std::string(kLayoutExtension) +
           "\",\n  \"description\": \"The SHA-256 in the id names the object's folder; its first two digits "
           "name the "
           "folder around it.\"\n}\n";
}

std::string ArchiveLayout::layout_config_text() {
    return "{\n  \"extensionName\": \"" + std::string(kLayoutExtension) +
           "\",\n  \"delimiter\": \":\",\n  \"tupleSize\": 2,\n  \"numberOfTuples\": 1,\n"
           "  \"zeroPadding\": \"left\",\n  \"reverseObjectRoot\": false\n}\n";
}

std::string ArchiveLayout::format_text() {
    return std::to_string(kArchiveFormat) + "\n";
}

std::string ArchiveLayout::explanation_text() {
    return "# Ett arkiv / an archive\n\n"
           "Den här mappen är ett arkiv enligt den öppna standarden OCFL 1.1 (https://ocfl.io/1.1/spec/). "
           "Varje\n"
           "dokument är en mapp under två hexsiffror, med namn efter originalets SHA-256. I den ligger "
           "versionerna\n"
           "v1, v2, …; i deras `content/` finns originalet oförändrat (`original.pdf` eller liknande), den "
           "lästa\n"
           "texten (`text.alto.xml`, ALTO 4.4) och uppgifter om dokumentet (`metadata.json`, där också "
           "filens eget\n"
           "namn står). Inget särskilt program behövs för att läsa det.\n\n"
           "This folder is an OCFL 1.1 storage root, laid out as `ocfl_layout.json` says. Each object is one "
           "document:\n"
           "the original's bytes, the text read from it and what is known of it. A correction is a new "
           "version.\n\n"
           "`extensions/akt/` belongs to the program Akt "
           "(https://ocfl.io/1.1/spec/#documenting-local-extensions):\n"
           "`format` is the number of the archive format, `lock` is locked by whoever writes, `index/` is a "
           "search\n"
           "index that can be made again from the objects, and `staging-*` is a document on its way in. None "
           "of it is\n"
           "needed to read the archive.\n";
}

}  // namespace akt
