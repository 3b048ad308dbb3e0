#!/usr/bin/python3
"""Turns letters/*.txt into truth/, files/, files.json and README.md's table.

usage: generate.py [--seed N] [--to DIR] [--only NAME…] [--check]
Debian packages: see README.md. The same seed gives the same bytes.
"""

import argparse
import json
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

from make.build import Builder  # noqa: E402
from make.flow import lay_out  # noqa: E402
from make.letter import read_letter  # noqa: E402
from make.plan import SAMPLES  # noqa: E402

DEFAULT_SEED = 20190314
ONE_PAGE = ("png", "photo")
TABLE_START, TABLE_END = "<!-- files: made by generate.py -->", "<!-- end of files -->"


def write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))


def as_json(value):
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def generate(to, seed, only):
    letters = {path.stem: read_letter(path) for path in sorted((HERE / "letters").glob("*.txt"))}
    laid_out = {stem: lay_out(letter) for stem, letter in letters.items()}
    builder = Builder(letters, laid_out, seed)
    for stem, pages in laid_out.items():
        write(to / "truth" / f"{stem}.txt", "\f".join("\n".join(page.truth) + "\n" for page in pages))
        write(to / "truth" / f"{stem}.json", as_json(letters[stem].metadata))
    listed = [builder.listed(sample) for sample in SAMPLES]
    write(to / "files.json", as_json(listed))
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    write(to / "README.md", with_table(readme, listed, {stem: letter.metadata for stem, letter in letters.items()}))
    for sample in SAMPLES:
        if only and not any(name in sample.file for name in only):
            continue
        if sample.kind in ONE_PAGE and len(laid_out[builder.stem(sample)]) != 1:
            raise SystemExit(f"{sample.file}: the letter needs more than one page")
        data = (to / "files" / sample.of).read_bytes() if sample.of else builder.bytes(sample)
        write(to / "files" / sample.file, data)
        print(f"{len(data):8d}  {len(laid_out[builder.stem(sample)])} p  {sample.file}", file=sys.stderr)


def with_table(readme, listed, metadata):
    """README.md's text with its table of files made anew."""
    rows = ["| file | kind | pages | scanner or damage | document | expected reading |", "|---|---|---|---|---|---|"]
    for row in listed:
        known = metadata[row["truth"]]
        rows.append(f"| `{row['file']}` | {row['kind']} | {row['pages']} | {row['scanner']} | "
                    f"{known['type']}: {known['title']} ({known['date'][:4]}) | {row['expected_read']} |")
    before, rest = readme.split(TABLE_START)
    after = rest.split(TABLE_END)[1]
    return before + TABLE_START + "\n" + "\n".join(rows) + "\n" + TABLE_END + after


def differences(made, kept):
    """Names that are missing, extra or different in `kept`."""
    names = {"files.json", "README.md"}
    for folder in ("truth", "files"):
        for root in (made, kept):
            names |= {f"{folder}/{path.name}" for path in (root / folder).glob("*")}
    return [name for name in sorted(names)
            if not (made / name).is_file() or not (kept / name).is_file()
            or (made / name).read_bytes() != (kept / name).read_bytes()]


def main():
    parser = argparse.ArgumentParser(description="Makes the samples from letters/.")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    parser.add_argument("--to", type=pathlib.Path, default=HERE, help="folder for truth/, files/ and files.json")
    parser.add_argument("--only", nargs="+", help="files whose name contains one of these")
    parser.add_argument("--check", action="store_true", help="make them elsewhere and compare byte by byte")
    arguments = parser.parse_args()
    if not arguments.check:
        generate(arguments.to, arguments.seed, arguments.only)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        generate(pathlib.Path(folder), arguments.seed, None)
        different = differences(pathlib.Path(folder), HERE)
    for name in different:
        print(f"differs: {name}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
