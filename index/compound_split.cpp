#include "index/compound_split.h"

#include <memory>

#include "ocr/language/compounds.h"
#include "ocr/language/lexicon.h"

namespace akt {

namespace {

struct Splitter {
    explicit Splitter(const std::filesystem::path& folder)
        : lexicon(Lexicon::open(folder)), compounds(lexicon) {}
    Lexicon lexicon;
    CompoundSplitter compounds;
};

}  // namespace

CompoundSplit open_compound_split(const std::filesystem::path& models_folder) {
    const auto splitter = std::make_shared<const Splitter>(models_folder);
    return [splitter](std::string_view word) { return splitter->compounds.split(word); };
}

}  // namespace akt
