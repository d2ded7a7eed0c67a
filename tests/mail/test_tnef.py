"""Outlook's winmail.dat."""

import base64
import struct

from helpdesk.mail import tnef
from helpdesk.mail.understand import understand


def attribute(level: int, name: int, value: bytes) -> bytes:
    return struct.pack("<BHHI", level, name, 6, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def long_name(name: str) -> bytes:
    value = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<IHHII", 1, 0x001F, 0x3707, 1, len(value)) + value + b"\0" * (-len(value) % 4)


WINMAIL = (
    tnef.SIGNATURE
    + b"\x01\x00"
    + attribute(1, 0x9007, struct.pack("<II", 1252, 0))
    + attribute(1, 0x800C, b"Please see the file.\0")
    + attribute(2, 0x9002, b"\0" * 14)
    + attribute(2, 0x8010, b"SHORT~1.TXT\0")
    + attribute(2, 0x800F, b"hello")
    + attribute(2, 0x9005, long_name("Größe.txt"))
)


def mail(payload: bytes) -> bytes:
    head = (
        b"From: a@example.com\nSubject: x\nMIME-Version: 1.0\nContent-Type: application/ms-tnef; "
        b"name=winmail.dat\n"
    )
    return head + b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(payload)


def test_files_and_text_come_out() -> None:
    found = understand(mail(WINMAIL))
    assert [(a.name, a.content) for a in found.attachments] == [("Größe.txt", b"hello")]
    assert found.text == "Please see the file."
    assert found.new_text == "Please see the file."


def test_a_broken_one_stays_an_attachment() -> None:
    found = understand(mail(WINMAIL[:-7]))
    assert [a.name for a in found.attachments] == ["winmail.dat"]
    assert any(w.startswith("tnef:") for w in found.warnings)


def test_no_length_is_trusted() -> None:
    huge = (
        tnef.SIGNATURE
        + b"\x01\x00"
        + attribute(2, 0x9002, b"")
        + attribute(2, 0x9005, struct.pack("<I", 2**32 - 1))
    )
    assert tnef.read(huge) is None
