"""Which letter becomes which file: one row a file."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Sample:
    file: str
    letter: str  # the stem of its source and truth begins with this
    kind: str  # pdf-scan, pdf-wrong-layer, pdf-good-layer, pdf-layered, pdf-born-digital, tiff, png, photo, text-…, copy
    scanner: str  # in words, for people
    dpi: int = 0
    recipe: dict = dataclasses.field(default_factory=dict)
    pages: dict = dataclasses.field(default_factory=dict)  # page number -> what differs there; bare: no text layer
    quality: int = 42
    producer: str = "Skanner 3100"
    outline: bool = False
    titled: bool = False
    of: str = ""  # for a copy: the file it equals


def bilevel(**more):
    return {"mode": "bilevel"} | more


def grey(**more):
    return {"mode": "grey"} | more


def colour(**more):
    return {"mode": "colour"} | more


SAMPLES = (
    Sample("01-fuktskador-kvarnskolan.pdf", "01", "pdf-scan", "grey JPEG, 150 dpi, punched", 150, grey(punch=True)),
    Sample("skannat_20190318_0004.pdf", "01", "copy", "exact duplicate under another name",
           of="01-fuktskador-kvarnskolan.pdf"),
    Sample("02-fardtjanst-avslag.pdf", "02", "pdf-scan", "bilevel G4, 300 dpi, askew 1.6°", 300, bilevel(skew=1.6)),
    Sample("03-bygglov-avslag-garage.pdf", "03", "pdf-wrong-layer", "bilevel G4, 300 dpi, English text layer", 300,
           bilevel()),
    Sample("04-bygglov-altan.pdf", "04", "pdf-scan", "colour JPEG, 150 dpi, stamped", 150, colour(), quality=48),
    Sample("05-hjalpmedelsavtal.pdf", "05", "pdf-wrong-layer", "bilevel G4, 200 dpi, English text layer on page 1 only", 200,
           bilevel(skew=-0.4), pages={2: {"bare": True}}),
    Sample("05-hjalpmedelsavtal-utan-prickar.txt", "05", "text-marks-stripped", ""),
    Sample("06-cykelplan.pdf", "06", "pdf-born-digital", "fonts, outline, title", outline=True, titled=True),
    Sample("07-ks-protokoll-tallmo.tif", "07", "tiff", "bilevel G4, 200 dpi, three pages", 200, bilevel(skew=0.3)),
    Sample("08-miljonamnden-protokoll.pdf", "08", "pdf-good-layer", "grey JPEG, 150 dpi, true text layer, outline", 150,
           grey(), outline=True, titled=True, producer="Skanner 3100 med textigenkänning"),
    Sample("09-brf-tallkotten-protokoll.pdf", "09", "pdf-wrong-layer",
           "grey JPEG, 150 dpi, askew -1.2°, English text layer, outline", 150, grey(skew=-1.2, lid=0.93), quality=40,
           outline=True, producer="Multi 550"),
    Sample("10-samfallighet-arsstamma.pdf", "10", "pdf-layered", "layered: JPEG 100 dpi under G4 stencils 300 dpi", 300,
           producer="Compact 4500"),
    Sample("11-begaran-extrastamma-fukt.pdf", "11", "pdf-wrong-layer", "bilevel G4, 200 dpi, punched, English text layer",
           200, bilevel(punch=True, skew=0.7), producer="Multi 550"),
    Sample("12-motion-trygghetsboende.pdf", "12", "pdf-scan", "bilevel G4, 300 dpi, faint typewriting", 300,
           bilevel(fade=0.5, threshold=0.65, specks=60)),
    Sample("13-motion-solceller.pdf", "13", "pdf-born-digital", "fonts, neither title nor outline"),
    Sample("14-kallelse-brf-stamma.pdf", "14", "pdf-scan", "colour JPEG, 150 dpi, punched, stapled, askew -2.3°", 150,
           colour(punch=True, staple=True, skew=-2.3, lid=0.9), quality=45),
    Sample("15-kallelse-kulturnamnden.pdf", "15", "pdf-born-digital", "fonts, outline, title", outline=True,
           titled=True),
    Sample("16-kungorelse-samrad.png", "16", "png", "grey PNG, 150 dpi", 150, grey(noise=0.0)),
    Sample("17-anslag-justerat-protokoll.jpg", "17", "photo", "telephone, EXIF orientation 6", 150,
           {"lean": (-0.4, 0.3, 0.9, -0.7, 0.1, 0.8, 0.0, -0.5), "orientation": 6}),
    Sample("18-remissvar-byggnadsvard.pdf", "18", "pdf-layered",
           "layered: JPEG 100 dpi under G4 stencils 300 dpi, coloured stamp", 300, producer="Compact 4500"),
    Sample("19-yttrande-raddningstjanst.pdf", "19", "pdf-scan", "bilevel G4, 200 dpi, sideways", 200,
           bilevel(quarter_turns=1)),
    Sample("20-arrende-batplatser.pdf", "20", "pdf-scan", "bilevel G4, 200 dpi, askew 3.6°, page 2 upside down", 200,
           bilevel(skew=3.6), pages={2: {"skew": -1.1, "quarter_turns": 2}}),
    Sample("21-snorojning-avtal.pdf", "21", "pdf-scan", "colour JPEG, 150 dpi, coffee stain, shadow", 150,
           colour(coffee=True, shadow=True, skew=0.8), quality=45),
    Sample("22-policy-representation.pdf", "22", "pdf-born-digital", "fonts, title, outline, two pages", outline=True,
           titled=True),
    Sample("23-riktlinje-epost.txt", "23", "text-cp1252", ""),
    Sample("24-faktura-vatten.pdf", "24", "pdf-scan", "colour JPEG, 150 dpi", 150, colour(skew=0.5), quality=48),
    Sample("25-enkat-hemtjanst.pdf", "25", "pdf-good-layer", "bilevel G4, 200 dpi, true text layer, outline", 200,
           bilevel(), outline=True, producer="Skanner 3100 med textigenkänning"),
    Sample("26-klagomal-buller.txt", "26", "text-utf8-as-latin1", ""),
    Sample("27-skolskjuts-begaran.txt", "27", "text-cp850-as-cp1252", ""),
    Sample("28-vanort-engelska.pdf", "28", "pdf-scan", "grey JPEG, 150 dpi, stapled, askew 2.1°", 150,
           grey(staple=True, skew=2.1, lid=0.88)),
    Sample("29-finska-aldreomsorg.pdf", "29", "pdf-scan", "bilevel G4, 300 dpi, punched, sideways", 300,
           bilevel(punch=True, quarter_turns=3)),
    Sample("30-serveringstillstand.txt", "30", "text-iso646-se", ""),
    Sample("30-serveringstillstand.tif", "30", "tiff", "bilevel G4, 300 dpi, faint typewriting, rings washed out", 300,
           bilevel(fade=0.35, wash=0.5, threshold=0.66)),
    Sample("31-utlamnande-handling.txt", "31", "text-macroman-as-cp1252", ""),
    Sample("31-utlamnande-handling.pdf", "31", "pdf-scan", "grey JPEG, 150 dpi, faint, rings washed out", 150,
           grey(fade=0.68, wash=0.7, skew=-0.6)),
    Sample("32-anstand-1979.pdf", "32", "pdf-scan", "colour JPEG, 150 dpi, faint typewriting, rings washed out, punched",
           150, colour(fade=0.6, wash=0.7, punch=True, tint=(0.93, 0.89, 0.79)), quality=45),
    Sample("33-overklagande-strandskydd.txt", "33", "text-utf16", ""),
    Sample("34-ovk-forelaggande.txt", "34", "text-marks-stripped", ""),
    Sample("34-ovk-forelaggande.pdf", "34", "pdf-wrong-layer", "bilevel G4, 300 dpi, punched, English text layer", 300,
           bilevel(punch=True, skew=-0.9)),
    Sample("35-minnesanteckningar.jpg", "35", "photo", "telephone, EXIF orientation 8", 150,
           {"lean": (0.6, -0.5, -0.2, 0.4, 0.7, -0.3, 0.5, 0.1), "orientation": 8}),
    Sample("36-trafikforeskrift.png", "36", "png", "bilevel PNG, 200 dpi, shadow at the edge", 200,
           bilevel(shadow=True, skew=-0.5, noise=0.03)),
)

EXPECTED_READ = {"pdf-scan": "ocr", "pdf-layered": "ocr", "tiff": "ocr", "png": "ocr", "photo": "ocr",
                 "pdf-wrong-layer": "both", "pdf-good-layer": "text-layer", "pdf-born-digital": "text-layer"}
