"""What happens to paper: wear on the sheet, then the scanner or the camera. Pictures are floats, 0 black, 1 white.

A recipe is a dict read by `scan`; plan.py chooses one for each file. All chance comes from the generator passed in.
"""

import math

import numpy
from PIL import Image, ImageFilter


def _image(picture):
    return Image.fromarray((numpy.clip(picture, 0, 1) * 255 + 0.5).astype(numpy.uint8))


def _array(image):
    return numpy.asarray(image, numpy.float32) / 255.0


def _clouds(rng, shape, cell_px, low, high):
    """Smooth random unevenness between low and high."""
    grid = rng.random((max(2, shape[0] // cell_px + 2), max(2, shape[1] // cell_px + 2))).astype(numpy.float32)
    image = Image.fromarray(grid, "F").resize((shape[1], shape[0]), Image.BICUBIC)
    return low + (high - low) * numpy.clip(numpy.asarray(image), 0, 1)


def _blur(picture, radius_px):
    return _array(_image(picture).filter(ImageFilter.GaussianBlur(radius_px))) if radius_px > 0 else picture


# Wear on the sheet ------------------------------------------------------------------------------------------------

def fade(picture, rng, strength):
    """Print that took badly: ink fades in patches, thin strokes first."""
    thin = _blur(picture, 0.9)
    kept = _clouds(rng, picture.shape, 130, 1.0 - strength, 1.0 - strength * 0.35)[..., None]
    grain = rng.random(picture.shape[:2]).astype(numpy.float32)[..., None]
    ink = (1.0 - (0.5 * picture + 0.5 * thin)) * kept
    return 1.0 - ink * (1.0 - 0.55 * strength * (grain < 0.35))


def wash_marks(picture, rng, marks, dpi, share):
    """The rings and dots of å ä ö filled with light, as on an overexposed copy; `share` of them are hit."""
    for character, left, top, right, bottom in marks:
        if rng.random() >= share:
            continue
        box = [round(v * dpi / 72) for v in (left, top, right, bottom)]
        part = picture[max(0, box[1]):box[3], max(0, box[0]):box[2]]
        strength = rng.uniform(0.7, 1.0) if character in "åÅ" else rng.uniform(0.35, 0.9)
        part += (1.0 - part) * strength
    return picture


def coffee(picture, rng, dpi):
    """The ring of a cup."""
    height, width = picture.shape[:2]
    x, y, radius = width * rng.uniform(0.55, 0.75), height * rng.uniform(0.35, 0.5), dpi * 1.55
    rows, columns = numpy.mgrid[0:height, 0:width].astype(numpy.float32)
    distance = numpy.hypot(columns - x, rows - y)
    uneven = _clouds(rng, picture.shape, round(dpi * 0.6), 0.25, 1.0)
    ring = numpy.exp(-((distance - radius) / (dpi * 0.035)) ** 2) * 0.55 + (distance < radius) * 0.10
    stain = (ring * uneven)[..., None] * numpy.array([0.45, 0.65, 0.95], numpy.float32)
    return picture * (1.0 - stain)


def punch(picture, dpi):
    """Two holes, 80 mm apart, through which the scanner's dark lid shows."""
    height, width = picture.shape[:2]
    rows, columns = numpy.mgrid[0:height, 0:width].astype(numpy.float32)
    for offset_mm in (-40, 40):
        y, x, radius = height / 2 + offset_mm * dpi / 25.4, 12 * dpi / 25.4, 2.8 * dpi / 25.4
        distance = numpy.hypot(columns - x, rows - y)
        hole = numpy.clip(radius - distance, 0, 1)[..., None]
        rim = (numpy.exp(-((distance - radius) / (dpi * 0.012)) ** 2) * 0.25)[..., None]
        picture = picture * (1 - rim) * (1 - hole) + 0.16 * hole
    return picture


def staple(picture, rng, dpi):
    """A staple in the corner, with its shadow and the crease it makes."""
    length, x, y = 0.45 * dpi, 0.42 * dpi, 0.40 * dpi
    angle = rng.uniform(-0.7, -0.4)
    size = round(dpi * 1.1)
    rows, columns = numpy.mgrid[0:size, 0:size].astype(numpy.float32)
    along = (columns - x) * math.cos(angle) + (rows - y) * math.sin(angle)
    across = -(columns - x) * math.sin(angle) + (rows - y) * math.cos(angle)
    inside = numpy.abs(along) < length / 2
    wire = (inside & (numpy.abs(across) < dpi * 0.011))[..., None]
    shadow = (inside & (numpy.abs(across - dpi * 0.025) < dpi * 0.02))[..., None]
    corner = picture[:size, :size]
    corner[...] = numpy.where(wire, 0.33, corner * numpy.where(shadow, 0.78, 1.0))
    return picture


# The scanner ------------------------------------------------------------------------------------------------------

def edge_shadow(picture, dpi):
    """A sheet not pressed flat: dark towards the left edge."""
    columns = numpy.arange(picture.shape[1], dtype=numpy.float32)
    return picture * (1.0 - 0.62 * numpy.exp(-columns / (dpi * 0.42)))[None, :, None]


def turn(picture, degrees, background):
    """Laid askew on the glass; counter-clockwise is positive."""
    shade = tuple(round(255 * background) for _ in range(3))
    return _array(_image(picture).rotate(degrees, Image.BICUBIC, fillcolor=shade))


def paper_and_lamp(picture, rng, tint, noise):
    """The paper's colour, the lamp's unevenness and the sensor's noise."""
    picture = picture * numpy.array(tint, numpy.float32) * _clouds(rng, picture.shape, 420, 0.97, 1.0)[..., None]
    if noise > 0:
        picture = picture + rng.normal(0.0, noise, picture.shape[:2]).astype(numpy.float32)[..., None]
    return picture


def bilevel(picture, rng, threshold, specks):
    """What a copier's black-and-white setting keeps. Returns a 1-bit image."""
    grey = picture.mean(axis=2)
    black = grey < threshold
    height, width = black.shape
    for _ in range(specks):
        y, x, size = rng.integers(0, height - 3), rng.integers(0, width - 3), rng.integers(1, 4)
        black[y:y + size, x:x + rng.integers(1, 4)] = True
    return Image.fromarray(numpy.where(black, 0, 255).astype(numpy.uint8)).convert("1", dither=Image.Dither.NONE)


def scan(picture, rng, dpi, recipe, marks=()):
    """One page through wear and scanner. Returns a Pillow image: 1-bit, grey or colour as recipe['mode'] says."""
    picture = picture.copy()
    if recipe.get("wash"):
        picture = wash_marks(picture, rng, marks, dpi, recipe["wash"])
    if recipe.get("fade"):
        picture = fade(picture, rng, recipe["fade"])
    if recipe.get("coffee"):
        picture = coffee(picture, rng, dpi)
    if recipe.get("punch"):
        picture = punch(picture, dpi)
    if recipe.get("staple"):
        picture = staple(picture, rng, dpi)
    if recipe.get("skew"):
        picture = turn(picture, recipe["skew"], recipe.get("lid", 1.0))
    if recipe.get("shadow"):
        picture = edge_shadow(picture, dpi)
    picture = _blur(picture, recipe.get("blur", 0.5))
    mode = recipe["mode"]
    picture = paper_and_lamp(picture, rng, recipe.get("tint", (0.965, 0.96, 0.95)),
                             recipe.get("noise", 0.05 if mode == "bilevel" else 0.006))
    if mode == "bilevel":
        image = bilevel(picture, rng, recipe.get("threshold", 0.62), recipe.get("specks", 25))
    else:
        image = _image(picture)
        if mode == "grey":
            image = image.convert("L")
    return image.rotate(recipe["quarter_turns"] * 90, expand=True) if recipe.get("quarter_turns") else image


# Layers and the camera --------------------------------------------------------------------------------------------

def layers(picture, rng, dpi, background_dpi):
    """A page taken apart as copiers' "compact PDF" does: (background, black mask, colour mask, the mask's colour).

    The background is a small colour picture without the text; masks are 1-bit images, black where the ink goes.
    """
    picture = _blur(turn(picture, rng.uniform(-0.5, 0.5), 1.0), 0.5)
    spread = picture.max(axis=2) - picture.min(axis=2)
    dark = picture.mean(axis=2) < 0.66
    coloured = dark & (spread > 0.12)
    black = dark & ~coloured
    ink = tuple(float(v) for v in numpy.median(picture[coloured], axis=0)) if coloured.any() else (0.0, 0.0, 0.0)
    near = numpy.asarray(Image.fromarray((dark * 255).astype(numpy.uint8)).filter(ImageFilter.MaxFilter(5))) > 0
    empty = numpy.where(near[..., None], 1.0, picture)
    paper = paper_and_lamp(_blur(empty, 2.0), rng, (0.97, 0.965, 0.945), 0.004)
    size = (round(picture.shape[1] * background_dpi / dpi), round(picture.shape[0] * background_dpi / dpi))
    masks = [Image.fromarray(numpy.where(mask, 0, 255).astype(numpy.uint8)).convert("1", dither=Image.Dither.NONE)
             for mask in (black, coloured)]
    return _image(paper).resize(size, Image.BOX), masks[0], masks[1], ink


def _perspective(source, target):
    """Pillow's eight coefficients that carry `target` corners back to `source` corners."""
    rows, values = [], []
    for (x, y), (u, v) in zip(target, source):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return numpy.linalg.solve(numpy.array(rows, float), numpy.array(values, float)).tolist()


def photograph(picture, rng, lean):
    """A sheet on a table, taken by hand: perspective, lamp from one side, the table's grain around it."""
    height, width = picture.shape[:2]
    size = (round(width * 1.12), round(height * 1.10))
    corner = [(lean[n] * width * 0.05 + sx * width + 0.06 * width, lean[n + 4] * height * 0.04 + sy * height
               + 0.05 * height) for n, (sx, sy) in enumerate(((0, 0), (1, 0), (1, 1), (0, 1)))]
    coefficients = _perspective([(0, 0), (width, 0), (width, height), (0, height)], corner)
    sheet = _array(_image(paper_and_lamp(picture, rng, (0.93, 0.925, 0.90), 0.0)).transform(
        size, Image.Transform.PERSPECTIVE, coefficients, Image.BICUBIC))
    cover = _array(Image.new("L", (width, height), 255).transform(
        size, Image.Transform.PERSPECTIVE, coefficients, Image.BICUBIC))[..., None]
    grain = _clouds(rng, (size[1] // 24, size[0]), 6, 0.88, 1.0)
    grain = _array(_image(grain).resize(size, Image.BICUBIC))[..., None]
    table = grain * numpy.array([0.42, 0.29, 0.18], numpy.float32)
    shade = 1.0 - 0.55 * _blur(cover.repeat(3, axis=2), 14)[..., :1]
    scene = sheet * cover + table * shade * (1 - cover)
    rows, columns = numpy.mgrid[0:size[1], 0:size[0]].astype(numpy.float32)
    light = 1.08 - 0.42 * (columns / size[0]) ** 1.5 - 0.18 * (rows / size[1])
    hand = 1.0 - 0.22 / (1.0 + numpy.exp(-(columns * 0.8 + rows - size[1] * 1.28) / (size[1] * 0.03)))
    scene = scene * (light * hand)[..., None]
    scene = _blur(scene, 0.7) + rng.normal(0.0, 0.008, scene.shape).astype(numpy.float32)
    return _image(scene)
