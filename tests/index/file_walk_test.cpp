#include "index/file_walk.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <vector>

#include "tests/support/program.h"

using namespace akt;
using akt::test::TemporaryFolder;
using akt::test::write_file;
namespace fs = std::filesystem;

namespace {

struct Tree {
    TemporaryFolder scratch;
    std::vector<Error> errors;

    Tree() {
        for (const char* folder : {"b/deep", "archive", ".hidden"}) fs::create_directories(root() / folder);
        for (const char* file :
             {"z.pdf", "a.pdf", ".DS_Store", "b/å.txt", "b/deep/c.tif", "archive/kept.pdf", ".hidden/x.pdf"})
            write_file(root() / file, "x");
        fs::create_directory_symlink(root() / "b", root() / "link-to-folder");
        fs::create_symlink(root() / "a.pdf", root() / "link-to-file.pdf");
        fs::create_symlink(root() / "nowhere", root() / "broken.pdf");
    }
    fs::path root() const { return scratch.path(); }
    std::vector<std::string> walk(const fs::path& from) {
        std::vector<std::string> names;
        for (const auto& file :
             files_below(from, root() / "archive", [&](const Error& error) { errors.push_back(error); }))
            names.push_back(file.lexically_relative(root()).string());
        return names;
    }
};

}  // namespace

TEST_CASE("a folder's files come sorted, without hidden ones, links to folders and the archive") {
    Tree tree;
    CHECK(tree.walk(tree.root()) ==
          std::vector<std::string>{"a.pdf", "b/deep/c.tif", "b/å.txt", "link-to-file.pdf", "z.pdf"});
    REQUIRE(tree.errors.size() == 1);
    CHECK(tree.errors[0].file().ends_with("broken.pdf"));
}

TEST_CASE("a file given by name is taken, hidden or not") {
    Tree tree;
    CHECK(tree.walk(tree.root() / ".DS_Store") == std::vector<std::string>{".DS_Store"});
    CHECK(tree.errors.empty());
}

TEST_CASE("what is not there is told and gives nothing") {
    Tree tree;
    CHECK(tree.walk(tree.root() / "saknas").empty());
    REQUIRE(tree.errors.size() == 1);
    CHECK(tree.errors[0].code() == ErrorCode::not_found);
}
