#include "ocr/repair/learned_words.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "ocr/base/fold.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

/// Shorter words, and longer ones than any is, teach nothing; shorter ones than kLeastSpelling are spelt by
/// context.
constexpr std::size_t kLeastLetters = 3, kMostBytes = 200, kLeastSpelling = 4;
/// Neighbours shorter than this together are no context, nor are words further apart.
constexpr std::size_t kLeastContextBytes = 4, kWidestGapBytes = 64;
/// A spelling must stand in this many times as many sound documents as all others of its skeleton.
constexpr std::uint32_t kPrevails = 4;
/// How sure a spelling is that a person gave, that several sound documents have, that one has.
constexpr float kFromPerson = 0.999F, kFromDocuments = 0.95F, kFromOneDocument = 0.75F;
/// log10 of the odds of a reading a person decided on elsewhere, and of one against which the marks around
/// it speak.
constexpr double kDecidedOdds = 3, kDoubtfulOdds = 0.5;

struct Extent {
    std::size_t begin = 0, end = 0;
    bool empty() const { return begin == end; }
};

/// Bytes of white space at `at`; 0: none.
std::size_t space_at(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') return 1;
    return c == '\xC2' && at + 1 < text.size() && text[at + 1] == '\xA0' ? 2 : 0;
}
bool space_before(std::string_view text, std::size_t at) {
    return space_at(text, at - 1) == 1 || (at > 1 && space_at(text, at - 2) == 2);
}

bool is_word_character(char32_t c) {
    return is_letter(c) || is_digit(c) || is_mark(c);
}

/// Without the signs at its ends.
Extent core_of(std::string_view text, Extent chunk) {
    Extent core{chunk.end, chunk.end};
    for (std::size_t at = chunk.begin; at < chunk.end;) {
        const auto decoded = decode_utf8(text, at);
        if (decoded.valid && is_word_character(decoded.code_point)) {
            if (core.empty()) core.begin = at;
            core.end = at + decoded.length_bytes;
        }
        at += decoded.length_bytes;
    }
    return core;
}

/// What stands between white space around `at`; less of it where it is longer than any word.
Extent chunk_around(std::string_view text, std::size_t at) {
    Extent chunk{at, at};
    while (chunk.begin > 0 && at - chunk.begin <= kMostBytes && !space_before(text, chunk.begin))
        --chunk.begin;
    while (chunk.end < text.size() && chunk.end - at <= kMostBytes && space_at(text, chunk.end) == 0)
        ++chunk.end;
    return chunk;
}

/// The word before (or after) in the same paragraph, folded, without signs at its ends.
std::string neighbour_before(std::string_view text, std::size_t begin) {
    std::size_t end = begin, lines = 0;
    while (end > 0 && begin - end < kWidestGapBytes && space_before(text, end)) {
        if (text[end - 1] == '\n') ++lines;
        --end;
        if (text[end] == '\xA0') --end;
    }
    if (end == 0 || lines > 1) return {};
    const auto core = core_of(text, chunk_around(text, end - 1));
    return fold(text.substr(core.begin, core.end - core.begin));
}
std::string neighbour_after(std::string_view text, std::size_t end) {
    std::size_t begin = end, lines = 0;
    while (begin < text.size() && begin - end < kWidestGapBytes) {
        const auto space = space_at(text, begin);
        if (space == 0) break;
        if (text[begin] == '\n') ++lines;
        begin += space;
    }
    if (begin == text.size() || lines > 1) return {};
    const auto core = core_of(text, chunk_around(text, begin));
    return fold(text.substr(core.begin, core.end - core.begin));
}

std::string folded_core(std::string_view word) {
    const auto core = core_of(word, {0, word.size()});
    return fold(word.substr(core.begin, core.end - core.begin));
}

std::string in_capitals(std::string_view text) {
    std::string out;
    for (const char32_t c : to_utf32(text)) append_utf8(out, to_upper(c));
    return out;
}
std::string with_capital(std::string_view text) {
    std::string out;
    for (const char32_t c : to_utf32(text)) append_utf8(out, out.empty() ? to_upper(c) : c);
    return out;
}

struct Letters {
    std::size_t letters = 0, digits = 0;
};
Letters count_letters(std::string_view text) {
    Letters out;
    for (const char32_t c : to_utf32(text)) {
        if (is_letter(c)) ++out.letters;
        if (is_digit(c)) ++out.digits;
    }
    return out;
}

/// The raw word and the reading without the signs they share at their ends; nullopt when they differ there,
/// or when nothing is to be learned: numbers, and words too short.
struct Lesson {
    std::string raw, text;
};
std::optional<Lesson> lesson_of(const DecidedReading& decision) {
    if (decision.raw.size() > kMostBytes || decision.text.size() > kMostBytes) return std::nullopt;
    if (!is_valid_utf8(decision.raw) || !is_valid_utf8(decision.text)) return std::nullopt;
    const auto raw = core_of(decision.raw, {0, decision.raw.size()});
    const auto text = core_of(decision.text, {0, decision.text.size()});
    if (decision.raw.substr(0, raw.begin) != decision.text.substr(0, text.begin) ||
        decision.raw.substr(raw.end) != decision.text.substr(text.end))
        return std::nullopt;
    Lesson lesson{decision.raw.substr(raw.begin, raw.end - raw.begin),
                  decision.text.substr(text.begin, text.end - text.begin)};
    const auto read = count_letters(lesson.raw), right = count_letters(lesson.text);
    if (right.digits > 0 || right.letters < kLeastLetters || read.letters < 2) return std::nullopt;
    return lesson;
}

bool touches(const TextChange& change, std::size_t begin, std::size_t end) {
    return change.offset_bytes < end && change.offset_bytes + change.length_bytes > begin;
}

}  // namespace

LearnedWords::LearnedWords(const Evidence& evidence, const Lexicon& lexicon) {
    for (const auto& decision : evidence.decided) add_decision(decision, lexicon);
    add_spellings(evidence, lexicon);
}

void LearnedWords::add_decision(const DecidedReading& decision, const Lexicon& lexicon) {
    const auto lesson = lesson_of(decision);
    if (!lesson) return;
    const std::string before = folded_core(decision.before), after = folded_core(decision.after);
    const auto add = [&](const std::string& raw, const std::string& text) {
        Form& form = decided_[raw];
        form.known_word = lexicon.contains(to_lower(raw));
        form.said.push_back({text, before, after});
    };
    const auto add_in_every_case = [&](const std::string& raw, const std::string& text) {
        add(raw, text);
        const std::string capitals = in_capitals(raw), title = with_capital(raw);
        if (capitals != raw) add(capitals, in_capitals(text));
        if (title != raw && title != capitals) add(title, with_capital(text));
    };
    add_in_every_case(lesson->raw, lesson->text);
    // What was found right must not be changed where it stands so.
    if (lesson->text != lesson->raw && lesson->text.find(' ') == std::string::npos)
        add_in_every_case(lesson->text, lesson->text);
}

void LearnedWords::add_spellings(const Evidence& evidence, const Lexicon& lexicon) {
    struct Spelt {
        std::map<std::string, std::uint32_t> forms;  ///< and in how many sound documents
        bool by_person = false;
    };
    std::map<std::string, Spelt> by_skeleton;
    const auto add = [&](const std::string& lower_case, std::uint32_t documents, bool by_person) {
        const auto word = label_word(lower_case);
        if (!word || word->length < kLeastSpelling) return;
        Spelt& spelt = by_skeleton[to_string(skeleton_of(*word))];
        if (by_person && !spelt.by_person) spelt = {{}, true};
        if (by_person == spelt.by_person) spelt.forms[lower_case] += documents;
    };
    for (const auto& decision : evidence.decided)
        if (const auto lesson = lesson_of(decision)) add(to_lower(lesson->text), 1, true);
    for (const auto& attested : evidence.attested)
        add(attested.word, std::max(1U, attested.documents), false);

    const auto keep = [&](const LabelWord& word, float probability) {
        const LabelWord skeleton = skeleton_of(word);
        std::array<LexiconForm, Lexicon::kMaxForms> known;
        if (lexicon.forms_of_skeleton(skeleton, known) > 0) return;
        spellings_.try_emplace(word, probability);
    };
    for (const auto& [skeleton, spelt] : by_skeleton) {
        const auto best = std::max_element(spelt.forms.begin(), spelt.forms.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        std::uint32_t others = 0;
        for (const auto& [form, documents] : spelt.forms)
            if (form != best->first) others += documents;
        if (best->first == skeleton || (spelt.by_person ? others > 0 : best->second < kPrevails * others))
            continue;
        const float probability = spelt.by_person    ? kFromPerson
                                  : best->second > 1 ? kFromDocuments
                                                     : kFromOneDocument;
        LabelWord word = *label_word(best->first);
        keep(word, probability);
        const Label last = word[word.length - 1U];
        if (last == kLabelS || word.full()) continue;
        word.push(kLabelS);  // the genitive
        keep(word, probability);
    }
}

std::optional<LearnedWords::Spelling> LearnedWords::spelling_of(const LabelWord& word) const {
    const auto found = spellings_.find(word);
    if (found == spellings_.end()) return std::nullopt;
    return Spelling{found->first, found->second};
}

std::optional<std::string> LearnedWords::decided_for(std::string_view text, std::size_t begin,
                                                     std::size_t end) const {
    const auto found = decided_.find(text.substr(begin, end - begin));
    if (found == decided_.end()) return std::nullopt;
    const Form& form = found->second;
    const auto agreed = [&form](const auto& counts) -> std::optional<std::string> {
        const std::string* reading = nullptr;
        for (const Said& said : form.said) {
            if (!counts(said)) continue;
            if (reading != nullptr && *reading != said.text) return std::nullopt;
            reading = &said.text;
        }
        return reading == nullptr ? std::nullopt : std::optional(*reading);
    };
    const auto chunk = chunk_around(text, begin);
    const std::string before = neighbour_before(text, chunk.begin);
    const std::string after = neighbour_after(text, chunk.end);
    if (before.size() + after.size() >= kLeastContextBytes) {
        const auto same_place = [&](const Said& said) {
            return said.before == before && said.after == after;
        };
        if (std::any_of(form.said.begin(), form.said.end(), same_place)) return agreed(same_place);
    }
    if (form.known_word) return std::nullopt;
    return agreed([](const Said&) { return true; });
}

void LearnedWords::drop_refused(std::string_view text, std::vector<TextChange>& changes) const {
    if (decided_.empty()) return;
    std::erase_if(changes, [&](const TextChange& change) {
        if (change.offset_bytes >= text.size()) return false;
        const auto core = core_of(text, chunk_around(text, change.offset_bytes));
        if (core.empty() || !touches(change, core.begin, core.end)) return false;
        return decided_for(text, core.begin, core.end) == text.substr(core.begin, core.end - core.begin);
    });
}

void LearnedWords::add_decided(std::string_view text, std::span<const Token> tokens,
                               std::span<const Stretch> stretches, std::vector<TextChange>& changes) const {
    if (decided_.empty()) return;
    std::vector<TextChange> decided;
    std::size_t done = 0;
    for (const Stretch& stretch : stretches) {
        if (stretch.damage == Damage::not_swedish) continue;
        for (std::size_t at = stretch.first_token; at < stretch.end_token; ++at) {
            const Token& token = tokens[at];
            if (token.offset_bytes < done || token.length_bytes == 0) continue;
            const auto chunk = chunk_around(text, token.offset_bytes);
            done = chunk.end;
            bool guarded = false;
            for (std::size_t i = at; i < stretch.end_token && tokens[i].offset_bytes < chunk.end; ++i)
                guarded = guarded || tokens[i].guarded;
            const auto core = core_of(text, chunk);
            if (guarded || core.empty()) continue;
            const auto raw = text.substr(core.begin, core.end - core.begin);
            const auto reading = decided_for(text, core.begin, core.end);
            if (!reading || *reading == raw) continue;
            const bool marks_only = strip_marks(*reading) == strip_marks(raw);
            TextChange change{core.begin, raw.size(), *reading};
            change.reason = marks_only ? RepairReason::marks : RepairReason::ocr;
            change.uncertain = marks_only && stretch.damage == Damage::clean;
            change.log10_odds = change.uncertain ? kDoubtfulOdds : kDecidedOdds;
            decided.push_back(std::move(change));
        }
    }
    if (decided.empty()) return;
    auto other = decided.begin();
    std::erase_if(changes, [&](const TextChange& change) {
        while (other != decided.end() && other->offset_bytes + other->length_bytes <= change.offset_bytes)
            ++other;
        return other != decided.end() &&
               touches(change, other->offset_bytes, other->offset_bytes + other->length_bytes);
    });
    changes.insert(changes.end(), decided.begin(), decided.end());
    std::sort(changes.begin(), changes.end(),
              [](const auto& a, const auto& b) { return a.offset_bytes < b.offset_bytes; });
}

}  // namespace akt
