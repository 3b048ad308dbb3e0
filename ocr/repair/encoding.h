#pragma once

#include <string_view>
#include <vector>

#include "ocr/repair/form_search.h"
#include "ocr/repair/text_change.h"

namespace akt {

class Lexicon;
class LossContext;
struct CharsetMixup;

/// Undoes what wrong character sets did to Swedish text, a line at a time: UTF-8 decoded as a single-byte set
/// (also twice over), single-byte sets mixed up, seven-bit Swedish, HTML entities, quoted-printable, loose
/// diaereses and decomposed letters; and fills holes of known place (U+FFFD, ? within a word, a dropped
/// letter, a space) and respelt letters (aa ae oe, æ ø) where the words tell which letter stood there.
/// Nothing is changed that cannot be told from sound text, and no other language's letters.
/// const after construction, shared by threads.
class EncodingRepairer {
public:
    /// What it is given must outlive the repairer. Without `context`, a lost letter that could be several is
    /// decided by the words' rates alone.
    explicit EncodingRepairer(const Lexicon& lexicon, const LossContext* context = nullptr);

    /// `line`: any bytes, without its line end. Changes have reason `encoding`. `other_damage`: the line's
    /// marks are known to be gone in another way; then letters that were dropped are not sought.
    /// `remembered`: what was found in lines before, of this thread. `mixup`: what other lines of the text
    /// show to have become of it.
    std::vector<TextChange> repair(std::string_view line, bool other_damage = false,
                                   FormMemo* remembered = nullptr, const CharsetMixup* mixup = nullptr) const;

private:
    const Lexicon* lexicon_;
    const LossContext* context_;
};

}  // namespace akt
