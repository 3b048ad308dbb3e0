#include "tests/bench/reading/in_process.h"

#include "ocr/base/resources.h"
#include "ocr/recognize/tesseract_recognizer.h"
#include "tests/bench/reading/bench_support.h"

namespace akt::bench {

InProcessReader::InProcessReader(const std::string& model)
    : tools_(PageReaderTools::open(models_folder())),
      models_(RepairModels::open(models_folder())),
      repairer_(models_, RepairOptions{}) {
    if (model.empty()) return;
    const std::size_t colon = model.find(':');
    tools_.careful_recognizer.reset();
    tools_.recognizer = make_tesseract_recognizer(model.substr(0, colon),
                                                  colon == std::string::npos ? "" : model.substr(colon + 1));
}

ReadPage InProcessReader::read(const std::filesystem::path& file, int number) {
    const double before_s = own_cpu_s();
    DocumentReader reader(file, {});
    Document document = reader.description();
    ReadOptions options;
    options.redo_ocr = true;
    document.pages.push_back(reader.read_page(number, tools_, options));
    ReadPage result;
    result.page = document.pages.front();
    repairer_.repair(document);
    result.repaired = text_of(document.pages.front());
    result.cpu_s = own_cpu_s() - before_s;
    return result;
}

}  // namespace akt::bench
