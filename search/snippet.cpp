#include "search/snippet.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "ocr/base/utf8.h"

namespace akt {

namespace {

constexpr std::string_view kCut = "…";
/// What is shown before the first match, so that it can be understood.
constexpr std::size_t kLeadBytes = 60;
/// A cut-off U+FFFD or a single word of a whole page must not make a snippet of megabytes.
constexpr std::size_t kMaxPieceBytes = 120;

/// A word as it is shown; two words when hyphenation at a line's end parts them.
struct Piece {
    std::string text;
    std::vector<std::size_t> leaves;
};

std::string shortened(std::string text) {
    if (text.size() <= kMaxPieceBytes) return text;
    std::size_t size = kMaxPieceBytes;
    while ((static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
    text.resize(size);
    text += kCut;
    return text;
}

void drop_last_code_point(std::string& text) {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
    if (!text.empty()) text.pop_back();
}

std::vector<Piece> pieces_of(const Page& page, const std::vector<LeafMatch>& matches) {
    std::map<std::pair<std::size_t, std::size_t>, std::set<std::size_t>> leaves_at;
    std::set<std::size_t> joined_lines;  // whose last word goes on in the next line
    for (const auto& match : matches) {
        leaves_at[{match.reading.line, match.reading.word}].insert(match.leaf);
        if (match.reading.onto_next_line) joined_lines.insert(match.reading.line);
    }
    std::vector<Piece> pieces;
    for (std::size_t line = 0; line < page.lines.size(); ++line) {
        const auto& words = page.lines[line].words;
        for (std::size_t word = 0; word < words.size(); ++word) {
            const auto found = leaves_at.find({line, word});
            std::vector<std::size_t> leaves;
            if (found != leaves_at.end()) leaves.assign(found->second.begin(), found->second.end());
            if (word == 0 && line > 0 && joined_lines.contains(line - 1) && !pieces.empty()) {
                drop_last_code_point(pieces.back().text);  // the hyphen
                pieces.back().text += words[word].text();
                pieces.back().leaves.insert(pieces.back().leaves.end(), leaves.begin(), leaves.end());
            } else {
                pieces.push_back({shortened(words[word].text()), std::move(leaves)});
            }
        }
    }
    return pieces;
}

/// The piece to begin with: the window from there has most different leaves, then most matches; the first
/// such.
std::size_t best_start(const std::vector<Piece>& pieces) {
    std::size_t best = 0, best_different = 0, best_matches = 0, bytes = 0, last = 0, matches = 0;
    std::map<std::size_t, std::size_t> inside;
    for (std::size_t first = 0; first < pieces.size(); ++first) {
        while (last < pieces.size() &&
               (last <= first || bytes + pieces[last].text.size() < kSnippetBytes - kLeadBytes)) {
            bytes += pieces[last].text.size() + 1;
            for (const auto leaf : pieces[last].leaves) ++inside[leaf], ++matches;
            ++last;
        }
        if (!pieces[first].leaves.empty() &&
            std::pair(inside.size(), matches) > std::pair(best_different, best_matches)) {
            best = first;
            best_different = inside.size();
            best_matches = matches;
        }
        bytes -= pieces[first].text.size() + 1;
        for (const auto leaf : pieces[first].leaves) {
            --matches;
            if (--inside[leaf] == 0) inside.erase(leaf);
        }
    }
    return best;
}

bool is_word_part(char32_t c) {
    return is_letter(c) || is_digit(c) || is_mark(c) || c == U'§';
}

/// The word without the punctuation around it.
ByteSpan core_of(std::string_view text) {
    ByteSpan span{text.size(), 0};
    for (std::size_t at = 0; at < text.size();) {
        const auto next = decode_utf8(text, at);
        if (is_word_part(next.code_point)) {
            span.begin = std::min(span.begin, at);
            span.end = at + next.length_bytes;
        }
        at += next.length_bytes;
    }
    return span.end == 0 ? ByteSpan{0, text.size()} : span;
}

}  // namespace

Snippet make_snippet(const Page& page, const std::vector<LeafMatch>& matches) {
    const auto pieces = pieces_of(page, matches);
    std::size_t first = best_start(pieces);
    for (std::size_t lead = 0; first > 0 && lead + pieces[first - 1].text.size() < kLeadBytes; --first)
        lead += pieces[first - 1].text.size() + 1;
    Snippet snippet;
    if (first > 0) snippet.text = std::string(kCut) + ' ';
    std::size_t last = first;
    for (; last < pieces.size(); ++last) {
        const auto& piece = pieces[last];
        if (last > first && snippet.text.size() + piece.text.size() > kSnippetBytes) break;
        if (last > first) snippet.text += ' ';
        if (!piece.leaves.empty()) {
            const auto core = core_of(piece.text);
            snippet.matches.push_back({snippet.text.size() + core.begin, snippet.text.size() + core.end});
        }
        snippet.text += piece.text;
    }
    if (last < pieces.size()) snippet.text += std::string(" ") + std::string(kCut);
    return snippet;
}

}  // namespace akt
