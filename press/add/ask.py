"""Fill in the fields of a claim: from flags and a file, or by asking on a terminal."""

from ledger import LedgerError
from press.add.entry import Entry
from press.add.fields import Field


def collect(fields: list[Field], given: dict, entry: Entry, asking: bool) -> None:
    """Take each field's answer from ``given``, or ask for it when ``asking``, and keep it in ``entry``.

    Raises LedgerError that names the flag for an answer that is missing or wrong.
    """
    for field in fields:
        told = given.get(field.name)
        if not field.place(entry):
            if told:
                raise LedgerError(f"--{field.name} has no place here: {field.why_not}.")
            continue
        if told is None and asking and field.offered(entry):
            entry.answers[field.name] = _asked(field, entry)
        else:
            entry.answers[field.name] = _taken(field, told or "", entry)
            if not asking:
                _must_be_described(field, given, entry)
        if field.shown(entry):
            print(f"  {field.shown(entry)}")


def confirmed(question: str) -> bool:
    """Ask a question that yes or no answers; anything but yes is no."""
    return _line(f"{question} [y/N] ").lower() in ("y", "yes")


def _taken(field: Field, told: str, entry: Entry) -> str:
    try:
        return field.take(told, entry)
    except LedgerError as error:
        raise LedgerError(f"--{field.name}: {error}") from None


def _must_be_described(field: Field, given: dict, entry: Entry) -> None:
    if field.table and entry.is_new(field.name, field.table) and not any(given.get(name) for name in field.adds):
        flags = ", ".join(f"--{name}" for name in field.adds)
        raise LedgerError(f"--{field.name}: {_unknown(field, entry.answers[field.name], entry)} Write one of them, or give {flags} to add it.")


def _asked(field: Field, entry: Entry) -> str:
    """Ask until the answer can be kept. A key that no table has is asked for twice: it may be a slip."""
    unknown = None
    while True:
        text = _line(f"{_question(field, entry)}\n> ")
        try:
            kept = field.take(text, entry)
        except LedgerError as error:
            print(f"  {error}")
            continue
        if field.table and kept not in entry.tables[field.table] and kept != unknown:
            unknown = kept
            print(f"  {_unknown(field, kept, entry)} Write one of them, or {kept} again to add it.")
            continue
        return kept


def _question(field: Field, entry: Entry) -> str:
    text = field.question[0].upper() + field.question[1:]
    if field.words:
        text += f" ({', '.join(field.words(entry))})"
    if field.default(entry):
        return f"{text} [{field.default(entry)}]"
    return text if field.needed(entry) else f"{text} [none]"


def _unknown(field: Field, key: str, entry: Entry) -> str:
    table = entry.tables[field.table]
    near = [f"{found} ({table[found]['name']})" if "name" in table[found] else found for found in entry.closest(key, field.table)]
    return f"{key!r} is not in data/{field.table}.csv. Closest: {', '.join(near) or 'none'}."


def _line(prompt: str) -> str:
    try:
        return input(prompt).strip()
    except EOFError:
        raise LedgerError("the answers ended before the claim was complete.") from None
