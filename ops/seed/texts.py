"""Ready-made texts of the demo's desks, in the languages of their customers."""

from typing import Final

from helpdesk.domain.desk_work.texts import ReadyText
from helpdesk.ports import ReadyTexts

_NOORD: Final = (
    ReadyText(
        id="more-needed",
        name="What we need to know",
        texts={
            "en": "Dear {requester.name},\n\nSince when is it so, and does it happen to your colleagues too? "
            "A photo of the screen helps.\n\n{agent.name}",
            "nl": "Beste {requester.name},\n\nSinds wanneer is dit zo, en hebben uw collega's het ook? "
            "Een foto van het scherm helpt.\n\n{agent.name}",
            "nb": "Hei {requester.name},\n\nHvor lenge har det vært slik, og gjelder det også "
            "kollegene dine? Et bilde av skjermen hjelper.\n\n{agent.name}",
        },
    ),
    ReadyText(
        id="on-our-way",
        name="Thanks, on our way",
        texts={
            "en": "Thank you, {requester.name}. Somebody is on the way to you about {ticket.key}.",
            "nl": "Dank u, {requester.name}. Er is iemand naar u onderweg voor {ticket.key}.",
            "nb": "Takk, {requester.name}. Noen er på vei til deg angående {ticket.key}.",
        },
    ),
)
_HOST: Final = (
    ReadyText(
        id="looking",
        name="We are looking into it",
        texts={
            "en": "Thank you, {requester.name}. We are looking into {ticket.key} now.",
            "zh": "{requester.name}，您好！我们正在处理 {ticket.key}。",
        },
    ),
)


def write_texts(texts: ReadyTexts) -> None:
    """Puts them where the desks' agents find them."""
    for desk, own in (("noord", _NOORD), ("host", _HOST)):
        for text in own:
            texts.put(desk, text)
