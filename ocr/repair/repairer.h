#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/document.h"
#include "ocr/repair/evidence.h"
#include "ocr/repair/repair_models.h"
#include "ocr/repair/text_change.h"

namespace akt {

struct RepairOptions {
    bool marks = true, encoding = true, ocr = true;
    /// Also in text that does not look damaged, wherever a reading with marks is clearly likelier.
    bool aggressive = false;
    bool calibrated = true;  ///< misread words as likely as such changes are right; not: as their letters say
    /// Words known to be right in these documents, with their marks: names, local terms, corrections by
    /// people.
    std::vector<std::string> known_words;
    /// What other documents and the people who read them teach.
    Evidence evidence;
};

/// Brings garbled Swedish back: wrong character sets first, then, where the text shows itself damaged, lost
/// marks and misread letters. Sound text is left alone but for words the lexicon does not know that become
/// certain words with their marks. Numbers and addresses are never changed, code and other languages judged
/// and left alone. const after construction, shared by threads.
class Repairer {
public:
    /// `models` must outlive the repairer.
    explicit Repairer(const RepairModels& models, RepairOptions options = {});
    ~Repairer();
    Repairer(Repairer&&) noexcept;
    Repairer& operator=(Repairer&&) noexcept;

    /// Sets the words' repairs, and withdraws those of earlier runs but for a person's. The outline, the
    /// title and the file name are evidence of how words are spelt. Never touches a raw reading.
    void repair(Document& document) const;

    /// The changes to a block of lines of plain text, in order and not overlapping. Any bytes are accepted.
    /// More text at once makes the judgement surer; a few pages are enough. `evidence`: texts known to be
    /// sound, such as a title, whose spelling of names and rare words is followed.
    std::vector<TextChange> repair_text(std::string_view block,
                                        std::span<const std::string> evidence = {}) const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace akt
