#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "search/cli/exit_code.h"

namespace akt {

enum class ColorMode { automatic, always, never };
enum class ProgressMode { automatic, json, never };

/// What every verb may use: the options that stand before or after any verb, and where its exit code goes.
struct Context {
    std::optional<std::filesystem::path> given_archive;  ///< --archive
    ColorMode color = ColorMode::automatic;
    ProgressMode progress = ProgressMode::automatic;
    bool quiet = false;
    bool verbose = false;
    ExitCode exit_code = ExitCode::done;

    /// --archive, else $AKT_ARCHIVE, else $XDG_DATA_HOME/akt, else ~/.local/share/akt.
    std::filesystem::path archive() const;

    /// Whether to colour what goes to this descriptor (1 or 2): --color, NO_COLOR (no-color.org), a terminal.
    bool colored(int descriptor) const;

    /// Prints "akt: warning: …" on stderr unless quiet.
    void warn(std::string_view message) const;
    /// Prints a line on stderr when verbose.
    void log(std::string_view message) const;

    /// Runs a verb's body and keeps its exit code; a thrown Error is printed as one line and gives its own
    /// code.
    void run(const std::function<ExitCode()>& body);
};

/// Set by SIGINT and SIGTERM after install_stop_signals(); a second signal ends the program at once.
void install_stop_signals();
bool stop_requested();

}  // namespace akt
