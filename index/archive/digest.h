#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace akt {

/// The algorithms OCFL 1.1 names (section 3.4). Only sha512 and sha256 may address content; the rest are
/// fixity.
enum class DigestAlgorithm { md5, sha1, sha256, sha512, blake2b_512 };

/// OCFL's names: "md5", "sha1", "sha256", "sha512", "blake2b-512".
std::string_view name_of(DigestAlgorithm algorithm);
std::optional<DigestAlgorithm> digest_algorithm_named(std::string_view name);

/// Lower-case hex by algorithm.
using Digests = std::map<DigestAlgorithm, std::string>;

/// Several digests of one stream in one pass. Not to be shared between threads.
class Digester {
public:
    explicit Digester(const std::vector<DigestAlgorithm>& algorithms);
    ~Digester();
    Digester(const Digester&) = delete;
    Digester& operator=(const Digester&) = delete;

    void update(std::string_view bytes);
    /// Once, at the end.
    Digests finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

std::string digest_of(std::string_view bytes, DigestAlgorithm algorithm);

struct FileDigests {
    Digests digests;
    std::uint64_t size_bytes = 0;
};
/// Reads the file once. Throws Error: not_found, io.
FileDigests digests_of_file(const std::filesystem::path& file,
                            const std::vector<DigestAlgorithm>& algorithms);

/// Whether `text` is a SHA-256 as Akt writes it: 64 lower-case hex digits.
bool is_sha256(std::string_view text);

}  // namespace akt
