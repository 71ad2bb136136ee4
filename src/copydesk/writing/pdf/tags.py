"""Adds tags and metadata that WeasyPrint leaves out, before the PDF is written.

Sources of the rules: ISO 32000-1, 14.8.4 (Note and Reference), ISO 14289-1, 5 and 7.9 (PDF/UA), ISO 19005-2, 6.6.2.3
(PDF/A's metadata).
"""

from __future__ import annotations

from typing import Any

UA = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1" />\
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" \
rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
"""The XMP metadata that declares PDF/UA-1 in a PDF/A, with the schema description that PDF/A requires."""


def finish(document: Any, pdf: Any) -> None:
    """WeasyPrint's ``finisher`` for any PDF: notes become Notes, each with an ID, and links to them References."""
    notes = 0
    for element in pdf.objects:
        if not isinstance(element, dict):
            continue
        if element.get("S") == "/Part" and _object(element["P"], pdf)["S"] == "/Note":
            element["S"] = "/NonStruct"  # a box that WeasyPrint made itself
        elif element.get("S") == "/Part":
            notes += 1
            element["S"] = "/Note"
            element["ID"] = f"(note {notes})"
        elif element.get("S") == "/Link" and _refers(element, pdf):
            raised = _object(element["P"], pdf)
            if raised["S"] == "/NonStruct":
                raised["S"] = "/Reference"


def finish_archive(document: Any, pdf: Any) -> None:
    """The ``finisher`` for a PDF/A, which also declares PDF/UA-1."""
    finish(document, pdf)
    metadata = _object(pdf.catalog["Metadata"], pdf)
    metadata.stream = [part.replace(b"</rdf:RDF>", UA + b"</rdf:RDF>") for part in metadata.stream]


def _refers(link: Any, pdf: Any) -> bool:
    """Whether a Link leads to a note."""
    for kid in link["K"]:
        annotation = _object(_object(kid, pdf)["Obj"], pdf) if isinstance(kid, bytes) else {}
        if "Dest" in annotation:
            return bool(annotation["Dest"].string.startswith("note-"))
    return False


def _object(reference: bytes, pdf: Any) -> Any:
    return pdf.objects[int(reference.split()[0])]
