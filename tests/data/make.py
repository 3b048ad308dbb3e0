#!/usr/bin/python3
"""Makes the small files beside it that tests read. Needs python3-cairo, fonts-dejavu, qpdf.

usage: tests/data/make.py
"""
import pathlib
import subprocess

import cairo

HERE = pathlib.Path(__file__).parent
LINES = ["Granby kommun", "", "Beslut om cykelställ vid skolan", "Datum: 2021-05-04", "Dnr: TN 2021/44", "",
         "Tekniska nämnden beslutar att ställa upp", "fyrtio cykelställ vid Ängsskolan före hösten."]


def draw(context, scale):
    context.select_font_face("DejaVu Serif")
    context.set_font_size(12 * scale)
    for number, line in enumerate(LINES):
        context.move_to(60 * scale, (80 + 20 * number) * scale)
        context.show_text(line)


def png(path, dpi):
    scale = dpi / 72
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, int(420 * scale), int(300 * scale))
    context = cairo.Context(surface)
    context.set_source_rgb(1, 1, 1)
    context.paint()
    context.set_source_rgb(0, 0, 0)
    draw(context, scale)
    surface.write_to_png(str(path))


def pdf(path):
    surface = cairo.PDFSurface(str(path), 420, 300)
    surface.set_metadata(cairo.PDF_METADATA_TITLE, "Beslut om cykelställ vid skolan")
    surface.set_metadata(cairo.PDF_METADATA_CREATE_DATE, "2021-05-04T10:00:00Z")
    draw(cairo.Context(surface), 1)
    surface.finish()


png(HERE / "one-page.png", 200)
pdf(HERE / "one-page.pdf")
subprocess.run(["qpdf", "--static-id", "--static-aes-iv", "--encrypt", "hemligt", "hemligt", "256", "--",
                str(HERE / "one-page.pdf"), str(HERE / "encrypted.pdf")], check=True)
