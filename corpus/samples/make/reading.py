"""What a wrongly set scanner believes it reads: Tesseract's English, word by word."""

import io
import os
import subprocess


def read_english(image, dpi):
    """(text, left, top, right, bottom) of every word, in points from the page's top left.

    Single-threaded and with the portable dot product, so that every machine reads alike.
    """
    picture = io.BytesIO()
    image.save(picture, "PNG")
    tsv = subprocess.run(["tesseract", "-", "-", "-l", "eng", "--dpi", str(dpi), "-c", "dotproduct=generic", "tsv"],
                         input=picture.getvalue(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True,
                         env=os.environ | {"OMP_THREAD_LIMIT": "1"}).stdout.decode()
    words = []
    for row in tsv.splitlines()[1:]:
        cells = row.split("\t")
        if cells[0] == "5" and cells[11].strip():
            left, top, width, height = (int(cell) * 72 / dpi for cell in cells[6:10])
            words.append((cells[11], left, top, left + width, top + height))
    return words
