#!/usr/bin/env python3
"""Makes test pages: office text of the development texts in the test fonts, worn by the test damages, with the signs Debian's
`swe` lacks on every page. tests/bench/reading/measure_symbols reads them.

usage: render_test_pages.py SHARED OUT [ROUNDS]
Writes OUT/<page>.png (resolution inside), OUT/<page>.truth (a printed line a line) and OUT/pages.tsv (page, font, dpi,
damage). A round is each font at each resolution, damages in turn; six rounds are every combination. The same page is the same
whenever it is made.
"""

import pathlib
import random
import sys

import numpy

import damage
import office_text
import render_lines

DPIS = [150, 200, 300]
WIDTH_PT = 430


def page_blocks(text, rnd):
    """What a page is made of: prose with sections, shares, addresses, spans, degrees and names with ü between."""
    signs = [text.section, text.share, text.mail, lambda r: f"{r.randint(1990, 2010)}–{r.randint(2011, 2026)}", lambda r: f"{r.randint(1, 40)} °C",
             lambda r: r.choice(["Müller", "Jürgen", "Lübeck", "Günther", "Zürich", "München"]), text.share, text.section]
    rnd.shuffle(signs)

    def with_signs(part):
        words = text.paragraph(rnd).split()[:rnd.randint(14, 34)]
        for make in part:
            words.insert(rnd.randrange(len(words) + 1), make(rnd))
        return " ".join(words)

    yield [text.heading(rnd)]
    yield [with_signs(signs[:4])]
    yield [f"• {text.sentence_part(rnd, 3, 9)}" for _ in range(2)]
    yield [with_signs(signs[4:])]
    yield [text.labelled(rnd), f"– {text.sentence_part(rnd, 3, 9)}"]


def main():
    shared, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    out.mkdir(parents=True, exist_ok=True)
    text = office_text.OfficeText(shared, "test")
    fonts = [font for font, _ in render_lines.fonts_of("test")]
    index = ["page\tfont\tdpi\tdamage"]
    for number in range(rounds * len(fonts) * len(DPIS)):
        font = fonts[number % len(fonts)]
        dpi = DPIS[number // len(fonts) % len(DPIS)]
        wear = damage.TEST[(number + number // len(fonts) + number // (len(fonts) * len(DPIS))) % len(damage.TEST)]
        page = f"page-{number:04d}"
        index.append(f"{page}\t{font}\t{dpi}\t{wear.__name__}")
        if (out / f"{page}.truth").exists():
            continue
        rnd = random.Random(f"test {page}")
        sheet = render_lines.Sheet(rnd, font, rnd.choice([9.5, 10.5, 11, 12]), dpi, WIDTH_PT, plain=True)
        for block in page_blocks(text, rnd):
            sheet.put(block, WIDTH_PT * sheet.scale)
        picture = wear(sheet.picture(0.05, 1), numpy.random.default_rng(number), dpi)
        damage.to_image(picture).save(out / f"{page}.png", dpi=(dpi, dpi))
        (out / f"{page}.truth").write_text("".join(line[4] + "\n" for line in sheet.lines), encoding="utf-8")
    (out / "pages.tsv").write_text("\n".join(index) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
