#include "index/metadata/labels.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

#include "index/metadata/plain_text.h"

namespace akt {

namespace {

struct Entry {
    std::string_view words;  ///< plain, single spaces
    Label label;
};

constexpr std::array kEntries{
    Entry{"datum", Label::date},
    Entry{"dagens datum", Label::date},
    Entry{"vart datum", Label::date},
    Entry{"ort och datum", Label::date},
    Entry{"ort, datum", Label::date},
    Entry{"ort/datum", Label::date},
    Entry{"datum och ort", Label::date},
    Entry{"datum for upprattande", Label::date},
    Entry{"upprattad", Label::date},
    Entry{"upprattad den", Label::date},
    Entry{"upprattat", Label::date},
    Entry{"upprattat den", Label::date},
    Entry{"fakturadatum", Label::date},
    Entry{"avtalsdatum", Label::date},
    Entry{"brevdatum", Label::date},
    Entry{"skrivelsedatum", Label::date},
    Entry{"datering", Label::date},
    Entry{"undertecknat den", Label::date},
    Entry{"daterad", Label::date},
    Entry{"beslutsdatum", Label::decision_date},
    Entry{"beslutsdag", Label::decision_date},
    Entry{"datum for beslut", Label::decision_date},
    Entry{"beslutades", Label::decision_date},
    Entry{"beslutades den", Label::decision_date},
    Entry{"beslutat", Label::decision_date},
    Entry{"beslutat den", Label::decision_date},
    Entry{"beslutad", Label::decision_date},
    Entry{"beslutad den", Label::decision_date},
    Entry{"faststalld", Label::decision_date},
    Entry{"faststalld den", Label::decision_date},
    Entry{"faststallt", Label::decision_date},
    Entry{"faststallt den", Label::decision_date},
    Entry{"antagen", Label::decision_date},
    Entry{"antagen den", Label::decision_date},
    Entry{"antaget den", Label::decision_date},
    Entry{"faststallelsedatum", Label::decision_date},
    Entry{"sammantradesdatum", Label::meeting_date},
    Entry{"sammantradesdag", Label::meeting_date},
    Entry{"motesdatum", Label::meeting_date},
    Entry{"motesdag", Label::meeting_date},
    Entry{"datum for mote", Label::meeting_date},
    Entry{"plats och tid", Label::meeting_date},
    Entry{"tid och plats", Label::meeting_date},
    Entry{"tid", Label::meeting_date},
    Entry{"faststallda", Label::decision_date},
    Entry{"faststallda den", Label::decision_date},
    Entry{"antagna", Label::decision_date},
    Entry{"antagna den", Label::decision_date},
    Entry{"reviderad", Label::revised},
    Entry{"reviderat", Label::revised},
    Entry{"revideringsdatum", Label::revised},
    Entry{"reviderad den", Label::revised},
    Entry{"senast reviderad", Label::revised},
    Entry{"uppdaterad", Label::revised},
    Entry{"uppdaterat", Label::revised},
    Entry{"uppdaterat den", Label::revised},
    Entry{"utskriven", Label::revised},
    Entry{"utskriftsdatum", Label::revised},
    Entry{"inkom", Label::received},
    Entry{"inkom den", Label::received},
    Entry{"ink", Label::received},
    Entry{"inkommen", Label::received},
    Entry{"inkommet", Label::received},
    Entry{"inkommen den", Label::received},
    Entry{"inkomstdatum", Label::received},
    Entry{"inkomdatum", Label::received},
    Entry{"ankom", Label::received},
    Entry{"ankom den", Label::received},
    Entry{"ank", Label::received},
    Entry{"ankommen", Label::received},
    Entry{"ankommet", Label::received},
    Entry{"ankomstdatum", Label::received},
    Entry{"ankomstdag", Label::received},
    Entry{"ankomststampel", Label::received},
    Entry{"mottagen", Label::received},
    Entry{"mottaget", Label::received},
    Entry{"mottaget den", Label::received},
    Entry{"fodelsedatum", Label::not_own_date},
    Entry{"fodd", Label::not_own_date},
    Entry{"fodelsetid", Label::not_own_date},
    Entry{"personnummer", Label::not_own_date},
    Entry{"personnr", Label::not_own_date},
    Entry{"pers.nr", Label::not_own_date},
    Entry{"forfallodatum", Label::not_own_date},
    Entry{"forfallodag", Label::not_own_date},
    Entry{"betalas senast", Label::not_own_date},
    Entry{"sista svarsdag", Label::not_own_date},
    Entry{"sista svarsdatum", Label::not_own_date},
    Entry{"svar senast", Label::not_own_date},
    Entry{"sista dag for overklagande", Label::not_own_date},
    Entry{"galler till", Label::not_own_date},
    Entry{"galler till den", Label::not_own_date},
    Entry{"galler t.o.m.", Label::not_own_date},
    Entry{"giltig till", Label::not_own_date},
    Entry{"giltig t.o.m.", Label::not_own_date},
    Entry{"galler fran", Label::not_own_date},
    Entry{"galler fran och med", Label::not_own_date},
    Entry{"galler fr.o.m.", Label::not_own_date},
    Entry{"nasta mote", Label::not_own_date},
    Entry{"nasta styrelsemote", Label::not_own_date},
    Entry{"nasta sammantrade", Label::not_own_date},
    Entry{"leveransdatum", Label::not_own_date},
    Entry{"ert datum", Label::not_own_date},
    Entry{"er skrivelse", Label::not_own_date},
    Entry{"datum for anslags uppsattande", Label::not_own_date},
    Entry{"datum for anslagets uppsattande", Label::not_own_date},
    Entry{"anslaget uppsatt", Label::not_own_date},
    Entry{"anslaget satts upp", Label::not_own_date},
    Entry{"anslaget tas ned", Label::not_own_date},
    Entry{"anslagsdatum", Label::not_own_date},
    Entry{"anslagen", Label::not_own_date},
    Entry{"anslagits", Label::not_own_date},
    Entry{"anslag tas ned", Label::not_own_date},
    Entry{"datum for anslags nedtagande", Label::not_own_date},
    Entry{"datum for anslagets nedtagande", Label::not_own_date},
    Entry{"overklagas senast", Label::not_own_date},
    Entry{"justeringsdatum", Label::not_own_date},
    Entry{"justeringens plats och tid", Label::not_own_date},
    Entry{"justeringens tid och plats", Label::not_own_date},
    Entry{"justeringens plats", Label::not_own_date},
    Entry{"justering", Label::not_own_date},
    Entry{"justerat", Label::not_own_date},
    Entry{"justerat den", Label::not_own_date},
    Entry{"ersatter", Label::not_own_date},
    Entry{"dnr", Label::case_number},
    Entry{"d.nr", Label::case_number},
    Entry{"d nr", Label::case_number},
    Entry{"dnr/beteckning", Label::case_number},
    Entry{"diarienr", Label::case_number},
    Entry{"diarie nr", Label::case_number},
    Entry{"diarienummer", Label::case_number},
    Entry{"vart diarienummer", Label::case_number},
    Entry{"arendenr", Label::case_number},
    Entry{"arendenummer", Label::case_number},
    Entry{"arende nr", Label::case_number},
    Entry{"arendebeteckning", Label::case_number},
    Entry{"beteckning", Label::case_number},
    Entry{"var beteckning", Label::case_number},
    Entry{"vart dnr", Label::case_number},
    Entry{"var ref", Label::case_number},
    Entry{"var referens", Label::case_number},
    Entry{"vart arendenr", Label::case_number},
    // "Dnr" as scanners read it.
    Entry{"onr", Label::case_number},
    Entry{"0nr", Label::case_number},
    Entry{"dnt", Label::case_number},
    Entry{"dnir", Label::case_number},
    Entry{"dhr", Label::case_number},
    Entry{"bnr", Label::case_number},
    Entry{"dnl", Label::case_number},
    Entry{"dm", Label::case_number},
    Entry{"er beteckning", Label::their_number},
    Entry{"ert dnr", Label::their_number},
    Entry{"er ref", Label::their_number},
    Entry{"er referens", Label::their_number},
    Entry{"ert diarienummer", Label::their_number},
    Entry{"ert diarienr", Label::their_number},
    Entry{"ert arendenr", Label::their_number},
    Entry{"ert arendenummer", Label::their_number},
    Entry{"org.nr", Label::org_number},
    Entry{"org nr", Label::org_number},
    Entry{"orgnr", Label::org_number},
    Entry{"org. nr", Label::org_number},
    Entry{"org.nummer", Label::org_number},
    Entry{"organisationsnr", Label::org_number},
    Entry{"organisationsnummer", Label::org_number},
    Entry{"momsreg.nr", Label::org_number},
    Entry{"momsregistreringsnummer", Label::org_number},
    Entry{"vat-nr", Label::org_number},
    Entry{"vat nr", Label::org_number},
    Entry{"fran", Label::from},
    Entry{"avsandare", Label::from},
    Entry{"motionar", Label::from},
    Entry{"utfardare", Label::from},
    Entry{"till", Label::to},
    Entry{"mottagare", Label::to},
    Entry{"adressat", Label::to},
    Entry{"kallas", Label::to},
    Entry{"sokande", Label::to},
    Entry{"kopia till", Label::copy_to},
    Entry{"kopia", Label::copy_to},
    Entry{"sandlista", Label::copy_to},
    Entry{"beslutet skickas till", Label::copy_to},
    Entry{"beslutet sands till", Label::copy_to},
    Entry{"beslutet ska skickas till", Label::copy_to},
    Entry{"beslut skickas till", Label::copy_to},
    Entry{"beslutet expedieras till", Label::copy_to},
    Entry{"expedieras till", Label::copy_to},
    Entry{"expedieras", Label::copy_to},
    Entry{"expediering", Label::copy_to},
    Entry{"beslutet delges", Label::copy_to},
    Entry{"delges", Label::copy_to},
    Entry{"skickas till", Label::copy_to},
    Entry{"arende", Label::subject},
    Entry{"arendet", Label::subject},
    Entry{"arenderubrik", Label::subject},
    Entry{"arendemening", Label::subject},
    Entry{"rubrik", Label::subject},
    Entry{"amne", Label::subject},
    Entry{"angaende", Label::subject},
    Entry{"ang", Label::subject},
    Entry{"ang.", Label::subject},
    Entry{"betraffande", Label::subject},
    Entry{"handlaggare", Label::person},
    Entry{"kontaktperson", Label::person},
    Entry{"sekreterare", Label::person},
    Entry{"ordforande", Label::person},
    Entry{"justerare", Label::person},
    Entry{"justerande", Label::person},
    Entry{"utses att justera", Label::person},
    Entry{"narvarande", Label::person},
    Entry{"beslutande", Label::person},
    Entry{"ovriga deltagare", Label::person},
    Entry{"franvarande", Label::person},
    Entry{"dokumentansvarig", Label::person},
    Entry{"dokumentansvarig ar", Label::person},
    Entry{"underskrift", Label::person},
    Entry{"underskrifter", Label::person},
    Entry{"namnfortydligande", Label::person},
    Entry{"organ", Label::person},
    Entry{"plats", Label::place_time},
    Entry{"telefon", Label::place_time},
    Entry{"tel", Label::place_time},
    Entry{"e-post", Label::place_time},
    Entry{"epost", Label::place_time},
    Entry{"sida", Label::place_time},
    Entry{"sidan", Label::place_time},
    Entry{"paragrafer", Label::place_time},
    Entry{"postadress", Label::place_time},
    Entry{"besoksadress", Label::place_time},
    Entry{"webbplats", Label::place_time},
    Entry{"bankgiro", Label::place_time},
    Entry{"plusgiro", Label::place_time},
};

/// Long enough that one misread letter does not make another word of them.
constexpr std::array kForgiving{
    Entry{"diarienummer", Label::case_number},       Entry{"diarienr", Label::case_number},
    Entry{"arendenummer", Label::case_number},       Entry{"beteckning", Label::case_number},
    Entry{"sammantradesdatum", Label::meeting_date}, Entry{"beslutsdatum", Label::decision_date},
    Entry{"ankomstdatum", Label::received},          Entry{"inkommen", Label::received},
    Entry{"organisationsnummer", Label::org_number}, Entry{"handlaggare", Label::person},
};

/// Where the letters and digits that start at `at` end.
std::size_t end_of_word(std::string_view text, std::size_t at) {
    while (at < text.size() && is_plain_alnum(text[at])) ++at;
    return at;
}

/// Entries by their first word, the longest first.
const std::unordered_map<std::string_view, std::vector<Entry>>& by_first_word() {
    static const auto kMap = [] {
        std::unordered_map<std::string_view, std::vector<Entry>> map;
        for (const auto& entry : kEntries)
            map[entry.words.substr(0, end_of_word(entry.words, 0))].push_back(entry);
        for (auto& [word, entries] : map)
            std::sort(entries.begin(), entries.end(),
                      [](const Entry& a, const Entry& b) { return a.words.size() > b.words.size(); });
        return map;
    }();
    return kMap;
}

}  // namespace

std::vector<LabelHit> labels_in(std::string_view plain_line) {
    constexpr std::size_t kShortestForgiving = 7;
    std::vector<LabelHit> hits;
    const auto& map = by_first_word();
    for (std::size_t at = 0; at < plain_line.size();) {
        if (!is_plain_alnum(plain_line[at])) {
            ++at;
            continue;
        }
        std::size_t end = end_of_word(plain_line, at);
        const bool after_word = at > 0 && (plain_line[at - 1] == '-' || plain_line[at - 1] == '@');
        // "Dnr2019/12": the number may follow without a space.
        std::size_t letters_end = at;
        while (letters_end < end && is_plain_letter(plain_line[letters_end])) ++letters_end;
        auto found = map.find(plain_line.substr(at, end - at));
        if (found == map.end() && letters_end > at && letters_end < end)
            found = map.find(plain_line.substr(at, letters_end - at));
        std::size_t hit_end = 0;
        if (found != map.end() && !after_word) {
            for (const auto& entry : found->second) {
                if (plain_line.substr(at, entry.words.size()) != entry.words) continue;
                const std::size_t after = at + entry.words.size();
                if (after < plain_line.size() && is_plain_letter(plain_line[after])) continue;
                hits.push_back({entry.label, at, after});
                hit_end = after;
                break;
            }
        }
        if (hit_end == 0 && !after_word && end - at >= kShortestForgiving) {
            for (const auto& entry : kForgiving) {
                if (!nearly_equal(plain_line.substr(at, end - at), entry.words)) continue;
                hits.push_back({entry.label, at, end});
                hit_end = end;
                break;
            }
        }
        at = std::max(end, hit_end);
        if (hit_end != 0 && hit_end < end) at = hit_end;
    }
    return hits;
}

}  // namespace akt
