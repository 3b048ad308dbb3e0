"""A small PDF writer for scans: pages of pictures, an invisible text layer, an outline. Same input, same bytes."""

import io
import zlib

from PIL import Image, ImageOps, TiffImagePlugin

TiffImagePlugin.STRIP_SIZE = 1 << 26  # a page in one strip, so that its data can be moved as it is


def g4(image):
    """(CCITT Group 4 data of a 1-bit image, whether its 0 means white)."""
    out = io.BytesIO()
    image.save(out, "TIFF", compression="group4")
    raw = out.getvalue()
    with Image.open(io.BytesIO(raw)) as tiff:
        offsets, counts, photometric = tiff.tag_v2[273], tiff.tag_v2[279], tiff.tag_v2[262]
    if len(offsets) != 1:
        raise ValueError("the Group 4 picture was cut in strips")
    return raw[offsets[0]:offsets[0] + counts[0]], photometric == 0


def jpeg(image, quality):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _string(text):
    """A PDF text string: UTF-16 with a byte order mark, in hex."""
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().encode() + b">"


class PdfWriter:
    """Collects pages, then `bytes()`. Sizes in points."""

    def __init__(self, producer, title=None):
        self.objects = [b"", b""]  # 1: catalog, 2: pages, filled in at the end
        self.pages, self.outline, self.font = [], [], None
        self.info = b"<< /Producer " + _string(producer) + b" /CreationDate (D:20240102030405Z)" + (
            b" /Title " + _string(title) if title else b"") + b" >>"

    def add(self, body):
        self.objects.append(body)
        return len(self.objects)

    def stream(self, dictionary, data):
        return self.add(b"<< " + dictionary.encode() + b" /Length %d >>\nstream\n" % len(data) + data
                        + b"\nendstream")

    def g4_image(self, image, stencil=False):
        """A 1-bit picture; as a stencil its black dots are painted in the current colour."""
        data, white_is_zero = g4(image)
        # Decoded, black is 0 unless BlackIs1; a stencil paints where samples are 0.
        black_is_1 = "true" if not white_is_zero else "false"
        colour = "/ImageMask true" if stencil else "/ColorSpace /DeviceGray"
        return self.stream(f"/Type /XObject /Subtype /Image /Width {image.width} /Height {image.height} {colour} "
                           f"/BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns {image.width} "
                           f"/Rows {image.height} /BlackIs1 {black_is_1} >>", data)

    def jpeg_image(self, image, quality):
        space = "/DeviceGray" if image.mode == "L" else "/DeviceRGB"
        return self.stream(f"/Type /XObject /Subtype /Image /Width {image.width} /Height {image.height} "
                           f"/ColorSpace {space} /BitsPerComponent 8 /Filter /DCTDecode", jpeg(image, quality))

    def page(self, width_pt, height_pt, placed, words=()):
        """`placed`: (image object, left, bottom, width, height, fill colour or None), back to front.
        `words`: (text, left, top, right, bottom) in points from the top left, put invisibly."""
        parts, names = [], []
        for number, (image, left, bottom, width, height, colour) in enumerate(placed):
            names.append(f"/Im{number} {image} 0 R")
            fill = "" if colour is None else "{:.3f} {:.3f} {:.3f} rg ".format(*colour)
            parts.append(f"q {fill}{width:.2f} 0 0 {height:.2f} {left:.2f} {bottom:.2f} cm /Im{number} Do Q")
        content = "\n".join(parts).encode()
        fonts = ""
        if words:
            if self.font is None:
                self.font = self.add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>")
            fonts = f"/Font << /F1 {self.font} 0 R >>"
            content += b"\nBT 3 Tr\n"
            for text, left, top, right, bottom in words:
                raw = text.encode("cp1252", "replace")
                size = max(1.0, (bottom - top) * 0.9)
                stretch = 100.0 * (right - left) / (0.6 * size * len(raw))
                content += (f"/F1 {size:.2f} Tf {stretch:.2f} Tz 1 0 0 1 {left:.2f} "
                            f"{height_pt - bottom + 0.2 * (bottom - top):.2f} Tm <{(raw + b' ').hex()}> Tj\n").encode()
            content += b"ET"
        stream = self.stream("/Filter /FlateDecode", zlib.compress(content, 9))
        self.pages.append(self.add(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width_pt:.2f} {height_pt:.2f}] /Contents {stream} 0 R "
            f"/Resources << /XObject << {' '.join(names)} >> {fonts} >> >>".encode()))

    def bookmark(self, text, page, top_pt):
        """A line of the outline, `top_pt` measured from the page's bottom; pages count from 0."""
        self.outline.append((text, page, top_pt))

    def _outline(self):
        root = len(self.objects) + 1
        self.add(b"")
        count = len(self.outline)
        for number, (text, page, top) in enumerate(self.outline):
            before = f" /Prev {root + number} 0 R" if number else ""
            after = f" /Next {root + number + 2} 0 R" if number + 1 < count else ""
            self.add(b"<< /Title " + _string(text) + f" /Parent {root} 0 R{before}{after} "
                     f"/Dest [{self.pages[page]} 0 R /XYZ 0 {top:.1f} 0] >>".encode())
        self.objects[root - 1] = (f"<< /Type /Outlines /First {root + 1} 0 R /Last {root + count} 0 R "
                                  f"/Count {count} >>").encode()
        return f" /Outlines {root} 0 R /PageMode /UseOutlines"

    def bytes(self):
        outline = self._outline() if self.outline else ""
        info = self.add(self.info)
        self.objects[0] = f"<< /Type /Catalog /Pages 2 0 R{outline} >>".encode()
        kids = " ".join(f"{page} 0 R" for page in self.pages)
        self.objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(self.pages)} >>".encode()
        out, offsets = io.BytesIO(), []
        out.write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
        for number, body in enumerate(self.objects, 1):
            offsets.append(out.tell())
            out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
        start = out.tell()
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
        out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
        out.write(b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
                  % (len(offsets) + 1, info, start))
        return out.getvalue()


def points(image, dpi):
    return image.width * 72 / dpi, image.height * 72 / dpi


def scanned(images, dpi, quality, producer, layers=None, title=None, bookmarks=()):
    """A PDF of whole-page pictures: 1-bit ones as Group 4, others as JPEG. `layers`: the words of each page."""
    pdf = PdfWriter(producer, title)
    for number, image in enumerate(images):
        width, height = points(image, dpi)
        picture = pdf.g4_image(image) if image.mode == "1" else pdf.jpeg_image(image, quality)
        pdf.page(width, height, [(picture, 0, 0, width, height, None)], layers[number] if layers else ())
    for bookmark in bookmarks:
        pdf.bookmark(*bookmark)
    return pdf.bytes()


def layered(pages, dpi, quality, producer, bands=3):
    """A PDF whose pages are a background picture and stencils, the black one in `bands` strips."""
    pdf = PdfWriter(producer)
    for background, black, coloured, ink in pages:
        width, height = points(black, dpi)
        placed = [(pdf.jpeg_image(background, quality), 0, 0, width, height, None)]
        for band in range(bands):
            top, bottom = black.height * band // bands, black.height * (band + 1) // bands
            strip = black.crop((0, top, black.width, bottom))
            placed.append((pdf.g4_image(strip, stencil=True), 0, height - bottom * 72 / dpi, width,
                           strip.height * 72 / dpi, (0.05, 0.05, 0.06)))
        box = ImageOps.invert(coloured.convert("L")).getbbox()
        if box:
            part = coloured.crop(box)
            placed.append((pdf.g4_image(part, stencil=True), box[0] * 72 / dpi, height - box[3] * 72 / dpi,
                           part.width * 72 / dpi, part.height * 72 / dpi, ink))
        pdf.page(width, height, placed)
    return pdf.bytes()
