"""The demo's spaces, its decision tree and its bulletin."""

from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from helpdesk.domain.knowledge.bulletins import Bulletin, BulletinText, Severity
from helpdesk.domain.knowledge.spaces import Audience, AudienceKind, Space
from helpdesk.domain.knowledge.trees import (
    AnswerEnd,
    ArticleEnd,
    Choice,
    Question,
    TicketEnd,
    Tree,
    TreeState,
)
from helpdesk.domain.tickets import Priority
from ops.seed.desks import LARS

_PUBLIC, _ALL = Audience(kind=AudienceKind.PUBLIC), Audience(kind=AudienceKind.REQUESTERS)
_DESK = Audience(kind=AudienceKind.DESK)
_ACME = Audience(kind=AudienceKind.CHOSEN, tenants=("acme",))


def _space(desk: str, name: str, icon: str, audience: Audience, **names: str) -> Space:
    return Space(desk=desk, id=name, names=names, audience=audience, icon=icon)


_IN_ORDER: Final = (
    _space("noord", "start", "life-buoy", _PUBLIC, en="First help", nl="Eerste hulp", nb="Førstehjelp"),
    _space("noord", "printing", "printer", _ALL, en="Printing and scanning", nl="Printen en scannen",
           nb="Utskrift og skanning"),
    _space("noord", "network", "wifi", _ALL, en="Network and VPN", nl="Netwerk en VPN", nb="Nettverk og VPN"),
    _space("noord", "accounts", "key", _ALL, en="Accounts, mail and files",
           nl="Accounts, mail en bestanden", nb="Kontoer, e-post og filer", zh="账户、邮件和文件"),
    _space("noord", "acme", "building", _ACME, en="Only for Acme"),
    _space("noord", "desk", "wrench", _DESK, en="Among ourselves", nl="Onder ons", nb="Oss imellom"),
    _space("host", "hosting", "globe", _PUBLIC, en="Hosting, DNS and certificates", zh="托管、DNS 与证书"),
    _space("host", "customers", "database", _ALL, en="For customers", zh="客户专区"),
    _space("host", "runbooks", "wrench", _DESK, en="Runbooks"),
)  # fmt: skip


def spaces() -> tuple[Space, ...]:
    """In the order readers see them."""
    return tuple(replace(space, order=order) for order, space in enumerate(_IN_ORDER))


def _yes_no(name: str, yes: str, no: str, **texts: str) -> Question:
    return Question(
        id=name,
        texts=texts,
        choices=(
            Choice(labels={"en": "Yes", "nl": "Ja", "nb": "Ja"}, to=yes),
            Choice(labels={"en": "No", "nl": "Nee", "nb": "Nei"}, to=no),
        ),
    )


def tree() -> Tree:
    """What to do about a printer, up to a ticket that is filled in."""
    return Tree(
        desk="noord",
        id="printer-help",
        space="printing",
        names={
            "en": "My printer does not print",
            "nl": "Mijn printer print niet",
            "nb": "Skriveren skriver ikke ut",
        },
        state=TreeState.PUBLISHED,
        start="display",
        nodes=(
            _yes_no("display", "jam", "plug", en="Does the printer's display show anything?",
                    nl="Staat er iets op het scherm van de printer?", nb="Viser skriverens skjerm noe?"),
            _yes_no("plug", "jam", "broken", en="Is it plugged in, and does the button start it?",
                    nl="Zit de stekker erin, en start hij als u op de knop drukt?",
                    nb="Er støpselet i, og starter den når du trykker på knappen?"),
            _yes_no("jam", "jam-article", "queue", en="Does it say “paper jam”?",
                    nl="Staat er “papierstoring” of “paper jam”?", nb="Står det «papirstopp»?"),
            _yes_no("queue", "queue-article", "restart", en="Does your document wait in the queue?",
                    nl="Staat uw document in de wachtrij?", nb="Ligger dokumentet i køen?"),
            _yes_no("restart", "done", "broken", en="Switch it off and on again. Does it print?",
                    nl="Zet hem uit en na dertig seconden weer aan. Print hij?",
                    nb="Slå den av og på igjen etter tretti sekunder. Skriver den ut?"),
            ArticleEnd(id="jam-article", article="printer-jam"),
            ArticleEnd(id="queue-article", article="printer-queue"),
            AnswerEnd(id="done", texts={
                "en": "Good. If it happens again within a day, **tell us**: then a part is worn.",
                "nl": "Mooi. Gebeurt het binnen een dag weer, **meld het**: dan is een onderdeel versleten.",
                "nb": "Fint. Skjer det igjen innen en dag, **si fra**: da er en del slitt.",
            }),
            TicketEnd(id="broken", priority=Priority.NORMAL, team="field",
                      subjects={"en": "Printer does not print", "nl": "Printer print niet",
                                "nb": "Skriver skriver ikke ut"},
                      texts={"en": "Name on the sticker:\nThe display shows:\nSwitched off and on: yes\n",
                             "nl": "Naam op de sticker:\nWat er op het scherm staat:\nUit- en aangezet: ja\n",
                             "nb": "Navn på klistremerket:\nHva skjermen viser:\nSlått av og på: ja\n"}),
        ),
    )  # fmt: skip


def bulletin(now: datetime) -> Bulletin:
    """Something that is wrong right now."""
    return Bulletin(
        desk="noord",
        id="slow-mail",
        texts={
            "en": BulletinText(
                title="Mail to outside is slow", body="It arrives up to an hour late. Nothing is lost."
            ),
            "nl": BulletinText(
                title="Mail naar buiten is traag",
                body="Hij komt tot een uur later aan. Er raakt niets kwijt.",
            ),
            "nb": BulletinText(
                title="E-post ut av huset er treg", body="Den kommer opptil en time sent. Ingenting går tapt."
            ),
        },
        severity=Severity.DEGRADED,
        starts=now - timedelta(hours=1),
        ends=now + timedelta(days=7),
        by=LARS,
        created_at=now,
        updated_at=now,
    )
