#include "ocr/pages/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "ocr/base/unique_fd.h"

namespace akt {

MappedFile::MappedFile(const std::filesystem::path& file, std::size_t max_bytes) {
    const UniqueFd source(open(file.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status {};
    if (!source || fstat(source.get(), &status) != 0 || status.st_size <= 0) return;
    const auto size_bytes = static_cast<std::size_t>(status.st_size);
    if (size_bytes > max_bytes) return;
    void* const start = mmap(nullptr, size_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE, source.get(), 0);
    if (start != MAP_FAILED) bytes_ = {static_cast<char*>(start), size_bytes};
}

MappedFile::~MappedFile() {
    if (!bytes_.empty()) munmap(bytes_.data(), bytes_.size());
}

void MappedFile::forget() const {
    if (!bytes_.empty()) madvise(bytes_.data(), bytes_.size(), MADV_DONTNEED);
}

}  // namespace akt
