"""Which files of an answer go with the mail, and which are only named in it.

Mail servers commonly refuse more than some 20 MB, and encoding makes files a third larger.
"""

from collections.abc import Sequence
from typing import Final

from helpdesk.domain.ids import TenantRef
from helpdesk.domain.timeline import Attachment
from helpdesk.mail.outgoing.letters import Enclosed
from helpdesk.mail.outgoing.message import EnclosedFile
from helpdesk.ports import Files

MOST_BYTES: Final = 10 * 1024 * 1024
"""Of all files in one mail; the rest is named, and found behind the signed link."""


def enclose(files: Files, scope: TenantRef, attachments: Sequence[Attachment]) -> Enclosed:
    """The files in order, as long as they fit. Executables never go by mail: their servers refuse them."""
    sent: list[EnclosedFile] = []
    named: list[str] = []
    left = MOST_BYTES
    for each in attachments:
        if each.size > left or each.dangerous:
            named.append(f"{each.name} ({_size(each.size)})")
            continue
        left -= each.size
        content = files.get(f"{scope}/files/{each.sha256}")
        sent.append(EnclosedFile(name=each.name, type=each.type, content=content))
    return Enclosed(files=tuple(sent), named=tuple(named))


def _size(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{max(1, size // 1024)} KB"
