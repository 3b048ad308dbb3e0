#include "ocr/reader_process_output.h"

#include <utility>

#include "ocr/alto.h"
#include "ocr/base/error.h"
#include "ocr/document_snapshot.h"
#include "ocr/reader_process_child.h"

namespace akt {

using namespace reader_protocol;

class DocumentOutput::Impl {
public:
    Impl(std::filesystem::path file, const Document& document, const ReaderPoolOptions& options)
        : file_(std::move(file)), document_(document), stopped_(options.stopped), child_(options) {
        const UniqueFd snapshot = document_snapshot(file_, ReadLimits{}.max_file_bytes);
        ask(MessageKind::open, 0, packed(ReadOptions{}), snapshot.get(), MessageKind::described);
    }

    std::string marked_picture(const Page& page) {
        return ask(MessageKind::mark_page, page.number, alto_of(page), -1, MessageKind::picture).payload;
    }

    void write_pdf(const std::function<void(std::string_view)>& sink) {
        for (const Page& page : document_.pages)
            ask(MessageKind::add_to_pdf, page.number, alto_of(page), -1, MessageKind::added);
        for (std::int64_t written = 0;;) {
            const Message part = ask(MessageKind::take_pdf, written, {}, -1, MessageKind::pdf_part);
            if (part.payload.empty()) return;
            sink(part.payload);
            written += static_cast<std::int64_t>(part.payload.size());
        }
    }

private:
    static std::string alto_of(const Page& page) {
        Document one_page;
        one_page.pages.push_back(page);
        return to_alto(one_page);
    }

    Message ask(MessageKind kind, std::int64_t number, const std::string& payload, int fd,
                MessageKind wanted) {
        try {
            return child_.ask(kind, number, payload, fd, wanted, [this] { return !stopped_ || !stopped_(); });
        } catch (const WorkerLost& lost) {
            throw Error(lost.over_limit() ? ErrorCode::limit_exceeded : ErrorCode::unreadable_input,
                        file_.string(), std::string("cannot be drawn or written: ") + lost.what());
        } catch (const Error& error) {
            throw Error(error.code(), file_.string(), error.message(), error.hint());
        }
    }

    std::filesystem::path file_;
    const Document& document_;
    std::function<bool()> stopped_;
    ReaderChild child_;
};

DocumentOutput::DocumentOutput(const std::filesystem::path& file, const Document& document,
                               const ReaderPoolOptions& options)
    : impl_(std::make_unique<Impl>(file, document, options)) {}
DocumentOutput::~DocumentOutput() = default;

std::string DocumentOutput::marked_picture(const Page& page) {
    return impl_->marked_picture(page);
}

void DocumentOutput::write_pdf(const std::function<void(std::string_view)>& sink) {
    impl_->write_pdf(sink);
}

}  // namespace akt
