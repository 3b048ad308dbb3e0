#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "ocr/language/alphabet.h"
#include "ocr/repair/letter_chain.h"

namespace akt {

class ModelFile;

/// Which recogniser misread.
enum class ReaderKind : std::uint8_t {
    wrong_language,  ///< of a language without å ä ö
    swedish,
};
inline constexpr std::size_t kReaderKinds = 2;

/// One way to misread: `truth` (1–2 letters) printed, `read` (1–3 characters) seen instead. As stored in
/// `confusion.akt`, ordered by reader, then by the characters read.
struct Confusion {
    std::uint8_t reader = 0, read_length = 0, truth_length = 0, reserved = 0;
    std::array<std::uint32_t, 3> read{};  ///< code points; capitals are themselves
    std::array<Label, 4> truth{};
    float cost = 0;  ///< −ln p(read | truth)
};
static_assert(sizeof(Confusion) == 24);

/// How likely a recogniser is to see one thing for another: the channel of a noisy-channel repair (Kernighan,
/// Church & Gale 1990; pieces of several letters as Brill & Moore 2000), counted on rendered pages by
/// corpus/train. In words written in capitals, capitals are looked up as small letters. Const and
/// thread-safe.
class ConfusionModel {
public:
    /// Throws Error(not_found | integrity | format_too_new).
    static ConfusionModel open(const std::filesystem::path& models_folder);

    /// The confusions whose read part begins with `first`.
    std::span<const Confusion> starting_with(ReaderKind reader, char32_t first) const;

    /// What words nobody knows are spelt like.
    const LetterChain& chain() const { return chain_; }

private:
    explicit ConfusionModel(std::shared_ptr<const ModelFile> file);

    /// Of the first confusion whose first character is not below `first`.
    std::uint32_t position(std::uint32_t reader, std::uint32_t first) const;

    static constexpr std::size_t kIndexed = 256;
    std::shared_ptr<const ModelFile> file_;
    std::span<const Confusion> all_;
    LetterChain chain_;
    /// First confusion of each first character below kIndexed, by reader.
    std::array<std::array<std::uint32_t, kIndexed + 1>, kReaderKinds> starts_{};
};

}  // namespace akt
