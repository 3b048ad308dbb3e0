#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/repair/text_change.h"

namespace akt {

/// A place in a text, as people count it: both from 1, columns in characters (a byte that is no UTF-8 counts
/// as one).
struct TextPlace {
    std::size_t line = 1, column = 1;
    /// The place after `text`.
    void advance(std::string_view text);
    friend bool operator==(const TextPlace&, const TextPlace&) = default;
};

/// Repairs a stream of text in constant memory: collects a block of whole paragraphs or lines, repairs it,
/// hands it on. Where blocks are cut depends on the text alone, not on how it arrives. A line longer than a
/// block is cut between words. What is not changed comes out byte for byte: line ends, byte order mark, odd
/// spaces, NULs, invalid UTF-8.
class TextFilter {
public:
    using Repair = std::function<std::vector<TextChange>(std::string_view block)>;
    /// One block with what is to be changed in it, and where it stands in the input. Called in order; the
    /// views live for the call only.
    using Output =
        std::function<void(std::string_view block, const std::vector<TextChange>& changes, TextPlace start)>;

    /// How much is read ahead at most.
    static constexpr std::size_t kBlockBytes = 1 << 16;

    /// `block_bytes`: for tests; at least 8.
    TextFilter(Repair repair, Output output, std::size_t block_bytes = kBlockBytes)
        : repair_(std::move(repair)), output_(std::move(output)), block_bytes_(block_bytes) {}

    void write(std::string_view bytes);
    /// Repairs and hands on whatever is left. Call once, at the end.
    void finish();

private:
    std::size_t cut() const;
    void pass_on(std::size_t count);

    Repair repair_;
    Output output_;
    std::size_t block_bytes_;
    std::string waiting_;
    TextPlace place_;
    bool started_ = false;
};

}  // namespace akt
