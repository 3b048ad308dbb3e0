#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "ocr/document.h"

namespace akt {

/// A copy of a document as a PDF whose words can be searched and selected: over each page lie, unseen, the
/// words that were recognised on it, repaired, each in its place. What is seen of the pages is not touched;
/// pictures are put into the PDF without loss. A page whose words were all recognised loses the unseen text
/// it had (of an earlier OCR); text that is seen always stays. Uses libqpdf, on hostile files: meant to run
/// in a confined process. Not thread-safe.
class SearchablePdf {
public:
    /// `media_type` as in Document. Throws Error: usage for a text file, unreadable_input, encrypted_input.
    SearchablePdf(const std::filesystem::path& file, const std::string& file_name,
                  const std::string& media_type);
    ~SearchablePdf();
    SearchablePdf(const SearchablePdf&) = delete;
    SearchablePdf& operator=(const SearchablePdf&) = delete;

    /// Lays the words of `page` over the file's page of that number. Once a page; a picture's pages, all of
    /// them, in order.
    void add(const Page& page);
    /// The whole file. The same input gives the same bytes. Call once, last. Throws Error(unreadable_input)
    /// when the original is too damaged to be written again.
    std::string finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace akt
