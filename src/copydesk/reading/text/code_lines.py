"""Which lines look like program text by themselves: certainly, perhaps, or not at all.

What could be a sentence, a verse, an item, a formula or a reference is program text at most perhaps: such lines count
only beside others that certainly are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

from copydesk.patterns import pattern
from copydesk.reading.text.indents import indent_of


class Likeness(IntEnum):
    """How much a line looks like program text."""

    NONE = 0
    MAYBE = 1
    CERTAIN = 2


_LONGEST = 240  # characters of a line of program text outside fences

_ANY_SIGN = re.compile(r"[{}()\[\]<>;=#\"$@*\\|&!+_]|--|->|::")
_NAME = r"[A-Za-z_$@][\w$]*(?:(?:\.|::|->)[A-Za-z_$][\w$]*)*"
_PLAIN = r"[^()]*"
_ARGUMENTS = rf"\({_PLAIN}(?:\({_PLAIN}(?:\({_PLAIN}\){_PLAIN})*\){_PLAIN})*\)"
_SIGNS = pattern(
    r"[{}\\]|[=!<>]=|\w=[\w\"]|= ?new "
    r"|\w_\w|\w\[|\b[A-Za-z_$]\w+\((?!(?:e?[sn]|ren|in|innen)\))|\[ |&&|\|\||->|::|!\w|\$[a-z_{(]"
    r"|[a-z_]\w+ [<>] | (?:<<|>>) |\(\*|&\w|\w \(\"\","
)
"""Signs that sentences do not have: not the brackets of *child(ren)*, nor the dashes and stars of emphasis."""

# ------------------------------------------------------------------------------------------------------ prompts

_UNITS = r"(?:(?:m|b|tr)i[lo]\w*|bn|mn|m|k|per|an?|each|thousands?)\b"  # behind the sign of the dollar
_PROMPT = re.compile(
    rf"\$ (?!{_UNITS})[a-z./~]\S*(?: .*)?|In \[\d+\]: .*|(?:PS )?[A-Z]:\\[\w\\ .-]*> ?\w.*"
    r"|[\w.-]+@[\w.-]+:[~/][^ ]*[$#] .*"
    r"|(?:mysql|sqlite|psql|postgres=#|irb(?:\(\w+\)[:\d]*)?|iex\(\d+\)|ghci|julia)> .*"
)
"""A line that somebody typed at the prompt of a shell or an interpreter."""

_COMMAND_NAMES = """
sudo apt apt-get brew dnf yum pip pip3 pipx npm npx yarn git docker kubectl cargo conda gem make cmake curl wget ssh scp
rsync chmod chown mkdir systemctl python python3 node java javac gcc bundle composer poetry terraform
"""
_COMMANDS = frozenset(_COMMAND_NAMES.split())
_COMMAND = pattern(r"(?!.*(?:\w[.,;:!?]$|, ))[a-z][\w-]*(?: +[\w./~@:=+,<>*|&'\"{}\[\]-]+)+")
_OPTION = pattern(r"\s--?[A-Za-z]|\s(?:\.{0,2}/|~)[\w./~-]+|\s[\w-]+/[\w-]+[/.]\w|[=@]|://|\s\.$")
_INSTALLED = pattern(r"(?:sudo )?(?:apt|apt-get|brew|dnf|yum|pip3?|pipx|npm|yarn|cargo|conda|gem) (?:-\S+ )*install .*")
_FILE = pattern(r"\b\w+\.[a-z]\w{0,4}\b")

# --------------------------------------------------------------------------------------- what is program text by itself

_HEADS = pattern(
    rf"(?:async +)?(?:def|function|fn|func|sub) +{_NAME}(?:\(.*| *\(.*\).*[:{{])"
    rf"|(?:class|interface|struct|enum) +{_NAME}(?:\(.*\) *:| .*\{{)"
    r"|#include *[<\"].*|#(?:define|ifdef|ifndef|pragma) +\w.*|#!/.*|#endif\b.*"
    rf"|from +{_NAME} +import +(?:\*|\(|\w+_[\w, ]+)|import +.* from +[\"'].*"
    rf"|(?:import|using|package) +{_NAME}(?:\.\*)?;|import +{_NAME}\.\w+"
    r"|(?:echo|puts|printf?) +[\"'$].*"
)
_ALIAS = pattern(rf"import +{_NAME} +as +\w{{2,3}}")
_IMPORTED = pattern(rf"from +{_NAME} +import +\w+(?:, \w+)*")
_OPENED = pattern(
    r"(?:(?:if|elif|elsif|while|for|with|switch|catch|foreach)\b.*(?:[:{)]|\bthen|\bdo)"
    r"|(?:return|yield|raise|throw|export|assert|await|const|let|var|val|static|public|private|final)\b(?! *=).*)"
)
_ENDED = pattern(r"[^;]*;|.*\{")
_DECLARED = pattern(
    r"(?:(?:const|static|unsigned|signed) +)*(?:int|char|float|double|bool|size_t|[a-z_]+\d*_t|__\w+) +[*\w\[\], ]+;"
)
_BRACED = pattern(r"[\w .(),:*&<>=-]+\{|\w+(?:\+\+|--);")

_MODIFIER = r"(?:const|let|var|val|int|char|float|double|bool|auto|string|String|static|final|local|export|my|our)"
_ASSIGNED = pattern(
    rf"(?P<type>{_MODIFIER} +)?(?P<name>{_NAME}(?:\[[^\]]*\])*)(?: *: *{_NAME})?"
    r" *(?P<sign>[-+*/|&]=|:=|=|<-) *(?P<value>[^=\s][^;]*)(?P<end>;?)"
)
_SETTING = pattern(r"(?:[\w.]+ +)?[A-Za-z_][\w.-]* *= *\S.*")
_CODED_NAME = pattern(r"\w_\w|[a-z]{2}[A-Z]|\w\.\w|\[|->|::|\$")
_CODED_VALUE = pattern(
    r"\"\"[,;)\]}]*|-?\d[\d_.]*|true|false|null|None|True|False|[\[{].*[\]},]|.*(?:\w\(|\$[a-z_{(]|\w_\w|\w\[).*"
)
_OPERATED = pattern(r".*[\w)] [-+*/%|&<>]{1,2} [\w(].*")
_CALL = pattern(rf"(?P<name>{_NAME})(?:<\w+>)? ?(?P<arguments>{_ARGUMENTS})(?:[.;{{]|\.\w+{_ARGUMENTS}|: *)*")
_PAIR = pattern(r"\"[\w $.-]+\": *(?:(?:\"[^\"]*\"|-?\d[\d.eE+-]*|true|false|null),?|[\[{].*)")
_TAG = r"</?(?P<tag>[A-Za-z][\w:-]*)(?: [^<>]*)?/?>"
_TAGGED = pattern(rf"{_TAG}.*|<!--.*|<!DOCTYPE .*|<\?\w.*")
_TAG_SIGNS = pattern(r"</\w|/>|<\w[\w:-]* [\w:-]+=|<[!?]")
_TEXT_NAMES = """
a abbr b big blockquote br center cite em font h1 h2 h3 h4 h5 h6 i p q small span strong sub sup u
"""
_TEXT_TAGS = frozenset(_TEXT_NAMES.split())
"""The elements that hold running text: a line with such an element may be a sentence."""

_QUERY = pattern(
    r"(?:SELECT +.*\bFROM +\w.*|INSERT INTO +\w+ *(?:\(|VALUES|SELECT).*|UPDATE +\w+ +SET +.*|DELETE FROM +\w+.*"
    r"|(?:CREATE|ALTER|DROP) (?:TABLE|INDEX|VIEW|DATABASE) +\w.*)"
)
_CLAUSE = pattern(r"(?:FROM|WHERE|GROUP BY|ORDER BY|VALUES|SET|(?:\w+ )?JOIN|LIMIT|AND|OR) +[a-z_*(\d].*")

# -------------------------------------------------------------------------------------- what may be something else

_KEYWORD = pattern(
    r"(?:pass|break|continue|return|fi|done|esac|endif|end)\b;?|(?:else|try|finally|do|begin) *[:{]"
    r"|(?:if|elif|while) (?:not )?[\w.]+:|@\w+(?:\(.*\))?|class +[A-Z]\w*:"
    rf"|(?:import|require|include|using|package) +{_NAME};?"
    r"|(?:return|yield|raise|throw|goto|del|delete|await|new|print|echo) +[\w.$*/%()\[\]\"' ,+-]+;?"
)
LOOP = pattern(rf"for {_NAME}(?:, *{_NAME})? in {_NAME}:")
_BRACKETS = pattern(r"[{}\[\]()]+[;,]?|[)}\]]+[;,)}\]]*.{0,20}")
SECTION = pattern(r"\[\[?[a-z0-9_.:\"-]+(?: \"[^\"]*\")?\]\]?")
COMMENT = pattern(r"(?://|#|--|;|/\*|\*/|\*) ?.*")

# ----------------------------------------------------------------------------------------------------- sentences

_RUNNING = re.compile(r"(?:\b[^\W\d_]{2,}[,’']? {1,3}(?:[aA] {1,3})?){3,}[^\W\d_]{2,}")
_SENTENCE = re.compile(r"[^\W\d_a-z][^\W\d_]* .*[.!?]")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_ITEM = pattern(r"(?:\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})[.)]|[\[{]\d{1,3}[\]}]|[*•·–—-]) ")


def is_running(line: str) -> bool:
    """Whether a line reads like running text: four words without a sign between them, or a short sentence."""
    return _reads(_without_quotes(line.strip()[:_LONGEST]))


def _reads(bare: str) -> bool:
    return _RUNNING.search(bare) is not None or _SENTENCE.fullmatch(bare) is not None


def _without_quotes(text: str) -> str:
    return _QUOTED.sub('""', text) if '"' in text or "'" in text else text


def likeness(line: str) -> Likeness:
    """How much a line looks like program text, whatever stands around it."""
    text = line.strip()
    if not text or len(text) > _LONGEST:
        return Likeness.NONE
    if is_typed(text) or _is_command(text):
        return Likeness.CERTAIN
    bare = _without_quotes(text)
    if text[0] == "<":
        return _of_element(text, bare)
    if text[:2] in ("//", "/*", "*/"):
        return Likeness.MAYBE
    if _reads(bare):
        return _of_running(text)
    if _is_of_words(text) or _ITEM.match(text):
        return Likeness.NONE
    if _is_certain(text, bare):
        return Likeness.CERTAIN
    return Likeness.MAYBE if _may_be(text, bare) else Likeness.NONE


def is_typed(text: str) -> bool:
    """Whether a line was typed at a prompt. Mail quotes sentences by the mark of Python's."""
    if text.startswith(">>> "):
        return likeness(text[4:]) is not Likeness.NONE or re.fullmatch(_NAME, text[4:]) is not None
    return _PROMPT.fullmatch(text) is not None


def _is_command(text: str) -> bool:
    """Whether a line calls a program that is known, with an option, a file or an address behind it."""
    if text.split(" ", 1)[0] not in _COMMANDS or not _COMMAND.fullmatch(text):
        return False
    if _OPTION.search(text) or _INSTALLED.fullmatch(text):
        return True
    return _FILE.search(text) is not None and not _reads(text)


def _of_element(text: str, bare: str) -> Likeness:
    """Of a line that opens with an element: one of running text may be a sentence, one alone the name of somebody."""
    match = _TAGGED.fullmatch(text)
    if match is None:
        return Likeness.NONE
    if _reads(bare) and not (text.endswith(">") and match["tag"] and match["tag"].lower() not in _TEXT_TAGS):
        return Likeness.CERTAIN if text.startswith(("<!", "<?")) else Likeness.NONE
    if _TAG_SIGNS.search(text):
        return Likeness.CERTAIN
    return Likeness.MAYBE if re.fullmatch(_TAG, text) else Likeness.NONE


def _of_running(text: str) -> Likeness:
    """Of a line that reads like a sentence: its first word must be one that such a line of a program opens with."""
    first = text.split(" ", 1)[0]
    if first not in ("for", "from", "import") and not first.isupper():
        return Likeness.NONE
    if (_QUERY.fullmatch(text) and not text.isupper()) or _ALIAS.fullmatch(text):
        return Likeness.CERTAIN
    return Likeness.MAYBE if any(form.fullmatch(text) for form in (LOOP, _IMPORTED, _CLAUSE)) else Likeness.NONE


def _is_of_words(text: str) -> bool:
    """Whether a line has none of the signs of programs and opens with no word that is all in small letters or in
    capitals, as the others of their lines do: most short lines of articles."""
    first = text.split(None, 1)[0]
    return not (first.islower() or first.isupper() or _ANY_SIGN.search(text) or " JOIN " in text)


def _is_certain(text: str, bare: str) -> bool:
    if _HEADS.fullmatch(text) or _PAIR.fullmatch(text) or _DECLARED.fullmatch(text):
        return True
    if _QUERY.fullmatch(text):
        return not text.isupper() or ";" in text or "*" in text
    if not bare.isascii():
        return False
    if _BRACED.fullmatch(bare):
        return True
    if _SIGNS.search(bare) and (_ENDED.fullmatch(bare) or _OPENED.fullmatch(bare)) and not _ASSIGNED.fullmatch(bare):
        return True
    call = _CALL.fullmatch(bare)
    if call:
        return call["arguments"] == "()" or '"' in call["arguments"] or _CODED_NAME.search(call["name"]) is not None
    return _is_assigned(bare)


def _is_assigned(bare: str) -> bool:
    """Whether a value is given to a name, neither of which could be a word of a formula or of a key to signs."""
    match = _ASSIGNED.fullmatch(bare)
    if match is None:
        return False
    if (
        (match["type"] and len(match["name"]) > 1)
        or match["sign"] not in ("=", "<-")
        or _CODED_NAME.search(match["name"])
    ):
        return True
    value = match["value"]
    if len(match["name"]) == 1 or not match["name"].islower():
        return _CODED_VALUE.fullmatch(value) is not None and bool(match["end"])
    return _CODED_VALUE.fullmatch(value) is not None or (bool(match["end"]) and _OPERATED.fullmatch(value) is not None)


def _may_be(text: str, bare: str) -> bool:
    if any(form.fullmatch(text) for form in (_KEYWORD, LOOP, _IMPORTED, _CLAUSE, _BRACKETS, SECTION)):
        return True
    return any(form.fullmatch(bare) for form in (_CALL, _ASSIGNED, _SETTING))


# ---------------------------------------------------------------------------------------------- keys and values

_FEWEST_KEYS = 2  # lines with a key and its value that are settings by their steps
_PARENT = re.compile(r"(?:- +)?[a-z_][\w.-]*:")
_VALUED = re.compile(r"(?:- +)?[a-z_][\w.-]*: +(?:\S+|\"[^\"]*\"|'[^']*'|[\[{].*)")
KEY = pattern(rf"{_PARENT.pattern}|{_VALUED.pattern}|- +\S+|---")
"""A line of settings that are keys with their values."""


def is_keyed(lines: Sequence[str]) -> bool:
    """Whether lines are keys with values of one word each below keys without any, by steps."""
    if not any(_PARENT.fullmatch(line.strip()) for line in lines) or len({indent_of(line) for line in lines}) < 2:
        return False
    return sum(_VALUED.fullmatch(line.strip()) is not None for line in lines) >= _FEWEST_KEYS
