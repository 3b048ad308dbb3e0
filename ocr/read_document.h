#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "ocr/document.h"
#include "ocr/pages/page_source.h"
#include "ocr/pages/read_limits.h"
#include "ocr/recognize/recognizer.h"

namespace akt {

struct ReadOptions {
    bool redo_ocr = false;         ///< recognise every page that has a picture, whatever its text layer says
    bool keep_text_layer = false;  ///< use a page's text layer wherever there is one, however it looks
    bool thorough = false;         ///< try every way on pages that read badly, whatever it costs
};

/// What a look at a text layer's words tells.
enum class TextCondition {
    sound,
    damaged,  ///< marks lost, read in the wrong language, garbled
    unknown,  ///< too little text to say
};

/// Must be callable again and again from the thread that reads.
using TextJudge = std::function<TextCondition(std::string_view text)>;

class Lexicon;

/// What reading pages needs, made once a process and lent to each DocumentReader. Not thread-safe.
struct PageReaderTools {
    std::unique_ptr<Recognizer> recognizer;
    TextJudge judge;
    std::shared_ptr<const Lexicon> lexicon;  ///< tells the better of two readings; may be null
    std::unique_ptr<Recognizer> careful_recognizer = nullptr;  ///< for lines the other doubts; may be null

    /// Tesseract with wanted_recognizer_model(), and the models of `models` (see models_folder()). Throws
    /// Error(not_found) when one is missing.
    static PageReaderTools open(const std::filesystem::path& models, Opening opening = Opening::when_needed);
    /// Of both, for provenance.
    std::string recognizer_name() const;
};

/// One file, read page by page. Not thread-safe. Meant to run in a confined process: the libraries below
/// parse hostile files.
class DocumentReader {
public:
    /// Sniffs the type; throws as open_page_source does.
    DocumentReader(const std::filesystem::path& file, const ReadLimits& limits);

    int page_count() const { return source_->page_count(); }
    /// Everything but the pages.
    Document description() const { return source_->description(); }
    /// `number` from 1. A page that cannot be read comes back as `failed` with its reason; it throws only for
    /// what ends the whole document.
    Page read_page(int number, PageReaderTools& tools, const ReadOptions& options);
    /// See render_marked_png.
    std::string mark_page(const Page& page);
    /// See render_page_png.
    std::string draw_page(int number, int turned_degrees, int max_width_px);

private:
    std::unique_ptr<PageSource> source_;
};

}  // namespace akt
