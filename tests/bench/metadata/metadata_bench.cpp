// How many fields extract_metadata finds rightly, as a table of counts.
// usage: metadata_bench [-v] [samples [FOLDER]] [municipal [FOLDER]] [speed]
//   samples:   *.json beside *.txt, default corpus/samples/truth; -v names the misses
//   municipal: Markdown files with a title and printed fields, default ../shared/municipal; counts only,
//   whatever is asked:
//              these are other people's papers
//   speed:     the samples' pages repeated to long documents, with and without boxes
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "index/metadata/date_parser.h"
#include "index/metadata/extract.h"
#include "index/metadata/plain_text.h"
#include "ocr/base/fold.h"
#include "ocr/base/utf8.h"

namespace akt {
namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream out;
    out << file.rdbuf();
    return to_nfc(out.str());
}

/// Lines parted by '\n', blocks by an empty line, pages by '\f'; words by spaces and tabs.
Document document_of(const std::string& text) {
    Document document;
    document.media_type = "text/plain";
    std::istringstream pages(text);
    for (std::string page_text; std::getline(pages, page_text, '\f');) {
        Page page;
        page.number = static_cast<int>(document.pages.size()) + 1;
        std::istringstream lines(page_text);
        int block = 0;
        for (std::string line_text; std::getline(lines, line_text);) {
            Line line;
            line.block = block;
            std::istringstream words(line_text);
            for (std::string word; words >> word;) line.words.emplace_back(word, PixelBox{}, 1.0F);
            if (line.words.empty())
                ++block;
            else
                page.lines.push_back(std::move(line));
        }
        document.pages.push_back(std::move(page));
    }
    return document;
}

std::string iso(const std::chrono::year_month_day& date) {
    char out[32];
    std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return out;
}

/// Letters and digits only: case, marks and punctuation do not matter here.
std::string bare(const std::string& text) {
    std::string out;
    for (const char c : to_plain(text))
        if (is_plain_alnum(c)) out += c;
    return out;
}

std::set<std::string> words_of(const std::string& text) {
    std::set<std::string> words;
    std::string word;
    for (const char c : to_plain(text) + ' ') {
        if (is_plain_alnum(c))
            word += c;
        else if (!word.empty())
            words.insert(std::move(word)), word.clear();
    }
    return words;
}

/// Harmonic mean of the shares of words in common.
double likeness(const std::string& a, const std::string& b) {
    const auto first = words_of(a), second = words_of(b);
    if (first.empty() || second.empty()) return 0;
    std::size_t common = 0;
    for (const auto& word : first) common += second.count(word);
    return 2.0 * static_cast<double>(common) / static_cast<double>(first.size() + second.size());
}

struct Tally {
    int truths = 0, found = 0, right = 0, near = 0, wrong_where_none = 0;
};

class Table {
public:
    explicit Table(bool verbose) : verbose_(verbose) {}

    /// One value: `truth` empty when there is none.
    void one(const std::string& field, const std::string& where, const std::string& truth,
             const std::string& found) {
        auto& tally = tallies_[field];
        if (truth.empty()) {
            tally.wrong_where_none += !found.empty();
        } else {
            ++tally.truths;
            tally.found += !found.empty();
            tally.right += bare(truth) == bare(found);
            constexpr double kNear = 0.6;
            tally.near += bare(truth) == bare(found) || likeness(truth, found) >= kNear;
        }
        if (verbose_ && bare(truth) != bare(found))
            std::printf("  %-14s %-10s truth [%s] found [%s]\n", where.substr(0, 14).c_str(), field.c_str(),
                        truth.c_str(), found.c_str());
    }
    /// Several values: every one counts.
    void many(const std::string& field, const std::string& where, const std::vector<std::string>& truths,
              const std::vector<std::string>& found) {
        auto& tally = tallies_[field];
        std::set<std::string> left;
        for (const auto& value : found) left.insert(bare(value));
        std::string missing;
        for (const auto& truth : truths) {
            ++tally.truths;
            const bool hit = left.erase(bare(truth)) > 0;
            tally.right += hit, tally.near += hit, tally.found += hit;
            if (!hit) missing += " [" + truth + "]";
        }
        tally.wrong_where_none += static_cast<int>(left.size());
        std::string extra;
        for (const auto& value : left) extra += " [" + value + "]";
        if (verbose_ && !(missing.empty() && extra.empty()))
            std::printf("  %-14s %-10s missing%s, too many%s\n", where.substr(0, 14).c_str(), field.c_str(),
                        missing.c_str(), extra.c_str());
    }
    void print(const std::string& heading) const {
        std::printf("%s\n%-12s %7s %7s %7s %7s %9s\n", heading.c_str(), "field", "truths", "found", "right",
                    "near", "too many");
        for (const auto& [field, tally] : tallies_)
            std::printf("%-12s %7d %7d %7d %7d %9d\n", field.c_str(), tally.truths, tally.found, tally.right,
                        tally.near, tally.wrong_where_none);
    }

private:
    bool verbose_;
    std::map<std::string, Tally> tallies_;
};

std::string value_of(const std::optional<Found<std::string>>& found) {
    return found ? found->value : std::string();
}
std::string date_of(const std::optional<Found<std::chrono::year_month_day>>& found) {
    return found ? iso(found->value) : std::string();
}
std::vector<std::string> values_of(const std::vector<Found<std::string>>& all) {
    std::vector<std::string> out;
    for (const auto& found : all) out.push_back(found.value);
    return out;
}

std::string text_in(const nlohmann::json& truth, const char* key) {
    return truth.contains(key) && truth[key].is_string() ? truth[key].get<std::string>() : std::string();
}
std::vector<std::string> list_in(const nlohmann::json& truth, const char* key) {
    return truth.contains(key) ? truth[key].get<std::vector<std::string>>() : std::vector<std::string>();
}

std::vector<fs::path> files_in(const fs::path& folder, const char* extension) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == extension) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

void measure_samples(const fs::path& folder, bool verbose) {
    Table table(verbose);
    const auto files = files_in(folder, ".json");
    for (const auto& path : files) {
        const auto truth = nlohmann::json::parse(contents(path));
        auto text_path = path;
        const Metadata found = extract_metadata(document_of(contents(text_path.replace_extension(".txt"))));
        const std::string name = path.stem().string();
        table.one("title", name, text_in(truth, "title"), value_of(found.title));
        table.one("date", name, text_in(truth, "date"), date_of(found.date));
        table.one("received", name, text_in(truth, "received"), date_of(found.received));
        table.one("type", name, text_in(truth, "type"), value_of(found.type));
        table.one("sender", name, text_in(truth, "sender"), value_of(found.sender));
        table.one("language", name, text_in(truth, "language"), value_of(found.language));
        std::vector<std::string> wanted, dnr;
        for (const auto& printed : list_in(truth, "dnr")) {
            const auto parsed = parse_diarienummer(printed);
            wanted.push_back(parsed ? canonical(*parsed) : printed);
        }
        for (const auto& one : found.dnr) dnr.push_back(canonical(one.value));
        table.many("dnr", name, wanted, dnr);
        table.many("recipients", name, list_in(truth, "recipients"), values_of(found.recipients));
        table.many("org_numbers", name, list_in(truth, "org_numbers"), values_of(found.org_numbers));
        table.many("sections", name, list_in(truth, "sections"), values_of(found.sections));
    }
    table.print("samples: " + std::to_string(files.size()) + " documents");
}

/// What stands behind `label` on a line of its own, or nothing.
std::string field_in(const std::string& text, const std::string& label) {
    const std::size_t at = text.find(label);
    if (at == std::string::npos) return {};
    const std::size_t start = at + label.size();
    return text.substr(start, text.find('\n', start) - start);
}

void measure_municipal(const fs::path& folder) {
    Table table(false);
    const auto files = files_in(folder, ".md");
    for (const auto& path : files) {
        const std::string all = contents(path);
        const std::size_t end = all.find("\n---\n", 4);
        if (!all.starts_with("---\n") || end == std::string::npos) continue;
        std::string title = field_in(all.substr(0, end), "title: ");
        title.erase(std::remove(title.begin(), title.end(), '"'), title.end());
        const std::string body = all.substr(end + 5);
        const Metadata found = extract_metadata(document_of(body));
        table.one("title", "", title, value_of(found.title));
        const auto dates = dates_in(to_plain(field_in(body, "beslutades den:")));
        if (!dates.empty()) table.one("date", "", iso(dates.front().date), date_of(found.date));
        std::string printed = field_in(body, "Dnr:");
        if (printed.empty()) printed = field_in(body, "Diarienummer:");
        if (const auto dnr = parse_diarienummer(printed))
            table.many("dnr", "", {canonical(*dnr)},
                       found.dnr.empty() ? std::vector<std::string>()
                                         : std::vector{canonical(found.dnr.front().value)});
        else
            table.one("dnr (none)", "", "", found.dnr.empty() ? "" : canonical(found.dnr.front().value));
        table.one("language", "", "sv", value_of(found.language));
        table.one("type", "", "policy", value_of(found.type));
    }
    table.print("municipal: " + std::to_string(files.size()) + " documents (type: share taken for policies)");
}

/// Boxes as a typewriter would set them, so that labels are looked for by position.
void give_boxes(Document& document) {
    constexpr int kHeight_px = 24, kLetter_px = 12;
    for (auto& page : document.pages) {
        page.width_px = 1654, page.height_px = 2339, page.dpi = 200;
        int top_px = 40;
        for (auto& line : page.lines) {
            std::vector<Word> words;
            int left_px = 80;
            for (const auto& word : line.words) {
                const int width_px = kLetter_px * static_cast<int>(length_code_points(word.raw()));
                words.emplace_back(word.raw(),
                                   PixelBox{left_px, top_px, left_px + width_px, top_px + kHeight_px}, 0.9F);
                left_px += width_px + kLetter_px;
            }
            line.words = std::move(words);
            top_px += kHeight_px * 3 / 2;
        }
    }
}

void measure_speed(const std::filesystem::path& folder) {
    std::vector<Page> pages;
    for (const auto& path : files_in(folder, ".txt"))
        for (auto& page : document_of(contents(path)).pages) pages.push_back(std::move(page));
    if (pages.empty()) return;
    for (const bool boxes : {false, true})
        for (const std::size_t page_count : {125U, 500U, 2000U}) {
            Document document;
            std::size_t words = 0;
            for (std::size_t i = 0; i < page_count; ++i) {
                document.pages.push_back(pages[i % pages.size()]);
                document.pages.back().number = static_cast<int>(i) + 1;
                for (const auto& line : document.pages.back().lines) words += line.words.size();
            }
            if (boxes) give_boxes(document);
            const auto start = std::chrono::steady_clock::now();
            const Metadata found = extract_metadata(document);
            const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
            std::printf("%5zu pages, %7zu words, %s boxes: %7.1f ms, %zu dnr\n", page_count, words,
                        boxes ? "with" : "without", took.count(), found.dnr.size());
        }
}

}  // namespace
}  // namespace akt

int main(int argc, char** argv) {
    std::vector<std::string> arguments(argv + 1, argv + argc);
    const bool verbose = std::erase(arguments, "-v") > 0;
    const char* shared = std::getenv("AKT_SHARED");
    std::filesystem::path samples = "corpus/samples/truth",
                          municipal = std::filesystem::path(shared ? shared : "../shared") / "municipal";
    bool do_samples = arguments.empty(), do_municipal = arguments.empty(), do_speed = false;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const bool has_folder = i + 1 < arguments.size() && arguments[i + 1] != "samples" &&
                                arguments[i + 1] != "municipal" && arguments[i + 1] != "speed";
        if (arguments[i] == "samples") {
            do_samples = true;
            if (has_folder) samples = arguments[++i];
        } else if (arguments[i] == "municipal") {
            do_municipal = true;
            if (has_folder) municipal = arguments[++i];
        } else if (arguments[i] == "speed") {
            do_speed = true;
        } else {
            std::fprintf(stderr,
                         "usage: metadata_bench [-v] [samples [FOLDER]] [municipal [FOLDER]] [speed]\n");
            return 2;
        }
    }
    for (const auto& [wanted, folder, measure] :
         {std::tuple<bool, std::filesystem::path, std::function<void(const std::filesystem::path&)>>{
              do_samples, samples, [&](const auto& path) { akt::measure_samples(path, verbose); }},
          {do_municipal, municipal, [](const auto& path) { akt::measure_municipal(path); }}}) {
        if (!wanted) continue;
        if (std::filesystem::is_directory(folder))
            measure(folder);
        else
            std::printf("%s: not there, left out\n", folder.c_str());
    }
    if (do_speed && std::filesystem::is_directory(samples)) akt::measure_speed(samples);
    return 0;
}
