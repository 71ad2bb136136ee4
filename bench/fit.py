"""Fit the reader's weights to labelled articles, and say how it reads articles held back.

usage: python bench/fit.py CASES [--decision break|role] [--write] [--held 0.3]

CASES is a folder of raw texts (`**/*.txt`), each with its right reading beside it (`.gold.json`: title, authors, date
and blocks in order, each with a type and a text; ``all``, if it is there, has the head and the furniture too). The
project's own samples and cases (`tests/cases`) are learned from too, several times, because they hold what such
folders seldom do: kickers, decks, verse, notes, author bios. Weights start from those in `weights.toml` and are
pulled back to them; weights given by hand stay. With --write the fitted ones, and what they were fitted
to, are put into that file (`weights_file.py`); those nearer to zero than --least are left out, as if they weighed
nothing. Without it nothing is changed.

Needs numpy, rapidfuzz and scipy.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shlex
import subprocess
import sys
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import weights_file
from rapidfuzz.distance import LCSseq
from scipy.sparse import csr_array

from copydesk.reading.text import draft_of, evidence, evidence_in
from copydesk.reading.text.recognisers.marks import MARKER
from copydesk.reading.text.roles.sequence import Transitions, best_path

ROOT = Path(__file__).parent.parent

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
SELDOM = ("break", "caption", "kicker", "headline", "deck", "byline", "date")
"""The roles of which labelled articles have too few kinds to learn from: their weights stay as they are. Each publisher
has one form of head, so that what is fitted to some forms makes others worse."""

FOOT = ("contact", "bio", "rights", "related", "correction")


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
    own = []
    for path in sorted((ROOT / "samples").glob("*.txt")):
        outline = (ROOT / "tests/cases/samples" / f"{path.stem}.outline").read_text(encoding="utf-8")
        own.append(Case(path, path.read_bytes(), of_outline(outline)))
    for path in sorted((ROOT / "tests/cases/reading").glob("*.case")):
        for case in re.split(r"(?m)^### (?=.)", path.read_text(encoding="utf-8"))[1:]:
            name, rest = case.split("\n", 1)
            raw, outline = re.split(r"(?m)^>>>\n", rest, maxsplit=1)
            own.append(Case(Path(name), raw.replace("␌", "\f").encode(), of_outline(outline)))
    return own


def of_outline(outline: str) -> dict[str, Any]:
    """A right reading given as an outline (see tests/cases/README.md), as blocks with a type and a text."""
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
            name = match["kind"]
            if (not match["indent"] and name not in ("p",)) or name in ("quote", "list", "verse", "table", "pre"):
                around = name if name not in ("h2",) else "body"
            elif not match["indent"]:
                around = "body" if around not in ("foot", "notes") else around
            kind = _outline_kind(name, line, around)
            if kind and match["text"]:
                parts = match["text"].split(" | ")
                blocks.append({"type": kind, "text": parts[1] if kind == "date" and len(parts) > 1 else parts[0]})
                if kind == "caption" and len(parts) > 1:
                    blocks.append({"type": "caption", "text": parts[1].removeprefix("credit=")})
    for block in blocks:
        block["text"] = _INLINE_MARKS.sub(" ", block["text"])
    return {"title": None, "deck": None, "blocks": blocks}


def _outline_kind(name: str, line: str, around: str) -> str:
    if name.startswith("h") and name[1:].isdigit():
        return "heading"
    if name == "p" and line.lstrip().startswith("* "):
        return "list"
    if name == "p" and line.startswith(" "):
        return {"quote": "blockquote", "note": "note", "contact": "contact", "list": "list"}.get(around, "paragraph")
    return name if name in _KEPT else _OF_OUTLINE.get(name, "")


def words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())


def cases(folder: Path) -> list[Case]:
    """All labelled articles of a folder."""
    return [
        Case(path, path.read_bytes(), json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8")))
        for path in sorted(folder.glob("**/*.txt"))
    ]


def labelled(texts: list[str], gold: dict[str, Any]) -> list[tuple[int, bool, str]]:
    """For each text the gold block that most of its words stand in (-1: none), whether it opens one, and its type."""
    gold_words: list[str] = []
    blocks = gold.get("all", gold["blocks"])
    block_of: list[int] = []
    opens: set[int] = set()
    kinds: list[str] = []
    for number, block in enumerate(blocks):
        kinds.append(block["type"])
        for piece in _openings(block):
            piece_words = words(piece)
            if piece_words:
                opens.add(len(gold_words))
            gold_words += piece_words
            block_of += [number] * len(piece_words)
    mine: list[str] = []
    bounds = []
    for text in texts:
        text_words = words(MARKER.sub("", text))
        bounds.append((len(mine), len(mine) + len(text_words)))
        mine += text_words
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
    draft = draft_of(case.raw, until="paragraphs", watch=lambda line, names, _: seen.append((line, names)))
    truth = labelled([line.text for line in draft.lifted.lines], case.gold)
    for line, names in seen:
        block, opens, kind = truth[line]
        before = truth[line - 1][0]
        if block < 0 or before < 0 or (block == before and kind in ("footer", "verse", "table")):
            continue
        yield names, opens or block != before


def fit_break(learn: list[Case], held: list[Case], pull: float, file: weights_file.Weights) -> dict[str, float]:
    """The weights of ``[break]`` by logistic regression."""
    table = dict(evidence.weights("break"))
    names = sorted(table.keys() | {name for case in learn for sample, _ in break_samples(case) for name in sample})
    index = {name: column for column, name in enumerate(names)}
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
    free = np.array(
        [name not in file.decisions["break"] or not file.decisions["break"][name].by_hand for name in names]
    )
    _report("break, before", hx, hy, weights)
    step, momentum = 0.5, np.zeros_like(weights)
    for _ in range(800):
        odds = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (odds - y) / len(y) + pull * (weights - start) / len(y)
        momentum = (0.9 * momentum - step * slope) * free
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
    pieces = draft.pieces
    seen = evidence_in(draft)
    truth = labelled([piece.text for piece in pieces], case.gold)
    whole = "all" in case.gold
    head = _Head(case.gold)
    right = []
    for piece, (_, _, kind) in zip(pieces, truth, strict=True):
        piece_words = words(piece.text)
        if whole and kind in ("byline", "date"):  # one line may hold both
            right.append(frozenset({"byline", "date"}))
        elif whole:
            right.append(frozenset({ROLE_OF[kind]} if kind in ROLE_OF else () if piece_words else {"break"}))
        elif kind == "footer":
            right.append(frozenset(FOOT))
        elif kind:
            right.append(frozenset({ROLE_OF[kind]} if kind in ROLE_OF else ()))
        else:
            right.append(head.roles(piece_words) if piece_words else frozenset({"break"}))
    return Sequence(seen, right)


class _Head:
    """The head of a right reading, which is given by fields beside the blocks."""

    def __init__(self, gold: dict[str, Any]) -> None:
        self._title, self._deck, self._kicker = (words(gold.get(key) or "") for key in ("title", "deck", "kicker"))
        self._names = {word for name in gold.get("authors", ()) for word in words(name)}

    def roles(self, piece_words: list[str]) -> frozenset[str]:
        """The roles that may be right for a piece of these words; none where it is not known."""
        if piece_words in (self._title[: len(piece_words)], self._title[-len(piece_words) :]):
            return frozenset({"headline"})
        for role, field in (("deck", self._deck), ("kicker", self._kicker)):
            if piece_words == field:
                return frozenset({role})
        if self._title and (self._names & set(piece_words) or any(word.isdecimal() for word in piece_words)):
            return frozenset({"byline", "date"})
        return frozenset()


Tables = dict[str, dict[str, float]]


def fit_roles(
    learn: list[Case], held: list[Case], pull: float, turns: int, share: float, file: weights_file.Weights
) -> tuple[Tables, Tables]:
    """The weights of ``[role]`` and ``[after]``: a linear-chain conditional random field, by gradient descent.

    Where several roles may be right (any of the foot's), or the right one is not known, the likelihood sums over them.
    """
    tables: Tables = {role: dict(table) for role, table in evidence.role_weights().items()}
    after: Tables = {role: dict(table) for role, table in evidence.transitions().items()}
    training = [sequence for sequence in map(role_sequence, learn) if sequence.seen]
    trial = [role_sequence(case) for case in held]
    print("roles, before:", accuracy(trial, tables, after))
    before = tables, after
    role_names = sorted(tables)
    seen = {name for sequence in training for names in sequence.seen for name in names} | {"bias"}
    weighed = {name for name, row in file.decisions["role"].items() if row.fitted or row.by_hand}
    features = sorted(seen & weighed)  # others bar a role, and weigh nothing
    emission = np.array([[tables[role].get(name, 0.0) for role in role_names] for name in features])
    follow = np.array(
        [[after.get(role, {}).get(other, 0.0) for other in role_names] for role in ["start", *role_names]]
    )
    batches = [_arrays(some, role_names, features) for some in _of_like_length(training)]
    first = emission.copy(), follow.copy()
    free_to_move = (
        _free(file.decisions["role"], features, role_names),
        _free(file.after, ["start", *role_names], role_names),
    )
    steps = [np.zeros_like(emission), np.zeros_like(follow)]
    often = sum(np.asarray(x.sum(axis=0)).ravel() for x, _, _ in batches)[:, None]
    # Each step is divided by a bound of the curvature, so that rare evidence learns as fast as common.
    bounds = often / 4 + pull, often.max() / 4 / len(role_names) + pull
    for turn in range(turns):
        slopes = [pull * (emission - first[0]), pull * (follow - first[1])]
        for x, may, there in batches:
            scores = np.zeros(may.shape)
            scores[there] = x @ emission
            expected = _marginals(scores, follow, there)
            allowed = _marginals(np.where(may, scores, -1e4), follow, there)
            slopes[0] += x.T @ (expected[0] - allowed[0])[there]
            slopes[1] += expected[1] - allowed[1]
        steps = [
            (0.9 * step - 0.05 * slope / bound) * free
            for step, slope, bound, free in zip(steps, slopes, bounds, free_to_move, strict=True)
        ]
        emission, follow = emission + steps[0], follow + steps[1]
        if turn % 20 == 19:
            print("  turn", turn + 1, accuracy(trial, *_as_tables(emission, follow, role_names, features, tables)))
    tables, after = _as_tables(emission, follow, role_names, features, tables)
    return _moved(before[0], tables, share), _moved(before[1], after, share)


def _moved(before: Tables, fitted: Tables, share: float) -> Tables:
    """The weights moved from those before towards the fitted ones, by a share of the way."""
    return {
        role: {
            name: (1 - share) * before.get(role, {}).get(name, 0.0) + share * weight for name, weight in table.items()
        }
        for role, table in fitted.items()
    }


def _free(rows: dict[str, weights_file.Row], names: list[str], role_names: list[str]) -> np.ndarray:
    """Which weights a fit may move: a row for each name, a column for each role."""
    return np.array(
        [
            [
                not {name, role} & {*SELDOM} and (name not in rows or role not in rows[name].by_hand)
                for role in role_names
            ]
            for name in names
        ]
    )


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
) -> tuple[csr_array, np.ndarray, np.ndarray]:
    """Articles side by side, padded: the roles that may be right, and where there is a piece at all; and the features
    of these pieces, one row for each."""
    longest = max(len(sequence.seen) for sequence in training)
    index = {name: column for column, name in enumerate(features)}
    columns: list[int] = []
    ends = [0]
    may = np.ones((len(training), longest, len(role_names)), dtype=bool)
    there = np.zeros((len(training), longest), dtype=bool)
    for number, sequence in enumerate(training):
        for position, names in enumerate(sequence.seen):
            columns += {index[name] for name in (*names, "bias") if name in index}
            ends.append(len(columns))
            there[number, position] = True
            if sequence.right[position]:
                may[number, position] = [role in sequence.right[position] for role in role_names]
    x = csr_array((np.ones(len(columns)), columns, ends), shape=(len(ends) - 1, len(features)))
    return x, may, there


def _marginals(scores: np.ndarray, follow: np.ndarray, there: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The chance of each role at each position, and the expected count of each pair (forward and backward).

    Both are kept as chances that add up to 1 at each position, so that none underflows. Past the end of an article each
    role is as likely as any other, and may follow any.
    """
    _, longest, size = scores.shape
    likelihood = np.exp(scores - scores.max(axis=2, keepdims=True))
    start, between = np.exp(follow[0]), np.exp(follow[1:])
    forward = np.empty_like(likelihood)
    forward[:, 0] = _scaled(likelihood[:, 0] * start)
    for position in range(1, longest):
        forward[:, position] = _scaled((forward[:, position - 1] @ between) * likelihood[:, position])
    backward = np.ones_like(likelihood)
    for position in range(longest - 2, -1, -1):
        onward = _scaled((likelihood[:, position + 1] * backward[:, position + 1]) @ between.T)
        backward[:, position] = np.where(there[:, position + 1, None], onward, 1.0)
    chance = _scaled(forward * backward) * there[:, :, None]
    pairs = np.zeros((size + 1, size))
    pairs[0] = chance[:, 0].sum(axis=0)
    for position in range(1, longest):
        behind, ahead = forward[:, position - 1], likelihood[:, position] * backward[:, position]
        total = ((behind @ between) * ahead).sum(axis=1, keepdims=True)
        pairs[1:] += between * (behind.T @ (ahead / total * there[:, position, None]))
    return chance, pairs


def _scaled(values: np.ndarray) -> np.ndarray:
    return values / values.sum(axis=-1, keepdims=True)


def _scores(names: list[str], tables: Tables) -> dict[str, float]:
    return {role: evidence.weigh(table, names) for role, table in tables.items()}


def accuracy(sequences: list[Sequence], tables: Tables, after: Tables) -> str:
    """The share of pieces read right, and the commonest confusions."""
    right = total = 0
    transitions = Transitions(after, list(tables))
    confused: Counter[tuple[str, str]] = Counter()
    for sequence in sequences:
        if not sequence.seen:
            continue
        path = best_path([_scores(names, tables) for names in sequence.seen], transitions)
        for role, may in zip(path, sequence.right, strict=True):
            if may:
                total += 1
                right += role in may
                if role not in may:
                    confused[min(may), role] += 1
    worst = ", ".join(f"{count} {a} read as {b}" for (a, b), count in confused.most_common(6))
    if not total:
        return "no article is held back"
    return f"{right / total:.4f} of {total} ({worst})"


# ------------------------------------------------------------------------------------------------ write


def refit(rows: dict[str, weights_file.Row], fitted: Tables, least: float) -> None:
    """Put fitted weights, by name and role, into the rows of the file."""
    for name, weights in fitted.items():
        rows[name].refit(weights, 0.0 if name == "bias" else least)


def fitted_to(learn: list[Case]) -> dict[str, str | int]:
    """What the weights are fitted to: the commit, the command, and the files with the hash of their list."""
    listed = "".join(f"{hashlib.sha256(case.raw).hexdigest()} {case.path.name}\n" for case in learn)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {
        "commit": commit.stdout.strip(),
        "command": shlex.join(["python", "bench/fit.py", "CASES", *sys.argv[2:]]),
        "files": len(learn),
        "sha256": hashlib.sha256(listed.encode()).hexdigest(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--decision", choices=("break", "role"), default="break")
    parser.add_argument("--held", type=float, default=0.3)
    parser.add_argument("--pull", type=float, default=25.0)
    parser.add_argument("--turns", type=int, default=60)
    parser.add_argument("--share", type=float, default=0.5, help="how far weights move to the fitted ones, 0 to 1")
    parser.add_argument("--own", type=int, default=10, help="how often the project's own cases are learned from")
    parser.add_argument("--least", type=float, default=0.05, help="weights nearer to zero are left out")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    every = cases(options.cases)
    learn = [case for case in every if case.held_back >= options.held]
    held = [case for case in every if case.held_back < options.held]
    learn += own_cases() * options.own
    print(f"{len(learn)} articles to learn from, {len(held)} held back")
    file = weights_file.parse(weights_file.PATH.read_text(encoding="utf-8"))
    if options.decision == "break":
        fitted = fit_break(learn, held, options.pull, file)
        refit(file.decisions["break"], {name: {"": weight} for name, weight in fitted.items()}, options.least)
    else:
        tables, after = fit_roles(learn, held, options.pull, options.turns, options.share, file)
        by_name: Tables = defaultdict(dict)
        for role, table in tables.items():
            for name, weight in table.items():
                by_name[name][role] = weight
        refit(file.decisions["role"], by_name, options.least)
        refit(file.after, after, options.least)
    if options.write:
        file.fit[options.decision] = fitted_to(learn)
        weights_file.PATH.write_text(weights_file.render(file), encoding="utf-8")


if __name__ == "__main__":
    main()
