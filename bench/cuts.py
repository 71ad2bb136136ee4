"""Counts the paragraphs divided by a page break that are joined, reported or missed: ``python bench/cuts.py``.

The samples are cut at random between any two words of a paragraph, except at the ends of sentences, where a cut cannot
be distinguished from the end of a paragraph. Wrapped text is cut at the end of full lines, like pages.
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
    arguments.add_argument("-v", "--verbose", action="store_true", help="show the text around each missed cut")
    options = arguments.parse_args()
    total: Counter[str] = Counter()
    print(f"{'':30}{'joined':>10}{'reported':>10}{'missed':>10}")
    for kind in cuts.KINDS:
        for measure in (72, None):
            for hyphen in (False, True):
                chance = random.Random(options.seed)
                outcomes: Counter[str] = Counter()
                while outcomes.total() < options.number:
                    cut = some_cut(chance, kind, measure, hyphen)
                    if cut is not None:
                        outcomes[result(cut, options.verbose)] += 1
                name = f"{kind}, {'wrapped' if measure else 'unwrapped'}{', hyphen' if hyphen else ''}"
                print(row(name, outcomes), flush=True)
                total += outcomes
    print(row("all", total))


def some_cut(chance: random.Random, kind: str, measure: int | None, hyphen: bool) -> cuts.Cut | None:
    article = chance.choice(cuts.gold())
    index = chance.choice(cuts.cuttable(article))
    word = chance.randint(3, len(article.paragraphs[index].split()) - 3)
    return cuts.cut(article, index, word, kind, measure, hyphen=hyphen)


def result(cut: cuts.Cut, verbose: bool) -> str:
    outcome = cuts.outcome(cut, copydesk.examine(cut.raw, lang=cut.lang))
    if verbose and outcome == "missed":
        print("    ...", cut.raw.splitlines()[cut.line - 1][-50:], "|", cut.after)
    return outcome


def row(name: str, outcomes: Counter[str]) -> str:
    shares = (outcomes[each] / outcomes.total() for each in ("joined", "reported", "missed"))
    return f"{name:30}" + "".join(f"{share:10.1%}" for share in shares)


if __name__ == "__main__":
    main()
