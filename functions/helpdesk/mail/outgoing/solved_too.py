"""What a requester reads when their ticket is solved with another. Not a word of that one."""

from typing import Final

_SENTENCES: Final = {
    "en": (
        "What you reported had a cause that others met as well, and it has been solved. "
        "Please let us know if it still does not work for you."
    ),
    "nl": (
        "Wat u meldde had een oorzaak waar ook anderen last van hadden, en die is nu verholpen. "
        "Laat het ons weten als het bij u nog niet werkt."
    ),
    "nb": (
        "Det du meldte fra om, hadde en årsak som også rammet andre, og den er nå rettet. "
        "Si gjerne fra hvis det fortsatt ikke virker hos deg."
    ),
    "ru": (
        "Проблема, о которой вы сообщили, коснулась не только вас; её причина устранена. "
        "Пожалуйста, напишите нам, если у вас всё ещё что-то не работает."
    ),
    "zh": "您反映的问题也影响了其他人，现已解决。如果您那里仍然不正常，请告诉我们。",
}


def solved_too(language: str) -> str:
    """In that language, or in English."""
    return _SENTENCES.get(language.partition("-")[0], _SENTENCES["en"])
