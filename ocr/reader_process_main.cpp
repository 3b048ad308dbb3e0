// akt-reader: what akt starts, one process a core, to read documents confined. Nobody types this. A program
// of its own because the libraries it stands on take longer to link than all the others together.
#include <clocale>
#include <cstdlib>

#include "ocr/reader_process_worker.h"

int main(int argc, char** argv) {
    std::setlocale(LC_CTYPE, "C.UTF-8");
    if (argc != 2) return 2;
    return akt::run_reader_worker(std::atoi(argv[1]));
}
