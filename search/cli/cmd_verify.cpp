#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "search/cli/context.h"
#include "search/cli/open_archive.h"
#include "search/cli/progress.h"
#include "search/cli/verbs.h"

namespace akt {

namespace {

ExitCode verify(const Context& context, const std::vector<std::string>& prefixes) {
    const Archive archive = open_for_reading(context);
    std::vector<std::string> ids;
    for (const auto& prefix : prefixes) ids.push_back(whole_id(archive, prefix));

    Progress progress(context, ids.empty() ? archive.ids().size() : ids.size());
    VerifyOptions options;
    options.stop = stop_requested;
    options.progress = [&](std::size_t, std::size_t) { progress.document_done(); };
    const VerifyReport report = archive.verify(ids, options);
    progress.clear();

    for (const auto& problem : report.problems)
        fmt::print("{}{}\n", problem.warning ? "warning: " : "", to_line(problem));
    if (report.stopped) return ExitCode::interrupted;
    fmt::print("{} documents, {} files, {:.1f} MB: {}\n", report.documents, report.files,
               static_cast<double>(report.bytes) / 1e6, report.ok() ? "whole" : "NOT whole");
    return report.ok() ? ExitCode::done : ExitCode::integrity_failure;
}

}  // namespace

void register_verify(CLI::App& app, Context& context) {
    const auto ids = std::make_shared<std::vector<std::string>>();
    auto* verb = app.add_subcommand("verify", "Recompute every digest, validate every inventory");
    verb->add_option("ID", *ids, "Documents to verify (default: all)");
    verb->footer(
        "Exit code 9 when something is not as it was kept.\n"
        "Examples:\n"
        "  akt verify\n"
        "  akt verify 3f2a91bc04de");
    verb->callback([&context, ids] { context.run([&] { return verify(context, *ids); }); });
}

}  // namespace akt
