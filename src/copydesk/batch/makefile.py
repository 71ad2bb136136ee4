"""What the documents of a batch depend on, as rules for make."""

from __future__ import annotations

import itertools
from pathlib import Path

from copydesk import publication, writing
from copydesk.batch.manifest import Manifest
from copydesk.conversion import ConvertOptions, with_publication
from copydesk.style import Style

__all__ = ["rules"]


def rules(output: Path, options: ConvertOptions) -> str:
    """A rule for each article: its documents depend on its file, the copydesk.toml, the style and the user's files."""
    manifest = Manifest(output, begin=False)
    try:
        by_article = itertools.groupby(manifest.all_documents(), key=lambda row: row[0])
        articles = [(id_, [output / path for _, path in rows]) for id_, rows in by_article]
    finally:
        manifest.close()
    lines = ["# made by copydesk batch --make-deps"]
    for id_, documents in articles:
        source = _file_of(id_)
        needed = [source, *_settings(source.parent, options)]
        lines.append(f"{' '.join(map(_word, documents))}: {' '.join(map(_word, needed))}")
    return "\n".join(lines) + "\n"


def _file_of(id_: str) -> Path:
    """The file that an article is in, by its name: ``2020.zip`` of ``2020.zip!/may/rain.txt``."""
    for name in (id_, id_.partition("!/")[0], id_.rpartition("#")[0]):
        if name and Path(name).exists():
            return Path(name)
    return Path(id_)


def _settings(folder: Path, options: ConvertOptions) -> list[Path]:
    found = publication.find(folder) if options.config is None else Path(options.config) if options.config else None
    look = with_publication(options, folder).write
    files = [found] if found else []
    files += [Path(given) for given in (look.get("css"), look.get("reference_doc")) if given]
    style: Style | None = writing.settings(look).style
    while style is not None:
        files += sorted(path for path in style.folder.rglob("*") if path.is_file())
        style = style.parent
    return files


def _word(path: Path) -> str:
    """A path as a word of a Makefile."""
    text = str(path).replace("\\", "\\\\")
    for sign in (" ", "#", ":", "%"):
        text = text.replace(sign, "\\" + sign)
    return text.replace("$", "$$")
