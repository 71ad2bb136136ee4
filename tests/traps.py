"""A file of each form that copydesk reads, full of references to files and addresses that must not be followed."""

from __future__ import annotations

import io
import json
from xml.sax.saxutils import escape, quoteattr

from PIL import Image, ImageDraw

from copydesk.tree import Article, Figure, Link, Metadata, Paragraph, Source
from tests import pdf_files
from tests.mails import attached, mail, mailbox, multipart, outlook, part, signed
from tests.office import docx, epub, line, odt, p, packed, pptx, rows, shape, xlsx
from tests.test_wrong_files import flat
from tests.trees import paragraph, words

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
        **slides_and_sheets(ways, name, url),
        **markup(ways, name, url),
        **xml(ways, name, url),
        **recognised(ways, name, url),
        "letter.eml": mail(text),
        "letters.mbox": mailbox(mail(text)),
        "page.eml": multipart(
            part("".join(f"<p>{way}</p>" for way in ways), "text/html"),
            part("", f'message/external-body; access-type=local-file; name="{name}"'),
            attached(b"\x89PNG", name, "image/png"),
        ),
        "outlook.msg": outlook({"0037": "Harbour", "1000": text}),
        "sealed.p7m": signed(mail(text)),
        "saved.mhtml": _saved(ways, name, url),
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


def slides_and_sheets(ways: list[str], name: str, url: str) -> dict[str, bytes]:
    """The same as presentations and workbooks."""
    picture = f'<p:pic><p:blipFill><a:blip r:link="rId9"/></p:blipFill></p:pic><p:oleObj progId="{escape(name)}"/>'
    cells = tuple((way, f'=WEBSERVICE("{url}")', f"='file://[{name}]A'!A1") for way in ways)
    return {
        "slides.pptx": pptx(shape("title", line("Harbour")) + shape("body", *map(line, ways)) + picture),
        "sheet.xlsx": xlsx({"Harbour": rows(("It says", "so", "here"), *cells)}),
    }


def markup(ways: list[str], name: str, url: str) -> dict[str, bytes]:
    """The same in languages of plain text, which have words for a file to be included."""
    texts = {
        "paper.typ": f'= Harbour\n\nIt says so: #image("{name}") #link("{url}/a")[b]\n',
        "paper.dj": f"# Harbour\n\nIt says so: ![a pier]({name}) ![b]({url}/a.png)\n\n``` =html\n<img src='{name}'>",
        "paper.textile": f'h1. Harbour\n\nIt says so: !{name}! !{url}/a.png! "b":{url}/c\n',
        "paper.wiki": f"= Harbour =\n\nIt says so: [[File:{name}]] {{{{{name}}}}} {{{{:{url}/page}}}} [{url}/a b]\n",
        "paper.dokuwiki": f"====== Harbour ======\n\nIt says so: {{{{{name}}}}} {{{{{url}/a.png}}}} {{{{rss>{url}}}}}",
        "paper.creole": f"= Harbour\n\nIt says so: {{{{{name}|pier}}}} {{{{{url}/a.png|b}}}}\n",
        "paper.muse": f'* Harbour\n\nIt says so: [[{name}]] [[{url}/a.png][b]]\n\n<include file="{name}">\n',
        "paper.pod": f"=head1 Harbour\n\nIt says so: L<{url}/a> L<{name}>\n\n=for html <img src='{name}'>\n\n=cut\n",
        "paper.mdoc": f".Dd May 1, 2020\n.Dt HARBOUR 1\n.Os\n.Sh NAME\n.Nm harbour\n.Nd it says so\n.so {name}\n",
        "paper.t2t": f"Harbour\nAna Ruiz\n2020\n\n%!include: {name}\n%!style: {url}/a\n\nIt says so: [{name}.png]",
    }
    lines = "\n\n".join(way for way in ways if "\n" not in way and not way.startswith(("#", "@", "%", "=", "<", ".")))
    tame = ("paper.typ", "paper.pod", "paper.mdoc")  # whose readers take no text as it comes
    return {file: (text if file in tame else f"{text}\n{lines}\n").encode() for file, text in texts.items()}


def xml(ways: list[str], name: str, url: str) -> dict[str, bytes]:
    """The same in vocabularies of XML, with entities, inclusions and style sheets outside the file."""
    says = [escape(way) for way in ways]
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{name}" parse="text"/>'

    def document(root: str, body: str, given: str = "") -> bytes:
        return (
            f'<?xml version="1.0"?><?xml-stylesheet href="{url}/a.xsl"?><!DOCTYPE {root} SYSTEM "{url}/{root}.dtd">'
            f"<{root} {given}>{body}</{root}>"
        ).encode()

    def paragraphs(tag: str) -> str:
        return "".join(f"<{tag}>{way}</{tag}>" for way in says)

    link = 'xmlns:l="http://www.w3.org/1999/xlink"'
    outlines = "".join(f"<outline text={quoteattr(way)} url='{url}/a' type='include'/>" for way in ways)
    return {
        "wire.nitf": document(
            "nitf",
            f"<body><body.head><hedline><hl1>Harbour</hl1></hedline></body.head><body.content><block>"
            f'<media media-type="image"><media-reference source="{name}"/><media-caption>A pier</media-caption></media>'
            f"{paragraphs('p')}{include}</block></body.content></body>",
        ),
        "edition.tei": document(
            "TEI",
            f'<text><body><head>Harbour</head><figure><graphic url="{name}"/><head>A pier</head></figure>'
            f'<ptr target="{url}/a"/>{paragraphs("p")}{include}</body></text>',
            'xmlns="http://www.tei-c.org/ns/1.0"',
        ),
        "paper.dbk": document(
            "article",
            f'<title>Harbour</title><mediaobject><imageobject><imagedata fileref="{name}"/></imageobject></mediaobject>'
            f'<programlisting><textobject><textdata fileref="{name}"/></textobject></programlisting>'
            f"{paragraphs('para')}{include}",
        ),
        "paper.jats": document(
            "article",
            f'<front/><body><sec><title>Harbour</title><fig><graphic l:href="{name}"/></fig><media l:href="{url}/a"/>'
            f"{paragraphs('p')}</sec></body>",
            link,
        ),
        "film.srt": b'1\n00:00:01,000 --> 00:00:04,500\n<font face="file:///etc/passwd">It rained.</font>\n',
        "list.opml": document("opml", f"<body><outline text='Harbour'>{outlines}</outline></body>", 'version="2.0"'),
        "scan.xml": document(
            "PcGts",
            f'<Page imageFilename="{name}"><AlternativeImage filename="{url}/a.png"/><TextRegion id="r">'
            + "".join(f"<TextLine><TextEquiv><Unicode>{way}</Unicode></TextEquiv></TextLine>" for way in says)
            + f"</TextRegion></Page>{include}",
            'xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"',
        ),
        "notebook.ipynb": json.dumps(
            {
                "nbformat": 4,
                "nbformat_minor": 5,
                "metadata": {"kernelspec": {"language": "python", "name": name}},
                "cells": [
                    {"cell_type": "markdown", "metadata": {}, "source": [f"# Harbour\n\n![a pier]({name})\n"]},
                    {"cell_type": "code", "metadata": {}, "source": [f"%run {name}\n!touch owned"], "outputs": []},
                    {"cell_type": "markdown", "metadata": {}, "source": ["\n\n".join(ways)]},
                ],
            }
        ).encode(),
    }


def recognised(ways: list[str], name: str, url: str) -> dict[str, bytes]:
    """The same as recognised pages: a table of Tesseract, an archive with a METS, and a picture of the words."""
    columns = "level page_num block_num par_num line_num word_num left top width height conf text".replace(" ", "\t")
    words_of = [word for way in ways for word in way.split()]
    table = "".join(f"5\t1\t1\t1\t{at}\t1\t10\t{at * 20}\t90\t15\t90\t{word}\n" for at, word in enumerate(words_of, 1))
    located = "".join(
        f'<m:file ID="f{at}"><m:FLocat l:href="{target}"/></m:file>'
        for at, target in enumerate((f"file://{name}", f"{url}/a.xml", "../bait", "page.xml"))
    )
    pointers = "".join(f'<m:div><m:fptr FILEID="f{at}"/></m:div>' for at in range(4))
    mets = (
        f'<m:mets xmlns:m="http://www.loc.gov/METS/" xmlns:l="http://www.w3.org/1999/xlink"><m:fileSec><m:fileGrp>{located}'
        f'</m:fileGrp></m:fileSec><m:structMap TYPE="PHYSICAL"><m:div>{pointers}</m:div></m:structMap></m:mets>'
    )
    drawn = Image.new("L", (900, 160), 255)
    for at, text in enumerate(("It says so here, and nobody may read it:", name[-40:], f"{url}/report")):
        ImageDraw.Draw(drawn).text((20, 20 + 40 * at), text, fill=0, font_size=26)
    stored = io.BytesIO()
    drawn.save(stored, "PNG")
    return {
        "table.tsv": f"{columns}\n{table}".encode(),
        "issue.zip": packed(
            {"issue.xml": mets, "page.xml": _alto(name, url, ways), "../bait": b"Nobody may read this."}
        ),
        "picture.png": stored.getvalue(),
    }


def doubtful(files: dict[str, bytes], name: str, url: str) -> dict[str, bytes]:
    """Files that may be refused: typst that reads others, and each of these that is XML, with entities."""
    entities = f'[<!ENTITY % f SYSTEM "{url}/f.dtd"> %f; <!ENTITY e SYSTEM "file://{name}">]>'.encode()
    results = {f"{number}.typ": f'= Harbour\n\nIt says so. #{word}("{name}")\n'.encode()
               for number, word in enumerate(("include ", "read", "csv", "json", "bibliography", "image"))}  # fmt: skip
    for file, data in files.items():
        opening, declared, rest = data.partition(b'.dtd">')
        if declared and b"]>" not in opening:
            body, closing, end = rest.rpartition(b"</")
            results[file] = opening + b'.dtd" ' + entities + body.replace(b"</p", b"&e;</p") + closing + end
    return results


def _saved(ways: list[str], name: str, url: str) -> bytes:
    """A page that a browser saved, some of whose parts are elsewhere."""
    header = f"From: <Saved by Blink>\nSnapshot-Content-Location: {url}/page\nSubject: Harbour\nMIME-Version: 1.0\n"
    located = f"Content-Location: file://{name}\n"
    return multipart(
        part(page(ways, name, url), "text/html", more=f"Content-Location: {url}/page\n"),
        part("body { color: red }", "text/css", more=located),
        part("", f'message/external-body; access-type=URL; URL="{url}/b"'),
        kind='related; type="text/html"',
        header=header,
    )
