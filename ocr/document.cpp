#include "ocr/document.h"

#include <array>
#include <cstddef>

namespace akt {

namespace {

template <class Enum>
struct Named {
    Enum value;
    std::string_view name;
};
// clang 14 does not deduce an aggregate's arguments by itself.
template <class Enum>
Named(Enum, std::string_view) -> Named<Enum>;

constexpr std::array kReasons{
    Named<RepairReason>{RepairReason::marks, "marks"},
    Named<RepairReason>{RepairReason::encoding, "encoding"},
    Named<RepairReason>{RepairReason::ocr, "ocr"},
    Named<RepairReason>{RepairReason::symbol, "symbol"},
    Named<RepairReason>{RepairReason::person, "person"},
};

constexpr std::array kReadings{
    Named<PageReading>{PageReading::text_layer, "text-layer"},
    Named<PageReading>{PageReading::ocr, "ocr"},
    Named<PageReading>{PageReading::both, "both"},
    Named<PageReading>{PageReading::failed, "failed"},
};

constexpr std::array kRoles{
    Named<LineRole>{LineRole::body, "body"},
    Named<LineRole>{LineRole::header, "header"},
    Named<LineRole>{LineRole::footer, "footer"},
};

constexpr std::array kSources{
    Named<OtherReading::Source>{OtherReading::Source::text_layer, "text-layer"},
    Named<OtherReading::Source>{OtherReading::Source::ocr, "ocr"},
    Named<OtherReading::Source>{OtherReading::Source::clutter, "clutter"},
};

template <class Enum, std::size_t size>
std::string_view name_in(const std::array<Named<Enum>, size>& table, Enum value) {
    for (const auto& entry : table)
        if (entry.value == value) return entry.name;
    return {};
}

template <class Enum, std::size_t size>
std::optional<Enum> value_in(const std::array<Named<Enum>, size>& table, std::string_view name) {
    for (const auto& entry : table)
        if (entry.name == name) return entry.value;
    return std::nullopt;
}

template <class Reading>
std::string joined(const Line& line, Reading reading) {
    std::string out;
    for (const auto& word : line.words) {
        if (!out.empty()) out += ' ';
        out += reading(word);
    }
    return out;
}

}  // namespace

std::string_view name_of(RepairReason reason) {
    return name_in(kReasons, reason);
}
std::optional<RepairReason> repair_reason_named(std::string_view name) {
    return value_in(kReasons, name);
}
std::string_view name_of(PageReading reading) {
    return name_in(kReadings, reading);
}
std::optional<PageReading> page_reading_named(std::string_view name) {
    return value_in(kReadings, name);
}

std::string_view name_of(LineRole role) {
    return name_in(kRoles, role);
}
std::optional<LineRole> line_role_named(std::string_view name) {
    return value_in(kRoles, name);
}
std::string_view name_of(OtherReading::Source source) {
    return name_in(kSources, source);
}
std::optional<OtherReading::Source> other_reading_named(std::string_view name) {
    return value_in(kSources, name);
}

PixelBox box_around(std::span<const Word> words) {
    PixelBox box;
    for (const Word& word : words) box = united(box, word.box());
    return box;
}

std::string text_of(const Line& line) {
    return joined(line, [](const Word& word) -> const std::string& { return word.text(); });
}

std::string raw_text_of(const Line& line) {
    return joined(line, [](const Word& word) -> const std::string& { return word.raw(); });
}

std::string text_of(const Page& page) {
    std::string out;
    for (std::size_t i = 0; i < page.lines.size(); ++i) {
        if (i > 0) out += page.lines[i].block == page.lines[i - 1].block ? "\n" : "\n\n";
        out += text_of(page.lines[i]);
    }
    return out;
}

}  // namespace akt
