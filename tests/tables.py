"""Change a table the way a hurried hand would."""

import csv


def rewrite(path, change):
    """Apply ``change(rows)`` to a table, keeping its header."""
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        table, header = list(reader), reader.fieldnames
    change(table)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def change(path, key, **cells):
    """Change cells of the row whose first column is ``key``, and seal nothing."""

    def edit(table):
        next(row for row in table if next(iter(row.values())) == key).update(cells)

    rewrite(path, edit)
