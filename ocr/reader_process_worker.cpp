#include "ocr/reader_process_worker.h"

#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <new>
#include <optional>
#include <string_view>
#include <utility>

#include "ocr/alto.h"
#include "ocr/base/resources.h"
#include "ocr/confine.h"
#include "ocr/pages/searchable_pdf.h"
#include "ocr/reader_process.h"
#include "ocr/reader_process_protocol.h"
#include "ocr/recognize/tesseract_recognizer.h"

namespace akt {

namespace {

using namespace reader_protocol;

class RealDocument : public WorkerDocument {
public:
    RealDocument(const std::filesystem::path& file, const ReadOptions& options, PageReaderTools& tools)
        : file_(file), reader_(file, ReadLimits{}), options_(options), tools_(tools) {}

    int page_count() const override { return reader_.page_count(); }
    Document description() const override { return reader_.description(); }
    Page read_page(int number) override { return reader_.read_page(number, tools_, options_); }
    std::string draw_page(int number, const PageDrawing& drawing) override {
        return reader_.draw_page(number, drawing.turned_degrees, drawing.max_width_px);
    }
    std::string mark_page(const Page& page) override { return reader_.mark_page(page); }
    void add_to_pdf(const Page& page) override { pdf().add(page); }
    std::string finish_pdf() override { return pdf().finish(); }

private:
    SearchablePdf& pdf() {
        if (!pdf_) {
            const Document description = reader_.description();
            pdf_ = std::make_unique<SearchablePdf>(file_, description.file_name, description.media_type);
        }
        return *pdf_;
    }

    std::filesystem::path file_;
    DocumentReader reader_;
    std::unique_ptr<SearchablePdf> pdf_;
    ReadOptions options_;
    PageReaderTools& tools_;
};

std::string try_all_recognizers() {
    const std::filesystem::path models = models_folder();
    std::string found = PageReaderTools::open(models, Opening::now).recognizer_name();
    for (const std::string other : {kOwnRecognizerModel, kLargeRecognizerModel, "swe"}) {
        if (other == wanted_recognizer_model()) continue;
        try {
            make_tesseract_recognizer(other, models);
            found += "; " + other + " can be chosen (--recognizer " + other + ")";
        } catch (const Error&) {
            found += "; " + other + " is not installed";
        }
    }
    return found;
}

WorkerTools real_tools() {
    const std::filesystem::path models = models_folder();
    const auto tools = std::make_shared<PageReaderTools>(PageReaderTools::open(models));
    std::vector<std::filesystem::path> readable{models};  // Tesseract's model is loaded when first needed
    if (const char* prefix = std::getenv("TESSDATA_PREFIX"); prefix != nullptr) readable.emplace_back(prefix);
    return {[tools](const std::filesystem::path& file, const ReadOptions& options) {
                return std::make_unique<RealDocument>(file, options, *tools);
            },
            readable, tools->recognizer_name(), try_all_recognizers};
}

/// What the libraries open while they work: fonts and character maps, other models, code for character sets,
/// and the processor's description.
std::vector<std::filesystem::path> system_readable() {
    return {"/usr",
            "/lib",
            "/lib64",
            "/etc/fonts",
            "/etc/ld.so.cache",
            "/etc/localtime",
            "/var/cache/fontconfig",
            "/dev/null",
            "/dev/urandom",
            "/proc/self",
            "/proc/cpuinfo",
            "/proc/meminfo"};
}

bool send_error(int socket_fd, const Error& error) {
    return send_message(socket_fd, MessageKind::failed, static_cast<std::int64_t>(error.code()),
                        packed(error));
}

class Worker {
public:
    Worker(int socket_fd, const Limits& limits, WorkerTools tools)
        : socket_fd_(socket_fd), limits_(limits), tools_(std::move(tools)) {}

    /// False when the pool is gone.
    bool answer(Message request) {
        try {
            limit_further_cpu_time(limits_.page_time_ms);
            if (request.kind == MessageKind::open) return open(std::move(request));
            if (request.kind == MessageKind::read_page) return read_page(static_cast<int>(request.number));
            if (request.kind == MessageKind::draw_page) return draw_page(request);
            if (request.kind == MessageKind::mark_page) return mark_page(request);
            if (request.kind == MessageKind::add_to_pdf) return add_to_pdf(request);
            if (request.kind == MessageKind::take_pdf) return give_pdf(request.number);
            if (request.kind == MessageKind::try_recognizers && tools_.try_recognizers)
                return send_message(socket_fd_, MessageKind::recognizers, 0, tools_.try_recognizers());
            return false;
        } catch (const Error& error) {
            return send_error(socket_fd_, error);
        } catch (const std::exception& error) {
            return send_error(socket_fd_, Error(ErrorCode::internal, {}, error.what()));
        }
    }

private:
    bool open(Message request) {
        document_.reset();
        pdf_.reset();
        const auto options = unpacked_options(request.payload);
        if (!options || !request.fd) return false;
        file_ = std::move(request.fd);
        document_ = tools_.open("/proc/self/fd/" + std::to_string(file_.get()), *options);
        Document description = document_->description();
        description.pages.clear();
        return send_message(socket_fd_, MessageKind::described, document_->page_count(),
                            to_alto(description));
    }

    bool read_page(int number) {
        if (!document_) throw Error(ErrorCode::internal, {}, "no document is open");
        Document one_page;
        one_page.pages.push_back(document_->read_page(number));
        return send_message(socket_fd_, MessageKind::page, number, to_alto(one_page));
    }

    bool draw_page(const Message& request) {
        const auto drawing = unpacked_drawing(request.payload);
        if (!document_ || !drawing) return false;
        return send_message(socket_fd_, MessageKind::picture, request.number,
                            document_->draw_page(static_cast<int>(request.number), *drawing));
    }

    Page page_of(const Message& request) const {
        Document sent = from_alto(request.payload);
        if (!document_ || sent.pages.size() != 1) throw Error(ErrorCode::internal, {}, "no page was sent");
        return std::move(sent.pages[0]);
    }

    bool mark_page(const Message& request) {
        const Page page = page_of(request);
        return send_message(socket_fd_, MessageKind::picture, request.number, document_->mark_page(page));
    }

    bool add_to_pdf(const Message& request) {
        document_->add_to_pdf(page_of(request));
        return send_message(socket_fd_, MessageKind::added, request.number, {});
    }

    bool give_pdf(std::int64_t from_byte) {
        if (!document_) return false;
        if (!pdf_) pdf_ = document_->finish_pdf();
        const auto begin =
            std::min(static_cast<std::size_t>(std::max<std::int64_t>(from_byte, 0)), pdf_->size());
        return send_message(socket_fd_, MessageKind::pdf_part, from_byte,
                            std::string_view(*pdf_).substr(begin, kPdfPartBytes));
    }

    int socket_fd_;
    Limits limits_;
    WorkerTools tools_;
    UniqueFd file_;
    std::unique_ptr<WorkerDocument> document_;
    std::optional<std::string> pdf_;  ///< once it is finished
};

}  // namespace

int run_reader_worker(int socket_fd, const std::function<WorkerTools()>& make_tools) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // the end of the socket tells too, but only between pages
    std::signal(SIGINT, SIG_IGN);      // Ctrl-C is for the program that reads, which then ends this one
    std::signal(SIGPIPE, SIG_IGN);
    std::set_new_handler([] { _exit(kOutOfMemoryStatus); });
    try {
        const Received hello = receive_message(socket_fd, -1);
        if (!hello.message || hello.message->kind != MessageKind::hello) return 1;
        const auto limits = unpacked_limits(hello.message->payload);
        if (!limits) return 1;
        WorkerTools tools = make_tools();
        Confinement confinement{limits->memory_bytes, system_readable()};
        confinement.readable.insert(confinement.readable.end(), tools.readable.begin(), tools.readable.end());
        confine_this_process(confinement);
        const std::string recognizer = tools.recognizer;
        Worker worker(socket_fd, *limits, std::move(tools));
        if (!send_message(socket_fd, MessageKind::ready, 0, recognizer)) return 0;
        for (;;) {
            Received request = receive_message(socket_fd, -1);
            if (!request.message || !worker.answer(std::move(*request.message))) break;
        }
        _exit(0);  // nothing is worth the time of tidying up
    } catch (const Error& error) {
        send_error(socket_fd, error);
    } catch (const std::exception& error) {
        send_error(socket_fd, Error(ErrorCode::internal, {}, error.what()));
    }
    return 1;
}

int run_reader_worker(int socket_fd) {
    return run_reader_worker(socket_fd, real_tools);
}

}  // namespace akt
