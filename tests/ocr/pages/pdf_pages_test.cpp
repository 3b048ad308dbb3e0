#include "ocr/pages/pdf_pages.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/pages/image_pages.h"
#include "ocr/pages/mapped_file.h"
#include "ocr/pages/pdf_images.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_pdf.h"

using akt::ErrorCode;
using akt::PixelBox;
using akt::test::TemporaryFolder;
using akt::test::TinyPdf;

namespace {

constexpr const char* kHello = "BT /F 20 Tf 100 700 Td (Beslut om avgift) Tj ET";

ErrorCode code_of_opening(const std::string& bytes, const akt::ReadLimits& limits = {}) {
    const TemporaryFolder folder;
    try {
        akt::open_pdf_pages(folder.write("t.pdf", bytes), "t.pdf", limits);
    } catch (const akt::Error& error) {
        CHECK(error.file() == "t.pdf");
        CHECK(std::string(error.what()).find('\n') == std::string::npos);
        return error.code();
    }
    return ErrorCode::internal;
}

bool is_near(const PixelBox& box, const PixelBox& expected, int by_px) {
    return std::abs(box.left_px - expected.left_px) <= by_px &&
           std::abs(box.top_px - expected.top_px) <= by_px &&
           std::abs(box.right_px - expected.right_px) <= by_px &&
           std::abs(box.bottom_px - expected.bottom_px) <= by_px;
}

/// The box of everything darker than half on the picture.
PixelBox ink_box(const akt::PageImage& image) {
    PixelBox box;
    for (int y = 0; y < image.height_px(); ++y) {
        for (int x = 0; x < image.width_px(); ++x) {
            if (image.grey_at(x, y) < 128) box = akt::united(box, {x, y, x + 1, y + 1});
        }
    }
    return box;
}

/// A page 925.92 x 666.72 points in size, or as long as that is wide, with a photo of print as /I.
std::string page_with_photo(const std::string& contents, bool upright, const std::string& more = {},
                            const std::string& image_entries = "/ColorSpace /DeviceRGB") {
    std::ifstream in("corpus/samples/files/17-anslag-justerat-protokoll.jpg", std::ios::binary);
    const std::string jpeg{std::istreambuf_iterator<char>(in), {}};
    TinyPdf pdf;
    const int image = pdf.add_stream(
        "/Type /XObject /Subtype /Image /Width 1929 /Height 1389 "
        "/BitsPerComponent 8 /Filter /DCTDecode " +
            image_entries,
        jpeg);
    pdf.add_page(contents, upright ? "0 0 666.72 925.92" : "0 0 925.92 666.72",
                 "/ExtGState << /G << /ca 0.5 >> >> /XObject << /I " + std::to_string(image) + " 0 R >>",
                 more);
    return pdf.bytes();
}

akt::PageImage picture_of(const std::string& pdf) {
    const TemporaryFolder folder;
    return std::move(*akt::open_pdf_pages(folder.write("t.pdf", pdf), "t.pdf", {})->picture(1));
}

double mean_difference(const akt::PageImage& a, const akt::PageImage& b) {
    double sum = 0;
    for (int y = 0; y < a.height_px(); ++y)
        for (int x = 0; x < a.width_px(); ++x) sum += std::abs(a.grey_at(x, y) - b.grey_at(x, y));
    return sum / a.width_px() / a.height_px();
}

}  // namespace

TEST_CASE("a PDF's text layer lies where its letters are rendered, however the page is cropped and turned") {
    const std::vector<std::string> pages{"", "/CropBox [50 60 500 800]", "/Rotate 90", "/Rotate 180",
                                         "/CropBox [50 60 500 800] /Rotate 270"};
    TinyPdf pdf;
    for (const std::string& more : pages) pdf.add_page(kHello, "0 0 600 850", "", more);
    const TemporaryFolder folder;
    const auto source = akt::open_pdf_pages(folder.write("t.pdf", pdf.bytes()), "t.pdf", {});
    REQUIRE(source->page_count() == 5);
    const std::vector<int> expected_turn{0, 0, 270, 180, 90};
    for (int number = 1; number <= 5; ++number) {
        CAPTURE(number);
        const akt::Page layer = source->text_layer(number);
        REQUIRE(layer.lines.size() == 1);
        CHECK(text_of(layer.lines[0]) == "Beslut om avgift");
        CHECK(layer.turned_degrees == expected_turn[static_cast<std::size_t>(number - 1)]);
        const auto picture = source->picture(number);
        REQUIRE(picture.has_value());
        CHECK(picture->width_px() == source->shape(number).width_px);
        if (layer.turned_degrees != 0) continue;
        // Ink has no descender's room above it; the layer's box does.
        CHECK(is_near(ink_box(*picture), layer.lines[0].box, 30));
    }
}

TEST_CASE("an output intent changes neither a page's words nor, once they were read, its picture") {
    const TemporaryFolder folder;
    const auto pdf_with = [&](const std::string& catalogue) {
        TinyPdf pdf;
        pdf.add_stream("/N 3", "no profile");  // object 4
        pdf.set_catalogue(catalogue);
        pdf.add_page(kHello, "0 0 600 850");
        return folder.write("t.pdf", pdf.bytes());
    };
    const auto source = akt::open_pdf_pages(pdf_with(""), "t.pdf", {});
    const akt::Page without = source->text_layer(1);
    for (const char* catalogue : {"/OutputIntents [ << /S /GTS_PDFA1 /DestOutputProfile 4 0 R >> ]",
                                  "/OutputIntents[<</S/GTS_PDFX/DestOutputProfile 4 0 R>>]",
                                  "/OutputIntents 9 0 R", "/Other /OutputIntents"}) {
        CAPTURE(catalogue);
        const auto other = akt::open_pdf_pages(pdf_with(catalogue), "t.pdf", {});
        const auto before = other->picture(1);
        CHECK(other->text_layer(1) == without);
        CHECK(mean_difference(*before, *other->picture(1)) == 0);
        CHECK(other->text_layer(1) == without);
    }
}

TEST_CASE("the catalogue is found where it names output intents") {
    const TemporaryFolder folder;
    TinyPdf pdf;
    pdf.add_page(kHello, "0 0 600 850");
    CHECK_FALSE(akt::PdfImages(folder.write("t.pdf", pdf.bytes())).catalogue_with_output_intents());
    pdf.set_catalogue("/OutputIntents []");
    const std::string bytes = pdf.bytes();
    const auto at = akt::PdfImages(folder.write("u.pdf", bytes)).catalogue_with_output_intents();
    REQUIRE(at);
    CHECK(bytes.substr(*at, 7) == "1 0 obj");
    CHECK_FALSE(akt::PdfImages(folder.write("v.pdf", "%PDF-1.4\n")).catalogue_with_output_intents());
}

TEST_CASE("a mapped file is read and written to in memory alone") {
    const TemporaryFolder folder;
    const auto file = folder.write("f", "abc");
    {
        const akt::MappedFile mapped(file, 3);
        REQUIRE(mapped.bytes().size() == 3);
        mapped.bytes()[0] = 'x';
        CHECK(std::string(mapped.bytes().begin(), mapped.bytes().end()) == "xbc");
        mapped.forget();
        CHECK(std::string(mapped.bytes().begin(), mapped.bytes().end()) == "abc");
    }
    std::ifstream in(file);
    CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == "abc");
    CHECK(akt::MappedFile(file, 2).bytes().empty());
    CHECK(akt::MappedFile(folder.write("e", ""), 3).bytes().empty());
    CHECK(akt::MappedFile(folder.path() / "none", 3).bytes().empty());
}

TEST_CASE("pages are rendered at the resolution of the pictures on them, within bounds") {
    struct Row {
        int width_px, height_px;
        const char* contents;
        const char* media_box;
        int expected_dpi;
        PixelBox expected_picture;
    };
    const std::vector<Row> table{
        {200, 300, "q 144 0 0 216 72 72 cm /I Do Q", "0 0 288 360", 100, {100, 100, 300, 400}},
        {2550, 3300, "2550 0 0 3300 0 0 cm /I Do", "0 0 2550 3300", 72, {0, 0, 2550, 3300}},
        {1200, 1200, "q 144 0 0 144 0 0 cm /I Do Q", "0 0 288 360", 300, {0, 900, 600, 1500}},
        {40, 40, "q 10 0 0 10 0 0 cm /I Do Q", "0 0 600 800", 300, {0, 3291, 42, 3334}},
        {200, 300, "q 0 216 -144 0 216 72 cm /I Do Q", "0 0 288 360", 150, {150, 150, 450, 600}},
    };
    for (const Row& row : table) {
        CAPTURE(row.contents);
        TinyPdf pdf;
        const int image = pdf.add_image(row.width_px, row.height_px, 0);
        pdf.add_page(row.contents, row.media_box, "/XObject << /I " + std::to_string(image) + " 0 R >>");
        const TemporaryFolder folder;
        const auto source = akt::open_pdf_pages(folder.write("t.pdf", pdf.bytes()), "t.pdf", {});
        const akt::PageShape shape = source->shape(1);
        CHECK(shape.dpi == row.expected_dpi);
        REQUIRE(shape.pictures.size() == 1);
        CHECK(is_near(shape.pictures[0], row.expected_picture, 1));
        CHECK(is_near(ink_box(*source->picture(1)), row.expected_picture, 2));
    }
}

TEST_CASE("a picture inside a form is found where the form puts it; a form that draws itself ends") {
    TinyPdf pdf;
    const int image = pdf.add_image(100, 100, 0);
    const int form = pdf.add_stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 500 500] /Matrix [2 0 0 2 10 0] "
        "/Resources << /XObject << /I " +
            std::to_string(image) + " 0 R /Self " + std::to_string(image + 1) + " 0 R >> >>",
        "q 36 0 0 36 0 0 cm /I Do Q /Self Do");
    pdf.add_page("1 0 0 1 5 7 cm /Form Do", "0 0 600 800",
                 "/XObject << /Form " + std::to_string(form) + " 0 R >>");
    const TemporaryFolder folder;
    akt::PdfImages images(folder.write("t.pdf", pdf.bytes()));
    const std::vector<akt::PlacedImage> found = images.on_page(1);
    REQUIRE(!found.empty());
    CHECK(found.size() < 10);
    CHECK(found[0].left_pt == doctest::Approx(15));
    CHECK(found[0].right_pt == doctest::Approx(87));
    CHECK(found[0].bottom_pt == doctest::Approx(793));
    CHECK(found[0].dpi == doctest::Approx(100));
    CHECK(images.on_page(2).empty());
}

TEST_CASE("a page that is one JPEG is taken as it is, and looks as if it had been rendered") {
    struct Row {
        const char* contents;
        bool upright;
        const char* more;
        int turned_degrees;
    };
    const char* across = "q 925.92 0 0 666.72 0 0 cm /I Do Q";
    const std::vector<Row> table{
        {across, false, "", 0},
        {across, false, "/Rotate 90", 90},
        {across, false, "/Rotate 180", 180},
        {across, false, "/Rotate 270", 270},
        {"q 0 925.92 -666.72 0 666.72 0 cm /I Do Q", true, "", 270},
        {"q 0 -925.92 666.72 0 0 925.92 cm /I Do Q", true, "", 90},
        {"/Perceptual ri 925.92 0 0 666.72 0 0 cm /I Do BT 3 Tr /F 12 Tf (x) Tj ET", false, "", 0},
    };
    for (const Row& row : table) {
        CAPTURE(row.contents);
        CAPTURE(row.more);
        const std::string plain = page_with_photo(row.contents, row.upright, row.more);
        const TemporaryFolder folder;
        const auto scan = akt::PdfImages(folder.write("t.pdf", plain)).sole_jpeg(1);
        REQUIRE(scan);
        CHECK(scan->turned_degrees == row.turned_degrees);
        const std::string with_empty_path =
            page_with_photo(row.contents + std::string(" 0 0 0 0 re n"), row.upright, row.more);
        CHECK(!akt::PdfImages(folder.write("u.pdf", with_empty_path)).sole_jpeg(1));
        const akt::PageImage taken = picture_of(plain), rendered = picture_of(with_empty_path);
        REQUIRE(taken.width_px() == rendered.width_px());
        REQUIRE(taken.height_px() == rendered.height_px());
        CHECK(mean_difference(taken, rendered) < 4);
    }
}

TEST_CASE("a JPEG that is not all a page shows, or not as it is, is rendered") {
    struct Row {
        const char* what;
        const char* contents;
        const char* image_entries = "/ColorSpace /DeviceRGB";
    };
    const char* whole = "q 925.92 0 0 666.72 0 0 cm /I Do Q";
    const std::vector<Row> table{
        {"text on it", "q 925.92 0 0 666.72 0 0 cm /I Do Q BT /F 12 Tf (x) Tj ET"},
        {"text after unseen text, in another state",
         "q 925.92 0 0 666.72 0 0 cm /I Do Q q BT 3 Tr /F 12 Tf (x) Tj ET Q BT /F 12 Tf (x) Tj ET"},
        {"a box over it", "q 925.92 0 0 666.72 0 0 cm /I Do Q 100 100 50 50 re f"},
        {"clipped", "0 0 100 100 re W n 925.92 0 0 666.72 0 0 cm /I Do"},
        {"half seen through", "/G gs 925.92 0 0 666.72 0 0 cm /I Do"},
        {"on half the page", "q 462.96 0 0 666.72 0 0 cm /I Do Q"},
        {"larger than the page", "q 1851.84 0 0 1333.44 0 0 cm /I Do Q"},
        {"mirrored", "q -925.92 0 0 666.72 925.92 0 cm /I Do Q"},
        {"twice", "q 925.92 0 0 666.72 0 0 cm /I Do /I Do Q"},
        {"in a layer that may be off", "/OC /L BDC q 925.92 0 0 666.72 0 0 cm /I Do Q EMC"},
        {"turned into its negative", whole, "/ColorSpace /DeviceRGB /Decode [1 0 1 0 1 0]"},
        {"of inks", whole, "/ColorSpace /DeviceCMYK"},
        {"unpacked in another way", whole, "/ColorSpace /DeviceRGB /DecodeParms << /ColorTransform 0 >>"},
    };
    for (const Row& row : table) {
        CAPTURE(row.what);
        const TemporaryFolder folder;
        const std::string pdf = page_with_photo(row.contents, false, {}, row.image_entries);
        CHECK(!akt::PdfImages(folder.write("t.pdf", pdf)).sole_jpeg(1));
    }
}

TEST_CASE("a JPEG is read to the page's size where it nearly has it, or twice or four times it") {
    std::ifstream in("corpus/samples/files/17-anslag-justerat-protokoll.jpg", std::ios::binary);
    const std::string jpeg{std::istreambuf_iterator<char>(in), {}};
    const auto exact = akt::page_of_jpeg(jpeg, 0, 1929, 1389, 150);
    REQUIRE(exact);
    const auto wider = akt::page_of_jpeg(jpeg, 0, 1931, 1386, 150);
    REQUIRE(wider);
    CHECK(wider->width_px() == 1931);
    CHECK(wider->height_px() == 1386);
    CHECK(wider->grey_at(1930, 700) == 255);
    CHECK(wider->grey_at(900, 700) == exact->grey_at(900, 700));
    for (const int finer : {2, 4}) {
        const auto half = akt::page_of_jpeg(jpeg, 90, 1389 / finer, 1929 / finer, 150);
        REQUIRE(half);
        CHECK(half->width_px() == 1389 / finer);
        CHECK(half->height_px() == 1929 / finer);
    }
    CHECK(!akt::page_of_jpeg(jpeg, 0, 1600, 1200, 150));
    CHECK(!akt::page_of_jpeg(jpeg, 90, 1929, 1389, 150));
    CHECK(!akt::page_of_jpeg("\xFF\xD8\xFF\xE0", 0, 1929, 1389, 150));
}

TEST_CASE("an enormous page is rendered within bounds") {
    TinyPdf pdf;
    pdf.add_page(kHello, "0 0 14400 14400");
    const TemporaryFolder folder;
    akt::ReadLimits limits;
    limits.max_page_pixels = 4'000'000;
    const auto source = akt::open_pdf_pages(folder.write("t.pdf", pdf.bytes()), "t.pdf", limits);
    const akt::PageShape shape = source->shape(1);
    CHECK(std::int64_t{shape.width_px} * shape.height_px <= limits.max_page_pixels);
    CHECK(shape.dpi >= 9);
}

TEST_CASE("outline, title, author and date of creation are given back") {
    TinyPdf pdf;
    pdf.add_page(kHello, "0 0 600 800");
    pdf.set_info("/Title (F\\366rslag) /Author (Ulla) /CreationDate (D:20240131235959+01'00')");
    pdf.set_outline({"Inledning", "\\345tg\\344rder"});
    const TemporaryFolder folder;
    const akt::Document document =
        akt::open_pdf_pages(folder.write("t.pdf", pdf.bytes()), "t.pdf", {})->description();
    CHECK(document.info_title == "Förslag");
    CHECK(document.info_author == "Ulla");
    CHECK(document.info_created == "2024-01-31");
    CHECK(document.outline == std::vector<std::string>{"Inledning", "åtgärder"});
    CHECK(document.media_type == "application/pdf");
}

TEST_CASE("dates in PDF strings") {
    CHECK(akt::iso_date_of_pdf_date("D:20140306") == "2014-03-06");
    CHECK(akt::iso_date_of_pdf_date("20140306120000") == "2014-03-06");
    CHECK(akt::iso_date_of_pdf_date("D:20141306") == "");
    CHECK(akt::iso_date_of_pdf_date("Mon Mar 6") == "");
    CHECK(akt::iso_date_of_pdf_date("") == "");
}

TEST_CASE("PDFs that cannot be read are told apart") {
    TinyPdf pdf;
    pdf.add_page(kHello, "0 0 600 800");
    pdf.add_page(kHello, "0 0 600 800");
    const std::string whole = pdf.bytes();
    akt::ReadLimits one_page;
    one_page.max_pages = 1;
    CHECK(code_of_opening(whole.substr(0, whole.size() / 2)) == ErrorCode::unreadable_input);
    CHECK(code_of_opening("%PDF-1.4\n") == ErrorCode::unreadable_input);
    CHECK(code_of_opening(TinyPdf().bytes()) == ErrorCode::unreadable_input);
    CHECK(code_of_opening(whole, one_page) == ErrorCode::limit_exceeded);

    const TemporaryFolder folder;
    const std::string plain = folder.write("plain.pdf", whole).string();
    const std::string locked = (folder.path() / "locked.pdf").string();
    REQUIRE(std::system(("qpdf --encrypt hemligt hemligt 256 -- " + plain + " " + locked).c_str()) == 0);
    try {
        akt::open_pdf_pages(locked, "locked.pdf", {});
        FAIL("was opened");
    } catch (const akt::Error& error) {
        CHECK(error.code() == ErrorCode::encrypted_input);
    }
}
