#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <set>
#include <string>

#include "index/archive/archive.h"
#include "ocr/base/error.h"
#include "tests/index/archive/archive_fixture.h"
#include "tests/index/archive/faulty_files.h"

namespace akt::test {

/// An archive in a folder of its own.
struct Scene {
    TemporaryFolder folder;
    FaultyFiles files;
    std::filesystem::path root = folder.path() / "archive";
    Archive archive = Archive::create_or_open(root, Archive::Mode::write, files);

    /// Archives a file of these bytes; gives its id.
    std::string put(const std::string& bytes, const std::string& text = "text") {
        const Record record = sample_record(bytes, text);
        write_file(folder.path() / "original", bytes);
        CHECK(archive.put(record, folder.path() / "original"));
        return record.original.sha256;
    }
    std::set<std::string> codes() const {
        std::set<std::string> codes;
        for (const auto& problem : archive.verify().problems) codes.insert(problem.code);
        return codes;
    }
};

/// The code of the Error that `action` throws; it is to tell what is wrong.
template <class Action>
ErrorCode code_of(Action&& action) {
    try {
        action();
    } catch (const Error& error) {
        CHECK(!error.message().empty());
        return error.code();
    }
    FAIL("nothing was thrown");
    return ErrorCode::internal;
}

}  // namespace akt::test
