#!/usr/bin/env bash
# Every header compiles alone.
set -euo pipefail
cd "$(dirname "$0")/.."
git ls-files -z '*.h' | xargs -0 -r -n 1 -P "$(nproc)" sh -c \
  'g++ -std=c++20 -I. -Wall -Wextra -Wconversion -Wshadow -Werror -fsyntax-only -include "$0" -x c++ /dev/null || { echo "does not compile alone: $0" >&2; exit 255; }'
