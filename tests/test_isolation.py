"""Files and addresses named in an article are never fetched, opened or run, whatever the input and output format."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest

from copydesk import writing
from copydesk.tree import Article, Figure, Link, Metadata, Paragraph, Source
from tests import pdf_files
from tests.mails import attached, mail, mailbox, multipart, part
from tests.office import docx, epub, odt, p
from tests.test_wrong_files import flat
from tests.tools import IN_ONE_PROCESS, PATIENCE, order, require
from tests.trees import PICTURE, paragraph, words

WAYS = (
    "{name}",
    "{url}",
    "file://{name}",
    "[a report](file://{name}) and [another]({url}/report)",
    "![A pier]({name}) ![a boat](bait.png) ![a gull]({url}/gull.png)",
    '<img src="{url}/a.png"> <img src="{name}"> <script src="{url}/a.js"></script> <iframe src="{name}"></iframe>',
    '<link rel="stylesheet" href="{url}/a.css"> <link rel="attachment" href="file://{name}"> <object data="{name}">',
    "@import url({url}/a.css); @font-face {{ font-family: Bait; src: url(file://{name}) }}",
    '<!DOCTYPE a [<!ENTITY e SYSTEM "file://{name}"><!ENTITY % f SYSTEM "{url}/f.dtd"> %f;]> &e;',
    '<xi:include href="{name}" parse="text"/> <?xml-stylesheet href="{url}/a.xsl"?>',
    ".. include:: {name}",
    ".. figure:: {name}",
    ".. raw:: html\n   :file: {name}",
    ".. csv-table:: Ferries\n   :url: {url}/a.csv",
    "\\input{{{name}}} \\include{{bait}} \\includegraphics{{bait.png}} \\openin5={name} \\write18{{touch owned}}",
    '#include "{name}" #read("{name}") #image("bait.png")',
    "include::{name}[] image::{url}/a.png[]",
    "{{{{{name}}}}} [[File:bait.png]] {{{{:{url}/page}}}}",
    ".so {name}\n.PSPIC {name}\n.sy touch owned",
    "@include {name}\n@image{{bait}}",
    "$(touch owned) `touch owned` | touch owned; ={url}",
    "Photo: {name}",
    "[1]: {name}\n[2]: {url}/note",
)
"""Ways to name a file or an address, in the languages that documents are written in."""

EVERY = " ".join(known.name for known in writing.formats())
LOOKS = (
    (EVERY, "-j 1 --archive --embed-fonts --typography"),
    *(("markdown docx", f"-j 1 --flavour {flavour} --style magazine") for flavour in writing.FLAVOURS),
)
"""The output formats, and the options."""

CALLS = "open,openat,creat,execve,socket,connect,sendto"


@pytest.fixture(scope="module")
def strace() -> list[str]:
    """How strace is called, but for the file that it writes and the command that it watches.

    Skips where it is missing or may not look at a process, as in some containers.
    """
    command = [require("strace"), "-f", "--seccomp-bpf", "-qq", "-s", "400", "-e", f"trace={CALLS}", "-o"]
    tried = subprocess.run([*command, "/dev/null", "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"strace may not look at a process here: {tried.stderr.strip()}")
    return command


def trap(name: str, url: str) -> dict[str, bytes]:
    """The same article as a file of each input format, full of references that must not be followed."""
    ways = [way.format(name=name, url=url) for way in WAYS]
    text = "Harbour opens\n\nBy Ana Ruiz\n\n" + "".join(f"It says so here: {way}\n\n{way}\n\n" for way in ways)
    article = Article(
        lang="en",
        body=(
            *map(paragraph, " ".join(ways).splitlines()),
            *(
                Figure(words("A pier"), source=source, alt="pier")
                for source in (name, f"file://{name}", url, "bait.png")
            ),
            Paragraph((Link(words("here"), f"file://{name}"), Link(words("there"), f"{url}/x"))),
        ),
        metadata=Metadata(publisher=ways[6], description=ways[7]),
        source=Source(name=name),
    )
    front = f"---\ntitle: Harbour\nbibliography: {name}\ncss: {url}/a.css\ntemplate: {name}\ninclude-before: {name}\n"
    return {
        "text.txt": text.encode(),
        "light.md": f"{front}---\n\n{text}".encode(),
        "pandoc.md": f"{front}markup: pandoc\nlang: en\n---\n\n{text}".encode(),
        "tree.json": article.to_json(),
        "page.html": page(ways, name, url),
        "scan.alto": _alto(name, url, ways),
        "recognised.hocr": _hocr(name, url, ways),
        "page.pdf": _pdf(name, url, ways),
        **office(ways, name, url),
        "letter.eml": mail(text),
        "letters.mbox": mailbox(mail(text)),
        "page.eml": multipart(
            part("".join(f"<p>{way}</p>" for way in ways), "text/html"),
            part("", f'message/external-body; access-type=local-file; name="{name}"'),
            attached(b"\x89PNG", name, "image/png"),
        ),
    }


def office(ways: list[str], name: str, url: str) -> dict[str, bytes]:
    """The same as office documents and e-books, whose parts refer to what lies outside too."""
    relation = '<Relationship Id="{id}" TargetMode="External" Type="x/{kind}" Target="{target}"/>'
    links = "".join(
        relation.format(id=f"l{at}", kind=kind, target=target)
        for at, (kind, target) in enumerate(
            (kind, target) for kind in ("image", "attachedTemplate", "hyperlink") for target in (name, f"{url}/a.dotm")
        )
    )
    drawing = "".join(
        f'<w:r><w:drawing><wp:docPr descr="pier"/><a:blip r:link="l{at}"/></w:drawing></w:r>' for at in range(6)
    )
    field = f'<w:fldSimple w:instr="INCLUDETEXT {name}"><w:r><w:t>included</w:t></w:r></w:fldSimple>'
    words = [escape(way) for way in ways]
    body = "".join(map(p, ways)) + f"<w:p>{drawing}{field}</w:p>"
    text = "".join(f"<text:p>{way}</text:p>" for way in words)
    frames = "".join(
        f'<draw:frame><draw:image xmlns:l="http://www.w3.org/1999/xlink" l:href="{target}"/></draw:frame>'
        for target in (name, f"{url}/a.png", "../bait.png")
    )
    page = "".join(f"<p>{way}</p>" for way in words)
    pictures = f'<img src="{url}/a.png"/><img src="{name}"/><iframe src="{url}"/><script src="{url}/a.js"></script>'
    lines = "\n\n".join(ways)
    rich = lines.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}").replace("\n\n", "\\par ")
    return {
        "word.docx": docx(body, {"links": links}),
        "writer.odt": odt(f"<text:p>{frames}</text:p>{text}"),
        "book.epub": epub(f"<h1>Harbour</h1>{page}{pictures}"),
        "rich.rtf": f'{{\\rtf1 {{\\field{{\\*\\fldinst INCLUDEPICTURE "{name}"}}}} {rich}\\par}}'.encode(),
        "paper.tex": (
            "\\documentclass{article}\n\\begin{document}\n"
            f"It says so: \\input{{{name}}} \\include{{bait}} \\includegraphics{{{name}}} \\write18{{touch owned}}\n"
            "\\end{document}"
        ).encode(),
        "paper.rst": f"Harbour\n=======\n\nIt says so.\n\n.. figure:: {name}\n\n.. image:: {url}/a.png\n".encode(),
        "paper.org": f"#+title: Harbour\n#+include: {name}\n\nIt says so: [[file:{name}]]\n".encode(),
        "flat.fodt": flat(f"<text:p>{frames}</text:p>{text}"),
        "page.1": f".TH HARBOUR 1\n.SH NAME\n.so {name}\n.mso {name}\nIt says so.\n{lines}\n".encode(),
        "tale.fb2": f'<FictionBook xmlns:l="http://www.w3.org/1999/xlink"><body><section><image l:href="{name}"/>'
        f"{page}<table><tr><td>{words[0]}</td></tr></table></section></body></FictionBook>".encode(),
        "paper.adoc": f"= Harbour\n\nIt says so: image:{name}[] link:{url}/a[b]\n".encode(),
    }


def page(ways: list[str], name: str, url: str) -> bytes:
    """A web page that names the file and the address where pages name what browsers load."""
    head = (
        f'<base href="{url}/"><link rel="stylesheet" href="a.css"><script src="{url}/a.js"></script>'
        f'<meta http-equiv="refresh" content="0; url={url}/b"><style>@import url(file://{name});</style>'
        f'<script type="application/ld+json">{{"@context": "{url}/c", "@type": "Article", "url": "{url}/d"}}</script>'
    )
    return (
        f'<!DOCTYPE html SYSTEM "{url}/x.dtd" [<!ENTITY e SYSTEM "file://{name}">]><html><head>{head}</head><body>'
        + "".join(f"<p>It says so here, and the keeper of the harbour read it twice: {way} &e;</p>" for way in ways)
        + f'<figure><img src="{name}" srcset="{url}/g.png 2x"><figcaption>A pier</figcaption></figure></body></html>'
    ).encode()


def _pdf(name: str, url: str, ways: list[str]) -> bytes:
    """A PDF whose words, links, actions and embedded files name files and addresses."""
    lines = [line[:90] for way in ways for line in way.splitlines()]
    shown = "".join(
        pdf_files.column([line.encode("cp1252", "replace").decode("cp1252") for line in lines], 20, 20, 6, 8)
    )
    links = (pdf_files.Link((20, 400, 300, 560), f"{url}/link"), pdf_files.Link((20, 300, 300, 390), f"file://{name}"))
    opened = f"/OpenAction << /S /Launch /F ({name}) /Next << /S /URI /URI ({url}/open) >> >>"
    actions = f"/AA << /O << /S /GoToR /F ({name}) /D [0 /Fit] >> /C << /S /ImportData /F ({name}) >> >>"
    page = pdf_files.Page(shown, actions, links)
    return pdf_files.pdf(page, info=f"/Title ({name})", catalog=f"{opened} /URI << /Base ({url}) >>")


def _alto(name: str, url: str, ways: list[str]) -> bytes:
    """A page of a library, whose words and whose XML name files and addresses."""
    lines = "".join(f"<TextLine><String CONTENT={quoteattr(way)}/></TextLine>" for way in ways)
    return (
        f'<?xml-stylesheet href="{url}/a.xsl"?><!DOCTYPE alto SYSTEM "{url}/alto.dtd"><alto '
        f'xmlns:xi="http://www.w3.org/2001/XInclude" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="x {url}/alto.xsd"><xi:include href="{name}" parse="text"/><Description>'
        f"<sourceImageInformation><fileName>{name}</fileName></sourceImageInformation></Description>"
        f"<Layout><Page><TextBlock>{lines}</TextBlock></Page></Layout></alto>"
    ).encode()


def _hocr(name: str, url: str, ways: list[str]) -> bytes:
    """A recognised page, whose words and whose HTML name files and addresses."""
    lines = "".join(f"<p class='ocr_line'>{escape(way)}</p>" for way in ways)
    return (
        f'<!DOCTYPE html SYSTEM "{url}/html.dtd"><base href="{url}"><link rel="stylesheet" href="{url}/a.css">'
        f"<body class='ocr_page' title='image {name}'><img src='{name}'><script src='{url}/a.js'></script>{lines}"
    ).encode()


def run(strace: list[str], folder: Path) -> str:
    """The system calls of a process, and of those that it starts, that carries out the orders in this folder."""
    log, temporary = folder.parent / "log", folder.parent / "temporary"
    temporary.mkdir()
    subprocess.run(
        [*strace, str(log), sys.executable, "-c", IN_ONE_PROCESS],
        cwd=folder,
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore"},
        check=True,
        timeout=PATIENCE,
    )
    assert list(temporary.iterdir()) == []
    return log.read_text("utf-8", "backslashreplace")


ASKED = re.compile(r"bait|owned|(?<!socket\()AF_INET|connect\(")
"""A socket alone asks nobody: a library of trafilatura's makes one, to see whether this computer knows IPv6."""


def test_strace_shows_what_is_opened(strace: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "bait.txt").write_text("Anybody may read this.", "utf-8")
    order(folder, [("bait.txt", "json", "")])
    assert ASKED.search(run(strace, folder))


def test_nothing_that_an_article_names_is_opened_or_asked_for(strace: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("bait", "bait.png", "bait.tex", "bait.txt"):
        (folder / name).write_text("Nobody may read this.", "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        files = trap(str(folder / "bait"), f"http://127.0.0.1:{server.getsockname()[1]}")
        for name, data in files.items():
            (folder / name).write_bytes(data)
        number = order(folder, [(" ".join(files), *look) for look in LOOKS])
        log = run(strace, folder)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert len(list(folder.glob("made-*/*"))) == number
    assert [line for line in log.splitlines() if ASKED.search(line)] == []
    written = set(re.findall(r'"([^"]*)", [A-Z_|]*O_(?:WRONLY|RDWR|CREAT)', log))
    allowed = re.compile(
        rf"made-\d/|{re.escape(str(tmp_path))}/(temporary|articles/made-\d)/|/dev/null$|.*/fontconfig/"
    )
    assert any(name.startswith("made-") or "/made-" in name for name in written)
    assert [name for name in written if not allowed.match(name)] == []


def test_pictures_are_opened_only_below_the_folder_of_the_article(strace: list[str], tmp_path: Path) -> None:
    """On request. A link that leads out, an absolute path and an address are not opened; nor is what was named to tempt
    other programs."""
    folder = tmp_path / "articles"
    (folder / "below").mkdir(parents=True)
    (tmp_path / "bait.png").write_bytes(PICTURE.data)
    (folder / "below" / "good.png").write_bytes(PICTURE.data)
    (folder / "trap.png").symlink_to(tmp_path / "bait.png")
    (folder / "trap").symlink_to(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        outside = str(tmp_path / "bait.png")
        names = [outside, f"file://{outside}", f"{url}/a.png", "../bait.png", "%2e%2e/bait.png", "trap.png"]
        names += ["below/good.png", "trap/bait.png", "below/../../bait.png"]
        shown = "".join(f"![A pier]({name})\n\n" for name in names)
        (folder / "light.md").write_text(f"# Harbour\n\nIt says so here.\n\n{shown}", "utf-8")
        (folder / "text.txt").write_text(f"Harbour opens\n\nBy Ana Ruiz\n\nIt says so here.\n\n{shown}", "utf-8")
        pictures = tuple(Figure(words("A pier"), source=name) for name in names)
        (folder / "tree.json").write_bytes(Article(lang="en", body=(paragraph("Here."), *pictures)).to_json())
        images = "".join(
            f'<p>It says so here, twice and more.</p><figure><img src="{name}"></figure>' for name in names
        )
        (folder / "page.html").write_text(
            f"<html><body><article><h1>Pier</h1>{images}</article></body></html>", "utf-8"
        )
        order(folder, [("light.md text.txt tree.json page.html", "json html pdf", "-j 1 --pictures")])
        log = run(strace, folder)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert "below/good.png" in log
    asked = re.compile(rf"trap|{ASKED.pattern}")
    assert [line for line in log.splitlines() if asked.search(line)] == []
    for name in ("light", "text", "tree"):
        assert '"picture"' in (folder / "made-0" / f"{name}.json").read_text("utf-8")
