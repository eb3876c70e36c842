"""Measure one page: as a reader at a desk and with a phone, without script, from file://, and with Lighthouse."""

import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from press.audit import axe, bounds, charts, layout, offline
from press.audit.lighthouse import Lighthouse
from press.audit.pages import Page
from press.audit.visit import Visit, visit

_OPEN_ALL = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@dataclass(frozen=True)
class Bench:
    """What the measuring needs: the site as a folder and as an address, a browser, Lighthouse, the folder of npm's tools."""

    folder: Path
    address: str
    browser: Browser
    lighthouse: Lighthouse
    tools: Path


def measure(bench: Bench, page: Page) -> dict:
    """Return all that is measured of a page, as plain values that JSON can hold."""
    begun = time.monotonic()
    address = f"{bench.address}/{page.path}"
    desk, phone = _at_a_desk(bench, address), _with_a_phone(bench, address)
    scores = bench.lighthouse.measure(address, enough=bounds.performance(page.chapter))
    return {
        "page": page.path,
        "chapter": page.chapter,
        "lighthouse": scores,
        "shift": {
            "in Lighthouse": scores["shift"],
            "read at 1280 px": desk["shift"],
            "read at 412 px": phone["shift"],
        },
        "kilobytes": {when: max(desk["kilobytes"][when], phone["kilobytes"][when]) for when in ("first", "read")},
        "axe": desk["axe"] + phone["axe"],
        **{kind: list(dict.fromkeys(desk[kind] + phone[kind])) for kind in ("away", "errors", "warnings")},
        "sideways": desk["sideways"],
        "targets": phone["targets"],
        "charts": desk["charts"] + [fault for fault in phone["charts"] if fault not in desk["charts"]],
        "offline": desk["cards"] + phone["cards"] + offline.without_script(bench.browser, address) + offline.from_file(bench.browser, bench.folder, page),
        "seconds": round(time.monotonic() - begun),
    }


def _at_a_desk(bench: Bench, address: str) -> dict:
    """A wide window with a mouse; the reader switches between light and dark while reading."""
    with visit(bench.browser, width=1280, color_scheme="light") as seen:
        read = _begin(seen, address)
        still = charts.look(seen.page)
        found = _axe(seen, bench, "light", "static") + _axe(seen, bench, "dark", "static")
        read |= _read(seen)
        if still:
            found += _axe(seen, bench, "dark", "live") + _axe(seen, bench, "light", "live")
        missing = charts.faults(seen.page, still)
        cards = _open_everything(seen)
        found += _axe(seen, bench, "light", "opened")
        return _told(seen, read) | {"axe": found, "charts": missing, "cards": cards, "sideways": layout.sideways(seen.page)}


def _with_a_phone(bench: Bench, address: str) -> dict:
    """The screen of Lighthouse's phone, touched, in the dark."""
    with visit(bench.browser, width=412, height=823, color_scheme="dark", has_touch=True, is_mobile=True, device_scale_factor=1.75) as seen:
        read = _begin(seen, address)
        still = charts.look(seen.page)
        read |= _read(seen)
        missing = charts.faults(seen.page, still)
        cards = _open_everything(seen)
        found = _axe(seen, bench, "dark", "opened, 412 px")
        return _told(seen, read) | {"axe": found, "charts": missing, "cards": cards, "targets": layout.small_targets(seen.page)}


def _begin(seen: Visit, address: str) -> dict:
    seen.open(address)
    return {"first": seen.kilobytes}


def _read(seen: Visit) -> dict:
    seen.read()
    return {"read": seen.kilobytes, "shift": seen.shift()}


def _open_everything(seen: Visit) -> list[str]:
    seen.page.evaluate(_OPEN_ALL)
    return ["the card of a number does not open"] if seen.open_card() is False else []


def _axe(seen: Visit, bench: Bench, scheme: str, state: str) -> list[dict]:
    seen.page.emulate_media(color_scheme=scheme)
    seen.page.wait_for_timeout(300)
    return [{"view": f"{scheme}, {state}"} | one for one in axe.violations(seen.page, bench.tools)]


def _told(seen: Visit, read: dict) -> dict:
    return {
        "kilobytes": {"first": read["first"], "read": read["read"]},
        "shift": read["shift"],
        "away": seen.away,
        "errors": seen.errors,
        "warnings": seen.warnings,
    }
