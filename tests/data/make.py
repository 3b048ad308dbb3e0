#!/usr/bin/python3
"""Makes the small files beside it that tests read. Needs python3-cairo, fonts-dejavu,
fonts-urw-base35, qpdf.

usage: tests/data/make.py
"""
import pathlib
import subprocess

import cairo

HERE = pathlib.Path(__file__).parent
LINES = ["Granby kommun", "", "Beslut om cykelställ vid skolan", "Datum: 2021-05-04", "Dnr: TN 2021/44", "",
         "Tekniska nämnden beslutar att ställa upp", "fyrtio cykelställ vid Ängsskolan före hösten."]


# Signs that Debian's `swe` cannot print, in a font the recogniser was not trained on.
SIGNS = ["§ 12 Förslag enligt 4 kap. 7 § i stadgan", "Andelen är 45 % av kostnaden, 3,5 % mer än förut",
         "Skriv till kansli@granby.se eller @kommunen", "• Öppet 2019–2021, klockan 8–16", "• Värmen hölls vid 20 °C hela året",
         "Fru Müller och herr Jürgen från Lübeck", "Ärende #12 * se bilaga 3½ …", "Gäller à 450 kr, crème och ’Östan’"]


def draw(context, scale, lines=LINES, font="DejaVu Serif"):
    context.select_font_face(font)
    context.set_font_size(12 * scale)
    for number, line in enumerate(lines):
        context.move_to(60 * scale, (80 + 20 * number) * scale)
        context.show_text(line)


def png(path, dpi, *what):
    scale = dpi / 72
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, int(420 * scale), int(300 * scale))
    context = cairo.Context(surface)
    context.set_source_rgb(1, 1, 1)
    context.paint()
    context.set_source_rgb(0, 0, 0)
    draw(context, scale, *what)
    surface.write_to_png(str(path))


def pdf(path):
    surface = cairo.PDFSurface(str(path), 420, 300)
    surface.set_metadata(cairo.PDF_METADATA_TITLE, "Beslut om cykelställ vid skolan")
    surface.set_metadata(cairo.PDF_METADATA_CREATE_DATE, "2021-05-04T10:00:00Z")
    draw(cairo.Context(surface), 1)
    surface.finish()


png(HERE / "one-page.png", 200)
png(HERE / "signs.png", 200, SIGNS, "URW Bookman")
pdf(HERE / "one-page.pdf")
subprocess.run(["qpdf", "--static-id", "--static-aes-iv", "--encrypt", "hemligt", "hemligt", "256", "--",
                str(HERE / "one-page.pdf"), str(HERE / "encrypted.pdf")], check=True)
