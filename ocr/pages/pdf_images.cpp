#include "ocr/pages/pdf_images.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <exception>
#include <optional>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFMatrix.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <set>
#include <string>
#include <utility>

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

/// What following a page's content has found so far.
struct Findings {
    int operators_left = kMaxOperators;
    std::vector<PlacedImage> images;
    QPDFObjectHandle last_image;
    QPDFMatrix last_matrix;
    bool nothing_else = true;  ///< but images drawn by the page itself and text that is not seen
};

/// Operators that neither draw nor hide anything, but text where it is not seen (ISO 32000-1, annex A).
bool draws_nothing(const std::string& name) {
    static const std::set<std::string> kSilent{"BMC", "BT", "DP", "EMC", "ET", "J",  "M",  "MP", "Q",
                                               "T*",  "TD", "TL", "Tc",  "Td", "Tf", "Tm", "Ts", "Tw",
                                               "Tz",  "cm", "d",  "i",   "j",  "q",  "ri", "w"};
    return kSilent.contains(name);
}

/// Follows one content stream: the transformation in force, and what is drawn under it.
class PictureFinder : public QPDFObjectHandle::ParserCallbacks {
public:
    PictureFinder(QPDFObjectHandle resources, const QPDFMatrix& start, int depth, Findings& findings)
        : resources_(std::move(resources)), state_{start}, depth_(depth), findings_(findings) {}

    void handleObject(QPDFObjectHandle object, std::size_t, std::size_t) override {
        if (!object.isOperator()) {
            if (operands_.size() < 8) operands_.push_back(object);
            return;
        }
        if (--findings_.operators_left < 0 || findings_.images.size() >= kMaxImages) {
            findings_.nothing_else = false;
            terminateParsing();
            return;
        }
        act(object.getOperatorValue());
        operands_.clear();
    }
    void handleEOF() override {}

private:
    static constexpr int kUnseen = 3;  // the text rendering mode (ISO 32000-1, 9.3.6)

    struct State {
        QPDFMatrix matrix;
        int text_mode = 0;
    };

    void act(const std::string& name) {
        if (name == "q") {
            if (saved_.size() < kMaxSavedStates)
                saved_.push_back(state_);
            else
                findings_.nothing_else = false;
        } else if (name == "Q") {
            if (saved_.empty()) return;
            state_ = saved_.back();
            saved_.pop_back();
        } else if (name == "cm" && operands_.size() == 6) {
            std::array<double, 6> v{};
            for (std::size_t i = 0; i < v.size(); ++i) v[i] = number_in(operands_[i]);
            state_.matrix.concat(QPDFMatrix(v[0], v[1], v[2], v[3], v[4], v[5]));
        } else if (name == "Do" && operands_.size() == 1 && operands_[0].isName()) {
            draw(operands_[0].getName());
        } else if (name == "Tr" && operands_.size() == 1) {
            state_.text_mode = static_cast<int>(number_in(operands_[0]));
        } else if (name == "Tj" || name == "TJ" || name == "'" || name == "\"") {
            if (state_.text_mode != kUnseen) findings_.nothing_else = false;
        } else if (name == "BDC" && operands_.size() == 2) {
            if (operands_[0].isName() && operands_[0].getName() == "/OC") findings_.nothing_else = false;
        } else if (!draws_nothing(name)) {
            findings_.nothing_else = false;
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
            add_image(object);
            if (depth_ > 0) findings_.nothing_else = false;  // a form may clip it
        } else if (depth_ == kMaxFormDepth) {
            findings_.nothing_else = false;
        } else if (kind.getName() == "/Form") {
            QPDFMatrix start = state_.matrix;
            QPDFObjectHandle form_matrix = dictionary.getKey("/Matrix");
            if (form_matrix.isMatrix()) start.concat(QPDFMatrix(form_matrix.getArrayAsMatrix()));
            PictureFinder inside(dictionary.getKey("/Resources"), start, depth_ + 1, findings_);
            QPDFPageObjectHelper(object).parseContents(&inside);
        }
    }

    void add_image(QPDFObjectHandle image) {
        const double width_px = number_in(image.getDict().getKey("/Width"));
        const double height_px = number_in(image.getDict().getKey("/Height"));
        const QPDFMatrix& matrix = state_.matrix;
        const double across_pt = std::hypot(matrix.a, matrix.b), down_pt = std::hypot(matrix.c, matrix.d);
        if (!(across_pt > 0) || !(down_pt > 0)) return;
        double left = matrix.e, right = matrix.e, low = matrix.f, high = matrix.f;
        for (const auto& [x, y] : {std::pair{1.0, 0.0}, {0.0, 1.0}, {1.0, 1.0}}) {
            const double at_x = matrix.a * x + matrix.c * y + matrix.e;
            const double at_y = matrix.b * x + matrix.d * y + matrix.f;
            left = std::min(left, at_x), right = std::max(right, at_x);
            low = std::min(low, at_y), high = std::max(high, at_y);
        }
        findings_.images.push_back(
            {left, low, right, high, 72.0 * std::max(width_px / across_pt, height_px / down_pt)});
        findings_.last_image = image;
        findings_.last_matrix = matrix;
    }

    QPDFObjectHandle resources_;
    State state_;
    int depth_;
    Findings& findings_;
    std::vector<QPDFObjectHandle> operands_;
    std::vector<State> saved_;
};

/// By how much an image's upright is turned clockwise where it is shown, when that is by quarters and it is
/// neither mirrored nor slanted.
std::optional<int> quarter_turn(const QPDFMatrix& m) {
    const double slack = 1e-3 * (std::abs(m.a) + std::abs(m.b) + std::abs(m.c) + std::abs(m.d));
    const bool level = std::abs(m.b) < slack && std::abs(m.c) < slack;
    const bool sideways = std::abs(m.a) < slack && std::abs(m.d) < slack;
    // The image's own axes run right and up, the shown page's right and down.
    if (level && m.a > 0 && m.d < 0) return 0;
    if (level && m.a < 0 && m.d > 0) return 180;
    if (sideways && m.b > 0 && m.c > 0) return 90;
    if (sideways && m.b < 0 && m.c < 0) return 270;
    return std::nullopt;
}

/// A JPEG whose values are the shades to be shown: no mask, no palette, no inks, no values turned round.
bool is_plain_jpeg(QPDFObjectHandle dictionary) {
    for (const char* key :
         {"/SMask", "/Mask", "/ImageMask", "/Decode", "/DecodeParms", "/OC", "/SMaskInData"})
        if (dictionary.hasKey(key)) return false;
    QPDFObjectHandle filter = dictionary.getKey("/Filter");
    if (filter.isArray() && filter.getArrayNItems() == 1) filter = filter.getArrayItem(0);
    if (!filter.isName() || filter.getName() != "/DCTDecode") return false;
    QPDFObjectHandle space = dictionary.getKey("/ColorSpace");
    if (space.isName()) return space.getName() == "/DeviceGray" || space.getName() == "/DeviceRGB";
    if (!space.isArray() || space.getArrayNItems() != 2 || !space.getArrayItem(0).isName()) return false;
    const std::string name = space.getArrayItem(0).getName();
    if (name == "/CalGray" || name == "/CalRGB") return true;
    if (name != "/ICCBased" || !space.getArrayItem(1).isStream()) return false;
    const double components = number_in(space.getArrayItem(1).getDict().getKey("/N"));
    return components == 1 || components == 3;
}

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
    int number = 0;  ///< the page last followed, 0: none
    Findings findings;
    double width_pt = 0, height_pt = 0;

    /// Follows the page. Throws what libqpdf throws; what was found before stays.
    void follow(int page_number);
    bool is_sheet(const PlacedImage& image) const;
};

void PdfImages::State::follow(int page_number) {
    number = page_number;
    findings = {};
    findings.nothing_else = false;
    QPDFPageObjectHelper& page = pages[static_cast<std::size_t>(number - 1)];
    QPDFObjectHandle resources = page.getAttribute("/Resources", false);
    if (!may_have_pictures(resources)) return;
    QPDFObjectHandle crop_box = page.getCropBox();
    if (!crop_box.isRectangle()) return;
    const QPDFObjectHandle::Rectangle given = crop_box.getArrayAsRectangle();
    QPDFObjectHandle::Rectangle box(std::min(given.llx, given.urx), std::min(given.lly, given.ury),
                                    std::max(given.llx, given.urx), std::max(given.lly, given.ury));
    clip_to_sheet(box, page.getMediaBox());
    QPDFObjectHandle rotate = page.getAttribute("/Rotate", false);
    const int turned = rotate.isInteger() ? ((rotate.getIntValueAsInt() % 360) + 360) % 360 : 0;
    width_pt = box.urx - box.llx, height_pt = box.ury - box.lly;
    if (turned % 180 != 0) std::swap(width_pt, height_pt);
    PictureFinder finder(resources, to_shown(box, turned), 0, findings);
    findings.nothing_else = true;
    try {
        page.parseContents(&finder);
    } catch (...) {
        findings.nothing_else = false;
        throw;
    }
}

bool PdfImages::State::is_sheet(const PlacedImage& image) const {
    constexpr double kEdge_pt = 1;
    return std::abs(image.left_pt) <= kEdge_pt && std::abs(image.top_pt) <= kEdge_pt &&
           std::abs(image.right_pt - width_pt) <= kEdge_pt &&
           std::abs(image.bottom_pt - height_pt) <= kEdge_pt;
}

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
    if (number < 1 || static_cast<std::size_t>(number) > state_->pages.size()) return {};
    try {
        if (state_->number != number) state_->follow(number);
    } catch (const std::exception&) {
        // What was found before the damage still holds.
    }
    return state_->findings.images;
}

std::optional<std::size_t> PdfImages::catalogue_with_output_intents() {
    constexpr int kUncompressed = 1;  // the type of its entry (ISO 32000-1, 7.5.8.3)
    if (state_->pages.empty()) return std::nullopt;
    try {
        QPDFObjectHandle catalogue = state_->file.getRoot();
        if (!catalogue.hasKey("/OutputIntents")) return std::nullopt;
        const auto entries = state_->file.getXRefTable();
        const auto entry = entries.find(catalogue.getObjGen());
        if (entry == entries.end() || entry->second.getType() != kUncompressed) return std::nullopt;
        return static_cast<std::size_t>(entry->second.getOffset());
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

std::optional<SoleJpeg> PdfImages::sole_jpeg(int number) {
    const std::vector<PlacedImage> images = on_page(number);
    Findings& findings = state_->findings;
    if (images.size() != 1 || !findings.nothing_else || !state_->is_sheet(images[0])) return std::nullopt;
    try {
        const auto turn = quarter_turn(findings.last_matrix);
        if (!turn || !is_plain_jpeg(findings.last_image.getDict())) return std::nullopt;
        const auto data = findings.last_image.getRawStreamData();
        return SoleJpeg{{reinterpret_cast<const char*>(data->getBuffer()), data->getSize()}, *turn};
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

}  // namespace akt
