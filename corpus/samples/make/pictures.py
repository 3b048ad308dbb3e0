"""Picture files: multi-page TIFF, PNG, a camera's JPEG."""

import io

from PIL import Image, PngImagePlugin


def tiff(images, dpi):
    """Group 4, all pages in one file."""
    out = io.BytesIO()
    images[0].save(out, "TIFF", compression="group4", save_all=True, append_images=images[1:], dpi=(dpi, dpi))
    return out.getvalue()


def png(image, dpi):
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True, dpi=(dpi, dpi), pnginfo=PngImagePlugin.PngInfo())
    return out.getvalue()


def camera_jpeg(image, quality, orientation):
    """As a telephone stores it: the sensor's own way up, with an EXIF note of how to turn it (1, 3, 6 or 8)."""
    quarter_turns = {1: 0, 3: 2, 6: 1, 8: 3}[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x0110] = "Telefon"
    out = io.BytesIO()
    image.rotate(quarter_turns * 90, expand=True).save(out, "JPEG", quality=quality, optimize=True, exif=exif)
    return out.getvalue()
