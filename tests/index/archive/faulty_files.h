#pragma once

#include <exception>
#include <filesystem>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "index/archive/files.h"

namespace akt::test {

/// Thrown where the simulated machine stops. Not an akt::Error: nothing may translate it.
struct Crash : std::exception {
    const char* what() const noexcept override { return "simulated crash"; }
};

enum class Fault {
    none,
    kill,        ///< the process ends at once: every change made so far stays, no other follows
    power_loss,  ///< as kill, and changes that were not synced are each kept or lost by chance, files cut
                 ///< short
    disk_full,   ///< no space from here on: nothing can be made or written, but removed and renamed
};

/// What file systems differ in.
struct Abilities {
    bool exchange = true;
    bool links = true;
};

/// Does what it is asked on the real file system, counting steps, until the `fault_step`th (from 1; writing a
/// file is two steps, half the bytes each). sync() only notes what would have been made durable: a test needs
/// no slow disk.
class FaultyFiles final : public Files {
public:
    explicit FaultyFiles(Abilities abilities = {}) : abilities_(abilities) {}
    FaultyFiles(Abilities abilities, Fault fault, std::size_t fault_step, unsigned seed)
        : abilities_(abilities), fault_(fault), fault_step_(fault_step), chance_(seed) {}

    std::size_t steps() const { return steps_; }
    bool struck() const { return struck_; }
    /// After a simulated power loss: undoes what did not reach the disk.
    void lose_unsynced();

    bool make_folder(const std::filesystem::path& folder) override;
    void write_file(const std::filesystem::path& file, std::string_view bytes) override;
    void copy_file(const std::filesystem::path& from, const std::filesystem::path& to) override;
    bool link_file(const std::filesystem::path& from, const std::filesystem::path& to) override;
    void rename(const std::filesystem::path& from, const std::filesystem::path& to) override;
    bool exchange(const std::filesystem::path& a, const std::filesystem::path& b) override;
    void remove(const std::filesystem::path& path) override;
    void sync(const std::filesystem::path& path) override;

private:
    /// A change that is lost in a power failure until `folder` is synced.
    struct Change {
        std::filesystem::path folder;
        std::vector<std::filesystem::path> touched;
        std::function<void()> undo;
    };

    /// `needs_space`: it fails when the disk is full.
    void step(bool needs_space, const std::filesystem::path& path);
    void changed(const std::filesystem::path& folder, std::vector<std::filesystem::path> touched,
                 std::function<void()> undo);
    void moved(const std::filesystem::path& from, const std::filesystem::path& to);

    Abilities abilities_;
    Fault fault_ = Fault::none;
    std::size_t fault_step_ = 0;
    std::mt19937 chance_;
    std::size_t steps_ = 0;
    bool struck_ = false;
    std::vector<Change> pending_;
    std::set<std::filesystem::path> unsynced_files_;
};

}  // namespace akt::test
