"""Which parts of an article open a speech, which continue one, and which are asides between speeches."""

from __future__ import annotations

import pytest

from copydesk.reading.text.parts import Part
from copydesk.reading.text.parts.speeches import with_speeches
from copydesk.reading.text.roles.features import SPEAKER_NAME
from tests.parts import ENGLISH, parts_of

ROLES = {
    "p": "paragraph",
    "h": "heading",
    "q": "quotation",
    "i": "list_item",
    "v": "verse_line",
    "t": "headline",
    "r": "rights",
    "c": "caption",
}


def parts_in(rows: str) -> list[Part]:
    """``p Marta: Why?; N Olaf`` -> parts with the roles of their letters; ``N`` and ``H`` are a paragraph and a heading
    that are the name of a speaker, ``o`` a paragraph that opens as a contact does. ``,`` before the letter says that no
    blank line stands above, ``>`` behind it that the part is quoted."""
    text = ""
    for row in rows.split("; "):
        letter, words = row.lstrip(",").split(" ", 1)
        role = ROLES.get(letter[0], "heading" if letter[0] == "H" else "paragraph")
        text += ("\n" if row[0] == "," else "\n\n") + f"{role}| " + "> " * (len(letter) - 1) + words
    parts = parts_of(text.strip("\n"))
    names = {"N": SPEAKER_NAME, "H": SPEAKER_NAME, "o": "opens_as_contact"}
    marked = []
    for row, part in zip(rows.split("; "), parts, strict=True):
        findings = part.decision.findings._replace(names=(names.get(row.lstrip(",")[0], "capitals"),))
        marked.append(part._replace(decision=part.decision._replace(findings=findings)))
    return marked


def drawn(parts: list[Part]) -> str:
    """For each part ``S`` and the speaker's name if it opens a speech, ``+`` and its role's letter if it continues one,
    else the letter."""
    letters = {role: letter for letter, role in ROLES.items()}
    return "; ".join(
        f"S {part.piece.text[: part.speaker]}"
        if part.speaker is not None
        else "+" * part.is_spoken + letters[part.decision.role]
        for part in parts
    )


TALK = "p Marta: Why?; p Olaf: No.; p Marta: When?; p Olaf: Now."
ANSWERED = TALK[15:]  # from the first answer on
REST = "S Olaf:; S Marta:; S Olaf:"
FOUR = f"S Marta:; {REST}"
ABOVE = "N MARTA; p Why?; N OLAF; p No.; N MARTA; p When?"
THREE = "S MARTA; +p; S OLAF; +p; S MARTA; +p"
CASES = {
    "no names": ("p It rained.; p It stopped.", "p; p"),
    "names before the words": (TALK, FOUR),
    "names above the words": (ABOVE, THREE),
    "headings above the words": (ABOVE.replace("N", "H"), THREE),
    "a name of another role": (ABOVE.replace("N MARTA; p When", "r MARTA; p When"), "S MARTA; +p; S OLAF; +p; r; p"),
    # what may open a speech
    "in roles of words": (
        "h Marta: Why?; q Olaf: No.; i Marta: When?; v Olaf: Now.",
        FOUR,
    ),
    "in a role of none": (TALK.replace("p Olaf: Now", "c Olaf: Now"), "S Marta:; S Olaf:; S Marta:; c"),
    "quoted": (TALK.replace("p Olaf: Now", "p> Olaf: Now"), "S Marta:; S Olaf:; S Marta:; p"),
    "a word that opens contacts": (TALK.replace("p Olaf: Now", "o Olaf: Now"), "S Marta:; S Olaf:; S Marta:; p"),
    "a headline with a letter": ("t Q: Why?; p A: No.; p Q: When?; p A: Now.", "S Q:; S A:; S Q:; S A:"),
    "a headline with a name in capitals": (
        "t MARTA: Why?; p OLAF: No.; p MARTA: When?; p OLAF: Now.",
        "S MARTA:; S OLAF:; S MARTA:; S OLAF:",
    ),
    "a headline with a name": (TALK.replace("p", "t", 1), "t; S Olaf:; S Marta:; S Olaf:"),
    "a headline with a letter and a stop": (
        "t Q. Why?; p A. No.; p Q. When?; p A. Now.; p Q. How?; p A. So.; p Q. Who?",
        "t; S A.; S Q.; S A.; S Q.; S A.; S Q.",
    ),
    "a headline below others": (
        "h Rain; t Q: Why?; p A: No.; p Q: When?; p A: Now.",
        "h; t; S A:; S Q:; S A:",
    ),
    "a caption with a letter": ("c Q: Why?; p A: No.; p Q: When?; p A: Now.", "c; S A:; S Q:; S A:"),
    # names above the words
    "a name above a name": ("N OLAF; " + ABOVE, "p; " + THREE),
    "a name above a heading that ends a sentence": (ABOVE.replace("p When?", "h When?"), THREE),
    "a name above a heading": (ABOVE.replace("p When?", "h When"), "S MARTA; +p; S OLAF; +p; p; h"),
    "a name above a caption": (ABOVE.replace("p When?", "c When?"), "S MARTA; +p; S OLAF; +p; p; c"),
    "one name above all": (ABOVE.replace("OLAF", "MARTA"), "p; p; p; p; p; p"),
    "a single name": ("N MARTA; p Why?", "p; p"),
    "one name with a colon and without": ("N MARTA; p Why?; N Marta:; p When?", "p; p; p; p"),
    "names that do not alternate": (
        "N MARTA; p Why?; N MARTA; p No.; N MARTA; p When?; N OLAF; p So?",
        "p; p; p; p; p; p; p; p",
    ),
    "names that are words of the text": (
        "N Rain; p Why did rain fall?; N Wind; p The wind.; N Rain; p When?",
        "p; p; p; p; p; p",
    ),
    "what is said is no conversation": (
        "N MARTA; p It rained.; N OLAF; p It did.; N MARTA; p It fell.",
        "p; p; p; p; p; p",
    ),
    "names with times": (
        "N 0:01 Marta; p It rained.; N Olaf; p It did.; N Marta; p It fell.",
        "S 0:01 Marta; +p; S Olaf; +p; S Marta; +p",
    ),
    "a name with a full stop and a colon": (ABOVE.replace("N MARTA; p When", "N MARTA. :; p When"),
                                            "S MARTA; +p; S OLAF; +p; S MARTA. :; +p"),
    # what continues a speech
    "paragraphs between speeches": (f"p Marta: Why?; p And so.; {ANSWERED}", f"S Marta:; +p; {REST}"),
    "two paragraphs": ("p Marta: Why?; p And so.; p Or no.; " + ANSWERED, f"S Marta:; +p; +p; {REST}"),
    "a paragraph below all": (f"{TALK}; p And so.", f"{FOUR}; p"),
    "a quotation between": (f"p Marta: Why?; q And so.; {ANSWERED}", f"S Marta:; q; {REST}"),
    "what is quoted": (f"p Marta: Why?; p> And so.; {ANSWERED}", f"S Marta:; p; {REST}"),
    "what stands below what ends a speech": (
        f"p Marta: Why?; q And so.; p Or no.; {ANSWERED}", "S Marta:; q; p; S Olaf:; S Marta:; S Olaf:",
    ),
    "an aside": (f"p Marta: Why?; p (Laughter.); {ANSWERED}", f"S Marta:; p; {REST}"),
    "an aside that seems to be a heading": (
        f"p Marta: Why?; h (Laughter); {ANSWERED}", f"S Marta:; p; {REST}",
    ),
    "a heading between": (f"p Marta: Why?; h Laughter; {ANSWERED}", f"S Marta:; h; {REST}"),
    "a question as a heading between": (f"p Marta: Why?; h So?; {ANSWERED}", f"S Marta:; h; {REST}"),
    "a heading in brackets above all": (f"h (Laughter); {TALK}", f"h; {FOUR}"),
    "a heading in brackets below all": (f"{TALK}; h (Laughter)", f"{FOUR}; h"),
    "a caption in brackets": (f"p Marta: Why?; c (Laughter); {ANSWERED}", "S Marta:; c; S Olaf:; S Marta:; S Olaf:"),
    # transcripts
    "as many paragraphs as speeches": (
        "p Marta: Why?; p a; p b; p c; p Olaf: No.; p Marta: When?; p Olaf: Now.",
        "S Marta:; +p; +p; +p; S Olaf:; S Marta:; S Olaf:",
    ),
    "most are no speeches": (
        "p Marta: Why?; p a; p b; p c; p d; p e; p f; p Olaf: No.; p Marta: When?; p Olaf: Now.",
        "S Marta:; p; p; p; p; p; p; S Olaf:; S Marta:; S Olaf:",
    ),
    "half are speeches": (
        "p Marta: Why?; p a; p b; p c; p d; p e; p Olaf: No.; p Marta: When?; p Olaf: Now.",
        "S Marta:; +p; +p; +p; +p; +p; S Olaf:; S Marta:; S Olaf:",
    ),
    "names only are no speeches to count": (
        "N MARTA; p Why?; p a; p b; N OLAF; p No.; p a; p b; N MARTA; p When?",
        "S MARTA; +p; +p; +p; S OLAF; +p; +p; +p; S MARTA; +p",
    ),
    "times before names that do not alternate": (
        "p 0:01 Marta: a.; p And.; p 0:02 Marta: b.; p 0:03 Marta: c.; p 0:04 Olaf: d.",
        "S 0:01 Marta:; +p; S 0:02 Marta:; S 0:03 Marta:; S 0:04 Olaf:",
    ),
    "a time before one of the names": (
        "N 0:01 Marta; p a.; N Marta; p b.; p c.; N Marta; p d.; N Olaf; p e.",
        "S 0:01 Marta; +p; S Marta; +p; p; S Marta; +p; S Olaf; +p",
    ),
    "a single speaker": (
        "p 0:01 Marta: Why?; p And.; p 0:02 Marta: When?; p 0:03 Marta: Who?",
        "S 0:01 Marta:; p; S 0:02 Marta:; S 0:03 Marta:",
    ),
    "names that come once": ("N MARTA; p Why?; p And.; N OLAF; p No?", "S MARTA; +p; p; S OLAF; +p"),
    # what is said below a name
    "an item below a name": (ABOVE.replace("p No.", "i No."), THREE),
    "an item with a mark below a name": (ABOVE.replace("p No.", "i * No."), "S MARTA; +p; S OLAF; +i; S MARTA; +p"),
    "a quotation below a name": (ABOVE.replace("p No.", "q No."), THREE),
    "a line of verse below a name": (ABOVE.replace("p No.", "v No."), "S MARTA; +p; S OLAF; +v; S MARTA; +p"),
    "further lines of verse": (
        ABOVE.replace("p No.", "v No.; ,v No.; v And so."),
        "S MARTA; +p; S OLAF; +v; +v; v; S MARTA; +p",
    ),
    "further items": (
        ABOVE.replace("p No.", "i * No.; ,i * No.; ,v So."),
        "S MARTA; +p; S OLAF; +i; +i; +v; S MARTA; +p",
    ),
    "a further line at the end": (ABOVE + "; ,p So.", THREE + "; +p"),
    "a further paragraph at the end": (ABOVE + "; p So.", THREE + "; p"),
    "a further line where no blank lines separate speeches": (
        "p Marta: Why?; ,p Olaf: No.; ,p Marta: When?; ,p Olaf: Now.; ,p So.", f"{FOUR}; p",
    ),
    "a cue alone of one who has a colon elsewhere": (
        "p MARTA: Why?; p OLAF: No.; p MARTA: When?; h OLAF; ,h (slowly); ,p Now.; p So.",
        "S MARTA:; S OLAF:; S MARTA:; S OLAF; +p; +p; p",
    ),
    "a cue alone above a gap": (
        "p MARTA: Why?; p OLAF: No.; p MARTA: When?; h OLAF; p Now.",
        "S MARTA:; S OLAF:; S MARTA:; h; p",
    ),
    "a question without a name below an answer": (
        f"{TALK}; p Ever?; p Never.; {TALK}", f"{FOUR}; p; p; {FOUR}",
    ),
    "a question without a name below a question": (
        f"p Marta: Why?; p Ever?; {ANSWERED}", f"S Marta:; +p; {REST}",
    ),
    "a further line of what is no speech": ("v No.; ,v No.; " + ABOVE, "v; v; " + THREE),
    "a message": (
        "p 0:01 Marta: Why.; p And.; p 0:02 Olaf: No.; p 0:03 Jo Park left.; p 0:04 Marta: So.",
        "S 0:01 Marta:; +p; S 0:02 Olaf:; p; S 0:04 Marta:",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), CASES.values(), ids=CASES)
def test_speeches(rows: str, expected: str) -> None:
    corrected = with_speeches(parts_in(rows), ENGLISH)
    assert drawn(corrected) == expected
    assert {part.decision.role for part in corrected if part.speaker is not None} <= {"paragraph"}


@pytest.mark.parametrize(("confidence", "expected"), [(0.5, 0.9), (0.95, 0.95)])
def test_a_speech_is_sure(confidence: float, expected: float) -> None:
    parts = [
        part._replace(decision=part.decision._replace(confidence=confidence, second="heading"))
        for part in parts_in(TALK)
    ]
    first, *_ = with_speeches(parts, ENGLISH)
    decision = first.decision
    assert (decision.confidence, decision.second) == (expected, None)
    assert decision.reasons == ("it tells who speaks, as others do",)
