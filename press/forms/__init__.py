"""The book in other forms: one PDF for paper, one EPUB for e-readers, both made from the rendered pages."""

NAME = "deepseek-shock-measured"
