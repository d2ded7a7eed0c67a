"""Fjell: an engineering firm in Norway, with its own calendar."""

from helpdesk.domain.tickets import Priority, State, TicketType
from ops.seed.desks import FJELL, LARS, SOFIE
from ops.seed.story import Story, moves, notes, rates, says, takes

FJELL_STORIES = (
    Story(
        tenant=FJELL, who="ingrid", ago=240, subject="Får ikke åpnet tegninger fra felles disk",
        text="Når jeg åpner en tegning fra fellesdisken, får jeg beskjed om at filen er låst av en annen bruker.",
        events=(
            takes(40, SOFIE),
            says(50, "Hei Ingrid. Filen var låst av en gammel økt. Nå er den frigitt – virker det?", SOFIE, State.WAITING_CUSTOMER),
            says(80, "Ja, nå virker det. Takk!"),
            moves(85, SOFIE, State.SOLVED),
        ),
    ),
    Story(
        tenant=FJELL, who="olav", ago=120, subject="Ny PC til prosjektkontoret", type=TicketType.REQUEST,
        text="Vi trenger en kraftigere PC til prosjektkontoret på Voss. Kan dere komme med et forslag?",
        events=(
            takes(200, LARS),
            says(1500, "Hei Olav. Her er to forslag med pris. Hvilken passer best?", LARS, State.WAITING_CUSTOMER),
        ),
    ),
    Story(
        tenant=FJELL, who="ingrid", ago=55, subject="Teams-møter uten lyd på møterom 2",
        text="I møterom 2 hører de andre oss ikke. Vi hører dem godt.",
        events=(
            takes(70, SOFIE),
            notes(75, SOFIE, "Mikrofonpucken er oppdatert i går. Prøver å rulle tilbake."),
            says(90, "Jeg ruller tilbake en oppdatering i kveld og ringer i morgen tidlig.", SOFIE),
        ),
    ),
    Story(
        tenant=FJELL, who="olav", ago=8, subject="Sikkerhetskopi feilet i natt",
        text="Jeg fikk en e-post om at sikkerhetskopien feilet i natt. Er dataene våre trygge?",
        events=(rates(15, LARS, Priority.HIGH),),
    ),
    Story(
        tenant=FJELL, who="ingrid", ago=1.8, subject="Skriveren på verkstedet er tom for toner",
        text="Skriveren på verkstedet sier at toneren er tom. Har vi noen på lager?",
    ),
)  # fmt: skip
