#include "ocr/recognize/tesseract_recognizer.h"

#include <dlfcn.h>
#include <leptonica/allheaders.h>
#include <tesseract/capi.h>
#include <tesseract/version.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/base/utf8.h"

namespace akt {
namespace {

/// What is used of Tesseract's C interface. The library is loaded when the first page has to be recognised:
/// it brings two dozen others along (to fetch models from the net, to open archives), and a program linked
/// with them starts half again as slowly, also to search or to read a document that has its own text.
struct Library {
    static const Library& get() {
        static const Library library;
        return library;
    }

    decltype(&::TessVersion) version{};
    decltype(&::TessDeleteText) delete_text{};
    decltype(&::TessBaseAPICreate) create{};
    decltype(&::TessBaseAPIDelete) destroy{};
    decltype(&::TessBaseAPIInit4) init{};
    decltype(&::TessBaseAPISetVariable) set_variable{};
    decltype(&::TessBaseAPISetPageSegMode) set_mode{};
    decltype(&::TessBaseAPISetImage2) set_image{};
    decltype(&::TessBaseAPISetSourceResolution) set_resolution{};
    decltype(&::TessBaseAPIAnalyseLayout) analyse_layout{};
    decltype(&::TessBaseAPIRecognize) recognize{};
    decltype(&::TessBaseAPIGetIterator) words{};
    decltype(&::TessBaseAPIClear) clear{};
    decltype(&::TessPageIteratorDelete) delete_places{};
    decltype(&::TessPageIteratorNext) next_place{};
    decltype(&::TessPageIteratorIsAtBeginningOf) is_at_beginning{};
    decltype(&::TessPageIteratorBoundingBox) box{};
    decltype(&::TessPageIteratorBlockType) block_type{};
    decltype(&::TessResultIteratorDelete) delete_words{};
    decltype(&::TessResultIteratorGetPageIteratorConst) place{};
    decltype(&::TessResultIteratorNext) next_word{};
    decltype(&::TessResultIteratorGetUTF8Text) text{};
    decltype(&::TessResultIteratorConfidence) confidence{};

private:
    Library() {
        // Tesseract's own threads cost more than they bring, and we read a page a process. Its OpenMP library
        // looks at this once, while it is loaded.
        ::setenv("OMP_THREAD_LIMIT", "1", 1);
        const std::string name = "libtesseract.so." + std::to_string(TESSERACT_MAJOR_VERSION);
        void* const library = ::dlopen(name.c_str(), RTLD_LAZY | RTLD_LOCAL);  // for the rest of our life
        if (library == nullptr)
            throw Error(ErrorCode::not_found, name, "Tesseract is not installed",
                        "apt install libtesseract" + std::to_string(TESSERACT_MAJOR_VERSION));
        const auto find = [&](auto& function, const char* symbol) {
            function =
                reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(library, symbol));
            if (function == nullptr)
                throw Error(ErrorCode::not_found, name, std::string("this Tesseract lacks ") + symbol,
                            "akt is built for version " TESSERACT_VERSION_STR);
        };
        find(version, "TessVersion");
        find(delete_text, "TessDeleteText");
        find(create, "TessBaseAPICreate");
        find(destroy, "TessBaseAPIDelete");
        find(init, "TessBaseAPIInit4");
        find(set_variable, "TessBaseAPISetVariable");
        find(set_mode, "TessBaseAPISetPageSegMode");
        find(set_image, "TessBaseAPISetImage2");
        find(set_resolution, "TessBaseAPISetSourceResolution");
        find(analyse_layout, "TessBaseAPIAnalyseLayout");
        find(recognize, "TessBaseAPIRecognize");
        find(words, "TessBaseAPIGetIterator");
        find(clear, "TessBaseAPIClear");
        find(delete_places, "TessPageIteratorDelete");
        find(next_place, "TessPageIteratorNext");
        find(is_at_beginning, "TessPageIteratorIsAtBeginningOf");
        find(box, "TessPageIteratorBoundingBox");
        find(block_type, "TessPageIteratorBlockType");
        find(delete_words, "TessResultIteratorDelete");
        find(place, "TessResultIteratorGetPageIteratorConst");
        find(next_word, "TessResultIteratorNext");
        find(text, "TessResultIteratorGetUTF8Text");
        find(confidence, "TessResultIteratorConfidence");
    }
};

/// Calls one of the library's own functions to free what it made.
template <auto Function>
struct Freed {
    template <class Made>
    void operator()(Made* made) const {
        (Library::get().*Function)(made);
    }
};
using ApiPtr = std::unique_ptr<TessBaseAPI, Freed<&Library::destroy>>;
using TextPtr = std::unique_ptr<char, Freed<&Library::delete_text>>;
using PlacesPtr = std::unique_ptr<TessPageIterator, Freed<&Library::delete_places>>;
using WordsPtr = std::unique_ptr<TessResultIterator, Freed<&Library::delete_words>>;

std::filesystem::path folder_with(const std::string& model, const std::filesystem::path& first) {
    std::vector<std::filesystem::path> places;
    if (!first.empty()) places.push_back(first);
    if (const char* prefix = std::getenv("TESSDATA_PREFIX"); prefix != nullptr && *prefix != '\0')
        places.emplace_back(prefix);
    places.emplace_back("/usr/share/tesseract-ocr/5/tessdata");
    places.emplace_back("/usr/share/tesseract-ocr/4.00/tessdata");
    places.emplace_back("/usr/share/tessdata");
    for (const auto& place : places) {
        std::error_code ignored;
        if (std::filesystem::exists(place / (model + ".traineddata"), ignored)) return place;
    }
    throw Error(ErrorCode::not_found, model + ".traineddata",
                "this model of Tesseract is not installed; looked in " + places.front().string(),
                model == kOwnRecognizerModel || model == kLargeRecognizerModel
                    ? "install akt with its models"
                    : "apt install tesseract-ocr-" + model);
}

PixelBox box_at(const TessPageIterator* at, TessPageIteratorLevel level) {
    PixelBox box;
    if (!Library::get().box(at, level, &box.left_px, &box.top_px, &box.right_px, &box.bottom_px)) return {};
    return box;
}

std::string text_at(const TessResultIterator* at) {
    const TextPtr text(Library::get().text(at, tesseract::RIL_WORD));
    std::string result;
    for (const char32_t c : to_utf32(text ? text.get() : "")) {
        if (!is_space(c)) append_utf8(result, c);
    }
    return to_nfc(result);
}

/// A table's rules are read as bars.
bool is_only_bars(const std::string& text) {
    return text.find_first_not_of('|') == std::string::npos;
}

/// Two text blocks of several lines each beside one another.
bool side_by_side(const PixelBox& a, const PixelBox& b, int page_width_px, int page_height_px) {
    const int shared_rows_px = intersected(a, b).height_px();
    const int narrower_px = std::min(a.width_px(), b.width_px());
    return shared_rows_px > page_height_px / 5 && narrower_px > page_width_px / 4 &&
           std::min(a.right_px, b.right_px) <= std::max(a.left_px, b.left_px);
}

class TesseractRecognizer : public Recognizer {
public:
    TesseractRecognizer(std::string model, std::filesystem::path folder)
        : model_(std::move(model)), folder_(std::move(folder)) {}

    void open() {
        if (api_) return;
        const Library& library = Library::get();
        ApiPtr api(library.create());
        // Messages about single lines and blobs are no use to anyone here.
        std::string name = "debug_file", value = "/dev/null";
        char *names = name.data(), *values = value.data();
        if (library.init(api.get(), folder_.c_str(), model_.c_str(), tesseract::OEM_LSTM_ONLY, nullptr, 0,
                         &names, &values, 1, 0) != 0)
            throw Error(ErrorCode::not_found, (folder_ / (model_ + ".traineddata")).string(),
                        "Tesseract cannot load this model", "install it again");
        // The network finds the spaces, in typewritten lines too: no line's pitch need be measured.
        library.set_variable(api.get(), "textord_all_prop", "1");
        // A table's rows are read as lines of print, which is what they are: its cells need not be found.
        library.set_variable(api.get(), "textord_tabfind_find_tables", "0");
        api_ = std::move(api);
    }

    Page recognize(const PageImage& image, Layout layout) override {
        set_image(image, layout == Layout::columns ? tesseract::PSM_AUTO : tesseract::PSM_SINGLE_COLUMN);
        Page page;
        page.how = PageReading::ocr;
        page.width_px = image.width_px();
        page.height_px = image.height_px();
        page.dpi = image.dpi();
        const Library& library = Library::get();
        if (library.recognize(api_.get(), nullptr) != 0)
            throw Error(ErrorCode::internal, "", "Tesseract gave up on a page");
        if (const WordsPtr at(library.words(api_.get())); at) collect(at.get(), page);
        library.clear(api_.get());
        return page;
    }

    Layout find_layout(const PageImage& image) override {
        set_image(image, tesseract::PSM_AUTO);
        const Library& library = Library::get();
        std::vector<PixelBox> blocks;
        if (const PlacesPtr at(library.analyse_layout(api_.get())); at) {
            do {
                if (tesseract::PTIsTextType(library.block_type(at.get())))
                    blocks.push_back(box_at(at.get(), tesseract::RIL_BLOCK));
            } while (library.next_place(at.get(), tesseract::RIL_BLOCK) != 0);
        }
        library.clear(api_.get());
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            for (std::size_t j = i + 1; j < blocks.size(); ++j) {
                if (side_by_side(blocks[i], blocks[j], image.width_px(), image.height_px()))
                    return Layout::columns;
            }
        }
        return Layout::one_column;
    }

    std::string name() const override {
        const std::string version = api_ ? Library::get().version() : TESSERACT_VERSION_STR;
        return "tesseract " + version + " " + model_;
    }

private:
    void set_image(const PageImage& image, tesseract::PageSegMode mode) {
        open();
        const Library& library = Library::get();
        library.set_mode(api_.get(), mode);
        library.set_image(api_.get(), const_cast<Pix*>(image.pix()));  // Tesseract takes a copy
        library.set_resolution(api_.get(), image.dpi());
    }

    static void collect(TessResultIterator* words, Page& page) {
        const Library& library = Library::get();
        const TessPageIterator* at = library.place(words);
        int block = -1;
        do {
            std::string text = text_at(words);
            if (text.empty()) continue;  // a picture
            if (library.is_at_beginning(at, tesseract::RIL_PARA) || block < 0) ++block;
            if (library.is_at_beginning(at, tesseract::RIL_TEXTLINE) || page.lines.empty()) {
                page.lines.emplace_back();
                page.lines.back().block = block;
            }
            if (is_only_bars(text)) continue;
            const float confidence =
                std::clamp(library.confidence(words, tesseract::RIL_WORD) / 100.0F, 0.0F, 1.0F);
            Line& line = page.lines.back();
            line.words.emplace_back(std::move(text), box_at(at, tesseract::RIL_WORD), confidence);
            line.box = united(line.box, line.words.back().box());
        } while (library.next_word(words, tesseract::RIL_WORD) != 0);
        std::erase_if(page.lines, [](const Line& line) { return line.words.empty(); });
    }

    std::string model_;
    std::filesystem::path folder_;
    ApiPtr api_;  ///< once open
};

}  // namespace

std::string wanted_recognizer_model() {
    const char* given = std::getenv("AKT_RECOGNIZER");
    return given != nullptr && *given != '\0' ? given : kOwnRecognizerModel;
}

std::unique_ptr<Recognizer> make_tesseract_recognizer(const std::string& model,
                                                      const std::filesystem::path& folder, Opening opening) {
    auto recognizer = std::make_unique<TesseractRecognizer>(model, folder_with(model, folder));
    if (opening == Opening::now) recognizer->open();
    return recognizer;
}

}  // namespace akt
