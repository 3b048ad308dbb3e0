#include "search/cli/outcome.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

namespace akt {

namespace {

std::string pages_in_words(const Document& document) {
    constexpr std::array kReadings{PageReading::text_layer, PageReading::ocr, PageReading::both,
                                   PageReading::failed};
    std::string words;
    for (const auto reading : kReadings) {
        std::size_t count = 0;
        for (const auto& page : document.pages) count += page.how == reading ? 1 : 0;
        if (count > 0) words += fmt::format("{}{} {}", words.empty() ? "" : ", ", count, name_of(reading));
    }
    const auto bad = std::count_if(document.pages.begin(), document.pages.end(),
                                   [](const Page& page) { return page.reads_badly; });
    if (bad > 0) words += fmt::format(", {} badly readable", bad);
    const auto count = document.pages.size();
    return fmt::format("{} page{}: {}", count, count == 1 ? "" : "s", words);
}

}  // namespace

void OutcomeCounter::failed(const Error& error) {
    fmt::print(stderr, "akt: {}\n", error.what());
    const auto code = exit_code_for(error.code());
    codes_differ_ = codes_differ_ || (shared_code_ && *shared_code_ != code);
    shared_code_ = code;
    ++failed_;
}

void OutcomeCounter::count_failed_pages(const std::string& file, const std::string& id,
                                        const Document& document) {
    bool page_failed = false;
    for (const auto& page : document.pages) {
        if (page.how != PageReading::failed) continue;
        page_failed = true;
        fmt::print(stderr, "akt: {}: page {} could not be read: {} (akt retry {})\n", file, page.number,
                   page.failure, id);
    }
    with_failed_pages_ += page_failed ? 1 : 0;
}

void OutcomeCounter::print(const Context& context, const IntakeResult& result) {
    using Outcome = IntakeResult::Outcome;
    const auto file = result.file.string();
    const auto id = result.sha256.substr(0, 12);
    switch (result.outcome) {
        case Outcome::failed: return failed(*result.error);
        case Outcome::already_there: fmt::print("there    {}  {}\n", id, file); break;
        case Outcome::would_add: fmt::print("would    {}  {}\n", id, file); break;
        case Outcome::no_better:
            fmt::print("as was   {}  {}  ({})\n", id, file, pages_in_words(result.record->document));
            count_failed_pages(file, id, result.record->document);
            break;
        case Outcome::added: {
            const auto& record = *result.record;
            fmt::print("added    {}  {}  ({})\n", id, file, pages_in_words(record.document));
            if (record.metadata.title) context.log(fmt::format("{}: {}", id, record.metadata.title->value));
            count_failed_pages(file, id, record.document);
            break;
        }
    }
    std::fflush(stdout);
    ++well_;
}

ExitCode OutcomeCounter::exit_code() const {
    if (failed_ == 0) return with_failed_pages_ == 0 ? ExitCode::done : ExitCode::some_failed;
    if (well_ == 0 && !codes_differ_) return *shared_code_;
    return ExitCode::some_failed;
}

}  // namespace akt
