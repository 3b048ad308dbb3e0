#pragma once

#include <vector>

#include "ocr/base/geometry.h"
#include "ocr/pages/page_image.h"

namespace akt {

/// How many shapes of the size and look of printed words stand on the upright `picture` outside the boxes of
/// the words that are known of it. Cheap and rough: rules, specks and large dark areas are left out, but a
/// signature or a logotype may count for a few. Thread-safe.
int count_unread_words(const PageImage& picture, const std::vector<PixelBox>& known_words);

}  // namespace akt
