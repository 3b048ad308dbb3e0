#include "ocr/pages/unread_words.h"

#include <leptonica/allheaders.h>

#include <algorithm>

#include "ocr/pages/coarse_ink.h"

namespace akt {
namespace {

constexpr int kFaintestInk = 150;

void take_out(PixPtr& ink, const char* what) {
    const PixPtr found(pixMorphSequence(ink.get(), what, 0));
    if (found) ink.reset(pixSubtract(nullptr, ink.get(), found.get()));
}

struct BoxesDestroyer {
    void operator()(Boxa* boxes) const { boxaDestroy(&boxes); }
};

bool looks_like_a_word(Pix* ink, Box* box) {
    l_int32 x = 0, y = 0, width = 0, height = 0;
    boxGetGeometry(box, &x, &y, &width, &height);
    if (height < 6 || height > 40 || width < 12 || 5 * width < 6 * height || width > 400) return false;
    const PixPtr inside(pixClipRectangle(ink, box, nullptr));
    l_int32 dark = 0;
    if (!inside || pixCountPixels(inside.get(), &dark, nullptr) != 0) return false;
    const double share = static_cast<double>(dark) / (static_cast<double>(width) * height);
    return share > 0.12 && share < 0.7;
}

}  // namespace

int count_unread_words(const PageImage& picture, const std::vector<PixelBox>& known_words) {
    if (std::min(picture.width_px(), picture.height_px()) < 64) return 0;
    PixPtr ink = coarse_ink(picture, kFaintestInk);
    if (!ink) return 0;
    for (const char* rule : {"o60.1", "o1.40"}) {
        take_out(ink, rule);
        if (!ink) return 0;
    }
    const double scale = static_cast<double>(pixGetWidth(ink.get())) / picture.width_px();
    for (const PixelBox& word : known_words) {
        const int margin_px = 2 + word.height_px() / 4;  // boxes of other programs are seldom exact
        const auto at = [&](int px) { return static_cast<int>(px * scale); };
        const BoxPtr box(boxCreate(at(word.left_px - margin_px), at(word.top_px - margin_px),
                                   at(word.width_px() + 2 * margin_px) + 2,
                                   at(word.height_px() + 2 * margin_px) + 2));
        if (box) pixClearInRect(ink.get(), box.get());
    }
    // The rim of a sheet is dark with shadows and holes.
    const int rim_px = static_cast<int>(pixGetWidth(ink.get())) / 40;
    pixSetOrClearBorder(ink.get(), rim_px, rim_px, rim_px, rim_px, PIX_CLR);

    const PixPtr joined(pixMorphSequence(ink.get(), "c5.1", 0));
    if (!joined) return 0;
    const std::unique_ptr<Boxa, BoxesDestroyer> shapes(pixConnComp(joined.get(), nullptr, 8));
    if (!shapes) return 0;
    int words = 0;
    for (l_int32 i = 0; i < boxaGetCount(shapes.get()); ++i) {
        Box* box = boxaGetBox(shapes.get(), i, L_CLONE);
        words += looks_like_a_word(ink.get(), box) ? 1 : 0;
        boxDestroy(&box);
    }
    return words;
}

}  // namespace akt
