#!/usr/bin/env python3
"""Makes what the benches of reading read: pages set in fonts that no model was trained on, worn as paper is, with their
truth, and long documents. The same arguments give the same files.

usage: make_pages.py matrix SHARED_TEXT OUT COUNT    fonts x 150, 200, 300 dpi x damage
       make_pages.py symbols SHARED_TEXT OUT COUNT   the same with § @ % – • ° ü among the words
       make_pages.py faded SHARED_TEXT OUT COUNT     300 dpi, ink gone in patches
       make_pages.py turned SHARED_TEXT OUT COUNT    whole A4 pages, each turned four ways and skewed
       make_pages.py scan SHARED_TEXT OUT.pdf PAGES  a scanned A4 document
       make_pages.py a3 SHARED_TEXT OUT.png          one A3 page at 600 dpi
       make_pages.py born_digital SHARED_TEXT OUT.pdf PAGES

Pages are NAME.png with NAME.truth (a printed line a line); pages.tsv lists them: name, font, dpi, damage, turn, skew.
Debian: python3-gi python3-gi-cairo gir1.2-pango-1.0 python3-numpy python3-pil.
"""

import pathlib
import random
import sys

import cairo
import numpy
from PIL import Image

TRAIN = pathlib.Path(__file__).resolve().parents[3] / "corpus/train"
sys.path[:0] = [str(TRAIN / "ocr_errors"), str(TRAIN / "recognizer")]
sys.dont_write_bytecode = True
import damage as wear  # noqa: E402
import render_pages as paper  # noqa: E402
from render_pages import PangoCairo, draw, picture_of  # noqa: E402

A4_PT = (595, 842)
DPIS = [150, 200, 300]
DAMAGES = wear.TEST
SKEWS = [-10, -7, -4, -1.5, 1.5, 4, 7, 10]


def fonts():
    """The recogniser's test fonts that are installed here; others would be set in another font unseen."""
    installed = {family.get_name() for family in PangoCairo.FontMap.get_default().list_families()}
    rows = [line.rstrip("\n").split("\t") for line in open(TRAIN / "recognizer/fonts.tsv", encoding="utf-8")]
    wanted = [row[1] for row in rows if row[0] == "test"]
    found = [font for font in wanted if font.removesuffix(" Bold") in installed]
    if len(found) < 8:
        sys.exit("too few of the test fonts are installed: " + ", ".join(found))
    return found


def paragraphs(texts, rng, number, characters):
    """Whole paragraphs from some place in one of the texts."""
    lines = texts[number % len(texts)]
    at, chosen = rng.randrange(len(lines)), []
    while sum(map(len, chosen)) < characters:
        if paper.sound(lines[at % len(lines)]):
            chosen.append(lines[at % len(lines)])
        at += 1
    return chosen


def phrase(rng):
    """What stands in letters with the signs the Swedish model of old cannot print."""
    number = rng.randrange(1, 400)
    return rng.choice([
        f"§ {number}", f"§§ {number}–{number + rng.randrange(1, 9)}", f"{number % 101} %", f"{number % 40},5 %",
        f"{rng.choice(['info', 'registrator', 'anna.berg', 'm.ek'])}@{rng.choice(['example', 'kommun.example'])}.se",
        f"{number % 35} °C", rng.choice(["Müller", "Günther", "Krüger", "Lübeck", "Büroplan"]), "–",
        f"kl. {number % 9 + 8}–{number % 9 + 10}", f"{1990 + number % 30}–{2021 + number % 9}"])


def with_symbols(lines, rng):
    result = []
    for line in lines:
        words, mixed = line.split(), []
        for word in words:
            mixed.append(word)
            if rng.random() < 0.09:
                mixed.append(phrase(rng))
        result.append(("• " if rng.random() < 0.5 else "") + " ".join(mixed))
    return result


class Pages:
    """A folder of pages with their list."""

    def __init__(self, folder):
        self.folder, self.rows = folder, ["name\tfont\tdpi\tdamage\tturn\tskew"]
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, name, image, truth, font, dpi, damage, turn=0, skew=0):
        image.save(self.folder / f"{name}.png", dpi=(dpi, dpi))
        (self.folder / f"{name}.truth").write_text("\n".join(truth) + "\n", encoding="utf-8")
        self.rows.append(f"{name}\t{font}\t{dpi}\t{damage.__name__}\t{turn}\t{skew}")

    def close(self):
        (self.folder / "pages.tsv").write_text("\n".join(self.rows) + "\n", encoding="utf-8")


def make_pages(kind, texts, folder, count):
    pages, faces = Pages(folder), fonts()
    for number in range(count):
        rng = random.Random(f"{kind}-{number}")
        # Each list has its own stride, so that fonts, resolutions and damages meet in every combination.
        font = faces[number % len(faces)]
        dpi = 300 if kind == "faded" else DPIS[(number + number // len(faces)) % len(DPIS)]
        damage = wear.faded if kind == "faded" else DAMAGES[(number + number // 12) % len(DAMAGES)]
        lines = paragraphs(texts, rng, number, 1300)
        if kind == "symbols":
            lines = with_symbols(lines, rng)
        picture, truth = picture_of(lines, font, rng.choice([9.5, 10.5, 11, 12]), dpi, (460, 280), 30)
        worn = paper.to_image(damage(picture, numpy.random.default_rng(number), dpi))
        pages.add(f"{kind}-{number:04d}", worn, truth, font, dpi, damage)
    pages.close()


def make_turned(texts, folder, count):
    pages, faces = Pages(folder), fonts()
    for number in range(count):
        rng = random.Random(f"turned-{number}")
        font, dpi = faces[number % len(faces)], DPIS[number % len(DPIS)]
        # Every fourth page is nearly empty, as the last page of minutes is.
        lines = paragraphs(texts, rng, number, 1500)[:1 if number % 4 == 3 else None]
        picture, truth = picture_of(lines, font, rng.choice([10, 11, 12]), dpi, A4_PT, 70)
        damage = DAMAGES[number % len(DAMAGES)]
        image = paper.to_image(damage(picture, numpy.random.default_rng(number), dpi))
        for turn in (0, 90, 180, 270):  # what puts it upright again
            pages.add(f"turned-{number:03d}-{turn}", image.rotate(turn, expand=True), truth, font, dpi, damage, turn)
        skew = SKEWS[number % len(SKEWS)]
        skewed = image.rotate(skew, Image.BICUBIC, fillcolor=255)
        pages.add(f"skewed-{number:03d}", skewed, truth, font, dpi, damage, 0, skew)
    pages.close()


def make_scan(texts, file, count):
    """A few pages over and over: what is measured is the reader, not the pages."""
    images = []
    for number in range(8):
        rng = random.Random(f"scan-{number}")
        lines = paragraphs(texts, rng, number, 300)
        picture, _ = picture_of(lines, fonts()[number % 8], 11, 200, A4_PT, 70)
        images.append(paper.to_image(wear.scanned(picture, numpy.random.default_rng(number), 200)))
    many = [images[number % len(images)] for number in range(count)]
    many[0].save(file, "PDF", resolution=200, save_all=True, append_images=many[1:])


def make_a3(texts, file):
    lines = paragraphs(texts, random.Random("a3"), 0, 9000)
    picture, _ = picture_of(lines, fonts()[0], 11, 600, (842, 1191), 70)
    paper.to_image(picture).save(file, dpi=(600, 600))


def make_born_digital(texts, file, count):
    surface = cairo.PDFSurface(str(file), *A4_PT)
    context = cairo.Context(surface)
    for number in range(count):
        rng = random.Random(f"born-{number}")
        draw(context, paragraphs(texts, rng, number, 3000), fonts()[number // 50 % 4], 11, A4_PT, 70)
        context.show_page()
    surface.finish()


def main():
    kind, shared, out = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    texts = paper.held_out_texts(shared)
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    if kind == "turned":
        make_turned(texts, out, count)
    elif kind == "scan":
        make_scan(texts, out, count)
    elif kind == "a3":
        make_a3(texts, out)
    elif kind == "born_digital":
        make_born_digital(texts, out, count)
    else:
        make_pages(kind, texts, out, count)


if __name__ == "__main__":
    main()
