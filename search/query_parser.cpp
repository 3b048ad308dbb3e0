#include "search/query_parser.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "index/index_words.h"
#include "ocr/base/fold.h"
#include "ocr/base/utf8.h"
#include "search/query_lexer.h"
#include "search/query_values.h"

namespace akt {

namespace {

using Kind = QueryToken::Kind;

bool is_nothing(const Query& query) {
    return std::holds_alternative<Nothing>(query.node);
}

/// All or Any of the parts: nothing left out, nothing nested in its own kind, a single part alone.
template <class Group>
Query group_of(std::vector<Query> parts) {
    Group group;
    for (auto& part : parts) {
        if (is_nothing(part)) continue;
        if (auto* same = std::get_if<Group>(&part.node))
            std::ranges::move(same->parts, std::back_inserter(group.parts));
        else
            group.parts.push_back(std::move(part));
    }
    if (group.parts.empty()) return {};
    if (group.parts.size() == 1) return std::move(group.parts.front());
    return {std::move(group)};
}

Query not_of(Query part) {
    if (is_nothing(part)) return part;
    if (auto* twice = std::get_if<Not>(&part.node)) {
        auto inner = std::move(twice->part.front());
        return inner;
    }
    Not negated;
    negated.part.push_back(std::move(part));
    return {std::move(negated)};
}

/// Whether nothing in it says what should be there.
bool only_negative(const Query& query) {
    if (std::holds_alternative<Not>(query.node)) return true;
    const auto* all = std::get_if<All>(&query.node);
    return all && std::ranges::all_of(all->parts, only_negative);
}

/// NFC, without soft hyphens, with one kind of hyphen; cut where it is too long.
std::string normalised(std::string_view text) {
    std::string out;
    const auto composed = to_nfc(text);
    for (std::size_t at = 0; at < composed.size();) {
        const auto next = decode_utf8(composed, at);
        at += next.length_bytes;
        const char32_t c = next.code_point;
        if (c == 0xAD) continue;
        append_utf8(out, c == 0x2010 || c == 0x2011 ? U'-' : c);
    }
    return to_nfc(out);
}

class Parser {
public:
    Parser(std::vector<QueryToken> tokens, std::vector<Diagnostic>& diagnostics)
        : tokens_(std::move(tokens)), diagnostics_(diagnostics) {}

    Query parse() {
        std::vector<Query> parts;
        while (peek().kind != Kind::end) {
            parts.push_back(any(0));
            if (peek().kind == Kind::close) {
                report(DiagnosticKind::stray_parenthesis, ")");
                ++at_;
            }
        }
        return group_of<All>(std::move(parts));
    }

private:
    const QueryToken& peek() const { return tokens_[at_]; }

    void report(DiagnosticKind kind, std::string subject) {
        diagnostics_.push_back({kind, std::move(subject), peek().offset_bytes});
    }

    /// all (OR all)*
    Query any(int depth) {
        std::vector<Query> parts;
        parts.push_back(all(depth));
        while (peek().kind == Kind::op_or) {
            if (is_nothing(parts.back())) report(DiagnosticKind::missing_operand, "OR");
            ++at_;
            parts.push_back(all(depth));
            if (is_nothing(parts.back())) report(DiagnosticKind::missing_operand, "OR");
        }
        return group_of<Any>(std::move(parts));
    }

    /// negated*, with AND between them or nothing
    Query all(int depth) {
        std::vector<Query> parts;
        while (true) {
            switch (peek().kind) {
                case Kind::end:
                case Kind::close:
                case Kind::op_or: return group_of<All>(std::move(parts));
                case Kind::op_and:
                    if (parts.empty()) report(DiagnosticKind::missing_operand, "AND");
                    ++at_;
                    break;
                default: parts.push_back(negated(depth));
            }
        }
    }

    /// (NOT | -)* near
    Query negated(int depth) {
        bool negative = false;
        std::string sign;
        for (; peek().kind == Kind::op_not || peek().kind == Kind::minus; ++at_) {
            negative = !negative;
            sign = peek().kind == Kind::minus ? "-" : "NOT";
        }
        if (!sign.empty() && (peek().kind == Kind::end || peek().kind == Kind::close ||
                              peek().kind == Kind::op_or || peek().kind == Kind::op_and)) {
            if (sign == "NOT") report(DiagnosticKind::missing_operand, sign);
            return {};
        }
        auto part = near(depth);
        return negative ? not_of(std::move(part)) : part;
    }

    /// primary (NEAR/n primary)*
    Query near(int depth) {
        auto first = primary(depth);
        if (peek().kind != Kind::op_near) return first;
        std::vector<Query> parts;
        parts.push_back(std::move(first));
        int distance = peek().distance;
        bool words_only = true;
        while (peek().kind == Kind::op_near) {
            distance = std::max(distance, peek().distance);
            ++at_;
            const bool operand =
                peek().kind == Kind::chunk || peek().kind == Kind::quoted || peek().kind == Kind::open;
            words_only = words_only && operand;
            if (operand) parts.push_back(primary(depth));
        }
        Near found{{}, distance};
        for (const auto& part : parts) {
            const auto* word = std::get_if<OneWord>(&part.node);
            words_only = words_only && word;
            if (word) found.words.push_back(word->text);
        }
        if (words_only) return {std::move(found)};
        report(DiagnosticKind::missing_operand, "NEAR");
        return group_of<All>(std::move(parts));
    }

    Query primary(int depth) {
        const auto token = peek();
        switch (token.kind) {
            case Kind::open: return parenthesis(depth);
            case Kind::quoted: ++at_; return phrase(token);
            case Kind::chunk: return chunk();
            case Kind::op_near:
                report(DiagnosticKind::missing_operand, "NEAR");
                ++at_;
                return {};
            default: return {};
        }
    }

    Query parenthesis(int depth) {
        const std::size_t start = at_;
        ++at_;
        if (depth + 1 > kMaxQueryDepth) {
            report(DiagnosticKind::too_deep, "(");
            skip_parenthesis();
            return {};
        }
        auto inner = any(depth + 1);
        if (peek().kind == Kind::close)
            ++at_;
        else
            diagnostics_.push_back({DiagnosticKind::unclosed_parenthesis, "(", tokens_[start].offset_bytes});
        return inner;
    }

    void skip_parenthesis() {
        for (std::size_t open = 1; open > 0 && peek().kind != Kind::end; ++at_) {
            if (peek().kind == Kind::open) ++open;
            if (peek().kind == Kind::close) --open;
        }
    }

    Query phrase(const QueryToken& token) {
        if (!token.closed)
            diagnostics_.push_back({DiagnosticKind::unclosed_quote, token.text, token.offset_bytes});
        Phrase found;
        for (auto& word : split_words(token.text)) found.words.push_back(std::move(word.text));
        return found.words.empty() ? Query{} : Query{std::move(found)};
    }

    Query chunk() {
        if (auto found = number_among_words(std::span(tokens_).subspan(at_))) {
            at_ += found->tokens;
            return std::move(found->query);
        }
        if (auto found = in_field()) return std::move(*found);
        const auto token = peek();
        ++at_;
        return words_of(token);
    }

    /// name:value, name:"value", name: value. A case number's value may be two tokens: dnr:KS 2024/123.
    std::optional<Query> in_field() {
        const auto token = peek();
        const auto colon = token.text.find(':');
        if (colon == std::string::npos || colon == 0) return std::nullopt;
        const auto name = token.text.substr(0, colon);
        const auto id = field_named(to_lower(name));
        if (!id) {
            const auto value = token.text.substr(colon + 1);
            const auto letters = to_utf32(name);
            const bool like_a_field = std::ranges::all_of(letters, [](char32_t c) { return is_letter(c); }) &&
                                      letters.size() > 1 && !value.starts_with("//") &&
                                      (!value.empty() || tokens_[at_ + 1].glued) &&
                                      split_words(token.text).size() != 1;
            if (like_a_field) report(DiagnosticKind::unknown_field, name);
            return std::nullopt;
        }
        const std::size_t start = at_++;
        std::string value = token.text.substr(colon + 1);
        bool exact = false;
        const bool next_is_value = peek().kind == Kind::chunk || peek().kind == Kind::quoted;
        if (value.empty() && next_is_value) {
            exact = peek().kind == Kind::quoted;
            if (exact && !peek().closed) report(DiagnosticKind::unclosed_quote, peek().text);
            value = peek().text;
            ++at_;
        }
        if (*id == FieldId::dnr && !exact && peek().kind == Kind::chunk) {
            if (auto query = field_query(*id, value + ' ' + peek().text, false);
                query && !field_query(*id, value, false)) {
                ++at_;
                return query;
            }
        }
        if (auto query = field_query(*id, value, exact)) return query;
        diagnostics_.push_back({value.empty() ? DiagnosticKind::missing_operand : DiagnosticKind::bad_value,
                                name + ':' + value, tokens_[start].offset_bytes});
        return Query{};
    }

    Query words_of(const QueryToken& token) {
        constexpr std::size_t kShortestPrefix = 2;
        auto words = split_words(token.text);
        if (words.empty() || (words.size() == 1 && words.front().text == "§")) return {};
        if (words.size() == 1) {
            if (token.text.ends_with('*')) {
                if (length_code_points(words.front().text) >= kShortestPrefix)
                    return {Prefix{std::move(words.front().text)}};
                diagnostics_.push_back({DiagnosticKind::short_prefix, token.text, token.offset_bytes});
            }
            return {OneWord{std::move(words.front().text)}};
        }
        const bool hyphens = std::all_of(words.begin() + 1, words.end(),
                                         [](const TextWord& word) { return word.hyphen_before; });
        const bool lettered = std::ranges::any_of(
            words, [](const TextWord& word) { return is_letter(decode_utf8(word.text, 0).code_point); });
        std::vector<std::string> texts;
        for (auto& word : words) texts.push_back(std::move(word.text));
        if (hyphens && lettered) {
            Query whole{Hyphenated{std::move(texts)}};
            // With what stood around it gone it may be a case number after all: ks2024-123*
            const std::vector<QueryToken> again{
                {Kind::chunk, print(whole), token.offset_bytes, 0, true, false}};
            if (auto number = number_among_words(again)) return std::move(number->query);
            return whole;
        }
        return {Phrase{std::move(texts)}};
    }

    std::vector<QueryToken> tokens_;
    std::vector<Diagnostic>& diagnostics_;
    std::size_t at_ = 0;
};

}  // namespace

ParsedQuery parse_query(std::string_view text) {
    ParsedQuery parsed;
    if (text.size() > kMaxQueryBytes) {
        parsed.diagnostics.push_back({DiagnosticKind::too_long, {}, kMaxQueryBytes});
        text = text.substr(0, kMaxQueryBytes);
    }
    parsed.query = Parser(lex_query(normalised(text)), parsed.diagnostics).parse();
    if (only_negative(parsed.query)) parsed.diagnostics.push_back({DiagnosticKind::only_negative, {}, 0});
    return parsed;
}

}  // namespace akt
