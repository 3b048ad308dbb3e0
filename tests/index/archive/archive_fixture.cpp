#include "tests/index/archive/archive_fixture.h"

#include <algorithm>

#include "index/archive/digest.h"

namespace akt::test {

namespace fs = std::filesystem;

Record sample_record(std::string_view original_bytes, const std::string& text) {
    Record record;
    record.original = {digest_of(original_bytes, DigestAlgorithm::sha256), original_bytes.size(),
                       "beslut.pdf", "application/pdf"};
    record.document.file_name = "beslut.pdf";
    record.document.media_type = "application/pdf";
    Page page;
    page.number = 1;
    page.width_px = 2480, page.height_px = 3508, page.dpi = 300;
    page.how = PageReading::ocr;
    page.lines.push_back({{Word(text, {100, 200, 300, 240}, 0.5F)}, {100, 200, 300, 240}, 0});
    record.document.pages.push_back(page);
    record.metadata.title = Found<std::string>{"Beslut om " + text, 1, {100, 200, 300, 240}, 0.75F, false};
    record.provenance = {"0.1.0", "tesseract 5.3.0 swe", "1", "2026-11-22T16:20:00Z"};
    record.added_at = "2026-11-22T16:20:00Z";
    return record;
}

Record full_record(std::string_view original_bytes) {
    using namespace std::chrono_literals;
    Record record = sample_record(original_bytes, "färdtjänst");
    Metadata& metadata = record.metadata;
    metadata.date = Found<std::chrono::year_month_day>{2024y / 2 / 29, 1, {1, 2, 3, 4}, 0.9F, false};
    metadata.received = Found<std::chrono::year_month_day>{1999y / 12 / 31, 2, {}, 0.1F, true};
    metadata.dnr = {{{"KS", 2018, 124, 3, "KS/2018:124-3"}, 1, {5, 6, 7, 8}, 1.0F, false},
                    {{"", 2014, 304, 0, "2014/304"}, 0, {}, 0.25F, false}};
    metadata.type = Found<std::string>{"beslut", 1, {9, 9, 19, 19}, 0.3F, false};
    metadata.sender = Found<std::string>{"Lövsta \"kommun\" \\ ☃ 𝄞", 1, {0, 0, 1, 1}, 0.4F, true};
    metadata.recipients = {{"Sökanden", 1, {2, 2, 3, 3}, 0.5F, false}, {"", 0, {}, 0.0F, false}};
    metadata.org_numbers = {{"212000-0001", 3, {-1, -2, 3, 4}, 0.6F, false}};
    metadata.sections = {{"23", 1, {}, 0.7F, false}, {"130", 2, {}, 0.8F, false}};
    metadata.tags = {{"brådskande", 0, {}, 1.0F, true}};
    metadata.language = Found<std::string>{"sv", 0, {}, 1.0F, false};
    record.key = "diariet/12 345";
    record.decisions = {{{1, 2, 3},
                         {4, 5, 6, 7},
                         "Lannerqvarn",
                         "Lännerqvarn",
                         Verdict::accepted,
                         Repair{"Lännerqvarn", 0.25, RepairReason::marks, true},
                         "Kristina",
                         "för",
                         "2026-11-22T16:20:00Z"},
                        {{2, 0, 1},
                         {},
                         "halsning",
                         "halsning",
                         Verdict::rejected,
                         Repair{"hälsning", -299.5, RepairReason::ocr, false},
                         "",
                         "",
                         ""},
                        {{2, 1, 1}, {}, "f6r", "för \"☃\"", Verdict::corrected, std::nullopt, "", "", ""}};
    return record;
}

std::string lines_of(const std::vector<Problem>& problems) {
    std::string lines;
    for (const auto& problem : problems) lines += to_line(problem) + "\n";
    return lines;
}

std::vector<std::string> tree_of(const fs::path& folder) {
    std::vector<std::string> paths;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        paths.push_back(fs::relative(entry.path(), folder).string() + (entry.is_directory() ? "/" : ""));
    std::sort(paths.begin(), paths.end());
    return paths;
}

}  // namespace akt::test
