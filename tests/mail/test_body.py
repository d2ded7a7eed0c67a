"""The readable body and the files, whatever the mail's form."""

import base64
import hashlib

import pytest

from helpdesk.mail.understand import understand

HEAD = "From: anna@example.com\nTo: desk@example.org\nSubject: Printer\nMIME-Version: 1.0\n"


def multipart(kind: str, *parts: str, boundary: str = "b") -> bytes:
    body = "".join(f"--{boundary}\n{part}\n" for part in parts)
    head = f'{HEAD}Content-Type: multipart/{kind}; boundary="{boundary}"'
    return f"{head}\n\npreamble\n{body}--{boundary}--\n".encode()


TEXT = "Content-Type: text/plain; charset=utf-8\n\nThe printer ïs broken."
HTML = "Content-Type: text/html; charset=utf-8\n\n<p>The printer ïs <b>broken</b>.</p>"


def png(name: str = "a.png", more: str = "") -> str:
    data = base64.encodebytes(b"\x89PNG picture").decode()
    return f'Content-Type: image/png; name="{name}"\nContent-Transfer-Encoding: base64\n{more}\n{data}'


def test_the_text_of_an_alternative_counts_and_the_html_is_kept() -> None:
    found = understand(multipart("alternative", TEXT, HTML))
    assert found.text == "The printer ïs broken."
    assert "<b>broken</b>" in found.html
    assert found.attachments == ()


def test_the_text_of_an_alternative_covers_html_in_pieces() -> None:
    pieces = (
        "Content-Type: multipart/mixed; boundary=c\n\n--c\n"
        + HTML
        + "\n--c\n"
        + png()
        + "\n--c\n"
        + HTML
        + "\n--c--"
    )
    found = understand(multipart("alternative", TEXT, pieces))
    assert found.text == "The printer ïs broken."
    assert found.html.count("<b>broken</b>") == 2
    assert len(found.attachments) == 1


def test_the_same_words_in_two_forms_are_shown_once() -> None:
    assert understand(multipart("mixed", TEXT, HTML)).text == "The printer ïs broken."


def test_html_alone_is_readable() -> None:
    assert understand(multipart("mixed", HTML)).text == "The printer ïs broken."


def test_an_empty_text_beside_html_does_not_count() -> None:
    assert (
        understand(multipart("alternative", "Content-Type: text/plain\n\n  \n", HTML)).text
        == "The printer ïs broken."
    )


def test_files_have_name_type_size_and_fingerprint() -> None:
    found = understand(
        multipart("mixed", TEXT, png(more='Content-Disposition: attachment; filename="b.png"\n'))
    )
    (file,) = found.attachments
    assert (file.name, file.type, file.size, file.inline) == ("b.png", "image/png", 12, False)
    assert file.content == b"\x89PNG picture"
    assert file.sha256 == hashlib.sha256(b"\x89PNG picture").hexdigest()


def test_a_picture_is_inline_when_the_html_shows_it() -> None:
    shown, unused = png(more="Content-ID: <one@x>\n"), png("c.png", "Content-ID: <two@x>\n")
    page = 'Content-Type: text/html\n\n<img src="cid:one@x">'
    found = understand(multipart("related", page, shown, unused))
    assert [(a.cid, a.inline) for a in found.attachments] == [("one@x", True), ("two@x", False)]
    assert 'src="cid:one@x"' in found.html


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="plain.pdf"', "plain.pdf"),
        ("attachment; filename=bare.pdf", "bare.pdf"),
        ("attachment; filename=with spaces.pdf", "with spaces.pdf"),
        ("attachment; filename*=utf-8''Dr%C3%BCcker.pdf", "Drücker.pdf"),
        ("attachment; filename*0*=utf-8''Dr%C3%BC; filename*1=cker.pdf", "Drücker.pdf"),
        ("attachment; filename*0=one; filename*1=two.pdf", "onetwo.pdf"),
        ('attachment; filename="=?utf-8?Q?Dr=C3=BCcker.pdf?="', "Drücker.pdf"),
        ('attachment; filename="=?utf-8?B?RHLDvGNr?=\n =?utf-8?B?ZXIucGRm?="', "Drücker.pdf"),
        ("attachment; filename==?utf-8?Q?Dr=C3=BCcker.pdf?=", "Drücker.pdf"),
        ('attachment; filename="Drücker.pdf"', "Drücker.pdf"),
        ('attachment; filename="../../etc/passwd"', "_.._etc_passwd"),
        ('attachment; filename="C:\\\\Users\\\\anna\\\\a.pdf"', "a.pdf"),
        ("attachment; filename*=utf-8'en'a%2Fb.pdf", "a_b.pdf"),
        ('attachment; filename="a;b.pdf"; size=3', "a;b.pdf"),
    ],
)
def test_file_names_in_all_their_forms(disposition: str, name: str) -> None:
    raw = multipart("mixed", TEXT, f"Content-Type: application/pdf\nContent-Disposition: {disposition}\n\nx")
    assert [a.name for a in understand(raw).attachments] == [name]


def test_a_file_without_a_name_gets_one() -> None:
    found = understand(
        multipart("mixed", TEXT, "Content-Type: application/pdf\n\nx", "Content-Type: image/png\n\ny")
    )
    assert [a.name for a in found.attachments] == ["attachment-1.pdf", "attachment-2.png"]


def test_a_name_that_turns_its_direction_is_marked() -> None:
    found = understand(multipart("mixed", TEXT, png("invoice\u202egpj.exe")))
    (file,) = found.attachments
    assert (file.name, file.executable) == ("invoicegpj.exe", True)
    assert any(w.startswith("file-name:") for w in found.warnings)


@pytest.mark.parametrize(
    ("name", "payload", "executable"),
    [
        ("a.exe", b"x", True),
        ("A.BAT", b"x", True),
        ("a.docm", b"x", True),
        ("a.pdf", b"%PDF", False),
        ("a.txt", b"MZ" + b"\0" * 60 + b"PE\0\0", True),
        ("run", b"#!/bin/sh", True),
        ("exe", b"x", False),
    ],
)
def test_programs_are_kept_and_marked(name: str, payload: bytes, executable: bool) -> None:
    data = base64.encodebytes(payload).decode()
    part = f'Content-Type: application/x; name="{name}"\nContent-Transfer-Encoding: base64\n\n{data}'
    (file,) = understand(multipart("mixed", TEXT, part)).attachments
    assert (file.executable, file.content) == (executable, payload)


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("iso-8859-1", "déjà vu"),
        ("windows-1252", "“quoted” – €"),
        ("iso-8859-15", "€ 5"),
        ("utf-7", "Drücker"),
        ("koi8-r", "Принтер сломан"),
        ("windows-1251", "Принтер сломан"),
        ("gb2312", "打印机坏了"),
        ("gb18030", "打印机坏了"),
        ("big5", "印表機壞了"),
        ("shift_jis", "プリンタ"),
        ("iso-2022-jp", "プリンタ"),
        ("euc-jp", "プリンタ"),
        ("euc-kr", "프린터"),
        ("ks_c_5601-1987", "프린터"),
        ("windows-1255", "מדפסת"),
        ("windows-1256", "طابعة"),
        ("windows-874", "เครื่องพิมพ์"),
        ("iso-8859-2", "Drukarka źle działa"),
        ("utf-16", "Drücker"),
        ("cp-850", "Drücker"),
        ("x-sjis", "プリンタ"),
        ("x-mac-roman", "Drücker"),
        ("iso-8859-8-i", "מדפסת"),
    ],
)
def test_charsets(charset: str, text: str) -> None:
    known = {
        "cp-850": "cp850",
        "x-sjis": "cp932",
        "x-mac-roman": "mac_roman",
        "iso-8859-8-i": "iso-8859-8",
        "ks_c_5601-1987": "cp949",
        "windows-874": "cp874",
    }
    data = base64.encodebytes(text.encode(known.get(charset, charset))).decode()
    raw = f"{HEAD}Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n{data}"
    assert understand(raw.encode()).text == text


@pytest.mark.parametrize(
    ("declared", "body", "text"),
    [
        ("", "Drücker".encode(), "Drücker"),
        ("", b"d\xe9j\xe0", "déjà"),
        ("; charset=us-ascii", "Drücker".encode(), "Drücker"),
        ("; charset=utf-8", b"caf\xe9", "café"),
        ("; charset=iso-8859-1", "Drücker".encode(), "Drücker"),
        ("; charset=nobody-knows", "Drücker".encode(), "Drücker"),
        ("; charset=", b"plain", "plain"),
        ('; charset="utf-8', "Drücker".encode(), "Drücker"),
        ("; charset=base64", b"plain", "plain"),
    ],
)
def test_wrong_and_missing_charsets(declared: str, body: bytes, text: str) -> None:
    raw = f"{HEAD}Content-Type: text/plain{declared}\nContent-Transfer-Encoding: 8bit\n\n".encode() + body
    assert understand(raw).text == text


@pytest.mark.parametrize(
    ("encoding", "body", "text"),
    [
        ("quoted-printable", "Dr=C3=BCcker is=\n broken =zz", "Drücker is broken =zz"),
        ("base64", "RHLDvGNrZXI", "Drücker"),
        ("base64", "RHLD!\nvGNr ZXI===", "Drücker"),
        ("BASE64 ", "RHLDvGNrZXI=", "Drücker"),
        ("base64", "RHI=w7xja2Vy", "Drücker"),
        ("x-uuencode", "begin 644 a\n'1'+#O&-K97(`\n`\nend", "Drücke"),
        ("made-up", "as it is", "as it is"),
    ],
)
def test_transfer_encodings(encoding: str, body: str, text: str) -> None:
    raw = f"{HEAD}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n{body}\n"
    assert understand(raw.encode()).text.rstrip("\0r") == text.rstrip("r")


def test_flowed_lines_are_joined() -> None:
    body = "A line that \ngoes on.\n> quoted \n> too\n\n-- \nAnna"
    found = understand(f"{HEAD}Content-Type: text/plain; format=flowed\n\n{body}\n".encode())
    assert found.text == "A line that goes on.\n> quoted too\n\n-- \nAnna"


def test_files_inside_old_text_are_taken_out() -> None:
    body = "See the file.\nbegin 644 note.txt\n&:&5L;&\\*\n`\nend\nThanks"
    found = understand(f"{HEAD}\n{body}\n".encode())
    assert [(a.name, a.content) for a in found.attachments] == [("note.txt", b"hello\n")]
    assert "begin" not in found.text


def test_an_attached_mail_is_a_file_with_its_subject() -> None:
    inner = "Content-Type: message/rfc822\n\nFrom: c@example.com\nSubject: =?utf-8?q?Hilfe=21?=\n\nIt broke."
    found = understand(multipart("mixed", TEXT, inner))
    assert [(a.name, a.type) for a in found.attachments] == [("Hilfe!.eml", "message/rfc822")]
    assert found.forwarded is not None
    assert found.forwarded.sender.email == "c@example.com"


@pytest.mark.parametrize(
    "raw",
    [
        multipart("mixed", TEXT, HTML).replace(b"--b--", b""),
        multipart("mixed", TEXT).replace(b'; boundary="b"', b""),
        multipart("mixed", TEXT).replace(b'"b"', b'"another"'),
        multipart("mixed", TEXT).replace(b"\n", b"\r\n"),
        multipart("mixed", TEXT).replace(b"\n", b"\r"),
        b"From anna@example.com Tue Mar  5 09:14:33 2024\n" + multipart("mixed", TEXT),
        b"\n\n" + multipart("mixed", TEXT),
        b"\xef\xbb\xbf" + multipart("mixed", TEXT),
        multipart("mixed", TEXT).replace(
            b"MIME-Version: 1.0\n", b"a line without a colon\nMIME-Version: 1.0\n"
        ),
    ],
)
def test_broken_forms_are_read_all_the_same(raw: bytes) -> None:
    found = understand(raw)
    assert found.sender.email == "anna@example.com"
    assert found.subject == "Printer"
    assert "The printer ïs broken." in found.text


@pytest.mark.parametrize("raw", [b"", b"\n", b"\0\0\0", b"just words", b"From: a@example.com", b":", b"--b"])
def test_what_is_hardly_a_mail(raw: bytes) -> None:
    assert understand(raw).kind == "human"


def test_encrypted_and_signed_mails_are_shown_as_such() -> None:
    smime = (
        f"{HEAD}Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nx".encode()
    )
    assert understand(smime).encrypted == "smime"
    assert [a.name for a in understand(smime).attachments] == ["smime.p7m"]
    pgp = multipart(
        "encrypted",
        "Content-Type: application/pgp-encrypted\n\nVersion: 1",
        "Content-Type: application/octet-stream\n\nx",
    )
    assert understand(pgp).encrypted == "pgp"
    signed = multipart("signed", TEXT, 'Content-Type: application/pgp-signature; name="s.asc"\n\nx')
    assert (understand(signed).signed, understand(signed).text) == ("pgp", "The printer ïs broken.")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The printer on my desk is not working, please help.", "en"),
        ("De printer op mijn bureau doet het niet.", "nl"),
        ("Der Drucker ist kaputt, bitte helfen Sie mir.", "de"),
        ("L'imprimante ne marche pas, merci de nous aider.", "fr"),
        ("La impresora no funciona, por favor ayuda con los papeles.", "es"),
        ("プリンタが動きません", "ja"),
        ("打印机坏了，请帮忙", "zh"),
        ("Принтер не работает", "ru"),
        ("Принтер не працює, і ми чекаємо її", "uk"),
        ("ok", ""),
    ],
)
def test_language(text: str, language: str) -> None:
    assert (
        understand(
            f"{HEAD.replace('Printer', '1')}Content-Type: text/plain; charset=utf-8\n\n{text}".encode()
        ).language
        == language
    )
