#include "ocr/repair/confusion_model.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>
#include <random>
#include <tuple>
#include <utility>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/base/resources.h"
#include "ocr/language/model_file.h"
#include "ocr/repair/mark_confusions.h"

using namespace akt;

namespace {

/// A folder of its own for a model, gone at the end.
class ModelFolder {
public:
    ModelFolder()
        : path_(std::filesystem::temp_directory_path() / ("akt-confusions-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(path_);
    }
    ~ModelFolder() { std::filesystem::remove_all(path_); }
    std::filesystem::path file() const { return path_ / "confusion.akt"; }

    void write(const std::vector<Confusion>& rows) const {
        const std::vector<std::uint8_t> chain(LetterChain::kSize, 40);
        write_model_file(
            file(), "confuse",
            {{"rows", std::as_bytes(std::span(rows))}, {"chain", std::as_bytes(std::span(chain))}});
    }
    ConfusionModel open() const { return ConfusionModel::open(path_); }
    bool opens() const {
        try {
            open();
            return true;
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::integrity);
            return false;
        }
    }

private:
    std::filesystem::path path_;
};

Confusion row(ReaderKind reader, std::u32string_view read, std::string_view truth, float cost) {
    Confusion out;
    out.reader = static_cast<std::uint8_t>(reader);
    out.read_length = static_cast<std::uint8_t>(read.size());
    std::copy(read.begin(), read.end(), out.read.begin());
    const auto word = label_word(truth);
    REQUIRE(word);
    out.truth_length = word->length;
    std::copy_n(word->labels.begin(), word->length, out.truth.begin());
    out.cost = cost;
    return out;
}

auto key(const Confusion& c) {
    return std::tuple(c.reader, c.read, c.truth);
}

constexpr auto kEnglish = ReaderKind::wrong_language, kSwedish = ReaderKind::swedish;

std::vector<Confusion> few_rows() {
    return {row(kEnglish, U"&", "ä", 3), row(kEnglish, U"6", "ö", 2),  row(kEnglish, U"m", "rn", 5),
            row(kEnglish, U"“", "l", 9), row(kSwedish, U"m", "rn", 4), row(kSwedish, U"rn", "m", 6)};
}

}  // namespace

TEST_CASE("confusions are found by reader and first character read") {
    const ModelFolder folder;
    folder.write(few_rows());
    const ConfusionModel model = folder.open();
    REQUIRE(model.starting_with(kEnglish, U'6').size() == 1);
    CHECK(letter_of(model.starting_with(kEnglish, U'6')[0].truth[0]) == U'ö');
    CHECK(model.starting_with(kEnglish, U'6')[0].cost == 2);
    CHECK(model.starting_with(kSwedish, U'6').empty());
    CHECK(model.starting_with(kEnglish, U'“').size() == 1);
    CHECK(model.starting_with(kEnglish, U'”').empty());
    CHECK(model.starting_with(kSwedish, U'r')[0].read_length == 2);
    CHECK(model.starting_with(kEnglish, U'r').empty());
}

TEST_CASE("the index answers as a search through all rows does") {
    std::mt19937 random(7);
    const std::u32string characters = U"abé6&ä|“€ÿĀ";
    std::vector<Confusion> rows;
    for (int i = 0; i < 400; ++i) {
        std::u32string read;
        for (std::size_t n = 1 + random() % 3; n > 0; --n) read += characters[random() % characters.size()];
        rows.push_back(row(random() % 2 == 0 ? kEnglish : kSwedish, read, random() % 2 == 0 ? "ö" : "il",
                           static_cast<float>(random() % 10)));
    }
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return key(a) < key(b); });
    const ModelFolder folder;
    folder.write(rows);
    const ConfusionModel model = folder.open();
    for (const ReaderKind reader : {kEnglish, kSwedish})
        for (char32_t first = 1; first < 0x2100; ++first) {
            const auto found = model.starting_with(reader, first);
            const auto wanted = std::count_if(rows.begin(), rows.end(), [&](const Confusion& c) {
                return c.reader == static_cast<std::uint8_t>(reader) && c.read[0] == first;
            });
            if (found.size() != static_cast<std::size_t>(wanted) ||
                std::any_of(found.begin(), found.end(), [&](const Confusion& c) {
                    return c.reader != static_cast<std::uint8_t>(reader) || c.read[0] != first;
                })) {
                CAPTURE(static_cast<std::uint32_t>(first));
                FAIL("the index and the search differ");
            }
        }
}

TEST_CASE("what cannot be a confusion is refused") {
    const std::function<void(std::vector<Confusion>&)> harms[] = {
        [](auto& rows) { std::swap(rows[0], rows[1]); },
        [](auto& rows) { rows[0].reader = 2; },
        [](auto& rows) { rows[0].read_length = 0; },
        [](auto& rows) { rows[0].read_length = 4; },
        [](auto& rows) { rows[0].truth_length = 0; },
        [](auto& rows) { rows[0].truth_length = 3; },
        [](auto& rows) { rows[0].truth[0] = kNoLabel; },
        [](auto& rows) { rows[0].truth[0] = kLabelCount; },
        [](auto& rows) { rows[0].cost = -1; },
        [](auto& rows) { rows[0].cost = std::numeric_limits<float>::quiet_NaN(); },
    };
    const ModelFolder folder;
    folder.write(few_rows());
    CHECK(folder.opens());
    for (const auto& harm : harms) {
        auto rows = few_rows();
        harm(rows);
        folder.write(rows);
        CHECK_FALSE(folder.opens());
    }
}

TEST_CASE("a model cut short or altered is refused") {
    const ModelFolder folder;
    folder.write(few_rows());
    const auto whole = std::filesystem::file_size(folder.file());
    {
        std::fstream file(folder.file(), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(static_cast<std::streamoff>(whole) - 3);
        file.put('x');
    }
    CHECK_FALSE(folder.opens());
    folder.write(few_rows());
    std::filesystem::resize_file(folder.file(), whole - 8);
    CHECK_FALSE(folder.opens());
    std::filesystem::remove(folder.file());
    CHECK_THROWS_AS(folder.open(), Error);
}

TEST_CASE("the shipped model knows what recognisers do to Swedish") {
    const ConfusionModel model = ConfusionModel::open(models_folder());
    const auto cost = [&](ReaderKind reader, char32_t read, char32_t truth) {
        for (const Confusion& c : model.starting_with(reader, read))
            if (c.read_length == 1 && c.truth_length == 1 && letter_of(c.truth[0]) == truth) return c.cost;
        return 99.0F;
    };
    // A reader that knows no å sees a nearly always; a Swedish one seldom.
    CHECK(cost(kEnglish, U'a', U'å') < 0.5F);
    CHECK(cost(kSwedish, U'a', U'å') > 2);
    CHECK(cost(kEnglish, U'o', U'ö') < cost(kEnglish, U'6', U'ö'));
    CHECK(cost(kEnglish, U'6', U'ö') < 6);
    CHECK(cost(kEnglish, U'd', U'ä') < 6);
    CHECK(cost(kSwedish, U'i', U'l') < 8);
}

TEST_CASE("marks taken for each other cost what the model's single letters do, all else is no such slip") {
    const ModelFolder folder;
    folder.write({row(kSwedish, U"a", "å", 3), row(kSwedish, U"a", "e", 1), row(kSwedish, U"ä", "å", 4)});
    const MarkConfusions marks(folder.open());
    const auto cost = [&](std::string_view read, std::string_view printed) {
        return marks.cost_nats(*label_word(read), *label_word(printed));
    };
    CHECK(cost("par", "pår") == 3);
    CHECK(cost("aä", "åå") == 7);
    CHECK(cost("får", "får") == 0);
    CHECK_FALSE(std::isfinite(cost("får", "far")));  // not in the model
    CHECK_FALSE(std::isfinite(cost("ban", "ben")));  // other letters
    CHECK_FALSE(std::isfinite(cost("par", "påra")));
}

TEST_CASE("a chain of letters costs what its steps do") {
    std::vector<std::uint8_t> steps(LetterChain::kSize, 100);
    const auto place = [](char32_t first, char32_t second, char32_t third) {
        const auto symbol = [](char32_t c) { return c == U'.' ? 0 : LetterChain::symbol_of(c); };
        return (symbol(first) * LetterChain::kSymbols + symbol(second)) * LetterChain::kSymbols +
               symbol(third);
    };
    steps[place(U'.', U'.', U'b')] = 1;
    steps[place(U'.', U'b', U'ö')] = 2;
    steps[place(U'b', U'ö', U'é')] = 4;
    steps[place(U'ö', U'6', U'.')] = 8;
    const LetterChain chain(steps);
    CHECK(chain.cost_nats(U"bö6") == doctest::Approx(15 * LetterChain::kStepNats));
    CHECK(chain.cost_nats(U"böé") == doctest::Approx(15 * LetterChain::kStepNats));
    CHECK(chain.cost_nats(U"") == doctest::Approx(100 * LetterChain::kStepNats));
}

TEST_CASE("the shipped model tells names from misread words") {
    const ConfusionModel model = ConfusionModel::open(models_folder());
    const std::pair<const char32_t*, const char32_t*> name_and_misread[] = {
        {U"lannergren", U"lanncrgrcn"},
        {U"tallbackav\u00E4gen", U"tallbackavdgen"},
        {U"brovallen", U"bravailcn"}};
    for (const auto& [name, misread] : name_and_misread)
        CHECK(model.chain().cost_nats(name) + 2 < model.chain().cost_nats(misread));
}
