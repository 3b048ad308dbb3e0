#!/usr/bin/env bash
# Every C++ file is as clang-format 14 writes it. usage: check-format.sh [--fix]
set -euo pipefail
cd "$(dirname "$0")/.."
mode=(--dry-run --Werror)
[[ ${1:-} == --fix ]] && mode=(-i)
git ls-files -z '*.h' '*.cpp' | xargs -0 -r -n 20 -P "$(nproc)" clang-format "${mode[@]}"
