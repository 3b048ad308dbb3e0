#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ocr/document.h"
#include "ocr/read_document.h"

namespace akt {

struct ReaderPoolOptions {
    int jobs = 0;                      ///< worker processes; 0: one for each processor
    int page_time_limit_ms = 180'000;  ///< processor time, so that a busy machine fails no page
    int page_wait_limit_ms = 0;        ///< by the clock; 0: five times page_time_limit_ms
    std::uint64_t memory_limit_bytes = std::uint64_t{2} << 30U;  ///< address space of one worker
    std::filesystem::path program = {};  ///< started as `program FD`; empty: akt-reader beside this program
    /// Asked about ten times a second while reading; true ends every read() with Error(interrupted). May be
    /// empty.
    std::function<bool()> stopped;
    bool show_worker_messages = false;  ///< let what the libraries print reach stderr
};

/// Pages to read, numbered from 1; empty means all of them.
using PageNumbers = std::vector<int>;

/// How a page is drawn: turned clockwise, and at most so wide.
struct PageDrawing {
    int turned_degrees = 0;
    int max_width_px = 0;
};

/// Worker processes that read documents, so that a hostile file can crash, hang or fill nothing but a process
/// that may not write, connect or start anything (ocr/confine.h). Workers start when first needed and stay.
/// Thread-safe: many threads may read() at once and share the workers; a document's pages go to all idle
/// workers, and no document waits for another to end.
class ReaderPool {
public:
    explicit ReaderPool(ReaderPoolOptions options);
    /// Ends the workers. No read() may be running.
    ~ReaderPool();
    ReaderPool(const ReaderPool&) = delete;
    ReaderPool& operator=(const ReaderPool&) = delete;

    /// The document with its pages in order. A page whose worker died or took too long comes back as `failed`
    /// with the reason in plain words; the others are not touched by it. `page_done` is called in the calling
    /// thread, in the order pages get ready. `pages`: only these (Error(usage) for one the document does not
    /// have). Throws Error about the whole file: not_found, io, unreadable_input, encrypted_input,
    /// limit_exceeded (also when describing the file kills its worker); internal when no worker can be
    /// started; interrupted.
    Document read(const std::filesystem::path& file, const ReadOptions& options,
                  const std::function<void(const Page&)>& page_done = {}, const PageNumbers& pages = {});

    /// A page as PNG (ocr/pages/page_picture.h), drawn by a worker. Throws Error as read() does, and
    /// not_found for a page that is not there or has no picture.
    std::string draw(const std::filesystem::path& file, int page_number, const PageDrawing& drawing);

    /// Engine, version and model the workers recognise with; empty before the first worker has started.
    std::string recognizer() const;

    /// Makes every read(), running or coming, throw Error(interrupted) soon. From any thread.
    void cancel();

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

/// What the recognisers say of themselves once a worker has loaded them, for `akt doctor`. Throws Error when
/// a model that is needed is missing or damaged, or no worker can be started.
std::string recognizers_that_work(const ReaderPoolOptions& options);

}  // namespace akt
