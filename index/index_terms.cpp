#include "index/index_terms.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

#include "index/index_words.h"
#include "ocr/base/fold.h"
#include "ocr/base/utf8.h"

namespace akt {

namespace {

constexpr char kFieldEnd = '\n';

void append_field(std::string& out, std::string_view value) {
    const auto start = out.size();
    out += value;
    std::replace(out.begin() + static_cast<std::ptrdiff_t>(start), out.end(), kFieldEnd, ' ');
    out += kFieldEnd;
}

std::string_view next_field(std::string_view& rest) {
    const auto end = std::min(rest.find(kFieldEnd), rest.size());
    const auto value = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return value;
}

template <class Number>
Number next_number(std::string_view& rest) {
    Number value{};
    const auto parsed = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    rest.remove_prefix(static_cast<std::size_t>(parsed.ptr - rest.data()));
    if (!rest.empty()) rest.remove_prefix(1);
    return value;
}

}  // namespace

std::string term(std::string_view prefix, std::string_view word) {
    std::string out(prefix);
    out += word;
    return out;
}

std::string value_term(FieldId id, std::string_view value) {
    auto folded = fold(to_nfc(value));
    if (folded.size() > kMaxWordBytes) {
        std::size_t size = kMaxWordBytes;
        while ((static_cast<unsigned char>(folded[size]) & 0xC0) == 0x80) --size;
        folded.resize(size);
    }
    return term(field(id).prefix, folded);
}

std::string page_term(int page_number) {
    return term(field(FieldId::page).prefix, std::to_string(page_number));
}

std::string dnr_term(const Diarienummer& dnr) {
    return value_term(FieldId::dnr, canonical(dnr));
}

std::vector<std::string> dnr_terms(const Diarienummer& dnr) {
    std::vector<std::string> terms;
    for (const bool with_document : {true, false})
        for (const bool with_organ : {true, false}) {
            auto form = dnr;
            if (!with_document) form.document = 0;
            if (!with_organ) form.organ.clear();
            terms.push_back(dnr_term(form));
        }
    std::ranges::sort(terms);
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    return terms;
}

std::string encode(const StoredHit& hit) {
    std::string out;
    for (const auto* value :
         {&hit.id, &hit.key, &hit.title, &hit.date, &hit.dnr, &hit.type, &hit.sender, &hit.file_name})
        append_field(out, *value);
    for (const auto& page : hit.pages)
        out += std::to_string(page.number) + ':' + std::to_string(page.position) + ' ';
    return out;
}

StoredHit decode_stored_hit(std::string_view data) {
    StoredHit hit;
    for (auto* value :
         {&hit.id, &hit.key, &hit.title, &hit.date, &hit.dnr, &hit.type, &hit.sender, &hit.file_name})
        *value = next_field(data);
    while (!data.empty()) {
        PageStart page;
        const auto before = data.size();
        page.number = next_number<int>(data);
        page.position = next_number<std::uint32_t>(data);
        if (data.size() == before) break;
        hit.pages.push_back(page);
    }
    return hit;
}

}  // namespace akt
