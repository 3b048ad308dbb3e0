#!/usr/bin/env bash
# Makes the models of corpus/models and ocr/repair/telltale_words.h again from ../shared (or $AKT_SHARED) and
# hunspell-sv; some minutes on one core.
# usage: make_models.sh [OUT [PARTS]]
#   OUT    folder to write to (default: corpus/models)
#   PARTS  leave out the training lines whose hash is divisible by PARTS, to measure on them (default: none)
set -euo pipefail
cd "$(dirname "$0")/../.."
out=${1:-corpus/models}
parts=${2:-0}
mkdir -p "$out"
cmake --preset release >/dev/null
cmake --build --preset release --target build_confusions build_lexicon count_pairs count_parts \
  find_telltale_words train_letters train_rare_words train_context train_losses
tools=build/release/corpus/train
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/words" "$work/fold"
"$tools/build_lexicon" "$work/words/lexicon.akt" "$parts"
"$tools/count_parts" "$work/words" "$out"
"$tools/train_letters" "$out" "$out/letters.akt"
# What is asked about rare words must not have been counted with them.
"$tools/count_parts" "$work/words" "$work/fold" 0 2
"$tools/train_letters" "$work/words" "$work/fold/letters.akt" 0 2
"$tools/train_rare_words" "$work/fold" "$out/rare.akt" "$parts"
"$tools/train_context" "$out" "$out/context.akt" "$parts"
"$tools/count_pairs" "$out/pairs.akt" "$parts"
"$tools/build_confusions" corpus/train/confusions.tsv corpus/train/confusions_seen.tsv "$out"
"$tools/train_losses" "$out" "$out/losses.akt" "$parts"
[ "$out" != corpus/models ] || "$tools/find_telltale_words" ocr/repair/telltale_words.h
