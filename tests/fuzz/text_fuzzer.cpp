// Any bytes as a text file: decoded, judged, repaired and filtered. Checks what must hold whatever the input.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/base/resources.h"
#include "ocr/base/utf8.h"
#include "ocr/language/charset.h"
#include "ocr/repair/damage.h"
#include "ocr/repair/encoding.h"
#include "ocr/repair/repairer.h"
#include "ocr/repair/text_filter.h"

namespace {

using namespace akt;

void require(bool holds) {
    if (!holds) std::abort();
}

/// Ordered, apart, inside the text, and each one a change.
void check_changes(std::string_view text, const std::vector<TextChange>& changes) {
    std::size_t end = 0;
    for (const auto& change : changes) {
        require(change.offset_bytes >= end);
        end = change.offset_bytes + change.length_bytes;
        require(end <= text.size());
        require(change.replacement != text.substr(change.offset_bytes, change.length_bytes));
    }
}

/// The input again from the output and the changes, as another program would make it.
std::string undone(std::string_view text, const std::vector<TextChange>& changes) {
    const std::string output = with_changes(text, changes);
    std::string input;
    std::size_t read = 0, given = 0;
    for (const auto& change : changes) {
        const std::size_t kept = change.offset_bytes - given;
        input.append(output, read, kept).append(text.substr(change.offset_bytes, change.length_bytes));
        require(output.compare(read + kept, change.replacement.size(), change.replacement) == 0);
        read += kept + change.replacement.size();
        given = change.offset_bytes + change.length_bytes;
    }
    return input.append(output, read);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const RepairModels models = RepairModels::open(models_folder());
    static const EncodingRepairer encoding(models.lexicon, &models.losses);
    static const DamageJudge judge(models.lexicon);
    static const Repairer repairer(models);

    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    require(is_valid_utf8(decode_text(bytes).text));
    require(judge.judge(bytes).words >= 0);

    const auto line = bytes.substr(0, bytes.find('\n'));
    const auto changes = encoding.repair(line);
    check_changes(line, changes);
    require(undone(line, changes) == line);

    std::string passed;
    TextFilter filter([](std::string_view block) { return repairer.repair_text(block); },
                      [&](std::string_view block, const std::vector<TextChange>& block_changes, TextPlace) {
                          check_changes(block, block_changes);
                          passed += undone(block, block_changes);
                      },
                      256);
    filter.write(bytes.substr(0, size / 2));
    filter.write(bytes.substr(size / 2));
    filter.finish();
    require(passed == bytes);
    return 0;
}
