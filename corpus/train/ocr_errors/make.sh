#!/usr/bin/env bash
# Renders text, wears it, has Tesseract read it, and makes from the training pages the table of misreadings
# (corpus/train/confusions.tsv) of which make_models.sh builds corpus/models/confusion.akt.
# usage: corpus/train/ocr_errors/make.sh [CACHE] [TRAINING_PAGES] [HELD_OUT_PAGES]   (build/ocr-errors 240 120)
# Pages read once are kept in CACHE, outside the repository's history; evaluate_ocr measures on its held-out pages.
# Needs what render_pages.py names, Tesseract 5 with eng and swe, and ../shared/text ($AKT_SHARED overrides).
set -euo pipefail
cd "$(dirname "$0")/../../.."
cache=${1:-build/ocr-errors} training=${2:-240} held_out=${3:-120}
shared=${AKT_SHARED:-../shared}
python=/usr/bin/python3  # Debian's, which has its modules
export OMP_THREAD_LIMIT=1

nice -n 15 "$python" corpus/train/ocr_errors/render_pages.py "$shared/text" "$cache" "$training" "$held_out"
tail -n +2 "$cache/pages.tsv" | while IFS=$'\t' read -r page _ _ dpi _ engines; do
  for engine in ${engines//,/ }; do
    [[ -e $cache/$page.$engine.txt ]] && continue
    # The name appears when the reading is whole.
    nice -n 15 tesseract "$cache/$page.png" "$cache/$page.reading" -l "$engine" --psm 6 --dpi "$dpi" >/dev/null 2>&1 </dev/null
    mv "$cache/$page.reading.txt" "$cache/$page.$engine.txt"
  done
done
cmake --preset release >/dev/null
cmake --build --preset release --target estimate_confusions
build/release/corpus/train/estimate_confusions "$cache" corpus/train/confusions.tsv
