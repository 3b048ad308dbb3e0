"""Lines as the network gets them: scaled by Leptonica as Tesseract does (ImageData::PreScale), brightness by the extremes
along the middle row (NetworkIO::FromPix)."""

import ctypes
import ctypes.util
import struct

import numpy

_leptonica = ctypes.CDLL("liblept.so.5")
_leptonica.pixReadMem.restype = ctypes.c_void_p
_leptonica.pixReadMem.argtypes = [ctypes.c_char_p, ctypes.c_size_t]
_leptonica.pixScale.restype = ctypes.c_void_p
_leptonica.pixScale.argtypes = [ctypes.c_void_p, ctypes.c_float, ctypes.c_float]
_leptonica.pixGetData.restype = ctypes.POINTER(ctypes.c_uint32)
for _name in ("pixGetData", "pixGetWidth", "pixGetHeight", "pixGetWpl", "pixGetDepth"):
    getattr(_leptonica, _name).argtypes = [ctypes.c_void_p]
_leptonica.pixDestroy.argtypes = [ctypes.POINTER(ctypes.c_void_p)]


def scaled(png, height):
    """The picture's grey values at this height."""
    source = ctypes.c_void_p(_leptonica.pixReadMem(png, len(png)))
    factor = height / _leptonica.pixGetHeight(source)
    pix = ctypes.c_void_p(_leptonica.pixScale(source, factor, factor))
    width, rows, words = (getattr(_leptonica, name)(pix) for name in ("pixGetWidth", "pixGetHeight", "pixGetWpl"))
    raw = numpy.ctypeslib.as_array(_leptonica.pixGetData(pix), (rows, words)).copy()
    _leptonica.pixDestroy(ctypes.byref(source))
    _leptonica.pixDestroy(ctypes.byref(pix))
    grey = raw.byteswap().view(numpy.uint8).reshape(rows, words * 4)[:, :width]  # words hold the left pixel on top
    if rows != height:
        grey = numpy.pad(grey, ((0, max(0, height - rows)), (0, 0)), "edge")[:height]
    return numpy.ascontiguousarray(grey)


def _quantile(values, range_low, share):
    """STATS::ile of Tesseract."""
    counts = numpy.bincount(values, minlength=256)
    target = min(max(1, int(share * len(values) + 0.5)), len(values))
    total = numpy.cumsum(counts)
    index = int(numpy.searchsorted(total, target)) + 1
    return range_low + index - (total[index - 1] - target) / counts[index - 1]


def normalised(grey):
    """Brightness so that -1 is black and 1 white, clipped as in the integer network."""
    row = grey[grey.shape[0] // 2].astype(numpy.int32)
    before, here, after = row[:-2], row[1:-1], row[2:]
    low = here[((here < before) & (here <= after)) | ((here <= before) & (here < after))]
    high = here[((here > before) & (here >= after)) | ((here >= before) & (here > after))]
    black = _quantile(low, 0, 0.25) if len(low) else 0.25
    white = _quantile(high, 0, 0.75) if len(high) else 255.75
    contrast = (white - black) / 2
    if contrast <= 0:
        contrast = 1
    return numpy.clip((grey.astype(numpy.float32) - black) / contrast - 1, -1, 1).astype(numpy.float32)


def read_lstmf(path):
    """Pairs of PNG and text."""
    data, at = path.read_bytes(), 4

    def counted(at):
        (length,) = struct.unpack_from("<I", data, at)
        return data[at + 4:at + 4 + length], at + 4 + length

    (count,) = struct.unpack_from("<I", data)
    for _ in range(count):
        _, at = counted(at + 1)
        png, at = counted(at + 4)
        _, at = counted(at)
        text, at = counted(at)
        at += 9
        yield png, text.decode()
