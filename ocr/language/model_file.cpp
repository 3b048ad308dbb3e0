#include "ocr/language/model_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>

#include "ocr/base/error.h"

namespace akt {

namespace {

constexpr std::array<char, 4> kMagic{'A', 'k', 't', 'M'};

struct Header {
    std::array<char, 4> magic;
    std::uint32_t version;
    std::array<char, 8> kind;
    std::uint64_t size_bytes;
    std::uint64_t checksum;
    std::uint32_t section_count;
    std::uint32_t reserved;
};
static_assert(sizeof(Header) == 40);

struct SectionEntry {
    std::array<char, 8> name;
    std::uint64_t offset_bytes;
    std::uint64_t size_bytes;
};

std::array<char, 8> padded(std::string_view name) {
    std::array<char, 8> out{};
    std::copy_n(name.begin(), std::min(name.size(), out.size()), out.begin());
    return out;
}

Header header_of(std::span<const std::byte> bytes) {
    Header header;
    std::memcpy(&header, bytes.data(), sizeof header);
    return header;
}

constexpr std::size_t kChecksumFrom = offsetof(Header, section_count);

std::size_t aligned(std::size_t size_bytes) {
    return (size_bytes + 7) / 8 * 8;
}

}  // namespace

std::uint64_t checksum(std::span<const std::byte> bytes) {
    // Four lanes, so that the multiplications overlap: gigabytes a second.
    std::array<std::uint64_t, 4> lanes{0x9E3779B97F4A7C15U, 0xC2B2AE3D27D4EB4FU, 0x165667B19E3779F9U,
                                       0x27D4EB2F165667C5U};
    const auto mix = [](std::uint64_t lane, std::uint64_t value) {
        lane = (lane ^ value) * 0x9FB21C651E98DF25U;
        return lane ^ (lane >> 35);
    };
    std::size_t at = 0;
    for (; at + 32 <= bytes.size(); at += 32) {
        std::array<std::uint64_t, 4> values;
        std::memcpy(values.data(), bytes.data() + at, 32);
        for (std::size_t lane = 0; lane < 4; ++lane) lanes[lane] = mix(lanes[lane], values[lane]);
    }
    for (; at < bytes.size(); ++at) lanes[0] = mix(lanes[0], static_cast<std::uint64_t>(bytes[at]));
    std::uint64_t all = bytes.size();
    for (const auto lane : lanes) all = mix(all, lane);
    return all;
}

std::shared_ptr<const ModelFile> ModelFile::open(const std::filesystem::path& path, std::string_view kind) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) throw Error(ErrorCode::not_found, path.string(), "cannot open the model", "see akt doctor");
    struct stat status {};
    void* mapped = MAP_FAILED;
    if (::fstat(file, &status) == 0 && status.st_size > 0)
        mapped = ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ,
                        MAP_PRIVATE | MAP_POPULATE, file, 0);  // the checksum goes over all of it
    ::close(file);
    if (mapped == MAP_FAILED)
        throw Error(ErrorCode::integrity, path.string(), "the model is empty or cannot be mapped");
    const std::span bytes(static_cast<const std::byte*>(mapped), static_cast<std::size_t>(status.st_size));
    std::shared_ptr<const ModelFile> model(new ModelFile(path, bytes));
    model->check(kind);
    return model;
}

ModelFile::~ModelFile() {
    ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

void ModelFile::fail(const std::string& what) const {
    throw Error(ErrorCode::integrity, path_.string(), what, "install the models again");
}

void ModelFile::check(std::string_view kind) const {
    if (bytes_.size() < sizeof(Header)) fail("the model is cut short");
    const Header header = header_of(bytes_);
    if (header.magic != kMagic) fail("this is no model of Akt's");
    if (header.version > kFormatVersion)
        throw Error(ErrorCode::format_too_new, path_.string(), "the model was made by a newer version",
                    "update akt");
    if (header.version != kFormatVersion || header.kind != padded(kind))
        fail("this is another kind of model");
    if (header.size_bytes != bytes_.size()) fail("the model is cut short");
    if (header.checksum != checksum(bytes_.subspan(kChecksumFrom)))
        fail("the model is damaged: its checksum does not hold");
    if (header.section_count > (bytes_.size() - sizeof(Header)) / sizeof(SectionEntry))
        fail("the model is damaged");
}

std::optional<std::span<const std::byte>> ModelFile::find_section(std::string_view name) const {
    const Header header = header_of(bytes_);
    for (std::uint32_t i = 0; i < header.section_count; ++i) {
        SectionEntry entry;
        std::memcpy(&entry, bytes_.data() + sizeof(Header) + i * sizeof(SectionEntry), sizeof entry);
        if (entry.name != padded(name)) continue;
        const bool inside =
            entry.offset_bytes <= bytes_.size() && entry.size_bytes <= bytes_.size() - entry.offset_bytes;
        if (!inside || entry.offset_bytes % 8 != 0) fail("the model is damaged");
        return bytes_.subspan(entry.offset_bytes, entry.size_bytes);
    }
    return std::nullopt;
}

bool ModelFile::has_section(std::string_view name) const {
    return find_section(name).has_value();
}

std::span<const std::byte> ModelFile::section_bytes(std::string_view name, std::size_t unit_bytes) const {
    const auto bytes = find_section(name);
    if (!bytes) fail("the model lacks its part '" + std::string(name) + "'");
    if (bytes->size() % unit_bytes != 0) fail("the model is damaged");
    return *bytes;
}

void write_model_file(const std::filesystem::path& path, std::string_view kind,
                      const std::vector<ModelSection>& sections) {
    std::vector<std::byte> bytes(sizeof(Header) + sections.size() * sizeof(SectionEntry));
    for (std::size_t i = 0; i < sections.size(); ++i) {
        const SectionEntry entry{padded(sections[i].name), bytes.size(), sections[i].bytes.size()};
        std::memcpy(bytes.data() + sizeof(Header) + i * sizeof(SectionEntry), &entry, sizeof entry);
        bytes.insert(bytes.end(), sections[i].bytes.begin(), sections[i].bytes.end());
        bytes.resize(aligned(bytes.size()));
    }
    Header header{kMagic,
                  ModelFile::kFormatVersion,
                  padded(kind),
                  bytes.size(),
                  0,
                  static_cast<std::uint32_t>(sections.size()),
                  0};
    std::memcpy(bytes.data(), &header, sizeof header);
    header.checksum = checksum(std::span(bytes).subspan(kChecksumFrom));
    std::memcpy(bytes.data(), &header, sizeof header);
    std::ofstream out(path, std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) throw Error(ErrorCode::io, path.string(), "cannot write the model");
}

}  // namespace akt
