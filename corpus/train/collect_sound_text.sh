#!/usr/bin/env bash
# Gathers sound text that the repairer must leave alone from what is installed here, a folder a kind: source
# code and data, documentation, manual pages by language, and programs' messages by language. To be measured
# with evaluate_harm. Needs gettext (msgunfmt).
# usage: collect_sound_text.sh OUT [FOLDER…]   (FOLDER: where to look; without: /usr)
set -euo pipefail
out=$1
shift
folders=("${@:-/usr}")
kMostBytes=40000000 # of a kind

# copy KIND FIND-TEST…: the files that pass, spread over all there are, until there are enough.
copy() {
    local kind=$1 bytes=0 number=0
    shift
    mkdir -p "$out/$kind"
    while read -r file && ((bytes < kMostBytes)); do
        local copy
        printf -v copy '%s/%s/%06d' "$out" "$kind" $((number += 1))
        case $file in
            *.gz) zcat "$file" ;;
            *) cat "$file" ;;
        esac >"$copy"
        bytes=$((bytes + $(stat -c %s "$copy")))
    done < <(find "${folders[@]}" -type f \( "$@" \) 2>/dev/null | LC_ALL=C sort |
        shuf --random-source=<(yes))
}

copy c -name '*.[ch]' -o -name '*.cpp' -o -name '*.hpp' -o -name '*.cc'
copy python -name '*.py'
copy perl -name '*.p[lm]'
copy javascript -name '*.js' -o -name '*.ts'
copy json -name '*.json'
copy csv -name '*.csv' -o -name '*.tsv'
copy xml -name '*.xml' -o -name '*.svg' -o -name '*.xsd'
copy html -name '*.html'
copy style -name '*.css' -o -name '*.tex'
copy shell -name '*.sh' -o -path '*/init.d/*'
copy settings -name '*.yml' -o -name '*.yaml' -o -name '*.ini' -o -name '*.conf' -o -name '*.sql' -o -name '*.cmake'
copy readme -name '*.md' -o -name '*.rst' -o -name '*.txt' -o -name 'README*'
copy copyright -name copyright
copy changelog -name 'changelog*'
copy manual-en -path '*/man/man[1-8]/*'
find "${folders[@]}" -path '*/man/*/man[1-8]' -type d | sed 's|.*/man/\(.*\)/man[1-8]$|\1|' | sort -u |
    while read -r language; do copy "manual-$language" -path "*/man/$language/man[1-8]/*"; done
number=0
while read -r file; do
    language=${file%/LC_MESSAGES/*}
    folder=$out/messages-${language##*/}
    mkdir -p "$folder"
    number=$((number + 1))
    # The translations only: "msgstr" and the quoted lines after it.
    msgunfmt --no-wrap "$file" 2>/dev/null |
        awk '/^msgid/ {ours = 0} /^msgstr/ {ours = 1} ours {sub(/^msgstr[^"]*/, ""); print}' |
        sed 's/^"//; s/"$//; s/\\n$//; s/\\"/"/g' >"$folder/$(basename "$file").$number"
done < <(find "${folders[@]}" -path '*/locale/*/LC_MESSAGES/*.mo' -type f | LC_ALL=C sort)
