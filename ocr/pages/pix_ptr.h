#pragma once

#include <memory>

struct Pix;  // Leptonica's picture; only the files that work on pixels include its header

namespace akt {

struct PixDestroyer {
    void operator()(Pix* pix) const;
};

/// A Leptonica picture, owned.
using PixPtr = std::unique_ptr<Pix, PixDestroyer>;

}  // namespace akt
