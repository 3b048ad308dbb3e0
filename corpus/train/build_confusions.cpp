// Makes confusion.akt from a table of misreadings. usage: build_confusions TABLE.tsv OUT
// A line: reader (eng or swe), truth (1–2 small letters), what was read (1–3 characters), p(read | truth);
// tabs between. Lines that begin with # are remarks.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <iostream>
#include <sstream>
#include <tuple>

#include "ocr/base/error.h"
#include "ocr/base/utf8.h"
#include "ocr/language/model_file.h"
#include "ocr/repair/confusion_model.h"

namespace {

using namespace akt;

Confusion parse(const std::string& line, const std::string& file, int number) {
    std::istringstream fields(line);
    std::string reader, truth, read;
    double probability = 0;
    const auto fail = [&] {
        throw Error(ErrorCode::usage, file, "line " + std::to_string(number) + " is no misreading");
    };
    if (!(fields >> reader >> truth >> read >> probability) || probability <= 0 || probability > 1) fail();
    Confusion out;
    if (reader != "eng" && reader != "swe") fail();
    out.reader =
        static_cast<std::uint8_t>(reader == "eng" ? ReaderKind::wrong_language : ReaderKind::swedish);
    const auto label = label_word(truth);
    const auto seen = to_utf32(read);
    if (!label || label->length < 1 || label->length > 2 || seen.empty() || seen.size() > 3) fail();
    out.truth_length = label->length;
    std::copy_n(label->labels.begin(), label->length, out.truth.begin());
    out.read_length = static_cast<std::uint8_t>(seen.size());
    std::copy(seen.begin(), seen.end(), out.read.begin());
    out.cost = static_cast<float>(-std::log(probability));
    return out;
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc != 3) {
        std::cerr << "usage: build_confusions TABLE.tsv OUT\n";
        return 2;
    }
    std::ifstream in(argv[1]);
    if (!in) throw Error(ErrorCode::not_found, argv[1], "cannot read this table");
    std::vector<Confusion> rows;
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (!line.empty() && line.front() != '#') rows.push_back(parse(line, argv[1], number));
    }
    const auto key = [](const Confusion& c) { return std::tuple(c.reader, c.read, c.truth); };
    std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    write_model_file(argv[2], "confuse", {{"rows", std::as_bytes(std::span(rows))}});
    std::cerr << rows.size() << " misreadings\n";
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
