#!/usr/bin/env bash
# Makes the models of corpus/models again from ../shared (or $AKT_SHARED) and hunspell-sv; some minutes on one core.
# usage: make_models.sh [OUT [PARTS]]
#   OUT    folder to write to (default: corpus/models)
#   PARTS  leave out the training lines whose hash is divisible by PARTS, to measure on them (default: none)
set -euo pipefail
cd "$(dirname "$0")/../.."
out=${1:-corpus/models}
parts=${2:-0}
mkdir -p "$out"
cmake --preset release >/dev/null
cmake --build --preset release --target build_confusions build_lexicon train_letters train_context train_losses
tools=build/release/corpus/train
folds=$(mktemp -d)
trap 'rm -rf "$folds"' EXIT
mkdir "$folds/0" "$folds/1"
"$tools/build_lexicon" "$out/lexicon.akt" "$parts"
"$tools/train_letters" "$out" "$out/letters.akt"
"$tools/train_letters" "$out" "$folds/0/letters.akt" 0 2
"$tools/train_letters" "$out" "$folds/1/letters.akt" 1 2
"$tools/train_context" "$out" "$folds/0" "$folds/1" "$out/context.akt" "$parts"
"$tools/build_confusions" corpus/train/confusions.tsv corpus/train/confusions_seen.tsv "$out"
"$tools/train_losses" "$out" "$out/losses.akt" "$parts"
