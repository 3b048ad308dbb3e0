#include "ocr/language/tokens.h"

#include <algorithm>

#include "ocr/base/utf8.h"

namespace akt {

namespace {

/// A line this long that has no end mark is taken to go on in the next one.
constexpr std::size_t kRunningLineCodePoints = 40;

std::uint64_t mixed(std::uint64_t hash) {
    hash ^= hash >> 32;
    hash *= 0xD6E8FEB86659FD93U;
    hash ^= hash >> 32;
    return hash | 1U;
}

constexpr std::uint64_t kHashSeed = 0x51ED270B7F4A7C15U;
std::uint64_t hash_step(std::uint64_t hash, std::uint64_t value) {
    return (hash ^ value) * 0x9E3779B97F4A7C15U + (hash >> 29);
}

/// The composed letter for a base and a combining mark, or 0.
char32_t composed(char32_t base, char32_t mark) {
    const bool upper = base < 0x80 && is_upper(base);
    const char32_t lower = to_lower(base);
    char32_t out = 0;
    if (mark == 0x30A && lower == U'a') out = U'å';
    if (mark == 0x308)
        out = lower == U'a' ? U'ä' : lower == U'o' ? U'ö' : lower == U'u' ? U'ü' : lower == U'e' ? U'ë' : 0;
    if (mark == 0x301) out = lower == U'e' ? U'é' : lower == U'a' ? U'á' : lower == U'o' ? U'ó' : 0;
    if (mark == 0x300) out = lower == U'a' ? U'à' : lower == U'e' ? U'è' : 0;
    return out != 0 && upper ? to_upper(out) : out;
}

TokenCase case_of(std::uint64_t upper, std::size_t length) {
    if (upper == 0) return TokenCase::lower;
    const std::uint64_t all = length >= 64 ? ~0ULL : (1ULL << length) - 1;
    if (upper == 1) return TokenCase::title;
    if ((upper & all) == all) return TokenCase::upper;
    return TokenCase::mixed;
}

/// Inside a chunk these mean code, a path or an address.
bool is_code_sign(char c) {
    return std::string_view("@_\\=<>{}#$*~^|").find(c) != std::string_view::npos;
}

class Tokenizer {
public:
    Tokenizer(std::string_view text, std::vector<Token>& out) : text_(text), out_(out) {}

    void run() {
        out_.clear();
        bool start = true;
        std::size_t line_code_points = 0;
        char32_t last = 0;
        bool space_before = true;
        for (std::size_t at = 0; at < text_.size();) {
            const auto decoded = decode_utf8(text_, at);
            const char32_t c = decoded.code_point;
            if (c == U'\n') {
                end_chunk();
                const bool empty_line =
                    at + 1 < text_.size() && (text_[at + 1] == '\n' || text_[at + 1] == '\r');
                if (empty_line || line_code_points < kRunningLineCodePoints || last == U'.') {
                    if (!out_.empty() && out_.back().kind != TokenKind::boundary) add_boundary(at);
                    start = true;
                }
                line_code_points = 0;
                last = 0;
                space_before = true;
                ++at;
                continue;
            }
            if (is_space(c)) {
                ++line_code_points;
                end_chunk();
                space_before = true;
                at += decoded.length_bytes;
                continue;
            }
            last = c;
            const std::size_t first_new = out_.size(), from = at;
            if (is_letter(c)) {
                at = add_word(at);
            } else if (is_digit(c)) {
                at = add_number(at);
            } else {
                add_sign(at, decoded.length_bytes, c);
                at += decoded.length_bytes;
            }
            line_code_points += length_code_points(text_.substr(from, at - from));
            for (std::size_t i = first_new; i < out_.size(); ++i) {
                Token& token = out_[i];
                token.sentence_start = start && token.kind != TokenKind::sign;
                if (token.kind != TokenKind::sign) start = false;
                const bool touches = !space_before;
                space_before = false;
                if (touches) {
                    token.glue |= 1U;
                    out_[i - 1].glue |= 2U;
                }
            }
            if (c == U'.' || c == U'!' || c == U'?') start = true;
        }
        end_chunk();
    }

private:
    void add_boundary(std::size_t at) {
        Token token;
        token.offset_bytes = static_cast<std::uint32_t>(at);
        token.kind = TokenKind::boundary;
        token.key = token.tail = sign_key(kBoundarySign);
        out_.push_back(token);
        chunk_start_ = out_.size();
    }

    void add_sign(std::size_t at, std::size_t length_bytes, char32_t c) {
        Token token;
        token.offset_bytes = static_cast<std::uint32_t>(at);
        token.length_bytes = static_cast<std::uint32_t>(length_bytes);
        token.kind = TokenKind::sign;
        if (c == U'–' || c == U'—') c = U'-';
        if (c == U'”' || c == U'“' || c == U'»' || c == U'«') c = U'"';
        if (c == U'’' || c == U'‘') c = U'\'';
        token.key = token.tail = sign_key(c);
        out_.push_back(token);
    }

    std::size_t add_number(std::size_t at) {
        const std::size_t from = at;
        while (at < text_.size() && text_[at] >= '0' && text_[at] <= '9') ++at;
        if (at == from) at += decode_utf8(text_, at).length_bytes;
        Token token;
        token.offset_bytes = static_cast<std::uint32_t>(from);
        token.length_bytes = static_cast<std::uint32_t>(at - from);
        token.kind = TokenKind::number;
        token.key = token.tail = sign_key(kNumberSign);
        out_.push_back(token);
        return at;
    }

    std::size_t add_word(std::size_t at) {
        Token token;
        token.offset_bytes = static_cast<std::uint32_t>(at);
        token.kind = TokenKind::word;
        while (at < text_.size()) {
            const auto byte = static_cast<unsigned char>(text_[at]);
            char32_t c = byte;
            std::size_t length_bytes = 1;
            bool upper = false;
            if (byte < 0x80) {
                if ((byte | 32U) < 'a' || (byte | 32U) > 'z') break;
                upper = byte < 'a';
                c = byte | 32U;
            } else {
                const auto decoded = decode_utf8(text_, at);
                if (!decoded.valid || !(is_letter(decoded.code_point) || is_mark(decoded.code_point))) break;
                length_bytes = decoded.length_bytes;
                c = decoded.code_point;
                if (is_mark(c)) {
                    const char32_t whole = token.word.length > 0 ? composed(letter_of_last(token), c) : 0;
                    if (whole == 0) {
                        token.kind = TokenKind::foreign;
                    } else {
                        token.word[token.word.length - 1U] = label_of(whole);
                        token.has_marks = true;
                    }
                    at += length_bytes;
                    continue;
                }
                upper = is_upper(c);
                c = to_lower(c);
            }
            const Label label = label_of(c);
            if (label == kNoLabel || token.word.full()) {
                token.kind = TokenKind::foreign;
            } else {
                // A capital after three letters or more begins a new word when three or more follow it in
                // lower case.
                if (upper && token.word.length >= 3 && (token.upper >> (token.word.length - 1U) & 1U) == 0 &&
                    letters_ahead(at) >= 3)
                    break;
                if (upper && token.word.length >= 3 && length_bytes == 1 &&
                    token.upper == (1ULL << token.word.length) - 1 && lower_ahead(at + 1) >= 3)
                    break;
                if (upper) token.upper |= 1ULL << token.word.length;
                if (label > kLabelZ) token.has_marks = true;
                token.word.push(label);
            }
            at += length_bytes;
        }
        token.length_bytes = static_cast<std::uint32_t>(at - token.offset_bytes);
        set_case(token);
        set_keys(token);
        out_.push_back(token);
        return at;
    }

    static char32_t letter_of_last(const Token& token) {
        return letter_of(token.word[token.word.length - 1U]);
    }

    /// Letters from `at` on, up to three, of any case.
    std::size_t letters_ahead(std::size_t at) const {
        std::size_t count = 0;
        while (count < 3 && at < text_.size()) {
            const auto decoded = decode_utf8(text_, at);
            if (!is_letter(decoded.code_point)) break;
            at += decoded.length_bytes;
            ++count;
        }
        return count;
    }

    std::size_t lower_ahead(std::size_t at) const {
        std::size_t count = 0;
        while (count < 3 && at < text_.size()) {
            const auto decoded = decode_utf8(text_, at);
            if (!is_letter(decoded.code_point) || is_upper(decoded.code_point)) break;
            at += decoded.length_bytes;
            ++count;
        }
        return count;
    }

    /// Marks the words of the chunk that ends here as guarded if it is an address, a path or code.
    void end_chunk() {
        if (out_.size() - chunk_start_ > 1) {
            const Token& first = out_[chunk_start_];
            const Token& last = out_.back();
            const auto chunk =
                text_.substr(first.offset_bytes, last.offset_bytes + last.length_bytes - first.offset_bytes);
            const bool all = is_address(chunk);
            for (std::size_t i = chunk_start_; i < out_.size(); ++i) {
                const bool by_number = (i > chunk_start_ && out_[i - 1].kind == TokenKind::number) ||
                                       (i + 1 < out_.size() && out_[i + 1].kind == TokenKind::number);
                out_[i].in_address = all;
                out_[i].guarded = all || (by_number && out_[i].word.length < 4);
            }
        }
        chunk_start_ = out_.size();
    }

    static bool is_address(std::string_view chunk) {
        if (chunk.find("://") != std::string_view::npos || chunk.find("www.") != std::string_view::npos)
            return true;
        std::size_t slashes = 0;
        for (std::size_t i = 0; i < chunk.size(); ++i) {
            const char c = chunk[i];
            if (c == '/') ++slashes;
            if (is_code_sign(c) && i > 0 && i + 1 < chunk.size()) return true;
            // A full stop between two letters with two or more before it: a domain or a file name.
            const auto letter = [&](std::size_t k) {
                return is_letter(static_cast<unsigned char>(chunk[k]));
            };
            if (c == '.' && i >= 3 && i + 2 < chunk.size() && letter(i - 1) && letter(i - 2) &&
                letter(i - 3) && letter(i + 1) && letter(i + 2) &&
                !is_upper(static_cast<unsigned char>(chunk[i + 1])))
                return true;
        }
        const bool braced = chunk.front() == '{' && chunk.find('}') != std::string_view::npos;
        return chunk.front() == '/' || braced || slashes >= 3;
    }

    std::string_view text_;
    std::vector<Token>& out_;
    std::size_t chunk_start_ = 0;
};

}  // namespace

std::uint64_t hash_of(const LabelWord& word, std::size_t from) {
    std::uint64_t hash = kHashSeed;
    for (std::size_t i = from; i < word.length; ++i) hash = hash_step(hash, word[i]);
    return mixed(hash);
}

std::uint64_t skeleton_hash_of(const LabelWord& word, std::size_t from) {
    std::uint64_t hash = kHashSeed;
    for (std::size_t i = from; i < word.length; ++i) hash = hash_step(hash, base_of(word[i]));
    return mixed(hash);
}

bool SameSkeleton::operator()(const LabelWord& a, const LabelWord& b) const {
    return std::equal(a.labels.begin(), a.labels.begin() + a.length, b.labels.begin(),
                      b.labels.begin() + b.length,
                      [](Label one, Label other) { return base_of(one) == base_of(other); });
}

std::uint64_t sign_key(char32_t sign) {
    return mixed(hash_step(kHashSeed, 0x10000U + sign));
}

void set_keys(Token& token) {
    token.key = skeleton_hash_of(token.word);
    token.tail = skeleton_hash_of(token.word, token.word.length > 3 ? token.word.length - 3U : 0U);
}

void set_case(Token& token) {
    token.letter_case = case_of(token.upper, token.word.length);
}

void tokenize(std::string_view text, std::vector<Token>& out) {
    Tokenizer(text, out).run();
}

}  // namespace akt
