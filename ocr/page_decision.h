#pragma once

#include "ocr/pages/page_source.h"
#include "ocr/read_document.h"

namespace akt {

/// What is known of a page before anything is rendered.
struct PageEvidence {
    bool can_be_rendered = true;  ///< false: a page of a text file
    int layer_words = 0;          ///< words of the file's own text
    TextCondition condition = TextCondition::unknown;
    double pictured_share = 0;        ///< share of the page that raster pictures cover, 0..1
    double silent_picture_share = 0;  ///< share covered by the largest picture that has no layer word in it
};

PageEvidence evidence_of(const PageShape& shape, const Page& layer, const TextJudge& judge);

/// How the page should be read: text_layer, ocr or both. Decided page by page: one document often mixes
/// scanned and born-digital pages.
PageReading decide_reading(const PageEvidence& evidence, const ReadOptions& options);

}  // namespace akt
