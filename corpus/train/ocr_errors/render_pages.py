#!/usr/bin/env python3
"""Sets text as small pages in many fonts, wears them as copiers and scanners do, and writes a picture and its truth
for each. usage: render_pages.py SHARED_TEXT OUT TRAINING_PAGES HELD_OUT_PAGES

Writes OUT/<page>.png, OUT/<page>.truth (a printed line a line) and OUT/pages.tsv (page, set, font, dpi, damage, engines).
Training pages take text/train and the training fonts and damages; held-out pages take text/dev, fonts of other designs,
and other damages too. The same arguments give the same pages, and more pages leave the first ones as they are. Debian:
python3-gi python3-gi-cairo gir1.2-pango-1.0 python3-numpy python3-pil.
"""

import io
import lzma
import pathlib
import random
import re
import sys

import cairo
import gi
import numpy
from PIL import Image, ImageFilter

gi.require_version("Pango", "1.0")
gi.require_version("PangoCairo", "1.0")
from gi.repository import Pango, PangoCairo  # noqa: E402

LINES = 11
WIDTH_PT, MARGIN_PT = 460, 30
DPIS = {"train": [150, 200, 300, 100, 150, 240], "held-out": [150, 200, 300]}
# Sources of the training text; the statutes before 1975 are left out for their old spelling.
TRAINING = ["gov_regeringen_se_g0vse", "sfs_statutes_1975_on", "municipal_botkyrka", "gov_regeringen_se_g0vse"]


# Damage: grey pictures as floats, 0 black, 1 white ------------------------------------------------------------------

def to_image(picture):
    return Image.fromarray((numpy.clip(picture, 0, 1) * 255 + 0.5).astype(numpy.uint8))


def blurred(picture, radius_px):
    image = to_image(picture).filter(ImageFilter.GaussianBlur(radius_px))
    return numpy.asarray(image, numpy.float32) / 255


def noisy(picture, rng, strength):
    return picture + rng.normal(0, strength, picture.shape).astype(numpy.float32)


def bilevel(picture, level):
    return (picture > level).astype(numpy.float32)


def clouds(rng, shape, cell_px, low, high):
    grid = rng.random((shape[0] // cell_px + 2, shape[1] // cell_px + 2)).astype(numpy.float32)
    image = Image.fromarray(grid, "F").resize((shape[1], shape[0]), Image.BICUBIC)
    return low + (high - low) * numpy.clip(numpy.asarray(image), 0, 1)


def clean(picture, rng, dpi):
    return picture


def soft(picture, rng, dpi):
    """Out of focus."""
    return noisy(blurred(picture, dpi / 150 * rng.uniform(0.6, 1.1)), rng, 0.03)


def thin(picture, rng, dpi):
    """Black and white, set too light: thin strokes break."""
    return bilevel(noisy(blurred(picture, dpi / 300), rng, 0.05), rng.uniform(0.33, 0.45))


def grainy(picture, rng, dpi):
    return bilevel(noisy(blurred(picture, dpi / 300), rng, 0.22), 0.5)


def faded(picture, rng, dpi):
    """Ink gone in patches."""
    ink = (1 - blurred(picture, dpi / 300)) * clouds(rng, picture.shape, dpi // 3, 0.15, 0.9)
    return noisy(1 - ink, rng, 0.06)


def squeezed(picture, rng, dpi):
    """Stored as a poor JPEG."""
    data = io.BytesIO()
    to_image(noisy(blurred(picture, dpi / 300), rng, 0.03)).save(data, "JPEG", quality=int(rng.integers(8, 20)))
    return numpy.asarray(Image.open(data), numpy.float32) / 255


def copied(picture, rng, dpi):
    """A copy of a copy: soft, specked, thresholded twice."""
    for level in (0.62, rng.uniform(0.45, 0.6)):
        picture = bilevel(noisy(blurred(picture, dpi / 260), rng, 0.1), level)
    specks = rng.random(picture.shape) < 0.001
    return numpy.where(specks, 0, picture).astype(numpy.float32)


def heavy(picture, rng, dpi):
    """Too much ink: counters and the gaps under dots fill."""
    return bilevel(noisy(blurred(picture, dpi / 190), rng, 0.05), rng.uniform(0.72, 0.82))


def coarse(picture, rng, dpi):
    """Scanned at a low resolution and enlarged."""
    small = to_image(picture).resize((int(picture.shape[1] * 0.55), int(picture.shape[0] * 0.55)), Image.BOX)
    image = small.resize((picture.shape[1], picture.shape[0]), Image.BICUBIC)
    return noisy(numpy.asarray(image, numpy.float32) / 255, rng, 0.03)


def shaded(picture, rng, dpi):
    """Light falls unevenly on a crumpled sheet."""
    return noisy(picture * clouds(rng, picture.shape, dpi, 0.6, 1.0), rng, 0.05)


DAMAGES = {"train": [clean, soft, thin, grainy, clean, faded, squeezed],
           "held-out": [clean, copied, clean, heavy, clean, coarse, soft, clean, shaded, faded]}


# Text ---------------------------------------------------------------------------------------------------------------

def usable(line):
    return 40 <= len(line) <= 900 and sum(c.isalpha() or c == " " for c in line) > 0.85 * len(line)


def training_texts(folder):
    """For each source, its usable lines, some of each hundred."""
    texts = {}
    for name in sorted(set(TRAINING)):
        with lzma.open(folder / "train" / (name + ".txt.xz"), "rt", encoding="utf-8") as source:
            texts[name] = [line.strip() for number, line in enumerate(source) if number % 37 == 5 and usable(line)]
    return [texts[name] for name in TRAINING]


def sound(line):
    """Some of the texts came from PDFs and were hurt on the way ("?mmar"); what is hurt is no truth."""
    return not re.search(r"(^|[^.!?])\?\w|[æ\ufffd]", line)


def held_out_texts(folder):
    texts = []
    for path in sorted((folder / "dev").glob("*.txt")):
        with open(path, encoding="utf-8") as source:
            texts.append([line.strip() for line in source if 40 <= len(line) <= 900])
    return texts


def page_text(lines, rng, number):
    """Paragraphs from some place in the text; every third page begins with a heading in capitals."""
    at = rng.randrange(len(lines))
    chosen = []
    while sum(map(len, chosen)) < LINES * 70:
        if sound(lines[at % len(lines)]):
            chosen.append(lines[at % len(lines)])
        at += 1
    if number % 3 == 0:
        chosen.insert(0, " ".join(chosen[0].split()[:6]).upper())
    return chosen


# Pages --------------------------------------------------------------------------------------------------------------

def draw(context, paragraphs, font, size_pt, page_pt, margin_pt):
    """Sets as many lines as the page has room for; returns them as they were broken."""
    layout = PangoCairo.create_layout(context)
    layout.set_font_description(Pango.FontDescription(f"{font} {size_pt}px"))
    layout.set_width(int((page_pt[0] - 2 * margin_pt) * Pango.SCALE))
    layout.set_text("\n".join(paragraphs), -1)
    encoded, truth, y = layout.get_text().encode(), [], margin_pt + size_pt
    for number in range(layout.get_line_count()):
        if y > page_pt[1] - margin_pt:
            break
        line = layout.get_line_readonly(number)
        context.move_to(margin_pt, y)
        PangoCairo.show_layout_line(context, line)
        y += size_pt * 1.5
        truth.append(encoded[line.start_index:line.start_index + line.length].decode().strip())
    return truth


def picture_of(paragraphs, font, size_pt, dpi, page_pt, margin_pt):
    """The page's picture and its lines as they were broken."""
    scale = dpi / 72
    width, height = round(page_pt[0] * scale), round(page_pt[1] * scale)
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, width, height)
    context = cairo.Context(surface)
    context.set_source_rgb(1, 1, 1)
    context.paint()
    context.set_source_rgb(0.05, 0.05, 0.05)
    context.scale(scale, scale)
    truth = draw(context, paragraphs, font, size_pt, page_pt, margin_pt)
    pixels = numpy.ndarray((height, surface.get_stride() // 4, 4), numpy.uint8, surface.get_data())
    return pixels[:, :width, 0].astype(numpy.float32) / 255, truth


def main():
    folder, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    counts = {"train": int(sys.argv[3]), "held-out": int(sys.argv[4])}
    rows = [line.rstrip("\n").split("\t") for line in open(pathlib.Path(__file__).with_name("fonts.tsv"))]
    fonts = {kind: [row[1] for row in rows if row[0] == kind] for kind in counts}
    out.mkdir(parents=True, exist_ok=True)
    index = ["page\tset\tfont\tdpi\tdamage\tengines"]
    for kind, count in counts.items():
        texts = training_texts(folder) if kind == "train" else held_out_texts(folder)
        for number in range(count):
            page = f"{kind}-{number:04d}"
            rng = random.Random(page)
            lines = page_text(texts[number % len(texts)], rng, number)
            # Each list has its own stride, so that fonts, resolutions and damages meet in every combination.
            font = fonts[kind][number % len(fonts[kind])]
            dpi = DPIS[kind][(number // 2 + number // 7) % len(DPIS[kind])]
            damage = DAMAGES[kind][(number * 3 + number // 11) % len(DAMAGES[kind])]
            engines = "eng,swe" if number % 6 else "eng,swe,swe+eng"
            index.append(f"{page}\t{kind}\t{font}\t{dpi}\t{damage.__name__}\t{engines}")
            if (out / f"{page}.truth").exists():
                continue
            size_pt = rng.choice([9.5, 10.5, 11, 12])
            page_pt = (WIDTH_PT, LINES * 1.55 * size_pt + 2 * MARGIN_PT)
            picture, truth = picture_of(lines, font, size_pt, dpi, page_pt, MARGIN_PT)
            worn = damage(picture, numpy.random.default_rng(number), dpi)
            to_image(worn).save(out / f"{page}.png", dpi=(dpi, dpi))
            (out / f"{page}.truth").write_text("\n".join(truth) + "\n", encoding="utf-8")
    (out / "pages.tsv").write_text("\n".join(index) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
