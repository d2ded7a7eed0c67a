"""Words by which letters begin and end, and the headings of drafts, in the languages people write to us."""

import re
from typing import Final

HEADINGS: Final = {
    "en": ("Question", "Answer"),
    "nl": ("Vraag", "Antwoord"),
    "nb": ("Spørsmål", "Svar"),
    "de": ("Frage", "Antwort"),
    "ru": ("Вопрос", "Ответ"),
    "zh": ("问题", "解答"),
}

_GREETINGS: Final = (
    "hi|hello|hey|dear|good (?:morning|afternoon|evening)",
    "beste|hallo|hoi|geachte|goede(?:morgen|middag|navond)",
    "hei|kjære|god (?:morgen|dag)",
    "liebe[r]?|guten (?:morgen|tag)|sehr geehrte[r]?",
    "здравствуйте|добрый день|привет",
)
_CLOSINGS: Final = (
    "(?:kind|best|warm) regards|regards|best wishes|many thanks|thanks|thank you|cheers|yours sincerely",
    "(?:met )?vriendelijke groet(?:en)?|groet(?:en|jes)?|mvg|bedankt|dank je wel|alvast bedankt",
    "(?:med )?vennlig hilsen|mvh|hilsen|på forhånd takk|takk",
    "mit freundlichen grüßen|viele grüße|mfg|danke",
    "с уважением|спасибо",
)

GREETING: Final = re.compile(
    rf"(?i)^\s*(?:(?:{'|'.join(_GREETINGS)})\b|您好|你好)[^.?!\n]{{0,60}}[,!.，！。]?\s*$"
)
"""A line that only greets."""

CLOSING: Final = re.compile(rf"(?i)^\s*(?:(?:{'|'.join(_CLOSINGS)})\b|谢谢|此致)[^\n]{{0,40}}$")
"""A line that takes leave; what follows is a name."""
