#include "index/archive_evidence.h"

#include <algorithm>
#include <utility>

#include "index/archive/archive.h"
#include "index/index.h"
#include "ocr/base/error.h"

namespace akt {

Evidence ArchiveEvidence::for_repair() const {
    Evidence evidence;
    for (const auto& [id, decision] : decisions)
        evidence.decided.push_back({decision.raw, decision.text, decision.before, decision.after});
    evidence.attested = words;
    return evidence;
}

ArchiveEvidence gather_evidence(const Archive& archive, const Index& index) {
    ArchiveEvidence evidence;
    auto ids = index.decided_ids();
    for (auto& id : archive.unsettled()) ids.push_back(std::move(id));
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    for (const auto& id : ids) {
        try {
            for (auto& decision : archive.decisions(id))
                evidence.decisions.push_back({id, std::move(decision)});
        } catch (const Error& damaged) {
            // One damaged document must not keep others out of the archive.
            evidence.unreadable.push_back(id + ": " + damaged.what());
        }
    }
    evidence.words = index.attested_words();
    return evidence;
}

}  // namespace akt
