#include "ocr/pages/page_source.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/pages/page_picture.h"
#include "tests/support/temporary_folder.h"

using akt::ErrorCode;
using akt::test::TemporaryFolder;

namespace {

const std::filesystem::path kSamples = "corpus/samples/files";

std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("files are known by what they hold, not by their names") {
    struct Row {
        const char* sample;
        const char* named;
        const char* media_type;
        int pages;
    };
    const std::vector<Row> table{
        {"16-kungorelse-samrad.png", "a.pdf", "image/png", 1},
        {"07-ks-protokoll-tallmo.tif", "a.jpg", "image/tiff", 3},
        {"17-anslag-justerat-protokoll.jpg", "a.txt", "image/jpeg", 1},
        {"06-cykelplan.pdf", "a.png", "application/pdf", 1},
        {"26-klagomal-buller.txt", "a.tif", "text/plain", 1},
    };
    const TemporaryFolder folder;
    for (const Row& row : table) {
        CAPTURE(row.sample);
        const auto source =
            akt::open_page_source(folder.write(row.named, content_of(kSamples / row.sample)), {});
        CHECK(source->description().media_type == row.media_type);
        CHECK(source->description().file_name == row.named);
        CHECK(source->page_count() == row.pages);
    }
}

TEST_CASE("every page of a picture file has the size it says") {
    for (const char* sample :
         {"07-ks-protokoll-tallmo.tif", "16-kungorelse-samrad.png", "17-anslag-justerat-protokoll.jpg"}) {
        CAPTURE(sample);
        const auto source = akt::open_page_source(kSamples / sample, {});
        for (int number = 1; number <= source->page_count(); ++number) {
            const akt::PageShape shape = source->shape(number);
            const auto picture = source->picture(number);
            REQUIRE(picture.has_value());
            CHECK(picture->width_px() == shape.width_px);
            CHECK(picture->height_px() == shape.height_px);
            CHECK(shape.height_px > shape.width_px);  // the photo is stored lying, its Exif tag says so
            CHECK(source->text_layer(number).lines.empty());
        }
    }
}

TEST_CASE("what cannot be read is refused with one line that says why") {
    const TemporaryFolder folder;
    struct Row {
        const char* what;
        std::filesystem::path file;
        ErrorCode code;
    };
    const std::string png = content_of(kSamples / "16-kungorelse-samrad.png");
    akt::ReadLimits small;
    small.max_file_bytes = 2'000'000;
    const std::vector<Row> table{
        {"empty", folder.write("empty.pdf", ""), ErrorCode::unreadable_input},
        {"missing", folder.path() / "missing.pdf", ErrorCode::not_found},
        {"a folder", folder.path(), ErrorCode::unreadable_input},
        {"a word processor's", folder.write("a.docx", std::string("PK\x03\x04\x14\0\0", 7)),
         ErrorCode::unreadable_input},
        {"too large", folder.write("large.txt", std::string(2'000'001, 'x')), ErrorCode::limit_exceeded},
        {"a picture's head alone", folder.write("cut.png", png.substr(0, 20)), ErrorCode::unreadable_input},
        {"no TIFF", folder.write("bad.tif", std::string("II*\0\xFF\xFF\xFF\xFF", 8)),
         ErrorCode::unreadable_input},
        {"no JPEG", folder.write("bad.jpg", "\xFF\xD8\xFF\xE0 nothing follows"), ErrorCode::unreadable_input},
        {"a device", "/dev/null", ErrorCode::unreadable_input},
    };
    for (const Row& row : table) {
        CAPTURE(row.what);
        try {
            akt::open_page_source(row.file, small);
            FAIL_CHECK("was opened");
        } catch (const akt::Error& error) {
            CHECK(error.code() == row.code);
            CHECK(error.file() == row.file.filename());
            CHECK(std::string(error.what()).find('\n') == std::string::npos);
        }
    }
}

TEST_CASE("a picture with more pixels than allowed is refused before it is decoded") {
    akt::ReadLimits limits;
    limits.max_page_pixels = 1'000;
    try {
        akt::open_page_source(kSamples / "16-kungorelse-samrad.png", limits);
        FAIL("was opened");
    } catch (const akt::Error& error) {
        CHECK(error.code() == ErrorCode::limit_exceeded);
    }
}

TEST_CASE("a page's picture for people is a PNG of the width asked for") {
    const auto plan = akt::open_page_source(kSamples / "06-cykelplan.pdf", {});
    const std::string png = akt::render_page_png(*plan, 1, 0, 300);
    REQUIRE(png.size() > 24);
    CHECK(png.substr(1, 3) == "PNG");
    const auto sixteen_bits_at = [](const std::string& bytes, std::size_t offset) {
        return static_cast<unsigned char>(bytes[offset]) * 256 +
               static_cast<unsigned char>(bytes[offset + 1]);
    };
    CHECK(sixteen_bits_at(png, 18) == 300);
    CHECK(sixteen_bits_at(png, 22) > 400);
    const std::string lying = akt::render_page_png(*plan, 1, 90, 300);
    CHECK(sixteen_bits_at(lying, 18) == 300);
    CHECK(sixteen_bits_at(lying, 22) < 250);
    CHECK_THROWS_AS(akt::render_page_png(*plan, 2, 0, 300), akt::Error);
    const auto text = akt::open_page_source(kSamples / "26-klagomal-buller.txt", {});
    CHECK_THROWS_AS(akt::render_page_png(*text, 1, 0, 300), akt::Error);
}
