#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace akt {

/// An open file descriptor, closed at the end of its scope.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(other.number_) { other.number_ = -1; }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor();
    int number() const { return number_; }

private:
    int number_;
};

/// Throws the Error that `error_number` (errno) stands for: not_found, disk_full or io.
/// `doing` completes "could not …".
[[noreturn]] void throw_errno(int error_number, const std::filesystem::path& path, std::string_view doing);

/// For reading; never blocks on a pipe or device. Throws Error: not_found, io (also when it is no regular
/// file).
Descriptor open_regular_file(const std::filesystem::path& file);

/// Up to `size` bytes into `to`; 0 at the end of the file. `file` is for the message only.
std::size_t read_some(const Descriptor& descriptor, char* to, std::size_t size,
                      const std::filesystem::path& file);
void write_all(const Descriptor& descriptor, std::string_view bytes, const std::filesystem::path& file);

}  // namespace akt
