#include "corpus/train/ocr_errors/text_alignment.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>

#include "ocr/base/utf8.h"

using namespace akt;

namespace {

/// The definition, tried every way.
double slow_cost(std::u32string_view truth, std::u32string_view read) {
    if (truth.empty() || read.empty()) return kGapCost * static_cast<double>(truth.size() + read.size());
    return std::min({slow_cost(truth.substr(1), read.substr(1)) + substitution_cost(truth[0], read[0]),
                     slow_cost(truth.substr(1), read) + kGapCost,
                     slow_cost(truth, read.substr(1)) + kGapCost});
}

/// The misread pieces, "truth>read", one after the other.
std::string misread(const std::string& truth, const std::string& read) {
    const auto a = to_utf32(truth), b = to_utf32(read);
    std::string out;
    for (const AlignedPiece& piece : align(a, b)) {
        if (piece.same) continue;
        if (!out.empty()) out += ' ';
        out += to_utf8(std::u32string_view(a).substr(piece.truth_at, piece.truth_length)) + ">" +
               to_utf8(std::u32string_view(b).substr(piece.read_at, piece.read_length));
    }
    return out;
}

rc::Gen<std::u32string> short_text() {
    return rc::gen::map(rc::gen::container<std::string>(rc::gen::elementOf(std::string("aonrm 6"))),
                        [](std::string text) {
                            std::u32string out = to_utf32(text.substr(0, 6));
                            std::replace(out.begin(), out.end(), U'6', U'ö');
                            return out;
                        });
}

}  // namespace

TEST_CASE("misread pieces are cut where people would cut them") {
    struct Case {
        const char *truth, *read, *pieces;
    };
    const Case cases[] = {
        {"för", "för", ""},      {"för", "f6r", "ö>6"},       {"är så", "&r sa", "ä>& å>a"},
        {"barn", "bam", "rn>m"}, {"modern", "modem", "rn>m"}, {"kommun", "kornmun", "m>rn"},
        {"till", "til", "ll>l"}, {"alla", "aalla", "a>aa"},   {"ett hus", "tt hus", "et>t"},
        {"vän", "viin", "ä>ii"}, {"ÖREBRO", "OREBRO", "Ö>O"}, {"i dag", "idag", "i >i"},
    };
    for (const Case& one : cases) {
        CAPTURE(one.truth);
        CAPTURE(one.read);
        CHECK(misread(one.truth, one.read) == one.pieces);
    }
}

TEST_CASE("the alignment is the cheapest there is") {
    CHECK(rc::check([] {
        const auto truth = *short_text(), read = *short_text();
        RC_ASSERT(alignment_cost(truth, read) == slow_cost(truth, read));
    }));
}

TEST_CASE("pieces cover both texts in order, and same ones are the same") {
    CHECK(rc::check([] {
        const auto truth = *short_text(), read = *short_text();
        std::size_t truth_at = 0, read_at = 0;
        for (const AlignedPiece& piece : align(truth, read)) {
            RC_ASSERT(piece.truth_at == truth_at);
            RC_ASSERT(piece.read_at == read_at);
            RC_ASSERT(piece.truth_length + piece.read_length > 0U);
            if (piece.same) RC_ASSERT(truth[piece.truth_at] == read[piece.read_at]);
            truth_at += piece.truth_length;
            read_at += piece.read_length;
        }
        RC_ASSERT(truth_at == truth.size());
        RC_ASSERT(read_at == read.size());
    }));
}
