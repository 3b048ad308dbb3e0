#include "ocr/pages/pdf_images.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <exception>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFMatrix.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

namespace akt {
namespace {

constexpr int kMaxFormDepth = 6;           // a form may draw itself
constexpr int kMaxOperators = 300'000;     // a page of vector drawings is no scan
constexpr std::size_t kMaxImages = 2'000;  // strips and tiles of one page
constexpr std::size_t kMaxSavedStates = 512;

double number_in(const QPDFObjectHandle& value) {
    QPDFObjectHandle copy = value;
    return copy.isNumber() ? copy.getNumericValue() : 0.0;
}

/// Follows one content stream: the transformation in force, and what is drawn under it.
class PictureFinder : public QPDFObjectHandle::ParserCallbacks {
public:
    PictureFinder(QPDFObjectHandle resources, const QPDFMatrix& start, int depth, int& operators_left,
                  std::vector<PlacedImage>& found)
        : resources_(std::move(resources)),
          matrix_(start),
          depth_(depth),
          operators_left_(operators_left),
          found_(found) {}

    void handleObject(QPDFObjectHandle object, std::size_t, std::size_t) override {
        if (!object.isOperator()) {
            if (operands_.size() < 8) operands_.push_back(object);
            return;
        }
        if (--operators_left_ < 0 || found_.size() >= kMaxImages) {
            terminateParsing();
            return;
        }
        act(object.getOperatorValue());
        operands_.clear();
    }
    void handleEOF() override {}

private:
    void act(const std::string& name) {
        if (name == "q") {
            if (saved_.size() < kMaxSavedStates) saved_.push_back(matrix_);
        } else if (name == "Q") {
            if (saved_.empty()) return;
            matrix_ = saved_.back();
            saved_.pop_back();
        } else if (name == "cm" && operands_.size() == 6) {
            std::array<double, 6> v{};
            for (std::size_t i = 0; i < v.size(); ++i) v[i] = number_in(operands_[i]);
            matrix_.concat(QPDFMatrix(v[0], v[1], v[2], v[3], v[4], v[5]));
        } else if (name == "Do" && operands_.size() == 1 && operands_[0].isName()) {
            draw(operands_[0].getName());
        }
    }

    void draw(const std::string& name) {
        QPDFObjectHandle objects = resources_.isDictionary() ? resources_.getKey("/XObject") : resources_;
        if (!objects.isDictionary()) return;
        QPDFObjectHandle object = objects.getKey(name);
        if (!object.isStream()) return;
        QPDFObjectHandle dictionary = object.getDict();
        QPDFObjectHandle kind = dictionary.getKey("/Subtype");
        if (!kind.isName()) return;
        if (kind.getName() == "/Image") {
            add_image(number_in(dictionary.getKey("/Width")), number_in(dictionary.getKey("/Height")));
        } else if (kind.getName() == "/Form" && depth_ < kMaxFormDepth) {
            QPDFMatrix start = matrix_;
            QPDFObjectHandle form_matrix = dictionary.getKey("/Matrix");
            if (form_matrix.isMatrix()) start.concat(QPDFMatrix(form_matrix.getArrayAsMatrix()));
            PictureFinder inside(dictionary.getKey("/Resources"), start, depth_ + 1, operators_left_, found_);
            QPDFPageObjectHelper(object).parseContents(&inside);
        }
    }

    void add_image(double width_px, double height_px) {
        const double across_pt = std::hypot(matrix_.a, matrix_.b), down_pt = std::hypot(matrix_.c, matrix_.d);
        if (!(across_pt > 0) || !(down_pt > 0)) return;
        double left = matrix_.e, right = matrix_.e, low = matrix_.f, high = matrix_.f;
        for (const auto& [x, y] : {std::pair{1.0, 0.0}, {0.0, 1.0}, {1.0, 1.0}}) {
            const double at_x = matrix_.a * x + matrix_.c * y + matrix_.e;
            const double at_y = matrix_.b * x + matrix_.d * y + matrix_.f;
            left = std::min(left, at_x), right = std::max(right, at_x);
            low = std::min(low, at_y), high = std::max(high, at_y);
        }
        found_.push_back(
            {left, low, right, high, 72.0 * std::max(width_px / across_pt, height_px / down_pt)});
    }

    QPDFObjectHandle resources_;
    QPDFMatrix matrix_;
    int depth_;
    int& operators_left_;
    std::vector<PlacedImage>& found_;
    std::vector<QPDFObjectHandle> operands_;
    std::vector<QPDFMatrix> saved_;
};

/// Whether following the page's content can find anything at all; most born-digital pages have no picture.
bool may_have_pictures(QPDFObjectHandle resources) {
    if (!resources.isDictionary()) return false;
    QPDFObjectHandle objects = resources.getKey("/XObject");
    return objects.isDictionary() && !objects.getKeys().empty();
}

/// From the page's own coordinates (origin bottom left) to the page as shown (origin top left).
QPDFMatrix to_shown(const QPDFObjectHandle::Rectangle& box, int rotate) {
    switch (rotate) {
        case 90: return {0, 1, 1, 0, -box.lly, -box.llx};
        case 180: return {-1, 0, 0, 1, box.urx, -box.lly};
        case 270: return {0, -1, -1, 0, box.ury, box.urx};
        default: return {1, 0, 0, -1, -box.llx, box.ury};
    }
}

/// Nothing beyond the sheet itself is shown (ISO 32000-1, 14.11.2.1).
void clip_to_sheet(QPDFObjectHandle::Rectangle& crop, QPDFObjectHandle media_box) {
    if (!media_box.isRectangle()) return;
    const QPDFObjectHandle::Rectangle given = media_box.getArrayAsRectangle();
    const QPDFObjectHandle::Rectangle clipped(std::max(crop.llx, std::min(given.llx, given.urx)),
                                              std::max(crop.lly, std::min(given.lly, given.ury)),
                                              std::min(crop.urx, std::max(given.llx, given.urx)),
                                              std::min(crop.ury, std::max(given.lly, given.ury)));
    if (clipped.llx < clipped.urx && clipped.lly < clipped.ury) crop = clipped;
}

}  // namespace

struct PdfImages::State {
    QPDF file;
    std::vector<QPDFPageObjectHelper> pages;
};

PdfImages::PdfImages(const std::filesystem::path& file) : state_(std::make_unique<State>()) {
    try {
        state_->file.setSuppressWarnings(true);
        state_->file.setAttemptRecovery(false);
        state_->file.processFile(file.c_str());
        state_->pages = QPDFPageDocumentHelper(state_->file).getAllPages();
    } catch (const std::exception&) {
        state_->pages.clear();  // Poppler reads more broken files than qpdf without recovery
    }
}

PdfImages::~PdfImages() = default;

std::vector<PlacedImage> PdfImages::on_page(int number) {
    std::vector<PlacedImage> found;
    if (number < 1 || static_cast<std::size_t>(number) > state_->pages.size()) return found;
    try {
        QPDFPageObjectHelper& page = state_->pages[static_cast<std::size_t>(number - 1)];
        QPDFObjectHandle resources = page.getAttribute("/Resources", false);
        if (!may_have_pictures(resources)) return found;
        QPDFObjectHandle crop_box = page.getCropBox();
        if (!crop_box.isRectangle()) return found;
        const QPDFObjectHandle::Rectangle given = crop_box.getArrayAsRectangle();
        QPDFObjectHandle::Rectangle box(std::min(given.llx, given.urx), std::min(given.lly, given.ury),
                                        std::max(given.llx, given.urx), std::max(given.lly, given.ury));
        clip_to_sheet(box, page.getMediaBox());
        QPDFObjectHandle rotate = page.getAttribute("/Rotate", false);
        const int turned = rotate.isInteger() ? ((rotate.getIntValueAsInt() % 360) + 360) % 360 : 0;
        int operators_left = kMaxOperators;
        PictureFinder finder(resources, to_shown(box, turned), 0, operators_left, found);
        page.parseContents(&finder);
    } catch (const std::exception&) {
        // What was found before the damage still holds.
    }
    return found;
}

}  // namespace akt
