#pragma once

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "index/index.h"
#include "search/searcher.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text_records.h"

namespace akt {

/// Splits only what a test needs; stands in for the lexicon's splitter.
inline std::vector<std::string> split_few(std::string_view word) {
    const std::map<std::string_view, std::vector<std::string>> known{
        {"sjukvårdsavtalet", {"sjukvård", "avtalet"}},
        {"sjukvårdsavtal", {"sjukvård", "avtal"}},
        {"samrådsorganet", {"samråd", "organet"}},
        {"samrådsorgan", {"samråd", "organ"}},
        {"bygglov", {"bygg", "lov"}},
    };
    const auto found = known.find(word);
    return found == known.end() ? std::vector<std::string>{} : found->second;
}

/// Records, their index and a searcher over it.
class SmallArchive {
public:
    explicit SmallArchive(std::vector<Record> records) : records_(std::move(records)) {
        auto index = Index::open(index_folder(), Index::Mode::write, split_few);
        for (const auto& record : records_) index.replace(record);
        index.commit();
    }

    std::filesystem::path index_folder() const { return folder_.path() / "index"; }

    Searcher searcher() const {
        return Searcher(
            index_folder(),
            [this](const std::string& id) -> std::optional<Record> {
                for (const auto& record : records_)
                    if (record.original.sha256 == id) return record;
                return std::nullopt;
            },
            split_few);
    }

    SearchResult search(std::string_view query, const SearchOptions& options = {}) const {
        return searcher().search(query, options);
    }

    /// The numbers the found records were made with, best first.
    std::vector<int> found(std::string_view query, const SearchOptions& options = {}) const {
        std::vector<int> numbers;
        for (const auto& hit : search(query, options).hits)
            for (int number = 0; number < 1000; ++number)
                if (test_sha256(number) == hit.id) {
                    numbers.push_back(number);
                    break;
                }
        return numbers;
    }

    std::vector<int> found_sorted(std::string_view query, const SearchOptions& options = {}) const {
        auto numbers = found(query, options);
        std::ranges::sort(numbers);
        return numbers;
    }

private:
    test::TemporaryFolder folder_;
    std::vector<Record> records_;
};

}  // namespace akt
