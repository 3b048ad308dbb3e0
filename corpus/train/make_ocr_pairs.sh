#!/usr/bin/env bash
# Renders text to pages, has Tesseract read them, and keeps truth and readings side by side: OUT/NNN.truth, NNN.eng,
# NNN.swe. To measure what repair does to misread text. Needs text2image, ImageMagick and Tesseract with eng and swe.
# usage: make_ocr_pairs.sh OUT PAGES FONTS.txt TEXT…   (FONTS.txt: a font's name a line; TEXT: a paragraph a line)
# Every third page is 150, 200, 300 dpi; every second looks scanned. Same arguments, same pages.
set -euo pipefail
out=$1 pages=$2 fonts_file=$3
shift 3
export OMP_THREAD_LIMIT=1
mkdir -p "$out"
mapfile -t fonts <"$fonts_file"
# As much text as a page holds, cut at paragraphs, taken from all over the texts.
cat "$@" | awk -v out="$out" -v pages="$pages" '
  { line[n++] = $0 }
  END { for (p = 0; p < pages; p++) { file = sprintf("%s/%03d.truth", out, p); size = 0
        for (i = int(n * p / pages); i < n && size < 2200; i++) { print line[i] > file; size += length(line[i]) }
        close(file) } }'
dpis=(150 200 300)
wear=("-blur 0x0.8 -attenuate 0.3 +noise Gaussian" "-brightness-contrast 25x-45 -attenuate 0.25 +noise Gaussian"
  "-blur 0x1 -threshold 60%" "-attenuate 0.6 +noise Gaussian -threshold 50%")
for ((i = 0; i < pages; i++)); do
  base=$out/$(printf '%03d' "$i") dpi=${dpis[i % 3]}
  [[ -s $base.swe.txt ]] && continue
  text2image --text="$base.truth" --outputbase="$base" --font="${fonts[i % ${#fonts[@]}]}" --fonts_dir=/usr/share/fonts \
    --ptsize=11 --resolution="$dpi" --xsize=$((2480 * dpi / 300)) --ysize=$((4800 * dpi / 300)) --margin=$((dpi / 2)) \
    --fontconfig_tmpdir="$out" --degrade_image=false --strip_unrenderable_words=false >/dev/null 2>&1
  if ((i % 2)); then
    # shellcheck disable=SC2086
    convert -seed "$i" "$base.tif[0]" -colorspace Gray -depth 8 ${wear[i / 2 % 4]} "$base.png"
  else
    convert "$base.tif[0]" "$base.png"
  fi
  for language in eng swe; do tesseract "$base.png" "$base.$language" -l "$language" --psm 6 --dpi "$dpi" >/dev/null 2>&1; done
  rm -f "$base.tif" "$base.box" "$base.png"
done
