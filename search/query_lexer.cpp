#include "search/query_lexer.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "ocr/base/utf8.h"

namespace akt {

namespace {

constexpr int kUsualDistance = 10;
constexpr int kMaxDistance = 1000;

bool is_quote(char32_t c) {
    return std::u32string_view(U"\"“”„«»").find(c) != std::u32string_view::npos;
}

/// NEAR, NEAR/5.
std::optional<int> near_distance(std::string_view chunk) {
    constexpr std::string_view kNear = "NEAR";
    if (!chunk.starts_with(kNear)) return std::nullopt;
    chunk.remove_prefix(kNear.size());
    if (chunk.empty()) return kUsualDistance;
    if (chunk.front() != '/' || chunk.size() < 2 || chunk.size() > 6) return std::nullopt;
    int distance = 0;
    const auto parsed = std::from_chars(chunk.data() + 1, chunk.data() + chunk.size(), distance);
    if (parsed.ec != std::errc() || parsed.ptr != chunk.data() + chunk.size()) return std::nullopt;
    return std::clamp(distance, 1, kMaxDistance);
}

class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(text) {}

    std::vector<QueryToken> lex() {
        while (at_ < text_.size()) step();
        push(QueryToken::Kind::end, at_);
        return std::move(tokens_);
    }

private:
    QueryToken& push(QueryToken::Kind kind, std::size_t offset) {
        tokens_.push_back({kind, {}, offset, 0, true, false});
        return tokens_.back();
    }

    void step() {
        const auto next = decode_utf8(text_, at_);
        const bool after_chunk = !tokens_.empty() && tokens_.back().kind == QueryToken::Kind::chunk &&
                                 tokens_.back().offset_bytes + tokens_.back().text.size() == at_;
        if (is_space(next.code_point)) {
            at_ += next.length_bytes;
        } else if (next.code_point == U'(' || next.code_point == U')') {
            push(next.code_point == U'(' ? QueryToken::Kind::open : QueryToken::Kind::close, at_);
            at_ += next.length_bytes;
        } else if (is_quote(next.code_point)) {
            quoted(next.length_bytes, after_chunk);
        } else if (next.code_point == U'-' && !after_chunk) {
            push(QueryToken::Kind::minus, at_);
            at_ += next.length_bytes;
        } else {
            chunk();
        }
    }

    void quoted(std::size_t quote_bytes, bool glued) {
        const std::size_t start = at_;
        at_ += quote_bytes;
        const std::size_t first = at_;
        while (at_ < text_.size()) {
            const auto next = decode_utf8(text_, at_);
            if (is_quote(next.code_point)) {
                auto& token = push(QueryToken::Kind::quoted, start);
                token.text = text_.substr(first, at_ - first);
                token.glued = glued;
                at_ += next.length_bytes;
                return;
            }
            at_ += next.length_bytes;
        }
        auto& token = push(QueryToken::Kind::quoted, start);
        token.text = text_.substr(first);
        token.glued = glued;
        token.closed = false;
    }

    void chunk() {
        const std::size_t start = at_;
        while (at_ < text_.size()) {
            const auto next = decode_utf8(text_, at_);
            if (is_space(next.code_point) || is_quote(next.code_point) || next.code_point == U'(' ||
                next.code_point == U')')
                break;
            at_ += next.length_bytes;
        }
        const auto text = text_.substr(start, at_ - start);
        if (text == "AND") {
            push(QueryToken::Kind::op_and, start);
        } else if (text == "OR") {
            push(QueryToken::Kind::op_or, start);
        } else if (text == "NOT") {
            push(QueryToken::Kind::op_not, start);
        } else if (const auto distance = near_distance(text)) {
            push(QueryToken::Kind::op_near, start).distance = *distance;
        } else {
            push(QueryToken::Kind::chunk, start).text = text;
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<QueryToken> tokens_;
};

}  // namespace

std::vector<QueryToken> lex_query(std::string_view text) {
    return Lexer(text).lex();
}

}  // namespace akt
