// Any bytes as a PDF: where its pictures lie is told in finite numbers; a searchable copy of it is refused
// with an Error or is a PDF that can be made searchable again.
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "ocr/base/error.h"
#include "ocr/pages/pdf_images.h"
#include "ocr/pages/searchable_pdf.h"
#include "tests/fuzz/memory_file.h"

namespace {

using namespace akt;

Page some_words(int number) {
    Page page;
    page.number = number;
    page.dpi = 150;
    page.width_px = 1240, page.height_px = 1754;
    page.turned_degrees = number == 2 ? 90 : 0;
    page.how = PageReading::ocr;
    page.lines = {{{Word("Åtgärder", {100, 100, 300, 130}, 0.9F), Word("§", {310, 100, 330, 130}, 0.4F)},
                   {100, 100, 330, 130}}};
    return page;
}

std::string searchable(const std::filesystem::path& file) {
    SearchablePdf pdf(file, "a.pdf", "application/pdf");
    pdf.add(some_words(1));
    pdf.add(some_words(2));
    return pdf.finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const MemoryFile file(data, size);
    PdfImages images(file.path());
    for (const int number : {0, 1, 2, 3}) {
        for (const PlacedImage& image : images.on_page(number)) {
            if (!std::isfinite(image.left_pt) || !std::isfinite(image.right_pt) ||
                !std::isfinite(image.top_pt) || !std::isfinite(image.bottom_pt) || !(image.dpi >= 0) ||
                image.left_pt > image.right_pt || image.top_pt > image.bottom_pt)
                std::abort();
        }
    }
    std::string copy;
    try {
        copy = searchable(file.path());
    } catch (const Error&) {
        return 0;
    }
    const MemoryFile again(copy.data(), copy.size());
    searchable(again.path());
    return 0;
}
