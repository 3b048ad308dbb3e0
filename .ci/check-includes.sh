#!/usr/bin/env bash
# Third-party headers stay in the files that own them, and the rooms' arrows point one way (ARCHITECTURE.md).
set -euo pipefail
cd "$(dirname "$0")/.."
bad=0

# only PATTERN FILES-REGEX: a header matching PATTERN is included in none but the named files of the product.
only() {
  local found
  found=$(git grep -lE "#include <($1)" -- 'ocr/*.h' 'ocr/*.cpp' 'index/*.h' 'index/*.cpp' 'search/*.h' 'search/*.cpp' | grep -vE "^($2)$" || true)
  [[ -z $found ]] || { printf 'includes <%s> but may not:\n%s\n' "$1" "$found" >&2; bad=1; }
}
only 'poppler/' 'ocr/pages/pdf_pages\.cpp'
only 'leptonica/' 'ocr/pages/[a-z_]+\.cpp|ocr/recognize/tesseract_recognizer\.cpp'
only 'tesseract/' 'ocr/recognize/tesseract_recognizer\.cpp'
only 'pugixml' 'ocr/alto[a-z_]*\.cpp'
only 'qpdf/' 'ocr/pages/(pdf_images|searchable_pdf)\.cpp'
only 'libexif/' 'ocr/pages/exif\.cpp'
only 'utf8proc' 'ocr/base/(utf8|fold)\.cpp'
only 'iconv' 'ocr/language/(charset|single_byte)\.cpp'
only 'seccomp' 'ocr/confine\.cpp'
only 'openssl/' 'index/archive/digest\.cpp'
only 'xapian' 'index/index[a-z_]*\.(cpp|h)|search/(xapian_query|xapian_docids|searcher|snippet)\.(cpp|h)'
only 'CLI/' 'search/cli/(main|options|cmd_[a-z]+)\.cpp'
only 'httplib' 'search/web/server\.cpp'

# away FOLDER PATTERN: nothing in FOLDER includes our own headers matching PATTERN.
away() {
  local found
  found=$(git grep -nE "#include \"($2)" -- "$1" || true)
  [[ -z $found ]] || { printf 'an arrow against the house:\n%s\n' "$found" >&2; bad=1; }
}
away ocr '(index|search|corpus|tests)/'
away index '(search|corpus|tests)/'
away search '(corpus|tests)/'
away index/index 'index/archive/'
away index/archive 'index/index'
away ocr/base 'ocr/(language|pages|recognize|repair|document|alto)'
exit "$bad"
