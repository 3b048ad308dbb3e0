#include "search/cli/open_archive.h"

#include <fmt/core.h>

#include "index/rebuild.h"

namespace akt {

CompoundSplit split_with(const CompoundSplitter& splitter) {
    return [&splitter](std::string_view word) { return splitter.split(word); };
}

AttestedWords WordKnowledge::attested() const {
    return [this](const Document& document) { return finder_.find(document); };
}

OpenArchive open_for_writing(const Context& context, const WordKnowledge& words) {
    Archive archive = Archive::create_or_open(context.archive(), Archive::Mode::write);
    const RecordSource source{archive.ids(), [&](const std::string& id) { return archive.find(id); },
                              archive.unsettled()};
    const auto folder = archive.index_folder();
    RebuildReport report;
    if (!source.ids.empty() && Index::needs_rebuild(folder)) {
        context.warn("the index is missing, damaged or of an older format; making it again from the archive");
        report = rebuild_index(
            folder, source, words.split(), [](std::size_t, std::size_t) { return !stop_requested(); },
            words.attested());
    }
    Index index = Index::open(folder, Index::Mode::write, words.split(), words.attested());
    const RebuildReport completed = complete_index(index, source);
    if (completed.failed.empty())
        for (const auto& id : source.changed) archive.settle(id);
    if (completed.indexed > 0)
        context.log(fmt::format("indexed {} documents a stopped run left", completed.indexed));
    for (const auto& failed : report.failed) context.warn(failed);
    for (const auto& failed : completed.failed) context.warn(failed);
    return {std::move(archive), std::move(index)};
}

Repairer repairer_for(const Context& context, const OpenArchive& store, const RepairModels& models) {
    const ArchiveEvidence evidence = gather_evidence(store.archive, store.index);
    for (const auto& failure : evidence.unreadable) context.warn(failure);
    RepairOptions options;
    options.evidence = evidence.for_repair();
    return Repairer(models, std::move(options));
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
