"""Articles from files: `name.language.md`, a head of `field: value` lines, a blank line, the text."""

from pathlib import Path
from typing import Final

import msgspec

from helpdesk.domain.knowledge.articles import ArticleKind, Translation

HERE: Final = Path(__file__).parent / "articles"
_FIELDS: Final = frozenset(
    {"title", "summary", "workaround", "space", "desk", "kind", "category", "keywords"}
)


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """An article as its files have it; what is not text stands in the English one."""

    id: str
    desk: str
    space: str
    kind: ArticleKind
    category: tuple[str, ...]
    keywords: tuple[str, ...]
    translations: dict[str, Translation]


def articles(folder: Path = HERE) -> tuple[Written, ...]:
    """All of them, by name. Raises ValueError for a file that is not written as it should be."""
    return tuple(_article(file, folder) for file in sorted(folder.glob("*.en.md")))


def _article(english: Path, folder: Path) -> Written:
    name = english.name.removesuffix(".en.md")
    head, _ = _parse(english)
    texts = {}
    for file in sorted(folder.glob(f"{name}.*.md")):
        fields, body = _parse(file)
        texts[file.name.split(".")[1]] = Translation(
            title=fields["title"],
            summary=fields.get("summary", ""),
            workaround=fields.get("workaround", ""),
            body=body,
        )
    return Written(
        id=name,
        desk=head.get("desk", "noord"),
        space=head["space"],
        kind=ArticleKind(head.get("kind", "article")),
        category=_listed(head.get("category", "")),
        keywords=_listed(head.get("keywords", "")),
        translations=texts,
    )


def _parse(file: Path) -> tuple[dict[str, str], str]:
    head, _, body = file.read_text(encoding="utf-8").partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    if unknown := fields.keys() - _FIELDS:
        raise ValueError(f"{file.name}: {', '.join(sorted(unknown))} is no field")
    return fields, body.strip()


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
