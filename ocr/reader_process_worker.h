#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ocr/document.h"
#include "ocr/read_document.h"
#include "ocr/reader_process.h"

namespace akt {

/// A document as a worker has it open. The real one is a DocumentReader with its tools; tests have one with
/// faults.
class WorkerDocument {
public:
    virtual ~WorkerDocument() = default;
    virtual int page_count() const = 0;
    virtual Document description() const = 0;
    virtual Page read_page(int number) = 0;
    virtual std::string draw_page(int number, const PageDrawing& drawing) = 0;  ///< PNG bytes
    virtual std::string mark_page(const Page& page) = 0;                        ///< PNG bytes
    virtual void add_to_pdf(const Page& page) = 0;
    virtual std::string finish_pdf() = 0;  ///< once, after all pages
};

/// Opens the document at a path. Throws Error.
using OpenDocument =
    std::function<std::unique_ptr<WorkerDocument>(const std::filesystem::path&, const ReadOptions&)>;

/// What a worker needs: made once, before the process is confined.
struct WorkerTools {
    OpenDocument open;
    std::vector<std::filesystem::path> readable;  ///< what else must stay readable, such as the models
    std::string recognizer;                       ///< engine, version and model
    /// Loads what would be loaded when needed, and tells what there is. Throws Error.
    std::function<std::string()> try_recognizers = {};
};

/// Exit status of a worker that could get no more memory.
inline constexpr int kOutOfMemoryStatus = 77;

/// The worker's life: waits for the limits, makes the tools, confines the process, then answers requests
/// until the socket is closed. Returns the exit status.
int run_reader_worker(int socket_fd, const std::function<WorkerTools()>& make_tools);

/// The same with the real tools: all that akt-reader does. The process must have only this one thread.
int run_reader_worker(int socket_fd);

}  // namespace akt
