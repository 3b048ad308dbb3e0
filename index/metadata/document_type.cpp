#include "index/metadata/document_type.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "index/metadata/letter_parts.h"
#include "index/metadata/plain_text.h"
#include "index/metadata/section_finder.h"

namespace akt {

namespace {

enum Type : std::size_t {
    beslut,
    protokoll,
    tjansteskrivelse,
    brev,
    motion,
    kallelse,
    kungorelse,
    avtal,
    yttrande,
    policy,
    faktura,
    enkat,
    ovrigt,
    type_count
};
static_assert(type_count == kDocumentTypes.size());

struct Clue {
    std::string_view words;  ///< plain
    Type type;
    double points;
};

/// Words of a heading near the top; they count as a word of their own or as the end of a compound.
constexpr std::array kHeadings{
    Clue{"beslut", beslut, 5},
    Clue{"tillstand", beslut, 2.5},
    Clue{"bygglov", beslut, 1.5},
    Clue{"protokoll", protokoll, 6},
    Clue{"protokollsutdrag", protokoll, 6},

    Clue{"tjansteskrivelse", tjansteskrivelse, 7},
    Clue{"tjansteutlatande", tjansteskrivelse, 7},
    Clue{"brev", brev, 4},
    Clue{"skrivelse", brev, 2.5},
    Clue{"begaran", brev, 4},
    Clue{"anhallan", brev, 4.5},
    Clue{"overklagande", brev, 4},
    Clue{"klagomal", brev, 4},
    Clue{"forfragan", brev, 3.5},
    Clue{"ansokan", brev, 3},
    Clue{"forelaggande", beslut, 5},
    Clue{"avslag", beslut, 3},
    Clue{"anslagsbevis", kungorelse, 5},
    Clue{"foreskrifter", kungorelse, 4},
    Clue{"motion", motion, 5.5},
    Clue{"interpellation", motion, 3},
    Clue{"kallelse", kallelse, 6},
    Clue{"inbjudan", kallelse, 4.5},
    Clue{"dagordning", kallelse, 3.5},
    Clue{"foredragningslista", kallelse, 4.5},
    Clue{"kungorelse", kungorelse, 6.5},
    Clue{"kungors", kungorelse, 4},
    Clue{"tillkannagivande", kungorelse, 5},
    Clue{"anslag", kungorelse, 2.5},
    Clue{"samrad", kungorelse, 1.5},
    Clue{"avtal", avtal, 5},
    Clue{"avtalet", avtal, 2},
    Clue{"kontrakt", avtal, 5},
    Clue{"overenskommelse", avtal, 5},
    Clue{"yttrande", yttrande, 5.5},
    Clue{"remissvar", yttrande, 6},
    Clue{"remissyttrande", yttrande, 6},
    Clue{"policy", policy, 5.5},
    Clue{"riktlinje", policy, 5},
    Clue{"riktlinjer", policy, 5},
    Clue{"rutin", policy, 5},
    Clue{"rutiner", policy, 4.5},
    Clue{"reglemente", policy, 4.5},
    Clue{"handlingsplan", policy, 4},
    Clue{"strategi", policy, 3.5},
    Clue{"stadgar", policy, 4},
    Clue{"anvisning", policy, 4},
    Clue{"anvisningar", policy, 4},
    Clue{"faktura", faktura, 6.5},
    Clue{"enkat", enkat, 6},
    Clue{"enkaten", enkat, 5},
    Clue{"frageformular", enkat, 6},
};

/// Words anywhere on the first pages, each counted once.
constexpr std::array kBodyClues{
    Clue{"beslutar att", beslut, 1.0},
    Clue{"beslutar", beslut, 0.5},
    Clue{"hur man overklagar", beslut, 2.0},
    Clue{"overklaga", beslut, 0.7},
    Clue{"besvarshanvisning", beslut, 1.5},
    Clue{"skal for beslut", beslut, 1.8},
    Clue{"motivering till beslut", beslut, 1.5},
    Clue{"motivering", beslut, 0.5},
    Clue{"delegation", beslut, 0.7},
    Clue{"ansokan", beslut, 0.3},
    Clue{"forslag till beslut", beslut, -1.5},
    Clue{"ordforande", protokoll, 0.6},
    Clue{"sekreterare", protokoll, 0.8},
    Clue{"justerare", protokoll, 1.0},
    Clue{"justerande", protokoll, 1.0},
    Clue{"justeras", protokoll, 0.5},
    Clue{"narvarande", protokoll, 1.0},
    Clue{"beslutande", protokoll, 1.0},
    Clue{"motet oppnas", protokoll, 1.0},
    Clue{"motet avslutas", protokoll, 1.0},
    Clue{"vid protokollet", protokoll, 1.5},
    Clue{"godkande dagordning", protokoll, 0.7},
    Clue{"forslag till beslut", tjansteskrivelse, 2.2},
    Clue{"beskrivning av arendet", tjansteskrivelse, 1.5},
    Clue{"sammanfattning", tjansteskrivelse, 0.8},
    Clue{"arendebeskrivning", tjansteskrivelse, 1.2},
    Clue{"beslutsunderlag", tjansteskrivelse, 1.2},
    Clue{"ekonomiska konsekvenser", tjansteskrivelse, 1.0},
    Clue{"med vanlig halsning", brev, 2.8},
    Clue{"med vanliga halsningar", brev, 2.8},
    Clue{"vanliga halsningar", brev, 0.5},
    Clue{"hogaktningsfullt", brev, 2.8},
    Clue{"tack for ert brev", brev, 1.5},
    Clue{"till dig som", brev, 2.3},
    Clue{"yrkar", motion, 2.0},
    Clue{"jag yrkar", motion, 1.0},
    Clue{"foreslar vi att", motion, 1.2},
    Clue{"foreslar jag att", motion, 1.2},
    Clue{"fullmaktige besluta", motion, 1.2},
    Clue{"kallas till", kallelse, 3.0},
    Clue{"kallar till", kallelse, 2.0},
    Clue{"dagordning", kallelse, 1.5},
    Clue{"foredragningslista", kallelse, 2.0},
    Clue{"inbjuder", kallelse, 1.5},
    Clue{"valkommen", kallelse, 0.7},
    Clue{"valkomna", kallelse, 0.7},
    Clue{"anmal dig", kallelse, 0.8},
    Clue{"forhindrad", kallelse, 1.0},
    Clue{"kungor", kungorelse, 1.5},
    Clue{"stalls ut", kungorelse, 1.2},
    Clue{"samradshandling", kungorelse, 1.5},
    Clue{"detaljplan", kungorelse, 0.6},
    Clue{"anslagstavla", kungorelse, 0.8},
    Clue{"synpunkter skickas", kungorelse, 0.8},
    Clue{"nedan kalla", avtal, 2.0},
    Clue{"parterna", avtal, 1.0},
    Clue{"detta avtal", avtal, 2.0},
    Clue{"avtalstid", avtal, 1.5},
    Clue{"uppsagning", avtal, 0.8},
    Clue{"likalydande exemplar", avtal, 2.5},
    Clue{"avger foljande yttrande", yttrande, 2.5},
    Clue{"yttra", yttrande, 0.8},
    Clue{"remiss", yttrande, 1.3},
    Clue{"tillstyrker", yttrande, 1.5},
    Clue{"avstyrker", yttrande, 1.5},
    Clue{"dokumentansvarig", policy, 2.0},
    Clue{"roller och ansvar", policy, 1.2},
    Clue{"denna policy", policy, 2.0},
    Clue{"denna rutin", policy, 2.0},
    Clue{"dessa riktlinjer", policy, 2.0},
    Clue{"galler tills vidare", policy, 0.8},
    Clue{"syfte", policy, 0.5},
    Clue{"att betala", faktura, 2.0},
    Clue{"fakturanr", faktura, 3.0},
    Clue{"fakturanummer", faktura, 3.0},
    Clue{"fakturadatum", faktura, 3.0},
    Clue{"forfallodatum", faktura, 1.5},
    Clue{"bankgiro", faktura, 0.5},
    Clue{"moms", faktura, 0.7},
    Clue{"ocr-nummer", faktura, 1.0},
    Clue{"kryssa", enkat, 1.5},
    Clue{"svarsalternativ", enkat, 1.5},
    Clue{"ringa in", enkat, 1.0},
    Clue{"svara pa fragorna", enkat, 1.5},
    Clue{"hur nojd", enkat, 2.0},
    Clue{"instammer", enkat, 1.2},
    Clue{"enkaten", enkat, 1.2},
};

struct Score {
    double points = 0;
    double best_clue = 0;
    TextSpan where;
    bool placed = false;
};

/// The word stands alone or ends a compound (delegationsbeslut), and does not go on.
std::size_t find_word(std::string_view plain, std::string_view word) {
    for (std::size_t at = plain.find(word); at != std::string_view::npos; at = plain.find(word, at + 1))
        if (at + word.size() >= plain.size() || !is_plain_letter(plain[at + word.size()])) return at;
    return std::string_view::npos;
}

/// "Svar på motion", "Förslag till beslut", "om avtal": the heading names another paper.
bool names_another(std::string_view before) {
    constexpr std::array<std::string_view, 14> kOthers{
        "overklagat ", "svar pa ", "justerat ",         "forslag till ", "over ",     "pa ", " av ",
        "enligt ",     "till ",    "med anledning av ", "ang. ",         "angaende ", "om ", "ny "};
    return std::any_of(kOthers.begin(), kOthers.end(), [&](auto words) { return before.ends_with(words); });
}

void score_headings(const DocumentText& text, std::array<Score, type_count>& scores) {
    constexpr std::size_t kHeadingLines = 30, kTopLines = 14;
    std::array<double, type_count> best{};
    std::size_t seen = 0;
    for (const auto& line : text.lines()) {
        if (text.page_index_of(line) > 0 || ++seen > kHeadingLines) break;
        if (is_prose(line) && line.letters > 90) continue;
        for (const auto& clue : kHeadings) {
            const std::size_t at = find_word(line.plain, clue.words);
            if (at == std::string_view::npos) continue;
            std::size_t word_start = at;
            while (word_start > 0 && is_plain_letter(line.plain[word_start - 1])) --word_start;
            const std::size_t letters_before = static_cast<std::size_t>(
                std::count_if(line.plain.begin(),
                              line.plain.begin() + static_cast<std::ptrdiff_t>(word_start), is_plain_letter));
            const std::size_t letters_of_word = at + clue.words.size() - word_start;
            double share = 0.35;
            if (line.letters <= letters_of_word + 2)
                share = 1.0;
            else if (letters_before == 0)
                share = 0.85;
            else if (!is_prose(line))
                share = 0.55;
            if (word_start < at && clue.words.size() < 5) share *= 0.5;
            if (clue.type != enkat && names_another(std::string_view(line.plain).substr(0, word_start)))
                share *= 0.3;
            if (line.index_on_page >= kTopLines) share *= 0.4;
            if (line.plain.ends_with('.') && share < 1) share *= 0.7;
            if (starts_lower(line)) share *= 0.3;  // the second line of a heading
            const double points = clue.points * share;
            auto& score = scores[clue.type];
            if (points <= best[clue.type]) continue;
            score.points += points - best[clue.type];
            best[clue.type] = points;
            if (points > score.best_clue) {
                score.best_clue = points;
                score.where = {line.index, word_start, at + clue.words.size()};
                score.placed = true;
            }
        }
    }
}

void score_body(const DocumentText& text, std::array<Score, type_count>& scores) {
    constexpr std::size_t kPages = 4, kLines = 400;
    std::array<bool, kBodyClues.size()> seen{};
    for (const auto& line : text.lines()) {
        if (text.page_index_of(line) >= kPages || line.index >= kLines) break;
        for (std::size_t i = 0; i < kBodyClues.size(); ++i) {
            if (seen[i]) continue;
            const auto& clue = kBodyClues[i];
            const std::size_t at = line.plain.find(clue.words);
            if (at == std::string::npos || (at > 0 && is_plain_alnum(line.plain[at - 1]))) continue;
            seen[i] = true;
            auto& score = scores[clue.type];
            score.points += clue.points;
            if (clue.points > score.best_clue) {
                score.best_clue = clue.points;
                score.where = {line.index, at, at + clue.words.size()};
                score.placed = true;
            }
        }
    }
}

}  // namespace

std::optional<Found<std::string>> find_document_type(const DocumentText& text) {
    if (text.lines().empty()) return std::nullopt;
    std::array<Score, type_count> scores{};
    score_headings(text, scores);
    score_body(text, scores);
    constexpr std::size_t kSeveralSections = 2;
    if (scores[protokoll].points > 1 && find_sections(text).size() >= kSeveralSections)
        scores[protokoll].points += 1.0;
    const std::string file_name = to_plain(text.document().file_name);
    for (const auto& clue : kHeadings)
        if (file_name.find(clue.words) != std::string::npos) scores[clue.type].points += 0.25 * clue.points;
    for (const auto& line : text.lines()) {
        if (line.index > 25) break;
        if (line.plain.starts_with("hej") && line.letters < 40) scores[brev].points += 2.0;
    }
    if (!signature_lines(text).empty()) scores[brev].points += 0.5;
    constexpr double kNoneOfThem = 2.2;
    scores[ovrigt].points = kNoneOfThem;

    std::size_t best = ovrigt;
    for (std::size_t i = 0; i < scores.size(); ++i)
        if (scores[i].points > scores[best].points) best = i;
    double second = 0;
    for (std::size_t i = 0; i < scores.size(); ++i)
        if (i != best) second = std::max(second, scores[i].points);
    const double lead = scores[best].points - second;
    const double confidence =
        std::clamp(1 / (1 + std::exp(-(lead - 0.5) / 1.2)) * (best == ovrigt ? 0.7 : 1.0), 0.05, 0.98);
    std::string name(kDocumentTypes[best]);
    if (scores[best].placed) return text.found(std::move(name), scores[best].where, confidence);
    return Found<std::string>{std::move(name), 0, {}, static_cast<float>(confidence), false};
}

}  // namespace akt
