#pragma once

#include "ocr/pages/page_source.h"
#include "ocr/read_document.h"

namespace akt {

/// What is known of a page before anything is rendered.
struct PageEvidence {
    bool can_be_rendered = true;                       ///< false: a page of a text file
    int layer_words = 0;                               ///< words of the file's own text
    TextCondition condition = TextCondition::unknown;  ///< of a scan's own text; not judged elsewhere
    double pictured_share = 0;                         ///< share of the page that raster pictures cover, 0..1
    double silent_picture_share = 0;  ///< share covered by the largest picture that has no layer word in it
    int unread_words =
        0;  ///< word-like shapes on a scan that no word of the layer stands on, when looked for
};

PageEvidence evidence_of(const PageShape& shape, const Page& layer, const TextJudge& judge);

/// A scan under most of the page.
bool is_scan(const PageEvidence& evidence);

/// How the page should be read: text_layer, ocr, or both, which are then combined(). Decided page by page:
/// one document often mixes scanned and born-digital pages.
PageReading decide_reading(const PageEvidence& evidence, const ReadOptions& options);

/// One page from two readings of it. Over a scan, a layer that is not known to be sound gives way to a better
/// recognised page, keeping numbers and known words that only the layer has; any other gets the recognised
/// words that stand where it has none. What is not taken stands in the page's `others`. `lexicon` may be
/// null.
Page combined(Page layer, Page recognized, const PageEvidence& evidence, const Lexicon* lexicon);

}  // namespace akt
