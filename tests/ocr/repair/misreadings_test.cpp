#include "ocr/repair/misreadings.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "ocr/base/utf8.h"
#include "ocr/language/kin.h"
#include "ocr/language/model_file.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_lexicon.h"

using namespace akt;

namespace {

constexpr float kNever = std::numeric_limits<float>::infinity();
constexpr std::size_t kMaxReadings = 12;
constexpr float kNear = 0.002F;

/// A lexicon and a confusion model of a few entries.
class TinyModels {
public:
    TinyModels(const test::TinyWords& words, std::vector<Confusion> rows) {
        std::sort(rows.begin(), rows.end(), [](const Confusion& a, const Confusion& b) {
            return std::tuple(a.reader, a.read, a.truth) < std::tuple(b.reader, b.read, b.truth);
        });
        const std::vector<std::uint8_t> chain(LetterChain::kSize, 40);
        test::write_lexicon(folder_.path(), words);
        write_model_file(
            folder_.path() / "confusion.akt", "confuse",
            {{"rows", std::as_bytes(std::span(rows))}, {"chain", std::as_bytes(std::span(chain))}});
    }
    Lexicon lexicon() const { return Lexicon::open(folder_.path()); }
    ConfusionModel confusions() const { return ConfusionModel::open(folder_.path()); }

private:
    test::TemporaryFolder folder_;
};

Confusion row(ReaderKind reader, std::u32string_view read, std::string_view truth, float cost) {
    Confusion out;
    out.reader = static_cast<std::uint8_t>(reader);
    out.read_length = static_cast<std::uint8_t>(read.size());
    std::copy(read.begin(), read.end(), out.read.begin());
    const LabelWord word = label_word(truth).value();
    out.truth_length = word.length;
    std::copy_n(word.labels.begin(), word.length, out.truth.begin());
    out.cost = cost;
    return out;
}

/// Of the search's beam; nats.
constexpr float kWidth = 5.5F;

/// The slow reference: every word against every stretch of what was read, by plain recursion, and every way
/// to put up to three words together. What was read has no capitals here. The costs are the search's own.
class Reference {
public:
    Reference(const Lexicon& lexicon, const test::TinyWords& words, const std::vector<Confusion>& rows,
              ReaderKind reader, const std::u32string& read)
        : lexicon_(lexicon), words_(words), rows_(rows), reader_(reader), read_(read) {}

    std::vector<std::pair<std::string, float>> readings(float most_cost) {
        std::map<std::string, float> found;
        put_together(0, "", 0, 0, 0, found);
        if (read_.size() >= 6 && ends(found, most_cost).empty() && !is_form_of_known()) {
            found.clear();
            most_cost -= 1.5F;
            for (const auto& [word, info] : words_) {
                const float cost = channel(0, read_.size(), word, 0, true);
                if (cost <= 10 + 8) keep(word, cost, Misreadings::word_cost(info), found);
            }
        }
        return ends(found, most_cost);
    }

private:
    static std::vector<std::pair<std::string, float>> ends(const std::map<std::string, float>& found,
                                                           float most_cost) {
        std::vector<std::pair<std::string, float>> out(found.begin(), found.end());
        std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
        if (!out.empty()) most_cost = std::min(most_cost, out.front().second + kWidth);
        while (!out.empty() && out.back().second > most_cost) out.pop_back();
        return out;
    }

    void keep(const std::string& word, float channel_cost, float word_cost,
              std::map<std::string, float>& found) const {
        if (channel_cost > 9 + 0.9F * static_cast<float>(read_.size())) return;
        const auto [entry, added] = found.try_emplace(word, channel_cost + word_cost);
        entry->second = std::min(entry->second, channel_cost + word_cost);
    }

    bool may_be_inflected() const {
        const char32_t last = read_.back(), before = read_[read_.size() - 2];
        return last != before && is_letter(last) && is_letter(before);
    }
    bool is_form_of_known() const {
        const auto word = label_word(to_utf8(read_));
        return may_be_inflected() && word && kin_code(lexicon_, *word) > 0;
    }

    /// The least −ln p(read from `at` to `end` | the letters of word from `letter` on).
    float channel(std::size_t at, std::size_t end, const std::string& word, std::size_t letter,
                  bool any) const {
        if (at == end && letter == word.size()) return 0;
        float least = kNever;
        const auto label = [&] { return static_cast<Label>(word[letter]); };
        const bool same = at < end && letter < word.size() && label() == label_of(read_[at]);
        if (same) {
            const bool kept = label() > kLabelZ && reader_ == ReaderKind::wrong_language;
            least = 0.004F + (kept ? 3.0F : 0) + channel(at + 1, end, word, letter + 1, any);
        }
        for (const Confusion& c : rows_) {
            if (c.reader != static_cast<std::uint8_t>(reader_) || at + c.read_length > end ||
                letter + c.truth_length > word.size())
                continue;
            if (!std::equal(c.read.begin(), c.read.begin() + c.read_length, &read_[at]) ||
                !std::equal(c.truth.begin(), c.truth.begin() + c.truth_length, &word[letter],
                            [](Label a, char b) { return a == static_cast<Label>(b); }))
                continue;
            least = std::min(least,
                             c.cost + channel(at + c.read_length, end, word, letter + c.truth_length, any));
        }
        if (!any || (at + 2 >= read_.size() && may_be_inflected())) return least;
        if (at < end && letter < word.size() && !same)
            least = std::min(least, 10 + channel(at + 1, end, word, letter + 1, false));
        if (letter < word.size()) least = std::min(least, 10 + channel(at, end, word, letter + 1, false));
        if (at < end) least = std::min(least, 10 + channel(at + 1, end, word, letter, false));
        return least;
    }

    void put_together(std::size_t at, const std::string& so_far, int parts, float channel_cost,
                      float word_cost, std::map<std::string, float>& found) const {
        for (const auto& [word, info] : words_) {
            const float own = Misreadings::word_cost(info);
            if (parts == 0 || word.size() >= 4)
                keep(so_far + word, channel_cost + channel(at, read_.size(), word, 0, false), word_cost + own,
                     found);
            if (parts == 2 || word.size() < 4 || (info.count_code() < 3 && !info.vouched())) continue;
            for (std::size_t end = at + 1; end + 4 <= read_.size(); ++end) {
                const float part = channel_cost + channel(at, end, word, 0, false);
                if (part == kNever) continue;
                put_together(end, so_far + word, parts + 1, part, word_cost + own + 3, found);
                if (read_[end] == U's')
                    put_together(end + 1, so_far + word + static_cast<char>(kLabelS), parts + 1,
                                 part + 0.004F, word_cost + own + 3 + 0.7F, found);
            }
        }
    }

    const Lexicon& lexicon_;
    const test::TinyWords& words_;
    const std::vector<Confusion>& rows_;
    ReaderKind reader_;
    const std::u32string& read_;
};

std::string labels_of(const LabelWord& word) {
    return {reinterpret_cast<const char*>(word.labels.data()), word.length};
}

/// Any of `from` to `to` - 1, as often the last as the first.
template <class T>
T between(T from, T to) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(from, to));
}

/// A word of the lexicon, or two, with a few places spoilt: something a search may find.
std::u32string spoilt(const test::TinyWords& words) {
    std::string labels;
    const auto parts = between(1, 3);
    for (int i = 0; i < parts; ++i) {
        const auto which = between<std::size_t>(0, words.size());
        labels += std::next(words.begin(), static_cast<std::ptrdiff_t>(which))->first;
        if (i + 1 < parts && *rc::gen::arbitrary<bool>()) labels += static_cast<char>(kLabelS);
    }
    std::u32string read;
    for (const char label : labels) read += letter_of(static_cast<Label>(label));
    const auto spoils = std::max(0, between(-1, 3));
    for (int i = 0; i < spoils; ++i)
        read[between<std::size_t>(0, read.size())] = *rc::gen::elementOf(std::u32string(U"asröå6|"));
    if (between(0, 8) == 0) read.pop_back();
    return read;
}

}  // namespace

TEST_CASE("the search finds what trying every word finds") {
    int searches = 0, finds = 0, compounds = 0;
    CHECK(rc::check([&] {
        test::TinyWords words;
        const auto letter = rc::gen::element<char>(1, 19, 18, kLabelAring, kLabelOdots);
        const auto spelling = rc::gen::map(
            rc::gen::pair(rc::gen::container<std::string>(static_cast<std::size_t>(between(2, 5)), letter),
                          rc::gen::resize(3, rc::gen::container<std::string>(letter))),
            [](const auto& both) { return both.first + both.second; });
        const auto count = between(1, 7);
        for (int i = 0; i < count; ++i)
            words.emplace(*spelling, test::info_of(between(0U, 27U), between(0, 5) == 0));
        std::vector<Confusion> rows;
        const auto reads = rc::gen::elementOf(
            std::vector<std::u32string>{U"6", U"|", U"a", U"r", U"ö", U"rs", U"6a", U"ar|"});
        const auto truths = rc::gen::elementOf(std::vector<std::string>{"a", "å", "ö", "r", "ra", "sö", "s"});
        const auto row_count = between(0, 9);
        for (int i = 0; i < row_count; ++i)
            rows.push_back(row(*rc::gen::element(ReaderKind::wrong_language, ReaderKind::swedish), *reads,
                               *truths, static_cast<float>(between(0, 160)) / 16));
        const TinyModels models(words, rows);
        const Lexicon lexicon = models.lexicon();
        const ConfusionModel confusions = models.confusions();
        for (int each_read = 0; each_read < 8; ++each_read) {
            const std::u32string read = spoilt(words);
            if (read.empty()) continue;
            const auto reader = *rc::gen::element(ReaderKind::wrong_language, ReaderKind::swedish);
            const auto most_cost = static_cast<float>(between(10, 100));

            const auto found = Misreadings(lexicon, confusions).find(read, reader, most_cost);
            const auto wanted = Reference(lexicon, words, rows, reader, read).readings(most_cost);

            RC_LOG() << "read " << to_utf8(read) << ", at most " << most_cost << '\n';
            for (const auto& [labels, info] : words)
                RC_LOG() << "  word " << to_string(test::word_of(labels)) << ' ' << unsigned{info.packed}
                         << '\n';
            for (const auto& each : wanted)
                RC_LOG() << "  wanted " << to_string(test::word_of(each.first)) << ' ' << each.second << '\n';
            for (const auto& each : found)
                RC_LOG() << "  found " << to_string(each.word) << ' ' << each.cost() << '\n';

            searches += 1, finds += !found.empty();
            compounds +=
                std::any_of(found.begin(), found.end(), [](const Misreading& r) { return !r.attested; });
            RC_ASSERT(found.size() <= kMaxReadings);
            for (std::size_t i = 0; i < found.size(); ++i) {
                if (i > 0) RC_ASSERT(found[i - 1].cost() <= found[i].cost());
                const auto same = std::find_if(wanted.begin(), wanted.end(), [&](const auto& each) {
                    return each.first == labels_of(found[i].word);
                });
                RC_ASSERT(same != wanted.end());
                RC_ASSERT(std::fabs(same->second - found[i].cost()) < kNear);
            }
            // Those at the very border of what is kept may go either way.
            float border = wanted.empty() ? 0 : std::min(most_cost, wanted.front().second + kWidth);
            if (wanted.size() > kMaxReadings) border = std::min(border, wanted[kMaxReadings - 1].second);
            for (const auto& each : wanted)
                if (each.second < border - kNear)
                    RC_ASSERT(std::any_of(found.begin(), found.end(), [&](const Misreading& reading) {
                        return labels_of(reading.word) == each.first;
                    }));
        }
    }));
    // Else the property would say little.
    CHECK(finds * 8 > searches);
    CHECK(compounds * 100 > searches);
}

TEST_CASE("capitals, unknown misreadings and what is past finding") {
    const std::vector<Confusion> rows = {row(ReaderKind::swedish, U"0", "o", 2),
                                         row(ReaderKind::swedish, U"rn", "m", 3)};
    test::TinyWords words;
    for (const char* word : {"kommunen", "ordet", "åter"})
        words.emplace(test::labels_of(word), test::info_of(10));
    const TinyModels models(words, rows);
    const Lexicon lexicon = models.lexicon();
    const ConfusionModel confusions = models.confusions();
    const Misreadings misreadings(lexicon, confusions);
    struct Case {
        const char32_t* read;
        const char* word;  ///< empty: nothing is found
        std::uint64_t upper;
    };
    static constexpr Case kCases[] = {
        {U"kornmunen", "kommunen", 0},
        {U"Kornmunen", "kommunen", 1},
        {U"KORNMUNEN", "kommunen", 0xFF},
        {U"0rdet", "ordet", 0},
        {U"kommcnen", "kommunen", 0},   // nobody has seen u read as c: one such thing in a long word
        {U"kommuncn", "", 0},           // but it may be another form of a word
        {U"kommunn", "kommunen", 0},    // a letter not seen
        {U"kommuunen", "kommunen", 0},  // a letter made up
        {U"ordct", "", 0},              // too short for that
        {U"kcmmcnen", "", 0},           // twice
        {U"åter", "åter", 0},
        {U"", "", 0},
        {U"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "", 0},
    };
    for (const Case& each : kCases) {
        CAPTURE(to_utf8(each.read));
        const auto found = misreadings.find(each.read, ReaderKind::swedish, 100);
        const std::string word = found.empty() ? "" : to_string(found.front().word);
        CHECK(word == each.word);
        if (!found.empty()) CHECK(found.front().upper == each.upper);
    }
}

TEST_CASE("a word the lexicon has is read as itself first, and commoner words are cheaper") {
    test::TinyWords words{{test::labels_of("bok"), test::info_of(5)},
                          {test::labels_of("bak"), test::info_of(20)}};
    const TinyModels models(words, {row(ReaderKind::swedish, U"o", "a", 6)});
    const Lexicon lexicon = models.lexicon();
    const ConfusionModel confusions = models.confusions();
    const Misreadings misreadings(lexicon, confusions);
    const auto close = misreadings.find(U"bok", ReaderKind::swedish, 100);
    REQUIRE(close.size() == 2);
    // 15 steps of 1.6 outweigh six nats.
    CHECK(to_string(close[0].word) == "bak");
    CHECK(close[0].word_cost + 6 < close[1].word_cost);
    CHECK(misreadings.find(U"bok", ReaderKind::wrong_language, 100).size() == 1);
    CHECK(misreadings.find(U"bok", ReaderKind::swedish, close[0].cost() - 0.1F).empty());
}
