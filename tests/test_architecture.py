"""The rules of the package: who imports whom, who prints, who touches files, what is exported."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Collection, Iterator
from functools import partial
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import copydesk
from copydesk import choices
from copydesk.reading._registry import RAW_TEXT
from tests.import_map import SOURCE, import_map, imported
from tests.tools import PATIENCE, ROOT

ABOVE = {
    "cli": {"batch", "beside", "conversion", "doctor", "gallery"},
    "batch": {"conversion", "publication"},
    "doctor": set[str](),
    "gallery": set[str](),
    "conversion": {"beside", "publication"},
    "beside": set[str](),
    "publication": set[str](),
}
"""The upper floors, each with the other upper floors that it may import; it may import all lower floors."""

GROUND = {
    "image_files": set[str](),
    "tree": {"errors", "image_files"},
    "pictures": {"tree", "image_files"},
    "problems": set[str](),
    "patterns": set[str](),
    "errors": set[str](),
    "choices": set[str](),
    "locales": set[str](),
    "visit": {"tree"},
    "progress": set[str](),
    "style": {"choices", "errors"},
    "_config": set[str](),
    "_files": {"errors", "_machine"},
    "_machine": set[str](),
    "_web": {"errors", "problems"},
    "metadata": {"tree", "errors"},
    "replaced": {"tree", "problems", "visit"},
    "pandoc": {"errors"},
    "system_packages": set[str](),
    "typography": {"tree", "locales", "patterns"},
    "reading": {
        "_files",
        "progress",
        "_machine",
        "choices",
        "tree",
        "image_files",
        "pictures",
        "patterns",
        "locales",
        "problems",
        "errors",
        "visit",
        "metadata",
        "pandoc",
        "system_packages",
    },
    "writing": {
        "visit",
        "choices",
        "tree",
        "pictures",
        "patterns",
        "locales",
        "style",
        "problems",
        "errors",
        "metadata",
        "pandoc",
        "typography",
    },
}
"""The lower floors, each with all that it may import."""

DOORS = {"__init__", "_library", "__main__"}
"""The modules that make the rest public; they may import all of it."""

HEAVY = {
    "babel",
    "weasyprint",
    "tinycss2",
    "ebooklib",
    "docx",
    "pypandoc",
    "rich",
    "ftfy",
    "lxml",
    "cchardet",
    "PIL",
    "fontTools",
    "olefile",
    "pypdfium2",
    "trafilatura",
    "dask",
    "distributed",
    "fsspec",
    "pyarrow",
    "typst",
}
"""Libraries that only the function that needs them may import."""


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def floor(module: Path) -> str:
    """The floor a module stands on: its name, or that of its package."""
    parts = module.relative_to(SOURCE).with_suffix("").parts
    return parts[0]


def floors_below(module: Path) -> set[str]:
    return {name.split(".")[1] for name in imported(module) if name.startswith("copydesk.")} - {floor(module)}


def test_every_module_stands_on_a_floor() -> None:
    floors = {floor(module) for module in modules()}
    assert floors == {*ABOVE, *GROUND, *DOORS}


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_go_down_only(module: Path) -> None:
    own_floor = floor(module)
    if own_floor in DOORS:
        return
    allowed = GROUND[own_floor] if own_floor in GROUND else {*GROUND, *ABOVE[own_floor]}
    assert floors_below(module) <= allowed


def test_only_the_conversion_and_the_command_reach_the_network() -> None:
    assert importers("copydesk._web.") == {"conversion", "cli"}
    assert importers("socket", "ssl", "http.", "urllib.request", "urllib3", "requests", "ftplib", "smtplib") == {"_web"}


def importers(*openings: str) -> set[str]:
    """The floors on which something is imported whose full name begins so."""
    return {floor(module) for module in modules() if any(name.startswith(openings) for name in imported(module))}


ROOMS = {
    "cli": (
        "bars", "terminal", "inputs", "jobs", "running", "early_pdf", "convert", "batch_progress", "batch_places",
        "batch", "commands", "__init__",
    ),
    "batch": (
        "named_pictures", "folders", "planning", "results", "starting", "running", "warm", "names", "remote", "nested",
        "entry", "manifest", "own_folder", "lines_file", "store", "parquet_file", "exports", "records", "containers",
        "remote_entries", "entries", "fingerprint", "workers", "one_article", "cluster_host", "cluster_chunks",
        "cluster_client", "cluster_workers", "cluster", "selection", "placing",
        "archive", "status", "makefile", "__init__",
    ),
    "reading": (
        "_shared", "conventions", "_source", "_registry", "_pictures_beside", "role", "copy", "text", "markdown",
        "html", "ocr", "scan", "pdf", "json", "subtitles", "office", "xml", "mail", "_mismatches", "_articles",
        "__init__",
    ),
    "reading/text": (
        "indents", "stated_title", "code_lines", "code_runs", "drawings", "code_blocks", "lines", "recognisers",
        "evidence", "inlines", "pieces", "note_marks", "joining", "characters", "furniture", "repetitions",
        "pull_quotes", "layout", "breaks", "paragraphs", "heads", "roles", "parts", "doubts", "assembly", "accounting",
        "explain", "__init__",
    ),
    "writing": (
        "_cost", "_format", "_shared", "html", "docx", "epub", "pdf", "markdown", "_pandoc", "json", "__init__",
    ),
}  # fmt: skip
"""The rooms of a floor from the ground up. Recognisers stand under the phases; these follow in the order of work."""


@pytest.mark.parametrize("floor_name", ROOMS)
def test_no_room_imports_one_above_it(floor_name: str) -> None:
    order, folder = ROOMS[floor_name], SOURCE / floor_name
    prefix = f"copydesk.{floor_name.replace('/', '.')}."
    upwards = []
    for module in sorted(folder.rglob("*.py")):
        own_floor = module.relative_to(folder).with_suffix("").parts[0]
        for name in imported(module):
            room = name.removeprefix(prefix).split(".")[0] if name.startswith(prefix) else own_floor
            if room in order and order.index(room) > order.index(own_floor):
                upwards.append(f"{module.relative_to(folder)} imports {name}")
        assert own_floor in order
    assert upwards == []


def test_no_two_folders_import_each_other() -> None:
    rooms = import_map()
    inside = {(one, other) for one, others in rooms.items() for other in others if not _holds(one, other)}
    assert [pair for pair in inside if pair[::-1] in inside and pair[0] < pair[1]] == []


def _holds(one: str, other: str) -> bool:
    """Whether one folder is in the other: the ``__init__`` of a folder may import what is in it."""
    return one.startswith(f"{other}/") or other.startswith(f"{one}/")


def test_each_module_can_be_imported_alone() -> None:
    """What a module imports first of all does not lead back to it, so that whichever is imported first finds the others
    whole; and each can be imported, after some others. To import a module is to import the folders that it is in too,
    but for those that the importing module is in itself: they are there, or come before it."""
    names = {name_of(path): path for path in modules()}
    imports = {name: set(imported_first(name, path, names)) for name, path in names.items()}
    assert list(TopologicalSorter(imports).static_order())  # raises CycleError with the modules of a cycle
    importable = [name for name in names if not name.endswith("__main__")]
    code = "import importlib, sys; [importlib.import_module(name) for name in sys.argv[1:]]"
    process = subprocess.run(
        [sys.executable, "-c", code, *importable], capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert process.returncode == 0, process.stderr


def imported_first(name: str, path: Path, names: Collection[str]) -> Iterator[str]:
    """The modules that a module of these names imports when it is imported, with the folders that they are in."""
    for full in imported(path, top_only=True):
        module = full if full in names else full.rpartition(".")[0]
        if module in names:
            yield module
            yield from (folder for folder in folders_of(module) if folder not in (*folders_of(name), name))


def folders_of(name: str) -> list[str]:
    """``["copydesk", "copydesk.reading"]`` of ``copydesk.reading.json``"""
    parts = name.split(".")
    return [".".join(parts[:depth]) for depth in range(1, len(parts))]


def name_of(path: Path) -> str:
    """``copydesk.reading`` of ``reading/__init__.py``"""
    return ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_heavy_library_is_imported_with_a_module(module: Path) -> None:
    assert not HEAVY & {name.split(".")[0] for name in imported(module, top_only=True)}


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_only_the_command_prints_or_exits(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    printing = {"print", "input", "click.echo", "sys.stdout.write", "sys.stderr.write", "sys.stdout.buffer.write"}
    exiting = {"exit", "quit", "sys.exit"}
    assert not called & printing or module == SOURCE / "cli" / "terminal.py"
    assert not called & exiting or module == SOURCE / "cli" / "__init__.py"


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_are_written_in_one_place(module: Path) -> None:
    if floor(module) == "_files":
        return
    tree = ast.parse(module.read_text(encoding="utf-8"))
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    written = {func.attr for func in calls if isinstance(func, ast.Attribute)} & {"write_bytes", "write_text", "mkdir"}
    opened = {func.id for func in calls if isinstance(func, ast.Name)} & {"open"}
    assert not written | opened


def test_the_architecture_document_is_up_to_date() -> None:
    described = set(re.findall(r"\b\w+\.py\b", (ROOT / "docs" / "architecture.md").read_text("utf-8")))
    there = {path.name for folder in ("src", "tests", "bench") for path in (ROOT / folder).rglob("*.py")}
    assert described <= there
    assert {path.name for path in modules()} <= described


def test_what_is_declared_is_exported() -> None:
    for entry in pkgutil.walk_packages(copydesk.__path__, "copydesk."):
        if entry.name == "copydesk.__main__":
            continue
        module = importlib.import_module(entry.name)
        for name in getattr(module, "__all__", ()):
            assert hasattr(module, name), f"{entry.name} declares {name}"
    assert list(copydesk.__all__) == sorted(copydesk.__all__)
    assert {*copydesk.__all__, "__version__"} == set(dir(copydesk))
    assert not set(copydesk.__all__) & {entry.name for entry in pkgutil.iter_modules(copydesk.__path__)}
    with pytest.raises(AttributeError, match="'copydesk' has no attribute 'reed'"):
        copydesk.reed  # noqa: B018


STARTED = {
    "_config", "_files", "_machine", "_web", "choices", "cli", "cli.commands", "cli.convert", "cli.early_pdf",
    "cli.inputs", "cli.terminal", "errors",
}  # fmt: skip
"""The modules of the package that the command needs before it does anything."""


@pytest.mark.parametrize(
    ("arguments", "more"),
    [
        ("--version", set()),
        ("explain --help", set()),
        ("--help", {"metadata", "tree", "image_files"}),
        ("styles", {"style"}),
    ],
)
def test_the_command_imports_what_it_uses(arguments: str, more: set[str]) -> None:
    at_end = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); "
    bare, ours = (modules_after(at_end + code, arguments) for code in ("pass", "from copydesk.cli import main; main()"))
    loaded = ours - bare
    assert {name.removeprefix("copydesk.") for name in loaded if name.startswith("copydesk.")} == STARTED | more
    libraries = {name.partition(".")[0] for name in loaded} - {"copydesk", *sys.stdlib_module_names}
    assert libraries == {"click"} | ({"msgspec", "typing_extensions"} if more else set())
    assert "importlib.metadata" not in loaded


def test_an_error_of_the_command_imports_no_reader_and_no_writer() -> None:
    program = (
        "import sys; from copydesk import batch; from copydesk.errors import UsageError; batch.failure(UsageError(''));"
        "print(*sys.modules, file=sys.stderr)"
    )
    loaded = {name for name in modules_after(program, "") if name.startswith("copydesk.")}
    assert loaded == {f"copydesk.{name}" for name in ("batch", "batch.results", "_files", "_machine", "errors")}


def test_the_command_seldom_looks_for_garbage() -> None:
    """It would search what it imports dozens of times, and all that is left once more as it exits."""
    program = (
        "import atexit, gc; from copydesk.__main__ import main; before = gc.get_stats()[0]['collections'];"
        "atexit.register(lambda: print(gc.get_stats()[0]['collections'] - before, gc.get_freeze_count() > 0)); main()"
    )
    command = [sys.executable, "-c", program, "formats"]
    last = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
    searches, is_frozen = last.split()
    assert int(searches) < 10
    assert is_frozen == "True"


def modules_after(program: str, arguments: str) -> set[str]:
    """The modules that a program has imported when it ends, which it says on standard error."""
    command = [sys.executable, "-c", program, *arguments.split()]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stderr.split())


def test_each_choice_has_the_code_that_it_names() -> None:
    for source in choices.SOURCES:
        for function in (source.read, source.parts):
            if isinstance(function, partial):
                module, name = function.args
                assert callable(getattr(importlib.import_module(f"copydesk.reading.{module}"), name)), source.name
    for format_ in choices.FORMATS:
        assert callable(importlib.import_module(f"copydesk.writing.{format_.name}").write)
    assert choices.SOURCES[0].name == RAW_TEXT


def committed() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_no_file_names_a_machine_or_a_registry() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("this is not a checkout")
    forbidden = re.compile(
        rb"/(?:work|root|Users)/\w|/home/(?!\w+\.)\w|(?:pypi|npmjs|crates|rubygems)\.(?:org|com|io)/|pythonhosted\.org"
    )
    own_floor = Path(__file__)
    violations = [
        f"{path.relative_to(ROOT)}: {match[0].decode()}"
        for path in committed()
        if path != own_floor and path.is_file() and (match := forbidden.search(path.read_bytes()))
    ]
    assert not violations


def test_the_makefile_and_the_doctor_name_the_same_packages() -> None:
    from copydesk.system_packages import PACKAGES

    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    listed = re.findall(r"^(?:RUN|TEST)_PACKAGES := ((?:.*\\\n)*.*)$", makefile, re.MULTILINE)
    named = {pair.split(":")[1] for line in listed for pair in line.replace("\\\n", " ").split()}
    assert named - {"python3-venv"} == set(" ".join(PACKAGES["apt-get"][1].values()).split())
