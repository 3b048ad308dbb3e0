#include "ocr/pages/searchable_pdf.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <optional>
#include <qpdf/Buffer.hh>
#include <qpdf/Pl_Discard.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <utility>
#include <vector>

#include "ocr/base/error.h"
#include "ocr/pages/embedded_picture.h"
#include "ocr/pages/glyphless_font.h"
#include "ocr/pages/unseen_text.h"

namespace akt {
namespace {

constexpr const char* kFontName = "AktUnseen";

QPDFObjectHandle parsed(const std::string& text) {
    return QPDFObjectHandle::parse(text);
}

std::string number(double value) {
    return QPDFObjectHandle::newReal(value, 4).unparse();
}

/// Takes the text operators that paint nothing (render mode 3, ISO 32000-1, 9.3.6) out of a content stream
/// and passes on everything else byte for byte. A text object (BT … ET) with both seen and unseen text stays
/// as it is, since the place of one may follow from the other.
class UnseenTextFilter : public QPDFObjectHandle::TokenFilter {
public:
    void handleToken(const QPDFTokenizer::Token& token) override {
        const auto type = token.getType();
        if (type == QPDFTokenizer::tt_word) {
            act(token.getValue());
            return;
        }
        pending_.push_back(token);
        if (type != QPDFTokenizer::tt_space && type != QPDFTokenizer::tt_comment) last_operand_ = token;
        if (!in_text_ && type == QPDFTokenizer::tt_inline_image) pass_on(pending_);
    }

    void handleEOF() override {
        pass_on(object_as_it_is_);
        pass_on(pending_);
    }

    bool found() const { return found_; }

private:
    using Tokens = std::vector<QPDFTokenizer::Token>;

    void act(const std::string& name) {
        const QPDFTokenizer::Token word(QPDFTokenizer::tt_word, name);
        if (name == "q") saved_.push_back(mode_);
        if (name == "Q" && !saved_.empty()) {
            mode_ = saved_.back();
            saved_.pop_back();
        }
        if (name == "Tr" && last_operand_.getType() == QPDFTokenizer::tt_integer)
            mode_ = last_operand_.getValue();
        if (name == "BT" && !in_text_) {
            pass_on(pending_);
            in_text_ = true;
            seen_ = false, unseen_ = false;
        }
        Tokens operation = std::exchange(pending_, {});
        operation.push_back(word);
        if (!in_text_) {
            pass_on(operation);
            return;
        }
        object_as_it_is_.insert(object_as_it_is_.end(), operation.begin(), operation.end());
        const bool shows = name == "Tj" || name == "TJ" || name == "'" || name == "\"";
        if (shows) (mode_ == "3" ? unseen_ : seen_) = true;
        if (!shows) object_without_.insert(object_without_.end(), operation.begin(), operation.end());
        // A text object is no place for other operators; what never ends is passed on as it is.
        constexpr std::size_t kMostTokens = 2'000'000;
        if (name == "ET" || object_as_it_is_.size() > kMostTokens) end_object();
    }

    void end_object() {
        const bool drop = unseen_ && !seen_;
        found_ = found_ || drop;
        pass_on(drop ? object_without_ : object_as_it_is_);
        object_without_.clear();
        object_as_it_is_.clear();
        in_text_ = false;
    }

    void pass_on(Tokens& tokens) {
        for (const auto& token : tokens) writeToken(token);
        tokens.clear();
    }

    std::string mode_ = "0";
    std::vector<std::string> saved_;
    QPDFTokenizer::Token last_operand_;
    Tokens pending_, object_as_it_is_, object_without_;
    bool in_text_ = false, seen_ = false, unseen_ = false, found_ = false;
};

PdfPageFrame frame_of(QPDFPageObjectHelper& page) {
    const auto box_of = [](QPDFObjectHandle box) {
        const auto given =
            box.isRectangle() ? box.getArrayAsRectangle() : QPDFObjectHandle::Rectangle(0, 0, 612, 792);
        return QPDFObjectHandle::Rectangle(std::min(given.llx, given.urx), std::min(given.lly, given.ury),
                                           std::max(given.llx, given.urx), std::max(given.lly, given.ury));
    };
    const auto media = box_of(page.getMediaBox()), crop = box_of(page.getCropBox());
    PdfPageFrame frame{std::max(media.llx, crop.llx), std::max(media.lly, crop.lly),
                       std::min(media.urx, crop.urx), std::min(media.ury, crop.ury), 0};
    if (frame.left_pt >= frame.right_pt || frame.bottom_pt >= frame.top_pt)
        frame = {media.llx, media.lly, media.urx, media.ury, 0};
    QPDFObjectHandle rotate = page.getAttribute("/Rotate", false);
    if (rotate.isInteger()) frame.rotate_degrees = ((rotate.getIntValueAsInt() % 360) + 360) % 360;
    return frame;
}

ImageFormat format_of(const std::string& media_type, const std::string& file_name) {
    if (media_type == "image/tiff") return ImageFormat::tiff;
    if (media_type == "image/png") return ImageFormat::png;
    if (media_type == "image/jpeg") return ImageFormat::jpeg;
    throw Error(ErrorCode::usage, file_name, "has no pages that could be put into a PDF",
                "a text file needs no OCR");
}

}  // namespace

struct SearchablePdf::State {
    std::filesystem::path file;
    std::string file_name;
    bool is_pdf = false;
    ImageFormat format = ImageFormat::png;
    QPDF pdf;
    std::vector<QPDFPageObjectHelper> pages;  ///< of a PDF
    CharacterCodes codes;
    QPDFObjectHandle font;  ///< all pages' one, completed last

    void lay_over(QPDFPageObjectHelper page, const Page& read, const PdfPageFrame& frame, bool replace_old);
    void remove_unseen_text(QPDFPageObjectHelper& page);
    void add_font_to(QPDFPageObjectHelper& page);
    void complete_font();
    void add_picture_page(const Page& read);
    std::string written();
};

SearchablePdf::SearchablePdf(const std::filesystem::path& file, const std::string& file_name,
                             const std::string& media_type)
    : state_(std::make_unique<State>()) {
    state_->file = file;
    state_->file_name = file_name;
    state_->is_pdf = media_type == "application/pdf";
    state_->pdf.setSuppressWarnings(true);
    try {
        if (state_->is_pdf) {
            state_->pdf.processFile(file.c_str());
            QPDFPageDocumentHelper document(state_->pdf);
            document.pushInheritedAttributesToPage();
            state_->pages = document.getAllPages();
        } else {
            state_->format = format_of(media_type, file_name);
            state_->pdf.emptyPDF();
        }
        state_->font = state_->pdf.makeIndirectObject(parsed("<< /Type /Font /Subtype /Type0 >>"));
    } catch (const Error&) {
        throw;
    } catch (const std::exception& error) {
        const auto* reason = dynamic_cast<const QPDFExc*>(&error);
        if (reason != nullptr && reason->getErrorCode() == qpdf_e_password)
            throw Error(ErrorCode::encrypted_input, file_name, "is encrypted");
        throw Error(ErrorCode::unreadable_input, file_name, "cannot be written again: it is damaged");
    }
}

SearchablePdf::~SearchablePdf() = default;

void SearchablePdf::State::add_font_to(QPDFPageObjectHelper& page) {
    // The page's own copies: resources may be shared with pages that are not ours to change.
    QPDFObjectHandle resources = page.getAttribute("/Resources", true);
    resources = resources.isDictionary() ? resources.shallowCopy() : QPDFObjectHandle::newDictionary();
    QPDFObjectHandle fonts = resources.getKey("/Font");
    fonts = fonts.isDictionary() ? fonts.shallowCopy() : QPDFObjectHandle::newDictionary();
    fonts.replaceKey(std::string("/") + kFontName, font);
    resources.replaceKey("/Font", fonts);
    page.getObjectHandle().replaceKey("/Resources", resources);
}

void SearchablePdf::State::remove_unseen_text(QPDFPageObjectHelper& page) {
    UnseenTextFilter look;
    Pl_Discard nowhere;
    page.filterContents(&look, &nowhere);
    if (look.found()) page.addContentTokenFilter(std::make_shared<UnseenTextFilter>());
    // OCR programs also keep their text in a form of its own.
    QPDFObjectHandle resources = page.getAttribute("/Resources", true);
    if (!resources.isDictionary()) return;
    QPDFObjectHandle objects = resources.getKey("/XObject");
    if (!objects.isDictionary()) return;
    QPDFObjectHandle changed;
    for (const std::string& name : objects.getKeys()) {
        QPDFObjectHandle object = objects.getKey(name);
        if (!object.isFormXObject()) continue;
        UnseenTextFilter look_inside;
        object.filterAsContents(&look_inside, &nowhere);
        if (!look_inside.found()) continue;
        QPDFObjectHandle copy = object.copyStream();
        copy.addTokenFilter(std::make_shared<UnseenTextFilter>());
        if (!changed.isInitialized()) changed = objects.shallowCopy();
        changed.replaceKey(name, copy);
    }
    if (!changed.isInitialized()) return;
    resources = resources.shallowCopy();
    resources.replaceKey("/XObject", changed);
    page.getObjectHandle().replaceKey("/Resources", resources);
}

void SearchablePdf::State::lay_over(QPDFPageObjectHelper page, const Page& read, const PdfPageFrame& frame,
                                    bool replace_old) {
    if (replace_old) remove_unseen_text(page);
    const std::string text = unseen_text(recognised_lines(read), page_to_pdf(read, frame), kFontName, codes);
    if (text.empty()) return;
    add_font_to(page);
    // The page's own operators may leave any state behind.
    page.addPageContents(pdf.newStream("q\n"), true);
    page.addPageContents(pdf.newStream("\nQ\n" + text), false);
}

void SearchablePdf::State::add_picture_page(const Page& read) {
    EmbeddedPicture picture = embedded_picture(file, file_name, format, read.number);
    QPDFObjectHandle image = pdf.newStream();
    QPDFObjectHandle dictionary = image.getDict();
    dictionary.replaceKey("/Type", parsed("/XObject"));
    dictionary.replaceKey("/Subtype", parsed("/Image"));
    dictionary.replaceKey("/Width", QPDFObjectHandle::newInteger(picture.width_px));
    dictionary.replaceKey("/Height", QPDFObjectHandle::newInteger(picture.height_px));
    dictionary.replaceKey("/BitsPerComponent", QPDFObjectHandle::newInteger(picture.bits));
    dictionary.replaceKey("/ColorSpace", parsed(picture.colour_space));
    if (!picture.decode.empty()) dictionary.replaceKey("/Decode", parsed(picture.decode));
    image.replaceStreamData(
        picture.data, parsed(picture.filter),
        picture.decode_parms.empty() ? QPDFObjectHandle::newNull() : parsed(picture.decode_parms));

    const double pt_per_px = 72.0 / std::max(read.dpi, 1);
    const double width_pt = picture.width_px * pt_per_px, height_pt = picture.height_px * pt_per_px;
    // A page that was found to lie or stand on its head is shown upright.
    const int rotate = (picture.orientation.turned_degrees + read.turned_degrees) % 360;
    const std::string place =
        (picture.orientation.mirrored
             ? number(-width_pt) + " 0 0 " + number(height_pt) + " " + number(width_pt) + " 0"
             : number(width_pt) + " 0 0 " + number(height_pt) + " 0 0") +
        " cm";
    QPDFObjectHandle page =
        parsed("<< /Type /Page /MediaBox [ 0 0 " + number(width_pt) + " " + number(height_pt) +
               " ] /Rotate " + std::to_string(rotate) + " /Resources << /XObject << >> >> >>");
    page.getKey("/Resources").getKey("/XObject").replaceKey("/Picture", pdf.makeIndirectObject(image));
    page.replaceKey("/Contents", pdf.newStream("q " + place + " /Picture Do Q\n"));
    QPDFPageObjectHelper made(pdf.makeIndirectObject(page));
    QPDFPageDocumentHelper(pdf).addPage(made, false);
    Page upright = read;
    upright.turned_degrees = 0;  // the page's /Rotate has done it
    lay_over(QPDFPageDocumentHelper(pdf).getAllPages().back(), upright, {0, 0, width_pt, height_pt, rotate},
             false);
}

void SearchablePdf::State::complete_font() {
    const auto stream = [this](const std::string& bytes) { return pdf.newStream(bytes); };
    QPDFObjectHandle file_stream = stream(glyphless_font());
    file_stream.getDict().replaceKey("/Length1",
                                     QPDFObjectHandle::newInteger(static_cast<int>(glyphless_font().size())));
    std::string glyph_of_code(2, '\0');
    for (std::size_t code = 0; code < codes.count(); ++code) glyph_of_code += std::string("\0\1", 2);

    const std::string name = std::string("/") + kFontName;
    QPDFObjectHandle descriptor = pdf.makeIndirectObject(parsed(
        "<< /Type /FontDescriptor /Flags 5 /FontBBox [ 0 " + std::to_string(-kGlyphlessDescent) + " " +
        std::to_string(kGlyphlessAdvance) + " " + std::to_string(kGlyphlessAscent) +
        " ] /ItalicAngle 0 /StemV 80 /Ascent " + std::to_string(kGlyphlessAscent) + " /Descent " +
        std::to_string(-kGlyphlessDescent) + " /CapHeight " + std::to_string(kGlyphlessAscent) + " >>"));
    descriptor.replaceKey("/FontName", parsed(name));
    descriptor.replaceKey("/FontFile2", file_stream);
    QPDFObjectHandle inner = pdf.makeIndirectObject(parsed(
        "<< /Type /Font /Subtype /CIDFontType2 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        "/Supplement 0 >> /DW " +
        std::to_string(kGlyphlessAdvance) + " >>"));
    inner.replaceKey("/BaseFont", parsed(name));
    inner.replaceKey("/CIDToGIDMap", stream(glyph_of_code));
    inner.replaceKey("/FontDescriptor", descriptor);
    font.replaceKey("/BaseFont", parsed(name));
    font.replaceKey("/Encoding", parsed("/Identity-H"));
    font.replaceKey("/DescendantFonts", QPDFObjectHandle::newArray({inner}));
    font.replaceKey("/ToUnicode", stream(codes.to_unicode()));
}

std::string SearchablePdf::State::written() {
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setDecodeLevel(qpdf_dl_none);  // streams of the original go over as they are
    if (!pdf.isEncrypted()) writer.setDeterministicID(true);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

void SearchablePdf::add(const Page& page) {
    State& state = *state_;
    try {
        if (!state.is_pdf) {
            state.add_picture_page(page);
            return;
        }
        if (page.number < 1 || static_cast<std::size_t>(page.number) > state.pages.size()) return;
        QPDFPageObjectHelper& target = state.pages[static_cast<std::size_t>(page.number - 1)];
        state.lay_over(target, page, frame_of(target), is_recognised_whole(page) && !page.lines.empty());
    } catch (const Error&) {
        throw;
    } catch (const std::exception&) {
        throw Error(ErrorCode::unreadable_input, state.file_name,
                    "page " + std::to_string(page.number) + " cannot be written again: it is damaged");
    }
}

std::string SearchablePdf::finish() {
    try {
        state_->complete_font();
        return state_->written();
    } catch (const std::exception&) {
        throw Error(ErrorCode::unreadable_input, state_->file_name, "cannot be written again: it is damaged");
    }
}

}  // namespace akt
