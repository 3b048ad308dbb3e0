"""Draws laid-out pages: as pixels for the scanners, as a PDF with fonts, and as boxes of words and marks."""

import io
import math
import random

import cairo
import numpy

from .flow import (ACCENT, HEIGHT_PT, STAMP_INK, WIDTH_PT, Emblem, Pango, PangoCairo, Rule, Scribble, Stamp, Text,
                   line_metrics)


def _text(context, item):
    lines = line_metrics(item.layout)
    for number in range(item.first, item.last):
        _, _, baseline, _, _, x = lines[number]
        context.move_to(item.x + x, item.y + baseline - lines[item.first][0])
        PangoCairo.show_layout_line(context, item.layout.get_line_readonly(number))


def _scribble(context, item, seed):
    rng = random.Random(f"{seed}/{item.number}/{item.x:.0f}")
    context.set_source_rgb(0.08, 0.10, 0.35)
    context.set_line_width(1.1)
    context.set_line_cap(cairo.LineCap.ROUND)
    x, y = item.x, item.y + 18
    context.move_to(x, y + rng.uniform(-8, 4))
    steps, slant, drift = rng.randint(4, 9), rng.uniform(-2, 7), rng.uniform(-1.2, 0.6)
    reach = item.width * rng.uniform(0.6, 1.0) / steps
    for step in range(steps):
        tall = step == 0 or rng.random() < 0.25
        height = rng.uniform(13, 20) if tall else rng.uniform(2, 7)
        depth = rng.uniform(8, 13) if not tall and rng.random() < 0.2 else rng.uniform(0, 3)
        context.curve_to(x + reach * 0.2, y - height, x + reach * 0.7 + slant, y - height * rng.uniform(0.7, 1.2),
                         x + reach * rng.uniform(0.3, 0.6), y + depth)
        context.curve_to(x + reach * rng.uniform(-0.2, 0.5), y + depth + rng.uniform(0, 5), x + reach * 0.8,
                         y + rng.uniform(-2, 3), x + reach, y + rng.uniform(-4, 2))
        x, y = x + reach, y + drift
    if rng.random() < 0.5:
        context.line_to(x + rng.uniform(8, 25), y + rng.uniform(-4, 3))
    context.stroke()


def _emblem(context, item):
    x, y, size = item.x, item.y, item.size
    context.set_source_rgb(*ACCENT)
    context.move_to(x, y)
    context.line_to(x + size * 0.85, y)
    context.line_to(x + size * 0.85, y + size * 0.6)
    context.curve_to(x + size * 0.85, y + size * 0.9, x + size * 0.6, y + size, x + size * 0.425, y + size * 1.1)
    context.curve_to(x + size * 0.25, y + size, x, y + size * 0.9, x, y + size * 0.6)
    context.close_path()
    context.fill()
    context.set_source_rgb(0.95, 0.80, 0.25)
    for wave in range(3):
        top = y + size * (0.3 + 0.2 * wave)
        context.move_to(x + size * 0.1, top)
        context.curve_to(x + size * 0.3, top - 5, x + size * 0.5, top + 5, x + size * 0.75, top)
        context.set_line_width(2.0)
        context.stroke()


def _stamp(context, item):
    context.save()
    context.translate(item.x, item.y)
    context.rotate(item.angle)
    context.set_source_rgb(*STAMP_INK)
    context.set_line_width(1.6)
    context.rectangle(0, 0, item.width, item.height)
    context.stroke()
    y = 6.0
    for layout in item.texts:
        _text(context, Text(layout, 10.0, y, 0, 1))
        y += line_metrics(layout)[-1][1] + 2
    context.restore()


def draw_page(context, page, seed):
    for item in page.items:
        if isinstance(item, Text):
            context.set_source_rgb(*item.colour)
            _text(context, item)
        elif isinstance(item, Rule):
            context.set_source_rgb(*item.colour)
            context.set_line_width(item.width)
            context.move_to(item.x1, item.y1)
            context.line_to(item.x2, item.y2)
            context.stroke()
        elif isinstance(item, Scribble):
            _scribble(context, item, seed)
        elif isinstance(item, Emblem):
            _emblem(context, item)
        elif isinstance(item, Stamp):
            _stamp(context, item)


def pixels(page, dpi, seed):
    """The page as a clean picture: height × width × 3 floats, 0 black to 1 white."""
    width, height = round(WIDTH_PT * dpi / 72), round(HEIGHT_PT * dpi / 72)
    surface = cairo.ImageSurface(cairo.Format.RGB24, width, height)
    context = cairo.Context(surface)
    context.set_source_rgb(1, 1, 1)
    context.paint()
    context.scale(dpi / 72, dpi / 72)
    draw_page(context, page, seed)
    surface.flush()
    data = numpy.frombuffer(surface.get_data(), numpy.uint8).reshape(height, surface.get_stride() // 4, 4)
    return data[:, :width, 2::-1].astype(numpy.float32) / 255.0


def born_digital(pages, seed, title, outline):
    """A PDF with fonts. `title` None: no document title; `outline`: headings as bookmarks."""
    out = io.BytesIO()
    surface = cairo.PDFSurface(out, WIDTH_PT, HEIGHT_PT)
    surface.set_metadata(cairo.PDFMetadata.CREATE_DATE, "2024-01-02T03:04:05Z")
    if title is not None:
        surface.set_metadata(cairo.PDFMetadata.TITLE, title)
    context = cairo.Context(surface)
    for number, page in enumerate(pages, 1):
        draw_page(context, page, seed)
        if outline:
            for text, y in page.headings:
                surface.add_outline(cairo.PDF_OUTLINE_ROOT, text, f"page={number} pos=[0 {y:.1f}]",
                                    cairo.PDFOutlineFlags.OPEN)
        surface.show_page()
    surface.finish()
    return out.getvalue()


def _positions(item):
    """(layout text, byte offset, character, box in points, baseline) of each character of an item."""
    raw, lines = item.layout.get_text().encode(), line_metrics(item.layout)
    top = lines[item.first][0]
    for number in range(item.first, item.last):
        _, _, baseline, start, end, _ = lines[number]
        offset = start
        for character in raw[start:end].decode():
            box = item.layout.index_to_pos(offset)
            yield (number, character, item.x + box.x / Pango.SCALE, item.y + box.y / Pango.SCALE - top,
                   box.width / Pango.SCALE, box.height / Pango.SCALE, item.y + baseline - top)
            offset += len(character.encode())


def words(page):
    """Every printed word with its box (left, top, right, bottom) in points, stamps left out."""
    found = []
    for item in page.items:
        if not isinstance(item, Text):
            continue
        word, box, line = "", None, None
        for number, character, x, y, width, height, _ in _positions(item):
            if character.isspace() or number != line:
                if word:
                    found.append((word, box))
                word, box, line = "", None, number
            if not character.isspace():
                box = (x, y, x + width, y + height) if box is None else (box[0], box[1], x + width, y + height)
                word += character
        if word:
            found.append((word, box))
    return found


def marks(page):
    """Where the rings and dots of å ä ö stand: (character, left, top, right, bottom) in points."""
    found = []
    for item in page.items:
        if isinstance(item, Text):
            for _, character, x, _, width, height, baseline in _positions(item):
                if character in "åäöÅÄÖ":
                    em = height / 1.2
                    low, high = (0.53, 0.80) if character.islower() else (0.71, 1.0)
                    found.append((character, x, math.floor(baseline - high * em), x + width, baseline - low * em))
    return found
