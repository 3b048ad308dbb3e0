#!/usr/bin/env bash
# Builds the fuzzers and runs each for some seconds on its seeds, the same way every time so that a change is
# not blamed for luck. usage: run-fuzzers.sh SECONDS
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:?usage: run-fuzzers.sh SECONDS}
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz --parallel "$(nproc)" --target fuzzers
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
run_one() {
  local fuzzer=$1 scratch=$2 seconds=$3
  local name; name=$(basename "$fuzzer" _fuzzer)
  mkdir -p "$scratch/$name"
  local seeds=(); [[ -d tests/fuzz/seeds/$name ]] && seeds=("tests/fuzz/seeds/$name")
  if "$fuzzer" -max_total_time="$seconds" -seed=1 -timeout=10 -rss_limit_mb=2048 -max_len=16384 -print_final_stats=1 \
      -artifact_prefix="$scratch/$name-" "$scratch/$name" "${seeds[@]}" >"$scratch/$name.log" 2>&1; then
    printf '%s: %s executions, no finding\n' "$name" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$scratch/$name.log")"
  else
    tail -n 40 "$scratch/$name.log" >&2
    echo "$name: a finding" >&2
    return 1
  fi
}
export -f run_one
find build/fuzz/tests/fuzz -maxdepth 1 -name '*_fuzzer' -type f -print0 | sort -z |
  xargs -0 -r -n 1 -P "$(nproc)" bash -c 'run_one "$3" "$1" "$2"' _ "$scratch" "$seconds"
