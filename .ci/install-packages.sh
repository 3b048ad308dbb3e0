#!/usr/bin/env bash
# Installs the Debian 12 packages Akt needs. usage: install-packages.sh build|test|ci
#   build  to build and run akt
#   test   build, and what the tests run against
#   ci     test, and what the stricter checks use
# Needs root (or sudo) only when a package is missing; says plainly what is missing otherwise.
set -euo pipefail

build=(build-essential cmake ninja-build pkg-config
  libtesseract-dev tesseract-ocr tesseract-ocr-swe tesseract-ocr-osd libleptonica-dev
  libpoppler-cpp-dev libxapian-dev libcli11-dev nlohmann-json3-dev libpugixml-dev
  libcpp-httplib-dev libfmt-dev libutf8proc-dev libssl-dev libseccomp-dev libqpdf-dev libexif-dev xz-utils)
test=(doctest-dev librapidcheck-dev libxml2-utils poppler-utils qpdf xapian-tools jq
  tesseract-ocr-eng libhunspell-dev hunspell-sv hunspell hunspell-en-us chromium chromium-driver nodejs npm)
ci=(git clang clang-format clang-tidy libclang-rt-14-dev
  # corpus/samples/generate.py --check
  python3-gi python3-gi-cairo python3-cairo gir1.2-pango-1.0 python3-numpy python3-pil fonts-liberation fonts-dejavu
  fonts-texgyre fonts-urw-base35 fonts-crosextra-carlito fonts-crosextra-caladea)

case "${1:-build}" in
  build) wanted=("${build[@]}") ;;
  test) wanted=("${build[@]}" "${test[@]}") ;;
  ci) wanted=("${build[@]}" "${test[@]}" "${ci[@]}") ;;
  *) echo "usage: $0 build|test|ci" >&2; exit 2 ;;
esac

missing=()
for package in "${wanted[@]}"; do
  # A newer Node.js than Debian's brings its own npm.
  if [[ $package == npm ]] && command -v npm >/dev/null; then continue; fi
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
((${#missing[@]})) || exit 0

as_root=()
if ((EUID != 0)); then
  if ! command -v sudo >/dev/null; then
    echo "missing packages; as root, run: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
echo "installing: ${missing[*]}" >&2
"${as_root[@]}" apt-get update -q >&2
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >&2
