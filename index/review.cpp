#include "index/review.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <tuple>
#include <utility>

#include "index/archive/archive.h"
#include "index/index.h"
#include "index/metadata/extract.h"
#include "ocr/base/clock.h"
#include "ocr/base/error.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

/// What a person says outweighs every model.
constexpr double kPersonOdds = 9;
constexpr std::size_t kLongestReadingBytes = 200;
/// A word read anew is the same one when the boxes share this much of what they cover together.
constexpr double kSameBox = 0.5;
/// So many decisions are told in a version's message.
constexpr std::size_t kTold = 5;

Word* find_word(Document& document, const WordPlace& place) {
    for (Page& page : document.pages) {
        if (page.number != place.page) continue;
        const auto line = static_cast<std::size_t>(place.line), word = static_cast<std::size_t>(place.word);
        if (line < 1 || line > page.lines.size()) return nullptr;
        auto& words = page.lines[line - 1].words;
        return word < 1 || word > words.size() ? nullptr : &words[word - 1];
    }
    return nullptr;
}

Word& require_word(Document& document, const WordPlace& place) {
    if (Word* word = find_word(document, place)) return *word;
    throw Error(ErrorCode::not_found, {}, "no word " + to_string(place) + " in the document",
                "akt review and akt show --json number pages, lines and words from 1");
}

std::string checked_reading(std::string_view given) {
    std::string text = to_nfc(given);
    const auto code_points = to_utf32(text);
    const bool blank = std::all_of(code_points.begin(), code_points.end(), is_space);
    const bool control = std::any_of(code_points.begin(), code_points.end(), [](char32_t c) {
        return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
    });
    if (blank || control || text.size() > kLongestReadingBytes)
        throw Error(ErrorCode::usage, {}, "'" + to_valid_utf8(given) + "' is no reading of a word",
                    "give some letters on one line");
    const auto from = text.find_first_not_of(' ');
    return text.substr(from, text.find_last_not_of(' ') + 1 - from);
}

/// The words beside, over the line's end within a block.
std::pair<std::string, std::string> neighbours(const Document& document, const WordPlace& place) {
    std::pair<std::string, std::string> out;
    for (const Page& page : document.pages) {
        if (page.number != place.page) continue;
        const auto at = static_cast<std::size_t>(place.line) - 1, word = static_cast<std::size_t>(place.word);
        const auto& lines = page.lines;
        const Line& line = lines[at];
        const auto goes_on = [&](std::size_t a, std::size_t b) {
            return lines[a].block == lines[b].block && !lines[a].words.empty() && !lines[b].words.empty();
        };
        if (word > 1)
            out.first = line.words[word - 2].raw();
        else if (at > 0 && goes_on(at - 1, at))
            out.first = lines[at - 1].words.back().raw();
        if (word < line.words.size())
            out.second = line.words[word].raw();
        else if (at + 1 < lines.size() && goes_on(at, at + 1))
            out.second = lines[at + 1].words.front().raw();
        break;
    }
    return out;
}

std::vector<Decision>::iterator decision_on(Record& record, const WordPlace& place) {
    return std::find_if(record.decisions.begin(), record.decisions.end(),
                        [&](const Decision& decision) { return decision.place == place; });
}

void show_decision(Word& word, const Decision& decision) {
    word.set_repair({decision.text, kPersonOdds, RepairReason::person, false});
}

double shared_part(const PixelBox& a, const PixelBox& b) {
    const auto area = [](const PixelBox& box) {
        return box.empty() ? 0.0 : static_cast<double>(box.width_px()) * static_cast<double>(box.height_px());
    };
    const double both = area(intersected(a, b));
    return both == 0 ? 0 : both / (area(a) + area(b) - both);
}

/// The box in the pixels of the page as it was read anew.
PixelBox scaled(const PixelBox& box, const Page& from, const Page& to) {
    if (from.width_px <= 0 || from.height_px <= 0) return box;
    const auto along = [](int at, int whole, int now) {
        return static_cast<int>(static_cast<std::int64_t>(at) * now / whole);
    };
    return {along(box.left_px, from.width_px, to.width_px), along(box.top_px, from.height_px, to.height_px),
            along(box.right_px, from.width_px, to.width_px),
            along(box.bottom_px, from.height_px, to.height_px)};
}

const Page* page_numbered(const Document& document, int number) {
    for (const Page& page : document.pages)
        if (page.number == number) return &page;
    return nullptr;
}

/// Where the decision's word stands in the document read anew; nullopt: nowhere.
std::optional<WordPlace> place_again(Document& fresh, const Document& old, const Decision& decision) {
    if (const Word* word = find_word(fresh, decision.place);
        word != nullptr && word->raw() == decision.raw && word->box() == decision.box)
        return decision.place;
    const Page* page = page_numbered(fresh, decision.place.page);
    if (page == nullptr) return std::nullopt;
    const Page* before = page_numbered(old, decision.place.page);
    const PixelBox box = before != nullptr ? scaled(decision.box, *before, *page) : decision.box;
    std::optional<WordPlace> best;
    double best_fit = 0;
    for (std::size_t line = 0; line < page->lines.size(); ++line) {
        const auto& words = page->lines[line].words;
        for (std::size_t at = 0; at < words.size(); ++at) {
            const WordPlace place{page->number, static_cast<int>(line + 1), static_cast<int>(at + 1)};
            double fit = shared_part(box, words[at].box());
            if (fit < kSameBox) {
                if (words[at].raw() != decision.raw ||
                    neighbours(fresh, place) != std::pair(decision.before, decision.after))
                    continue;
                // Below every box that fits; among equals the nearest line.
                fit = kSameBox / (2.0 + std::abs(place.line - decision.place.line));
            }
            if (fit > best_fit) {
                best_fit = fit;
                best = place;
            }
        }
    }
    return best;
}

/// A place for a decision whose word is gone: line 0, and a number no other has.
WordPlace no_place(const Record& record, int page) {
    WordPlace place{page, 0, 1};
    for (const Decision& decision : record.decisions)
        if (decision.place.page == page && decision.place.line == 0)
            place.word = std::max(place.word, decision.place.word + 1);
    return place;
}

template <class T>
void follow(T& kept, const T& before, const T& now) {
    if (before != now && kept == before) kept = now;
}

}  // namespace

std::vector<UncertainReading> uncertain_readings(const Document& document) {
    std::vector<UncertainReading> out;
    for (const Page& page : document.pages) {
        for (std::size_t l = 0; l < page.lines.size(); ++l) {
            const Line& line = page.lines[l];
            std::size_t begin = 0;
            for (std::size_t w = 0; w < line.words.size(); ++w) {
                const Word& word = line.words[w];
                if (word.repair() && word.repair()->uncertain)
                    out.push_back({{page.number, static_cast<int>(l + 1), static_cast<int>(w + 1)},
                                   text_of(line),
                                   begin,
                                   begin + word.text().size(),
                                   word.raw(),
                                   *word.repair(),
                                   word.box()});
                begin += word.text().size() + 1;
            }
        }
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return a.repair.log10_odds < b.repair.log10_odds; });
    return out;
}

const Word& word_at(const Document& document, const WordPlace& place) {
    return require_word(const_cast<Document&>(document), place);
}

std::optional<Decision> decide(Record& record, const WordPlace& place, Verdict verdict,
                               std::string_view text) {
    Word& word = require_word(record.document, place);
    const auto earlier = decision_on(record, place);
    const bool again = earlier != record.decisions.end();
    const std::optional<Repair> proposed = again ? earlier->proposed : word.repair();
    Decision decision;
    decision.place = place;
    decision.box = word.box();
    decision.raw = word.raw();
    decision.verdict = verdict;
    decision.proposed = proposed;
    std::tie(decision.before, decision.after) = neighbours(record.document, place);
    decision.at = utc_now();
    switch (verdict) {
        case Verdict::accepted: decision.text = proposed ? proposed->text : word.raw(); break;
        case Verdict::rejected:
            if (!proposed)
                throw Error(ErrorCode::usage, {},
                            to_string(place) + " '" + word.raw() + "' has no repair to reject",
                            "akt accept ID WORD --as TEXT says what it should be");
            decision.text = word.raw();
            break;
        case Verdict::corrected: decision.text = checked_reading(text); break;
    }
    const bool so_already = verdict == Verdict::accepted ? again && earlier->verdict != Verdict::rejected
                                                         : again && earlier->verdict == verdict;
    if (so_already && (verdict != Verdict::corrected || earlier->text == decision.text)) return std::nullopt;
    show_decision(word, decision);
    if (again)
        *earlier = decision;
    else
        record.decisions.insert(
            std::upper_bound(record.decisions.begin(), record.decisions.end(), decision,
                             [](const Decision& a, const Decision& b) { return a.place < b.place; }),
            decision);
    return decision;
}

Decision undo_decision(Record& record, const WordPlace& place) {
    const auto found = decision_on(record, place);
    if (found == record.decisions.end())
        throw Error(ErrorCode::not_found, {}, "nobody has decided on word " + to_string(place),
                    "akt evidence lists what people decided");
    Decision decision = *found;
    record.decisions.erase(found);
    if (Word* word = find_word(record.document, place)) {
        word->withdraw_repair();
        if (decision.proposed) word->set_repair(*decision.proposed);
    }
    return decision;
}

void keep_decisions(Record& fresh, const Record& old) {
    for (Decision decision : old.decisions) {
        const auto place = place_again(fresh.document, old.document, decision);
        const bool taken = place && decision_on(fresh, *place) != fresh.decisions.end();
        if (place && !taken) {
            Word& word = require_word(fresh.document, *place);
            decision.place = *place;
            decision.box = word.box();
            decision.proposed = word.repair();
            show_decision(word, decision);
        } else {
            decision.place = no_place(fresh, decision.place.page);
        }
        fresh.decisions.push_back(std::move(decision));
    }
    std::sort(fresh.decisions.begin(), fresh.decisions.end(),
              [](const Decision& a, const Decision& b) { return a.place < b.place; });
}

void follow_decisions(Metadata& metadata, const Document& before, const Document& now) {
    const Metadata was = extract_metadata(before), is = extract_metadata(now);
    follow(metadata.title, was.title, is.title);
    follow(metadata.date, was.date, is.date);
    follow(metadata.received, was.received, is.received);
    follow(metadata.dnr, was.dnr, is.dnr);
    follow(metadata.type, was.type, is.type);
    follow(metadata.sender, was.sender, is.sender);
    follow(metadata.recipients, was.recipients, is.recipients);
    follow(metadata.org_numbers, was.org_numbers, is.org_numbers);
    follow(metadata.sections, was.sections, is.sections);
    follow(metadata.language, was.language, is.language);
}

std::string describe(const std::vector<Decision>& decisions) {
    std::string out;
    for (std::size_t i = 0; i < std::min(decisions.size(), kTold); ++i) {
        const Decision& decision = decisions[i];
        if (i > 0) out += ", ";
        out += std::string(name_of(decision.verdict)) + ' ' + to_string(decision.place) + ": " + decision.raw;
        const std::string& other = decision.verdict == Verdict::rejected && decision.proposed
                                       ? decision.proposed->text
                                       : decision.text;
        if (other != decision.raw) out += (decision.verdict == Verdict::rejected ? " ↛ " : " → ") + other;
    }
    if (decisions.size() > kTold) out += " and " + std::to_string(decisions.size() - kTold) + " more";
    return out;
}

void keep_revision(Archive& archive, Index& index, const Record& record, const std::string& what) {
    archive.revise(record, what);
    index.replace(record);
    index.commit();
    archive.settle(record.original.sha256);
}

}  // namespace akt
