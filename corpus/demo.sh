#!/usr/bin/env bash
# From a fresh clone on Debian 12 to a searched archive of the samples, in a few minutes.
# usage: bash corpus/demo.sh [--serve]      the archive goes to $AKT_DEMO (default build/demo-archive)
set -euo pipefail
cd "$(dirname "$0")/.."
archive=${AKT_DEMO:-build/demo-archive}
akt=build/release/akt

say() { printf '\n\033[1m%s\033[0m\n' "$1"; }
search() {
  printf '\n$ akt search %s\n' "$*"
  "$akt" --archive "$archive" search --limit 3 "$@"
}

say "1. Packages and build"
bash .ci/install-packages.sh build
cmake --preset release >/dev/null
cmake --build --preset release --target akt --parallel "$(nproc)"

say "2. The samples into an archive ($archive)"
"$akt" --archive "$archive" add corpus/samples/files
"$akt" --archive "$archive" status

say "3. Three searches"
echo "A text that lost all its å ä ö, and its scan, found by a query spelt as it should be:"
search hjälpmedelsavtal föreslår
echo "The 2019 decision about damp, found without å ä ö:"
search fuktskador atgarder ar:2019
echo "A case, written another way than in the document:"
search dnr:ks2018-443

say "4. Look at it in the browser"
echo "\$ $akt --archive $archive serve"
echo "and open http://127.0.0.1:8080/ (bash corpus/demo.sh --serve does it now)"
if [[ ${1:-} == --serve ]]; then exec "$akt" --archive "$archive" serve; fi
