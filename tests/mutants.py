"""Mutation testing: how many small faults in the code the tests detect. Run it by hand: it takes an hour a folder.

usage: python -m tests.mutants FOLDER [--count 500] [--seed 1]

FOLDER is one of those of the package that have their tests below, such as ``reading/text``. `mutmut` makes the mutants
and records which tests reach which function; ``mutant_runs.py`` runs them. Strings are left out: most are messages.
Tests of whole corpora, of pages and of validators take too long, so that a fault that only they would show counts as
not detected. The work is done in ``build/mutants``.
"""

from __future__ import annotations

import argparse
import ast
import json
import math
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.mutant_runs import Outcome
from tests.tools import ROOT

WORK = ROOT / "build" / "mutants"
_QUIET = ["-p", "no:cacheprovider", "-p", "no:xdist"]
COPIED = ("src", "tests", "samples", "styles", "bench", "docs", "README.md", "Makefile", "constraints.txt")

_READING = (
    "accounting addresses anthologies article_headings articles assembled_head assembly breaks brought_pictures "
    "builder bylines calibration characters choosing_roles code_pages columns copy corrections credit_lines cuts "
    "datelines dates decode depths doubts drawings eastern_bylines ebooks evidence explain false_names features "
    "figures forms furniture head_features head_zone heads hyphens initials inlines joining json language latex "
    "layout layout_tables letterspacing levels lines lists locales markers metadata names newspapers note_marks notes "
    "numbering ocr ocr_archives ocr_mastheads ocr_notes office office_covers office_drawings office_pictures "
    "office_roles other_sources own_words page_evidence paragraphs passwords patterns pdf_articles pdf_bidi "
    "pdf_bookmarks pdf_displayed pdf_drawn_spaces pdf_jumps pdf_letters pdf_order pdf_pictures pdf_rules "
    "pdf_run_together pdf_short_lines pdf_source pdf_unseen pdf_vertical persons pictures pictures_beside "
    "piece_features problems publication pull_quotes quotations reading replaced role_surveys roles rows rtf "
    "running_heads running_text runs scan sequence set_apart set_type slides_and_sheets sound speaker_labels speakers "
    "speeches stanzas stated_title subtitles table_areas table_cells tables terminal through_pandoc type_columns "
    "unstressed unsure_lines wrong_files xml_source "
)
_WRITING = (
    "bidi columns context cover_image docx docx_lists docx_parts docx_reference docx_styles epub finished_pages "
    "front_matter glyphs html html_parts layout line_store markdown markdown_blocks markdown_lines pandoc "
    "pandoc_document pdf pdf_bounds pdf_cells pdf_html pdf_layout pdf_lines pdf_loading pdf_tables pdf_text scripts "
    "shared_writing style table_columns typography typst visit words write_options written_dates written_pictures"
)

TESTS = {
    "reading/text": _READING,
    "reading/mail": "mail many_articles brought_pictures",
    "reading/markdown": "markdown costly_markdown markdown_words lost_words json sound tree brought_pictures",
    "reading/html": "html_source html_beside initials brought_pictures",
    "writing": _WRITING,
    "batch": (
        "batch batch_cluster batch_command batch_guide batch_inputs batch_names batch_parquet batch_runs batch_start"
        " batch_stores temporary_files"
    ),
}
"""The tests of each folder, as ``test_*.py``."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", choices=TESTS)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    _prepare(given.folder)
    _make_mutants()
    names = sorted(mutants(WORK / "mutants" / "src", given.folder))
    chosen = random.Random(given.seed).sample(names, min(given.count, len(names)))
    outcomes = _outcomes(given.folder, chosen)
    counts = Counter(outcomes.values())
    detected = counts["failed"] + counts["slow"]
    low, high = interval(detected, len(chosen))
    undetected = [f"{name}: {outcomes[name]}" for name in sorted(chosen) if outcomes[name] in ("passed", "no tests")]
    summary = (
        f"{given.folder}, seed {given.seed}: {detected} of {len(chosen)} mutants detected, "
        f"{detected / len(chosen):.1%} (95 % interval {low:.1%} to {high:.1%}); "
        f"{dict(counts)}; {len(names)} mutants in all"
    )
    sys.stdout.write("\n".join([*undetected, summary, ""]))


def _prepare(folder: str) -> None:
    """A copy of what the tests need, in which `mutmut` finds its settings."""
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    for name in COPIED:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, WORK / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(path, WORK / name)
    settings = {
        "source_paths": ["src"],
        "only_mutate": [f"src/copydesk/{folder}/*"],
        "also_copy": [name for name in COPIED if name not in ("src", "tests")],
        "pytest_add_cli_args": _QUIET,
        "pytest_add_cli_args_test_selection": _test_files(folder),
    }
    table = "\n".join(f"{key} = {json.dumps(value)}" for key, value in settings.items())
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (WORK / "pyproject.toml").write_text(f"{project}\n[tool.mutmut]\n{table}\n", encoding="utf-8")


def _test_files(folder: str) -> list[str]:
    return [f"tests/test_{name}.py" for name in TESTS[folder].split()]


def _make_mutants() -> None:
    """Lets `mutmut` make the mutants and record which tests reach which functions; exits with what it says where it
    records nothing, as when a test fails without any mutant.

    Its exit code says nothing: it complains at last of the name below, which no mutant has.
    """
    command = [sys.executable, "-m", "mutmut", "run", "none*"]
    run = subprocess.run(command, cwd=WORK, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if not (WORK / "mutants" / "mutmut-stats.json").exists():
        sys.exit(f"{run.stdout[-5000:]}\nNo mutants were tried: the tests must pass without them.")


def _outcomes(folder: str, names: list[str]) -> dict[str, Outcome]:
    """The outcome of each mutant, from the plugin that runs their tests."""
    chosen, outcomes = WORK / "chosen.json", WORK / "outcomes.json"
    chosen.write_text(json.dumps(names), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "pytest", "--quiet", *_QUIET, "-p", "tests.mutant_runs", *_test_files(folder)],
        cwd=WORK / "mutants",
        env={**os.environ, "PYTHONPATH": "src", "MUTANTS": str(chosen), "MUTANT_OUTCOMES": str(outcomes)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return dict(json.loads(outcomes.read_text(encoding="utf-8")))


def mutants(source: Path, folder: str) -> Iterator[str]:
    """The names of all mutants in the mutated modules of a folder of the package that differ from their original in
    more than strings."""
    for path in sorted((source / "copydesk" / folder).rglob("*.py")):
        module = ".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__")
        yield from (f"{module}.{name}" for name in _mutated(ast.parse(path.read_text(encoding="utf-8"))))


_MUTANT = re.compile(r"(.+__mutmut_)(\d+)")


def _mutated(tree: ast.Module) -> Iterator[str]:
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for name, node in functions.items():
        match = _MUTANT.fullmatch(name)
        if match and _without_strings(node) != _without_strings(functions[f"{match[1]}orig"]):
            yield name


def _without_strings(function: ast.FunctionDef) -> str:
    """A function's code, but for its name and the text of its strings."""
    for node in ast.walk(function):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(ast.Module(body=function.body, type_ignores=[]))


def interval(hits: int, number: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's interval of a share, by default of 95 %."""
    share, spread = hits / number, z * z / number
    middle = (share + spread / 2) / (1 + spread)
    reach = z * math.sqrt(share * (1 - share) / number + spread / (4 * number)) / (1 + spread)
    return middle - reach, middle + reach


if __name__ == "__main__":
    main()
