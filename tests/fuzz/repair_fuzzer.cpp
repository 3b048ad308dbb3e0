// Any bytes as one block of text, repaired with the shipped models: the changes must hold together and be
// reversible, and leave numbers, addresses and URLs alone.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/base/resources.h"
#include "ocr/base/utf8.h"
#include "ocr/repair/repairer.h"

namespace {

using namespace akt;

void require(bool holds) {
    if (!holds) std::abort();
}

struct Span {
    std::size_t from, to;
};

/// Ordered, apart, inside the text, and each one a change.
void check_order(std::string_view text, const std::vector<TextChange>& changes) {
    std::size_t end = 0;
    for (const auto& change : changes) {
        require(change.offset_bytes >= end);
        require(change.length_bytes <= text.size() - change.offset_bytes);
        require(change.replacement != text.substr(change.offset_bytes, change.length_bytes));
        end = change.offset_bytes + change.length_bytes;
    }
}

/// The changes made one by one from the end on, then taken back one by one from the start on.
void check_reversible(const std::string& text, const std::vector<TextChange>& changes) {
    std::string made = text;
    for (auto change = changes.rbegin(); change != changes.rend(); ++change)
        made.replace(change->offset_bytes, change->length_bytes, change->replacement);
    require(made == with_changes(text, changes));
    for (const auto& change : changes)
        made.replace(change.offset_bytes, change.replacement.size(),
                     text.substr(change.offset_bytes, change.length_bytes));
    require(made == text);
}

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Written in small letters, digits and single '.', '-' or '/' between them.
bool is_plain_name(std::string_view name) {
    if (name.empty() || !is_plain(name.front()) || !is_plain(name.back())) return false;
    for (std::size_t i = 1; i < name.size(); ++i)
        if (!is_plain(name[i]) &&
            (std::string_view(".-/").find(name[i]) == name.npos || !is_plain(name[i - 1])))
            return false;
    return true;
}

bool is_number(std::string_view chunk) {
    return chunk.find_first_not_of("0123456789.,:-/") == chunk.npos &&
           chunk.find_first_of("0123456789") != chunk.npos;
}

/// An e-mail address or URL that no reader could take for anything else.
bool is_address(std::string_view chunk) {
    for (const std::string_view scheme : {"https://", "http://"})
        if (chunk.starts_with(scheme)) return is_plain_name(chunk.substr(scheme.size()));
    const auto at = chunk.find('@');
    return at != chunk.npos && is_plain_name(chunk.substr(0, at)) && is_plain_name(chunk.substr(at + 1));
}

/// The numbers and addresses of a text that stand alone between white space.
std::vector<Span> untouchable(std::string_view text) {
    std::vector<Span> spans;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of(" \n", at), text.size());
        const auto chunk = text.substr(at, end - at);
        if (is_number(chunk) || is_address(chunk)) spans.push_back({at, end});
        at = end + 1;
    }
    return spans;
}

void check_untouched(std::string_view text, const std::vector<TextChange>& changes) {
    const auto spans = untouchable(text);
    auto span = spans.begin();
    for (const auto& change : changes) {
        const std::size_t end = change.offset_bytes + change.length_bytes;
        while (span != spans.end() && span->to <= change.offset_bytes) ++span;
        require(span == spans.end() || end <= span->from);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const RepairModels models = RepairModels::open(models_folder());
    static const Repairer everything(models);
    static const Repairer eager(models, {.aggressive = true, .known_words = {"Väsbyån", "åäö"}});
    static const Repairer taught(models, {.evidence = {{{"Vasbyan,", "Väsbyån,", "i", "och"},
                                                        {"var", "vår", "for", "ar"},
                                                        {"ar", "ar", "", ""},
                                                        {"2019", "2018", "", ""},
                                                        {"kommunoch", "kommun och", "", ""}},
                                                       {{"snöqvarnby", 1}, {"hällqvist", 3}}}});

    const std::string text(reinterpret_cast<const char*>(data), size);
    for (const Repairer* repairer : {&everything, &eager, &taught}) {
        const auto changes = repairer->repair_text(text);
        check_order(text, changes);
        check_reversible(text, changes);
        check_untouched(text, changes);
        require(changes == repairer->repair_text(text));
        if (is_valid_utf8(text)) require(is_valid_utf8(with_changes(text, changes)));
    }
    return 0;
}
