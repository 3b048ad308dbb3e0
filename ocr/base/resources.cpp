#include "ocr/base/resources.h"

#include <cstdlib>
#include <vector>

#include "ocr/base/error.h"

namespace akt {

std::filesystem::path models_folder() {
    namespace fs = std::filesystem;
    std::vector<fs::path> places;
    if (const char* given = std::getenv("AKT_MODELS"); given != nullptr && *given != '\0') {
        places.emplace_back(given);
    } else {
        std::error_code failed;
        const fs::path program = fs::read_symlink("/proc/self/exe", failed);
        if (!failed) places.push_back(program.parent_path().parent_path() / "share" / "akt" / "models");
        places.emplace_back(AKT_SOURCE_MODELS);
    }
    std::string looked;
    for (const auto& place : places) {
        std::error_code failed;
        if (fs::is_directory(place, failed)) return place;
        looked += (looked.empty() ? "" : ", ") + place.string();
    }
    throw Error(ErrorCode::not_found, looked, "no models here",
                "set AKT_MODELS, or install akt with its models");
}

}  // namespace akt
