#include "tests/support/text_records.h"

#include <cstdio>
#include <sstream>

namespace akt {

std::string test_sha256(int number) {
    char digits[65];
    std::snprintf(digits, sizeof digits, "%08x", static_cast<unsigned>(number) * 2654435761U);
    std::string id;
    while (id.size() < 64) id += digits;
    return id;
}

Page page_of(int number, const std::vector<std::string>& lines) {
    constexpr int kGrid_px = 10;
    Page page;
    page.number = number;
    page.width_px = page.height_px = 1000;
    page.dpi = 100;
    int block = 0;
    for (const auto& text : lines) {
        if (text.empty()) {
            ++block;
            continue;
        }
        Line line;
        line.block = block;
        const int top = static_cast<int>(page.lines.size()) * kGrid_px;
        std::istringstream words(text);
        for (std::string word; words >> word;) {
            const int left = static_cast<int>(line.words.size()) * kGrid_px;
            line.words.emplace_back(word, PixelBox{left, top, left + kGrid_px, top + kGrid_px}, 1.0F);
        }
        page.lines.push_back(std::move(line));
    }
    return page;
}

Record record_of(int number, const std::vector<std::string>& pages) {
    Record record;
    record.original.sha256 = test_sha256(number);
    record.original.file_name = "scan.pdf";
    record.original.media_type = "application/pdf";
    record.added_at = "2026-11-22T16:20:00Z";
    for (const auto& text : pages) {
        std::vector<std::string> lines;
        std::istringstream stream(text);
        for (std::string line; std::getline(stream, line);) lines.push_back(line);
        record.document.pages.push_back(page_of(static_cast<int>(record.document.pages.size()) + 1, lines));
    }
    return record;
}

void repair_word(Record& record, const std::string& raw, const std::string& text, bool uncertain) {
    for (auto& page : record.document.pages)
        for (auto& line : page.lines)
            for (auto& word : line.words)
                if (word.raw() == raw) return word.set_repair({text, 3, RepairReason::marks, uncertain});
}

}  // namespace akt
