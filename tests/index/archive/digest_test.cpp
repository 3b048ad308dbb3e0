#include "index/archive/digest.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "ocr/base/error.h"
#include "tests/index/archive/archive_fixture.h"

namespace akt {

TEST_CASE("digests are those of the standards' own examples") {
    // FIPS 180-4, RFC 1321 and RFC 7693: the digests of "abc".
    CHECK(digest_of("abc", DigestAlgorithm::md5) == "900150983cd24fb0d6963f7d28e17f72");
    CHECK(digest_of("abc", DigestAlgorithm::sha1) == "a9993e364706816aba3e25717850c26c9cd0d89d");
    CHECK(digest_of("abc", DigestAlgorithm::sha256) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(digest_of("abc", DigestAlgorithm::sha512) ==
          "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
          "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    CHECK(digest_of("abc", DigestAlgorithm::blake2b_512) ==
          "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
          "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
}

TEST_CASE("every algorithm is found by its own name") {
    for (const auto algorithm : {DigestAlgorithm::md5, DigestAlgorithm::sha1, DigestAlgorithm::sha256,
                                 DigestAlgorithm::sha512, DigestAlgorithm::blake2b_512})
        CHECK(digest_algorithm_named(name_of(algorithm)) == algorithm);
    CHECK(!digest_algorithm_named("SHA512"));
    CHECK(!digest_algorithm_named(""));
}

TEST_CASE("a stream's digest does not depend on how it is cut, and a file's is the stream's") {
    const test::TemporaryFolder folder;
    CHECK(rc::check([&](const std::string& first, const std::string& second) {
        Digester digester({DigestAlgorithm::sha256, DigestAlgorithm::sha512});
        digester.update(first);
        digester.update(second);
        const Digests digests = digester.finish();
        test::write_file(folder.path() / "file", first + second);
        const FileDigests of_file =
            digests_of_file(folder.path() / "file", {DigestAlgorithm::sha256, DigestAlgorithm::sha512});
        RC_ASSERT(digests == of_file.digests);
        RC_ASSERT(of_file.size_bytes == first.size() + second.size());
        RC_ASSERT(digests.at(DigestAlgorithm::sha256) == digest_of(first + second, DigestAlgorithm::sha256));
    }));
}

TEST_CASE("a file that is missing, or no file, is said so and never waited for") {
    const test::TemporaryFolder folder;
    const auto code_of = [](const std::filesystem::path& path) {
        try {
            digests_of_file(path, {DigestAlgorithm::sha256});
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::internal;
    };
    CHECK(code_of(folder.path() / "none") == ErrorCode::not_found);
    CHECK(code_of(folder.path()) == ErrorCode::io);
    CHECK(code_of("/dev/zero") == ErrorCode::io);
}

TEST_CASE("only 64 lower-case hex digits are a SHA-256") {
    const std::string good(64, 'a');
    CHECK(is_sha256(good));
    CHECK(!is_sha256(good + "a"));
    CHECK(!is_sha256(good.substr(1)));
    CHECK(!is_sha256(std::string(64, 'A')));
    CHECK(!is_sha256(std::string(63, 'a') + "/"));
    CHECK(!is_sha256(""));
}

}  // namespace akt
