"""Pictures, their captions and their credits."""

from __future__ import annotations

import pytest

from copydesk.reading.text.assembly.figures import figures
from tests.parts import builder, drawn, parts_of

FIGURES = {
    "a caption": ("The old mill in May.", ["figure: The old mill in May."]),
    "two captions": ("The old mill.\nThe new mill.", ["figure: The old mill.", "figure: The new mill."]),
    "a caption that ends in a credit": (
        "The old mill. Photo: Jo Park",
        ["figure: The old mill. | credit=Photo: Jo Park"],
    ),
    "a credit below its caption": ("The old mill.\nPhoto: Jo Park", ["figure: The old mill. | credit=Photo: Jo Park"]),
    "a credit alone": ("Photo: Jo Park", ["figure:  | credit=Photo: Jo Park"]),
    "a second credit": (
        "The old mill.\nPhoto: Jo Park\nPhoto: Ana Ruiz",
        ["figure: The old mill. | credit=Photo: Jo Park", "figure:  | credit=Photo: Ana Ruiz"],
    ),
    "a credit below a credit alone": (
        "Photo: Jo Park\nPhoto: Ana Ruiz",
        ["figure:  | credit=Photo: Jo Park", "figure:  | credit=Photo: Ana Ruiz"],
    ),
    "a picture": ("![a mill](mill.jpg)", ["figure:  | source=mill.jpg | alt=a mill"]),
    "a picture with words behind it": (
        "![a mill](mill.jpg) The old mill.",
        ["figure: The old mill. | source=mill.jpg | alt=a mill"],
    ),
    "a picture with a title": (
        '![a mill](mill.jpg "The mill") in May.',
        ["figure: The mill in May. | source=mill.jpg | alt=a mill"],
    ),
    "a picture with a title alone": (
        '![a mill](mill.jpg "The mill")',
        ["figure: The mill | source=mill.jpg | alt=a mill"],
    ),
    "a picture and its caption": (
        "![a mill](mill.jpg)\nThe old mill.",
        ["figure: The old mill. | source=mill.jpg | alt=a mill"],
    ),
    "a picture, its caption and its credit": (
        "![](mill.jpg)\nThe old mill.\nPhoto: Jo Park",
        ["figure: The old mill. | credit=Photo: Jo Park | source=mill.jpg"],
    ),
    "a picture and a caption with a credit": (
        "![](mill.jpg)\nThe old mill. Photo: Jo Park",
        ["figure: The old mill. | credit=Photo: Jo Park | source=mill.jpg"],
    ),
    "a picture and its credit": (
        "![](mill.jpg)\nPhoto: Jo Park",
        ["figure:  | credit=Photo: Jo Park | source=mill.jpg"],
    ),
    "a picture, its credit and another caption": (
        "![](mill.jpg)\nPhoto: Jo Park\nThe old mill.",
        ["figure:  | credit=Photo: Jo Park | source=mill.jpg", "figure: The old mill."],
    ),
    "a picture and two captions": (
        "![](mill.jpg)\nThe old mill.\nThe new mill.",
        ["figure: The old mill. | source=mill.jpg", "figure: The new mill."],
    ),
    "two pictures": ("![](a.jpg)\n![](b.jpg)", ["figure:  | source=a.jpg", "figure:  | source=b.jpg"]),
    "a picture that a transcript names": (
        "[Illustration: The old mill]\n[Photo: The new mill]",
        ["figure: [Illustration: The old mill]", "figure: [Photo: The new mill]"],
    ),
    "a link around a picture with a title": (
        '[![a](mill.jpg "The mill")](https://a.example/b)',
        ["figure: [The mill](https://a.example/b) | source=mill.jpg | alt=a"],
    ),
}


@pytest.mark.parametrize(("lines", "outlines"), FIGURES.values(), ids=FIGURES)
def test_figures(lines: str, outlines: list[str]) -> None:
    parts = parts_of("\n".join(f"caption| {line}" for line in lines.split("\n")))
    build = builder()
    nodes = figures(build, parts)
    assert drawn(nodes).splitlines() == [line.rstrip() for line in outlines]
    assert build.problems == []
    spans = [span for node in nodes if node.origin for span in node.origin.spans]
    assert [lines[span.start : span.end] for span in spans][: len(parts)]
    assert "".join(lines[span.start : span.end] for span in spans) == lines.replace("\n", "")


@pytest.mark.parametrize(
    "text",
    [
        "[![a](mill.jpg)](https://a.example/b)",
        '[![a](mill.jpg "The mill")](mill.html)',
        '[![a](mill.jpg "See https://c.example/d")](https://a.example/b)',
    ],
)
def test_a_picture_that_no_longer_leads_somewhere_is_reported(text: str) -> None:
    build = builder()
    figures(build, parts_of(f"caption| {text}"))
    target = "mill.html" if "mill.html" in text else "https://a.example/b"
    assert [(problem.kind, problem.line, problem.message) for problem in build.problems] == [
        ("unsupported", 1, f"the picture mill.jpg no longer leads to {target}")
    ]


def test_the_origin_of_a_figure_is_that_of_its_first_part() -> None:
    parts = parts_of("caption| ![](mill.jpg)\ncaption| The old mill.")
    parts[1] = parts[1]._replace(decision=parts[1].decision._replace(confidence=0.5))
    (figure,) = figures(builder(), parts)
    assert figure.origin is not None
    assert (figure.origin.rule, figure.origin.confidence) == ("caption", 1.0)
