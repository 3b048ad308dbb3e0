#include "index/index_words.h"

#include <algorithm>
#include <array>

#include "ocr/base/utf8.h"
#include "ocr/language/hyphenation.h"

namespace akt {

namespace {

constexpr char32_t kSoftHyphen = 0xAD;

bool is_word_letter(char32_t c) {
    return is_letter(c) || is_digit(c) || is_mark(c);
}
bool is_hyphen(char32_t c) {
    return c == U'-' || c == 0x2010 || c == 0x2011;
}

std::string cut(std::string text) {
    if (text.size() <= kMaxWordBytes) return text;
    std::size_t size = kMaxWordBytes;
    while ((static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
    text.resize(size);
    return text;
}

/// Where an abbreviation's ending that begins at the colon `at` ends (EU:s, id:t), or `at` when it is none.
std::size_t abbreviation_ending(std::string_view text, std::size_t at) {
    constexpr std::array<std::string_view, 10> kEndings{"s",  "n",  "t",  "en",  "et",
                                                        "er", "ar", "na", "ens", "ets"};
    for (const auto ending : kEndings) {
        if (text.substr(at + 1, ending.size()) != ending) continue;
        const std::size_t end = at + 1 + ending.size();
        const bool over = end == text.size() || !is_word_letter(decode_utf8(text, end).code_point);
        if (over) return end;
    }
    return at;
}

/// Whether the last word of `line` goes on as the first of `next`.
bool is_hyphenated(const Line& line, const Line& next) {
    return line.block == next.block && !line.words.empty() && !next.words.empty() &&
           goes_on(line.words.back().text(), next.words.front().text());
}

class PageReader {
public:
    explicit PageReader(const Page& page) : page_(page) {}

    std::vector<Reading> read() {
        for (line_ = 0; line_ < page_.lines.size(); ++line_) {
            const auto& words = page_.lines[line_].words;
            for (word_ = 0; word_ < words.size(); ++word_) add(words[word_]);
            if (line_ + 1 < page_.lines.size() && is_hyphenated(page_.lines[line_], page_.lines[line_ + 1]))
                add_hyphenated(page_.lines[line_ + 1].words.front());
        }
        std::ranges::stable_sort(out_, {}, &Reading::position);
        return std::move(out_);
    }

private:
    void add(const Word& word) {
        const auto words = split_words(word.text());
        const auto raw_words = word.repair() ? split_words(word.raw()) : std::vector<TextWord>{};
        last_words_ = words, last_raw_ = raw_words;
        for (std::size_t i = 0; i < words.size(); ++i) put(words[i].text, i, false);
        put_joined(words, false);
        const std::size_t width = std::max<std::size_t>(words.size(), raw_words.empty() ? 0 : 1);
        for (std::size_t i = 0; i < raw_words.size(); ++i) {
            const bool known = std::ranges::find(words, raw_words[i].text, &TextWord::text) != words.end();
            if (!known) put(raw_words[i].text, std::min(i, width - 1), !word.repair()->uncertain);
        }
        position_ += static_cast<std::uint32_t>(width);
    }

    /// EU-länderna is also euländerna, at its first word's place.
    void put_joined(const std::vector<TextWord>& words, bool raw) {
        for (std::size_t i = 0; i < words.size(); ++i) {
            std::string whole = words[i].text;
            std::size_t last = i;
            while (last + 1 < words.size() && words[last + 1].hyphen_before) whole += words[++last].text;
            if (last > i) put(cut(whole), i, raw);
            i = last;
        }
    }

    /// The halves stand at one position, and so does the whole word: a phrase passes over the line's end.
    void add_hyphenated(const Word& rest) {
        const auto rest_words = split_words(rest.text());
        if (last_words_.empty() || rest_words.empty()) return;
        --position_;
        const auto whole = cut(last_words_.back().text + rest_words.front().text);
        put_onto_next_line(whole, false);
        const auto rest_raw = rest.repair() ? split_words(rest.raw()) : rest_words;
        const auto& half_raw = last_raw_.empty() ? last_words_ : last_raw_;
        if (rest_raw.empty()) return;
        const auto raw = cut(half_raw.back().text + rest_raw.front().text);
        if (raw != whole) put_onto_next_line(raw, true);
    }

    void put(std::string text, std::size_t offset, bool raw) {
        out_.push_back(
            {std::move(text), position_ + static_cast<std::uint32_t>(offset), line_, word_, false, raw});
    }
    void put_onto_next_line(std::string text, bool raw) {
        out_.push_back({std::move(text), position_, line_, page_.lines[line_].words.size() - 1, true, raw});
    }

    const Page& page_;
    std::vector<Reading> out_;
    std::vector<TextWord> last_words_, last_raw_;
    std::uint32_t position_ = 0;
    std::size_t line_ = 0, word_ = 0;
};

}  // namespace

std::vector<TextWord> split_words(std::string_view text) {
    std::vector<TextWord> words;
    std::size_t after_last = 0;      // where the word before ended
    bool only_hyphen_since = false;  // one hyphen and nothing else since then
    for (std::size_t at = 0; at < text.size();) {
        const auto decoded = decode_utf8(text, at);
        const char32_t c = decoded.code_point;
        if (c == U'§') {
            words.push_back({"§", at, at + decoded.length_bytes, false});
            at = after_last = at + decoded.length_bytes;
            only_hyphen_since = false;
            continue;
        }
        if (!is_letter(c) && !is_digit(c)) {
            only_hyphen_since = is_hyphen(c) && !words.empty() && at == after_last;
            at += decoded.length_bytes;
            continue;
        }
        TextWord word{{}, at, at, only_hyphen_since};
        bool plain = true;
        std::size_t end = at;
        while (end < text.size()) {
            const auto next = decode_utf8(text, end);
            if (next.code_point == U':' && end > at) {
                const auto past = abbreviation_ending(text, end);
                if (past > end) {
                    word.end = past;
                    break;
                }
            }
            if (next.code_point != kSoftHyphen && !is_word_letter(next.code_point)) break;
            if (next.code_point != kSoftHyphen) append_utf8(word.text, to_lower(next.code_point));
            plain = plain && next.code_point < 0x300;
            end += next.length_bytes;
        }
        word.end = std::max(word.end, end);
        if (!plain) word.text = to_nfc(word.text);
        word.text = cut(std::move(word.text));
        at = after_last = word.end;
        only_hyphen_since = false;
        words.push_back(std::move(word));
    }
    return words;
}

std::vector<Reading> readings_of(const Page& page) {
    return PageReader(page).read();
}

std::uint32_t position_count(const std::vector<Reading>& readings) {
    return readings.empty() ? 0 : readings.back().position + 1;
}

}  // namespace akt
