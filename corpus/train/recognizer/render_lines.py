#!/usr/bin/env python3
"""Makes training lines: sets office text as small sheets, wears them, brings them to the recogniser's resolution as Akt
does (ocr/pages/preprocess.cpp), cuts the lines out and writes them as .lstmf.

usage: render_lines.py SHARED OUT FIRST LAST [LINES_A_BATCH [RARE]]
RARE is how often a paragraph is full of seldom printed signs, beside 103 of all the others (0). Batch N is the same whenever it is
made. Debian: python3-gi python3-gi-cairo gir1.2-pango-1.0 python3-numpy python3-pil
and the fonts of packages.txt.
"""

import io
import math
import pathlib
import random
import sys

import cairo
import gi
import numpy
from PIL import Image

import damage
import lstmf
import office_text

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402

READ_DPI = 230  # kReadingDpi there
SCAN_DPIS = [(100, 2), (120, 2), (150, 14), (170, 3), (200, 20), (240, 8), (300, 42), (400, 4), (600, 2)]
PADDING_PX = 4  # what Tesseract leaves around a line it cuts out


def fonts_of(kind):
    rows = [line.rstrip("\n").split("\t") for line in open(pathlib.Path(__file__).with_name("fonts.tsv"), encoding="utf-8")]
    return [(row[1], int(row[2])) for row in rows if row[0] == kind]


def weighted(rnd, pairs):
    return rnd.choices([value for value, _ in pairs], [weight for _, weight in pairs])[0]


class Sheet:
    """Lines set in one font; units are pixels at `dpi`. A plain one has whole paragraphs with nothing odd about them."""

    def __init__(self, rnd, font, size_pt, dpi, width_pt, plain=False):
        self.rnd, self.plain, self.scale = rnd, plain, dpi / 72
        self.size_px = size_pt * self.scale
        self.width_px = round((width_pt + 40) * self.scale)
        self.height_px = round(760 * self.scale)
        self.surface = cairo.ImageSurface(cairo.FORMAT_A8, self.width_px, self.height_px)
        self.context = cairo.Context(self.surface)
        options = cairo.FontOptions()
        options.set_antialias(cairo.ANTIALIAS_GRAY)
        options.set_hint_style(cairo.HINT_STYLE_NONE)
        options.set_hint_metrics(cairo.HINT_METRICS_OFF)
        self.context.set_font_options(options)
        self.layout = PangoCairo.create_layout(self.context)
        self.description = Pango.FontDescription(font)
        self.description.set_absolute_size(self.size_px * Pango.SCALE)
        self.layout.set_font_description(self.description)
        self.left_px, self.y_px = 20 * self.scale, 24 * self.scale
        self.leading = 1.1 if plain else rnd.choice([1.0, 1.0, 1.0, 1.08, 1.15, 1.3, 1.5])
        self.lines = []  # (left, top, right, bottom, text)
        self.layout.set_text("dkpgÅl", -1)
        ink, logical = self.layout.get_pixel_extents()
        self.line_height_px = logical.height * self.leading
        self.layout.set_text("dlhpgj", -1)
        ink, _ = self.layout.get_pixel_extents()
        baseline_px = self.layout.get_baseline() / Pango.SCALE
        self.ascent_px, self.descent_px = baseline_px - ink.y, ink.y + ink.height - baseline_px

    def full(self):
        return self.y_px + 2.2 * self.line_height_px > self.height_px

    def attributes(self, rnd, text, underlined):
        """Bold or italic labels, slight spacing."""
        attributes = Pango.AttrList()
        if self.plain:
            return attributes
        length = len(text.encode())
        if underlined:
            attributes.insert(Pango.attr_underline_new(Pango.Underline.SINGLE))
        if rnd.random() < 0.12:
            attributes.insert(Pango.attr_letter_spacing_new(int(rnd.uniform(-0.02, 0.09) * self.size_px * Pango.SCALE)))
        if rnd.random() < 0.15 and length > 12:
            label = Pango.attr_weight_new(Pango.Weight.BOLD) if rnd.random() < 0.7 else Pango.attr_style_new(Pango.Style.ITALIC)
            label.start_index = 0 if rnd.random() < 0.6 else rnd.randrange(length)
            label.end_index = label.start_index + rnd.randint(3, length)
            attributes.insert(label)
        return attributes

    def put_line(self, line, left_px, text):
        """One set line of the layout; the baseline is y + ascent of the font."""
        baseline_px = self.y_px + self.line_height_px * 0.75
        self.context.move_to(left_px, baseline_px)
        PangoCairo.show_layout_line(self.context, line)
        ink, _ = line.get_pixel_extents()
        return (left_px + ink.x, min(baseline_px - self.ascent_px, baseline_px + ink.y), left_px + ink.x + ink.width,
                max(baseline_px + self.descent_px, baseline_px + ink.y + ink.height), text)

    def put_paragraph(self, text, width_px, most_lines):
        rnd = self.rnd
        self.layout.set_width(int(width_px * Pango.SCALE))
        self.layout.set_justify(not self.plain and rnd.random() < 0.2)
        self.layout.set_text(text, -1)
        self.layout.set_attributes(self.attributes(rnd, text, rnd.random() < 0.03))
        encoded = text.encode()
        indent_px = 0 if self.plain else rnd.choice([0, 0, 0, 12, 30]) * self.scale
        for number in range(min(most_lines, self.layout.get_line_count())):
            if self.full():
                return
            line = self.layout.get_line_readonly(number)
            # A line broken inside a character's bytes shows no whole text.
            printed = " ".join(encoded[line.start_index:line.start_index + line.length].decode(errors="ignore").split())
            if printed:
                self.lines.append(self.put_line(line, self.left_px + min(indent_px, self.width_px / 8), printed))
            self.y_px += self.line_height_px

    def put_row(self, cells, columns_px, ruled):
        """Cells on one line, maybe between rules; a rule is no text."""
        if self.full():
            return
        self.layout.set_width(-1)
        self.layout.set_attributes(Pango.AttrList())
        at_px, boxes, printed, rules_px = self.left_px, [], [], [self.left_px - 0.3 * self.size_px]
        for cell, column_px in zip(cells, columns_px):
            self.layout.set_text(cell, -1)
            width_px = self.layout.get_pixel_extents()[1].width
            if at_px + width_px > self.width_px - self.left_px / 2:
                break
            boxes.append(self.put_line(self.layout.get_line_readonly(0), at_px, cell))
            printed.append(cell)
            at_px = max(at_px + width_px + 0.8 * self.size_px, at_px + column_px)
            rules_px.append(at_px - 0.4 * self.size_px)
        if ruled:
            self.context.set_line_width(max(0.6, self.rnd.uniform(0.3, 1.2) * self.scale))
            top_px, bottom_px = self.y_px - 0.1 * self.line_height_px, self.y_px + 1.02 * self.line_height_px
            for x in rules_px if ruled != "rows" else []:
                self.context.move_to(x, top_px)
                self.context.line_to(x, bottom_px)
            if ruled != "columns":
                self.context.move_to(rules_px[0], bottom_px)
                self.context.line_to(rules_px[-1], bottom_px)
            self.context.stroke()
        if boxes:
            box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
            if ruled and ruled != "rows" and self.rnd.random() < 0.5:  # the line is often cut with its rules
                box = (rules_px[0], box[1], max(box[2], rules_px[-1]), box[3])
            self.lines.append(box + (" ".join(printed),))
        self.y_px += self.line_height_px

    def put(self, block, width_px):
        rnd = self.rnd
        rows = [piece for piece in block if isinstance(piece, list)]
        if rows:
            count = max(map(len, rows))
            columns_px = [width_px / count * rnd.uniform(0.6, 1.3) for _ in range(count)]
            ruled = rnd.choice([None, None, "all", "all", "columns", "rows"])
            for cells in rows:
                self.put_row(cells, columns_px, ruled)
            return
        for piece in block:
            self.put_paragraph(piece, width_px, 40 if self.plain else rnd.choice([2, 4, 7]))
        self.y_px += rnd.choice([0, 0, 0.5]) * self.line_height_px

    def picture(self, ink, paper):
        height_px = min(self.height_px, round(self.y_px + 0.6 * self.line_height_px))
        data = numpy.ndarray((self.height_px, self.surface.get_stride()), numpy.uint8, self.surface.get_data())
        cover = data[:height_px, :self.width_px].astype(numpy.float32) / 255
        return paper - cover * (paper - ink)


def to_reading_size(picture, scale):
    """As prepare() in ocr/pages/preprocess.cpp: areas are averaged well below 1, points interpolated above."""
    if 0.98 < scale < 1.02:
        return picture
    if scale < 0.7:
        return damage.rescaled(picture, scale, Image.BOX)
    return damage.rescaled(picture, scale, Image.BILINEAR)


def cut(image, box, angle, rnd):
    """The line's picture, its height a little off, as Tesseract's guess at ascenders and descenders is."""
    left, top, right, bottom = box
    centre = ((left + right) / 2, (top + bottom) / 2)
    middle = (image.width / 2, image.height / 2)
    c, s = math.cos(angle), math.sin(angle)
    x = middle[0] + c * (centre[0] - middle[0]) + s * (centre[1] - middle[1])
    y = middle[1] - s * (centre[0] - middle[0]) + c * (centre[1] - middle[1])
    half_width = (right - left) / 2 + PADDING_PX
    half_height = (bottom - top) / 2 + abs(s) * (right - left) / 2 + PADDING_PX
    height = bottom - top
    crop = [x - half_width - rnd.choice([0, 0, 0, 3, 8]), y - half_height - max(-0.03, rnd.gauss(0.01, 0.05)) * height,
            x + half_width + rnd.choice([0, 0, 0, 3, 8]), y + half_height + max(-0.03, rnd.gauss(0.01, 0.05)) * height]
    return image.crop([max(0, round(crop[0])), max(0, round(crop[1])), min(image.width, round(crop[2])), min(image.height, round(crop[3]))])


def sheet_lines(text, fonts, seed, rare_weight):
    """One sheet's lines: pairs of picture and text."""
    rnd, rng = random.Random(seed), numpy.random.default_rng(abs(hash_of(seed)))
    dpi = weighted(rnd, SCAN_DPIS)
    size_pt = rnd.choice([8, 9, 9.5, 10, 10, 10.5, 11, 11, 11, 12, 12, 12, 13, 14, 16, 20])
    if dpi <= 120:
        size_pt = max(size_pt, 10)
    width_pt = rnd.choice([120, 200, 280, 350, 420, 480])
    sheet = Sheet(rnd, weighted(rnd, fonts), size_pt, dpi, width_pt)
    width_px = width_pt * sheet.scale
    for _ in range(rnd.randint(2, 5)):
        block = text.block(rnd, rare_weight)
        if rnd.random() < 0.03:
            block = [piece.upper() if isinstance(piece, str) else piece for piece in block]
        sheet.put(block, width_px)
        if sheet.full() or len(sheet.lines) > 18:
            break
    picture = sheet.picture(rnd.choice([0, 0, 0, 0.1, 0.25, 0.4]), rnd.choice([1, 1, 1, 0.95, 0.85]))
    if rnd.random() < 0.02:
        picture = 1 - picture
    angle = rnd.gauss(0, 0.0022) if rnd.random() < 0.5 else 0.0
    if angle:
        image = damage.to_image(picture).rotate(math.degrees(angle), Image.BICUBIC, fillcolor=int(255 * picture[0, 0]))
        picture = damage.from_image(image)
    picture = weighted(rnd, damage.TRAIN)(picture, rng, dpi)
    reading_dpi = READ_DPI if rnd.random() < 0.93 else 200
    scale = reading_dpi / dpi
    picture = to_reading_size(picture, scale)
    if reading_dpi == 200:
        picture = damage.rescaled(damage.from_image(damage.to_image(picture)), 1)
    image = damage.to_image(picture)
    for left, top, right, bottom, printed in sheet.lines:
        inside = right * scale < image.width and bottom * scale < image.height
        if inside and (right - left) * scale > 12 and len(printed) <= 130:
            yield cut(image, (left * scale, top * scale, right * scale, bottom * scale), angle, rnd), printed


def hash_of(seed):
    return int.from_bytes(str(seed).encode()[-7:], "big")


def main():
    shared, out, first, last = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    a_batch = int(sys.argv[5]) if len(sys.argv) > 5 else 1000
    rare_weight = int(sys.argv[6]) if len(sys.argv) > 6 else 0
    out.mkdir(parents=True, exist_ok=True)
    text, fonts = office_text.OfficeText(shared, "train"), fonts_of("train")
    for batch in range(first, last + 1):
        path = out / f"lines-{batch:03d}.lstmf"
        if path.exists():
            continue
        lines, sheet = [], 0
        while len(lines) < a_batch:
            for image, printed in sheet_lines(text, fonts, f"{batch}-{sheet}", rare_weight):
                data = io.BytesIO()
                image.save(data, "PNG", compress_level=3)
                lines.append((data.getvalue(), printed))
            sheet += 1
        random.Random(batch).shuffle(lines)
        lstmf.write(path.with_suffix(".tmp"), lines)
        path.with_suffix(".tmp").rename(path)
        print(f"batch {batch}: {len(lines)} lines", flush=True)


if __name__ == "__main__":
    main()
