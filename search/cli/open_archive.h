#pragma once

#include <string>

#include "index/archive/archive.h"
#include "index/index.h"
#include "search/cli/context.h"

namespace akt {

class CompoundSplitter;

/// The splitter as the index and the searcher take it. `splitter` must outlive what is returned.
CompoundSplit split_with(const CompoundSplitter& splitter);

/// The archive and its index, both open for writing.
struct OpenArchive {
    Archive archive;
    Index index;
};

/// Opens the context's archive for writing, making it when there is none, and brings its index up to date
/// with it: what a crash left out is indexed, an index of an older format or a damaged one is made again.
OpenArchive open_for_writing(const Context& context, const CompoundSplit& split);

/// Opens the context's archive for reading.
Archive open_for_reading(const Context& context);

/// The whole id a person means. Throws Error(not_found) or Error(usage).
std::string whole_id(const Archive& archive, const std::string& prefix);

}  // namespace akt
