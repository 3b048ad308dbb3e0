#include "search/cli/repair_output.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "ocr/base/resources.h"
#include "ocr/base/utf8.h"
#include "ocr/repair/repairer.h"

using namespace akt;

namespace {

const Repairer& repairer() {
    static const RepairModels models = RepairModels::open(models_folder());
    static const Repairer made(models);
    return made;
}

struct Repaired {
    std::string text, json;
};

Repaired run(const std::string& input, std::size_t block_bytes = TextFilter::kBlockBytes) {
    Repaired out;
    TextFilter filter([](std::string_view block) { return repairer().repair_text(block); },
                      [&](std::string_view block, const std::vector<TextChange>& changes, TextPlace start) {
                          out.text += with_changes(block, changes);
                          out.json += render_changes_json(block, changes, start, "");
                      },
                      block_bytes);
    filter.write(input);
    filter.finish();
    return out;
}

std::string bytes_of_hex(const std::string& hex) {
    std::string bytes;
    for (std::size_t at = 0; at < hex.size(); at += 2)
        bytes += static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, 16));
    return bytes;
}

/// What another program would do with output and JSON: walks the output with the input's lines and columns in
/// mind.
std::string input_again(const Repaired& repaired) {
    std::string input, left = repaired.text;
    TextPlace place;
    std::istringstream lines(repaired.json);
    for (std::string line; std::getline(lines, line);) {
        const auto change = nlohmann::json::parse(line);
        const TextPlace wanted{change.at("line"), change.at("column")};
        while (place != wanted) {
            REQUIRE(!left.empty());
            const auto length = decode_utf8(left, 0).length_bytes;
            place.advance(left.substr(0, length));
            input += left.substr(0, length);
            left.erase(0, length);
        }
        const auto replacement = change.at("new").get<std::string>();
        REQUIRE(left.compare(0, replacement.size(), replacement) == 0);
        left.erase(0, replacement.size());
        const std::string old = change.contains("old_bytes") ? bytes_of_hex(change.at("old_bytes"))
                                                             : change.at("old").get<std::string>();
        input += old;
        place.advance(old);
    }
    return input + left;
}

}  // namespace

TEST_CASE("applying the JSON backwards gives the input again") {
    const std::vector<std::string> pieces{"Den som får rätt ska även göra så.",
                                          "vi fÃ¥r rÃ¤tt att gÃ¶ra",
                                          "f\xE5r r\xE4tt att g\xF6ra\xFF",
                                          "vad personen som far fullmakt har ratt att gora",
                                          "st?d f?r m?nniskor",
                                          "\r\n",
                                          "\n",
                                          "\n\n",
                                          " ",
                                          "\t",
                                          "\xC3",
                                          "beh ver st d och ans kan till n mnden",
                                          "r¨att f˚ar",
                                          "\xEF\xBB\xBF",
                                          "fa\xCC\x8Ar",
                                          "12 345 kr",
                                          "f}r r{tt",
                                          "M=F6tet =E4r inst=E4llt och l&auml;get ok&auml;nt",
                                          "Štajerska în võtmega"};
    CHECK(rc::check([&] {
        std::string input;
        for (const auto which :
             *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, pieces.size())))
            input += pieces[which] + *rc::gen::element<std::string>("", " ", "\n");
        const auto block_bytes = *rc::gen::element<std::size_t>(16, 100, TextFilter::kBlockBytes);
        RC_ASSERT(input_again(run(input, block_bytes)) == input);
    }));
}

TEST_CASE("each change is one JSON object with the agreed keys") {
    const auto json = run("Hej!\nvi fÃ¥r det").json;
    const auto change = nlohmann::ordered_json::parse(json);
    std::string keys;
    for (const auto& [key, value] : change.items()) keys += key + " ";
    CHECK(keys == "line column old new reason log10_odds uncertain ");
    CHECK(change["line"] == 2);
    CHECK(change["column"] == 4);
    CHECK(change["old"] == "fÃ¥r");
    CHECK(change["new"] == "får");
    CHECK(change["reason"] == "encoding");
    CHECK(change["uncertain"] == false);
}

TEST_CASE("the difference shows changed lines with their numbers") {
    const std::string block = "sound\nold one and two\r\nsound\nthree\n";
    const std::vector<TextChange> changes{{10, 3, "ONE"}, {18, 3, "TWO"}, {29, 5, ""}};
    CHECK(render_changes_diff(block, changes, {5, 1}, false) ==
          "6: old [-one-]{+ONE+} and [-two-]{+TWO+}\n8: [-three-]\n");
    CHECK(render_changes_diff("one", {{0, 3, "ONE"}}, {1, 1}, true) ==
          "\x1b[2m1:\x1b[0m \x1b[31mone\x1b[0m\x1b[32mONE\x1b[0m\n");
    CHECK(render_changes_diff("\x1b[2Jfar", {{4, 3, "får"}}, {1, 1}, false) ==
          "1: \uFFFD[2J[-far-]{+får+}\n");
}
