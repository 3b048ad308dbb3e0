#include "ocr/recognize/tesseract_recognizer.h"

#include <dlfcn.h>
#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/base/utf8.h"

namespace akt {
namespace {

/// Tesseract's own threads cost more than they bring, and we read a page a process. Its OpenMP library reads
/// OMP_THREAD_LIMIT only while it is loaded, so a program already running tells it by a call.
void forbid_inner_threads() {
    ::setenv("OMP_THREAD_LIMIT", "1", 1);
    using SetLevels = void (*)(int);
    if (const auto set_levels =
            reinterpret_cast<SetLevels>(::dlsym(RTLD_DEFAULT, "omp_set_max_active_levels")))
        set_levels(0);
}

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
    throw Error(
        ErrorCode::not_found, model + ".traineddata",
        "this model of Tesseract is not installed; looked in " + places.front().string(),
        model == kOwnRecognizerModel ? "install akt with its models" : "apt install tesseract-ocr-" + model);
}

template <class Iterator>
PixelBox box_at(const Iterator& at, tesseract::PageIteratorLevel level) {
    PixelBox box;
    if (!at.BoundingBox(level, &box.left_px, &box.top_px, &box.right_px, &box.bottom_px)) return {};
    return box;
}

std::string text_at(const tesseract::ResultIterator& at) {
    const std::unique_ptr<char[]> text(at.GetUTF8Text(tesseract::RIL_WORD));
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
        : model_(std::move(model)), folder_(std::move(folder)) {
        forbid_inner_threads();
    }

    void open() {
        if (is_open_) return;
        // Messages about single lines and blobs are no use to anyone here.
        const std::vector<std::string> names{"debug_file"}, values{"/dev/null"};
        if (api_.Init(folder_.c_str(), model_.c_str(), tesseract::OEM_LSTM_ONLY, nullptr, 0, &names, &values,
                      false) != 0)
            throw Error(ErrorCode::not_found, (folder_ / (model_ + ".traineddata")).string(),
                        "Tesseract cannot load this model", "install it again");
        is_open_ = true;
    }

    Page recognize(const PageImage& image, Layout layout) override {
        set_image(image, layout == Layout::columns ? tesseract::PSM_AUTO : tesseract::PSM_SINGLE_COLUMN);
        Page page;
        page.how = PageReading::ocr;
        page.width_px = image.width_px();
        page.height_px = image.height_px();
        page.dpi = image.dpi();
        if (api_.Recognize(nullptr) != 0) throw Error(ErrorCode::internal, "", "Tesseract gave up on a page");
        const std::unique_ptr<tesseract::ResultIterator> at(api_.GetIterator());
        if (at) collect(*at, page);
        api_.Clear();
        return page;
    }

    Layout find_layout(const PageImage& image) override {
        set_image(image, tesseract::PSM_AUTO);
        const std::unique_ptr<tesseract::PageIterator> at(api_.AnalyseLayout());
        std::vector<PixelBox> blocks;
        if (at) {
            do {
                if (tesseract::PTIsTextType(at->BlockType()))
                    blocks.push_back(box_at(*at, tesseract::RIL_BLOCK));
            } while (at->Next(tesseract::RIL_BLOCK));
        }
        api_.Clear();
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            for (std::size_t j = i + 1; j < blocks.size(); ++j) {
                if (side_by_side(blocks[i], blocks[j], image.width_px(), image.height_px()))
                    return Layout::columns;
            }
        }
        return Layout::one_column;
    }

    std::string name() const override { return std::string("tesseract ") + api_.Version() + " " + model_; }

private:
    void set_image(const PageImage& image, tesseract::PageSegMode mode) {
        open();
        api_.SetPageSegMode(mode);
        api_.SetImage(const_cast<Pix*>(image.pix()));  // Tesseract takes a copy
        api_.SetSourceResolution(image.dpi());
    }

    static void collect(tesseract::ResultIterator& at, Page& page) {
        int block = -1;
        do {
            if (at.Empty(tesseract::RIL_WORD)) continue;
            if (at.IsAtBeginningOf(tesseract::RIL_PARA) || block < 0) ++block;
            if (at.IsAtBeginningOf(tesseract::RIL_TEXTLINE) || page.lines.empty()) {
                page.lines.emplace_back();
                page.lines.back().block = block;
            }
            std::string text = text_at(at);
            if (text.empty() || is_only_bars(text)) continue;
            const float confidence = std::clamp(at.Confidence(tesseract::RIL_WORD) / 100.0F, 0.0F, 1.0F);
            Line& line = page.lines.back();
            line.words.emplace_back(std::move(text), box_at(at, tesseract::RIL_WORD), confidence);
            line.box = united(line.box, line.words.back().box());
        } while (at.Next(tesseract::RIL_WORD));
        std::erase_if(page.lines, [](const Line& line) { return line.words.empty(); });
    }

    std::string model_;
    std::filesystem::path folder_;
    bool is_open_ = false;
    tesseract::TessBaseAPI api_;
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
