"""Text files as old systems leave them. Each function takes the true text and returns the file's bytes."""

import textwrap
import unicodedata


def wrapped(lines, width=76):
    """Paragraphs, one a line, broken as a word processor saves "text with line breaks"."""
    out = []
    for line in lines:
        out += textwrap.wrap(line.expandtabs(8), width, break_long_words=False, break_on_hyphens=False) or [""]
        out.append("")
    return "\n".join(out).rstrip() + "\n"


def clean_cp1252(text):
    return text.replace("\n", "\r\n").encode("cp1252")


def clean_utf16(text):
    return b"\xff\xfe" + text.replace("\n", "\r\n").encode("utf-16-le")


def _windows(data):
    """cp1252 as Windows decodes it: the five bytes it lacks become control characters, nothing is lost."""
    return "".join(bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
                   for byte in data)


def utf8_as_latin1(text):
    return text.encode("utf-8").decode("latin-1").encode("utf-8")


def cp850_as_cp1252(text):
    """Signs cp850 lacks were simplified by the old program already."""
    simple = text.translate(str.maketrans("”“’–…•", "\"\"'-.*"))
    return _windows(simple.encode("cp850")).encode("utf-8")


def macroman_as_cp1252(text):
    return _windows(text.encode("mac-roman")).encode("utf-8")


def iso646_se(text):
    """Seven bits, brackets for å ä ö (SIS 63 61 27)."""
    simple = text.translate(str.maketrans("”“’–…•é", "\"\"'-.*`"))
    return simple.translate(str.maketrans("åäöÅÄÖ§", "}{|][\\#")).encode("ascii").replace(b"\n", b"\r\n")


def marks_stripped(text):
    """Every mark gone: å ä → a, ö → o, é → e, and signs outside ASCII replaced by look-alikes."""
    simple = text.translate(str.maketrans({"”": '"', "“": '"', "’": "'", "–": "-", "•": "-", "…": "...", "§": "S",
                                           "²": "2", "³": "3"}))
    bare = "".join(c for c in unicodedata.normalize("NFD", simple) if not unicodedata.combining(c))
    return bare.encode("ascii")


KINDS = {
    "text-cp1252": (clean_cp1252, "clean, cp1252, CRLF"),
    "text-utf16": (clean_utf16, "clean, UTF-16 LE with BOM, CRLF"),
    "text-utf8-as-latin1": (utf8_as_latin1, "UTF-8 read as latin1, saved as UTF-8"),
    "text-cp850-as-cp1252": (cp850_as_cp1252, "cp850 read as cp1252, saved as UTF-8"),
    "text-macroman-as-cp1252": (macroman_as_cp1252, "macroman read as cp1252, saved as UTF-8"),
    "text-iso646-se": (iso646_se, "ISO-646-SE, seven bits"),
    "text-marks-stripped": (marks_stripped, "all marks stripped, ASCII"),
}
