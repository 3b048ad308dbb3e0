"""Reads a letter's source: one file holds its text, its layout and its metadata, so nothing is written twice.

A source is a header of `key: value` lines, a line `---`, and a body. `{key=value|printed}` prints `printed` and
records `value` as metadata; `{key|printed}` records what it prints. README.md lists the whole markup.
"""

import dataclasses
import datetime
import pathlib
import re

TYPES = ("beslut", "protokoll", "tjänsteskrivelse", "brev", "motion", "kallelse", "kungörelse", "avtal",
         "yttrande", "policy", "faktura", "enkät", "övrigt")
SINGLE = ("title", "date", "received", "sender")
MANY = {"dnr": "dnr", "recipient": "recipients", "section": "sections", "org": "org_numbers",
        "personal_number": "personal_numbers"}
LAYOUT_KEYS = ("font", "letterhead", "running", "footer", "stamp", "type", "language")
ANNOTATION = re.compile(r"\{(\w+)(?:=([^|{}]*))?\|([^{}]*)\}")


class SourceError(Exception):
    """A letter's source breaks the markup."""


@dataclasses.dataclass
class Block:
    """One piece of the body. `text` keeps `**` for bold; `rows` is used by lines and table."""
    kind: str  # title, heading, paragraph, item, lines, table, sign, page
    text: str = ""
    mark: str = ""  # an item's bullet or number; "label" on a paragraph that heads the next
    rows: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Letter:
    stem: str
    layout: dict  # key -> list of values, from the header
    blocks: list
    metadata: dict

    def first(self, key, otherwise=""):
        return self.layout.get(key, [otherwise])[0]


def plain(text):
    return text.replace("**", "")


class _Reader:
    def __init__(self, path):
        self.path = path
        self.metadata = {key: None for key in SINGLE} | {key: [] for key in MANY.values()}

    def record(self, key, value):
        if key in SINGLE:
            if key in ("date", "received"):
                datetime.date.fromisoformat(value)
            if self.metadata[key] not in (None, value):
                raise SourceError(f"{self.path}: two different values of {key}")
            self.metadata[key] = value
        elif key in MANY:
            values = self.metadata[MANY[key]]
            if value not in values:
                values.append(value)
        else:
            raise SourceError(f"{self.path}: unknown metadata {key}")

    def printed(self, text):
        def replace(match):
            key, value, shown = match.groups()
            self.record(key, plain(shown if value is None else value))
            return shown
        return ANNOTATION.sub(replace, text)

    def cells(self, text):
        return [self.printed(cell.strip()) for cell in text.split("||")]

    def block(self, lines):
        first = lines[0]
        if first == "!sign":
            return [Block("sign")] + (self.block(lines[1:]) if lines[1:] else [])
        if first == "---page---":
            return [Block("page")] + (self.block(lines[1:]) if lines[1:] else [])
        if first.startswith("#"):
            level, text = first.split(" ", 1)
            text = self.printed(text)
            section = re.match(r"§ (\d+)\b", text)
            if section:
                self.record("section", section.group(1))
            kind = {"#": "title", "##": "heading", "###": "heading"}[level]
            return [Block(kind, text)] + (self.block(lines[1:]) if lines[1:] else [])
        if first.startswith(":"):
            return [Block("lines", rows=[self.cells(line[1:]) for line in lines])]
        if first.startswith("|"):
            rows = [[self.printed(c.strip()) for c in line.strip("|").split("|")] if "{" not in line
                    else [c.strip() for c in self.printed(line).strip("|").split("|")] for line in lines]
            if len({len(row) for row in rows}) != 1:
                raise SourceError(f"{self.path}: table rows of unequal length near {first}")
            return [Block("table", rows=rows)]
        item = re.compile(r"(-|\d+\.) (.*)")
        blocks, words = [], []
        for line in lines:
            match = item.fullmatch(line)
            if re.fullmatch(r"\*\*[^*]+\*\*", line) and len(lines) > 1:
                blocks.append(Block("paragraph", self.printed(line), "label"))
            elif match:
                if words:
                    blocks.append(Block("paragraph", self.printed(" ".join(words))))
                    words = []
                mark = "•" if match.group(1) == "-" else match.group(1)
                blocks.append(Block("item", self.printed(match.group(2)), mark))
            else:
                words.append(line)
        if words:
            blocks.append(Block("paragraph", self.printed(" ".join(words))))
        return blocks


def read_letter(path: pathlib.Path) -> Letter:
    reader = _Reader(path)
    head, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
    layout = {}
    for line in head.splitlines():
        key, value = line.split(": ", 1)
        if key in LAYOUT_KEYS:
            layout.setdefault(key, []).append(reader.printed(value))
        else:
            reader.record(key, value)
    blocks = []
    for chunk in re.split(r"\n\s*\n", body.strip()):
        blocks += reader.block(chunk.splitlines())
    kind = layout.get("type", [""])[0]
    if kind not in TYPES:
        raise SourceError(f"{path}: type {kind!r} is not one of {', '.join(TYPES)}")
    for key in ("title", "date", "sender"):
        if not reader.metadata[key]:
            raise SourceError(f"{path}: no {key}")
    order = ("title", "date", "received", "dnr", "type", "sender", "recipients", "sections", "org_numbers",
             "personal_numbers", "language")
    known = reader.metadata | {"type": kind, "language": layout.get("language", ["sv"])[0]}
    return Letter(path.stem, layout, blocks, {key: known[key] for key in order})
