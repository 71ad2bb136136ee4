"""What the documents of a batch depend on, as rules for make."""

from __future__ import annotations

import itertools
import os
import re
from functools import cache, partial
from pathlib import Path

from copydesk import writing
from copydesk._config import applying
from copydesk.batch.manifest import Manifest
from copydesk.conversion import ConvertOptions, with_publication
from copydesk.errors import CopydeskError
from copydesk.style import Style

__all__ = ["rules"]


def rules(output: Path, options: ConvertOptions) -> str:
    """A rule for each article: its documents depend on its file, the copydesk.toml, the style and the user's files."""
    manifest = Manifest(output, begin=False)
    settings_of = cache(partial(_settings, options))
    lines = ["# made by copydesk batch --make-deps"]
    try:
        for id_, rows in itertools.groupby(manifest.all_documents(), key=lambda row: row[0]):
            source = _file_of(id_)
            documents = " ".join(_word(output / path) for _, path in rows)
            lines.append(
                f"{documents}: {_word(source)} {settings_of(applying(options.config, source.parent))}".rstrip()
            )
    finally:
        manifest.close()
    return "\n".join(lines) + "\n"


def _file_of(id_: str) -> Path:
    """The file that an article is in, by its name: ``2020.zip`` of ``2020.zip!/may/rain.mbox#7``."""
    names = [id_, *(id_[: mark.start()] for mark in re.finditer(r"!/|#|~\d+$", id_))]
    return next((Path(name) for name in names if name and os.path.exists(name)), Path(id_))  # noqa: PTH110


def _settings(options: ConvertOptions, config: Path | None) -> str:
    """The words for the files that set what documents look like: a copydesk.toml, what it and the options name, and
    the style. One that cannot be used names no others."""
    files = [config] if config else []
    try:
        look = with_publication(options._replace(config=config or False), Path()).write
        style: Style | None = writing.settings(look).style
    except CopydeskError:
        return " ".join(map(_word, files))
    files += [Path(given) for given in (look.get("css"), look.get("reference_doc")) if given]
    while style is not None:
        files += sorted(path for path in style.folder.rglob("*") if path.is_file())
        style = style.parent
    return " ".join(map(_word, files))


def _word(path: Path) -> str:
    """A path as a word of a Makefile."""
    text = str(path).replace("\\", "\\\\")
    for sign in (" ", "#", ":", "%"):
        text = text.replace(sign, "\\" + sign)
    return text.replace("$", "$$")
