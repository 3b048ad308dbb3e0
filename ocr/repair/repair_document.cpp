#include <algorithm>
#include <string>
#include <vector>

#include "ocr/repair/repairer.h"

namespace akt {

namespace {

/// A word of the document and where it stands in the text made of all of them.
struct PlacedWord {
    Word* word;
    std::size_t from_bytes, to_bytes;
    bool sure;
};

/// A recogniser so sure of a word is right more often than a repair of its letters.
constexpr float kSureReading = 0.9F;

}  // namespace

void Repairer::repair(Document& document) const {
    std::string text;
    std::vector<PlacedWord> words;
    for (Page& page : document.pages) {
        const Line* before = nullptr;
        for (Line& line : page.lines) {
            if (!text.empty())
                text += before == nullptr ? "\n\n\f" : before->block == line.block ? "\n" : "\n\n";
            before = &line;
            for (Word& word : line.words) {
                if (word.repair() && word.repair()->reason != RepairReason::person) word.withdraw_repair();
                if (&word != line.words.data()) text += ' ';
                const bool sure = page.how == PageReading::ocr && word.confidence() >= kSureReading;
                words.push_back({&word, text.size(), text.size() + word.text().size(), sure});
                text += word.text();
            }
        }
    }
    std::vector<std::string> evidence = document.outline;
    evidence.push_back(document.info_title);
    evidence.push_back(document.file_name);
    const auto changes = repair_text(text, evidence);
    auto change = changes.begin();
    for (const PlacedWord& placed : words) {
        while (change != changes.end() && change->offset_bytes < placed.from_bytes) ++change;
        Repair repair;
        std::size_t at = placed.from_bytes;
        for (; change != changes.end() && change->offset_bytes + change->length_bytes <= placed.to_bytes &&
               change->offset_bytes < placed.to_bytes;
             ++change) {
            if (placed.sure && change->reason == RepairReason::ocr) continue;
            repair.text.append(text, at, change->offset_bytes - at);
            repair.text += change->replacement;
            repair.reason = change->reason;
            repair.log10_odds = at == placed.from_bytes ? change->log10_odds
                                                        : std::min(repair.log10_odds, change->log10_odds);
            repair.uncertain = repair.uncertain || change->uncertain;
            at = change->offset_bytes + change->length_bytes;
        }
        if (at == placed.from_bytes || placed.word->repair()) continue;
        repair.text.append(text, at, placed.to_bytes - at);
        placed.word->set_repair(std::move(repair));
    }
}

}  // namespace akt
