#include "ocr/pages/pdf_pages.h"

#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-image.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>
#include <poppler/cpp/poppler-toc.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <fstream>
#include <span>
#include <string_view>
#include <utility>

#include "ocr/base/error.h"
#include "ocr/base/utf8.h"
#include "ocr/pages/image_pages.h"
#include "ocr/pages/mapped_file.h"
#include "ocr/pages/pdf_images.h"
#include "ocr/pages/resolution.h"
#include "ocr/pages/text_layer.h"

namespace akt {
namespace {

constexpr double kUsualDpi = 300;
constexpr double kCoarsestDpi = 36,
                 kFinestDpi = 300;                  // finer pictures are averaged down: letters gain nothing
constexpr double kRenderedPixelsMost = 36'000'000;  // A2 at 300 dpi; one byte each
constexpr double kPictureShareOfPage = 0.02;        // smaller ones are logotypes and stamps
constexpr std::size_t kMappedMost_bytes = 256'000'000;  // of a worker's address space
constexpr int kMaxOutlineEntries = 5'000, kMaxOutlineDepth = 20;

/// Poppler's text is UTF-16, sometimes with a byte order mark. Its own conversion opens a converter for every
/// word, which costs as much as finding the word.
std::string utf8_of(const poppler::ustring& text) {
    constexpr char16_t kByteOrderMark = 0xFEFF;
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char32_t unit = text[i];
        if (unit == kByteOrderMark && i == 0) continue;
        const bool high = unit >= 0xD800 && unit < 0xDC00, low = unit >= 0xDC00 && unit < 0xE000;
        const char32_t next = i + 1 < text.size() ? text[i + 1] : 0;
        if (high && next >= 0xDC00 && next < 0xE000) {
            append_utf8(result, 0x10000 + ((unit - 0xD800) << 10U) + (next - 0xDC00));
            ++i;
        } else {
            append_utf8(result, high || low ? kReplacementCharacter : unit);
        }
    }
    while (!result.empty() && result.back() == '\0') result.pop_back();
    return to_nfc(result);
}

void collect_outline(const poppler::toc_item& item, int depth, std::vector<std::string>& titles) {
    if (depth > kMaxOutlineDepth) return;
    for (const poppler::toc_item* child : item.children()) {
        if (titles.size() >= kMaxOutlineEntries) return;
        std::string title = utf8_of(child->title());
        if (!title.empty()) titles.push_back(std::move(title));
        collect_outline(*child, depth + 1, titles);
    }
}

/// Every PDF ends in "startxref, offset, %%EOF". Where it is missing from the end, the rest of the file is
/// too: Poppler would show what is left and say nothing of the pages and pictures that are gone.
bool is_cut_off(const std::filesystem::path& file) {
    constexpr std::streamoff kTail_bytes = 65'536;
    std::ifstream in(file, std::ios::binary | std::ios::ate);
    const std::streamoff size_bytes = in.tellg();
    const std::streamoff length = std::min(size_bytes, kTail_bytes);
    in.seekg(size_bytes - length);
    std::string tail(static_cast<std::size_t>(length), '\0');
    in.read(tail.data(), length);
    return tail.find("startxref") == std::string::npos && tail.find("%%EOF") == std::string::npos;
}

/// Poppler makes its tables when a first document is opened and drops them with the last: this one stays
/// open.
void keep_poppler_ready() {
    static constexpr std::string_view kNoPages =
        "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        "2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj\ntrailer << /Root 1 0 R >>\n";
    static const std::unique_ptr<poppler::document> kept(
        poppler::document::load_from_raw_data(kNoPages.data(), static_cast<int>(kNoPages.size())));
}

/// The name /OutputIntents in the catalogue, in the file's bytes; empty where it cannot be told. After it
/// stands an array or a reference: nothing else there is read that begins so.
std::span<char> output_intents_name(std::span<char> file, PdfImages& images) {
    constexpr std::string_view kName = "/OutputIntents";
    const auto at = images.catalogue_with_output_intents();
    if (!at || *at >= file.size()) return {};
    const std::string_view rest(file.data() + *at, file.size() - *at);
    const std::size_t found = rest.substr(0, rest.find("endobj")).find(kName);
    return found == std::string_view::npos ? std::span<char>() : file.subspan(*at + found, kName.size());
}

/// While it lives, a catalogue's /OutputIntents has a name that means nothing. Poppler prepares the colours
/// of an output intent anew for every page, which takes ten times as long as to find the page's words; and
/// they have no colours.
class WithoutOutputIntents {
public:
    explicit WithoutOutputIntents(std::span<char> name) : name_(name) { rename('o'); }
    ~WithoutOutputIntents() { rename('O'); }
    WithoutOutputIntents(const WithoutOutputIntents&) = delete;
    WithoutOutputIntents& operator=(const WithoutOutputIntents&) = delete;

private:
    void rename(char first) {
        if (!name_.empty()) name_[1] = first;
    }
    std::span<char> name_;
};

class PdfPages : public PageSource {
public:
    PdfPages(const std::filesystem::path& file, std::string file_name, const ReadLimits& limits)
        : file_(file), file_name_(std::move(file_name)), limits_(limits), mapped_(file, kMappedMost_bytes) {
        // Poppler reports every oddity of a file on stderr.
        poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
        keep_poppler_ready();
        const std::span<char> bytes = mapped_.bytes();
        document_.reset(bytes.empty() ? poppler::document::load_from_file(file.string())
                                      : poppler::document::load_from_raw_data(
                                            bytes.data(), static_cast<int>(bytes.size())));
        if (document_ && document_->is_locked())
            throw Error(ErrorCode::encrypted_input, file_name_, "is encrypted",
                        "save a copy without a password and add that");
        if (is_cut_off(file))
            throw Error(ErrorCode::unreadable_input, file_name_, "is a PDF whose end is missing",
                        "copy or download it again");
        if (!document_)
            throw Error(ErrorCode::unreadable_input, file_name_, "is a damaged PDF",
                        "print it to a new PDF from a viewer that shows it, or ask for it again");
        page_count_ = document_->pages();
        if (page_count_ < 1)
            throw Error(ErrorCode::unreadable_input, file_name_, "is a PDF without pages",
                        "ask for it again");
        if (page_count_ > limits_.max_pages)
            throw Error(ErrorCode::limit_exceeded, file_name_,
                        "has " + std::to_string(page_count_) + " pages; the limit is " +
                            std::to_string(limits_.max_pages),
                        "split it");
    }

    int page_count() const override { return page_count_; }

    Document description() const override {
        Document result;
        result.file_name = file_name_;
        result.media_type = "application/pdf";
        result.info_title = utf8_of(document_->info_key("Title"));
        result.info_author = utf8_of(document_->info_key("Author"));
        result.info_created = iso_date_of_pdf_date(utf8_of(document_->info_key("CreationDate")));
        const std::unique_ptr<poppler::toc> outline(document_->create_toc());
        if (outline && outline->root()) collect_outline(*outline->root(), 0, result.outline);
        return result;
    }

    PageShape shape(int number) override {
        if (shape_number_ != number) {
            shape_ = shape_of(number);
            shape_number_ = number;
        }
        return shape_;
    }

    Page text_layer(int number) override {
        const poppler::page& source = page(number);
        std::vector<LayerWord> words;
        for (const poppler::text_box& box : text_of(source)) {
            const poppler::rectf place = box.bbox();
            words.push_back({utf8_of(box.text()), place.left(), place.top(), place.right(), place.bottom(),
                             box.has_space_after(), box.rotation()});
        }
        Page result;
        result.number = number;
        result.dpi = shape(number).dpi;
        const auto [width_pt, height_pt] = size_of(source);
        fill_from_layer(result, std::move(words), width_pt, height_pt);
        return result;
    }

    std::optional<PageImage> picture(int number) override {
        const PageShape wanted = shape(number);
        const int print_dpi = plausible_dpi(wanted.dpi, wanted.width_px, wanted.height_px);
        if (const auto scan = images().sole_jpeg(number)) {
            auto picture =
                page_of_jpeg(scan->bytes, scan->turned_degrees, wanted.width_px, wanted.height_px, print_dpi);
            if (picture) return picture;
        }
        poppler::page_renderer renderer;
        renderer.set_image_format(poppler::image::format_gray8);
        renderer.set_render_hint(poppler::page_renderer::antialiasing);
        renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
        const poppler::image picture = renderer.render_page(&page(number), wanted.dpi, wanted.dpi, 0, 0,
                                                            wanted.width_px, wanted.height_px);
        if (!picture.is_valid())
            throw Error(ErrorCode::unreadable_input, file_name_,
                        "page " + std::to_string(number) + " cannot be rendered", "");
        return PageImage::from_grey_rows(reinterpret_cast<const unsigned char*>(picture.const_data()),
                                         picture.bytes_per_row(), picture.width(), picture.height(),
                                         print_dpi);
    }

private:
    PdfImages& images() {
        if (!images_) {
            images_ = std::make_unique<PdfImages>(file_);
            output_intents_name_ = output_intents_name(mapped_.bytes(), *images_);
        }
        return *images_;
    }

    std::vector<poppler::text_box> text_of(const poppler::page& source) {
        images();
        const WithoutOutputIntents for_now(output_intents_name_);
        return source.text_list();
    }

    PageShape shape_of(int number) {
        const auto [width_pt, height_pt] = size_of(page(number));
        const std::vector<PlacedImage> placed = images().on_page(number);

        double finest_dpi = 0;
        PageShape result;
        std::vector<PlacedImage> shown;
        for (PlacedImage image : placed) {
            image.left_pt = std::clamp(image.left_pt, 0.0, width_pt);
            image.right_pt = std::clamp(image.right_pt, 0.0, width_pt);
            image.top_pt = std::clamp(image.top_pt, 0.0, height_pt);
            image.bottom_pt = std::clamp(image.bottom_pt, 0.0, height_pt);
            const double area = (image.right_pt - image.left_pt) * (image.bottom_pt - image.top_pt);
            if (area <= 0) continue;
            shown.push_back(image);
            if (area >= kPictureShareOfPage * width_pt * height_pt)
                finest_dpi = std::max(finest_dpi, image.dpi);
        }
        // Rounded, so that a scan's pixels are the page's: 299.96 is a scanner's 300.
        double dpi =
            finest_dpi > 0 ? std::clamp(std::round(finest_dpi), kCoarsestDpi, kFinestDpi) : kUsualDpi;
        const double pixels_most =
            std::min(kRenderedPixelsMost, static_cast<double>(limits_.max_page_pixels));
        const double square_inches = width_pt * height_pt / (72.0 * 72.0);
        dpi = std::min(dpi, std::sqrt(pixels_most / square_inches));
        if (dpi < 1)
            throw Error(ErrorCode::limit_exceeded, file_name_,
                        "page " + std::to_string(number) + " is larger than can be rendered", "");

        result.dpi = static_cast<int>(dpi);
        const double px_per_pt = result.dpi / 72.0;
        result.width_px = std::max(1, static_cast<int>(std::ceil(width_pt * px_per_pt)));
        result.height_px = std::max(1, static_cast<int>(std::ceil(height_pt * px_per_pt)));
        for (const PlacedImage& image : shown)
            result.pictures.push_back({static_cast<int>(image.left_pt * px_per_pt),
                                       static_cast<int>(image.top_pt * px_per_pt),
                                       static_cast<int>(std::ceil(image.right_pt * px_per_pt)),
                                       static_cast<int>(std::ceil(image.bottom_pt * px_per_pt))});
        return result;
    }

    /// The page asked for, kept until another is.
    const poppler::page& page(int number) {
        if (!page_ || page_number_ != number) {
            mapped_.forget();  // else it would all be in memory after the last page
            page_.reset(document_->create_page(number - 1));
            page_number_ = number;
        }
        if (!page_)
            throw Error(ErrorCode::unreadable_input, file_name_,
                        "page " + std::to_string(number) + " is damaged",
                        "open it in a viewer; if it does not show, ask for it again");
        return *page_;
    }

    std::pair<double, double> size_of(const poppler::page& source) const {
        poppler::rectf box = source.page_rect(poppler::crop_box);
        double width_pt = std::abs(box.width()), height_pt = std::abs(box.height());
        const auto orientation = source.orientation();
        if (orientation == poppler::page::landscape || orientation == poppler::page::seascape)
            std::swap(width_pt, height_pt);
        if (!(width_pt > 0) || !(height_pt > 0) || !std::isfinite(width_pt * height_pt))
            throw Error(ErrorCode::unreadable_input, file_name_, "has a page without a size", "");
        return {width_pt, height_pt};
    }

    std::filesystem::path file_;
    std::string file_name_;
    ReadLimits limits_;
    MappedFile mapped_;
    std::unique_ptr<poppler::document> document_;  ///< reads from mapped_, unless that is empty
    std::unique_ptr<PdfImages> images_;
    std::span<char> output_intents_name_;  ///< in mapped_
    int page_count_ = 0;
    std::unique_ptr<poppler::page> page_;
    int page_number_ = 0;
    PageShape shape_;  ///< of page shape_number_
    int shape_number_ = 0;
};

}  // namespace

std::string iso_date_of_pdf_date(const std::string& pdf_date) {
    std::string digits;
    for (const char c : pdf_date.substr(pdf_date.rfind("D:", 0) == 0 ? 2 : 0)) {
        if (c < '0' || c > '9' || digits.size() == 8) break;
        digits += c;
    }
    if (digits.size() != 8) return {};
    const std::string year = digits.substr(0, 4), month = digits.substr(4, 2), day = digits.substr(6, 2);
    const bool possible = year >= "1900" && month >= "01" && month <= "12" && day >= "01" && day <= "31";
    return possible ? year + "-" + month + "-" + day : std::string();
}

std::unique_ptr<PageSource> open_pdf_pages(const std::filesystem::path& file, const std::string& file_name,
                                           const ReadLimits& limits) {
    try {
        return std::make_unique<PdfPages>(file, file_name, limits);
    } catch (const Error&) {
        throw;
    } catch (const std::exception& e) {
        throw Error(ErrorCode::unreadable_input, file_name,
                    std::string("cannot be read as a PDF: ") + e.what());
    }
}

}  // namespace akt
