#include "index/compound_split.h"

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "ocr/language/compounds.h"
#include "ocr/language/lexicon.h"

namespace akt {

namespace {

/// Remembers what it has split: the same words come back page after page and query after query.
class Splitter {
public:
    explicit Splitter(const std::filesystem::path& folder)
        : lexicon_(Lexicon::open(folder)), compounds_(lexicon_) {}

    std::vector<std::string> split(std::string_view word) {
        {
            const std::lock_guard lock(busy_);
            const auto found = known_.find(std::string(word));
            if (found != known_.end()) return found->second;
        }
        auto parts = compounds_.split(word);
        const std::lock_guard lock(busy_);
        if (known_.size() >= kMaxKnownWords) known_.clear();
        known_.emplace(word, parts);
        return parts;
    }

private:
    static constexpr std::size_t kMaxKnownWords = 100'000;

    Lexicon lexicon_;
    CompoundSplitter compounds_;
    std::mutex busy_;
    std::unordered_map<std::string, std::vector<std::string>> known_;
};

}  // namespace

CompoundSplit open_compound_split(const std::filesystem::path& models_folder) {
    const auto splitter = std::make_shared<Splitter>(models_folder);
    return [splitter](std::string_view word) { return splitter->split(word); };
}

}  // namespace akt
