// Measures DamageJudge: which kind each window of text is judged to be, by how it was hurt and by window
// size; and counts the shares of kinds of words that ocr/repair/damage.cpp rests on. usage: evaluate_damage
// [rates] [FILE…]
//   rates  print the shares by damage, counted on every 40th line of the training text
//   FILE…  texts in other languages, or code: each window should be judged "not-swedish"
// The Swedish windows are of shared/text/dev.

#include <array>
#include <chrono>
#include <cstdio>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "corpus/train/evaluation.h"
#include "corpus/train/garble.h"
#include "corpus/train/train_text.h"
#include "ocr/base/fold.h"
#include "ocr/base/resources.h"
#include "ocr/base/utf8.h"
#include "ocr/language/lexicon.h"
#include "ocr/repair/damage.h"

namespace {

using namespace akt;

struct Hurt {
    std::string name;
    std::function<std::string(std::string_view)> hurt;
};

const std::vector<Hurt>& ways() {
    using Text = std::string_view;
    static const std::vector<Hurt> all{
        {"clean", [](Text t) { return std::string(t); }},
        {"marks-lost", [](Text t) { return strip_marks(t); }},
        {"rings-lost", [](Text t) { return without_rings(t); }},
        {"wrong-language-ocr", [](Text t) { return read_as_english(t); }},
        {"swedish-ocr", [](Text t) { return read_badly(t); }},
        {"mojibake: utf8_as_cp1252", [](Text t) { return garbling_named("utf8_as_cp1252")->garble(t); }},
        {"mojibake: latin1_as_cp850", [](Text t) { return garbling_named("latin1_as_cp850")->garble(t); }},
        {"mojibake: iso646_se_7bit", [](Text t) { return garbling_named("iso646_se_7bit")->garble(t); }},
        {"mojibake: question_mark", [](Text t) { return garbling_named("question_mark")->garble(t); }},
    };
    return all;
}

std::vector<std::string> windows_of(const std::vector<std::string>& words, std::size_t size) {
    std::vector<std::string> windows;
    for (std::size_t at = 0; at + size <= words.size(); at += size) {
        std::string window;
        for (std::size_t i = at; i < at + size; ++i) window += words[i] + " ";
        windows.push_back(std::move(window));
    }
    return windows;
}

constexpr std::array<Damage, 7> kDamages{
    Damage::clean,       Damage::marks_lost, Damage::rings_lost, Damage::wrong_language_ocr,
    Damage::swedish_ocr, Damage::mojibake,   Damage::not_swedish};

void print_row(const std::string& name, const DamageJudge& judge, const std::vector<std::string>& windows) {
    std::map<Damage, std::size_t> judged;
    for (const auto& window : windows) ++judged[judge.judge(window).kind];
    std::printf("%-27s %7zu", name.c_str(), windows.size());
    for (const Damage damage : kDamages)
        std::printf(" %11.2f", windows.empty() ? 0.0
                                               : 100.0 * static_cast<double>(judged[damage]) /
                                                     static_cast<double>(windows.size()));
    std::printf("\n");
}

void print_rates(const DamageJudge& judge) {
    std::string text;
    for_each_training_line(shared_folder() / "text" / "train", {40, true},
                           [&](std::string_view line, double weight) {
                               if (weight >= 1) text += to_nfc(line) + "\n";
                           });
    std::printf(
        "%-27s       ring       dots      plain  ring_lost  dots_lost   odd_letters wrong_set   unknown\n",
        "");
    for (const auto& way : ways()) {
        const auto evidence = judge.evidence(way.hurt(text));
        double all = 0;
        for (const double count : evidence.words) all += count;
        std::printf("%-27s", way.name.c_str());
        for (const double count : evidence.words) std::printf(" %10.5f", count / all);
        std::printf("\n");
    }
}

int evaluate(const std::vector<std::string>& arguments) {
    const auto lexicon = Lexicon::open(models_folder());
    const DamageJudge judge(lexicon);
    if (!arguments.empty() && arguments[0] == "rates") {
        print_rates(judge);
        return 0;
    }
    std::string dev;
    for (const auto& text : evaluation_texts({})) dev += text.text + "\n";
    std::vector<EvaluationText> others;
    if (!arguments.empty()) others = evaluation_texts({arguments.begin(), arguments.end()});
    const auto words = words_of(dev);
    for (const std::size_t size : {10U, 40U, 200U}) {
        std::printf("\nwindows of %zu words, %% judged  windows", size);
        for (const Damage damage : kDamages) std::printf(" %11.11s", std::string(name_of(damage)).c_str());
        std::printf("\n");
        const auto windows = windows_of(words, size);
        for (const auto& way : ways()) {
            std::vector<std::string> hurt;
            for (const auto& window : windows) hurt.push_back(way.hurt(window));
            print_row(way.name, judge, hurt);
        }
        for (const auto& [name, text] : others) print_row(name, judge, windows_of(words_of(text), size));
    }
    const auto begin = std::chrono::steady_clock::now();
    const auto whole = judge.judge(dev);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    std::printf("\n%.1f million words a minute\n", whole.words / seconds.count() * 60 / 1e6);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return evaluate({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        std::cerr << "evaluate_damage: " << error.what() << '\n';
        return 1;
    }
}
