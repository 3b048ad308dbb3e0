#include "ocr/language/language_guess.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <unordered_map>

#include "ocr/base/utf8.h"

namespace akt {

namespace {

/// The last stands for all the world's other languages.
constexpr std::size_t kLanguages = 7, kListed = 6;
constexpr std::array<std::string_view, kLanguages> kCodes{"sv", "en", "fi", "no", "da", "de", "und"};
enum Index : std::size_t { sv, en, fi, no, da, de, other };

/// Function words, most frequent first.
constexpr std::array<std::string_view, kListed> kWords{
    "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan "
    "när år säger hon "
    "under också efter eller nu sin där vid mot ska skulle kommer ut får finns vara hade alla andra mycket "
    "än här då sedan "
    "över bara in blir upp även vad få två vill ha många hur mer går sverige kronor detta nya procent skall "
    "utan denna "
    "genom dessa annan enligt inom mellan dem sina sitt något några måste skriver dag man du oss er detta "
    "vilket samt "
    "någon sådan själv bör ingen inget varit blev blivit bli gör göra hans hennes dess deras vår våra ni "
    "bland därför "
    "dock både varje första andra tredje",
    "the of and to in a is that for it as was with be by on not he i this are or his from at which but have "
    "an had they "
    "you were their one all we can her has there been if more when will would who so no she its may other "
    "what up into "
    "such than them only some could these time two then do first any my now about our over also him must "
    "should your me "
    "most out use used very after before between under where while does each how being using without",
    "ja on ei se että oli hän mutta ovat kun niin myös joka tai hänen olla kuin sen ole mukaan jos vain nyt "
    "sitä jo ne "
    "hän siitä sekä ollut voi jotka sitten vielä kaikki siinä mitä kanssa olisi joita tämä jonka tämän ennen "
    "noin enää "
    "jälkeen oma oman koko suomen vuonna vuoden ovat eivät kuitenkin koska asti saa pitää tulee voidaan "
    "tällä näin niiden "
    "joissa sekä eli ettei mikä missä silloin",
    "og i det er på til som en å for av at har med de ikke den han om et var jeg seg fra men vi så kan eller "
    "nå hun skal "
    "ble etter også ved da mot ut der være sin blir hva ville over mer sier får opp når to noen hadde dette "
    "bare skulle "
    "må alle kommer år andre mye her noe inn mellom selv under enn uten slik hvor både blitt bør denne disse "
    "kroner "
    "norge norske hvis fordi dem hans hennes egen gjennom blant mange flere også siden",
    "og i at det er en til af på for med de der den som har ikke et han om var jeg sig fra men vi så kan "
    "eller nu hun "
    "skal blev efter også ved da mod ud hvor være sin bliver hvad ville over mere siger får op når to nogle "
    "havde dette "
    "kun skulle må alle kommer år andre meget her noget ind mellem selv under end uden både blevet bør denne "
    "disse "
    "kroner danmark danske hvis fordi dem hans hendes egen gennem blandt mange flere siden være jer os vores",
    "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus "
    "er hat dass "
    "sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis "
    "mehr durch "
    "man sein wurde sei hatte kann gegen vom können schon wenn habe seine ihre dann unter wir soll ich eines "
    "jahr zwei "
    "diese dieser wieder keine uhr seiner worden will zwischen im immer was sagte gibt alle seit muss wurden "
    "beim doch "
    "ihr sehr ihm ihn bereits diesem weil müssen also"};

/// Rate of a word not in a language's list, but in another's: seen now and then as a name, loan or misprint.
constexpr double kUnlistedRate = 3e-5;
/// Rate of a string of one letter, of two, of three and of four in a language of which nothing is known: the
/// shorter, the likelier it has a word spelt so ("sa", "de", "i").
constexpr std::array<double, 4> kRateByLength{1e-2, 3e-3, 5e-4, 1e-4};

using Rates = std::array<float, kLanguages>;  ///< log10

/// å ä ö é without their marks; other letters as they are.
std::string without_swedish_marks(std::string_view word) {
    std::string out;
    for (std::size_t at = 0; at < word.size();) {
        const auto decoded = decode_utf8(word, at);
        at += decoded.length_bytes;
        switch (decoded.code_point) {
            case U'å':
            case U'ä': out += 'a'; break;
            case U'ö': out += 'o'; break;
            default: append_utf8(out, decoded.code_point);
        }
    }
    return out;
}

std::unordered_map<std::string, Rates> make_table() {
    std::unordered_map<std::string, std::array<double, kLanguages>> rates;
    for (std::size_t language = 0; language < kListed; ++language) {
        const std::string_view list = kWords[language];
        double rank = 1;
        for (std::size_t at = 0; at < list.size(); ++rank) {
            const std::size_t end = std::min(list.find(' ', at), list.size());
            const std::string word(list.substr(at, end - at));
            const double rate = 0.04 / std::pow(rank, 0.8);
            rates[word][language] += rate;
            // Text with its marks lost is still Swedish; the commoner it is sound, though.
            if (const auto plain = without_swedish_marks(word); language == sv && plain != word)
                rates[plain][language] += rate / 3;
            at = end + 1;
        }
    }
    std::unordered_map<std::string, Rates> table;
    for (const auto& [word, by_language] : rates) {
        Rates& entry = table[word];
        for (std::size_t language = 0; language < kLanguages; ++language)
            entry[language] = static_cast<float>(std::log10(std::max(by_language[language], kUnlistedRate)));
        const std::size_t letters = length_code_points(word);
        if (letters <= kRateByLength.size())
            entry[other] = static_cast<float>(std::log10(kRateByLength[letters - 1]));
    }
    return table;
}

const std::unordered_map<std::string, Rates>& table() {
    static const auto made = make_table();
    return made;
}

/// What a letter of a word says by itself, log10, in the order of kCodes. Applied once a word.
const Rates* letter_evidence(char32_t letter) {
    static constexpr Rates kRing{0, -2.0F, -1.5F, 0, -0.1F, -2.5F, -2.0F};
    static constexpr Rates kADots{0, -2.0F, 0.2F, -1.3F, -1.5F, -0.3F, -1.0F};
    static constexpr Rates kODots{0, -2.0F, -0.3F, -1.3F, -1.5F, -0.3F, -1.0F};
    static constexpr Rates kDanish{-2.0F, -2.0F, -2.0F, 0, 0, -2.0F, -2.0F};
    static constexpr Rates kUDots{-1.0F, -1.2F, -1.5F, -1.0F, -1.0F, 0, -0.5F};
    static constexpr Rates kSharpS{-2.5F, -2.5F, -2.5F, -2.5F, -2.5F, 0, -2.5F};
    switch (letter) {
        case U'å': return &kRing;
        case U'ä': return &kADots;
        case U'ö': return &kODots;
        case U'æ':
        case U'ø': return &kDanish;
        case U'ü': return &kUDots;
        case U'ß': return &kSharpS;
        default: return nullptr;
    }
}

bool is_everyday_punctuation(char32_t c) {
    return c < 0x80 ? std::string_view(".,;:!?()-\"'/%").find(static_cast<char>(c)) != std::string_view::npos
                    : (c >= 0x2010 && c <= 0x2026) || c == U'§' || c == U'»' || c == U'«' || c == U'•';
}

void add(std::array<double, kLanguages>& scores, const Rates& evidence) {
    for (std::size_t language = 0; language < kLanguages; ++language)
        scores[language] += static_cast<double>(evidence[language]);
}

}  // namespace

LanguageGuess guess_language(std::string_view text) {
    LanguageGuess guess;
    std::array<double, kLanguages> scores{};
    std::size_t characters = 0, symbols = 0, telling = 0;
    std::string word;
    bool capital = false;
    for (std::size_t at = 0; at <= text.size();) {
        const auto decoded = at < text.size() ? decode_utf8(text, at) : DecodedCodePoint{U' ', 1, true};
        at += decoded.length_bytes;
        ++characters;
        if (is_letter(decoded.code_point)) {
            if (word.empty()) capital = is_upper(decoded.code_point);
            append_utf8(word, to_lower(decoded.code_point));
            continue;
        }
        // Initials are in no language.
        if (capital && decoded.code_point == U'.' && length_code_points(word) == 1) word.clear();
        const bool digit = is_digit(decoded.code_point);
        symbols += !digit && !is_space(decoded.code_point) && !is_everyday_punctuation(decoded.code_point);
        if (word.empty()) continue;
        ++guess.words;
        if (const auto found = table().find(word); found != table().end()) {
            add(scores, found->second);
            ++telling;
        }
        bool letters_told = false;
        for (std::size_t i = 0; i < word.size() && !letters_told;) {
            const auto letter = decode_utf8(word, i);
            i += letter.length_bytes;
            if (letter.length_bytes < 2) continue;
            if (const auto* evidence = letter_evidence(letter.code_point)) {
                add(scores, *evidence);
                letters_told = true;
                ++telling;
            }
        }
        word.clear();
    }
    guess.symbol_share = static_cast<double>(symbols) / static_cast<double>(characters);
    const auto best =
        static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
    double next = -1e9, best_other = -1e9, best_listed = -1e9;
    for (std::size_t language = 0; language < kLanguages; ++language) {
        if (language != best) next = std::max(next, scores[language]);
        if (language != sv) best_other = std::max(best_other, scores[language]);
        if (language != sv && language != other) best_listed = std::max(best_listed, scores[language]);
    }
    guess.sv_log10_odds = scores[sv] - best_other;
    guess.sv_log10_odds_of_listed = scores[sv] - best_listed;
    const bool tells = telling > 0 && best != other && scores[best] - next > 0.3;
    guess.language = tells ? kCodes[best] : std::string_view("und");
    guess.log10_odds = tells ? scores[best] - next : 0;
    return guess;
}

}  // namespace akt
