#include "corpus/train/ocr_errors/read_pages.h"

#include <fstream>
#include <iterator>
#include <sstream>

#include "ocr/base/error.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

std::optional<std::string> content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return std::nullopt;
    return to_nfc(std::string(std::istreambuf_iterator<char>(in), {}));
}

std::vector<std::string> fields_of(const std::string& line, char separator) {
    std::vector<std::string> fields;
    std::istringstream in(line);
    for (std::string field; std::getline(in, field, separator);) fields.push_back(field);
    return fields;
}

}  // namespace

std::optional<std::string> RenderedPage::reading(const std::string& engine) const {
    auto text = content_of(folder / (name + "." + engine + ".txt"));
    // Tesseract ends a page with a form feed.
    if (text)
        while (!text->empty() && (text->back() == '\f' || text->back() == '\n')) text->pop_back();
    return text;
}

std::vector<RenderedPage> rendered_pages(const std::filesystem::path& cache, const std::string& set) {
    const auto index = cache / "pages.tsv";
    std::ifstream in(index);
    if (!in)
        throw Error(ErrorCode::not_found, index.string(), "no pages", "run corpus/train/ocr_errors/make.sh");
    std::vector<RenderedPage> pages;
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        const auto fields = fields_of(line, '\t');
        if (fields.size() != 6)
            throw Error(ErrorCode::integrity, index.string(), "a row without its six fields");
        if (fields[1] != set) continue;
        RenderedPage page{fields[0], fields[1], fields[2], fields[3], fields[4], fields_of(fields[5], ','),
                          {},        cache};
        const auto truth = content_of(cache / (page.name + ".truth"));
        if (!truth) throw Error(ErrorCode::not_found, (cache / page.name).string() + ".truth", "no truth");
        page.truth = *truth;
        pages.push_back(std::move(page));
    }
    return pages;
}

}  // namespace akt
