#include "ocr/language/model_file.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "ocr/base/error.h"
#include "tests/support/temporary_folder.h"

using namespace akt;
using akt::test::TemporaryFolder;

namespace {

std::vector<ModelSection> sections_of(const std::vector<std::pair<std::string, std::string>>& parts) {
    std::vector<ModelSection> sections;
    for (const auto& [name, bytes] : parts) sections.push_back({name, std::as_bytes(std::span(bytes))});
    return sections;
}

/// A small model of two sections: 40 bytes of header, 48 of table, 16 and 8 of content.
std::string small_model(const TemporaryFolder& folder) {
    const std::string numbers(12, 'n'), rest("rest!");
    const auto path = folder.path() / "small";
    write_model_file(
        path, "test",
        {{"numbers", std::as_bytes(std::span(numbers))}, {"rest", std::as_bytes(std::span(rest))}});
    return akt::test::read_file(path);
}

/// What opening these bytes and reading every section ends with.
ErrorCode outcome(const TemporaryFolder& folder, const std::string& bytes) {
    const auto path = folder.write("harmed", bytes);
    try {
        const auto model = ModelFile::open(path, "test");
        model->section<std::uint32_t>("numbers");
        model->section<char>("rest");
        return ErrorCode::usage;
    } catch (const Error& error) {
        CHECK(error.file() == path.string());
        return error.code();
    }
}

/// `bytes` with a checksum that holds.
std::string signed_again(std::string bytes) {
    const auto sum = checksum(std::as_bytes(std::span(bytes)).subspan(32));
    std::memcpy(bytes.data() + 24, &sum, sizeof sum);
    return bytes;
}

template <class T>
std::string with(std::string bytes, std::size_t at, T value) {
    std::memcpy(bytes.data() + at, &value, sizeof value);
    return bytes;
}

}  // namespace

TEST_CASE("what is written is read, aligned, and the same every time") {
    CHECK(rc::check([](const std::vector<std::string>& contents) {
        std::vector<std::pair<std::string, std::string>> parts;
        for (const auto& content : contents)
            parts.emplace_back("part" + std::to_string(parts.size()), content);
        const TemporaryFolder folder;
        const auto path = folder.path() / "model", again = folder.path() / "again";
        write_model_file(path, "any kind", sections_of(parts));
        write_model_file(again, "any kind", sections_of(parts));
        RC_ASSERT(akt::test::read_file(path) == akt::test::read_file(again));
        const auto model = ModelFile::open(path, "any kind");
        for (const auto& [name, content] : parts) {
            const auto read = model->section<char>(name);
            RC_ASSERT(std::string(read.begin(), read.end()) == content);
            RC_ASSERT(reinterpret_cast<std::uintptr_t>(read.data()) % 8 == 0);
        }
    }));
}

TEST_CASE("a model cut short anywhere is refused") {
    const TemporaryFolder folder;
    const std::string whole = small_model(folder);
    REQUIRE(whole.size() == 112);
    REQUIRE(outcome(folder, whole) == ErrorCode::usage);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        CHECK(outcome(folder, whole.substr(0, size)) == ErrorCode::integrity);
    }
    CHECK(outcome(folder, whole + '\0') == ErrorCode::integrity);
}

TEST_CASE("a model with any bit turned is refused") {
    const TemporaryFolder folder;
    const std::string whole = small_model(folder);
    for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
        std::string harmed = whole;
        harmed[bit / 8] = static_cast<char>(harmed[bit / 8] ^ (1 << bit % 8));
        const bool version = bit / 8 >= 4 && bit / 8 < 8 && bit != 32;
        CAPTURE(bit);
        CHECK(outcome(folder, harmed) == (version ? ErrorCode::format_too_new : ErrorCode::integrity));
    }
}

TEST_CASE("a table of sections that leads outside is refused even with a sound checksum") {
    const TemporaryFolder folder;
    const std::string whole = small_model(folder);
    REQUIRE(outcome(folder, signed_again(whole)) == ErrorCode::usage);
    constexpr std::size_t kCount = 32, kOffset = 48, kSize = 56;
    const std::string harmed[] = {
        with(whole, kCount, std::uint32_t{0}),   with(whole, kCount, std::uint32_t{4}),
        with(whole, kCount, ~std::uint32_t{0}),  with(whole, kOffset, std::uint64_t{112}),
        with(whole, kOffset, ~std::uint64_t{7}), with(whole, kOffset, std::uint64_t{84}),
        with(whole, kSize, std::uint64_t{28}),   with(whole, kSize, ~std::uint64_t{0} - 3),
        with(whole, kSize, std::uint64_t{11}),   with(whole, 40, 'N'),
    };
    for (std::size_t i = 0; i < std::size(harmed); ++i) {
        CAPTURE(i);
        CHECK(outcome(folder, signed_again(harmed[i])) == ErrorCode::integrity);
    }
}

TEST_CASE("what is no model, or another one, is refused by its own error") {
    const TemporaryFolder folder;
    small_model(folder);
    const auto code_of = [](const std::filesystem::path& path, const char* kind) {
        try {
            ModelFile::open(path, kind);
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::usage;
    };
    CHECK(code_of(folder.path() / "small", "test") == ErrorCode::usage);
    CHECK(code_of(folder.path() / "small", "tests") == ErrorCode::integrity);
    CHECK(code_of(folder.path() / "missing", "test") == ErrorCode::not_found);
    CHECK(code_of(folder.path(), "test") == ErrorCode::integrity);
    CHECK_THROWS_AS(write_model_file(folder.path() / "no folder" / "model", "test", {}), Error);
}
