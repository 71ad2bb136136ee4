"""The built package: what is in it, and that it works without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ARTICLE
from tests.tools import PATIENCE, ROOT

STYLES = {path.relative_to(ROOT).as_posix() for path in (ROOT / "styles").rglob("*") if path.is_file()}
PACKAGE = ROOT / "src" / "copydesk"
LOCALES = {path.relative_to(PACKAGE).as_posix() for path in (PACKAGE / "locales").rglob("*.toml")}


def output_of(*command: str | Path, cwd: Path) -> str:
    """The output of a program, run without the additions of this machine or checkout to Python's path."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    process = subprocess.run(
        [str(word) for word in command],
        cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert process.returncode == 0, process.stdout + process.stderr
    return process.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sdist and the wheel that was built from it."""
    if not (ROOT / "pyproject.toml").exists():
        pytest.skip("this is not a checkout")
    folder = tmp_path_factory.mktemp("dist")
    output_of(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel; it sees all other packages installed here, but not this copydesk."""
    folder = tmp_path_factory.mktemp("environment")
    output_of(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder)
    python = folder / "bin" / "python"
    (wheel,) = built.glob("*.whl")
    output_of(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel, cwd=folder)
    (own,) = (folder / "lib").glob("python*/site-packages")
    (own / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


def test_the_wheel_holds_all_that_is_needed(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert STYLES
    assert {name.replace("styles/", "copydesk/_styles/", 1) for name in STYLES} <= names
    assert {f"copydesk/{name}" for name in LOCALES} <= names
    assert {
        "copydesk/py.typed",
        "copydesk/cli/__init__.py",
        "copydesk/gallery.txt",
        "copydesk/reading/text/evidence/weights.toml",
    } <= names
    assert not [name for name in names if not name.startswith(("copydesk/", "copydesk-"))]


def test_the_sdist_holds_what_the_tests_need(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    assert {"pyproject.toml", "Makefile", "constraints.txt", "tests/conftest.py", "src/copydesk/py.typed"} <= names
    assert names >= STYLES


def test_it_finds_its_styles_and_makes_documents(installed: Path, tmp_path: Path) -> None:
    python = installed / "bin" / "python"
    where = output_of(python, "-c", "import copydesk.style; print(copydesk.style.home())", cwd=tmp_path).strip()
    assert Path(where).parts[-3:] == ("site-packages", "copydesk", "_styles")
    assert Path(where).is_relative_to(installed.resolve())
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    command = installed / "bin" / "copydesk"
    formats = [word for to in ("pdf", "epub", "docx", "md", "html", "json") for word in ("-t", to)]
    output_of(command, "article.txt", *formats, "-O", "out", cwd=tmp_path)
    assert {path.suffix[1:] for path in (tmp_path / "out").iterdir()} == {"pdf", "epub", "docx", "md", "html", "json"}
    assert (tmp_path / "out" / "article.pdf").read_bytes().startswith(b"%PDF-")
    assert zipfile.ZipFile(tmp_path / "out" / "article.epub").testzip() is None


def test_its_types_are_seen(installed: Path, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("import copydesk\nreveal_type(copydesk.read(b''))\n", encoding="utf-8")
    python = installed / "bin" / "python"
    completed = output_of(sys.executable, "-m", "mypy", "--python-executable", python, program, cwd=tmp_path)
    assert 'Revealed type is "copydesk.tree.Article"' in completed
