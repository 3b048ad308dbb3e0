#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "search/web/site.h"

namespace akt::web {

struct ServerOptions {
    int port = 8080;  ///< 0: any free one
    unsigned threads = 4;
};

/// Serves a Site over HTTP on 127.0.0.1 and nowhere else. Requests are bounded in size and time.
class Server {
public:
    /// Binds the port. Throws Error(io) when it is taken.
    Server(Sources sources, const ServerOptions& options);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    int port() const;
    /// Answers until `stop_requested` says true, which is asked several times a second.
    void run(const std::function<bool()>& stop_requested);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace akt::web
