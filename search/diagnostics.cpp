#include <string>

#include "search/query_parser.h"

namespace akt {

std::string in_english(const Diagnostic& diagnostic) {
    const auto& subject = diagnostic.subject;
    switch (diagnostic.kind) {
        case DiagnosticKind::unclosed_quote: return "a quote is not closed: \"" + subject;
        case DiagnosticKind::unclosed_parenthesis: return "a parenthesis is not closed";
        case DiagnosticKind::stray_parenthesis:
            return "a closing parenthesis without an opening one was ignored";
        case DiagnosticKind::missing_operand: return "nothing stands beside " + subject;
        case DiagnosticKind::unknown_field: return "there is no field called " + subject + "; read as words";
        case DiagnosticKind::bad_value: return "not understood and ignored: " + subject;
        case DiagnosticKind::too_deep: return "parentheses nested too deep were ignored";
        case DiagnosticKind::too_long: return "the query is too long; its end was ignored";
        case DiagnosticKind::short_prefix:
            return "a prefix needs two letters: " + subject + " was read as a word";
        case DiagnosticKind::only_negative: return "the query only says what must not be there";
        case DiagnosticKind::word_not_found: return "no document has " + subject;
    }
    return subject;
}

std::string in_swedish(const Diagnostic& diagnostic) {
    const auto& subject = diagnostic.subject;
    switch (diagnostic.kind) {
        case DiagnosticKind::unclosed_quote: return "ett citattecken är inte stängt: \"" + subject;
        case DiagnosticKind::unclosed_parenthesis: return "en parentes är inte stängd";
        case DiagnosticKind::stray_parenthesis: return "en slutparentes utan början hoppades över";
        case DiagnosticKind::missing_operand: return "det står inget bredvid " + subject;
        case DiagnosticKind::unknown_field:
            return "det finns inget fält som heter " + subject + "; läst som ord";
        case DiagnosticKind::bad_value: return "gick inte att förstå och hoppades över: " + subject;
        case DiagnosticKind::too_deep: return "för djupt nästlade parenteser hoppades över";
        case DiagnosticKind::too_long: return "frågan är för lång; slutet hoppades över";
        case DiagnosticKind::short_prefix:
            return "en ordbörjan behöver två bokstäver: " + subject + " lästes som ett ord";
        case DiagnosticKind::only_negative: return "frågan säger bara vad som inte ska finnas med";
        case DiagnosticKind::word_not_found: return "inget dokument har " + subject;
    }
    return subject;
}

}  // namespace akt
