"""Fill one of the press's HTML templates; each escapes every text that it is given."""

import jinja2
import pandas as pd

from press import ROOT

_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(ROOT / "press" / "templates"), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def _in_css(text: str) -> str:
    """Quote a text for a style sheet inside a page: a string of CSS that can end neither itself nor the element."""
    # CSS takes one space after an escape as its end.
    return '"' + "".join(letter if letter.isalnum() or letter in " ,.-" else f"\\{ord(letter):06x} " for letter in text) + '"'


_templates.filters["in_css"] = _in_css


def typeset(template: str, **values) -> str:
    """Return ``press/templates/<template>`` filled with ``values`` as HTML; a value that is not given is an error."""
    return _templates.get_template(template).render(**values)


def records(frame: pd.DataFrame) -> list[dict]:
    """Return the rows of a table for a template, with None for what is missing: NaT and NaN would count as something."""
    return frame.astype(object).where(frame.notna(), None).to_dict("records")
