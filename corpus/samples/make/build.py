"""Makes one sample's bytes from its letter and its row of the plan."""

import zlib

import numpy

from . import damage, draw, pdf, pictures, reading, scanners
from .flow import HEIGHT_PT
from .plan import EXPECTED_READ, SAMPLES


class Builder:
    """`letters`: stem -> Letter; `laid_out`: stem -> pages."""

    def __init__(self, letters, laid_out, seed):
        self.letters, self.laid_out, self.seed = letters, laid_out, seed

    def stem(self, sample):
        found = [stem for stem in self.letters if stem.split("-")[0] == sample.letter]
        if len(found) != 1:
            raise SystemExit(f"{sample.file}: no one letter {sample.letter}")
        return found[0]

    def rng(self, name, number=0):
        return numpy.random.default_rng([self.seed, zlib.crc32(name.encode()), number])

    def clean(self, sample, number):
        page = self.laid_out[self.stem(sample)][number - 1]
        return draw.pixels(page, sample.dpi, f"{self.seed}/{self.stem(sample)}")

    def scans(self, sample):
        images = []
        for number, page in enumerate(self.laid_out[self.stem(sample)], 1):
            recipe = sample.recipe | sample.pages.get(number, {})
            images.append(scanners.scan(self.clean(sample, number), self.rng(sample.file, number), sample.dpi, recipe,
                                        draw.marks(page)))
        return images

    def bookmarks(self, sample):
        if not sample.outline:
            return []
        pages = self.laid_out[self.stem(sample)]
        return [(text, number, HEIGHT_PT - y + 6) for number, page in enumerate(pages) for text, y in page.headings]

    def layer(self, sample, images):
        if sample.kind == "pdf-wrong-layer":
            return [() if sample.pages.get(number, {}).get("bare") else reading.read_english(image, sample.dpi)
                    for number, image in enumerate(images, 1)]
        if sample.kind == "pdf-good-layer":
            return [[(text, *box) for text, box in draw.words(page)] for page in self.laid_out[self.stem(sample)]]
        return None

    def bytes(self, sample):
        letter, pages = self.letters[self.stem(sample)], self.laid_out[self.stem(sample)]
        title = letter.metadata["title"] if sample.titled else None
        if sample.kind in damage.KINDS:
            text = damage.wrapped([line for page in pages for line in page.truth])
            return damage.KINDS[sample.kind][0](text)
        if sample.kind == "pdf-born-digital":
            return draw.born_digital(pages, f"{self.seed}/{letter.stem}", title, sample.outline)
        if sample.kind == "pdf-layered":
            parts = [scanners.layers(self.clean(sample, number), self.rng(sample.file, number), sample.dpi, 100)
                     for number in range(1, len(pages) + 1)]
            return pdf.layered(parts, sample.dpi, sample.quality, sample.producer)
        if sample.kind == "photo":
            picture = scanners.photograph(self.clean(sample, 1), self.rng(sample.file), sample.recipe["lean"])
            return pictures.camera_jpeg(picture, sample.quality, sample.recipe["orientation"])
        images = self.scans(sample)
        if sample.kind == "tiff":
            return pictures.tiff(images, sample.dpi)
        if sample.kind == "png":
            return pictures.png(images[0], sample.dpi)
        return pdf.scanned(images, sample.dpi, sample.quality, sample.producer, self.layer(sample, images), title,
                           self.bookmarks(sample))

    def listed(self, sample):
        """The file's line in files.json."""
        kind, of = sample.kind, sample.of
        origin = next(s for s in SAMPLES if s.file == of) if of else sample
        text = origin.kind.startswith("text-")
        pages = 1 if text or origin.kind in ("png", "photo") else len(self.laid_out[self.stem(sample)])
        scanner = damage.KINDS[kind][1] if kind in damage.KINDS else sample.scanner
        return {"file": sample.file, "truth": self.stem(sample), "kind": kind, "scanner": scanner, "pages": pages,
                "expected_read": "text-layer" if text else EXPECTED_READ[origin.kind], "copy_of": of or None}
