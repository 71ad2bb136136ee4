"""How many paragraphs that a page's end cuts in two are healed, told of, or missed: ``python bench/cuts.py``.

Cuts are made at random in our samples, set anew: between any two words of a paragraph but for the ends of sentences,
where nothing tells a cut from a paragraph's end. Wrapped text is cut at the end of full lines, as pages are.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests import cuts

import copydesk


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--number", type=int, default=200, help="cuts of each kind")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("-v", "--verbose", action="store_true", help="show the text around each cut that was missed")
    given = arguments.parse_args()
    total: Counter[str] = Counter()
    print(f"{'':30}{'healed':>8}{'told':>8}{'missed':>8}")
    for kind in cuts.KINDS:
        for measure in (72, None):
            for hyphen in (False, True):
                chosen = random.Random(given.seed)
                found: Counter[str] = Counter()
                while found.total() < given.number:
                    made = some_cut(chosen, kind, measure, hyphen)
                    if made is not None:
                        found[result(made, given.verbose)] += 1
                name = f"{kind}, {'wrapped' if measure else 'unwrapped'}{', hyphen' if hyphen else ''}"
                print(row(name, found), flush=True)
                total += found
    print(row("all", total))


def some_cut(chosen: random.Random, kind: str, measure: int | None, hyphen: bool) -> cuts.Cut | None:
    of = chosen.choice(cuts.gold())
    place = chosen.choice(cuts.cuttable(of))
    at = chosen.randint(3, len(of.paragraphs[place].split()) - 3)
    return cuts.cut(of, place, at, kind, measure, hyphen=hyphen)


def result(made: cuts.Cut, verbose: bool) -> str:
    found = cuts.outcome(made, copydesk.examine(made.raw, lang=made.lang))
    if verbose and found == "missed":
        print("    ...", made.raw.splitlines()[made.line - 1][-50:], "|", made.after)
    return found


def row(name: str, found: Counter[str]) -> str:
    return f"{name:30}" + "".join(f"{found[each] / found.total():8.1%}" for each in ("healed", "told", "missed"))


if __name__ == "__main__":
    main()
