#include "index/archive/digest.h"

#include <fcntl.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <utility>

#include "index/archive/posix.h"
#include "ocr/base/error.h"

namespace akt {

namespace {

constexpr std::size_t kBufferBytes = std::size_t{32} * 1024;

struct Named {
    DigestAlgorithm algorithm;
    std::string_view name;
};
constexpr std::array<Named, 5> kNames{{{DigestAlgorithm::md5, "md5"},
                                       {DigestAlgorithm::sha1, "sha1"},
                                       {DigestAlgorithm::sha256, "sha256"},
                                       {DigestAlgorithm::sha512, "sha512"},
                                       {DigestAlgorithm::blake2b_512, "blake2b-512"}}};

const EVP_MD* implementation_of(DigestAlgorithm algorithm) {
    switch (algorithm) {
        case DigestAlgorithm::md5: return EVP_md5();
        case DigestAlgorithm::sha1: return EVP_sha1();
        case DigestAlgorithm::sha256: return EVP_sha256();
        case DigestAlgorithm::sha512: return EVP_sha512();
        case DigestAlgorithm::blake2b_512: return EVP_blake2b512();
    }
    throw Error(ErrorCode::internal, {}, "unknown digest algorithm");
}

void require(int openssl_result) {
    if (openssl_result != 1)
        throw Error(ErrorCode::internal, {}, "the OpenSSL library could not compute a digest");
}

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

}  // namespace

std::string_view name_of(DigestAlgorithm algorithm) {
    for (const auto& named : kNames)
        if (named.algorithm == algorithm) return named.name;
    return {};
}

std::optional<DigestAlgorithm> digest_algorithm_named(std::string_view name) {
    for (const auto& named : kNames)
        if (named.name == name) return named.algorithm;
    return std::nullopt;
}

struct Digester::State {
    std::vector<std::pair<DigestAlgorithm, std::unique_ptr<EVP_MD_CTX, FreeContext>>> running;
};

Digester::Digester(const std::vector<DigestAlgorithm>& algorithms) : state_(std::make_unique<State>()) {
    for (const auto algorithm : algorithms) {
        std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
        if (context == nullptr) throw std::bad_alloc();
        require(EVP_DigestInit_ex(context.get(), implementation_of(algorithm), nullptr));
        state_->running.emplace_back(algorithm, std::move(context));
    }
}

Digester::~Digester() = default;

void Digester::update(std::string_view bytes) {
    for (auto& [algorithm, context] : state_->running)
        require(EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()));
}

Digests Digester::finish() {
    constexpr std::string_view kHex = "0123456789abcdef";
    Digests digests;
    for (auto& [algorithm, context] : state_->running) {
        std::array<unsigned char, EVP_MAX_MD_SIZE> value{};
        unsigned length = 0;
        require(EVP_DigestFinal_ex(context.get(), value.data(), &length));
        std::string& hex = digests[algorithm];
        for (unsigned i = 0; i < length; ++i) {
            hex.push_back(kHex[value[i] >> 4U]);
            hex.push_back(kHex[value[i] & 15U]);
        }
    }
    return digests;
}

std::string digest_of(std::string_view bytes, DigestAlgorithm algorithm) {
    Digester digester({algorithm});
    digester.update(bytes);
    return digester.finish().at(algorithm);
}

FileDigests digests_of_file(const std::filesystem::path& file,
                            const std::vector<DigestAlgorithm>& algorithms) {
    const Descriptor descriptor = open_regular_file(file);
    Digester digester(algorithms);
    FileDigests result;
    std::array<char, kBufferBytes> buffer;
    while (const std::size_t got = read_some(descriptor, buffer.data(), buffer.size(), file)) {
        digester.update({buffer.data(), got});
        result.size_bytes += got;
    }
    result.digests = digester.finish();
    return result;
}

bool is_sha256(std::string_view text) {
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

}  // namespace akt
