#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

namespace akt {

/// Which lines of the training text take part. A fixed hash of the line's bytes decides, so that a slice can
/// be kept out of a model and the same slice be measured on.
struct TrainSlice {
    unsigned parts = 0;     ///< 0: everything takes part
    bool left_out = false;  ///< true: only the part that training leaves out
};

/// Calls visit(line, weight) for each distinct line of every *.xz in `folder` in name order (unpacked by
/// `xz`). `weight`: 1, less for sources in old spelling. Lines in other languages
/// are passed over. Throws Error when a file cannot be read.
void for_each_training_line(const std::filesystem::path& folder, const TrainSlice& slice,
                            const std::function<void(std::string_view line, double weight)>& visit);

/// ../shared beside the repository the trainer was built from, or $AKT_SHARED.
std::filesystem::path shared_folder();

}  // namespace akt
