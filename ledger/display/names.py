"""Names that hold digits, such as R1, GPT-4o, 910C and Llama 3.1 405B: their digits are not numbers."""

import re

import pandas as pd

# A token that begins with a capital letter and holds a digit names something: FP8, H100, GPT-4o, Qwen3-235B.
_LETTER_FIRST = r"(?<![\w$¥.-])(?!USD|RMB|CNY|EUR|GBP|HKD)[A-Z][A-Za-z]*[-.&]?\d[\w.-]*(?<![.-])"


def names(tables: dict) -> re.Pattern:
    """Return a pattern of every name with a digit in it.

    tables: those of a Ledger. Names are those of entities (with their short names), models, accelerators,
    racks, metrics and tickers.
    """
    entities = tables["entities"]
    spoken = pd.concat([entities["name"], entities["short_names"].dropna().str.split("|").explode()])
    listed = pd.concat([spoken, *(tables[table]["name"] for table in ("models", "accelerators", "racks", "metrics", "tickers"))])
    plain = {re.sub(r" \(.*", "", name).strip() for name in listed.dropna()}
    known = sorted((name for name in plain if re.search(r"\d", name)), key=lambda name: (-len(name), name))
    return re.compile("|".join([*(rf"(?<!\w){re.escape(name)}(?!\w)" for name in known), _LETTER_FIRST]))
