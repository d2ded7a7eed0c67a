"""Raw mail is looked through for somebody, however broken it is."""

import base64
from quopri import encodestring

import pytest

from helpdesk.usecases.privacy.erasing import texts_of

LISA = base64.b64encode(b"Lisa de Wit").decode()
BODY = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + LISA.encode()
ATTACHED = (
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n"
    b"Subject: Fwd\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n"
    + encodestring(b"=Lisa de Wit=").replace(b"L", b"=4C")
    + b"\n--b--\n"
)
BROKEN = (
    b"Subject: =?utf-8?b?a?=",  # cut off in the middle
    b"Subject: =?idna?q?a=FF?=",
    b"Subject: =?undefined?q?a?=",
    b"Subject: =?a\x00b?q?a?=",
    b'Content-Type: text/plain; charset="idna"',
    b'Content-Type: text/plain; charset="a\x00b"',
    b"Content-Type: text/plain; charset*0*=\xff''x",
    b"Content-Type: text/plain\nContent-Transfer-Encoding: x-uuencode",
)


def tells(raw: bytes) -> bool:
    return any("Lisa de Wit" in text for text in texts_of(raw))


@pytest.mark.parametrize(
    "raw",
    [
        f"Cc: =?utf-8?b?{LISA}?=\n\nhello".encode(),
        b"Cc: =?utf-8?q?Lisa?=\n =?utf-8?q?_de_Wit?=\n\nhello",
        BODY,
        ATTACHED,
        "From: x\n\nLisa de Wit".encode("utf-16"),
    ],
)
def test_somebody_is_found_however_their_name_is_written(raw: bytes) -> None:
    assert tells(raw)


@pytest.mark.parametrize("header", BROKEN)
def test_what_is_broken_is_read_as_far_as_it_goes(header: bytes) -> None:
    assert tells(header + b"\nX-About: Lisa de Wit\n\n\xff\xfe")
    assert tells(header + b"\n\nbegin 644 x\n#z\xff\nLisa de Wit")
    assert not tells(header + b"\n\nNobody \xff\xfe")
