"""Duinrand: a holiday park by the sea, Dutch."""

from helpdesk.domain.tickets import Channel, Priority, State, TicketType
from ops.seed.desks import ANA, DUINRAND, LARS, SOFIE
from ops.seed.story import Story, moves, notes, rates, says, takes

DUINRAND_STORIES = (
    Story(
        tenant=DUINRAND, who="kees", ago=260, subject="Wifi op veld C valt steeds weg",
        text="Gasten op veld C klagen dat de wifi 's avonds steeds wegvalt. Op veld A en B is niets aan de hand.",
        events=(
            takes(60, LARS),
            notes(90, LARS, "Accesspoint C2 staat op 110 % van de clients. Tweede erbij of kanaal wisselen."),
            says(100, "Dank u, Kees. Eén accesspoint daar is overvol. Vanavond zetten we een ander kanaal; volgende week hangt Sofie er een bij.", LARS, State.WAITING_OTHER),
            says(5200, "Het tweede accesspoint hangt. Wilt u het dit weekend in de gaten houden?", SOFIE, State.WAITING_CUSTOMER),
            says(9000, "Geen klachten meer gehad. Bedankt!"),
            moves(9010, SOFIE, State.SOLVED),
        ),
    ),
    Story(
        tenant=DUINRAND, who="roos", ago=170, subject="Nieuwe medewerker receptie", type=TicketType.REQUEST, channel=Channel.PORTAL,
        text="Op 1 december begint Daan bij de receptie. Graag een account met toegang tot het reserveringssysteem.",
        events=(takes(30, ANA), says(400, "Het account is klaar; het wachtwoord krijgt Daan bij de receptie in een envelop.", ANA, State.SOLVED)),
    ),
    Story(
        tenant=DUINRAND, who="kees", ago=98, subject="Slagboom herkent kentekens niet",
        text="Sinds de storm herkent de camera bij de slagboom geen kentekens meer. We doen alles met de hand.",
        events=(
            rates(10, LARS, Priority.HIGH), takes(11, SOFIE),
            says(30, "Ik kom vanmiddag langs; waarschijnlijk staat de camera scheef.", SOFIE),
            says(420, "Camera gericht en schoongemaakt. Hij leest weer.", SOFIE, State.SOLVED),
            says(1500, "Helaas: sinds vanochtend weer niet."),
            notes(1520, SOFIE, "Beugel zit los. Nieuwe besteld bij de leverancier."),
            moves(1525, SOFIE, State.WAITING_OTHER),
        ),
    ),
    Story(
        tenant=DUINRAND, who="roos", ago=29, subject="Pinapparaat receptie geeft fout 51",
        text="Het pinapparaat geeft soms fout 51. Opnieuw proberen helpt meestal, maar er staat een rij.",
        events=(takes(50, ANA), says(58, "Bij welke betalingen gebeurt het: ook contactloos? Dan weet ik of het de verbinding is of het apparaat zelf.", ANA, State.WAITING_CUSTOMER)),
    ),
    Story(
        tenant=DUINRAND, who="kees", ago=5, subject="Printer stuk",
        text="De printer bij de receptie trekt steeds twee vellen tegelijk. Kunnen jullie komen kijken?",
    ),
    Story(
        tenant=DUINRAND, who="roos", ago=2, subject="Website toont oude prijzen",
        text="Op de website staan nog de zomerprijzen. Kan dat vandaag nog worden aangepast?",
        events=(rates(8, ANA, Priority.HIGH), takes(9, ANA)),
    ),
)  # fmt: skip
