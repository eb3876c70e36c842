"""Set rows of the data in HTML: the templates' environment escapes every text."""

import jinja2
import pandas as pd

from press import ROOT

_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(ROOT / "press" / "templates"), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def fill(template: str, **values) -> str:
    """Return ``press/templates/<template>`` as HTML; a value that is missing is an error."""
    return _templates.get_template(template).render(**values)


def rows(frame: pd.DataFrame) -> list[dict]:
    """Return a frame's rows for a template, with None for what is missing: NaT and NaN would count as something."""
    return frame.astype(object).where(frame.notna(), None).to_dict("records")
