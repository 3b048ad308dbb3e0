#include "ocr/alto.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "ocr/base/error.h"
#include "tests/support/random_document.h"

using namespace akt;

namespace {

std::string contents_of(const std::filesystem::path& file) {
    std::ostringstream out;
    out << std::ifstream(file, std::ios::binary).rdbuf();
    return out.str();
}

std::optional<std::filesystem::path> shared_schema() {
    const char* given = std::getenv("AKT_SHARED");
    const auto schema =
        std::filesystem::path(given != nullptr ? given : "../shared") / "alto" / "alto-4-4.xsd";
    if (std::filesystem::exists(schema)) return schema;
    return std::nullopt;
}

/// A document that uses every field, small enough to be read by eye in tests/ocr/alto/golden.alto.xml.
Document sample() {
    Document document;
    document.file_name = "Beslut \"fukt\" & mögel.pdf";
    document.media_type = "application/pdf";
    document.charset = "cp850";
    document.info_title = "Beslut om <fukt>";
    document.info_author = "Miljönämnden";
    document.info_created = "2024-05-17";
    document.outline = {"Ärende", "", "Beslut\nsid 2"};

    Page page;
    page.number = 1;
    page.width_px = 2480;
    page.height_px = 3508;
    page.dpi = 300;
    page.turned_degrees = 90;
    page.how = PageReading::both;
    Line line;
    line.box = {100, 200, 900, 240};
    line.words.emplace_back("Beslut", PixelBox{100, 200, 300, 240}, 0.96F);
    line.words.emplace_back("pabdrja", PixelBox{320, 200, 500, 240}, 0.5F);
    line.words.back().set_repair({"påbörja", 4.25, RepairReason::ocr, false});
    line.words.emplace_back("tillexempel", PixelBox{520, 200, 900, 240}, 0.75F);
    line.words.back().set_repair({"till exempel", -0.5, RepairReason::person, true});
    page.lines = {line, Line{{}, {100, 260, 900, 300}, 0}, Line{{Word("a\x01\\u0041b", {}, 1)}, {}, 3}};
    page.lines[1].role = LineRole::footer;
    page.reads_badly = true;
    page.others = {
        {OtherReading::Source::text_layer,
         {Line{{Word("8eslut", {99, 198, 301, 242}, 1), Word("<&>", {}, 1)}, {99, 198, 301, 242}, 2}}},
        {OtherReading::Source::clutter, {Line{{Word("|", {10, 0, 14, 90}, 0.25F)}, {10, 0, 14, 90}, 0}}}};
    document.pages.push_back(page);

    Page failed;
    failed.number = 2;
    failed.how = PageReading::failed;
    failed.failure = "took longer than 180 s";
    document.pages.push_back(failed);
    return document;
}

}  // namespace

TEST_CASE("every document comes back from ALTO as it was") {
    CHECK(rc::check([] {
        const Document document = *random_document();
        RC_ASSERT(from_alto(to_alto(document)) == document);
    }));
}

TEST_CASE("the sample document is written as the golden file says") {
    const std::filesystem::path golden = "tests/ocr/alto/golden.alto.xml";
    if (std::getenv("AKT_UPDATE_GOLDEN") != nullptr)
        std::ofstream(golden, std::ios::binary) << to_alto(sample());
    CHECK(to_alto(sample()) == contents_of(golden));
    CHECK(from_alto(contents_of(golden)) == sample());
}

TEST_CASE("ALTO is valid against the official schema") {
    const auto schema = shared_schema();
    if (!schema) {
        MESSAGE("skipped: ../shared/alto is not here");
        return;
    }
    if (std::system("xmllint --version >/dev/null 2>&1") != 0) {
        MESSAGE("skipped: xmllint is not installed");
        return;
    }
    const auto folder = std::filesystem::temp_directory_path() / ("akt-alto-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    std::string files;
    const auto add = [&](const Document& document, const std::string& name) {
        const auto file = folder / name;
        std::ofstream(file, std::ios::binary) << to_alto(document);
        files += " '" + file.string() + "'";
    };
    add(sample(), "sample.xml");
    add(Document{}, "empty.xml");
    const rc::Gen<Document> generator = random_document();
    for (int i = 0; i < 100; ++i)
        add(generator(rc::Random(static_cast<std::uint64_t>(i)), i % 40).value(), std::to_string(i) + ".xml");
    const std::string command =
        "XML_CATALOG_FILES=tests/ocr/alto/catalog.xml xmllint --nonet --noout --schema '" + schema->string() +
        "'" + files + " 2>'" + (folder / "log").string() + "'";
    const int status = std::system(command.c_str());
    CHECK_MESSAGE(status == 0, contents_of(folder / "log"));
    std::filesystem::remove_all(folder);
}

TEST_CASE("what the types cannot hold is made valid") {
    Document document;
    document.info_title = "b\xE5t";
    document.pages.emplace_back().lines.emplace_back().words.emplace_back("x", PixelBox{}, 7.0F);
    const Document read = from_alto(to_alto(document));
    CHECK(read.info_title == "b\xEF\xBF\xBDt");
    CHECK(read.pages[0].lines[0].words[0].confidence() == 1.0F);
}

TEST_CASE("ALTO of other programs is read with what it has") {
    const Document read = from_alto(contents_of("tests/ocr/alto/foreign-v3.xml"));
    CHECK(read.file_name == "scan_0001.tif");
    REQUIRE(read.pages.size() == 2);
    CHECK(read.pages[0].number == 1);
    CHECK(read.pages[0].dpi == 254);
    CHECK(read.pages[0].width_px == 2100);
    CHECK(read.pages[0].how == PageReading::ocr);
    REQUIRE(read.pages[0].lines.size() == 3);
    CHECK(text_of(read.pages[0]) == "Kommun\\u0041l\nförbund-\n\nstyrelse möte");
    const Line& first = read.pages[0].lines[0];
    CHECK(first.words[0].confidence() == doctest::Approx(0.81F));
    CHECK(first.words[0].box() == PixelBox{100, 51, 301, 91});
    CHECK_FALSE(first.words[0].repair());
    CHECK(read.pages[0].lines[2].words[0].confidence() == 1.0F);
    CHECK(read.pages[1].number == 7);
    CHECK(read.pages[1].lines.empty());
}

TEST_CASE("what is no ALTO is refused") {
    for (const char* text : {"", "hej", "<alto", "<alto></alto>", "<html><body/></html>",
                             "<alto><Layout></alto>", "\x00\x01\x02", "<?xml version=\"1.0\"?>"}) {
        CAPTURE(text);
        try {
            from_alto(text);
            FAIL("accepted");
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::unreadable_input);
        }
    }
}

TEST_CASE("a newer profile of ours is refused as such") {
    std::string newer = to_alto(sample());
    newer.replace(newer.find("profile=1"), 9, "profile=2");
    try {
        from_alto(newer);
        FAIL("accepted");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::format_too_new);
    }
}

TEST_CASE("deep and repetitive files are read without recursion or squares") {
    // Each would take minutes or overflow the stack if reading were not linear.
    constexpr int kMany = 300'000;
    std::string deep = "<alto><Layout><Page>", wide = deep + "<TextBlock><TextLine><String CONTENT='a'/>",
                many = "<alto><Description>", attributes = "<alto><Layout><Page><TextBlock";
    for (int i = 0; i < kMany; ++i) {
        deep += "<ComposedBlock>";
        wide += "<HYP CONTENT='-'/>";
        many += "<Processing ID='a'/>";
        attributes += " a='b'";
    }
    wide += "</TextLine></TextBlock></Page></Layout></alto>";
    many += "</Description><Layout/></alto>";
    attributes += "/></Page></Layout></alto>";
    std::string closed = deep;
    for (int i = 0; i < kMany; ++i) closed += "</ComposedBlock>";
    closed += "</Page></Layout></alto>";
    CHECK_THROWS_AS(from_alto(deep), Error);
    CHECK(from_alto(closed).pages.size() == 1);
    CHECK(text_of(from_alto(wide).pages[0]) == "a-");
    CHECK(from_alto(many).pages.empty());
    CHECK(from_alto(attributes).pages[0].lines.empty());
}
