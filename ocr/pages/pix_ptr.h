#pragma once

#include <memory>

// Leptonica's picture and rectangle; only the files that work on pixels include its header.
struct Box;
struct Pix;

namespace akt {

struct PixDestroyer {
    void operator()(Pix* pix) const;
};

struct BoxDestroyer {
    void operator()(Box* box) const;
};

/// A Leptonica picture, or rectangle, owned.
using PixPtr = std::unique_ptr<Pix, PixDestroyer>;
using BoxPtr = std::unique_ptr<Box, BoxDestroyer>;

}  // namespace akt
