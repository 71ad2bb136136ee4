"""Fit the reader's weights to labelled articles, and say how it reads articles held back.

usage: python bench/fit.py CASES [--decision break|role] [--write] [--held 0.3]

CASES is a folder of raw texts (`**/*.txt`), each with its right reading beside it (`.gold.json`: title, authors, date
and blocks in order, each with a type and a text; ``all``, if it is there, tells the head and the furniture too). The
project's own samples and cases (`tests/cases`) are learned from too, several times, because they hold what such
folders seldom do: kickers, decks, verse, notes, author bios. Weights start from those in `weights.toml` and are
pulled back to them, so that evidence seldom seen keeps the weight that a person gave it. Without --write nothing is
changed.

Needs numpy and rapidfuzz.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from rapidfuzz.distance import LCSseq

from copydesk.reading.text import draft_of, evidence, evidence_in
from copydesk.reading.text.recognisers.marks import MARKER
from copydesk.reading.text.roles.sequence import best_path

ROOT = Path(__file__).parent.parent
WEIGHTS = Path(evidence.__file__).with_name("weights.toml")

ROLE_OF = {
    "paragraph": "paragraph",
    "heading": "heading",
    "blockquote": "quotation",
    "list": "list_item",
    "verse": "verse_line",
    "caption": "caption",
    "table": "table_row",
    "credit": "caption",
    "footnote": "note",
    **{role: role for role in ("kicker", "headline", "deck", "byline", "date", "editors_note", "note", "attribution")},
    **{role: role for role in ("contact", "bio", "rights", "related", "correction")},
}
BY_HAND = {
    "break": ("own_line", "short_lines", "lower_after_end"),
    "role.paragraph": ("after_saying", "in_other_register"),
    "role.quotation": ("after_saying", "in_other_register", "numbered", "bullet"),
    "role.contact": ("no_address_cue", "before_address", "asks_and_reachable"),
    "role.bio": ("opens_as_bio",),
    "role.heading": ("one_of_many_questions",),
    "role.rights": ("announced_names",),
    "role.date": ("mostly_date",),
    "role.kicker": ("comma_or_digit",),
    "role.headline": ("title_case_as_before", "opens_as_contact"),
    "role.deck": ("title_case_as_before",),
    "role.byline": ("dash_and_name",),
    "after.table_row": ("heading",),
    "after.heading": ("bio",),
}
HELD = frozenset({
    "interview_question", "numbered_heading", "speaker_label", "part_of_series", "hash_begins", "opens_as_related",
    "opens_as_editors_note", "no_words",
})  # fmt: skip
"""Weights that stay as people gave them: labelled articles hold too few of the cases that they are for. ``BY_HAND``
names them by table, ``HELD`` whatever table they stand in."""

FOOT = ("contact", "bio", "rights", "related", "correction")
HEAD = ("kicker", "headline", "deck", "byline", "date", "editors_note")


class Case(NamedTuple):
    """A raw text and its right reading."""

    path: Path
    raw: bytes
    gold: dict[str, Any]

    @property
    def held_back(self) -> float:
        """Where the article stands between 0 and 1: the same for all the ways in which it was damaged."""
        return zlib.crc32(self.gold.get("id", self.path.stem).encode()) % 1000 / 1000


_OUTLINE_LINE = re.compile(r"(?P<indent> *)(?:\* )?(?P<kind>[a-z_]+\d?)(?: \S+)?: ?(?P<text>.*)")
_INLINE_MARKS = re.compile(r"\]\([^)]*\)|\[\^[^\]]*\]|[*\[`\\⏎]")
_OF_OUTLINE = {"p": "paragraph", "date": "date", "updated": "date", "figure": "caption"}
_KEPT = ("kicker", "headline", "deck", "byline", "editors_note", "bio", "rights", "related", "correction")


def own_cases() -> list[Case]:
    """The project's samples and small cases as labelled articles."""
    found = []
    for path in sorted((ROOT / "samples").glob("*.txt")):
        outline = (ROOT / "tests/cases/samples" / f"{path.stem}.outline").read_text(encoding="utf-8")
        found.append(Case(path, path.read_bytes(), of_outline(outline)))
    for path in sorted((ROOT / "tests/cases/reading").glob("*.case")):
        for case in re.split(r"(?m)^### (?=.)", path.read_text(encoding="utf-8"))[1:]:
            name, rest = case.split("\n", 1)
            raw, outline = re.split(r"(?m)^>>>\n", rest, maxsplit=1)
            found.append(Case(Path(name), raw.replace("␌", "\f").encode(), of_outline(outline)))
    return found


def of_outline(outline: str) -> dict[str, Any]:
    """A right reading told as an outline (see tests/cases/README.md), as blocks with a type and a text."""
    blocks: list[dict[str, Any]] = []
    around = ""
    for line in outline.splitlines():
        text = line.strip()
        match = _OUTLINE_LINE.fullmatch(line)
        if text.startswith("--- "):
            around = text[4:]
        elif around == "furniture":
            continue
        elif text.startswith("/ ") or (text.startswith("| ") and around == "pre"):
            blocks.append({"type": "verse", "text": text[2:]})
        elif text.startswith("-- "):
            blocks.append({"type": "attribution", "text": text[3:]})
        elif around == "table" and not match:
            blocks.append({"type": "table", "text": text.replace("|", " ")})
        elif match:
            told = match["kind"]
            if (not match["indent"] and told not in ("p",)) or told in ("quote", "list", "verse", "table", "pre"):
                around = told if told not in ("h2",) else "body"
            elif not match["indent"]:
                around = "body" if around not in ("foot", "notes") else around
            kind = _outline_kind(told, line, around)
            if kind and match["text"]:
                parts = match["text"].split(" | ")
                blocks.append({"type": kind, "text": parts[1] if kind == "date" and len(parts) > 1 else parts[0]})
                if kind == "caption" and len(parts) > 1:
                    blocks.append({"type": "caption", "text": parts[1].removeprefix("credit=")})
    for block in blocks:
        block["text"] = _INLINE_MARKS.sub(" ", block["text"])
    return {"title": None, "deck": None, "blocks": blocks}


def _outline_kind(told: str, line: str, around: str) -> str:
    if told.startswith("h") and told[1:].isdigit():
        return "heading"
    if told == "p" and line.lstrip().startswith("* "):
        return "list"
    if told == "p" and line.startswith(" "):
        return {"quote": "blockquote", "note": "note", "contact": "contact", "list": "list"}.get(around, "paragraph")
    return told if told in _KEPT else _OF_OUTLINE.get(told, "")


def words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def cases(folder: Path) -> list[Case]:
    """All labelled articles of a folder."""
    return [
        Case(path, path.read_bytes(), json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8")))
        for path in sorted(folder.glob("**/*.txt"))
    ]


def labelled(texts: list[str], gold: dict[str, Any]) -> list[tuple[int, bool, str]]:
    """For each text the gold block that most of its words stand in (-1: none), whether it opens one, and its type."""
    gold_words: list[str] = []
    told_blocks = gold.get("all", gold["blocks"])
    block_of: list[int] = []
    opens: set[int] = set()
    kinds: list[str] = []
    for number, block in enumerate(told_blocks):
        kinds.append(block["type"])
        for piece in _openings(block):
            told = words(piece)
            if told:
                opens.add(len(gold_words))
            gold_words += told
            block_of += [number] * len(told)
    mine: list[str] = []
    bounds = []
    for text in texts:
        told = words(MARKER.sub("", text))
        bounds.append((len(mine), len(mine) + len(told)))
        mine += told
    match = _aligned(mine, gold_words)
    out = []
    for start, end in bounds:
        seen = Counter(block_of[match[index]] for index in range(start, end) if index in match)
        block = seen.most_common(1)[0][0] if seen else -1
        if seen and sum(seen.values()) * 2 < end - start:
            block = -1
        out.append((block, match.get(start) in opens, kinds[block] if block >= 0 else ""))
    return out


def _openings(block: dict[str, Any]) -> list[str]:
    if block.get("items"):
        return list(block["items"])
    return block["text"].split("\n\n") if block["type"] == "blockquote" else [block["text"]]


def _aligned(mine: list[str], gold: list[str]) -> dict[int, int]:
    ids: dict[str, int] = {}
    left = [ids.setdefault(word, len(ids)) for word in mine]
    right = [ids.setdefault(word, len(ids)) for word in gold]
    match: dict[int, int] = {}
    for op in LCSseq.opcodes(left, right):
        if op.tag == "equal":
            match.update(zip(range(op.src_start, op.src_end), range(op.dest_start, op.dest_end), strict=True))
    return match


# ------------------------------------------------------------------------------------------------ break


def break_samples(case: Case) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The evidence of each decision whether a paragraph begins, and the right answer."""
    seen: list[tuple[int, tuple[str, ...]]] = []
    draft = draft_of(case.raw, until="paragraphs", watch=lambda place, names, _: seen.append((place, names)))
    truth = labelled([line.text for line in draft.lifted.lines], case.gold)
    for place, names in seen:
        block, opens, kind = truth[place]
        before = truth[place - 1][0]
        if block < 0 or before < 0 or (block == before and kind in ("footer", "verse", "table")):
            continue
        yield names, opens or block != before


def fit_break(learn: list[Case], held: list[Case], pull: float) -> dict[str, float]:
    """The weights of ``[break]`` by logistic regression."""
    table = dict(evidence.weights("break"))
    names = sorted(table.keys() | {name for case in learn for sample, _ in break_samples(case) for name in sample})
    index = {name: place for place, name in enumerate(names)}
    start = np.array([table.get(name, 0.0) for name in names])

    def matrix(some: list[Case]) -> tuple[np.ndarray, np.ndarray]:
        rows, answers = [], []
        for case in some:
            for sample, answer in break_samples(case):
                row = np.zeros(len(names), dtype=np.float32)
                row[[index[name] for name in sample if name in index] + [index["bias"]]] = 1
                rows.append(row)
                answers.append(answer)
        return np.array(rows), np.array(answers, dtype=np.float32)

    x, y = matrix(learn)
    hx, hy = matrix(held)
    weights = start.copy()
    _report("break, before", hx, hy, weights)
    step, momentum = 0.5, np.zeros_like(weights)
    for _ in range(800):
        odds = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (odds - y) / len(y) + pull * (weights - start) / len(y)
        momentum = 0.9 * momentum - step * slope
        weights += momentum
    _report("break, after", hx, hy, weights)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def _report(name: str, x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> None:
    guess = x @ weights > 0
    right, wrong, missed = (guess & (y > 0)).sum(), (guess & (y == 0)).sum(), (~guess & (y > 0)).sum()
    print(f"{name}: F1 {2 * right / (2 * right + wrong + missed):.4f}, {wrong} invented, {missed} missed of {len(y)}")


# ------------------------------------------------------------------------------------------------ roles


class Sequence(NamedTuple):
    """The features of an article's pieces, and the roles that may be right for each (empty: not known)."""

    seen: list[list[str]]
    right: list[frozenset[str]]


def role_sequence(case: Case) -> Sequence:
    """An article as a sequence to learn from."""
    draft = draft_of(case.raw, until="heads")
    made = draft.pieces
    seen = evidence_in(draft)
    truth = labelled([piece.text for piece in made], case.gold)
    title, deck = words(case.gold["title"] or ""), words(case.gold["deck"] or "")
    whole = "all" in case.gold
    right = []
    for piece, (_, _, kind) in zip(made, truth, strict=True):
        told = words(piece.text)
        if whole and kind in ("byline", "date"):  # one line may hold both
            right.append(frozenset({"byline", "date"}))
        elif whole:
            right.append(frozenset({ROLE_OF[kind]} if kind in ROLE_OF else () if told else {"break"}))
        elif kind == "footer":
            right.append(frozenset(FOOT))
        elif kind:
            right.append(frozenset({ROLE_OF[kind]} if kind in ROLE_OF else ()))
        elif (told and told == title[: len(told)]) or told == title[-len(told) :]:
            right.append(frozenset({"headline"}))
        elif told and told == deck:
            right.append(frozenset({"deck"}))
        elif not told:
            right.append(frozenset({"break"}))
        else:
            right.append(frozenset({"byline", "date"}) if title else frozenset())
    return Sequence(seen, right)


Tables = dict[str, dict[str, float]]


def fit_roles(learn: list[Case], held: list[Case], pull: float, turns: int) -> tuple[Tables, Tables]:
    """The weights of ``[role]`` and ``[after]``: a linear-chain conditional random field, by gradient descent.

    Where several roles may be right (any of the foot's), or the right one is not known, the likelihood sums over them.
    """
    tables: Tables = {role: dict(table) for role, table in evidence.role_weights().items()}
    after: Tables = {role: dict(table) for role, table in evidence.transitions().items()}
    training = [sequence for sequence in map(role_sequence, learn) if sequence.seen]
    trial = [role_sequence(case) for case in held]
    print("roles, before:", accuracy(trial, tables, after))
    role_names = sorted(tables)
    features = sorted({name for sequence in training for names in sequence.seen for name in names} | {"bias"})
    emission = np.array([[tables[role].get(name, 0.0) for role in role_names] for name in features])
    follow = np.array(
        [[after.get(role, {}).get(other, 0.0) for other in role_names] for role in ["start", *role_names]]
    )
    batches = [_arrays(some, role_names, features) for some in _of_like_length(training)]
    first = emission.copy(), follow.copy()
    free_to_move = (
        np.array(
            [
                [role != "break" and name not in _kept(f"role.{role}", tables[role]) for role in role_names]
                for name in features
            ]
        ),
        np.array(
            [[other not in _kept(f"after.{role}", {}) for other in role_names] for role in ["start", *role_names]]
        ),
    )
    steps = [np.zeros_like(emission), np.zeros_like(follow)]
    often = sum(np.asarray(x.sum(axis=0)) for x, _, _ in batches)[:, None]
    # Each step is divided by a bound of the curvature, so that rare evidence learns as fast as common.
    bounds = often / 4 + pull, often.max() / 4 / len(role_names) + pull
    for turn in range(turns):
        slopes = [pull * (emission - first[0]), pull * (follow - first[1])]
        for x, may, there in batches:
            scores = np.zeros(may.shape, dtype=np.float32)
            scores[there] = x @ emission.astype(np.float32)
            expected = _marginals(scores, follow, there)
            told = _marginals(np.where(may, scores, -1e4), follow, there)
            slopes[0] += x.T @ (expected[0] - told[0])[there]
            slopes[1] += expected[1] - told[1]
        steps = [
            (0.9 * step - 0.05 * slope / bound) * free
            for step, slope, bound, free in zip(steps, slopes, bounds, free_to_move, strict=True)
        ]
        emission, follow = emission + steps[0], follow + steps[1]
        if turn % 20 == 19:
            print("  turn", turn + 1, accuracy(trial, *_as_tables(emission, follow, role_names, features, tables)))
    return _as_tables(emission, follow, role_names, features, tables)


def _kept(name: str, table: dict[str, float]) -> set[str]:
    """The weights of a table that people gave and no fit moves; a break has too few cases to learn from."""
    return {*BY_HAND.get(name, ()), *(HELD & table.keys()), "break"}


def _as_tables(
    emission: np.ndarray, follow: np.ndarray, role_names: list[str], features: list[str], before: Tables
) -> tuple[Tables, Tables]:
    tables = {
        role: {name: float(emission[row, column]) for row, name in enumerate(features)}
        | {name: value for name, value in before[role].items() if name not in features}
        for column, role in enumerate(role_names)
    }
    after = {
        role: {other: float(follow[row, column]) for column, other in enumerate(role_names)}
        for row, role in enumerate(["start", *role_names])
    }
    return tables, after


def _of_like_length(training: list[Sequence], parts: int = 12) -> Iterator[list[Sequence]]:
    """The sequences in parts of about one length, so that little of the padding is worked on."""
    ranked = sorted(training, key=lambda sequence: len(sequence.seen))
    size = -(-len(ranked) // parts)
    for start in range(0, len(ranked), size):
        yield ranked[start : start + size]


def _arrays(
    training: list[Sequence], role_names: list[str], features: list[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Articles side by side, padded: the roles that may be right, and where there is a piece at all; and the features
    of these pieces, one row for each."""
    longest = max(len(sequence.seen) for sequence in training)
    index = {name: place for place, name in enumerate(features)}
    x = np.zeros((sum(len(sequence.seen) for sequence in training), len(features)), dtype=np.float32)
    row = 0
    may = np.ones((len(training), longest, len(role_names)), dtype=bool)
    there = np.zeros((len(training), longest), dtype=bool)
    for number, sequence in enumerate(training):
        for place, names in enumerate(sequence.seen):
            x[row, [index[name] for name in names] + [index["bias"]]] = 1
            row += 1
            there[number, place] = True
            if sequence.right[place]:
                may[number, place] = [role in sequence.right[place] for role in role_names]
    return x, may, there


def _marginals(scores: np.ndarray, follow: np.ndarray, there: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The chance of each role at each place, and the expected count of each pair (forward and backward)."""
    _, longest, size = scores.shape
    start, between = follow[0], follow[1:]
    forward = np.zeros_like(scores)
    forward[:, 0] = scores[:, 0] + start
    for place in range(1, longest):
        forward[:, place] = scores[:, place] + _log_sum(forward[:, place - 1, :, None] + between, 1)
        forward[:, place] = np.where(there[:, place, None], forward[:, place], forward[:, place - 1])
    backward = np.zeros_like(scores)
    for place in range(longest - 2, -1, -1):
        onward = _log_sum(between + (scores[:, place + 1] + backward[:, place + 1])[:, None, :], 2)
        backward[:, place] = np.where(there[:, place + 1, None], onward, 0.0)
    total = _log_sum(forward[:, -1], 1)[:, None, None]
    chance = np.exp(forward + backward - total) * there[:, :, None]
    pairs = np.zeros((size + 1, size))
    pairs[0] = chance[:, 0].sum(axis=0)
    for place in range(1, longest):
        joint = forward[:, place - 1, :, None] + between + (scores[:, place] + backward[:, place])[:, None, :] - total
        pairs[1:] += (np.exp(np.minimum(joint, 0.0)) * there[:, place, None, None]).sum(axis=0)
    return chance, pairs


def _log_sum(values: np.ndarray, axis: int) -> np.ndarray:
    top = values.max(axis=axis, keepdims=True)
    return np.log(np.exp(values - top).sum(axis=axis)) + np.squeeze(top, axis)


def _scores(names: list[str], tables: Tables) -> dict[str, float]:
    return {role: evidence.weigh(table, names) for role, table in tables.items()}


def accuracy(sequences: list[Sequence], tables: Tables, after: Tables) -> str:
    """The share of pieces read right, and the commonest confusions."""
    right = total = 0
    confused: Counter[tuple[str, str]] = Counter()
    for sequence in sequences:
        if not sequence.seen:
            continue
        path = best_path([_scores(names, tables) for names in sequence.seen], after)
        for role, may in zip(path, sequence.right, strict=True):
            if may:
                total += 1
                right += role in may
                if role not in may:
                    confused[min(may), role] += 1
    worst = ", ".join(f"{count} {a} read as {b}" for (a, b), count in confused.most_common(6))
    return f"{right / total:.4f} of {total} ({worst})"


# ------------------------------------------------------------------------------------------------ write


def given(table: str, name: str) -> float:
    """The weight that stands in ``weights.toml``."""
    tables: Any = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    for key in table.split("."):
        tables = tables[key]
    return float(tables[name])


def rewrite(table: str, fitted: dict[str, float]) -> None:
    """Put fitted weights into ``weights.toml``, comments and order kept; what is near zero is left out."""
    text = WEIGHTS.read_text(encoding="utf-8")
    header = f"[{table}]"
    if header not in text:
        text = text.replace("[words]", f"{header}\n\n[words]")
    start = text.index(header)
    rest = text[start + len(header) :]
    stop = start + len(header) + (rest.index("\n[") if "\n[" in rest else len(rest))
    section = text[start:stop]
    comment = section.split("\n", 1)[0]
    tail = "".join(f"{line}\n" for line in section.splitlines() if line.startswith("#"))
    order = re.findall(r"^(\w+) =", section, re.MULTILINE)
    names = [*order, *sorted(set(fitted) - set(order))]
    lines = [f"{name} = {fitted[name]:.2f}" for name in names if abs(fitted.get(name, 0.0)) >= 0.05 or name == "bias"]
    WEIGHTS.write_text(
        text[:start] + "\n".join([comment, *lines]) + "\n" + (f"\n{tail}" if tail else "") + text[stop:],
        encoding="utf-8",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--decision", choices=("break", "role"), default="break")
    parser.add_argument("--held", type=float, default=0.3)
    parser.add_argument("--pull", type=float, default=4.0)
    parser.add_argument("--turns", type=int, default=60)
    parser.add_argument("--own", type=int, default=3, help="how often the project's own cases are learned from")
    parser.add_argument("--write", action="store_true")
    told = parser.parse_args()
    every = cases(told.cases)
    learn = [case for case in every if case.held_back >= told.held]
    held = [case for case in every if case.held_back < told.held]
    learn += own_cases() * told.own
    print(f"{len(learn)} articles to learn from, {len(held)} held back")
    if told.decision == "break":
        fitted = {"break": fit_break(learn, held, told.pull)}
    else:
        tables, after = fit_roles(learn, held, told.pull, told.turns)
        fitted = {f"role.{role}": table for role, table in tables.items()}
        fitted |= {f"after.{role}": {**table} for role, table in after.items()}
    if told.write:
        for table, values in fitted.items():
            rewrite(table, values | {name: given(table, name) for name in BY_HAND.get(table, ())})


if __name__ == "__main__":
    main()
