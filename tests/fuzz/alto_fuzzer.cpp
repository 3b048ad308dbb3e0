// Any bytes are either refused with an Error or read to a document that survives being written and read
// again.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "ocr/alto.h"
#include "ocr/base/error.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    akt::Document document;
    try {
        document = akt::from_alto({reinterpret_cast<const char*>(data), size});
    } catch (const akt::Error&) {
        return 0;
    }
    if (!(akt::from_alto(akt::to_alto(document)) == document)) std::abort();
    return 0;
}
