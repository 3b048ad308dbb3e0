#include "search/web/server.h"

#include <httplib.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>
#include <vector>

#include "ocr/base/error.h"

namespace akt::web {

namespace {

constexpr const char* kLoopback = "127.0.0.1";
constexpr std::size_t kMaxBody_bytes = 0;
constexpr std::size_t kChunk_bytes = std::size_t{1} << 18U;
constexpr time_t kPatience_s = 10;
constexpr std::chrono::milliseconds kStopAskedEvery_ms{100};

Request to_request(const httplib::Request& from) {
    Request request;
    request.method = from.method;
    request.path = from.path;
    request.query = {from.params.begin(), from.params.end()};
    request.host = from.get_header_value("Host");
    return request;
}

void fill(httplib::Response& to, Response from) {
    to.status = from.status;
    for (const auto& [name, value] : from.headers) to.set_header(name, value);
    if (from.file.empty()) {
        to.set_content(std::move(from.body), from.content_type);
        return;
    }
    const auto file = std::make_shared<std::ifstream>(from.file, std::ios::binary);
    to.set_content_provider(std::filesystem::file_size(from.file), from.content_type,
                            [file](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
                                std::vector<char> chunk(std::min(length, kChunk_bytes));
                                file->seekg(static_cast<std::streamoff>(offset));
                                file->read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
                                const auto got = static_cast<std::size_t>(file->gcount());
                                return got > 0 && sink.write(chunk.data(), got);
                            });
}

}  // namespace

struct Server::Impl {
    httplib::Server http;
    int port = 0;
    std::unique_ptr<Site> site;
};

Server::Server(Sources sources, const ServerOptions& options) : impl_(std::make_unique<Impl>()) {
    auto& http = impl_->http;
    http.new_task_queue = [threads = options.threads] { return new httplib::ThreadPool(threads); };
    http.set_payload_max_length(kMaxBody_bytes);
    http.set_read_timeout(kPatience_s);
    http.set_write_timeout(kPatience_s);
    http.set_keep_alive_timeout(5);
    impl_->port = options.port == 0 ? http.bind_to_any_port(kLoopback) : options.port;
    if (impl_->port < 0 || (options.port != 0 && !http.bind_to_port(kLoopback, options.port)))
        throw Error(ErrorCode::io, {}, "port " + std::to_string(options.port) + " is taken",
                    "choose another with --port, or --port 0 for any free one");
    const auto port_text = ":" + std::to_string(impl_->port);
    impl_->site = std::make_unique<Site>(
        std::move(sources), std::vector<std::string>{"127.0.0.1" + port_text, "localhost" + port_text});
    // One handler for everything, methods included, so that the site alone decides what is answered.
    http.set_pre_routing_handler([this](const httplib::Request& from, httplib::Response& to) {
        fill(to, impl_->site->answer(to_request(from)));
        return httplib::Server::HandlerResponse::Handled;
    });
}

Server::~Server() = default;

int Server::port() const {
    return impl_->port;
}

void Server::run(const std::function<bool()>& stop_requested) {
    std::jthread watch([&](const std::stop_token& finished) {
        while (!finished.stop_requested() && !stop_requested())
            std::this_thread::sleep_for(kStopAskedEvery_ms);
        impl_->http.stop();
    });
    impl_->http.listen_after_bind();
}

}  // namespace akt::web
