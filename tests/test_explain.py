"""``copydesk explain``: each line of the raw text with what it was read as."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import copydesk
from copydesk.reading.text.decode import decode
from copydesk.reading.text.explain import explain
from tests.tools import ROOT
from tests.tools import copydesk as command

RAW = (
    "Rain at last\r\n\r\nBy Ana Ruiz | 3 May 2024\r\n\r\nIt rained in the valley on Thursday, for the first time in\r\n"
    "two years, and the children who had never seen it stood in the\r\nroad with their mouths open.\r\n\r\n- 3 -\r\n"
)


def test_each_line_is_told_with_its_number_and_role() -> None:
    roles = [(line.number, line.role) for line in explain(RAW, copydesk.read(RAW))]
    assert roles == [
        *((1, "headline"), (3, "byline"), (3, "date"), (5, "paragraph"), (6, "paragraph"), (7, "paragraph")),
        (9, "page number"),
    ]


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.txt")), ids=lambda path: path.stem)
def test_no_line_is_left_out(path: Path) -> None:
    raw = decode(path.read_bytes()).text
    lines = explain(raw, copydesk.read(path.read_bytes()))
    assert {line.number for line in lines} == {
        number for number, line in enumerate(raw.replace("\r\n", "\n").split("\n"), 1) if line.strip()
    }
    assert all(line.reasons for line in lines if line.confidence < 1)
    assert all(0 <= line.confidence <= 1 for line in lines)


def test_the_command_tells_people_and_programs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(RAW.encode())
    output = command("explain", tmp_path / "a.txt").stdout.decode()
    assert output.splitlines()[0].startswith("1  headline")
    rows = [json.loads(line) for line in command("explain", tmp_path / "a.txt", "--json").stdout.splitlines()]
    assert rows[0]["text"] == "Rain at last"
    assert b"a.gone: there is no such file" in command("explain", tmp_path / "a.gone").stderr
