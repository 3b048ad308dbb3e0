"""Which code Tesseract's recogniser has for which character: read from a model's lstm-unicharset and lstm-recoder."""

import struct


class Alphabet:
    def __init__(self, unicharset, recoder):
        rows = unicharset.read_text(encoding="utf-8").split("\n")[1:]
        characters = [row.split(" ")[0] for row in rows if row]
        characters[0] = " "
        data, at = recoder.read_bytes(), 4
        (count,) = struct.unpack_from("<I", data)
        self.codes, self.characters = {}, {}
        for number in range(count):
            _, length = struct.unpack_from("<bI", data, at)
            codes = struct.unpack_from(f"<{length}i", data, at + 5)
            at += 5 + 4 * length
            if number < len(characters) and length == 1 and len(characters[number]) == 1:
                self.codes[characters[number]] = codes[0]
                self.characters[codes[0]] = characters[number]

    def encode(self, text):
        """Nothing when a character has no code."""
        return [self.codes[c] for c in text] if all(c in self.codes for c in text) else None

    def decode(self, codes, null):
        """The text of the best code at each step."""
        text, last = "", null
        for code in codes:
            if code not in (last, null):
                text += self.characters.get(code, "")
            last = code
        return text
