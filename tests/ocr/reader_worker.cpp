// The real worker, as `akt --reader-worker FD` runs it.
#include <cstdlib>
#include <cstring>

#include "ocr/reader_process.h"

int main(int argc, char** argv) {
    if (argc != 3 || std::strcmp(argv[1], "--reader-worker") != 0) return 2;
    return akt::run_reader_worker(std::atoi(argv[2]));
}
