#!/usr/bin/env bash
# Makes corpus/models/akt-swe.traineddata, the recogniser's model: from the trial's network, with a larger alphabet, trained on
# rendered lines, packed to whole numbers.
# usage: corpus/train/recognizer/make.sh [WORK] [BATCHES_OF_LINES] [LINES_TO_TRAIN_ON]     (build/recognizer 77 36000)
# What WORK holds already is not made again. About two hours on two cores: rendering 84,000 lines takes an hour of one, beside it
# run 15 minutes of lstmtraining and then the training proper, at 8 to 12 lines a second. Needs packages.txt and ../shared
# ($AKT_SHARED overrides): models/large, langdata, text, names.
set -euo pipefail
cd "$(dirname "$0")/../../.."
work=${1:-build/recognizer} batches=${2:-77} lines=${3:-36000}
shared=$(realpath "${AKT_SHARED:-../shared}") here=corpus/train/recognizer python=/usr/bin/python3 # Debian's, which has its modules
export OMP_THREAD_LIMIT=1 OPENBLAS_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1
mkdir -p "$work/starter" "$work/lines"

# The alphabet: the trial's and new_characters.txt. The word list in it: see corpus/models/README.md.
if [[ ! -e $work/starter/akt/akt.traineddata ]]; then
  combine_tessdata -u "$shared/models/large/starter.traineddata" "$work/starter/old."
  unicharset_extractor --output_unicharset "$work/starter/new.unicharset" --norm_mode 1 "$here/new_characters.txt"
  merge_unicharsets "$work/starter/old.lstm-unicharset" "$work/starter/new.unicharset" "$work/starter/all.unicharset"
  combine_lang_model --input_unicharset "$work/starter/all.unicharset" --script_dir "$shared/langdata" --words "$shared/langdata/swe.wordlist" \
    --puncs "$shared/langdata/swe.punc" --numbers "$shared/langdata/swe.numbers" --output_dir "$work/starter" --lang akt --version_str akt-swe-1
fi

"$python" "$here/render_lines.py" "$shared" "$work/lines" 0 20
{
  "$python" "$here/render_lines.py" "$shared" "$work/lines" 21 "$batches"
  # Seldom printed signs, for the end of the training.
  "$python" "$here/render_lines.py" "$shared" "$work/lines" 200 207 800 100
} &
rendering=$!
trap 'kill "$rendering" 2>/dev/null || true' EXIT

# Tesseract's own trainer first: it knows how to carry the network over to the larger alphabet.
if [[ ! -e $work/remapped.lstm ]]; then
  xz -dc "$shared/models/large/trial.checkpoint.xz" >"$work/trial.checkpoint"
  printf '%s\n' "$work"/lines/lines-0[01]?.lstmf >"$work/list"
  lstmtraining --model_output "$work/first" --continue_from "$work/trial.checkpoint" --old_traineddata "$shared/models/large/starter.traineddata" \
    --traineddata "$work/starter/akt/akt.traineddata" --train_listfile "$work/list" --reset_learning_rate --learning_rate 0.0003 \
    --max_iterations 4300 --debug_interval 0
  lstmtraining --stop_training --continue_from "$work/first_checkpoint" --traineddata "$work/starter/akt/akt.traineddata" \
    --model_output "$work/remapped.traineddata"
  combine_tessdata -u "$work/remapped.traineddata" "$work/remapped."
fi
[[ -e $work/trained/average.lstm ]] || "$python" "$here/train.py" "$work/remapped" "$work/lines" "$work/trained" "$lines"
wait "$rendering"

cp "$work/starter/akt/akt.traineddata" "$work/akt-swe.traineddata"
cp "$work/trained/average.lstm" "$work/akt-swe.lstm"
combine_tessdata -o "$work/akt-swe.traineddata" "$work/akt-swe.lstm"
combine_tessdata -c "$work/akt-swe.traineddata"
cp "$work/akt-swe.traineddata" corpus/models/
