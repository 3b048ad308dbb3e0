#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/record.h"

namespace akt {

class Archive;
class Index;

/// A repair that a person should look at.
struct UncertainReading {
    WordPlace place;
    std::string line;                ///< the line's text, repaired
    std::size_t begin = 0, end = 0;  ///< bytes of the word in it
    std::string raw;
    Repair repair;
    PixelBox box;
};

/// The document's uncertain repairs, worst first: least likely, then in order of place.
std::vector<UncertainReading> uncertain_readings(const Document& document);

/// The word there. Throws Error(not_found) when the document has no such word.
const Word& word_at(const Document& document, const WordPlace& place);

/// Puts a person's decision on a word, in place of an earlier one. `text`: the right reading, for
/// Verdict::corrected. Accepting a word without a repair says that it was read rightly; after a rejection,
/// that the repair is right after all. Returns the decision, or nullopt when it stands already. Throws Error:
/// not_found (no such word), usage (rejecting where there is no repair; a text that is empty, too long or has
/// control characters).
std::optional<Decision> decide(Record& record, const WordPlace& place, Verdict verdict,
                               std::string_view text = {});

/// Takes a decision back: the word is again as the program left it. Returns the decision.
/// Throws Error(not_found) when there is none on that word.
Decision undo_decision(Record& record, const WordPlace& place);

/// After a document was read anew: what people decided on `old` stands in `fresh` too. A word is found again
/// by its place and reading, by its box, or by its neighbours; a decision whose word is gone is kept with
/// line 0.
void keep_decisions(Record& fresh, const Record& old);

/// Finds the metadata anew where other words of `record` than those of `before` change it. What a person set
/// stays, and so does what other finders than ours put there.
void follow_decisions(Metadata& metadata, const Document& before, const Document& now);

/// "accepted 2.14.3: Lannergren → Lännergren", several joined by commas, for a version's message.
std::string describe(const std::vector<Decision>& decisions);

/// Keeps a document's new version and makes it findable. Should the program die in between, the next one that
/// writes indexes the document again.
void keep_revision(Archive& archive, Index& index, const Record& record, const std::string& what);

}  // namespace akt
