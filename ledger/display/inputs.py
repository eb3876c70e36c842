"""The controls of a chart as HTML: they stand below the picture before it is live, so nothing moves when it becomes so."""

from html import escape


def inputs(name: str, params: list[dict]) -> str:
    """Return the controls of the chart ``name``, switched off until the page's script joins them to the live chart.

    params: the specification's parameters; those with a ``bind`` become a control each. An option's value is its
    place in the list, so that a number stays a number. Returns an empty string for a chart without controls.
    """
    drawn = "".join(_control(f"chart-{name}-{param['name']}", param) for param in params if "bind" in param)
    return f'<fieldset class="chart-controls" disabled aria-label="Controls of this chart">{drawn}</fieldset>' if drawn else ""


def _control(key: str, param: dict) -> str:
    bind, value = param["bind"], param["value"]
    label, name = escape(bind["name"].strip().rstrip(":")), f'data-param="{escape(param["name"])}"'
    if bind["input"] == "radio":
        buttons = "".join(
            f'<label><input type="radio" autocomplete="off" name="{key}" value="{place}"{" checked" * (option == value)}> {escape(str(option))}</label>'
            for place, option in enumerate(bind["options"])
        )
        return f'<div class="chart-control" role="radiogroup" aria-labelledby="{key}" {name}><span class="chart-label" id="{key}">{label}</span>{buttons}</div>'
    return f'<label class="chart-control" {name}><span class="chart-label">{label}</span>{_field(bind, value)}</label>'


def _field(bind: dict, value) -> str:
    if bind["input"] == "select":
        options = "".join(
            f'<option value="{place}"{" selected" * (option == value)}>{escape(str(option))}</option>' for place, option in enumerate(bind["options"])
        )
        return f'<select autocomplete="off">{options}</select>'
    if bind["input"] == "checkbox":
        return f'<input type="checkbox" autocomplete="off"{" checked" * value}>'
    # A slider says its value to a screen reader itself; the number beside it is for the eye.
    ends = f'min="{bind["min"]}" max="{bind["max"]}" step="{bind["step"]}"'
    return f'<input type="range" autocomplete="off" {ends} value="{value}"><span class="chart-value" aria-hidden="true">{value}</span>'
