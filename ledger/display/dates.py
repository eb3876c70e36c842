"""Find the days, months, quarters and years that a text names."""

import re

import pandas as pd

_MONTHS = "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
_YEAR = r"(?:19|20)\d\d"
_ISO = re.compile(rf"\b({_YEAR})-(\d\d)(?:-(\d\d))?\b")
_QUARTER = re.compile(rf"\bQ([1-4]) ({_YEAR})\b")
_DATED = re.compile(rf"\b(?:(\d{{1,2}}) )?({_MONTHS})\.? ({_YEAR})\b")
# A month without a year, where the word before shows that it is a month.
_BARE = re.compile(
    rf"\b(?:in|of|by|until|since|from|to|and|between|after|before|late|early|mid|\d{{1,2}}),? ({_MONTHS})\b", re.IGNORECASE
)
_ALONE = re.compile(rf"(?<![\w.$¥,-])({_YEAR})(?!\w|[.,-]\d| ?%)")
# The articles tell of this year, so a month without a year is one of it.
_TOLD = "2025"


def periods(text: str) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """Return (first day, last day) of every day, month, quarter and year that ``text`` names.

    A month without a year is taken as one of 2025, the year of which the articles tell.
    """
    found, text = [], re.sub(r"\s+", " ", text)
    for pattern, read in ((_ISO, _iso), (_QUARTER, _quarter), (_DATED, _dated), (_BARE, _bare), (_ALONE, _alone)):
        for match in pattern.finditer(text):
            try:
                found.append(read(*match.groups()))
            except ValueError:  # digits that are no date, such as 2025-13
                continue
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return [(start.start_time, start.end_time.normalize()) for start in found]


def later(text: str, day: pd.Timestamp, known=()) -> bool:
    """Say whether ``text`` names a time that begins after ``day`` and lies in none of the ``known`` periods."""
    return any(start > day and not any(first <= end and start <= last for first, last in known) for start, end in periods(text))


def _iso(year, month, day):
    return pd.Period(f"{year}-{month}-{day}", "D") if day else pd.Period(f"{year}-{month}", "M")


def _quarter(quarter, year):
    return pd.Period(f"{year}Q{quarter}")


def _dated(day, month, year):
    start = pd.Timestamp(f"{day or 1} {month[:3]} {year}")
    return pd.Period(start, "D" if day else "M")


def _bare(month):
    return _dated(None, month, _TOLD)


def _alone(year):
    return pd.Period(year, "Y")
