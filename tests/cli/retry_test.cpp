// Pages that failed or read badly are told of, and read again when asked for.

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "index/archive/archive.h"
#include "index/archive/digest.h"
#include "tests/support/files.h"
#include "tests/support/office.h"

using namespace akt::test;
using akt::Archive;
using akt::Line;
using akt::Page;
using akt::PageReading;
using akt::PixelBox;
using akt::Record;
using akt::Word;

namespace {

/// Two born-digital pages, as an earlier run may have left them.
struct Left : Office {
    std::filesystem::path original = "corpus/samples/files/08-miljonamnden-protokoll.pdf";
    Record record;

    Left() {
        const std::string bytes = read_file(original);
        record.original = {akt::digest_of(bytes, akt::DigestAlgorithm::sha256), bytes.size(), "protokoll.pdf",
                           "application/pdf"};
        record.document.media_type = "application/pdf";
        record.added_at = "2024-01-01T12:00:00Z";
        for (const int number : {1, 2}) {
            Page page;
            page.number = number;
            page.width_px = 1240, page.height_px = 1754, page.dpi = 150;
            page.how = PageReading::ocr;
            page.lines = {
                {{Word("tidigare" + std::to_string(number), {10, 10, 90, 30}, 0.9F)}, {10, 10, 90, 30}}};
            record.document.pages.push_back(page);
        }
    }
    void keep() const { Archive::create_or_open(archive, Archive::Mode::write).put(record, original); }
    std::size_t versions() const {
        return Archive::create_or_open(archive, Archive::Mode::read).history(record.original.sha256).size();
    }
    Page page(int number) const {
        const auto now = Archive::create_or_open(archive, Archive::Mode::read).find(record.original.sha256);
        return now->document.pages.at(static_cast<std::size_t>(number - 1));
    }
};

}  // namespace

TEST_CASE("a page that failed is read again, the others stay as they are") {
    Left left;
    Page& failed = left.record.document.pages[0];
    failed = {};
    failed.number = 1;
    failed.how = PageReading::failed;
    failed.failure = "took longer than 180 s";
    left.keep();
    CHECK(left.akt({"status"}).out.find("1 documents have pages that could not be read") !=
          std::string::npos);
    const auto retried = left.akt({"retry"});
    CAPTURE(retried.err);
    CHECK(retried.exit_code == 0);
    CHECK(left.page(1).how == PageReading::text_layer);
    CHECK(left.page(1).lines.size() > 10);
    CHECK(left.page(2).lines == left.record.document.pages[1].lines);
    CHECK(left.versions() == 2);
    CHECK(left.akt({"retry"}).out == "nothing to read again\n");
    CHECK(left.versions() == 2);
}

TEST_CASE("a page that reads badly is told of, and read again only when that is asked for") {
    Left left;
    left.record.document.pages[1].reads_badly = true;
    left.keep();
    CHECK(left.akt({"status"}).out.find("1 pages read badly") != std::string::npos);
    CHECK(left.akt({"retry"}).out == "nothing to read again\n");
    CHECK(left.akt({"retry", "--bad"}).exit_code == 0);
    CHECK(left.page(2).how == PageReading::text_layer);
    CHECK_FALSE(left.page(2).reads_badly);
    CHECK(left.page(1).lines == left.record.document.pages[0].lines);
    CHECK(left.akt({"status"}).out.find("read badly") == std::string::npos);
}

TEST_CASE("where nothing gets better there is no new version") {
    Left left;
    Page& bad = left.record.document.pages[1];
    bad.reads_badly = true;
    for (int i = 0; i < 400; ++i) {
        const PixelBox box{10, 10 * i, 900, 10 * i + 9};
        bad.lines.push_back({{Word("mångamångamångamångabokstäver", box, 1.0F)}, box});
    }
    left.keep();
    const auto retried = left.akt({"retry", "--bad"});
    CHECK(retried.exit_code == 0);
    CHECK(retried.out.starts_with("as was "));
    CHECK(left.versions() == 1);
}
