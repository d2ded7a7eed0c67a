"""Header fields as the world writes them."""

import pytest

from helpdesk.mail.inbound import Address
from helpdesk.mail.understand import understand


def mail(**fields: str) -> bytes:
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return ("\n".join(lines) + "\n\nbody\n").encode("utf-8", "surrogateescape")


@pytest.mark.parametrize(
    ("written", "name", "email"),
    [
        ("anna@example.com", "", "anna@example.com"),
        ("<anna@example.com>", "", "anna@example.com"),
        ("Anna Smit <anna@example.com>", "Anna Smit", "anna@example.com"),
        ('"Smit, Anna" <anna@example.com>', "Smit, Anna", "anna@example.com"),
        ("Smit, Anna <anna@example.com>", "Smit, Anna", "anna@example.com"),
        ('"Anna \\"A\\" Smit" <anna@example.com>', 'Anna "A" Smit', "anna@example.com"),
        ("anna@example.com (Anna Smit)", "Anna Smit", "anna@example.com"),
        ("'Anna Smit' <anna@example.com>", "Anna Smit", "anna@example.com"),
        ("=?utf-8?Q?J=C3=B6rg_M=C3=BCller?= <j@example.com>", "Jörg Müller", "j@example.com"),
        ('"=?iso-8859-1?Q?J=F6rg_M=FCller?=" <j@example.com>', "Jörg Müller", "j@example.com"),
        ("=?utf-8?B?TcO8bGxlciwgSsO2cmc=?= <j@example.com>", "Müller, Jörg", "j@example.com"),
        ("=?utf-8?Q?J=C3?= =?utf-8?Q?=B6rg?= <j@example.com>", "Jörg", "j@example.com"),
        ("=?utf-8?Q?Anna_=3Canna=40example.com=3E?=", "Anna", "anna@example.com"),
        ("=?utf-8?Q?Anna?=<anna@example.com>", "Anna", "anna@example.com"),
        ("Anna<anna@example.com>", "Anna", "anna@example.com"),
        ("Anna <anna@example.com", "Anna", "anna@example.com"),
        ("Anna <mailto:anna@example.com>", "Anna", "anna@example.com"),
        ("Anna < anna@example.com >", "Anna", "anna@example.com"),
        ('"anna@example.com" <anna@example.com>', "anna@example.com", "anna@example.com"),
        ("jörg@müller.example", "", "jörg@müller.example"),
        ("Jörg <jörg@müller.example>", "Jörg", "jörg@müller.example"),
        ('"very odd"@example.com', "", '"very odd"@example.com'),
        ("Anna Smit", "Anna Smit", ""),
        ("o'neil@example.com", "", "o'neil@example.com"),
        ("Anna <@relay.example:anna@example.com>", "Anna", "anna@example.com"),
        ("anna@[192.0.2.1]", "", "anna@[192.0.2.1]"),
    ],
)
def test_sender(written: str, name: str, email: str) -> None:
    assert understand(mail(From=written, Subject="x")).sender == Address(name=name, email=email)


@pytest.mark.parametrize(
    ("written", "emails"),
    [
        ("a@example.com, b@example.com", ["a@example.com", "b@example.com"]),
        ("a@example.com; b@example.com", ["a@example.com", "b@example.com"]),
        ("undisclosed-recipients:;", []),
        ("Team: a@example.com, B <b@example.com>;", ["a@example.com", "b@example.com"]),
        ("Pete(A nice chap) <pete(his account)@silly.test(his host)>", ["pete@silly.test"]),
        ('"A, B" <a@example.com>, =?utf-8?Q?C=2C_D?= <c@example.com>', ["a@example.com", "c@example.com"]),
        ("<a@example.com> <b@example.com>", ["b@example.com"]),
        (
            "a@example.com,\n b@example.com,\n\tc@example.com",
            ["a@example.com", "b@example.com", "c@example.com"],
        ),
    ],
)
def test_recipients(written: str, emails: list[str]) -> None:
    assert [a.email for a in understand(mail(To=written, Subject="x")).to] == emails


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        ("Printer is broken", "Printer is broken"),
        ("=?utf-8?q?Dr=C3=BCcker?=", "Drücker"),
        ("=?UTF-8?B?RHLDvGNrZXI=?=", "Drücker"),
        ("=?utf-8?b?RHLDvGNrZXI?=", "Drücker"),
        ("Re: =?utf-8?q?Dr=C3=BCcker?= is =?utf-8?q?kaputt=21?=", "Re: Drücker is kaputt!"),
        ("=?utf-8?q?one?= =?utf-8?q?_two?=", "one two"),
        ("=?utf-8?q?one?=\n =?utf-8?q?two?=", "onetwo"),
        ("=?utf-8?Q?in_two_?=\n =?iso-8859-1?Q?charsets_=E9?=", "in two charsets é"),
        ("=?utf-8*en?Q?tagged?=", "tagged"),
        ("=?utf-8?Q?with space inside?=", "with space inside"),
        ("=?gb2312?B?tPLTobv6?=", "打印机"),
        ("=?iso-2022-jp?B?GyRCJVclaiVzJT8bKEI=?=", "プリンタ"),
        ("=?koi8-r?B?8NLJztTF0g==?=", "Принтер"),
        ("=?x-nobody-knows?Q?plain?=", "plain"),
        ("=?utf-8?Q?cut off", "cut off"),
        ("Not =? a word", "Not =? a word"),
        ("folded\n line\n\ttwice", "folded line twice"),
        ("Drücker, ganz roh", "Drücker, ganz roh"),
        ("", ""),
    ],
)
def test_subject(written: str, subject: str) -> None:
    assert understand(mail(From="a@example.com", Subject=written)).subject == subject


def test_raw_latin_1_in_a_header_follows_the_body() -> None:
    raw = (
        b"From: a@example.com\nSubject: Pr\xe9nom\nContent-Type: text/plain; charset=iso-8859-1\n\n"
        b"d\xe9j\xe0\n"
    )
    found = understand(raw)
    assert (found.subject, found.text) == ("Prénom", "déjà")


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Tue, 5 Mar 2024 09:14:33 +0100", "2024-03-05T09:14:33+01:00"),
        ("5 Mar 2024 09:14 GMT", "2024-03-05T09:14:00+00:00"),
        ("Tue, 5 Mar 24 09:14:33 -0500 (EST)", "2024-03-05T09:14:33-05:00"),
        ("Tue,  5 Mar 2024 09:14:33 GMT+0200", "2024-03-05T09:14:33+02:00"),
        ("2024-03-05T09:14:33Z", "2024-03-05T09:14:33+00:00"),
        ("2024-03-05 09:14:33 +02:00", "2024-03-05T09:14:33+02:00"),
        ("Tue Mar  5 09:14:33 2024", "2024-03-05T09:14:33+00:00"),
        ("Tue, 05 Mar 2024 09:14:33 +01:00", "2024-03-05T09:14:33+01:00"),
    ],
)
def test_date(written: str, iso: str) -> None:
    found = understand(mail(From="a@example.com", Date=written)).date
    assert found is not None
    assert found.isoformat() == iso


def test_a_date_that_is_none_is_said() -> None:
    found = understand(mail(From="a@example.com", Date="yesterday"))
    assert found.date is None
    assert any(w.startswith("date:") for w in found.warnings)


def test_thread_keys_strongest_first() -> None:
    found = understand(
        mail(
            From="a@example.com",
            Subject="Re: AW: [ACME-1042] Antw: Printer [#7]",
            Message_ID="<m@x>",
            In_Reply_To="<last@x>",
            References="<first@x> <mid@x>\n <last@x>",
        )
    )
    assert found.message_id == "m@x"
    assert found.references == ("first@x", "mid@x", "last@x")
    assert found.thread_ids == ("last@x", "mid@x", "first@x")
    assert found.subject_tags == ("ACME-1042", "7")
    assert found.topic == "Printer"


@pytest.mark.parametrize(
    "prefix",
    [
        "Re:",
        "RE:",
        "AW:",
        "Antw:",
        "SV:",
        "VS:",
        "TR:",
        "Fwd:",
        "FW:",
        "WG:",
        "RV:",
        "Odp:",
        "Ynt:",
        "回复：",
        "答复:",
        "Отв:",
        "Re[2]:",
        "Re: Re:",
        "Réf:",
        "ENC:",
        "RES:",
        "R:",
        "[ACME-12] Re:",
    ],
)
def test_the_topic_is_the_same_under_any_prefix(prefix: str) -> None:
    assert (
        understand(mail(From="a@example.com", Subject=f"{prefix} Printer: is broken")).topic
        == "Printer: is broken"
    )


def test_a_display_name_that_shows_another_address_is_marked() -> None:
    found = understand(mail(From='"ceo@bank.example" <x@evil.example>', Subject="x"))
    assert found.sender.email == "x@evil.example"
    assert any(w.startswith("display-name:") for w in found.warnings)


def test_our_own_mail_is_known_by_its_mark() -> None:
    raw = mail(From="a@example.com", Subject="x", X_Loop="loket-prod")
    assert understand(raw, deployment="loket-prod").kind == "own"
    assert understand(raw, deployment="another").kind == "human"
    assert understand(raw).loop_id == "loket-prod"
