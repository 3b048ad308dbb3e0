#pragma once

namespace akt {

/// The resolution print on a page of this many pixels has: `stated_dpi` where it gives a sheet between a
/// small card and A3, else guessed as if the page were A4 (phones and mail programs write "72 dpi" into
/// anything). Always 50..1200.
int plausible_dpi(int stated_dpi, int width_px, int height_px);

}  // namespace akt
