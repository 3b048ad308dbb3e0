#include "corpus/train/baselines.h"

#include <array>

#include "ocr/base/utf8.h"

namespace akt {

Baselines::Baselines(const Lexicon& lexicon, bool with_hunspell) : lexicon_(lexicon) {
    if (with_hunspell) hunspell_.emplace("/usr/share/hunspell/sv_SE.aff", "/usr/share/hunspell/sv_SE.dic");
}

template <class Way>
std::string Baselines::each_word(std::string_view text, Way&& way) {
    tokenize(text, tokens_);
    std::string out;
    std::size_t at = 0;
    for (const Token& token : tokens_) {
        if (token.kind != TokenKind::word) continue;
        out.append(text, at, token.offset_bytes - at);
        const auto written = text.substr(token.offset_bytes, token.length_bytes);
        out += way(token, std::string(written));
        at = token.offset_bytes + token.length_bytes;
    }
    return out.append(text, at, std::string_view::npos);
}

std::string Baselines::most_frequent(std::string_view text) {
    return each_word(text, [&](const Token& token, const std::string& written) {
        std::array<LexiconForm, Lexicon::kMaxForms> forms;
        if (lexicon_.forms_of_skeleton(skeleton_of(token.word), forms) == 0) return written;
        std::string out;
        for (std::size_t i = 0; i < token.word.length; ++i) {
            const char32_t letter = letter_of(forms[0].word[i]);
            append_utf8(out, (token.upper >> i & 1U) != 0 ? to_upper(letter) : letter);
        }
        return out;
    });
}

std::string Baselines::first_suggestion(std::string_view text) {
    if (!hunspell_) return std::string(text);
    return each_word(text, [&](const Token&, const std::string& written) {
        const auto [entry, fresh] = suggested_.try_emplace(written, written);
        if (fresh && !hunspell_->spell(written))
            if (const auto suggestions = hunspell_->suggest(written); !suggestions.empty())
                entry->second = suggestions.front();
        return entry->second;
    });
}

}  // namespace akt
