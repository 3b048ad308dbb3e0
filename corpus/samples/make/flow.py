"""Lays a letter out on A4 pages: what stands where, in points from the top left. Drawing is draw.py's."""

import dataclasses
import html
import re

import gi

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
import cairo  # noqa: E402
from gi.repository import Pango, PangoCairo  # noqa: E402

from .letter import plain  # noqa: E402

WIDTH_PT, HEIGHT_PT = 595.28, 841.89
LEFT_PT, RIGHT_PT, TOP_PT, BOTTOM_PT = 74.0, 62.0, 52.0, 66.0
TEXT_PT = WIDTH_PT - LEFT_PT - RIGHT_PT
INK, ACCENT, STAMP_INK = (0.07, 0.07, 0.08), (0.10, 0.27, 0.45), (0.55, 0.12, 0.20)


@dataclasses.dataclass
class Text:
    """Lines first..last (half-open) of a Pango layout, the first one's top left at x, y."""
    layout: object
    x: float
    y: float
    first: int
    last: int
    colour: tuple = INK


@dataclasses.dataclass
class Rule:
    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.6
    colour: tuple = INK


@dataclasses.dataclass
class Scribble:
    """A signature: nothing to read."""
    x: float
    y: float
    width: float
    number: int


@dataclasses.dataclass
class Emblem:
    """A letterhead's mark of honour, so that colour scans have a picture in them."""
    x: float
    y: float
    size: float


@dataclasses.dataclass
class Stamp:
    texts: list
    x: float
    y: float
    width: float
    height: float
    angle: float


@dataclasses.dataclass
class Page:
    items: list = dataclasses.field(default_factory=list)
    truth: list = dataclasses.field(default_factory=list)  # printed text, a paragraph a line
    headings: list = dataclasses.field(default_factory=list)  # (text, y)


def line_metrics(layout):
    """(top, bottom, baseline, start byte, end byte, x) of each line, points within the layout."""
    found, it = [], layout.get_iter()
    while True:
        line, (_, logical) = it.get_line_readonly(), it.get_line_extents()
        found.append((logical.y / Pango.SCALE, (logical.y + logical.height) / Pango.SCALE,
                      it.get_baseline() / Pango.SCALE, line.start_index, line.start_index + line.length,
                      logical.x / Pango.SCALE))
        if not it.next_line():
            return found


def _markup(text):
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html.escape(text, quote=False))


class Flow:
    def __init__(self, letter):
        self.letter = letter
        family, _, size = letter.first("font").rpartition(" ")
        self.family, self.size = family, float(size)
        font_map = PangoCairo.FontMap.new()
        if family not in {f.get_name() for f in font_map.list_families()}:
            raise SystemExit(f"{letter.stem}: the font {family} is missing; README.md names the Debian packages")
        self.context = font_map.create_context()
        options = cairo.FontOptions()
        options.set_hint_style(cairo.HintStyle.NONE)
        options.set_hint_metrics(cairo.HintMetrics.OFF)
        options.set_antialias(cairo.Antialias.GRAY)
        PangoCairo.context_set_font_options(self.context, options)
        PangoCairo.context_set_resolution(self.context, 72.0)
        self.context.set_language(Pango.Language.from_string("sv"))
        self.pages = []
        self.running = letter.first("running")

    def text(self, text, width=None, scale=1.0, bold=False, align=Pango.Alignment.LEFT):
        layout = Pango.Layout.new(self.context)
        font = Pango.FontDescription.new()
        font.set_family(self.family)
        font.set_size(int(self.size * scale * Pango.SCALE))
        if bold:
            font.set_weight(Pango.Weight.BOLD)
        layout.set_font_description(font)
        layout.set_alignment(align)
        layout.set_wrap(Pango.WrapMode.WORD)
        layout.set_spacing(int(self.size * 0.2 * Pango.SCALE))
        if width is not None:
            layout.set_width(int(width * Pango.SCALE))
        markup = _markup(text)
        if "Mono" in self.family or "Cursor" in self.family:  # a typewriter has no ligatures
            markup = f'<span font_features="liga=0">{markup}</span>'
        layout.set_markup(markup, -1)
        return layout

    @staticmethod
    def extent(layout):
        _, logical = layout.get_pixel_extents()
        return logical.width, line_metrics(layout)[-1][1]

    def put(self, layout, x, y, colour=INK):
        self.page.items.append(Text(layout, x, y, 0, layout.get_line_count(), colour))
        return y + self.extent(layout)[1]

    # Pages ------------------------------------------------------------------------------------------------------

    def new_page(self):
        self.page = Page()
        self.pages.append(self.page)
        self.y = TOP_PT
        if len(self.pages) == 1:
            self.letterhead()
        elif self.running:
            cells = [c.strip() for c in self.running.split("||")]
            left = self.text(cells[0], TEXT_PT * 0.45, 0.85)
            right = self.text(cells[-1], TEXT_PT * 0.40, 0.85, align=Pango.Alignment.RIGHT)
            self.put(left, LEFT_PT, self.y)
            bottom = max(self.y + self.extent(left)[1], self.put(right, LEFT_PT + TEXT_PT * 0.45, self.y))
            self.page.items.append(Rule(LEFT_PT, bottom + 3, WIDTH_PT - RIGHT_PT, bottom + 3))
            self.page.truth.append("\t".join(plain(c) for c in cells))
            self.y = bottom + 18
        else:
            self.y += 18

    def letterhead(self):
        lines = self.letter.layout.get("letterhead", [])
        if lines:
            indent = 0.0
            if len(lines) > 1:
                self.page.items.append(Emblem(LEFT_PT, self.y, 32.0))
                indent = 42.0
            for number, line in enumerate(lines):
                scale = 1.45 if number == 0 else 1.0
                self.y = self.put(self.text(line, scale=scale, bold=number == 0), LEFT_PT + indent, self.y, ACCENT)
                self.page.truth.append(plain(line))
            self.y += 8
            self.page.items.append(Rule(LEFT_PT, self.y, WIDTH_PT - RIGHT_PT, self.y, 0.9, ACCENT))
            self.y += 16
        for text in self.letter.layout.get("stamp", []):
            self.stamp([line.strip() for line in text.split(" / ")])

    def stamp(self, lines):
        texts = [self.text(line, scale=0.95, bold=True) for line in lines]
        width = max(self.extent(t)[0] for t in texts) + 20
        height = sum(self.extent(t)[1] + 2 for t in texts) + 12
        below = 34 if self.letter.layout.get("letterhead") else 0
        self.page.items.append(Stamp(texts, WIDTH_PT - RIGHT_PT - width - 14, self.y + below, width, height, -0.05))
        self.page.truth += [plain(line) for line in lines]

    def footers_and_numbers(self):
        footer = self.letter.layout.get("footer", [])
        for number, page in enumerate(self.pages, 1):
            self.page = page
            if self.running and len(self.pages) > 1:
                label = f"{number} ({len(self.pages)})"
                layout = self.text(label, scale=0.85)
                self.put(layout, WIDTH_PT - RIGHT_PT - self.extent(layout)[0], TOP_PT)
                page.truth.insert(0 if number == 1 else 1, label)
            if footer:
                texts = [self.text(line.replace(" || ", "          "), TEXT_PT, 0.78) for line in footer]
                y = HEIGHT_PT - 34 - sum(self.extent(t)[1] for t in texts)
                page.items.append(Rule(LEFT_PT, y - 4, WIDTH_PT - RIGHT_PT, y - 4, 0.5))
                for layout, line in zip(texts, footer):
                    y = self.put(layout, LEFT_PT, y)
                    page.truth.append(plain(line.replace(" || ", "\t")))

    def room(self, height):
        if self.y + height > HEIGHT_PT - BOTTOM_PT:
            self.new_page()

    # Blocks -----------------------------------------------------------------------------------------------------

    def flowing(self, text, mark="", indent=0.0, after=0.7):
        """A paragraph or list item, which may be cut between pages at a line."""
        layout = self.text(text, TEXT_PT - indent)
        lines, raw = line_metrics(layout), layout.get_text().encode()
        first = 0
        while first < len(lines):
            last = first
            while last < len(lines) and self.y + lines[last][1] - lines[first][0] <= HEIGHT_PT - BOTTOM_PT:
                last += 1
            if last - first < min(2, len(lines) - first):
                self.new_page()
                continue
            words = raw[lines[first][3]:lines[last - 1][4]].decode().strip()
            if first == 0 and mark:
                self.put(self.text(mark), LEFT_PT + indent - self.size * 1.7, self.y)
                words = f"{mark} {words}"
            self.page.items.append(Text(layout, LEFT_PT + indent, self.y, first, last))
            self.page.truth.append(words)
            self.y += lines[last - 1][1] - lines[first][0]
            first = last
            if first < len(lines):
                self.new_page()
        self.y += self.size * after

    def heading(self, block):
        scale = 1.3 if block.kind == "title" else 1.08
        layout = self.text(block.text, TEXT_PT, scale, bold=True)
        self.y += self.size * (0.6 if block.kind == "title" else 0.35)
        self.room(self.extent(layout)[1] + self.size * 3.2)
        self.page.headings.append((plain(block.text), self.y))
        self.page.truth.append(plain(block.text))
        self.y = self.put(layout, LEFT_PT, self.y) + self.size * (0.6 if block.kind == "title" else 0.25)

    def lines(self, block):
        """Rows of one or more cells. Bold first cells throughout make a narrow column of labels."""
        labels = all(row[0].startswith("**") and len(row) == 2 for row in block.rows)
        for row in block.rows:
            shares = [0.27, 0.73] if labels else [1 / len(row)] * len(row)
            texts = [self.text(cell, TEXT_PT * share - 6) for cell, share in zip(row, shares)]
            height = max(self.extent(t)[1] for t in texts)
            if not any(row):
                self.y += self.size * 0.8
                continue
            self.room(height)
            x = LEFT_PT
            for layout, share in zip(texts, shares):
                self.put(layout, x, self.y)
                x += TEXT_PT * share
            self.page.truth.append("\t".join(plain(cell) for cell in row if cell))
            self.y += height + self.size * 0.16
        self.y += self.size * 0.6

    def table(self, block):
        columns = list(zip(*block.rows))
        numeric = [n > 0 and all(re.fullmatch(r"[–\-]?[\d\s,.%]*( ?(kr|mån|m³))?|", plain(c)) for c in column[1:])
                   for n, column in enumerate(columns)]
        natural = [max(self.extent(self.text(c, bold=True))[0] for c in column) + 14 for column in columns]
        total = min(TEXT_PT, max(sum(natural), TEXT_PT * 0.8))
        spare = total - sum(natural)
        widest = natural.index(max(natural))
        widths = [w + (spare if n == widest else 0.0) for n, w in enumerate(natural)]
        for number, row in enumerate(block.rows):
            texts = [self.text(cell, width - 10, bold=number == 0,
                               align=Pango.Alignment.RIGHT if right else Pango.Alignment.LEFT)
                     for cell, width, right in zip(row, widths, numeric)]
            height = max(self.extent(t)[1] for t in texts) + 5
            self.room(height)
            if number == 0:
                self.page.items.append(Rule(LEFT_PT, self.y, LEFT_PT + total, self.y))
            x, top = LEFT_PT, self.y
            for layout, width in zip(texts, widths):
                self.put(layout, x + 5, top + 2)
                self.page.items.append(Rule(x, top, x, top + height, 0.4))
                x += width
            self.page.items.append(Rule(x, top, x, top + height, 0.4))
            self.y += height
            self.page.items.append(Rule(LEFT_PT, self.y, LEFT_PT + total, self.y, 0.9 if number == 0 else 0.4))
            self.page.truth.append("\t".join(plain(cell) for cell in row if cell))
        self.y += self.size * 0.9

    def sign(self, following):
        columns = len(following.rows[0]) if following is not None and following.kind == "lines" else 1
        height = 34.0
        self.room(height + self.size * 3)
        for number in range(columns):
            self.page.items.append(Scribble(LEFT_PT + number * TEXT_PT / columns + 4, self.y + 4,
                                            min(120.0, TEXT_PT / columns * 0.75), number))
        self.y += height

    def run(self):
        self.new_page()
        for number, block in enumerate(self.letter.blocks):
            following = self.letter.blocks[number + 1] if number + 1 < len(self.letter.blocks) else None
            if block.kind in ("title", "heading"):
                self.heading(block)
            elif block.kind == "paragraph":
                self.flowing(block.text, after=0.1 if block.mark == "label" else 0.7)
            elif block.kind == "item":
                more = following is not None and following.kind == "item"
                self.flowing(block.text, block.mark, self.size * 2.2, 0.2 if more else 0.6)
            elif block.kind == "lines":
                self.lines(block)
            elif block.kind == "table":
                self.table(block)
            elif block.kind == "sign":
                self.sign(following)
            elif block.kind == "page":
                self.new_page()
        self.footers_and_numbers()
        return self.pages


def lay_out(letter):
    """The letter's pages, in reading order of their items."""
    return Flow(letter).run()
