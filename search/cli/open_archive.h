#pragma once

#include <string>

#include "index/archive/archive.h"
#include "index/archive_evidence.h"
#include "index/index.h"
#include "ocr/language/compounds.h"
#include "ocr/repair/attested_words.h"
#include "ocr/repair/repairer.h"
#include "search/cli/context.h"

namespace akt {

/// The splitter as the index and the searcher take it. `splitter` must outlive what is returned.
CompoundSplit split_with(const CompoundSplitter& splitter);

/// What indexing must know of words. The lexicon must outlive it, and it what it gives.
class WordKnowledge {
public:
    explicit WordKnowledge(const Lexicon& lexicon) : splitter_(lexicon), finder_(lexicon) {}

    CompoundSplit split() const { return split_with(splitter_); }
    AttestedWords attested() const;

private:
    CompoundSplitter splitter_;
    AttestedWordFinder finder_;
};

/// The archive and its index, both open for writing.
struct OpenArchive {
    Archive archive;
    Index index;
};

/// Opens the context's archive for writing, making it when there is none, and brings its index up to date
/// with it: what a crash left out or left in an older version is indexed, an index of an older format or a
/// damaged one is made again.
OpenArchive open_for_writing(const Context& context, const WordKnowledge& words);

/// A repairer of documents to come, which knows what the archive teaches; warns of documents that could not
/// be asked. The models must outlive it.
Repairer repairer_for(const Context& context, const OpenArchive& store, const RepairModels& models);

/// Opens the context's archive for reading.
Archive open_for_reading(const Context& context);

/// The whole id a person means. Throws Error(not_found) or Error(usage).
std::string whole_id(const Archive& archive, const std::string& prefix);

}  // namespace akt
