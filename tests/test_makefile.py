"""The Makefile: what it installs, what it prints if it may not install, and that a failure leaves no stamp file."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.tools import PATIENCE, ROOT, require

ESSENTIAL = ("sh", "env", "grep", "touch", "sed", "expand", "make", "mkdir", "cp")


class Machine:
    """A copy of the Makefile on a machine with only the programs of ``ESSENTIAL`` and fake ones."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "checkout"
        self.programs = folder / "bin"
        self.log = folder / "log"
        self.home.mkdir()
        self.programs.mkdir()
        self.log.touch()
        (self.home / "tests" / "validators").mkdir(parents=True)
        for name in ("Makefile", "pyproject.toml", "constraints.txt", "tests/validators/package.json"):
            shutil.copy(ROOT / name, self.home / name)
        for name in ESSENTIAL:
            (self.programs / name).symlink_to(require(name))

    def program(self, name: str, does: str = "") -> None:
        path = self.programs / name
        path.write_text(f'#!/bin/sh\necho "{name} $*" >> "{self.log}"\n{does}\n', encoding="utf-8")
        path.chmod(0o755)

    def make(self, *targets: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.programs / "make"), *targets],
            cwd=self.home,
            env={"PATH": str(self.programs)},
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )

    def calls(self, name: str) -> list[str]:
        """The calls of a fake program, in order."""
        return [line for line in self.log.read_text(encoding="utf-8").splitlines() if line.startswith(name + " ")]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def bare(machine: Machine, *, user: int) -> None:
    machine.program("python3", "exit 1")
    machine.program("dpkg-query", "exit 1")
    machine.program("apt-get")
    machine.program("id", f"echo {user}")


def test_root_installs_what_is_missing(machine: Machine) -> None:
    bare(machine, user=0)
    machine.program("javac")
    process = machine.make("setup")
    assert process.returncode == 0, process.stderr
    update, install = machine.calls("apt-get")
    assert update.split()[1] == "update"
    assert {"python3-venv", "libpangoft2-1.0-0", "fonts-noto-core", "poppler-utils"} <= set(install.split())
    assert "default-jdk-headless" not in install


def test_a_user_with_sudo_installs_too(machine: Machine) -> None:
    bare(machine, user=1000)
    machine.program("sudo", 'shift; exec "$@"')
    assert machine.make("setup").returncode == 0
    assert len(machine.calls("apt-get")) == 2
    assert machine.calls("sudo")[0].startswith("sudo -n ")


def test_a_user_without_sudo_sees_the_command(machine: Machine) -> None:
    bare(machine, user=1000)
    machine.program("sudo", "exit 1")
    process = machine.make("setup")
    assert process.returncode == 0
    assert not machine.calls("apt-get")
    assert "The command is: sudo apt-get install --yes --no-install-recommends python3-venv lib" in process.stdout


def test_another_system_sees_the_package_names(machine: Machine) -> None:
    bare(machine, user=0)
    (machine.programs / "apt-get").unlink()
    process = machine.make("setup")
    assert process.returncode == 0
    assert "what Debian calls python3-venv" in process.stdout


def test_nothing_is_installed_twice(machine: Machine) -> None:
    bare(machine, user=0)
    machine.program("python3")
    machine.program("dpkg-query", "echo install ok installed")
    for name in ("javac", "soffice", "pdftotext", "npx", "npm", "tesseract"):
        machine.program(name)
    process = machine.make("setup")
    assert (process.returncode, process.stdout) == (0, "copydesk: installing the validators from npm\n")
    assert not machine.calls("apt-get")
    process = machine.make("setup")
    assert (process.returncode, process.stdout) == (0, "")
    assert len(machine.calls("npm")) == 1


def test_validators_that_cannot_be_installed_are_reported(machine: Machine) -> None:
    bare(machine, user=0)
    machine.program("npm", "exit 1")
    process = machine.make("setup")
    assert process.returncode == 0
    assert "the tests that use them are skipped" in process.stdout
    assert not (machine.home / ".validators" / ".ready").exists()


def test_an_old_python_is_reported(machine: Machine) -> None:
    bare(machine, user=0)
    process = machine.make("lint")
    assert process.returncode == 2
    assert "Python 3.11 or newer is needed" in process.stderr
    assert not (machine.home / ".venv" / ".ready").exists()


def test_a_failure_half_way_leaves_no_stamp(machine: Machine) -> None:
    bare(machine, user=0)
    machine.program("python3")
    broken = machine.home / ".venv" / "bin"
    broken.mkdir(parents=True)
    machine.program("pip-that-fails", 'case "$*" in *--version*) exit 0;; *) exit 1;; esac')
    (broken / "python").symlink_to(machine.programs / "pip-that-fails")
    assert machine.make("lint").returncode == 2
    assert not (machine.home / ".venv" / ".ready").exists()
    machine.program("pip-that-fails")
    machine.make("lint")
    assert (machine.home / ".venv" / ".ready").exists()
    before = len(machine.calls("pip-that-fails"))
    machine.make("lint")
    assert len(machine.calls("pip-that-fails")) == before


@pytest.mark.parametrize("ending", ["pdf", "epub", "docx", "md", "html", "json"])
def test_another_makefile_can_run_it(machine: Machine, tmp_path: Path, ending: str) -> None:
    machine.program("python3")
    stamp = machine.home / ".venv" / ".ready"
    (machine.home / ".venv" / "bin").mkdir(parents=True)
    machine.program("copydesk", 'for last; do :; done; echo made > "$last"')
    (machine.home / ".venv" / "bin" / "copydesk").symlink_to(machine.programs / "copydesk")
    stamp.touch()
    (tmp_path / "it's.txt").write_text("Rain at last\n", encoding="utf-8")
    (tmp_path / "Makefile").write_text(f"include checkout/Makefile\nall: it's.{ending}\n", encoding="utf-8")
    machine.home = tmp_path
    assert machine.make().returncode == 0
    assert (tmp_path / f"it's.{ending}").exists()
    assert "is up to date" in machine.make(f"it's.{ending}").stdout
    assert len(machine.calls("copydesk")) == 1


@pytest.mark.parametrize(
    ("source", "target", "is_made"),
    [
        ("talk.docx", "talk.pdf", True),
        ("talk.html", "talk.pdf", True),
        ("talk.odt", "talk.docx", True),
        ("talk.eml", "talk.md", True),
        ("talk.pdf", "talk.docx", False),  # else a source could be made anew of a document made of it
        ("talk.docx", "talk.html", False),
    ],
)
def test_documents_are_made_of_other_forms_too(
    machine: Machine, tmp_path: Path, source: str, target: str, is_made: bool
) -> None:
    (machine.home / ".venv" / "bin").mkdir(parents=True)
    machine.program("copydesk", 'for last; do :; done; echo made > "$last"')
    (machine.home / ".venv" / "bin" / "copydesk").symlink_to(machine.programs / "copydesk")
    (machine.home / ".venv" / ".ready").touch()
    (tmp_path / source).write_text("Rain at last\n", encoding="utf-8")
    (tmp_path / "Makefile").write_text("include checkout/Makefile\n", encoding="utf-8")
    machine.home = tmp_path
    done = machine.make(target)
    assert (done.returncode == 0, (tmp_path / target).exists()) == (is_made, is_made)
    assert "Circular" not in done.stderr
    assert (tmp_path / source).read_text(encoding="utf-8") == "Rain at last\n"
