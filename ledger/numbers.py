"""Compare a number written in prose with the row that it links to."""

import re

_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
# Units that prose gives with a prefix: kilowatts, terabytes, PFLOPS.
_PREFIXED = {"watts", "bytes", "bytes/s", "FLOP/s"}
# A number of its own: not part of a name such as V3, GPT-4o, 910C or o1-1217.
_NUMBER = re.compile(r"(?<![\w.-])(\d[\d,]*(?:\.\d+)?)(K?)(?![\w-])")


def disagreement(text: str, row: dict) -> str | None:
    """Say which number of ``text`` is not in ``row``, or return None when all are.

    text: the words of a link, such as ``317 to 338 million``. row: needs value_low,
    value_high (base units), unit, as_of_from, as_of_to; missing ones are NaN or NaT.
    A number agrees when the value, rounded to as many digits, is the number, or when it
    is a day or a year of the row's dates. A row without a value agrees with any text.
    """
    values = [abs(row[side]) for side in ("value_low", "value_high") if row[side] == row[side]]
    days = [row[side] for side in ("as_of_from", "as_of_to") if row[side] == row[side]]
    if not values and row["unit"] != "date":
        return None
    told = {number for day in days for number in (day.day, day.year)}
    for number, kilo in _NUMBER.findall(text):
        amount = float(number.replace(",", ""))
        decimals = len(number.partition(".")[2])
        scales = _scales(text, row["unit"], kilo)
        if amount not in told and not any(round(value / scale, decimals) == amount for value in values for scale in scales):
            return f"{number}{kilo} is not the value of the row"
    return None


def _scales(text: str, unit: str, kilo: str) -> set[float]:
    if kilo:
        return {1e3, 1024.0}
    words = {scale for word, scale in _SCALES.items() if word in text}
    return {1.0} | words | ({1e3, 1e9, 1e12, 1e15} if unit in _PREFIXED else set())
