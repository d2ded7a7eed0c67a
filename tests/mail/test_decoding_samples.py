"""Letters, names, dates and file names in the forms programs give them, the wrong ones too."""

import base64
from datetime import UTC, datetime

import pytest

from helpdesk.mail.understand import understand

HEAD = b"From: Kim <kim@example.org>\nTo: desk@example.com\nMIME-Version: 1.0\n"
CHARSETS = {
    "gb18030": "您好，请问如何重置密码？谢谢您的帮助。",
    "big5": "您好，請問如何重設密碼？謝謝您的幫助。",
    "iso-2022-jp": "こんにちは。パスワードを再設定するには？",
    "shift_jis": "こんにちは。パスワードを再設定するには？",
    "euc-jp": "こんにちは。パスワードを再設定するには？",
    "euc-kr": "안녕하세요. 비밀번호를 재설정하려면?",
    "koi8-r": "Здравствуйте, как сбросить пароль? Спасибо.",
    "windows-1251": "Здравствуйте, как сбросить пароль? Спасибо.",
    "iso-8859-5": "Здравствуйте, как сбросить пароль?",
    "cp866": "Здравствуйте, как сбросить пароль?",
    "windows-1250": "Dobrý den, nefunguje mi přihlášení. Děkuji.",
    "iso-8859-2": "Dzień dobry, nie działa logowanie. Dziękuję za pomoc.",
    "windows-1252": "Grüße – “naïve” café €5",
    "iso-8859-15": "Prix : 5 €, œuvre",
    "windows-1254": "Şifremi nasıl sıfırlarım? Teşekkürler.",
    "iso-8859-7": "Καλημέρα, πώς αλλάζω κωδικό;",
    "windows-1253": "Καλημέρα, πώς αλλάζω κωδικό;",
    "windows-1255": "שלום, איך מאפסים סיסמה?",
    "windows-1256": "مرحبا كيف أعيد تعيين كلمة المرور",
    "tis-620": "สวัสดีครับ ลืมรหัสผ่าน",
    "utf-7": "Grüße aus Köln",
    "utf-16": "Grüße aus Köln",
    "utf-16le": "Grüße aus Köln",
    "utf-16be": "Grüße aus Köln",
    "utf-32": "Grüße aus Köln",
    "macintosh": "Grüße aus Köln",
    "cp437": "Grüße aus Köln",
    "cp850": "Grüße aus Köln",
    "windows-1258": "Xin chào",
    "hz": "您好",
    "iso-2022-kr": "안녕하세요",
    "gb2312": "您好，请问",
    "big5-hkscs": "您好",
    "johab": "안녕하세요",
    "windows-874": "สวัสดี",
    "koi8-u": "Привіт, як справи? її",
    "iso-8859-13": "Labas, ačiū už pagalbą",
    "windows-1257": "Labas, ačiū už pagalbą",
}
CODECS = {"macintosh": "mac_roman", "tis-620": "cp874", "windows-874": "cp874"}
WIDE = {"utf-16", "utf-16le", "utf-16be", "utf-32"}
WORDS = [
    (b"=?utf-8?Q?Gr=C3=BC=C3=9Fe?= aus =?utf-8?Q?K=C3=B6ln?=", "Grüße aus Köln"),
    (b"=?utf-8?Q?Gr=C3=BC?= =?utf-8?Q?=C3=9Fe?=", "Grüße"),
    (b"=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=", "Grüße"),
    (b"=?UTF-8?B?R3LDvMOfZQ?=", "Grüße"),
    (b"=?utf-8?Q?Gr=C3=BC=C3=9Fe_aus?=\n =?utf-8?Q?_K=C3=B6ln?=", "Grüße aus Köln"),
    (b"=?utf-8?q?Gr=C3=BC=C3=9Fe aus K=C3=B6ln?=", "Grüße aus Köln"),
    (b"Gr\xc3\xbc\xc3\x9fe", "Grüße"),
    (b"Gr\xfc\xdfe", "Grüße"),
    (b"=?iso-8859-1?Q?Gr=FC=DFe?=", "Grüße"),
    (b"Re: =?iso-8859-1?Q?Gr=FC=DFe?=", "Re: Grüße"),
    (b'"=?iso-8859-1?Q?Gr=FC=DFe?="', '"Grüße"'),
    (b"=?utf-8?Q?Gr=C3=BC=C3=9Fe?=aus", "Grüßeaus"),
    (b"=?utf-8?B?R3LDvA==?=\n =?utf-8?B?w59l?=", "Grüße"),
    (b"=?gb2312?B?xPq6ww==?=", "您好"),
    (b"=?iso-2022-jp?B?GyRCJDMbKEI=?=", "こ"),
    (b"=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"),
    (b"=?unknown-8bit?Q?Gr=FC=DFe?=", "Grüße"),
    (b"=?utf-8?Q?a?b?=", "a?b"),
    (b"50% =?= off", "50% =?= off"),
    (b"=?utf-8?x?abc?=", "=?utf-8?x?abc?="),
    (b"line one\n\tline two", "line one line two"),
    (b"", ""),
]
PEOPLE = [
    (b"Kim Poe <kim@example.org>", "Kim Poe", "kim@example.org"),
    (b'"Poe, Kim" <kim@example.org>', "Poe, Kim", "kim@example.org"),
    (b"Poe, Kim <kim@example.org>", "Poe, Kim", "kim@example.org"),
    (b"kim@example.org (Kim Poe)", "Kim Poe", "kim@example.org"),
    (b"<kim@example.org>", "", "kim@example.org"),
    (b"kim@example.org", "", "kim@example.org"),
    (b"=?utf-8?Q?K=C3=AFm?= <kim@example.org>", "Kïm", "kim@example.org"),
    (b"=?utf-8?Q?K=C3=AFm_<kim@example.org>?=", "Kïm", "kim@example.org"),
    (b'"=?utf-8?Q?K=C3=AFm?=" <kim@example.org>', "Kïm", "kim@example.org"),
    (b'Kim "The Boss" Poe <kim@example.org>', "Kim The Boss Poe", "kim@example.org"),
    (b"kim@example.org <kim@example.org>", "kim@example.org", "kim@example.org"),
    (b"'Kim' <kim@example.org>", "Kim", "kim@example.org"),
    (b"Kim Poe <mailto:kim@example.org>", "Kim Poe", "kim@example.org"),
    (b"Kim Poe kim@example.org", "Kim Poe", "kim@example.org"),
    (b"Kim Poe < kim@example.org >", "Kim Poe", "kim@example.org"),
    (b"Kim Poe [kim@example.org]", "Kim Poe", "kim@example.org"),
    (b"Kim (Acme) Poe <kim@example.org>", "Kim (Acme) Poe", "kim@example.org"),
    (b'"Kim Poe"<kim@example.org>', "Kim Poe", "kim@example.org"),
    (b"Kim Poe <<kim@example.org>>", "Kim Poe", "kim@example.org"),
    (b'"Kim\\"x\\" Poe" <kim@example.org>', 'Kim"x" Poe', "kim@example.org"),
    (b"K\xc3\xafm <k\xc3\xafm@ex\xc3\xa4mple.org>", "Kïm", "kïm@exämple.org"),
    (b"Kim Poe <kim@example.org>, Else <e@example.org>", "Kim Poe", "kim@example.org"),
    (b"friends: kim@example.org;", "", "kim@example.org"),
    (b"Kim Poe <KIM@Example.ORG>", "Kim Poe", "KIM@Example.ORG"),
    (b"=?iso-8859-1?Q?Poe=2C_Kim?= <kim@example.org>", "Poe, Kim", "kim@example.org"),
    (b"kim.o'neil@example.org", "", "kim.o'neil@example.org"),
    (b'"kim poe"@example.org', "", '"kim poe"@example.org'),
]
DATES = [
    "Mon, 3 Feb 2025 09:14:22 +0100",
    "3 Feb 2025 09:14:22 +0100",
    "Mon, 03 Feb 2025 09:14:22 +0100 (CET)",
    "Mon, 3 Feb 2025 09:14:22 CET",
    "Mon, 3 Feb 25 09:14:22 +0100",
    "Mon Feb  3 09:14:22 2025 +0100",
    "2025-02-03T09:14:22+01:00",
    "2025-02-03 09:14:22 +0100",
    "Mon, 3 Feb 2025 09:14:22 GMT+01:00",
    "Mon, 3 Feb 2025 09:14:22 +01:00",
    "Mon,3 Feb 2025 09:14:22 +0100",
    "Monday, 3 February 2025 09:14:22 +0100",
    "Mon, 3-Feb-2025 09:14:22 +0100",
    "Mon, 3 Feb 2025 9:14:22 +0100",
    "Mon, 3 Feb 2025 09.14.22 +0100",
    "Mon, Feb 3, 2025 09:14:22 +0100",
    "Mon, 3 Feb 2025 08:14:22 GMT",
    "Mon, 3 Feb 2025 08:14:22 Z",
    "Mon, 3 Feb 2025 08:14:22 UT",
    "Mon, 3 Feb 2025 03:14:22 EST",
    "Mon, 3 Feb 2025 00:14:22 PST",
    "Mon, 3 Feb 2025 08:14:22",
    "Mon, 3 Feb 2025 08:14:22 -0000",
    "Mon, 3 Feb 2025 09:14:22 +0100 (Mitteleuropäische Zeit)",
    "Mon, 3 Feb 2025 09:14:22  +0100",
    "Mon, 3 Feb 2025 09:14:22 +0100 (GMT+01:00)",
    "Mo, 3 Feb 2025 09:14:22 +0100",
    "lun., 3 Feb 2025 09:14:22 +0100",
    "03 Feb 2025 09:14:22.123 +0100",
    "Mon, 3 Feb 2025 09:14:22 +0100\r\n (CET)",
    'Mon, 3 Feb 2025 09:14:22 "GMT+1"',
    "Mon, 3 Feb 2025 9:14:22 AM +0100",
    "Feb 3, 2025 9:14:22 AM +0100",
    "Mo, 3 Feb 2025 09:14:22 MEZ",
    "20250203091422+0100",
    "2025/02/03 09:14:22 +0100",
]
NAMES = [
    ('Content-Disposition: attachment; filename="Grüße.pdf"', "Grüße.pdf"),
    ("Content-Disposition: attachment; filename*=utf-8''Gr%C3%BC%C3%9Fe.pdf", "Grüße.pdf"),
    ("Content-Disposition: attachment; filename*0*=utf-8''Gr%C3%BC; filename*1*=%C3%9Fe.pdf", "Grüße.pdf"),
    ('Content-Disposition: attachment; filename*0="Gr"; filename*1="uss.pdf"', "Gruss.pdf"),
    ('Content-Disposition: attachment; filename="=?utf-8?Q?Gr=C3=BC=C3=9Fe.pdf?="', "Grüße.pdf"),
    (
        'Content-Disposition: attachment; filename="=?utf-8?Q?Gr=C3=BC?=\n =?utf-8?Q?=C3=9Fe.pdf?="',
        "Grüße.pdf",
    ),
    ("Content-Disposition: attachment; filename=my file.pdf", "my file.pdf"),
    ("Content-Disposition: attachment; filename='a.pdf'", "a.pdf"),
    ('Content-Disposition: attachment; filename="a;b.pdf"', "a;b.pdf"),
    ('Content-Disposition: attachment; filename="C:\\\\Users\\\\kim\\\\a.pdf"', "a.pdf"),
    ("Content-Disposition: attachment; filename*=iso-8859-1'de'Gr%FC%DFe.pdf", "Grüße.pdf"),
    (
        "Content-Disposition: attachment; filename*=UTF-8''Gr%C3%BC%C3%9Fe.pdf; filename=\"Gruesse.pdf\"",
        "Grüße.pdf",
    ),
    ("Content-Disposition: attachment; FILENAME=A.PDF", "A.PDF"),
    (
        (
            'Content-Type: application/pdf; name="=?iso-8859-1?B?R3L832UucGRm?="\n'
            "Content-Disposition: attachment"
        ),
        "Grüße.pdf",
    ),
    ("Content-Disposition: attachment; filename*0*=utf-8''Gr%C3; filename*1*=%BC%C3%9Fe.pdf", "Grüße.pdf"),
    ('Content-Disposition: attachment; filename = "a b.pdf" ; size=5', "a b.pdf"),
    ('Content-Disposition: attachment; filename="a\\"b.pdf"', "a_b.pdf"),
    ('Content-Disposition: attachment; filename*1="uss.pdf"; filename*0="Gr"', "Gruss.pdf"),
    ("Content-Disposition: attachment; filename*=\"utf-8''Gr%C3%BC.pdf\"", "Grü.pdf"),
    ('Content-Disposition: attachment filename="a.pdf"', "a.pdf"),
    ("Content-Disposition: inline; filename=a.pdf", "a.pdf"),
]


def encoded(charset: str) -> bytes:
    return CHARSETS[charset].encode(CODECS.get(charset, charset))


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_declared_charset_in_base64(charset: str) -> None:
    raw = base64.b64encode(encoded(charset))
    head = f"Subject: =?{charset}?B?{raw.decode()}?=\nContent-Type: text/plain; charset={charset}\n"
    found = understand(HEAD + head.encode() + b"Content-Transfer-Encoding: base64\n\n" + raw)
    assert (found.subject, found.text) == (CHARSETS[charset], CHARSETS[charset])


@pytest.mark.parametrize("charset", [c for c in CHARSETS if c not in WIDE])
def test_a_declared_charset_in_eight_bits_and_by_the_page_alone(charset: str) -> None:
    raw = encoded(charset)
    head = f'Content-Type: text/html; charset="{charset.upper()}"\n\n'
    assert understand(HEAD + head.encode() + b"<p>" + raw + b"</p>").text == CHARSETS[charset]
    if raw.isascii():
        return
    page = f"Content-Type: text/html\n\n<html><head><meta charset={charset}></head><body>"
    assert understand(HEAD + page.encode() + raw).text == CHARSETS[charset]


GUESSED = [
    "gb18030",
    "big5",
    "shift_jis",
    "euc-jp",
    "euc-kr",
    "koi8-r",
    "windows-1251",
    "windows-1255",
    "iso-8859-7",
]


@pytest.mark.parametrize("said", ["", "; charset=utf-8", "; charset=us-ascii"])
@pytest.mark.parametrize("charset", GUESSED)
def test_a_charset_that_is_missing_or_untrue_is_guessed(charset: str, said: str) -> None:
    found = understand(HEAD + f"Content-Type: text/plain{said}\n\n".encode() + encoded(charset) * 3)
    assert found.text == CHARSETS[charset] * 3
    assert any(warning.startswith("charset") for warning in found.warnings)


@pytest.mark.parametrize(
    "said", ["iso-8859-1", "windows-1252", "us-ascii", "iso-8859-15", "gb2312", "koi8-r"]
)
def test_utf_8_under_another_name(said: str) -> None:
    text = "Gr\xfc\xdfe, k\xf6nnen Sie mir helfen? \u2013 \u201cja\u201d"
    assert understand(HEAD + f"Content-Type: text/plain; charset={said}\n\n{text}".encode()).text == text


@pytest.mark.parametrize(
    ("codec", "said"),
    [("utf-16le", "utf-16"), ("utf-16be", "utf-16"), ("utf-16", "utf-8"), ("utf-8-sig", "")],
)
def test_marks_of_byte_order(codec: str, said: str) -> None:
    text = "Gr\xfc\xdfe aus K\xf6ln, hello there"
    head = f"Content-Type: text/plain; charset={said}\nContent-Transfer-Encoding: base64\n\n"
    assert understand(HEAD + head.encode() + base64.b64encode(text.encode(codec))).text == text


@pytest.mark.parametrize(("raw", "text"), WORDS)
def test_a_subject_as_programs_write_it(raw: bytes, text: str) -> None:
    assert understand(HEAD + b"Subject: " + raw + b"\n\nx").subject == text


@pytest.mark.parametrize(("raw", "name", "email"), PEOPLE)
def test_a_sender_as_programs_write_it(raw: bytes, name: str, email: str) -> None:
    sender = understand(b"From: " + raw + b"\nSubject: x\n\nx").sender
    assert (sender.name, sender.email) == (name, email)


@pytest.mark.parametrize("written", DATES)
def test_a_date_as_programs_write_it(written: str) -> None:
    found = understand(HEAD + f"Date: {written}\n\nx".encode()).date
    assert found is not None
    assert abs((found - datetime(2025, 2, 3, 8, 14, 22, tzinfo=UTC)).total_seconds()) < 1


def test_half_days() -> None:
    hours = {"12:14 AM": 0, "9:14 PM": 21, "12:14 p.m.": 12}
    for written, hour in hours.items():
        found = understand(HEAD + f"Date: Mon, 3 Feb 2025 {written} +0000\n\nx".encode()).date
        assert found is not None
        assert (found.hour, found.minute) == (hour, 14)


@pytest.mark.parametrize(("field", "name"), NAMES)
def test_a_file_name_as_programs_write_it(field: str, name: str) -> None:
    kind = "" if "Content-Type" in field else "Content-Type: application/pdf\n"
    top = 'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nhi\n--b\n'
    part = f"{top}{kind}{field}\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQ=\n--b--\n"
    assert [file.name for file in understand(HEAD + part.encode()).attachments] == [name]


def test_text_that_only_calls_itself_base64() -> None:
    mail = (
        HEAD
        + b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nthis is no base64, it is text!\n"
    )
    assert understand(mail).text == "this is no base64, it is text!"
