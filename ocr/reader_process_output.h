#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "ocr/document.h"
#include "ocr/reader_process.h"

namespace akt {

/// What is made of a file and its reading together: pictures with the words marked, a PDF that can be
/// searched. A worker process of its own makes it, since that takes the hostile file apart once more. Not
/// thread-safe; the thread that makes it must outlive it. Functions throw Error as ReaderPool::draw() does;
/// after one, the object is of no more use.
class DocumentOutput {
public:
    /// `document` must outlive this.
    DocumentOutput(const std::filesystem::path& file, const Document& document,
                   const ReaderPoolOptions& options);
    ~DocumentOutput();
    DocumentOutput(const DocumentOutput&) = delete;
    DocumentOutput& operator=(const DocumentOutput&) = delete;

    /// PNG bytes (ocr/pages/marked_picture.h).
    std::string marked_picture(const Page& page);
    /// A searchable PDF (ocr/pages/searchable_pdf.h) of the whole document, piece by piece to `sink`. Once.
    void write_pdf(const std::function<void(std::string_view)>& sink);

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace akt
