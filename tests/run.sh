#!/usr/bin/env bash
# Builds Akt and runs all its tests, on a fresh Debian 12 as well: installs the packages that are missing.
# usage: bash tests/run.sh [ctest arguments]      AKT_PRESET=release|ci|asan|debug (default release)
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${AKT_PRESET:-release}
jobs=$(nproc)

bash .ci/install-packages.sh test
if [[ ! -d tests/web/node_modules ]] && ! npm --prefix tests/web ci --no-audit --no-fund --loglevel=error; then
  echo "npm could not install tests/web: the browser test is left out" >&2
  [[ -z ${CI:-} ]] || exit 1
fi
cmake --preset "$preset" -DAKT_TESTS=ON >/dev/null
cmake --build --preset "$preset" --parallel "$jobs"
export LSAN_OPTIONS="suppressions=$PWD/tests/support/lsan.supp:print_suppressions=0"
exec ctest --test-dir "build/$preset" --output-on-failure --parallel "$jobs" "$@"
