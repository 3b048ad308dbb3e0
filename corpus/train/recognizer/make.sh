#!/usr/bin/env bash
# Makes a recogniser's model: from the trial's network, with a larger alphabet, trained on rendered lines, packed to whole numbers.
# usage: corpus/train/recognizer/make.sh large|small [WORK] [BATCHES_OF_LINES] [LINES_TO_TRAIN_ON]     (build/recognizer 77)
# large: corpus/models/akt-swe-large.traineddata, 1.49 M weights; small: akt-swe.traineddata, 0.40 M. What WORK holds already is
# not made again; the two share its lines. About two hours on two cores: rendering 84,000 lines takes an hour of one, beside it
# run 4 to 15 minutes of lstmtraining and then the training proper, at 8 to 12 lines a second (large) or 45 (small). Needs
# packages.txt and ../shared ($AKT_SHARED overrides): models, langdata, text, names.
set -euo pipefail
cd "$(dirname "$0")/../../.."
size=$1 work=${2:-build/recognizer} batches=${3:-77}
# Of lstmtraining, then of train.py. The iterations go on from the trial's.
case $size in
  large) name=akt-swe-large first_rate=0.0003 first_iterations=4300 lines=${4:-36000} rate=0.0006 ;;
  small) name=akt-swe first_rate=0.0005 first_iterations=4000 lines=${4:-220000} rate=0.0015 ;;
  *) echo "usage: make.sh large|small [WORK] [BATCHES_OF_LINES] [LINES_TO_TRAIN_ON]" >&2; exit 2 ;;
esac
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
own=$work/$size
mkdir -p "$own"
if [[ ! -e $own/remapped.lstm ]]; then
  xz -dc "$shared/models/$size/trial.checkpoint.xz" >"$own/trial.checkpoint"
  printf '%s\n' "$work"/lines/lines-0[01]?.lstmf >"$work/list"
  lstmtraining --model_output "$own/first" --continue_from "$own/trial.checkpoint" --old_traineddata "$shared/models/$size/starter.traineddata" \
    --traineddata "$work/starter/akt/akt.traineddata" --train_listfile "$work/list" --reset_learning_rate --learning_rate "$first_rate" \
    --max_iterations "$first_iterations" --debug_interval 0
  lstmtraining --stop_training --continue_from "$own/first_checkpoint" --traineddata "$work/starter/akt/akt.traineddata" \
    --model_output "$own/remapped.traineddata"
  combine_tessdata -u "$own/remapped.traineddata" "$own/remapped."
fi
[[ -e $own/trained/average.lstm ]] || "$python" "$here/train.py" "$own/remapped" "$work/lines" "$own/trained" "$lines" "$rate"
wait "$rendering"

# The parts, with the trained network for the starter's none. The small one goes without word lists: see corpus/models/README.md.
rm -rf "$own/parts"
mkdir "$own/parts"
combine_tessdata -u "$work/starter/akt/akt.traineddata" "$own/parts/$name."
[[ $size == large ]] || rm "$own/parts/$name".*-dawg
cp "$own/trained/average.lstm" "$own/parts/$name.lstm"
combine_tessdata "$own/parts/$name."
combine_tessdata -c "$own/parts/$name.traineddata"
cp "$own/parts/$name.traineddata" corpus/models/
