"""Mails made to hurt a parser, each built when asked for, at a scale that tests can make small."""

import base64
import random
from collections.abc import Callable

_HEAD = b"From: a@example.com\r\nTo: desk@example.org\r\nSubject: hostile\r\nMIME-Version: 1.0\r\n"
_MEGA = 1024 * 1024
SEED = 20240229


def _multipart(body: bytes, boundary: bytes = b"b") -> bytes:
    return _HEAD + b'Content-Type: multipart/mixed; boundary="' + boundary + b'"\r\n\r\n' + body


def _plain(body: bytes, more: bytes = b"") -> bytes:
    return _HEAD + b"Content-Type: text/plain; charset=utf-8\r\n" + more + b"\r\n" + body


def _html(body: bytes) -> bytes:
    return _HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + body


def _many_parts(scale: float) -> bytes:
    return _multipart(b"--b\r\n\r\nx\r\n" * int(100_000 * scale) + b"--b--")


def _many_files(scale: float) -> bytes:
    part = b'--b\r\nContent-Disposition: attachment; filename="a.txt"\r\n\r\nx\r\n'
    return _multipart(part * int(100_000 * scale) + b"--b--")


def _deep_parts(scale: float) -> bytes:
    levels = int(20_000 * scale)
    opened = b"".join(
        b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n, n + 1) for n in range(levels)
    )
    return _multipart(opened, b"b0")


def _same_boundary(scale: float) -> bytes:
    return _multipart(b"--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" * int(50_000 * scale))


def _deep_messages(scale: float) -> bytes:
    return _HEAD + b"Content-Type: message/rfc822\r\n\r\n" * int(50_000 * scale) + b"x"


def _deep_wide(scale: float) -> bytes:
    """Each of 50 levels is searched for its own boundary in what is below it."""
    opened = b"".join(
        b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n, n + 1) for n in range(60)
    )
    return _multipart(opened + b"filler -- line\r\n" * int(_MEGA * scale), b"b0")


def _strangers(scale: float) -> bytes:
    return _multipart(b"--bx\r\n" * int(4 * _MEGA * scale))


def _fields(scale: float) -> bytes:
    return b"".join(b"X-%d: y\r\n" % n for n in range(int(500_000 * scale))) + _plain(b"text")


def _long_field(scale: float) -> bytes:
    return b"Subject: " + b"a" * int(20 * _MEGA * scale) + b"\r\n" + _plain(b"text")


def _folds(scale: float) -> bytes:
    return b"Subject: a\r\n" + b" b\r\n" * int(2_000_000 * scale) + _plain(b"text")


def _no_colon(scale: float) -> bytes:
    return _HEAD + b"junk without colon\r\n" * int(500_000 * scale) + b"\r\ntext"


def _words(scale: float) -> bytes:
    return b"Subject: " + b"=?utf-8?q?=C3=A9?= " * int(500_000 * scale) + b"\r\n" + _plain(b"text")


def _broken_words(scale: float) -> bytes:
    return b"Subject: " + b"=?utf-8?Q?" * int(500_000 * scale) + b"\r\n" + _plain(b"text")


def _addresses(scale: float) -> bytes:
    return b"Cc: " + b"<a@b.example>, " * int(500_000 * scale) + b"\r\n" + _plain(b"text")


def _parentheses(scale: float) -> bytes:
    return (
        b"Cc: "
        + b"(a" * int(500_000 * scale)
        + b"\r\nReply-To: "
        + b'"\\' * 200_000
        + b"\r\n"
        + _plain(b"text")
    )


def _references(scale: float) -> bytes:
    return b"References: " + b"<a@b>\r\n " * int(500_000 * scale) + b"\r\n" + _plain(b"text")


def _parameters(scale: float) -> bytes:
    bits = b"".join(b"; name*%d*=%%41" % n for n in range(int(100_000 * scale)))
    return _HEAD + b"Content-Type: application/pdf" + bits + b"\r\n\r\nx"


def _quotes_in_parameters(scale: float) -> bytes:
    return _HEAD + b'Content-Type: text/plain; a="' + b'\\"; b="' * int(100_000 * scale) + b"\r\n\r\nx"


def _big_file(scale: float) -> bytes:
    payload = base64.encodebytes(bytes(int(35 * _MEGA * scale)))
    part = (
        b'--b\r\nContent-Type: application/zip; name="big.zip"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    )
    return _multipart(b"--b\r\n\r\nSee the file.\r\n" + part + payload + b"--b--")


def _broken_base64(scale: float) -> bytes:
    payload = b"QUJD=*" * int(6 * _MEGA * scale)
    return _multipart(
        b"--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n" + payload
    )


def _big_text(scale: float) -> bytes:
    return _plain(b"A line of words that says little.\r\n" * int(_MEGA * scale))


def _one_line(scale: float) -> bytes:
    return _plain(b"x wrote: " * int(3 * _MEGA * scale))


def _quoted_printable(scale: float) -> bytes:
    return _plain(b"=C3=\r\n" * int(5 * _MEGA * scale), b"Content-Transfer-Encoding: quoted-printable\r\n")


def _flowed(scale: float) -> bytes:
    return _HEAD + b"Content-Type: text/plain; format=flowed\r\n\r\n" + b"a \r\n" * int(5 * _MEGA * scale)


def _attributions(scale: float) -> bytes:
    return _plain(b"On 1 May 2020 at 10:00 a@b.example wrote:\r\n> x\r\ny\r\n" * int(200_000 * scale))


def _nearly_attributions(scale: float) -> bytes:
    return _plain(b"On 1 May 2020 10:00 so:\r\n" * int(500_000 * scale))


def _header_lines(scale: float) -> bytes:
    return _plain(b"From: a\r\nx\r\nFrom: b\r\n" * int(300_000 * scale))


def _arrows(scale: float) -> bytes:
    return _plain((b">" * 1000 + b" x\r\n") * int(20_000 * scale))


def _blank_lines(scale: float) -> bytes:
    return _plain(b"a\r\n" + b" \t\r\n" * int(5_000_000 * scale) + b"b:\r\n")


def _spaces(scale: float) -> bytes:
    return _plain(b"a" + b" " * int(20 * _MEGA * scale) + b"wrote:")


def _uu_begins(scale: float) -> bytes:
    return _plain(b"begin 644 a\r\n" * int(500_000 * scale) + b"end\r\n")


def _deep_html(scale: float) -> bytes:
    return _html(b"<div>" * int(200_000 * scale) + b"text")


def _deep_tables(scale: float) -> bytes:
    return _html(b"<table><tr><td>" * int(100_000 * scale) + b"text")


def _wide_table(scale: float) -> bytes:
    return _html(
        b"<table><tr>" + b"<td>a</td>" * int(500_000 * scale) + b"</tr><tr><td>x</td><td>y</td></tr></table>"
    )


def _open_tags(scale: float) -> bytes:
    return _html(b"<b><i><a href=x>" * int(200_000 * scale))


def _attributes(scale: float) -> bytes:
    return _html(b"<p " + b"".join(b"a%d=1 " % n for n in range(int(300_000 * scale))) + b">text</p>")


def _styles(scale: float) -> bytes:
    return _html((b'<p style="' + b"color:red;" * 200 + b'">x</p>') * int(10_000 * scale))


def _entities(scale: float) -> bytes:
    return _html(b"&lt;&amp;&#x41;" * int(_MEGA * scale))


def _comments(scale: float) -> bytes:
    return _html(b"<!--" * int(_MEGA * scale) + b"text")


def _scripts(scale: float) -> bytes:
    return _html(b"<script>" * int(500_000 * scale) + b"text")


def _misnested(scale: float) -> bytes:
    return _html(b"<a><p><a><table><a><p>" * int(50_000 * scale) + b"text")


def _pictures(scale: float) -> bytes:
    return _html(b'<img src="http://example.com/a.gif" width=1 height=1>' * int(200_000 * scale))


def _blockquotes(scale: float) -> bytes:
    return _html(b"<blockquote>a</blockquote>b<br>" * int(100_000 * scale))


def _preformatted(scale: float) -> bytes:
    return _html(b"<pre>" + b" a\n" * int(2 * _MEGA * scale) + b"</pre>")


def _nuls(scale: float) -> bytes:
    return b"From: a\0@example.com\r\nSubject: a\0b\r\n\r\n" + b"\0" * int(10 * _MEGA * scale)


def _noise(scale: float) -> bytes:
    return random.Random(SEED).randbytes(int(5 * _MEGA * scale))  # noqa: S311 - noise, no secret


def _escapes(scale: float) -> bytes:
    return (
        _HEAD
        + b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n"
        + b"\x1b$B\x1b(B" * int(2 * _MEGA * scale)
    )


def _utf7(scale: float) -> bytes:
    return _HEAD + b"Content-Type: text/plain; charset=utf-7\r\n\r\n" + b"+AGE-" * int(4 * _MEGA * scale)


def _eight_bit(scale: float) -> bytes:
    return _HEAD + b"\r\n" + bytes(range(128, 256)) * int(80_000 * scale)


def _bounce_people(scale: float) -> bytes:
    head = b"From: MAILER-DAEMON@example.com\r\nSubject: failure notice\r\n\r\nUndelivered to:\r\n"
    return head + b"".join(b"<a%d@example.org>: 550 no\r\n" % n for n in range(int(300_000 * scale)))


def _report_people(scale: float) -> bytes:
    groups = b"Final-Recipient: rfc822; a@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n" * int(
        100_000 * scale
    )
    head = b"From: postmaster@example.com\r\nContent-Type: multipart/report; boundary=b\r\n\r\n"
    return head + b"--b\r\nContent-Type: message/delivery-status\r\n\r\n" + groups + b"--b--"


def _tnef(scale: float) -> bytes:
    raw = b"\x78\x9f\x3e\x22\x01\x00" + b"\x02\x05\x90\x06\x00\x04\x00\x00\x00\xff\xff\xff\xff\x00\x00" * int(
        500_000 * scale
    )
    return (
        _HEAD
        + b"Content-Type: application/ms-tnef\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(raw)
    )


def _sent_from(scale: float) -> bytes:
    return _plain(b"sent from my phone and then some\r\n--\r\n" * int(300_000 * scale))


_MAKERS: tuple[Callable[[float], bytes], ...] = (
    _many_parts,
    _many_files,
    _deep_parts,
    _same_boundary,
    _deep_messages,
    _deep_wide,
    _strangers,
    _fields,
    _long_field,
    _folds,
    _no_colon,
    _words,
    _broken_words,
    _addresses,
    _parentheses,
    _references,
    _parameters,
    _quotes_in_parameters,
    _big_file,
    _broken_base64,
    _big_text,
    _one_line,
    _quoted_printable,
    _flowed,
    _attributions,
    _nearly_attributions,
    _header_lines,
    _arrows,
    _blank_lines,
    _spaces,
    _uu_begins,
    _deep_html,
    _deep_tables,
    _wide_table,
    _open_tags,
    _attributes,
    _styles,
    _entities,
    _comments,
    _scripts,
    _misnested,
    _pictures,
    _blockquotes,
    _preformatted,
    _nuls,
    _noise,
    _escapes,
    _utf7,
    _eight_bit,
    _bounce_people,
    _report_people,
    _tnef,
    _sent_from,
)
NAMES = tuple(maker.__name__.strip("_") for maker in _MAKERS)


def make(name: str, scale: float = 1.0) -> bytes:
    """One mail of the set; at scale 1 it is as large as a mail system lets through."""
    return dict(zip(NAMES, _MAKERS, strict=True))[name](scale)
