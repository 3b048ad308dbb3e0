#!/usr/bin/env bash
# Makes the models of corpus/models again from ../shared (or $AKT_SHARED) and hunspell-sv.
# usage: make_models.sh [OUT [PARTS]]
#   OUT    folder to write to (default: corpus/models)
#   PARTS  leave out the training lines whose hash is divisible by PARTS, to measure on them (default: none)
set -euo pipefail
cd "$(dirname "$0")/../.."
out=${1:-corpus/models}
parts=${2:-0}
mkdir -p "$out"
cmake --preset release >/dev/null
cmake --build --preset release --target build_lexicon
tools=build/release/corpus/train
"$tools/build_lexicon" "$out/lexicon.akt" "$parts"
