#include "ocr/recognize/read_picture.h"

#include <utility>

#include "ocr/base/utf8.h"
#include "ocr/pages/preprocess.h"

namespace akt {
namespace {

Page recognize_prepared(const PageImage& upright, Recognizer& recognizer, const Preparation& how) {
    const PreparedImage prepared = prepare(upright, how);
    const Page read = recognizer.recognize(prepared.image(), recognizer.find_layout(prepared.image()));
    Page page;
    page.how = PageReading::ocr;
    page.width_px = upright.width_px();
    page.height_px = upright.height_px();
    page.dpi = upright.dpi();
    for (const Line& line : read.lines) {
        Line placed;
        placed.block = line.block;
        for (const Word& word : line.words) {
            placed.words.emplace_back(word.raw(), prepared.on_page(word.box()), word.confidence());
            placed.box = united(placed.box, placed.words.back().box());
        }
        page.lines.push_back(std::move(placed));
    }
    return page;
}

}  // namespace

double mean_confidence(const Page& page) {
    double sum = 0, letters = 0;
    for (const Line& line : page.lines) {
        for (const Word& word : line.words) {
            const auto length = static_cast<double>(length_code_points(word.raw()));
            sum += length * word.confidence();
            letters += length;
        }
    }
    return letters > 0 ? sum / letters : 0;
}

Page read_picture(const PageImage& picture, Recognizer& recognizer) {
    constexpr double kSureOrientation = 5;
    if (is_blank(picture)) {
        Page page;
        page.how = PageReading::ocr;
        page.width_px = picture.width_px();
        page.height_px = picture.height_px();
        page.dpi = picture.dpi();
        return page;
    }
    const Orientation orientation = find_orientation(picture);
    const int turn = orientation.confidence >= kSureOrientation ? orientation.turned_degrees : 0;
    const PageImage upright = turned(picture, turn);
    Preparation how;
    how.even_light = has_uneven_light(upright);
    Page page = recognize_prepared(upright, recognizer, how);
    page.turned_degrees = turn;
    return page;
}

}  // namespace akt
