#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace akt {

/// A model file mapped into memory, read only. Layout, little-endian, everything aligned to 8 bytes:
///   char magic[4] "AktM" · u32 format version · char kind[8] · u64 size of the whole file in bytes ·
///   u64 checksum of all that follows · u32 number of sections · u32 0 ·
///   a section: char name[8] · u64 offset_bytes · u64 size_bytes · then the sections' bytes.
class ModelFile {
public:
    static constexpr std::uint32_t kFormatVersion = 1;

    /// Throws Error: not_found, integrity (truncated, altered, of another kind), format_too_new.
    static std::shared_ptr<const ModelFile> open(const std::filesystem::path& path, std::string_view kind);
    ~ModelFile();
    ModelFile(const ModelFile&) = delete;
    ModelFile& operator=(const ModelFile&) = delete;

    /// Throws Error(integrity) when there is no such section or its size is no multiple of T's.
    template <class T>
    std::span<const T> section(std::string_view name) const {
        const auto bytes = section_bytes(name, sizeof(T));
        return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
    }

    /// Whether there is such a section.
    bool has_section(std::string_view name) const;

    const std::filesystem::path& path() const { return path_; }
    [[noreturn]] void fail(const std::string& what) const;

private:
    ModelFile(std::filesystem::path path, std::span<const std::byte> bytes)
        : path_(std::move(path)), bytes_(bytes) {}
    std::optional<std::span<const std::byte>> find_section(std::string_view name) const;
    std::span<const std::byte> section_bytes(std::string_view name, std::size_t unit_bytes) const;
    void check(std::string_view kind) const;

    std::filesystem::path path_;
    std::span<const std::byte> bytes_;
};

/// One section to be written; the bytes belong to the caller.
struct ModelSection {
    std::string name;  ///< at most 8 characters
    std::span<const std::byte> bytes;
};

/// Writes a model file: the same sections give the same bytes. Throws Error(io).
void write_model_file(const std::filesystem::path& path, std::string_view kind,
                      const std::vector<ModelSection>& sections);

/// The checksum in the header: catches damage, not malice.
std::uint64_t checksum(std::span<const std::byte> bytes);

}  // namespace akt
