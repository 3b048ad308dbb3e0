#pragma once

#include <filesystem>
#include <string>

#include "ocr/document.h"
#include "ocr/read_document.h"
#include "ocr/repair/repairer.h"

namespace akt::bench {

/// A page as Akt reads and repairs it, in this process.
struct ReadPage {
    Page page;             ///< as read
    std::string repaired;  ///< its text after repair
    double cpu_s = 0;      ///< of reading and repair
};

/// Opens the models once. Not thread-safe.
class InProcessReader {
public:
    /// `model`: NAME or NAME:FOLDER of a .traineddata file to recognise with; empty: what Akt uses.
    explicit InProcessReader(const std::string& model = {});
    /// Page `number` of `file`, recognised from its picture.
    ReadPage read(const std::filesystem::path& file, int number = 1);

private:
    PageReaderTools tools_;
    RepairModels models_;
    Repairer repairer_;
};

}  // namespace akt::bench
