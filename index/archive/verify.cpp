#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "index/archive/archive_state.h"
#include "index/archive/ocfl_object.h"
#include "index/archive/ocfl_root.h"
#include "index/archive/ocfl_rules.h"
#include "index/archive/ocfl_validator.h"
#include "ocr/base/error.h"

namespace akt {

namespace fs = std::filesystem;

namespace {

/// What Akt asks of an object beyond the standard.
void check_document(const ArchiveLayout& layout, const fs::path& object, ObjectCheck& check) {
    const std::string where = object.filename().string();
    const auto add = [&](const char* code, std::string message) {
        check.problems.push_back({code, where, std::move(message), false});
    };
    if (!check.inventory || !check.valid()) return;
    const Inventory& inventory = *check.inventory;
    if (!is_sha256(where) || inventory.id != object_id(where) || layout.object(where) != object) {
        add("E083", "stands where another id belongs: " + inventory.id);
        return;
    }
    const auto contents = content_of(inventory, {}).value();
    for (const auto name : {kTextName, kMetadataName})
        if (!contents.contains(std::string(name))) add("A002", "has no " + std::string(name));
    const auto original = contents.lower_bound(std::string(kOriginalStem));
    if (original == contents.end() || !original->first.starts_with(kOriginalStem)) {
        add("A002", "has no original");
        return;
    }
    // The file has its fixity digest, or the standard's own check had failed; so that digest is all there is
    // to see.
    const auto sha256 = inventory.fixity.find("sha256");
    const bool holds = sha256 != inventory.fixity.end() &&
                       std::any_of(sha256->second.begin(), sha256->second.end(), [&](const auto& entry) {
                           return same_digest(entry.first, where) &&
                                  std::find(entry.second.begin(), entry.second.end(), original->second) !=
                                      entry.second.end();
                       });
    if (!holds) add("A001", "the original's SHA-256 is not the one in its id");
}

/// What tells one state of an object from the next; empty when it cannot be read.
std::string state_mark(const fs::path& object) {
    try {
        return read_whole_file(object / sidecar_name(DigestAlgorithm::sha512), kMaxInventoryBytes);
    } catch (const Error&) {
        return {};
    }
}

/// check_object, again when a writer changed the object under it.
ObjectCheck check_settled_object(const fs::path& object) {
    constexpr int kMostTries = 5;
    for (int tries = 1;; ++tries) {
        const std::string before = state_mark(object);
        ObjectCheck check = check_object(object, object.filename().string());
        if (check.problems.empty() || tries == kMostTries || before == state_mark(object)) return check;
    }
}

}  // namespace

bool VerifyReport::ok() const {
    return std::all_of(problems.begin(), problems.end(),
                       [](const Problem& problem) { return problem.warning; });
}

VerifyReport Archive::verify(const std::vector<std::string>& ids, const VerifyOptions& options) const {
    const ArchiveLayout& layout = state_->layout;
    VerifyReport report;
    std::vector<fs::path> objects;
    if (ids.empty()) objects = walk_storage_root(layout.root(), kOwnExtensionName, report.problems);
    for (const auto& id : ids) {
        if (is_sha256(id)) {
            objects.push_back(layout.object(id));
        } else {
            report.problems.push_back({"A003", id, "is no id", false});
        }
    }

    std::vector<ObjectCheck> checks(objects.size());
    std::atomic<std::size_t> next{0};
    std::atomic<bool> stopped{false};
    std::mutex telling;
    std::size_t done = 0;
    std::exception_ptr thrown;  // by the caller's own functions
    const auto work = [&] {
        for (std::size_t i = next++; i < objects.size() && !stopped; i = next++) {
            checks[i] = check_settled_object(objects[i]);
            check_document(layout, objects[i], checks[i]);
            const std::lock_guard one_at_a_time(telling);
            report.documents += 1;
            report.files += checks[i].files;
            report.bytes += checks[i].bytes;
            checks[i].inventory.reset();
            try {
                if (options.progress) options.progress(++done, objects.size());
                if (options.stop && options.stop()) stopped = true;
            } catch (...) {
                thrown = std::current_exception();
                stopped = true;
            }
        }
    };
    const unsigned wanted =
        options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::thread> helpers;
    for (std::size_t i = 1; i < std::min<std::size_t>(wanted, objects.size()); ++i)
        helpers.emplace_back(work);
    work();
    for (auto& helper : helpers) helper.join();
    if (thrown) std::rethrow_exception(thrown);
    report.stopped = stopped;
    for (auto& check : checks)
        for (auto& problem : check.problems) report.problems.push_back(std::move(problem));
    return report;
}

}  // namespace akt
