#pragma once

#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ocr/document.h"

namespace akt::test {

/// A word with where it stands; the text may hold spaces, which part it into words side by side.
struct Placed {
    std::string text;
    int left_px = 0, top_px = 0;
    int height_px = 30;
};

inline Page empty_page(int number, int width_px = 0, int height_px = 0) {
    Page page;
    page.number = number;
    page.width_px = width_px;
    page.height_px = height_px;
    page.dpi = width_px > 0 ? 200 : 0;
    return page;
}

/// A text file's document: lines parted by '\n', blocks by an empty line, pages by '\f'.
inline Document text_document(std::string_view text, std::string file_name = {}) {
    Document document;
    document.file_name = std::move(file_name);
    document.media_type = "text/plain";
    document.pages.push_back(empty_page(1));
    int block = 0;
    std::string line;
    const auto end_line = [&] {
        std::istringstream words(line);
        Line made;
        made.block = block;
        for (std::string word; words >> word;) made.words.emplace_back(word, PixelBox{}, 1.0F);
        if (made.words.empty())
            ++block;
        else
            document.pages.back().lines.push_back(std::move(made));
        line.clear();
    };
    for (const char c : text) {
        if (c == '\n' || c == '\f')
            end_line();
        else
            line.push_back(c);
        if (c == '\f') document.pages.push_back(empty_page(static_cast<int>(document.pages.size()) + 1));
    }
    end_line();
    return document;
}

/// One A4 page at 200 dpi with a line for each row of placed words; words are as wide as they are long.
inline Document placed_document(const std::vector<std::vector<Placed>>& rows) {
    Document document;
    document.media_type = "application/pdf";
    document.pages.push_back(empty_page(1, 1654, 2339));
    int block = 0;
    for (const auto& row : rows) {
        Line line;
        line.block = block++;
        for (const auto& placed : row) {
            std::istringstream words(placed.text);
            int left_px = placed.left_px;
            for (std::string word; words >> word;) {
                const int width_px = static_cast<int>(word.size()) * placed.height_px / 2;
                line.words.emplace_back(
                    word,
                    PixelBox{left_px, placed.top_px, left_px + width_px, placed.top_px + placed.height_px},
                    0.9F);
                line.box = united(line.box, line.words.back().box());
                left_px += width_px + placed.height_px / 3;
            }
        }
        document.pages.back().lines.push_back(std::move(line));
    }
    return document;
}

}  // namespace akt::test
