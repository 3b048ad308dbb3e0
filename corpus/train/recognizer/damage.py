"""What scanners, copiers and time do to print. Pictures are grey, floats from 0 (black) to 1 (white).

Each damage takes a picture, a numpy generator and the picture's resolution. Those in TEST never wear a training line.
"""

import io

import numpy
from PIL import Image, ImageFilter


def to_image(picture):
    return Image.fromarray((numpy.clip(picture, 0, 1) * 255 + 0.5).astype(numpy.uint8))


def from_image(image):
    return numpy.asarray(image, numpy.float32) / 255


def blurred(picture, radius_px):
    return from_image(to_image(picture).filter(ImageFilter.GaussianBlur(radius_px)))


def noisy(picture, rng, strength):
    return picture + rng.standard_normal(picture.shape, numpy.float32) * numpy.float32(strength)


def bilevel(picture, level):
    return (picture > level).astype(numpy.float32)


def clouds(rng, shape, cell_px, low, high):
    cell_px = max(4, int(cell_px))
    grid = rng.random((shape[0] // cell_px + 2, shape[1] // cell_px + 2)).astype(numpy.float32)
    image = Image.fromarray(grid, "F").resize((shape[1], shape[0]), Image.BICUBIC)
    return low + (high - low) * numpy.clip(numpy.asarray(image), 0, 1)


def rescaled(picture, factor, method=Image.BICUBIC):
    height, width = picture.shape
    return from_image(to_image(picture).resize((max(8, round(width * factor)), max(8, round(height * factor))), method))


def resized_to(picture, shape, method=Image.BICUBIC):
    return from_image(to_image(picture).resize((shape[1], shape[0]), method))


# Training -----------------------------------------------------------------------------------------------------------

def clean(picture, rng, dpi):
    return picture


def scanned(picture, rng, dpi):
    """An ordinary office scan: a little soft, a little noise, paper not quite white."""
    return noisy(blurred(picture, dpi / 300 * rng.uniform(0.4, 0.9)) * rng.uniform(0.88, 1) + rng.uniform(0, 0.06), rng,
                 rng.uniform(0.005, 0.04))


def soft(picture, rng, dpi):
    """Out of focus."""
    return noisy(blurred(picture, dpi / 150 * rng.uniform(0.5, 1.1)), rng, 0.02)


def thin(picture, rng, dpi):
    """Black and white, set too light: thin strokes break and rings go."""
    return bilevel(noisy(blurred(picture, dpi / 300 * rng.uniform(0.6, 1.2)), rng, 0.04), rng.uniform(0.28, 0.45))


def thick(picture, rng, dpi):
    """Too much ink: counters and the gaps under dots fill."""
    return bilevel(noisy(blurred(picture, dpi / rng.uniform(190, 260)), rng, 0.04), rng.uniform(0.65, 0.8))


def black_and_white(picture, rng, dpi):
    return bilevel(noisy(blurred(picture, dpi / 300 * rng.uniform(0.3, 0.8)), rng, 0.03), rng.uniform(0.42, 0.65))


def grainy(picture, rng, dpi):
    return bilevel(noisy(blurred(picture, dpi / 300), rng, rng.uniform(0.1, 0.22)), rng.uniform(0.42, 0.55))


def faded(picture, rng, dpi):
    """Ink gone in patches."""
    ink = (1 - blurred(picture, dpi / 300)) * clouds(rng, picture.shape, dpi / rng.uniform(2, 6), 0.12, 0.9)
    return noisy(1 - ink, rng, rng.uniform(0.02, 0.06))


def pale(picture, rng, dpi):
    """A ribbon or toner at its end: little contrast all over."""
    paper = rng.uniform(0.75, 1)
    return noisy(paper - (1 - blurred(picture, dpi / 300 * rng.uniform(0.5, 1))) * rng.uniform(0.15, 0.45), rng, 0.02)


def squeezed(picture, rng, dpi):
    """Stored as a poor JPEG."""
    data = io.BytesIO()
    to_image(noisy(blurred(picture, dpi / 300 * 0.7), rng, 0.02)).save(data, "JPEG", quality=int(rng.integers(8, 35)))
    return from_image(Image.open(data))


def fax(picture, rng, dpi):
    """204 by 98 lines an inch, black and white."""
    height, width = picture.shape
    fine = rng.random() < 0.6
    coarse = to_image(picture).resize((round(width * 204 / dpi), round(height * (196 if fine else 98) / dpi)), Image.BOX)
    return resized_to(bilevel(noisy(from_image(coarse), rng, 0.05), rng.uniform(0.45, 0.65)), picture.shape, Image.NEAREST)


def eroded(picture, rng, dpi):
    """Strokes a pixel thinner on every side, on grey."""
    return noisy(from_image(to_image(rescaled(picture, 1)).filter(ImageFilter.MaxFilter(3))), rng, 0.03)


def swollen(picture, rng, dpi):
    return noisy(blurred(from_image(to_image(picture).filter(ImageFilter.MinFilter(3))), dpi / 400), rng, 0.03)


def speckled(picture, rng, dpi):
    """Toner dust, black and white."""
    specks = rng.random((picture.shape[0] // 2 + 1, picture.shape[1] // 2 + 1)) < rng.uniform(0.0005, 0.004)
    dust = numpy.kron(specks, numpy.ones((2, 2)))[:picture.shape[0], :picture.shape[1]]
    return numpy.where(dust > 0, rng.uniform(0, 0.5), scanned(picture, rng, dpi)).astype(numpy.float32)


def screened(picture, rng, dpi):
    """On a shaded field printed as dots."""
    pitch = dpi / rng.uniform(55, 100)
    y, x = numpy.mgrid[:picture.shape[0], :picture.shape[1]].astype(numpy.float32)
    dots = (numpy.cos(2 * numpy.pi * (x + y) / pitch) + numpy.cos(2 * numpy.pi * (x - y) / pitch)) / 2
    field = numpy.where(dots > rng.uniform(0.3, 0.75), rng.uniform(0.3, 0.7), 1)
    return noisy(blurred(picture * field, dpi / 300 * rng.uniform(0.4, 1)), rng, 0.02)


def shadowed(picture, rng, dpi):
    """A lamp at one side, or a spine's shadow."""
    ramp = numpy.linspace(rng.uniform(0.4, 1), rng.uniform(0.6, 1), picture.shape[1], dtype=numpy.float32)
    return noisy(blurred(picture, dpi / 250) * ramp * clouds(rng, picture.shape, dpi, 0.85, 1), rng, 0.03)


def smoothed(picture, rng, dpi):
    """Thresholded, then scaled by a viewer that smooths it."""
    small = bilevel(noisy(rescaled(picture, rng.uniform(0.6, 0.9)), rng, 0.05), rng.uniform(0.45, 0.6))
    return resized_to(small, picture.shape)


TRAIN = [(clean, 8), (scanned, 24), (soft, 8), (thin, 9), (thick, 6), (black_and_white, 10), (grainy, 5), (faded, 7),
         (pale, 5), (squeezed, 7), (fax, 3), (eroded, 2), (swollen, 2), (speckled, 4), (screened, 3), (shadowed, 4),
         (smoothed, 5)]


# Test only ----------------------------------------------------------------------------------------------------------

def copied(picture, rng, dpi):
    """A copy of a copy: soft, specked, thresholded twice."""
    for level in (0.62, rng.uniform(0.45, 0.6)):
        picture = bilevel(noisy(blurred(picture, dpi / 260), rng, 0.1), level)
    return numpy.where(rng.random(picture.shape) < 0.001, 0, picture).astype(numpy.float32)


def dithered(picture, rng, dpi):
    """Greys spread as black dots (Floyd and Steinberg), as driver software does."""
    return from_image(to_image(blurred(picture, dpi / 300) * 0.9).convert("1").convert("L"))


def shaken(picture, rng, dpi):
    """The sheet moved under the lamp."""
    steps = max(2, round(dpi / 110))
    moved = sum(numpy.roll(picture, (step // 2, step), (0, 1)) for step in range(steps)) / steps
    return noisy(moved, rng, 0.02)


def seen_through(picture, rng, dpi):
    """The other side of thin paper shines through."""
    back = blurred(picture[:, ::-1], dpi / 100)
    return noisy(numpy.minimum(blurred(picture, dpi / 300), 1 - (1 - numpy.roll(back, dpi // 12, 0)) * 0.35), rng, 0.02)


def streaked(picture, rng, dpi):
    """Dirt on the roller and the glass: pale and dark lines down the page."""
    streaks = 1 - (rng.random(picture.shape[1]) < 0.01) * rng.uniform(0.1, 0.4, picture.shape[1])
    return noisy(blurred(picture, dpi / 300) * streaks.astype(numpy.float32), rng, 0.03)


TEST = [clean, copied, dithered, shaken, seen_through, streaked]
