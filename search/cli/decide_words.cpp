#include "search/cli/decide_words.h"

#include <fmt/core.h>

#include <functional>

#include "index/review.h"
#include "ocr/base/error.h"
#include "ocr/base/resources.h"
#include "search/cli/open_archive.h"
#include "search/render_text.h"

namespace akt {

namespace {

std::vector<WordPlace> places_of(const std::vector<std::string>& words) {
    std::vector<WordPlace> places;
    for (const auto& word : words) {
        const auto place = parse_word_place(word);
        if (!place)
            throw Error(ErrorCode::usage, {}, "'" + word + "' is no word of a document",
                        "a word is page.line.word, as akt review prints it: 2.14.3");
        places.push_back(*place);
    }
    return places;
}

/// Does `change` to the document and keeps what came of it; `told` begins the version's message.
ExitCode revise(const Context& context, const std::string& id_prefix, const std::string& told,
                const std::function<std::vector<Decision>(Record&)>& change) {
    // For the check alone: opening for writing would make an archive where there is none.
    open_for_reading(context);
    const Lexicon lexicon = Lexicon::open(models_folder());
    const WordKnowledge words(lexicon);
    OpenArchive store = open_for_writing(context, words);
    const auto id = whole_id(store.archive, id_prefix);
    auto record = store.archive.find(id);
    if (!record) throw Error(ErrorCode::not_found, {}, "no document " + id_prefix);
    const Document before = record->document;
    const auto decisions = change(*record);
    if (!decisions.empty()) {
        follow_decisions(record->metadata, before, record->document);
        keep_revision(store.archive, store.index, *record, told + describe(decisions));
    }
    for (const auto& decision : decisions) fmt::print("{}{}\n", told, without_controls(describe({decision})));
    return ExitCode::done;
}

}  // namespace

ExitCode decide_words(const Context& context, const WordDecisions& wanted, Verdict verdict) {
    const auto places = places_of(wanted.words);
    return revise(context, wanted.id, {}, [&](Record& record) {
        std::vector<Decision> made;
        for (const auto& place : places) {
            if (auto decision = decide(record, place, verdict, wanted.text))
                made.push_back(std::move(*decision));
            else
                context.warn(to_string(place) + " is so already");
        }
        return made;
    });
}

ExitCode undo_words(const Context& context, const WordDecisions& wanted) {
    const auto places = places_of(wanted.words);
    return revise(context, wanted.id, "took back: ", [&](Record& record) {
        std::vector<Decision> undone;
        for (const auto& place : places) undone.push_back(undo_decision(record, place));
        return undone;
    });
}

}  // namespace akt
