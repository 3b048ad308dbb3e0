// How well search answers questions in Swedish, beside plain Xapian with its own Swedish stemmer, in one run.
// usage: retrieval_bench [COLLECTION…]      (folders of shared/retrieval; default swefaq swequad_mc)
// Needs AKT_SHARED or ../shared; says so and stops when it is not there. All words of a question are OR-ed.
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

#include "index/compound_split.h"
#include "index/index.h"
#include "index/index_words.h"
#include "ocr/base/error.h"
#include "ocr/base/resources.h"
#include "ocr/base/utf8.h"
#include "search/searcher.h"

namespace akt {
namespace {

constexpr std::size_t kDepth = 10;

struct Item {
    std::string id, title, text;
};
struct Collection {
    std::vector<Item> documents;
    std::vector<std::pair<std::string, std::string>> queries;      ///< id, words
    std::map<std::string, std::map<std::string, int>> judgements;  ///< query → document → grade
    std::size_t words = 0;
};

std::string unpacked(const std::filesystem::path& file) {
    const auto command = "xz -dc '" + file.string() + "'";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"), &::pclose);
    std::string out;
    char block[1 << 16];
    for (std::size_t got = 0; (got = std::fread(block, 1, sizeof block, pipe.get())) > 0;)
        out.append(block, got);
    return out;
}

std::vector<std::string> columns(const std::string& line) {
    std::vector<std::string> out;
    std::istringstream stream(line);
    for (std::string column; std::getline(stream, column, '\t');) out.push_back(column);
    return out;
}

/// Words only: what looks like an operator in a question is none.
std::string plain_words(const std::string& question) {
    std::string out;
    for (const auto& word : split_words(to_nfc(question)))
        if (word.text != "§") out += (out.empty() ? "" : " ") + word.text;
    return out;
}

Collection read_collection(const std::filesystem::path& folder) {
    Collection collection;
    std::istringstream lines(unpacked(folder / "docs.jsonl.xz"));
    for (std::string line; std::getline(lines, line);) {
        const auto json = nlohmann::json::parse(line);
        collection.documents.push_back({json.at("id"), json.value("title", ""), json.at("text")});
        collection.words += split_words(collection.documents.back().text).size();
    }
    std::ifstream queries(folder / "queries.tsv");
    for (std::string line; std::getline(queries, line);)
        if (const auto row = columns(line); row.size() >= 2)
            collection.queries.emplace_back(row[0], plain_words(row[1]));
    std::ifstream judgements(folder / "qrels.tsv");
    for (std::string line; std::getline(judgements, line);)
        if (const auto row = columns(line); row.size() >= 4)
            collection.judgements[row[0]][row[2]] = std::stoi(row[3]);
    return collection;
}

double gain(int grade, std::size_t rank) {
    return (std::exp2(grade) - 1) / std::log2(static_cast<double>(rank) + 2);
}

struct Scores {
    double ndcg = 0, recall = 0;
    double index_s = 0, mean_ms = 0, p95_ms = 0;
};

using Search = std::function<std::vector<std::string>(const std::string& words)>;

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Scores evaluate(const Collection& collection, const Search& search) {
    Scores scores;
    std::vector<double> times_ms;
    double judged = 0;
    for (const auto& [id, words] : collection.queries) {
        const auto found = collection.judgements.find(id);
        if (found == collection.judgements.end()) continue;
        const auto start = std::chrono::steady_clock::now();
        const auto ranking = search(words);
        times_ms.push_back(1000 * seconds_since(start));
        std::vector<int> ideal;
        for (const auto& [document, grade] : found->second) ideal.push_back(grade);
        std::ranges::sort(ideal, std::greater<>{});
        double best = 0, got = 0, hits = 0;
        for (std::size_t rank = 0; rank < std::min(kDepth, ideal.size()); ++rank)
            best += gain(ideal[rank], rank);
        for (std::size_t rank = 0; rank < std::min(kDepth, ranking.size()); ++rank) {
            const auto grade = found->second.find(ranking[rank]);
            if (grade == found->second.end() || grade->second <= 0) continue;
            got += gain(grade->second, rank);
            hits += 1;
        }
        scores.ndcg += best > 0 ? got / best : 0;
        scores.recall += hits / static_cast<double>(ideal.size());
        judged += 1;
    }
    std::ranges::sort(times_ms);
    for (const double time : times_ms) scores.mean_ms += time / judged;
    scores.p95_ms = times_ms.empty() ? 0 : times_ms[times_ms.size() * 95 / 100];
    scores.ndcg /= judged;
    scores.recall /= judged;
    return scores;
}

Scores plain_xapian(const Collection& collection, const std::filesystem::path& folder) {
    const auto start = std::chrono::steady_clock::now();
    Xapian::WritableDatabase database(folder.string(), Xapian::DB_CREATE_OR_OVERWRITE);
    Xapian::TermGenerator generator;
    generator.set_stemmer(Xapian::Stem("swedish"));
    for (const auto& item : collection.documents) {
        Xapian::Document document;
        generator.set_document(document);
        generator.index_text(item.title, 4);
        generator.increase_termpos(100);
        generator.index_text(item.text);
        document.set_data(item.id);
        database.add_document(document);
    }
    database.commit();
    const double index_s = seconds_since(start);
    Xapian::QueryParser parser;
    parser.set_stemmer(Xapian::Stem("swedish"));
    parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    parser.set_default_op(Xapian::Query::OP_OR);
    auto scores = evaluate(collection, [&](const std::string& words) {
        Xapian::Enquire enquire(database);
        enquire.set_query(parser.parse_query(words, 0));
        const auto found = enquire.get_mset(0, kDepth, database.get_doccount());
        std::vector<std::string> ids;
        for (auto at = found.begin(); at != found.end(); ++at) ids.push_back(at.get_document().get_data());
        return ids;
    });
    scores.index_s = index_s;
    return scores;
}

Record record_of(const Item& item, std::size_t number) {
    Record record;
    char id[65];
    std::snprintf(id, sizeof id, "%064zx", number);
    record.original.sha256 = id;
    record.key = item.id;
    if (!item.title.empty()) record.metadata.title = Found<std::string>{item.title, 0, {}, 1, false};
    Page page;
    page.number = 1;
    std::istringstream lines(to_nfc(item.text));
    for (std::string text; std::getline(lines, text);) {
        Line& line = page.lines.emplace_back();
        line.block = static_cast<int>(page.lines.size());
        std::istringstream words(text);
        for (std::string word; words >> word;) line.words.emplace_back(word, PixelBox{}, 1.0F);
    }
    record.document.pages.push_back(std::move(page));
    return record;
}

Scores akt_search(const Collection& collection, const std::filesystem::path& folder,
                  const CompoundSplit& split, bool with_snippets) {
    const auto start = std::chrono::steady_clock::now();
    std::unordered_map<std::string, Record> records;
    {
        auto index = Index::open(folder, Index::Mode::write, split);
        for (const auto& item : collection.documents) {
            auto record = record_of(item, records.size());
            index.replace(record);
            records.emplace(record.original.sha256, std::move(record));
        }
        index.commit();
    }
    const double index_s = seconds_since(start);
    FindRecord find;
    if (with_snippets) find = [&](const std::string& id) -> std::optional<Record> { return records.at(id); };
    const Searcher searcher(folder, find, split);
    SearchOptions options;
    options.any_word = true;
    options.limit = kDepth;
    auto scores = evaluate(collection, [&](const std::string& words) {
        std::vector<std::string> ids;
        for (const auto& hit : searcher.search(words, options).hits) ids.push_back(hit.key);
        return ids;
    });
    scores.index_s = index_s;
    return scores;
}

void print_row(const char* name, const Scores& scores, std::size_t words) {
    std::printf("  %-32s %7.4f %9.4f %12.0f %9.2f %9.2f\n", name, scores.ndcg, scores.recall,
                static_cast<double>(words) / scores.index_s, scores.mean_ms, scores.p95_ms);
    std::fflush(stdout);
}

int run(int argc, char** argv) {
    const char* given = std::getenv("AKT_SHARED");
    const std::filesystem::path root = std::filesystem::path(given ? given : "../shared") / "retrieval";
    if (!std::filesystem::exists(root)) {
        std::printf("skipped: there is no %s\n", root.c_str());
        return 0;
    }
    std::vector<std::string> names(argv + 1, argv + argc);
    if (names.empty()) names = {"swefaq", "swequad_mc"};
    CompoundSplit split;
    try {
        split = open_compound_split(models_folder());
    } catch (const Error& error) {
        std::printf("without compounds: %s\n", error.what());
    }
    const auto scratch =
        std::filesystem::temp_directory_path() / ("akt-retrieval-" + std::to_string(std::rand()));
    for (const auto& name : names) {
        std::filesystem::remove_all(scratch);
        std::filesystem::create_directories(scratch);
        const auto collection = read_collection(root / name);
        std::printf("%s: %zu documents, %zu words, %zu questions\n", name.c_str(),
                    collection.documents.size(), collection.words, collection.judgements.size());
        std::printf("  %-32s %7s %9s %12s %9s %9s\n", "", "nDCG@10", "recall@10", "words/s in", "mean ms",
                    "p95 ms");
        print_row("Xapian, Stem(\"swedish\")", plain_xapian(collection, scratch / "plain"), collection.words);
        print_row("akt, without compound parts", akt_search(collection, scratch / "akt", {}, false),
                  collection.words);
        if (!split) continue;
        print_row("akt", akt_search(collection, scratch / "parts", split, false), collection.words);
        print_row("akt, with snippets", akt_search(collection, scratch / "snippets", split, true),
                  collection.words);
    }
    std::filesystem::remove_all(scratch);
    return 0;
}

}  // namespace
}  // namespace akt

int main(int argc, char** argv) {
    return akt::run(argc, argv);
}
