#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "ocr/recognize/recognizer.h"

namespace akt::test {

/// A recognizer that reads what the test tells it to, and keeps account of what it was shown.
class ScriptedRecognizer : public Recognizer {
public:
    using Script = std::function<Page(const PageImage& image, Layout layout)>;
    explicit ScriptedRecognizer(Script script) : script_(std::move(script)) {}

    Page recognize(const PageImage& image, Layout layout) override {
        shown.push_back({image.width_px(), image.height_px(), image.dpi()});
        return script_(image, layout);
    }
    Layout find_layout(const PageImage&) override { return Layout::one_column; }
    std::string name() const override { return "scripted"; }

    struct Shown {
        int width_px, height_px, dpi;
    };
    std::vector<Shown> shown;

private:
    Script script_;
};

/// A line of words of one confidence, `height_px` high, 100 px a word.
inline Line line_of(const std::vector<std::string>& words, float confidence, int left_px, int top_px,
                    int height_px, int block = 0) {
    Line line;
    line.block = block;
    for (const std::string& word : words) {
        const PixelBox box{left_px, top_px, left_px + 90, top_px + height_px};
        line.words.emplace_back(word, box, confidence);
        line.box = united(line.box, box);
        left_px += 100;
    }
    return line;
}

}  // namespace akt::test
