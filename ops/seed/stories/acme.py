"""Acme: an office with printers, a warehouse and a difficult VPN."""

from helpdesk.domain.tickets import Channel, Priority, State, TicketType
from ops.seed.desks import ACME, ANA, LARS, SOFIE
from ops.seed.story import Story, moves, notes, rates, says, takes

ACME_STORIES = (
    Story(
        tenant=ACME, who="noor", ago=310, subject="Printer 3rd floor prints grey stripes",
        text="Every page from the printer next to the kitchen has grey stripes on the left side.",
        events=(
            takes(20, ANA),
            says(25, "Thank you, Noor. Could you run the cleaning page from the menu and tell me whether it changes anything?", ANA, State.WAITING_CUSTOMER),
            says(140, "Did that twice, the stripes are lighter but still there."),
            notes(150, ANA, "Drum is at 2 %. Ordered one, Sofie brings it on Thursday."),
            says(155, "The drum is worn. Sofie will replace it on Thursday morning.", ANA, State.WAITING_OTHER),
            says(2900, "New drum is in. The test page is clean.", SOFIE, State.SOLVED),
        ),
    ),
    Story(
        tenant=ACME, who="tom", ago=205, subject="VPN drops every hour",
        text="Working from home, the VPN disconnects every 60 minutes on the dot and my files close.",
        events=(
            takes(30, LARS),
            says(45, "That hour is suspicious: it is the lifetime of the key. I am looking at the profile on your laptop.", LARS),
            notes(60, LARS, "Profile from 2023, rekey disabled. Pushing the new one tonight."),
            says(1300, "You have a new profile since last night. Does it hold now?", LARS, State.WAITING_CUSTOMER),
            says(1500, "Three hours and counting. Thanks!"),
            moves(1510, LARS, State.SOLVED),
        ),
    ),
    Story(
        tenant=ACME, who="pim", ago=150, subject="New colleague starts on the first of the month", type=TicketType.REQUEST, channel=Channel.PORTAL,
        text="Jasmin Vos starts in sales. Please prepare a laptop, phone, mailbox and access to the CRM.",
        events=(
            takes(15, ANA),
            says(20, "Nice. I have a laptop ready; which groups should she be in, the same as Fatima?", ANA, State.WAITING_CUSTOMER),
            says(900, "Same as Fatima, without the price lists please."),
            notes(960, ANA, "Mailbox made. Waiting for the phone contract."),
        ),
    ),
    Story(
        tenant=ACME, who="fatima", ago=74, subject="Outlook asks for my password again and again",
        text="Since this morning Outlook wants my password every few minutes. It never accepts it. Webmail works.",
        events=(
            rates(5, LARS, Priority.HIGH), takes(6, LARS),
            says(12, "Could you restart the laptop once and sign in to webmail first? I have cleared the stored credentials.", LARS, State.WAITING_CUSTOMER),
            says(55, "That did it. Thank you for the quick help."),
            moves(60, LARS, State.SOLVED),
        ),
    ),
    Story(
        tenant=ACME, who="noor", ago=51, subject="Scanner in the warehouse does not read the new labels",
        text="The handheld scanners do not see the new smaller barcodes at all. The old labels are fine.",
        events=(
            takes(45, SOFIE),
            notes(50, SOFIE, "Code 128 below 0.25 mm: firmware option. Need one scanner here to try."),
            says(55, "I would like to take one scanner with me tomorrow to try a setting. Is that possible?", SOFIE, State.WAITING_CUSTOMER),
        ),
    ),
    Story(
        tenant=ACME, who="tom", ago=27, subject="Shared calendar of the meeting rooms is empty",
        text="All meeting rooms look free, also the ones where people are sitting right now.",
        events=(takes(95, ANA), says(100, "I see it too. The rooms lost a permission during the move; I am giving it back one by one.", ANA)),
    ),
    Story(
        tenant=ACME, who="fatima", ago=6.5, subject="Price list opens read-only",
        text="I must send the new prices today and the file opens read-only for everybody. Who has it open?",
        events=(rates(4, ANA, Priority.HIGH),),
    ),
    Story(
        tenant=ACME, who="pim", ago=3.2, subject="Invoice of October seems too high", type=TicketType.REQUEST,
        text="We are charged for 48 workplaces, I count 44. Could somebody have a look?",
    ),
    Story(
        tenant=ACME, who="noor", ago=1.1, subject="Printer 3rd floor dead",
        text="The printer beside the kitchen does nothing at all any more: no light, no sound. The drum was replaced recently.",
    ),
    Story(
        tenant=ACME, who="tom", ago=0.4, subject="Monitor flickers", channel=Channel.PHONE,
        text="Tom called: his left monitor flickers when the desk goes up. Cable?",
        events=(takes(3, SOFIE),),
    ),
)  # fmt: skip
