"""The book in other forms: one PDF for paper, one EPUB for e-readers, both made from the rendered pages."""

from press import BUILD

NAME = "deepseek-shock-measured"
PDF = BUILD / f"{NAME}.pdf"
EPUB = BUILD / f"{NAME}.epub"
