"""What a page must keep to, and the sentences that say where it does not."""

from press.audit.lighthouse import CATEGORIES

FULL = 100
CHAPTER_PERFORMANCE = 95
SHIFT = 0.02
FIRST_KB = 250
READ_KB = 500


def performance(chapter: bool) -> int:
    """Return the least performance score: chapters carry charts and may lose a little."""
    return CHAPTER_PERFORMANCE if chapter else FULL


def faults(measured: dict) -> list[str]:
    """Return a sentence for each bound that a page breaks: what was found, and the bound. `measured` is from `measure`."""
    return _scores(measured) + _shifts(measured) + _weight(measured) + _axe(measured) + _others(measured)


def _scores(measured: dict) -> list[str]:
    least = dict.fromkeys(CATEGORIES, FULL) | {"performance": performance(measured["chapter"])}
    scores = measured["lighthouse"]["scores"]
    return [
        f"Lighthouse {name} {scores[name]}, must be {bound}: {'; '.join(measured['lighthouse']['lost'][name]) or 'Lighthouse names nothing'}"
        for name, bound in least.items() if scores[name] < bound
    ]


def _shifts(measured: dict) -> list[str]:
    return [
        f"layout shift {shift['value']:.3f} {how}, at most {SHIFT}{': ' + ', '.join(shift['moved']) if shift['moved'] else ''}"
        for how, shift in measured["shift"].items() if shift["value"] > SHIFT
    ]


def _weight(measured: dict) -> list[str]:
    found = measured["kilobytes"]
    bounds = {"first": ("before the first scroll", FIRST_KB), "read": ("read to the end", READ_KB)}
    return [f"{found[key]:.0f} KB {when}, at most {bound}" for key, (when, bound) in bounds.items() if found[key] > bound]


def _axe(measured: dict) -> list[str]:
    """One sentence a rule, with all the views it was seen in."""
    views = {}
    for one in measured["axe"]:
        views.setdefault(one["rule"], []).append(one)
    return [
        f"axe {rule} ({', '.join(one['view'] for one in seen)}): {max(one['places'] for one in seen)} places, first {seen[0]['first']}: {seen[0]['why']}"
        for rule, seen in views.items()
    ]


def _others(measured: dict) -> list[str]:
    small = grouped([(f"target under 24 px: {target['control']}", target["seen"]) for target in measured["targets"]])
    return (
        [f"request to another host: {address}" for address in measured["away"]]
        + [f"console error: {error[:300]}" for error in measured["errors"]]
        + [f"sideways scroll {text}" for text in measured["sideways"]]
        + small + grouped([(fault["what"], fault["chart"]) for fault in measured["charts"]]) + measured["offline"]
    )


def grouped(pairs: list[tuple[str, str]]) -> list[str]:
    """Return a sentence for each different fault of `pairs` (fault, place): how many places, and the first three."""
    places = {}
    for fault, place in pairs:
        places.setdefault(fault, []).append(place)
    return [f"{fault}: {len(at)} ({', '.join(at[:3])}{', …' if len(at) > 3 else ''})" for fault, at in places.items()]
