#!/usr/bin/env python3
"""Checks the samples as they lie here, with nothing but Python: truth, files.json and files fit together, and
nothing in them could be mistaken for a real person's or authority's number or address.

Whether files/ is what the generator gives is asked with `generate.py --check`.
"""

import datetime
import json
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
KEYS = ["title", "date", "received", "dnr", "type", "sender", "recipients", "sections", "org_numbers",
        "personal_numbers", "language"]
FILE_KEYS = ["file", "truth", "kind", "scanner", "pages", "expected_read", "copy_of"]
TYPES = {"beslut", "protokoll", "tjänsteskrivelse", "brev", "motion", "kallelse", "kungörelse", "avtal", "yttrande",
         "policy", "faktura", "enkät", "övrigt"}
KINDS = {"pdf-scan", "pdf-wrong-layer", "pdf-good-layer", "pdf-layered", "pdf-born-digital", "tiff", "png", "photo",
         "copy", "text-cp1252", "text-utf16", "text-utf8-as-latin1", "text-cp850-as-cp1252",
         "text-macroman-as-cp1252", "text-iso646-se", "text-marks-stripped"}
SIGNATURES = {".pdf": b"%PDF-1.", ".tif": b"II*\0", ".png": b"\x89PNG", ".jpg": b"\xff\xd8\xff"}
MAX_TOTAL_BYTES = 5_000_000
MIN_DOCUMENTS = 32
# Series kept for fiction, without the leading zero: (first, last).
FICTION = ((846500400, 846500499), (313900600, 313900699), (406280400, 406280499), (980319200, 980319299),
           (701740605, 701740699))
TEST_PERSON = "19121212-1212"


def luhn(digits):
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value // 10 + value % 10
    return total % 10 == 0


def flat(text):
    return " ".join(text.split())


def truth_faults(stem):
    raw = (HERE / "truth" / f"{stem}.txt").read_text(encoding="utf-8")
    known = json.loads((HERE / "truth" / f"{stem}.json").read_text(encoding="utf-8"))
    text = flat(raw)
    if list(known) != KEYS:
        return ["keys of the json are not the agreed ones"]
    faults = []
    if unicodedata.normalize("NFC", raw) != raw:
        faults.append("text is not NFC")
    if not 100 <= len(text.split()) <= 700:
        faults.append(f"{len(text.split())} words")
    if known["type"] not in TYPES:
        faults.append(f"type {known['type']}")
    for key in ("date", "received"):
        if known[key] is not None:
            datetime.date.fromisoformat(known[key])
    printed = [known["title"], *known["dnr"], *known["org_numbers"], *known["personal_numbers"]]
    faults += [f"{value!r} is not in the text" for value in printed if flat(value) not in text]
    faults += [f"§ {section} is not in the text" for section in known["sections"] if f"§ {section}" not in text]
    for number in known["org_numbers"]:
        if not (re.fullmatch(r"\d{6}-\d{4}", number) and int(number[2]) >= 2 and luhn(number.replace("-", ""))):
            faults.append(f"{number} is no organisationsnummer")
    if any(number != TEST_PERSON for number in known["personal_numbers"]):
        faults.append("a personnummer that is not the test number")
    return faults + invention_faults(raw, known)


def invention_faults(raw, known):
    """Addresses and numbers that are not plainly invented."""
    faults = []
    for host in re.findall(r"(?:@|www\.|https?://)([\w.-]+)", raw):
        if not re.search(r"\.example$", host.rstrip(".")):
            faults.append(f"{host} does not end in .example")
    for number in re.findall(r"(?<![\d/-])0\d{1,3}-\d[\d ]{4,9}\d(?!\d)", raw):
        digits = int(re.sub(r"\D", "", number))
        if not any(first <= digits <= last for first, last in FICTION):
            faults.append(f"telephone {number} is not from a series kept for fiction")
    listed = set(known["org_numbers"] + known["personal_numbers"])
    for number in re.findall(r"(?<![\d-])(?:\d{2})?\d{6}[-+]\d{4}(?!\d)", raw):
        if number not in listed:
            faults.append(f"{number} looks like a personnummer or organisationsnummer and is not in the json")
    return faults


def file_faults(row, rows):
    if list(row) != FILE_KEYS:
        return ["keys in files.json are not the agreed ones"]
    path, faults = HERE / "files" / row["file"], []
    if not path.is_file():
        return ["is missing"]
    data = path.read_bytes()
    truth = HERE / "truth" / f"{row['truth']}.txt"
    if not truth.is_file():
        return [f"has no truth {row['truth']}"]
    if not data.startswith(SIGNATURES.get(path.suffix, b"")):
        faults.append("is not what its name says")
    if path.suffix == ".pdf" and len(re.findall(rb"/Type /Page\b(?!s)", data)) != row["pages"]:
        faults.append("has another number of pages")
    if path.suffix != ".txt" and truth.read_text(encoding="utf-8").count("\f") + 1 != row["pages"]:
        faults.append("truth has another number of pages")
    if row["kind"] not in KINDS:
        faults.append(f"kind {row['kind']}")
    if row["expected_read"] not in ("text-layer", "ocr", "both"):
        faults.append(f"expected_read {row['expected_read']}")
    if row["kind"].startswith("text-") != (path.suffix == ".txt"):
        faults.append("kind and name disagree")
    if row["copy_of"] is not None:
        original = HERE / "files" / row["copy_of"]
        if row["copy_of"] not in rows or original.read_bytes() != data:
            faults.append(f"is no copy of {row['copy_of']}")
    return faults


def main():
    listed = json.loads((HERE / "files.json").read_text(encoding="utf-8"))
    rows = {row["file"]: row for row in listed}
    sources = {path.stem for path in (HERE / "letters").glob("*.txt")}
    texts = {path.stem for path in (HERE / "truth").glob("*.txt")}
    records = {path.stem for path in (HERE / "truth").glob("*.json")}
    on_disk = {path.name for path in (HERE / "files").iterdir()}
    faults = [f"{stem}: source, text and json are not all there"
              for stem in sorted(sources ^ texts | sources ^ records)]
    faults += [f"{name}: is in only one of files.json and files/" for name in sorted(on_disk ^ set(rows))]
    faults += [f"{stem}: no file shows it" for stem in sorted(texts - {row["truth"] for row in listed})]
    for stem in sorted(texts & records):
        faults += [f"{stem}: {fault}" for fault in truth_faults(stem)]
    for name, row in rows.items():
        faults += [f"{name}: {fault}" for fault in file_faults(row, rows)]
    faults += [f"no file of kind {kind}" for kind in sorted(KINDS - {row["kind"] for row in listed})]
    total = sum(path.stat().st_size for path in (HERE / "files").iterdir())
    if total > MAX_TOTAL_BYTES:
        faults.append(f"files/ is {total} bytes")
    if len(texts) < MIN_DOCUMENTS:
        faults.append(f"only {len(texts)} documents")
    for fault in faults:
        print(fault)
    print(f"{len(texts)} documents, {len(rows)} files, {total} bytes, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
