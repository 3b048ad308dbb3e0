#!/usr/bin/env bash
# Runs every bench of reading beside its peers and ends with one table: measure, target, reached, peer, ratio.
# usage: tests/bench/reading/run.sh [short]   (10 to 12 minutes on two quiet cores; short: fewer pages, a third of it)
# What each bench prints on the way stands in build/release/bench-reading/. Needs ../shared ($AKT_SHARED), Debian's
# ocrmypdf, tesseract-ocr-swe, tesseract-ocr-eng, poppler-utils, qpdf, and what make_pages.py names.
set -euo pipefail
cd "$(dirname "$0")/../../.."
out=build/release/bench-reading
benches=(measure_reading measure_reading_large measure_matrix measure_turned measure_born_digital measure_memory measure_speed)
large=akt-swe-large:corpus/models
declare -A arguments=([measure_reading]="" [measure_reading_large]="$large" [measure_matrix]="" [measure_turned]="" [measure_born_digital]=""
  [measure_memory]="" [measure_speed]="")
if [[ ${1:-} == short ]]; then
  arguments=([measure_reading]="" [measure_reading_large]="$large" [measure_matrix]="--pages 14 --symbols 6 --faded 3" [measure_turned]="--pages 5"
    [measure_born_digital]="600" [measure_memory]="150" [measure_speed]="--pages 5")
fi
mkdir -p "$out"
cmake --preset release >"$out/build.log"
cmake --build --preset release --target akt $(printf '%s\n' "${benches[@]%_large}" | sort -u) >>"$out/build.log"
for bench in "${benches[@]}"; do
  echo "$bench" >&2
  # shellcheck disable=SC2086 # several words
  build/release/tests/bench/reading/"${bench%_large}" ${arguments[$bench]} >"$out/$bench.txt" || echo "$bench failed" >&2
done
{
  printf 'measure\ttarget\treached\tpeer\tratio\t\n'
  for bench in "${benches[@]}"; do sed -n 's/^ROW\t//p' "$out/$bench.txt"; done
} | LC_ALL=C.UTF-8 column -t -s "$(printf '\t')"
