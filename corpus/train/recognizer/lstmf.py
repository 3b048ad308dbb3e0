"""Writes the line pictures and texts that Tesseract's lstmtraining reads (.lstmf).

The file is a list of ImageData as Tesseract 5's ImageData::Serialize writes it (src/ccstruct/imagedata.cpp): every
vector and string has its length before it, all numbers are little-endian. Boxes of single letters may be left out.
"""

import struct


def _counted(data):
    return struct.pack("<I", len(data)) + data


def write(path, lines):
    """`lines`: pairs of a PNG's bytes and the text on it."""
    with open(path, "wb") as out:
        out.write(struct.pack("<I", len(lines)))
        for number, (png, text) in enumerate(lines):
            out.write(b"\x01" + _counted(path.name.encode()) + struct.pack("<i", number) + _counted(png)
                      + _counted(b"swe") + _counted(text.encode()) + struct.pack("<IIb", 0, 0, 0))
