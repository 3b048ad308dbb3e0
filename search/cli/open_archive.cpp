#include "search/cli/open_archive.h"

#include <fmt/core.h>

#include "index/rebuild.h"
#include "ocr/language/compounds.h"

namespace akt {

CompoundSplit split_with(const CompoundSplitter& splitter) {
    return [&splitter](std::string_view word) { return splitter.split(word); };
}

OpenArchive open_for_writing(const Context& context, const CompoundSplit& split) {
    Archive archive = Archive::create_or_open(context.archive(), Archive::Mode::write);
    const RecordSource source{archive.ids(), [&](const std::string& id) { return archive.find(id); }};
    const auto folder = archive.index_folder();
    RebuildReport report;
    if (!source.ids.empty() && Index::needs_rebuild(folder)) {
        context.warn("the index is missing, damaged or of an older format; making it again from the archive");
        report =
            rebuild_index(folder, source, split, [](std::size_t, std::size_t) { return !stop_requested(); });
    }
    Index index = Index::open(folder, Index::Mode::write, split);
    const RebuildReport completed = complete_index(index, source);
    if (completed.indexed > 0)
        context.log(fmt::format("indexed {} documents a stopped run left", completed.indexed));
    for (const auto& failed : report.failed) context.warn(failed);
    for (const auto& failed : completed.failed) context.warn(failed);
    return {std::move(archive), std::move(index)};
}

Archive open_for_reading(const Context& context) {
    return Archive::create_or_open(context.archive(), Archive::Mode::read);
}

std::string whole_id(const Archive& archive, const std::string& prefix) {
    if (auto id = archive.resolve(prefix)) return *id;
    throw Error(ErrorCode::not_found, {}, "no document " + prefix,
                "akt search lists the documents it finds with their ids");
}

}  // namespace akt
