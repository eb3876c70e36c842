"""Controls of a chart: Altair parameters bound to HTML inputs, which work by keyboard and touch."""

import altair as alt


def radio(name: str, options: list, label: str, value=None):
    """Return a parameter with one button an option; ``value`` is the first option unless given."""
    return alt.param(
        name, value=options[0] if value is None else value, bind=alt.binding_radio(options=options, name=f"{label}: ")
    )


def dropdown(name: str, options: list, label: str, value=None):
    """Return a parameter with a list to choose from; ``value`` is the first option unless given."""
    return alt.param(
        name, value=options[0] if value is None else value, bind=alt.binding_select(options=options, name=f"{label}: ")
    )


def slider(name: str, low: float, high: float, step: float, value: float, label: str):
    """Return a parameter for a number from ``low`` to ``high``; say its unit in ``label``."""
    return alt.param(name, value=value, bind=alt.binding_range(min=low, max=high, step=step, name=f"{label}: "))
