#include "ocr/language/lexicon.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <mutex>

#include "ocr/language/model_file.h"
#include "ocr/language/outlook.h"

namespace akt {

namespace {

constexpr double kCountStep = 1.6;

/// Follows every edge whose base letter is the skeleton's, to its end.
struct SkeletonWalk {
    const Lexicon& lexicon;
    const LabelWord& skeleton;
    std::span<LexiconForm, Lexicon::kMaxForms> out;
    std::size_t found = 0;
    LabelWord word;

    void keep(const Automaton::Place& place) {
        const LexiconForm form{word, lexicon.info_of_number(place.number)};
        std::size_t at = found;
        while (at > 0 && out[at - 1].info.count_code() < form.info.count_code()) --at;
        if (at == out.size()) return;
        if (found < out.size()) ++found;
        std::move_backward(out.begin() + static_cast<std::ptrdiff_t>(at),
                           out.begin() + static_cast<std::ptrdiff_t>(found) - 1,
                           out.begin() + static_cast<std::ptrdiff_t>(found));
        out[at] = form;
    }

    void go(const Automaton::Place& place) {
        if (word.length == skeleton.length) {
            if (place.ends_word) keep(place);
            return;
        }
        const Label wanted = skeleton[word.length];
        lexicon.automaton().for_each_edge(place, [&](Label label, const Automaton::Place& next) {
            if (base_of(label) != wanted) return;
            word.push(label);
            go(next);
            --word.length;
        });
    }
};

}  // namespace

std::uint32_t count_of_code(unsigned code) {
    static const auto counts = [] {
        std::array<std::uint32_t, 32> made{};
        for (unsigned each = 1; each < made.size(); ++each)
            made[each] = static_cast<std::uint32_t>(std::lround(std::pow(kCountStep, each - 1)));
        return made;
    }();
    return counts[std::min<std::size_t>(code, counts.size() - 1)];
}

unsigned code_of_count(double count) {
    if (count < 0.5) return 0;
    const double step = std::log(std::max(count, 1.0)) / std::log(kCountStep);
    return std::min(31U, static_cast<unsigned>(std::lround(step)) + 1U);
}

struct Lexicon::LazyOutlook {
    std::once_flag made;
    std::optional<Outlook> outlook;
};

Lexicon::Lexicon(std::shared_ptr<const ModelFile> file)
    : file_(std::move(file)), outlook_(std::make_shared<LazyOutlook>()) {
    infos_ = file_->section<std::uint8_t>("infos");
    const auto root = file_->section<std::uint32_t>("root");
    if (root.size() != 1) file_->fail("the model is damaged");
    automaton_ = Automaton(file_->section<std::uint32_t>("edges"), file_->section<std::uint16_t>("skips"),
                           file_->section<Automaton::BigSkip>("bigskips"), root[0]);
    if (!automaton_.sound(static_cast<std::uint32_t>(infos_.size()))) file_->fail("the model is damaged");
    if (!file_->has_section("parts")) return;
    part_places_ = file_->section<std::uint64_t>("partbits");
    parts_before_ = file_->section<std::uint32_t>("partrank");
    parts_ = file_->section<PartInfo>("parts");
    if (part_places_.size() != (infos_.size() + 63) / 64 || parts_before_.size() != part_places_.size())
        file_->fail("the model is damaged");
}

const Outlook& Lexicon::outlook() const {
    std::call_once(outlook_->made, [this] { outlook_->outlook.emplace(automaton_); });
    return *outlook_->outlook;
}

PartInfo Lexicon::part_of_number(std::uint32_t word_number) const {
    const std::size_t group = word_number / 64;
    if (group >= part_places_.size()) return {};
    const std::uint64_t bit = std::uint64_t{1} << word_number % 64;
    if ((part_places_[group] & bit) == 0) return {};
    const auto at =
        parts_before_[group] + static_cast<unsigned>(std::popcount(part_places_[group] & (bit - 1)));
    return at < parts_.size() ? parts_[at] : PartInfo{};
}

Lexicon Lexicon::open(const std::filesystem::path& models_folder) {
    return Lexicon(ModelFile::open(models_folder / "lexicon.akt", "lexicon"));
}

std::optional<WordInfo> Lexicon::info(const LabelWord& word) const {
    const auto number = automaton_.find(word);
    if (!number) return std::nullopt;
    return info_of_number(*number);
}

bool Lexicon::contains(std::string_view lower_case_word) const {
    const auto word = label_word(lower_case_word);
    return word && automaton_.find(*word).has_value();
}

std::uint32_t Lexicon::count(std::string_view lower_case_word) const {
    const auto word = label_word(lower_case_word);
    if (!word) return 0;
    const auto known = info(*word);
    return known ? count_of_code(known->count_code()) : 0;
}

std::size_t Lexicon::forms_of_skeleton(const LabelWord& skeleton,
                                       std::span<LexiconForm, kMaxForms> out) const {
    SkeletonWalk walk{*this, skeleton, out, 0, {}};
    walk.go(automaton_.root());
    return walk.found;
}

}  // namespace akt
