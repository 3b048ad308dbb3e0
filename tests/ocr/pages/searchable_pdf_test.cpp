// What is laid over a page is asked back from the PDF by the same reader that reads any PDF.
#include "ocr/pages/searchable_pdf.h"

#include <doctest/doctest.h>
#include <leptonica/allheaders.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/pages/page_source.h"
#include "ocr/pages/pix_ptr.h"
#include "ocr/pages/preprocess.h"
#include "tests/support/scripted_recognizer.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_pdf.h"

using akt::Line;
using akt::OtherReading;
using akt::Page;
using akt::PageImage;
using akt::PageReading;
using akt::PixelBox;
using akt::SearchablePdf;
using akt::Word;
using akt::test::TemporaryFolder;
using akt::test::TinyPdf;

namespace {

std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// As a recogniser would give it: level lines of words, on a page of the source's shape turned upright.
Page recognised(akt::PageSource& source, int number, int turned_degrees) {
    const akt::PageShape shape = source.shape(number);
    Page page;
    page.number = number;
    page.dpi = shape.dpi;
    page.how = PageReading::ocr;
    page.turned_degrees = turned_degrees;
    page.width_px = turned_degrees % 180 == 0 ? shape.width_px : shape.height_px;
    page.height_px = turned_degrees % 180 == 0 ? shape.height_px : shape.width_px;
    const auto add = [&page](const std::vector<std::string>& words, int top_px) {
        Line line;
        int left_px = 60;
        for (const std::string& word : words) {
            const int width_px = 11 * static_cast<int>(word.size());
            line.words.emplace_back(word, PixelBox{left_px, top_px, left_px + width_px, top_px + 24}, 0.9F);
            line.box = united(line.box, line.words.back().box());
            left_px += width_px + 12;
        }
        page.lines.push_back(line);
    };
    add({"Åtgärder", "mot", "höga", "§§"}, 80);
    add({"ljudnivåer", "på", "Östra", "gatan"}, 112);
    return page;
}

std::string searchable(const std::filesystem::path& file, const std::vector<Page>& pages) {
    const auto source = akt::open_page_source(file, {});
    SearchablePdf pdf(file, "t", source->description().media_type);
    for (const Page& page : pages) pdf.add(page);
    return pdf.finish();
}

void check_same_words(const Page& found, const Page& laid) {
    CHECK(text_of(found) == text_of(laid));
    CHECK(found.turned_degrees == laid.turned_degrees);
    REQUIRE(found.lines.size() == laid.lines.size());
    for (std::size_t i = 0; i < laid.lines.size(); ++i) {
        REQUIRE(found.lines[i].words.size() == laid.lines[i].words.size());
        for (std::size_t w = 0; w < laid.lines[i].words.size(); ++w) {
            const PixelBox& there = found.lines[i].words[w].box();
            const PixelBox& here = laid.lines[i].words[w].box();
            CHECK(std::abs(there.left_px - here.left_px) <= 2);
            CHECK(std::abs(there.right_px - here.right_px) <= 2);
            CHECK(std::abs(there.top_px - here.top_px) <= 3);
            CHECK(std::abs(there.bottom_px - here.bottom_px) <= 3);
        }
    }
}

void check_same_picture(const PageImage& a, const PageImage& b) {
    REQUIRE(a.width_px() == b.width_px());
    REQUIRE(a.height_px() == b.height_px());
    long different = 0;
    for (int y = 0; y < a.height_px(); ++y)
        for (int x = 0; x < a.width_px(); ++x) different += a.grey_at(x, y) == b.grey_at(x, y) ? 0 : 1;
    CHECK(different == 0);
}

constexpr const char* kPicture = "q 500 0 0 700 50 50 cm /I Do Q";

}  // namespace

TEST_CASE("words come back where they were laid, however the page lies and is cropped") {
    const TemporaryFolder folder;
    for (const char* box : {"", "/CropBox [30 40 560 760]", "/CropBox [-50 -50 900 900]"}) {
        for (const int rotate : {0, 90, 180, 270}) {
            CAPTURE(box);
            CAPTURE(rotate);
            TinyPdf made;
            const int image = made.add_image(600, 840, 230);
            made.add_page(kPicture, "0 0 600 800", "/XObject << /I " + std::to_string(image) + " 0 R >>",
                          std::string(box) + " /Rotate " + std::to_string(rotate));
            const auto original = folder.write("a.pdf", made.bytes());
            const auto source = akt::open_page_source(original, {});
            for (const int turned : {0, 90, 180, 270}) {
                CAPTURE(turned);
                const Page page = recognised(*source, 1, turned);
                const auto result =
                    akt::open_page_source(folder.write("b.pdf", searchable(original, {page})), {});
                check_same_words(result->text_layer(1), page);
                if (turned == 0) check_same_picture(*result->picture(1), *source->picture(1));
            }
        }
    }
}

TEST_CASE("on a skewed page the words stand in their places, and whole") {
    TinyPdf made;
    const int image = made.add_image(600, 840, 230);
    made.add_page(kPicture, "0 0 600 800", "/XObject << /I " + std::to_string(image) + " 0 R >>");
    const TemporaryFolder folder;
    const auto original = folder.write("a.pdf", made.bytes());
    Page page = recognised(*akt::open_page_source(original, {}), 1, 0);
    page.lines.clear();
    constexpr double kSlope = 0.08;
    for (int row = 0; row < 5; ++row) {
        Line line;
        for (int column = 0; column < 6; ++column) {
            const int left_px = 60 + 70 * column;
            const int top_px = 60 + 60 * row + static_cast<int>(std::lround(kSlope * (left_px - 60)));
            line.words.emplace_back("byarådets" + std::to_string(column),
                                    PixelBox{left_px, top_px, left_px + 50, top_px + 20}, 0.9F);
            line.box = united(line.box, line.words.back().box());
        }
        page.lines.push_back(line);
    }
    const auto result = akt::open_page_source(folder.write("b.pdf", searchable(original, {page})), {});
    const Page found = result->text_layer(1);
    const auto stands_in_its_place = [&found](const Word& word) {
        for (const Line& line : found.lines) {
            for (const Word& other : line.words) {
                const PixelBox common = intersected(other.box(), word.box());
                if (other.raw() == word.raw() && common.width_px() >= word.box().width_px() - 4 &&
                    common.height_px() >= word.box().height_px() - 6)
                    return true;
            }
        }
        return false;
    };
    for (const Line& line : page.lines)
        for (const Word& word : line.words) CHECK(stands_in_its_place(word));
}

TEST_CASE("the unseen text of an earlier OCR gives way, seen text and text bound up with it stay") {
    TinyPdf made;
    const int form = made.add_stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >>",
        "BT 3 Tr /F 12 Tf 100 300 Td (hidden-in-form) Tj ET");
    made.add_page(
        "BT /F 12 Tf 100 700 Td (seen) Tj ET\n"
        "q BT 3 Tr /F 12 Tf 100 650 Td (hidden) Tj 0 -20 Td [(al) -20 (so)] TJ ET Q\n"
        "BT /F 12 Tf 100 600 Td (again) Tj ET\n"
        "BT /F 12 Tf 100 550 Td (shown) Tj 3 Tr ( tied) Tj ET 0 Tr /X Do",
        "0 0 600 800", "/XObject << /X " + std::to_string(form) + " 0 R >>");
    const TemporaryFolder folder;
    const auto original = folder.write("a.pdf", made.bytes());
    const auto source = akt::open_page_source(original, {});
    Page page = recognised(*source, 1, 0);
    const auto text_with = [&](const Page& laid) {
        const auto result = akt::open_page_source(folder.write("b.pdf", searchable(original, {laid})), {});
        check_same_picture(*result->picture(1), *source->picture(1));
        return text_of(result->text_layer(1));
    };
    const std::string replaced = text_with(page);
    for (const char* stays : {"seen", "again", "shown", "tied", "Östra"}) {
        CAPTURE(stays);
        CHECK(replaced.find(stays) != std::string::npos);
    }
    for (const char* goes : {"hidden", "also"}) {
        CAPTURE(goes);
        CHECK(replaced.find(goes) == std::string::npos);
    }
    page.how = PageReading::text_layer;
    const std::string kept = text_with(page);
    CHECK(kept.find("hidden-in-form") != std::string::npos);
    CHECK(kept.find("Östra") == std::string::npos);
}

TEST_CASE("pages that share their resources are not changed with one another") {
    TinyPdf made;
    made.add_page("BT /F 12 Tf 100 700 Td (first) Tj ET", "0 0 600 800");
    made.add_page("BT /F 12 Tf 100 700 Td (second) Tj ET", "0 0 600 800");
    const TemporaryFolder folder;
    const auto original = folder.write("a.pdf", made.bytes());
    const Page page = recognised(*akt::open_page_source(original, {}), 1, 0);
    const auto result = akt::open_page_source(folder.write("b.pdf", searchable(original, {page})), {});
    CHECK(text_of(result->text_layer(1)).find("Östra") != std::string::npos);
    CHECK(text_of(result->text_layer(2)) == "second");
}

TEST_CASE("pictures go into a PDF as they are, one page each, and come out the same") {
    const std::filesystem::path samples = "corpus/samples/files";
    const TemporaryFolder folder;
    for (const char* sample : {"07-ks-protokoll-tallmo.tif", "16-kungorelse-samrad.png",
                               "17-anslag-justerat-protokoll.jpg", "36-trafikforeskrift.png"}) {
        CAPTURE(sample);
        const auto source = akt::open_page_source(samples / sample, {});
        std::vector<Page> pages;
        for (int number = 1; number <= source->page_count(); ++number)
            pages.push_back(recognised(*source, number, 0));
        const std::string pdf = searchable(samples / sample, pages);
        const auto result = akt::open_page_source(folder.write("b.pdf", pdf), {});
        REQUIRE(result->page_count() == source->page_count());
        CHECK(text_of(result->text_layer(1)) == text_of(pages[0]));
        const auto before = source->picture(1), after = result->picture(1);
        // Poppler may render coarser than the picture is; then only the shape can be compared.
        const double ratio = static_cast<double>(after->width_px()) / before->width_px();
        CHECK(std::abs(ratio * before->height_px() - after->height_px()) <= 2);
        CHECK(akt::is_blank(*after) == akt::is_blank(*before));
        CHECK(pdf == searchable(samples / sample, pages));
    }
    const std::string jpeg = content_of(samples / "17-anslag-justerat-protokoll.jpg");
    const Page page =
        recognised(*akt::open_page_source(samples / "17-anslag-justerat-protokoll.jpg", {}), 1, 0);
    CHECK(searchable(samples / "17-anslag-justerat-protokoll.jpg", {page}).find(jpeg) != std::string::npos);
}

TEST_CASE("every kind of PNG keeps its dark and its light in the PDF") {
    constexpr int kWidth = 600, kHeight = 800, kDark = 40, kLight = 230;
    const auto kind = [](int depth, bool palette, bool transparent) {
        akt::PixPtr pix(pixCreate(kWidth, kHeight, depth));
        if (palette) {
            PixColormap* colours = pixcmapCreate(depth);
            pixcmapAddRGBA(colours, kDark, 0, 0, 255);
            pixcmapAddRGBA(colours, transparent ? 0 : kLight, transparent ? 0 : kLight, 0,
                           transparent ? 0 : 255);
            pixSetColormap(pix.get(), colours);
        }
        const auto grey = [](l_uint32 value) { return value << 24 | value << 16 | value << 8; };
        const l_uint32 dark = palette ? 0 : depth == 1 ? 1 : depth == 32 ? grey(kDark) | 255U : kDark;
        const l_uint32 light = palette       ? 1
                               : depth == 1  ? 0
                               : transparent ? 0
                               : depth == 32 ? grey(kLight) | 255U
                                             : kLight;
        for (int y = 0; y < kHeight; ++y)
            for (int x = 0; x < kWidth; ++x) pixSetPixel(pix.get(), x, y, x < kWidth / 2 ? dark : light);
        if (transparent && !palette) pixSetSpp(pix.get(), 4);
        return pix;
    };
    const TemporaryFolder folder;
    for (const int depth : {1, 2, 4, 8, 32})
        for (const bool palette : {false, true})
            for (const bool transparent : {false, true}) {
                if (palette ? depth == 32 : transparent ? depth != 32 : depth == 2 || depth == 4) continue;
                CAPTURE(depth);
                CAPTURE(palette);
                CAPTURE(transparent);
                const auto png = folder.path() / "a.png";
                REQUIRE(pixWrite(png.c_str(), kind(depth, palette, transparent).get(), IFF_PNG) == 0);
                const Page page = recognised(*akt::open_page_source(png, {}), 1, 0);
                const auto result = akt::open_page_source(folder.write("b.pdf", searchable(png, {page})), {});
                const auto picture = result->picture(1);
                CHECK(picture->grey_at(picture->width_px() / 4, 20) < 100);
                CHECK(picture->grey_at(picture->width_px() * 3 / 4, 20) > 150);
            }
}

TEST_CASE("a picture that lies on its side stands upright in the PDF") {
    const std::filesystem::path sample = "corpus/samples/files/16-kungorelse-samrad.png";
    const auto source = akt::open_page_source(sample, {});
    const TemporaryFolder folder;
    for (const int turned : {90, 180, 270}) {
        CAPTURE(turned);
        const Page page = recognised(*source, 1, turned);
        const auto result = akt::open_page_source(folder.write("b.pdf", searchable(sample, {page})), {});
        const Page found = result->text_layer(1);
        CHECK(found.turned_degrees == 0);
        CHECK(text_of(found) == text_of(page));
        CHECK((found.width_px > found.height_px) == (page.width_px > page.height_px));
    }
}

TEST_CASE("what cannot be written says so") {
    const TemporaryFolder folder;
    const auto text = folder.write("a.txt", "Kallelse");
    try {
        SearchablePdf(text, "a.txt", "text/plain");
        FAIL("a text file has no pages to write");
    } catch (const akt::Error& error) {
        CHECK(error.code() == akt::ErrorCode::usage);
    }
    try {
        SearchablePdf("tests/data/encrypted.pdf", "encrypted.pdf", "application/pdf");
        FAIL("an encrypted file cannot be read");
    } catch (const akt::Error& error) {
        CHECK(error.code() == akt::ErrorCode::encrypted_input);
    }
    CHECK_THROWS_AS(SearchablePdf(folder.write("b.pdf", "%PDF-1.4 nothing"), "b.pdf", "application/pdf"),
                    akt::Error);
}
