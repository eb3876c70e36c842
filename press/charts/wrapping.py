"""Break a line of a picture where it would run off: SVG does not wrap text, and no browser is there to measure it."""

from unicodedata import east_asian_width

# Widths of the signs from space to ~ in thousandths of the size: Helvetica, which Arial and Liberation Sans share.
_WIDTHS = dict(
    zip(
        map(chr, range(32, 127)),
        [278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, *[556] * 10, 278, 278, 584, 584, 584, 556]
        + [1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611]
        + [278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556]
        + [500, 722, 500, 500, 500, 334, 260, 334, 584],
    )
)
_OTHER, _BROAD = 667, 1000
# Bold letters are wider by less than this.
_BOLD = 1.1


def wrapped(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """Break ``text``, set in ``size`` pixels, into lines of at most ``width`` pixels; a longer word is cut."""
    lines = [""]
    for word in text.split():
        while _width(word, size, bold) > width:
            fits = next(length for length in range(len(word) - 1, 0, -1) if length == 1 or _width(word[:length], size, bold) <= width)
            lines.append(word[:fits])
            word = word[fits:]
        longer = f"{lines[-1]} {word}".strip()
        if _width(longer, size, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def _width(text: str, size: float, bold: bool) -> float:
    units = sum(_WIDTHS.get(sign) or (_BROAD if east_asian_width(sign) in "WF" else _OTHER) for sign in text)
    return units / 1000 * size * (_BOLD if bold else 1)
