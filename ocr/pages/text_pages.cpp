#include "ocr/pages/text_pages.h"

#include <fstream>
#include <utility>

#include "ocr/base/error.h"
#include "ocr/base/utf8.h"
#include "ocr/language/charset.h"
#include "ocr/pages/text_layer.h"

namespace akt {
namespace {

bool ends_line(char32_t c) {
    return c == U'\n' || c == U'\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

class TextPages : public PageSource {
public:
    TextPages(std::string file_name, std::string charset, std::vector<std::string> pages)
        : file_name_(std::move(file_name)), charset_(std::move(charset)), pages_(std::move(pages)) {}

    int page_count() const override { return static_cast<int>(pages_.size()); }

    Document description() const override {
        Document document;
        document.file_name = file_name_;
        document.media_type = "text/plain";
        document.charset = charset_;
        return document;
    }

    PageShape shape(int) override { return {}; }

    Page text_layer(int number) override {
        Page page;
        page.number = number;
        page.lines = lines_of_text(pages_.at(static_cast<std::size_t>(number - 1)));
        return page;
    }

    std::optional<PageImage> picture(int) override { return std::nullopt; }

private:
    std::string file_name_, charset_;
    std::vector<std::string> pages_;
};

/// Parts text at form feeds; one at the very end (printers' habit) opens no page.
std::vector<std::string> pages_of(std::string_view text) {
    std::vector<std::string> pages;
    while (true) {
        const std::size_t end = text.find('\f');
        pages.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
        if (text.find_first_not_of("\r\n \t\x1A") == std::string_view::npos) break;
    }
    return pages;
}

}  // namespace

bool is_writing(std::string_view text) {
    constexpr double kStrangersMost = 0.02;  // printer codes and a few wrong bytes are borne
    std::size_t characters = 0, strangers = 0;
    for (std::size_t i = 0; i < text.size();) {
        const DecodedCodePoint c = decode_utf8(text, i);
        i += c.length_bytes;
        ++characters;
        const bool control = (c.code_point < 0x20 && !is_space(c.code_point) && c.code_point != 0x1A) ||
                             (c.code_point >= 0x7F && c.code_point < 0xA0 && c.code_point != 0x85);
        const bool unassigned = c.code_point >= 0xE000 && c.code_point <= 0xF8FF;
        if (control || unassigned || c.code_point == kReplacementCharacter) ++strangers;
    }
    return static_cast<double>(strangers) <= kStrangersMost * static_cast<double>(characters);
}

std::vector<Line> lines_of_text(std::string_view text) {
    std::vector<Line> lines;
    Line line;
    std::string word;
    int block = 0;
    bool blank_seen = false, carriage_return = false;
    const auto end_word = [&] {
        std::string clean = clean_layer_text(word);
        if (!clean.empty()) line.words.emplace_back(std::move(clean), PixelBox{}, 1.0F);
        word.clear();
    };
    const auto end_line = [&] {
        end_word();
        if (line.words.empty()) {
            blank_seen = true;
            return;
        }
        if (blank_seen && !lines.empty()) ++block;
        blank_seen = false;
        line.block = block;
        lines.push_back(std::exchange(line, Line{}));
    };
    for (std::size_t i = 0; i < text.size();) {
        const DecodedCodePoint c = decode_utf8(text, i);
        i += c.length_bytes;
        if (c.code_point == U'\n' && carriage_return) {
            carriage_return = false;
            continue;
        }
        carriage_return = c.code_point == U'\r';
        if (ends_line(c.code_point)) {
            end_line();
        } else if (is_space(c.code_point)) {
            end_word();
        } else {
            append_utf8(word, c.code_point);
        }
    }
    end_line();
    return lines;
}

std::unique_ptr<PageSource> open_text_pages(const std::filesystem::path& file, const std::string& file_name,
                                            const ReadLimits& limits) {
    std::ifstream in(file, std::ios::binary | std::ios::ate);
    const std::streamoff size_bytes = in.tellg();
    if (!in || size_bytes < 0) throw Error(ErrorCode::io, file_name, "cannot be read");
    if (static_cast<std::uint64_t>(size_bytes) > limits.max_text_file_bytes)
        throw Error(ErrorCode::limit_exceeded, file_name,
                    "is a text file larger than the limit of " + std::to_string(limits.max_text_file_bytes) +
                        " bytes",
                    "split it");
    std::string bytes(static_cast<std::size_t>(size_bytes), '\0');
    in.seekg(0);
    in.read(bytes.data(), size_bytes);
    if (in.gcount() != size_bytes) throw Error(ErrorCode::io, file_name, "cannot be read");

    DecodedText decoded = decode_text(bytes);
    if (!is_writing(decoded.text))
        throw Error(ErrorCode::unreadable_input, file_name, "is neither a PDF, TIFF, PNG or JPEG nor text",
                    "open it with the program it was made with and save it as PDF");
    std::vector<std::string> pages = pages_of(decoded.text);
    if (pages.size() > static_cast<std::size_t>(limits.max_pages))
        throw Error(ErrorCode::limit_exceeded, file_name,
                    "has more than " + std::to_string(limits.max_pages) + " pages", "split it");
    return std::make_unique<TextPages>(file_name, std::move(decoded.charset), std::move(pages));
}

}  // namespace akt
