"""The file of the reader's weights, `weights.toml`: reads it, and writes it in the one shape that it has.

usage: python bench/weights_file.py

puts the file into that shape after a change by hand. The comment on each piece of evidence, and their order,
come from where they are registered in the code; the numbers, and the sentences for people, come from the file.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from copydesk.reading.role import RECOGNISED_APART, ROLES
from copydesk.reading.text import evidence
from copydesk.reading.text.breaks import BREAK
from copydesk.reading.text.evidence.registry import Registry
from copydesk.reading.text.joining.hyphens import HYPHEN
from copydesk.reading.text.roles.features import ROLE

PATH = Path(evidence.__file__).with_name("weights.toml")
BY_HAND = "*"
"""The mark of a weight in the table of transitions that a person gave."""

_COLUMNS = tuple(role for role in ROLES if role not in RECOGNISED_APART)
_ROWS = ("start", *_COLUMNS)
_HEADER = """\
# The weights of all decisions, in log-odds: how much a piece of evidence counts for something, or, below zero,
# against it. The weights of all evidence found are added to the bias, which holds before any is found. The comment on
# a piece of evidence says what it looks for; `says` is the sentence that explains it to people.
#
# `fitted` weights come from labelled articles, by `bench/fit.py`; `[fit]` says which. A person gave those `by_hand`,
# and no fit moves them. The order and the comments come from the code, where each piece of evidence is registered:
# after a change by hand `python bench/weights_file.py` puts this file into shape.
"""
_QUESTIONS = {
    "calibration": "How sure is a decision? The log-odds that it is right are its own times the scale plus the shift.\n"
    "# They come from labelled articles too, by `bench/calibration.py`, which follows each fit.",
    "break": "Does a new paragraph begin at this line? One decision for each line but the first.",
    "hyphen": "Does a word that is broken at a line's end keep its hyphen?",
    "role": "What is this piece? A role that is not named has no weight.",
    "after": "Which role follows which? A row is the role before, a column the one that follows.\n"
    f"# {BY_HAND} marks a weight that a person gave, and a point stands for none.",
}
_REGISTRIES: dict[str, Registry] = {"break": BREAK, "hyphen": HYPHEN, "role": ROLE}


@dataclass
class Row:
    """The sentence that explains a piece of evidence to people, and its weights by role; ``""`` is the role of a
    decision with two sides."""

    says: str
    fitted: dict[str, float] = field(default_factory=dict)
    by_hand: dict[str, float] = field(default_factory=dict)

    def refit(self, weights: Mapping[str, float], least: float) -> None:
        """Take over weights, except those by hand and those nearer to zero than ``least``."""
        self.fitted = {
            role: weight
            for role, weight in weights.items()
            if role not in self.by_hand and abs(weight) >= least and f"{weight:.2f}".strip("-") != "0.00"
        }


@dataclass
class Weights:
    """The contents of the file: for each decision what it was fitted to, and its rows by name; ``after`` by the role
    before; ``calibration`` by decision and kind, each with ``scale`` and ``shift``."""

    fit: dict[str, dict[str, str | int]]
    calibration: dict[str, dict[str, dict[str, float]]]
    decisions: dict[str, dict[str, Row]]
    after: dict[str, Row]


def parse(text: str) -> Weights:
    """The contents of a file."""
    tables: dict[str, Any] = tomllib.loads(text)
    decisions = {
        decision: {name: _row(row) for name, row in tables[decision].items()}
        for decision in ("break", "hyphen", "role")
    }
    return Weights(tables["fit"], tables["calibration"], decisions, _square(tables["after"]["table"]))


def _row(row: Mapping[str, Any]) -> Row:
    kinds = [row.get(kind, {}) for kind in ("fitted", "by_hand")]
    fitted, by_hand = ({"": float(kind)} if isinstance(kind, (int, float)) else kind for kind in kinds)
    return Row(row.get("says", ""), dict(fitted), dict(by_hand))


def _square(table: str) -> dict[str, Row]:
    columns, *lines = (line.split() for line in table.strip().splitlines())
    rows: dict[str, Row] = {}
    for before, *cells in lines:
        row = rows[before] = Row("")
        for role, cell in zip(columns, cells, strict=True):
            if cell != ".":
                kind = row.by_hand if cell.endswith(BY_HAND) else row.fitted
                kind[role] = float(cell.removesuffix(BY_HAND))
    return rows


def render(weights: Weights) -> str:
    """The text of a file with these contents. Raises ValueError for evidence that is registered and
    has no row, or the other way round."""
    parts = [_HEADER, "\n[fit]\n"]
    for decision, source in weights.fit.items():
        parts.append(f"{decision} = {{ {', '.join(f'{key} = {_value(value)}' for key, value in source.items())} }}\n")
    parts += [_title("calibration"), *_calibration(weights.calibration)]
    for decision, registry in _REGISTRIES.items():
        rows = weights.decisions[decision]
        unsaid, unknown = registry.features.keys() - rows.keys(), rows.keys() - registry.features.keys() - {"bias"}
        if unsaid or unknown:
            raise ValueError(f"{decision}: no row for {sorted(unsaid)}, nothing is registered as {sorted(unknown)}")
        parts.append(_title(decision))
        parts += _of_roles(registry, rows) if decision == "role" else _of_two_sides(decision, registry, rows)
    return "".join([*parts, _title("after"), '[after]\ntable = """\n', *_table(weights.after), '"""\n'])


def _calibration(kinds_of: Mapping[str, Mapping[str, Mapping[str, float]]]) -> Iterator[str]:
    """A table for each decision that is calibrated, with a line for each of its kinds."""
    for number, (decision, kinds) in enumerate(kinds_of.items()):
        yield ("\n" if number else "") + f"[calibration.{decision}]\n"
        for kind, values in kinds.items():
            yield f"{kind} = {{ scale = {values['scale']:.2f}, shift = {values['shift']:.2f} }}\n"


def _title(decision: str) -> str:
    rule = "# " + "=" * 118
    return f"\n{rule}\n# {_QUESTIONS[decision]}\n{rule}\n\n"


def _of_two_sides(decision: str, registry: Registry, rows: Mapping[str, Row]) -> Iterator[str]:
    """A line for each piece of evidence, its weight above zero for yes."""
    yield f"[{decision}]\nbias = {_parts(rows['bias'])}\n"
    for name, heading, meaning in _in_order(registry):
        yield f"{heading}# {meaning}\n{name} = {_parts(rows[name])}\n"


def _of_roles(registry: Registry, rows: Mapping[str, Row]) -> Iterator[str]:
    """A table for each piece of evidence, its weights in the order of the roles."""
    yield f"[role.bias]\n{_lines(rows['bias'])}"
    for name, heading, meaning in _in_order(registry):
        yield f"{heading}\n# {meaning}\n[role.{name}]\n{_lines(rows[name])}"


def _in_order(registry: Registry) -> Iterator[tuple[str, str, str]]:
    """Each name with the heading of its group, where that begins, and what it looks for."""
    group = ""
    for feature in sorted(registry.features.values(), key=lambda feature: list(registry.groups).index(feature.group)):
        heading = "" if feature.group == group else f"\n# ---- {registry.groups[feature.group]}\n"
        group = feature.group
        yield feature.name, heading, feature.meaning


def _parts(row: Row) -> str:
    kinds = [f"{kind} = {table['']:.2f}" for kind, table in (("fitted", row.fitted), ("by_hand", row.by_hand)) if table]
    return f"{{ {', '.join([*kinds, *_says(row)])} }}"


def _lines(row: Row) -> str:
    lines = [f"{says}\n" for says in _says(row)]
    for kind, table in (("fitted", row.fitted), ("by_hand", row.by_hand)):
        weights = [f"{role} = {table[role]:.2f}" for role in _COLUMNS if role in table]
        lines += [f"{kind} = {{ {', '.join(weights)} }}\n"] if weights else []
    return "".join(lines)


def _says(row: Row) -> list[str]:
    return [f"says = {_value(row.says)}"] if row.says else []


def _value(value: str | int) -> str:
    return str(value) if isinstance(value, int) else json.dumps(value, ensure_ascii=False)


def _table(after: Mapping[str, Row]) -> Iterator[str]:
    """The weights of transitions as a square."""
    first, widths = max(map(len, _ROWS)), [max(len(role), len("-12.00*")) for role in _COLUMNS]
    yield _line([" " * first, *(role.rjust(width) for role, width in zip(_COLUMNS, widths, strict=True))])
    for before in _ROWS:
        row = after.get(before, Row(""))
        cells = {role: f"{weight:.2f} " for role, weight in row.fitted.items()}
        cells |= {role: f"{weight:.2f}{BY_HAND}" for role, weight in row.by_hand.items()}
        columns = [cells.get(role, ". ").rjust(width) for role, width in zip(_COLUMNS, widths, strict=True)]
        yield _line([before.ljust(first), *columns])


def _line(cells: list[str]) -> str:
    return " ".join(cells).rstrip() + "\n"


def main() -> None:
    PATH.write_text(render(parse(PATH.read_text(encoding="utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main()
