#pragma once

#include <string_view>
#include <vector>

#include "ocr/language/compounds.h"
#include "ocr/repair/block_reading.h"
#include "ocr/repair/encoding.h"

namespace akt {

/// The first round of repair: what wrong character sets did, line by line, less what the whole block speaks
/// against; and with what most lines show of it believed of the others. Const and thread-safe, one
/// BlockReading a thread; what it is given must outlive it.
class EncodingRound {
public:
    EncodingRound(const Lexicon& lexicon, const LossContext& losses, const BlockReader& reader)
        : lexicon_(lexicon), reader_(reader), compounds_(lexicon), encoding_(lexicon, &losses) {}

    /// Changes in order, not overlapping. `reading` becomes what the block itself says.
    std::vector<TextChange> repair(std::string_view block, BlockReading& reading) const;

private:
    /// `mixup`: as of EncodingRepairer.
    std::vector<TextChange> repair_lines(std::string_view block, BlockReading& reading,
                                         const CharsetMixup* mixup) const;
    bool is_hole_of_another_kind(std::string_view block, const TextChange& change) const;

    const Lexicon& lexicon_;
    const BlockReader& reader_;
    CompoundSplitter compounds_;
    EncodingRepairer encoding_;
};

}  // namespace akt
