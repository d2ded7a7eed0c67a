"""Pictures of articles: uploaded like other files, kept once by content, only what browsers show safely."""

import hashlib
from collections.abc import Sequence
from typing import Final

import msgspec

from helpdesk.domain.errors import Invalid, NotFound, TooLarge
from helpdesk.domain.ids import PICTURES, TenantRef, check_id
from helpdesk.domain.knowledge.articles import Article, Picture
from helpdesk.domain.people import Principal
from helpdesk.ports import UploadForm
from helpdesk.usecases.api_deps import ApiDeps
from helpdesk.usecases.desk_roles import member_of

MOST_BYTES: Final = 5 * 1024 * 1024
MOST: Final = 50
SECONDS: Final = 900
_KINDS: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


class PictureInput(msgspec.Struct, frozen=True, kw_only=True):
    """A picture as the article wants it: one it has already, or one that was `upload`ed."""

    id: str
    upload: str | None = None
    name: str = ""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where to put a picture, and by which id it is then named."""

    id: str
    form: UploadForm


def offer(deps: ApiDeps, principal: Principal, desk: str, article: str, size: int) -> Place:
    """A place for a picture of this article. Raises NotFound, TooLarge."""
    member_of(principal, desk)
    found = deps.knowledge.store.article(desk, article)
    if size > MOST_BYTES:
        raise TooLarge(f"a picture can have {MOST_BYTES // 2**20} MB at most")
    upload = deps.new_id()
    form = deps.files.form(_shelf(desk), _place(found, upload), most_bytes=MOST_BYTES, seconds=SECONDS)
    return Place(id=upload, form=form)


def taken(deps: ApiDeps, article: Article, wanted: Sequence[PictureInput]) -> tuple[Picture, ...]:
    """The article's pictures from now on. Raises Invalid naming the one that is wrong."""
    if len(wanted) > MOST:
        raise Invalid(field="pictures", reason=f"an article has {MOST} pictures at most")
    known = {picture.id: picture for picture in article.pictures}
    if len({one.id for one in wanted}) < len(wanted):
        raise Invalid(field="pictures", reason="two of them have the same id")
    made = []
    for i, one in enumerate(wanted):
        check_id(one.id, f"pictures[{i}].id")
        if one.upload is None and one.id not in known:
            raise Invalid(field=f"pictures[{i}].id", reason="the article has no such picture")
        made.append(_uploaded(deps, article, one, i) if one.upload else known[one.id])
    return tuple(made)


def _uploaded(deps: ApiDeps, article: Article, wanted: PictureInput, i: int) -> Picture:
    field = f"pictures[{i}].upload"
    try:
        content = deps.files.uploaded(_shelf(article.desk), _place(article, wanted.upload or ""))
    except (NotFound, Invalid) as error:
        raise Invalid(field=field, reason="there is no such upload for this article") from error
    kind = _kind(content)
    if kind is None:
        raise Invalid(field=field, reason="is no picture: use PNG, JPEG, GIF or WebP")
    deps.files.put(_shelf(article.desk), content, kind)
    return Picture(
        id=wanted.id,
        name=wanted.name or wanted.id,
        type=kind,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _kind(content: bytes) -> str | None:
    """By what it is, not by what it is called. No SVG: it can carry scripts."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _KINDS if content.startswith(start)), None)


def _shelf(desk: str) -> TenantRef:
    return TenantRef(desk, PICTURES)


def _place(article: Article, upload: str) -> str:
    """The article is part of it: an upload serves no other article."""
    return hashlib.sha256(f"{article.desk}#{article.id}#{upload}".encode()).hexdigest()[:31]
