#include "index/models_name.h"

#include <algorithm>
#include <vector>

#include "index/archive/digest.h"
#include "ocr/base/error.h"

namespace akt {

std::string models_name(const std::filesystem::path& models_folder) {
    std::vector<std::filesystem::path> files;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(models_folder, failed))
        if (entry.path().extension() == ".akt") files.push_back(entry.path());
    if (failed || files.empty()) throw Error(ErrorCode::not_found, models_folder.string(), "no models here");
    std::sort(files.begin(), files.end());
    std::string listing;
    for (const auto& file : files)
        listing += file.filename().string() + ' ' +
                   digests_of_file(file, {DigestAlgorithm::sha256}).digests.at(DigestAlgorithm::sha256) +
                   '\n';
    return "models " + digest_of(listing, DigestAlgorithm::sha256).substr(0, 12);
}

}  // namespace akt
