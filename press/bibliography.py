"""The works of the bibliography in their short, readable form."""

from functools import cache

from pybtex.database import BibliographyData, Entry, parse_file
from pybtex.richtext import Text

from press import ROOT, PressError

_BIBLIOGRAPHY = ROOT / "book" / "references.bib"


@cache
def short_form(key: str) -> str:
    """Return a work as ``Author, Title (year)``.

    key: as in ``references.bib``. Three or more authors are the first and "others".
    Raises PressError for a key that the bibliography does not have.
    """
    try:
        work = _works().entries[key]
    except KeyError:
        raise PressError(f"book/references.bib has no work {key!r}; add it, or mend the column citation that names it.") from None
    return f"{_authors(work)}{_plain(work.fields['title'])} ({work.fields['year']})"


@cache
def _works() -> BibliographyData:
    return parse_file(str(_BIBLIOGRAPHY))


def _authors(work: Entry) -> str:
    names = [_plain(" ".join([*person.prelast_names, *person.last_names])) for person in work.persons.get("author", [])]
    if not names:
        return ""
    return f"{names[0]} and others, " if len(names) > 2 else f"{' and '.join(names)}, "


def _plain(latex: str) -> str:
    # The reader of LaTeX leaves the backslash before a dollar sign.
    return Text.from_latex(latex).render_as("text").replace("\\$", "$")
