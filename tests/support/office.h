#pragma once

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace akt::test {

/// An archive in a folder of its own, and the program that works on it.
struct Office {
    TemporaryFolder scratch;
    std::string archive = (scratch.path() / "arkiv").string();

    Finished akt(std::vector<std::string> arguments, std::string_view input = {}) const {
        arguments.insert(arguments.begin(), {"--archive", archive});
        return run_akt(arguments, input);
    }
    nlohmann::json json(std::vector<std::string> arguments) const {
        const auto finished = akt(std::move(arguments));
        CAPTURE(finished.err);
        REQUIRE(finished.exit_code == 0);
        return nlohmann::json::parse(finished.out);
    }
};

}  // namespace akt::test
