"""Compare a number written in prose with the row that it links to, and mend what is stale."""

import re
from dataclasses import dataclass

import pandas as pd

from ledger.display.formats import value_text
from ledger.reasoning.units import convert

MONTHS = "January February March April May June July August September October November December".split()
DATE = re.compile(rf"\b(?:(\d{{1,2}}) )?({'|'.join(MONTHS)})(?: ((?:19|20)\d\d))?\b")
_ISO_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
YEAR = re.compile(r"(?<![\w.$¥,-])((?:19|20)\d\d)(?!\w| ?%|[.,-]\d| (?:percent|dollars|yuan|chips|dies|users|tokens|models|million|billion)\b)")
_CARDINALS = {word: number for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_CARDINALS |= {word: number for number, word in zip(range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split())}
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "tn": 1e12, "bn": 1e9, "M": 1e6, "B": 1e9}
# How prose names a unit, and what one of it is in the base unit.
_UNITS = [
    (r"per million tokens", "USD/1M-tokens", 1),
    (r"per (?:thousand|billion) tokens", "another number of tokens", 1),
    (r"percentage points?", "percentage-points", 1),
    (r"percent\b|%", "percent", 1),
    (r"index points?", "index-points", 1),
    (r"\$|dollars?\b", "USD", 1),
    (r"¥|yuan\b", "CNY", 1),
    (r"megawatts?\b|MW\b", "watts", 1e6),
    (r"kilowatts?\b|kW\b", "watts", 1e3),
    (r"watts?\b", "watts", 1),
    (r"TFLOPS\b", "FLOP/s", 1e12),
    (r"PFLOPS\b", "FLOP/s", 1e15),
    (r"EFLOPS\b", "FLOP/s", 1e18),
    (r"TB/s\b", "bytes/s", 1e12),
    (r"GB/s\b", "bytes/s", 1e9),
    (r"TB\b", "bytes", 1e12),
    (r"GB\b", "bytes", 1e9),
    (r"MB\b", "bytes", 1e6),
    (r"times\b", "ratio", 1),
    (r"tokens?\b", "tokens", 1),
    (r"parameters\b", "parameters", 1),
    (r"users\b", "users", 1),
    (r"GPU-hours?\b", "gpu-hours", 1),
    (r"hours?\b", "hours", 1),
    (r"minutes?\b", "minutes", 1),
    (r"weeks?\b", "weeks", 1),
    (r"days?\b", "days", 1),
    (r"months?\b", "months", 1),
    (r"years?\b", "years", 1),
    (r"dies\b", "dies", 1),
    (r"chips\b", "chips", 1),
]
# Beside its own name a unit may be called by these.
_CALLED = {"USD/1M-tokens": {"USD", "tokens"}, "USD/gpu-hours": {"USD", "hours", "gpu-hours"}, "gpu-hours": {"hours"}, "ratio": {"percent"}, "CNY/USD": {"USD", "CNY"}, "count": {"users"}}
# Money and shares say their unit in the link itself.
_MONEY_AND_SHARES = {"USD", "CNY", "percent", "percentage-points"}
_SAID = _MONEY_AND_SHARES | {"USD/1M-tokens", "USD/gpu-hours", "CNY/USD"}
_QUALIFIERS = {
    "nearly": r"nearly|almost|close to",
    "over": r"over|more than|above",
    "at-least": r"at least",
    "under": r"under|less than|below|fewer than",
    "at-most": r"at most|up to",
    "about": r"about|around|roughly",
}
_FALL = r"f[ea]ll(?:s|en|ing)?|los(?:t|e|es|ing|s|ses)|below|down|declin\w*|drop\w*|cuts?|cutting|cheaper|lower|less|shr[aiu]nk|decreas\w*|worst|behind"
_RISE = r"r[io]se[sn]?|rising|gain\w*|above|up|dearer|higher|grew|grow\w*|increas\w*|ahead|added"
_FALLS = re.compile(rf"(?:{_FALL})$", re.IGNORECASE)
_WAYS = re.compile(rf"\b(?:{_FALL}|{_RISE})\b", re.IGNORECASE)
_FELL_BY = re.compile(r"\b(?:fell|fallen|dropped|declined|lost)(?: by)?(?: about| nearly| over)? $", re.IGNORECASE)
# Metrics whose sign is the direction of a change.
_CHANGES = re.compile(r"change|return|growth")
_UNIT_WORD = "|".join(pattern for pattern, _, _ in _UNITS)
_NUMBER = re.compile(
    rf"(?P<sign>[-−])?(?P<money>[$¥])?(?<![\w.])(?P<digits>\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(_CARDINALS)})\b(?= (?:{'|'.join(_SCALES)}|{_UNIT_WORD})))"
    rf"(?P<kilo>K\b)?(?: ?(?P<scale>{'|'.join(_SCALES)})\b)?(?![\w-])"
)
# What would change a number's size or currency, where the parser did not read it.
_UNREAD = re.compile(r"^ ?(?:mn|trn|m|[mbtrq]\w*illion|hundred|thousand|[x×] ?10)\b|^ ?[x×] ?10", re.IGNORECASE)
_OTHER_MONEY = re.compile(r"[A-Z]\$|€|£|\b(?:euros?|pounds?|yen|rupees?)\b")


@dataclass(frozen=True)
class _Number:
    """A number as it stands in a text: what it says, and where its digits are."""

    start: int
    end: int
    amount: float
    decimals: int
    scales: tuple
    signed: bool

    def says(self, value: float) -> bool:
        """Say whether the value, rounded to as many digits, is this number."""
        return any(abs(value / scale - self.amount) <= 0.5 * 10**-self.decimals * (1 + 1e-9) for scale in self.scales)


def disagreement(text: str, row: dict, names: re.Pattern, sentence: str = "") -> str | None:
    """Say how ``text`` differs from the value of ``row``, or return None when it does not.

    text: the words of a link, such as ``317 to 338 million``. row: value_low, value_high, unit,
    as_of_from, as_of_to (NaN and NaT where missing), may hold qualifier and metric. names: what looks like a
    number but is a part of a name. sentence: the words around the link, which may say that
    something fell or that a value is "nearly" so much.
    """
    fault = _fault(text, row, names, sentence)
    return f"{fault}; the row says {value_text(row) or 'no value'}" if fault else None


def states(statement: str, row: dict, names: re.Pattern) -> bool:
    """Say whether a statement that holds numbers holds the value of its row, or one end of it; others may stand beside it."""
    ends = [abs(end) for end in (row["value_low"], row["value_high"]) if end == end]
    numbers = _numbers(statement, row, names) if ends else []
    return not numbers or any(number.says(end) for number in numbers for end in ends)


def mended(text: str, row: dict, names: re.Pattern, sentence: str = "") -> str:
    """Return ``text`` with the row's present value, in the same scale and with as many decimals where that is possible."""
    low, high = row["value_low"], row["value_high"]
    numbers = _numbers(text, row, names)
    present = [value for value in (low, high) if value == value]
    if len(numbers) == 1 and present:
        wanted = [present[0]]
    elif len(numbers) == 2 and len(present) == 2:
        wanted = present
    else:
        return value_text(row)
    new = text
    for number, value in sorted(zip(numbers, wanted), key=lambda pair: -pair[0].start):
        scaled = value / number.scales[0] if number.signed else abs(value) / number.scales[0]
        new = f"{new[:number.start]}{scaled:,.{number.decimals}f}{new[number.end:]}"
    qualified = f"{(row.get('qualifier') or _bound(row)).replace('-', ' ')} {new}".strip()
    return next((one for one in (new, qualified) if not disagreement(one, row, names, sentence)), value_text(row))


def _bound(row: dict) -> str:
    return "at most" if row["value_low"] != row["value_low"] else "at least" if row["value_high"] != row["value_high"] else ""


def _fault(text: str, row: dict, names: re.Pattern, sentence: str) -> str | None:
    if row["unit"] == "date":
        return _date_fault(text, row)
    low, high, unit = row["value_low"], row["value_high"], row["unit"]
    if low != low and high != high:
        return None
    numbers = _numbers(text, row, names)
    if not numbers:
        return _date_fault(text, row)
    return (
        _reading_fault(text, numbers)
        or _unit_fault(text, unit, names)
        or _sign_fault(text, numbers, row, sentence)
        or _value_fault(numbers, low, high, _qualifier(text, sentence), row.get("qualifier"))
        or _date_fault(text, row)
    )


def _numbers(text: str, row: dict, names: re.Pattern) -> list[_Number]:
    plain = _blank(YEAR, _blank(DATE, _blank(_ISO_DATE, _blank(names, text))))
    found = []
    matches = list(_NUMBER.finditer(plain))
    for match, following in zip(matches, [*matches[1:], None]):
        digits = match["digits"]
        # In "317 to 338 million" the scale stands after the second number.
        small = digits in _CARDINALS or float(digits.replace(",", "")) < 1000
        shared = following["scale"] if small and following and not match["scale"] and re.fullmatch(r" (?:to|and) ", plain[match.end() : following.start()]) else None
        scales = (1e3, 1024.0) if match["kilo"] else (_SCALES.get(match["scale"] or shared, 1.0),)
        amount = float(_CARDINALS[digits]) if digits in _CARDINALS else float(digits.replace(",", ""))
        decimals = len(digits.partition(".")[2])
        factor = _factor(plain[match.end() :], row["unit"])
        found.append(_Number(match.start("digits"), match.end("digits"), amount, decimals, tuple(scale * factor for scale in scales), bool(match["sign"])))
    return found


def _reading_fault(text: str, numbers: list) -> str | None:
    if _OTHER_MONEY.search(text):
        return "written in a currency that the book does not use"
    for number in numbers:
        unread = _UNREAD.search(text[number.end :])
        if unread and unread.group().strip() not in _SCALES:
            return f"the word {unread.group().strip()!r} was not understood; write million, billion or trillion"
    return None


def _factor(after: str, unit: str) -> float:
    """What one of the unit written is in the row's unit: 1,000 for kilowatts, 1/100 for a ratio told in percent."""
    for pattern, named, factor in _UNITS:
        if named == unit and re.search(pattern, after):
            return factor
        if (named, unit) == ("percent", "ratio") and re.search(pattern, after):
            return factor * float(convert(1, named, unit))
    return 1.0


def _unit_fault(text: str, unit: str, names: re.Pattern) -> str | None:
    plain, said = _blank(names, text), set()
    for pattern, named, _ in _UNITS:
        if re.search(pattern, plain):
            said.add(named)
            plain = re.sub(pattern, " ", plain)
    strange = said - {unit} - _CALLED.get(unit, set())
    if strange:
        return f"written in {' and '.join(sorted(strange))}, the row is in {unit}"
    if unit in _SAID and not said & {unit, *_CALLED.get(unit, set())} & _MONEY_AND_SHARES:
        return f"written without its unit, the row is in {unit}"
    return None


def _sign_fault(text: str, numbers: list, row: dict, sentence: str) -> str | None:
    value = row["value_low"] if row["value_low"] == row["value_low"] else row["value_high"]
    before, _, after = sentence.partition(text) if text in sentence else (sentence, "", "")
    if value >= 0 and any(number.signed for number in numbers):
        return "written with a minus"
    if value > 0 and _CHANGES.search(str(row.get("metric"))) and _FELL_BY.search(before):
        return "written as a fall, and the value is a rise"
    if value < 0 and not any(number.signed for number in numbers):
        # The nearest word that gives a direction counts: in the link or right after it, else the last one before, else what follows.
        right = _WAYS.search(text) or _WAYS.match(after.lstrip())
        ways = [right] if right else [*_WAYS.finditer(before)][-1:] or [*_WAYS.finditer(after)][:1]
        if not ways or not _FALLS.match(ways[0].group()):
            return "written without a minus or a word such as fell, lost or cut"
    return None


def _value_fault(numbers: list, low: float, high: float, written: str | None, stated: str | None) -> str | None:
    if stated in _QUALIFIERS and written != stated:
        return f"written {'without' if not written else f'with {written!r} for'} {stated.replace('-', ' ')!r}"
    if low != low or high != high:
        bound = high if low != low else low
        if len(numbers) != 1 or not numbers[0].says(abs(bound)):
            return "another value"
        side = ("under", "at-most") if low != low else ("over", "at-least")
        return None if written in side else f"written as a value, where the row has a bound ({'at most' if low != low else 'at least'})"
    if low == high and written and not stated:
        return None if all(_near(one, abs(low), written) for one in numbers) else "another value"
    if low == high or len(numbers) == 1 and numbers[0].says(abs(low)) and numbers[0].says(abs(high)):
        return None if all(one.says(abs(low)) for one in numbers) else "another value"
    if len(numbers) == 2:
        ends = (low, high) if low >= 0 else (abs(high), abs(low))
        return None if numbers[0].says(abs(ends[0])) and numbers[1].says(abs(ends[1])) else "another value"
    end = {"over": low, "at-least": low, "under": high, "at-most": high}.get(written)
    return None if end is not None and numbers[0].says(abs(end)) else "one value, where the row has a range"


def _near(number: _Number, value: float, written: str) -> bool:
    """Say whether a plain value may be told as "about", "nearly" or "over" so much: the number is its rounding in that direction."""
    told = number.amount * number.scales[0]
    digits = f"{number.amount:.{number.decimals}f}"
    zeros = 0 if number.decimals else len(digits) - len(digits.rstrip("0"))
    place = 10.0 ** (zeros - number.decimals) * number.scales[0]
    if written == "about":
        return abs(value - told) <= max(place, 0.1 * value)
    return told <= value < told + place if written in ("over", "at-least") else told - place < value <= told


def _qualifier(text: str, sentence: str) -> str | None:
    """Find the qualifier in the link, or in the last words before it."""
    before = sentence.partition(text)[0][-16:] if text in sentence else ""
    for place in (text, before):
        for qualifier, pattern in _QUALIFIERS.items():
            if re.search(rf"\b(?:{pattern})\b" if place is text else rf"\b(?:{pattern}) $", place, re.IGNORECASE):
                return qualifier
    return None


def _date_fault(text: str, row: dict) -> str | None:
    """Every day, month and year in the text is one that the row's period holds."""
    first, last = row["as_of_from"], row["as_of_to"]
    if first != first:
        return None
    period = pd.date_range(first, last if last == last else first, freq="D")
    for day, month, year in DATE.findall(text):
        held = period[period.month == MONTHS.index(month) + 1]
        held = held[held.day == int(day)] if day else held
        held = held[held.year == int(year)] if year else held
        if not len(held):
            return f"{' '.join(part for part in (day, month, year) if part)} is not in the row's period"
    for year in YEAR.findall(_blank(DATE, text)):
        if int(year) not in period.year:
            return f"{year} is not in the row's period"
    return None


def _blank(pattern: re.Pattern, text: str) -> str:
    return pattern.sub(lambda match: " " * len(match.group()), text)
