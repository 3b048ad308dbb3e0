#include "ocr/reader_process.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <rapidcheck.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <thread>
#include <utility>

#include "ocr/base/error.h"
#include "ocr/reader_process_output.h"

using namespace akt;
namespace fs = std::filesystem;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kMemoryLimited = false;  // the limit and the sanitizer exclude each other
#else
constexpr bool kMemoryLimited = true;
#endif

/// A folder that goes with the test, and the pool's options for the worker with faults.
struct Fixture {
    fs::path folder = fs::temp_directory_path() / ("akt-reader-" + std::to_string(getpid()));
    ReaderPoolOptions options;
    int scripts = 0;

    Fixture() {
        fs::create_directories(folder);
        setenv("AKT_TEST_FOLDER", folder.c_str(), 1);
        options.jobs = 2;
        options.program = AKT_FAULTY_READER;
        options.page_time_limit_ms = 20'000;
        options.memory_limit_bytes = std::uint64_t{512} << 20U;
    }
    ~Fixture() { fs::remove_all(folder); }
    Fixture(const Fixture&) = delete;
    Fixture& operator=(const Fixture&) = delete;

    fs::path file(const std::string& name, const std::string& content) const {
        std::ofstream(folder / name, std::ios::binary) << content;
        return folder / name;
    }
    fs::path script(const std::string& content) {
        return file("script" + std::to_string(++scripts), content);
    }
};

std::string page_text(const Document& document, std::size_t index) {
    return text_of(document.pages.at(index));
}

std::optional<Error> error_of(const std::function<void()>& body) {
    try {
        body();
    } catch (const Error& error) {
        return error;
    }
    return std::nullopt;
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "pages come back in order with the description") {
    ReaderPool pool(options);
    std::set<int> seen;
    const Document document =
        pool.read(script("20"), {}, [&](const Page& page) { CHECK(seen.insert(page.number).second); });
    CHECK(document.file_name == "script1");
    CHECK(document.info_title == "Skript");
    REQUIRE(document.pages.size() == 20);
    for (std::size_t i = 0; i < 20; ++i) {
        CHECK(document.pages[i].number == static_cast<int>(i) + 1);
        CHECK(page_text(document, i) == "page" + std::to_string(i + 1));
    }
    CHECK(seen.size() == 20);
}

TEST_CASE_FIXTURE(Fixture, "only the pages asked for are read, in order and once") {
    ReaderPool pool(options);
    const Document document = pool.read(script("9 4 crash"), {}, {}, {7, 2, 7});
    REQUIRE(document.pages.size() == 2);
    CHECK(page_text(document, 0) == "page2");
    CHECK(page_text(document, 1) == "page7");
    for (const PageNumbers& wrong : {PageNumbers{0}, PageNumbers{3, 10}}) {
        const auto error = error_of([&] { pool.read(script("9"), {}, {}, wrong); });
        REQUIRE(error);
        CHECK(error->code() == ErrorCode::usage);
    }
}

TEST_CASE_FIXTURE(Fixture, "a page is drawn by a worker, and a fault there is told as an error") {
    ReaderPool pool(options);
    CHECK(pool.recognizer().empty());
    const auto document = script("3\n2 crash\n");
    CHECK(pool.draw(document, 3, {90, 800}) == "picture of page 3 turned 90");
    CHECK(pool.recognizer() == "script reader");
    const auto lost = error_of([&] { pool.draw(document, 2, {0, 800}); });
    REQUIRE(lost);
    CHECK(lost->code() == ErrorCode::unreadable_input);
    CHECK(std::string(lost->what()).find("cannot be drawn") != std::string::npos);
    const auto beyond = error_of([&] { pool.draw(document, 4, {0, 800}); });
    REQUIRE(beyond);
    CHECK(beyond->code() == ErrorCode::usage);
    CHECK(pool.draw(document, 1, {0, 800}) == "picture of page 1 turned 0");
}

TEST_CASE_FIXTURE(Fixture, "what is made of a file and its reading comes from a worker, piece by piece") {
    const auto file = script("3\n3 crash\n");
    akt::Document document;
    for (const int number : {1, 2}) {
        akt::Page page;
        page.number = number;
        page.lines.resize(static_cast<std::size_t>(number));
        document.pages.push_back(page);
    }
    akt::DocumentOutput output(file, document, options);
    CHECK(output.marked_picture(document.pages[1]) == "page 2 with 2 lines");
    std::string pdf;
    int pieces = 0;
    output.write_pdf([&](std::string_view bytes) { pdf += bytes, ++pieces; });
    CHECK(pieces == 2);
    CHECK(pdf.starts_with("page 1; page 2; ."));
    CHECK(pdf.ends_with(".end"));

    akt::Page killer;
    killer.number = 3;
    const auto lost = error_of([&] { output.marked_picture(killer); });
    REQUIRE(lost);
    CHECK(lost->code() == ErrorCode::unreadable_input);
    CHECK(std::string(lost->what()).find("the reader died") != std::string::npos);
}

TEST_CASE_FIXTURE(Fixture, "a page that kills its worker fails alone, with the reason") {
    struct Case {
        const char* fault;
        const char* reason;
    };
    ReaderPool patient(options);  // a busy machine is slow at filling memory
    options.page_wait_limit_ms = 1500;
    ReaderPool impatient(options);
    for (const Case& tried : {Case{"crash", "the reader died (signal 11)"},
                              {"abort", "the reader died (signal 6)"},
                              {"exit", "the reader died (exit status 5)"},
                              {"hang", "took longer than 1500 ms"},
                              {"spin", "took longer than 1500 ms"},
                              {"memory", "needed more than 512 MiB memory"},
                              {"garbage", "the reader answered nonsense"},
                              {"huge", "the reader answered nonsense"},
                              {"half", "took longer than 1500 ms"},
                              {"no-xml", "the reader answered nonsense"},
                              {"wrong-kind", "the reader answered nonsense"},
                              {"wrong-number", "the reader answered nonsense"},
                              {"error", "a stain on the paper"}}) {
        CAPTURE(tried.fault);
        if (!kMemoryLimited && std::string(tried.fault) == "memory") continue;
        if (!kMemoryLimited && std::string(tried.fault) == "crash")
            continue;  // the sanitizer turns it into an exit
        ReaderPool& pool = std::string(tried.reason).starts_with("took longer") ? impatient : patient;
        const Document document = pool.read(script("5 3 " + std::string(tried.fault)), {});
        REQUIRE(document.pages.size() == 5);
        for (std::size_t i = 0; i < 5; ++i) {
            CHECK(document.pages[i].number == static_cast<int>(i) + 1);
            if (i == 2) {
                CHECK(document.pages[i].how == PageReading::failed);
                CHECK(document.pages[i].failure == tried.reason);
            } else {
                CHECK(page_text(document, i) == "page" + std::to_string(i + 1));
            }
        }
    }
}

TEST_CASE_FIXTURE(Fixture,
                  "a page may wait for a busy machine, but not use more processor time than it has") {
    options.page_time_limit_ms = 100;
    options.page_wait_limit_ms = 60'000;
    ReaderPool pool(options);
    const Document document = pool.read(script("2 1 spin"), {});
    REQUIRE(document.pages.size() == 2);
    CHECK(document.pages[0].failure == "took longer than 100 ms of processor time");
    CHECK(page_text(document, 1) == "page2");
}

TEST_CASE_FIXTURE(Fixture, "a document that cannot be opened takes no pages from the one read beside it") {
    options.jobs = 1;
    ReaderPool pool(options);
    bool tried = false;
    const auto bad = script("nonsense");
    const Document document = pool.read(script("30"), {}, [&](const Page&) {
        if (std::exchange(tried, true)) return;
        CHECK(error_of([&] { pool.read(bad, {}); }).has_value());
    });
    REQUIRE(document.pages.size() == 30);
    for (std::size_t i = 0; i < 30; ++i) CHECK(page_text(document, i) == "page" + std::to_string(i + 1));
}

TEST_CASE_FIXTURE(Fixture, "a document that cannot be opened is told as an error with its name") {
    struct Case {
        const char* content;
        ErrorCode code;
        const char* message;
    };
    options.page_wait_limit_ms = 1000;
    ReaderPool pool(options);
    for (const Case& tried :
         {Case{"3 0 abort", ErrorCode::unreadable_input, "cannot be opened: the reader died (signal 6)"},
          {"3 0 hang", ErrorCode::limit_exceeded, "cannot be opened: took longer than 1 s"},
          {"3 0 garbage", ErrorCode::unreadable_input, "cannot be opened: the reader answered nonsense"},
          {"3 0 encrypted", ErrorCode::encrypted_input, "needs a password"},
          {"0", ErrorCode::unreadable_input, "cannot be opened: the reader answered nonsense"},
          {"", ErrorCode::unreadable_input, "no script"}}) {
        CAPTURE(tried.content);
        const fs::path file = script(tried.content);
        const auto error = error_of([&] { pool.read(file, {}); });
        REQUIRE(error);
        CHECK(error->code() == tried.code);
        CHECK(error->message() == tried.message);
        CHECK(error->file() == file.string());
    }
    CHECK(pool.read(script("2"), {}).pages.size() == 2);
}

TEST_CASE_FIXTURE(Fixture, "files that cannot be given to a worker") {
    ReaderPool pool(options);
    CHECK(error_of([&] { pool.read(folder / "none", {}); })->code() == ErrorCode::not_found);
    CHECK(error_of([&] { pool.read(folder, {}); })->code() == ErrorCode::unreadable_input);
    const fs::path pipe = folder / "pipe";
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(error_of([&] { pool.read(pipe, {}); })->code() == ErrorCode::unreadable_input);
    if (geteuid() != 0) {
        const fs::path closed = script("1");
        REQUIRE(chmod(closed.c_str(), 0) == 0);
        CHECK(error_of([&] { pool.read(closed, {}); })->code() == ErrorCode::io);
    }
}

TEST_CASE_FIXTURE(Fixture, "a worker that cannot start is not the document's fault") {
    {
        options.program = folder / "no-such-program";
        ReaderPool pool(options);
        CHECK(error_of([&] { pool.read(script("1"), {}); })->code() == ErrorCode::internal);
    }
    {
        options.program = "/bin/true";
        ReaderPool pool(options);
        const auto error = error_of([&] { pool.read(script("1"), {}); });
        REQUIRE(error);
        CHECK(error->code() == ErrorCode::internal);
        CHECK(error->message() == "no reader can be started: the reader died (exit status 0)");
    }
    setenv("AKT_TEST_NO_TOOLS", "swe.traineddata", 1);
    options.program = AKT_FAULTY_READER;
    ReaderPool pool(options);
    const auto error = error_of([&] { pool.read(script("1"), {}); });
    REQUIRE(error);
    CHECK(error->code() == ErrorCode::not_found);
    CHECK(std::string(error->what()) == "swe.traineddata: no such model (install it)");
    unsetenv("AKT_TEST_NO_TOOLS");
    CHECK(pool.read(script("1"), {}).pages.size() == 1);  // and is tried again
}

TEST_CASE_FIXTURE(Fixture, "a worker can do nothing but read") {
    file("there", "x");
    ReaderPool pool(options);
    const fs::path document_file = script("2 1 probe");
    const Document document = pool.read(document_file, {});
    REQUIRE(document.pages[0].lines.size() > 30);
    // Linux before 5.13, and some containers, cannot forbid reading.
    const bool landlock = syscall(SYS_landlock_create_ruleset, nullptr, 0, 1U) > 0;
    for (const Line& line : document.pages[0].lines) {
        const std::string result = text_of(line);
        CAPTURE(result);
        const std::string name = line.words.at(0).raw(), error = line.words.at(1).raw();
        if (!landlock && (name == "read-other-file" || name == "list-other-folder")) continue;
        CHECK((error == "EPERM" || error == "EACCES" || error == "EFBIG"));
    }
    CHECK(page_text(document, 1) == "page2");
    CHECK(fs::exists(folder / "there"));
    CHECK(fs::file_size(folder / "there") == 1);
    CHECK_FALSE(fs::exists(folder / "fresh"));
}

TEST_CASE_FIXTURE(Fixture, "many threads share the workers and each gets its own pages") {
    options.jobs = 3;
    ReaderPool pool(options);
    std::vector<fs::path> files;
    for (int i = 0; i < 8; ++i)
        files.push_back(script(std::to_string(10 + i) + (i % 2 == 0 ? " 3 exit" : "")));
    std::vector<Document> documents(files.size());
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < files.size(); ++i)
        threads.emplace_back([&, i] { documents[i] = pool.read(files[i], {}); });
    for (auto& thread : threads) thread.join();
    for (std::size_t i = 0; i < files.size(); ++i) {
        REQUIRE(documents[i].pages.size() == 10 + i);
        CHECK(documents[i].file_name == files[i].filename());
        for (std::size_t p = 0; p < documents[i].pages.size(); ++p) {
            const bool failed = i % 2 == 0 && p == 2;
            CHECK((documents[i].pages[p].how == PageReading::failed) == failed);
            if (!failed) CHECK(page_text(documents[i], p) == "page" + std::to_string(p + 1));
        }
    }
}

TEST_CASE_FIXTURE(Fixture, "a short document does not wait for a long one to end") {
    options.jobs = 1;
    ReaderPool pool(options);
    std::string slow = "60";
    for (int page = 1; page <= 60; ++page) slow += "\n" + std::to_string(page) + " slow";
    std::atomic<int> long_pages = 0;
    const fs::path long_file = script(slow), short_file = script("1");
    std::thread long_reader([&] { pool.read(long_file, {}, [&](const Page&) { ++long_pages; }); });
    while (long_pages < 2) std::this_thread::yield();
    pool.read(short_file, {});
    CHECK(long_pages < 60);
    long_reader.join();
    CHECK(long_pages == 60);
}

TEST_CASE_FIXTURE(Fixture, "reading can be interrupted, also while a worker hangs") {
    options.page_time_limit_ms = 300'000;
    std::atomic<bool> stop = false;
    options.stopped = [&] { return stop.load(); };
    const fs::path hanging = script("3 2 hang");
    for (const bool by_flag : {true, false}) {
        ReaderPool pool(options);
        std::thread stopper([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            if (by_flag)
                stop = true;
            else
                pool.cancel();
        });
        const auto error = error_of([&] { pool.read(hanging, {}); });
        stopper.join();
        REQUIRE(error);
        CHECK(error->code() == ErrorCode::interrupted);
        CHECK(error_of([&] { pool.read(hanging, {}); })->code() == ErrorCode::interrupted);
        stop = false;
    }
}

TEST_CASE_FIXTURE(Fixture, "an exception from page_done ends that document only") {
    ReaderPool pool(options);
    CHECK_THROWS_AS(pool.read(script("50"), {}, [](const Page&) { throw std::runtime_error("enough"); }),
                    std::runtime_error);
    CHECK(pool.read(script("3"), {}).pages.size() == 3);
}

TEST_CASE_FIXTURE(Fixture, "two hundred random faults leave every other page as it is") {
    options.page_wait_limit_ms = 400;
    options.memory_limit_bytes = std::uint64_t{256} << 20U;
    ReaderPool pool(options);
    const std::vector<std::string> faults{"abort", "exit",   "garbage",    "huge",         "half",
                                          "hang",  "no-xml", "wrong-kind", "wrong-number", "error"};
    int faults_met = 0;
    std::srand(20240517);
    for (int round = 0; faults_met < 200; ++round) {
        const int pages = 10 + std::rand() % 20;
        std::map<int, std::string> expected;
        std::string content = std::to_string(pages);
        for (int page = 1; page <= pages; ++page)
            if (std::rand() % 3 == 0) {
                // Hangs cost their whole time limit: fewer of them.
                std::size_t which = static_cast<std::size_t>(std::rand()) % faults.size();
                if (faults[which] == "hang" || faults[which] == "half")
                    which = static_cast<std::size_t>(std::rand()) % faults.size();
                expected[page] = faults[which];
                content += "\n" + std::to_string(page) + " " + faults[which];
            }
        const Document document = pool.read(script(content), {});
        REQUIRE(document.pages.size() == static_cast<std::size_t>(pages));
        for (const Page& page : document.pages) {
            CAPTURE(content);
            CAPTURE(page.number);
            CHECK((page.how == PageReading::failed) == (expected.count(page.number) != 0));
            if (page.how != PageReading::failed) CHECK(text_of(page) == "page" + std::to_string(page.number));
        }
        faults_met += static_cast<int>(expected.size());
    }
}

TEST_CASE_FIXTURE(Fixture, "the pool leaves no process and no descriptor behind") {
    const auto open_descriptors = [] {
        return std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator());
    };
    const auto children = [] {
        std::string all;
        for (const auto& task : fs::directory_iterator("/proc/self/task")) {
            std::ifstream list(task.path() / "children");
            for (std::string child; list >> child;) all += child + " ";
        }
        return all;
    };
    const auto before = open_descriptors();
    {
        ReaderPool pool(options);
        pool.read(script("6 2 abort 4 exit"), {});
        CHECK_FALSE(children().empty());
    }
    CHECK(open_descriptors() == before);
    CHECK(children().empty());
}

TEST_CASE_FIXTURE(Fixture, "the real reader loads its recognisers and tells of them") {
    options.program = AKT_READER_WORKER;
    options.memory_limit_bytes = std::uint64_t{2} << 30U;
    CHECK(recognizers_that_work(options).find("akt-swe") != std::string::npos);
    options.program = AKT_FAULTY_READER;  // which cannot be asked
    CHECK_THROWS_AS(recognizers_that_work(options), Error);
}

TEST_CASE_FIXTURE(Fixture, "the real reader works confined") {
    options.program = AKT_READER_WORKER;
    options.memory_limit_bytes = std::uint64_t{2} << 30U;
    ReaderPool pool(options);
    const Document document = pool.read(file("brev.txt", "Nämnden beslutade\natt bevilja ansökan.\n"), {});
    CHECK(document.file_name == "brev.txt");
    CHECK(document.media_type == "text/plain");
    REQUIRE(document.pages.size() == 1);
    CHECK(text_of(document.pages[0].lines.at(0)) == "Nämnden beslutade");
    const auto empty = error_of([&] { pool.read(file("tom.pdf", ""), {}); });
    REQUIRE(empty);
    CHECK(empty->code() == ErrorCode::unreadable_input);
    CHECK(empty->file() == (folder / "tom.pdf").string());
}
