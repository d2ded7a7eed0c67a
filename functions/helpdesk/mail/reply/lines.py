"""Lines that introduce history: "On … wrote:", header blocks, "Original Message", forwarding marks."""

import re
from functools import lru_cache

from helpdesk.mail.reply import words

_VERB = "|".join(words.VERBS.split(", "))
_INTRO = "|".join(words.INTROS.split(", "))
_DATE = r"\d{1,2}[:.hH]\s?\d{2}|(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d+\s*[月日年]"
_MAIL = r"[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+|mailto:|<[^<>\s]*>"

_ENDS = re.compile(
    rf"(?im)(?:[:：]|\b(?:{_VERB})|(?:写道|寫道|작성|のメール|write?s|wrote)\s*[:：]?)[\s>*_-]*?$"
)
_ENDS_VERB = re.compile(
    rf"(?i)(?:^|[\s>)\]\"'»”,、さ]|(?<=[\d日一二三四五六天])(?=[写寫]))(?:{_VERB})(?:\s+\S+){{0,12}}?\s*[:：.]*[\s*_-]*$"
)
_ENDS_VERB_ONLY = re.compile(
    rf"(?i)(?:^|[\s>)\]\"'»”,、さ]|(?<=[\d日一二三四五六天])(?=[写寫]))(?:{_VERB})\s*[:：.]*[\s*_-]*$"
)
_STARTS = re.compile(rf"(?i)^[\s*_-]*(?:{_INTRO})\b|^[\s*_-]*(?:在|于|\d{{1,4}}[./年-])")
_HAS_DATE = re.compile(_DATE)
_HAS_MAIL = re.compile(_MAIL)
_FIRST_PERSON = re.compile(r"(?i)^(?:I|we|as I|as we|ich|wir|ik|je|j'ai|wij|nous|yo|io)\b")
_WITHOUT_VERB = re.compile(
    r"(?:<[^<>\s]+@[^<>\s]+>|\[mailto:[^\]]+\]|\(?[^\s<>()]+@[^\s<>()]+\)?)\s*(?:さん|様)?\s*[:：]$"
)


_BARE = re.compile(rf"^(?:\w+,?\s+)?(?:{_DATE}).{{0,200}}<[^<>\s]+@[^<>\s]+>$")
_TIME_FIRST = re.compile(r"^\s*\d{1,2}:\d\d")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}")
_QUOTING = re.compile(
    r"(?i)^(?:quoting|citeren|zitat von|citando(?: a)?|mensaje citado por|citation de|citat av|"
    r"citerar|siterer|"
    r"cytowanie|цитата от|цитирую)\b.{0,120}?@.{0,80}:$|^missatge de .{0,120}?@.{0,30} del dia .{0,60}:$"
)
_MUTT = re.compile(r"^(?:\* )?.{0,120}@.{0,80}\[\d{4}-\d\d-\d\d[^\]]{0,30}\]:$")
_SAID_THEN = re.compile(rf"(?i)\s(?:{_VERB})\s.{{0,60}}(?:{_DATE})[^@]*$")
# How a log is told of: "At 10:15 the service wrote:".
_CLOCK_ONLY = re.compile(r"(?:^|\s)At \d{1,2}[:.]\d\d\b")
_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|[月日年]")
_SENTENCES = re.compile(r"[^\W\d_]{5,}[.!?] [^\W\d_a-z]")
_TRAILING = " ]\u200e\u200f\u202c\u2069"
_BIDI = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


def may_end(row: str) -> bool:
    """Whether an attribution can end in this line: a quick look before the long one."""
    return bool(_ENDS.search(row[-100:].rstrip(_TRAILING))) or (row[:1] == "[" and row[-1:] == "]")


def plain(text: str) -> str:
    """Without marks of writing direction."""
    return text.translate(_BIDI).strip()


def signals(text: str) -> tuple[bool, bool]:
    """Whether a line holds a date and an address: an attribution cut in two has them apart."""
    return bool(_HAS_DATE.search(text)), bool(_HAS_MAIL.search(text))


def is_attribution(text: str) -> bool:
    """Whether one line (or several joined) says who wrote the quote that follows, and when."""
    text = plain(text)
    if not 8 <= len(text) <= 500 or _FIRST_PERSON.match(text):
        return False
    if text[0] == "[" and text[-1] == "]":
        text = text.strip("[] ")
        if _SAID_THEN.search(text) and _HAS_MAIL.search(text):
            return True
    if _QUOTING.match(text) or _MUTT.match(text):
        return True
    date, mail = signals(text)
    if not text or not (date or mail) or (not mail and _CLOCK_ONLY.search(text) and not _DAY.search(text)):
        return False
    if _ENDS_VERB_ONLY.search(text):
        return mail or not _SENTENCES.search(text)
    return text[-1] in ":：" and _says_when(text, mail=mail)


def _says_when(text: str, *, mail: bool) -> bool:
    """The verb stands further in front, or there is none but an address and a date."""
    early = bool(_HAS_DATE.search(text[:48]))
    if _ENDS_VERB.search(text) and (early or _STARTS.match(text) or _HAS_MAIL.search(text[:80])):
        return True
    return mail and early and bool(_WITHOUT_VERB.search(text))


def starts_attribution(text: str) -> bool:
    """Whether a line can be the first of an attribution: the date comes early, and before the time."""
    return not _TIME_FIRST.match(text) and bool(_STARTS.match(text)) and bool(_HAS_DATE.search(text))


_FIELDS = {kind: "|".join(known.split(", ")) for kind, known in words.FIELDS.items()}
_KEY = re.compile(
    r"(?i)^[\s>*_|]*(?:"
    + "|".join(f"(?P<{kind}>{known})" for kind, known in _FIELDS.items())
    + r")\s?[*_]*\s?[:：][*_]*(?P<value>.*)$"
)


@lru_cache(maxsize=64)  # a header block is looked for from each of its lines, over the same lines again
def header_key(line: str) -> tuple[str, str]:
    """("from", "John <j@x>") of "From: John <j@x>" in any of the languages; ("", "") for other lines."""
    if ":" not in line and "：" not in line:
        return "", ""
    found = _KEY.match(line) if len(line) < 1000 else None
    return (
        ((found.lastgroup and next(k for k in _FIELDS if found.group(k))) or "", found.group("value"))
        if found
        else ("", "")
    )


_ORIGINAL = re.compile(
    r"(?i)^[\s>]*(?:[-_=*–—‐─]{2,}\s*)(?:original(?:\s|-)?(?:message|mail|e-mail|appointment)?|"
    r"original\s+message|ursprüngliche\s+(?:nachricht|mail)|"
    r"original-?nachricht|urspr(?:ü|ue)ngliche\s+nachricht|oorspronkelijk\s+bericht|"
    r"oorspronkelijke?\s+bericht|message\s+d'origine|"
    r"message\s+original|message\s+initial|mensaje\s+original|mensagem\s+original|"
    r"messaggio\s+originale|originalmeddelande|"
    r"ursprungligt\s+meddelande|originalt?\s+meddelande|opprinnelig\s+(?:melding|e-post)|"
    r"oprindelig\s+(?:meddelelse|besked|mail)|"
    r"original\s+meddelelse|originalmelding|alkuperäinen\s+viesti|oryginalna\s+wiadomość|"
    r"(?:wiadomość|wiadomosc)\s+oryginalna|исходное\s+сообщение|"
    r"оригинальное\s+сообщение|původní\s+zpráva|původní\s+e-mail|eredeti\s+üzenet|"
    r"orijinal\s+(?:mesaj|ileti)|özgün\s+ileti|mesajul?\s+original|原始邮件|原始郵件|原邮件|"
    r"원본\s*(?:메시지|메일)|元のメッセージ|オリジナルメッセージ|reply\s+message|reply\s+above|in\s+reply\s+to|"
    r"antwort\w*\s+nachricht|vorige\s+bericht|quoted\s+text|mail\s+original|ursprüngliche\s+e-mail|"
    r"origine(?:el|le)\s+bericht|původní\s+e-?mail|回复的原邮件|replied\s+message|reply\s+separator|元のメール)"
    r"\s*[-_=*–—‐─]*\s*$|^\s*#{2,}\s*original\s+message\s*#{2,}\s*$|"
    r"^[\s>]*-{3,}.{0,200}\bwrote\s*-{2,}\s*$|^\s*(?:original message|ursprüngliche "
    r"nachricht|message d'origine|原始邮件|原始郵件|原邮件|元のメッセージ)\s*[:：]?\s*$"
)
_FORWARD = re.compile(
    r"(?i)^\s*[-_=*>–—]*\s*(?:(?:begin|start of|beginn?)\s+(?:the\s+)?forwarded\s+message|"
    r"forwarded\s+message|forwarded\s+by\b.{0,80}|"
    r"(?:anfang\s+der\s+)?weitergeleitete[rn]?\s+(?:nachricht|mail|e-mail)|"
    r"(?:begin\s+)?doorgestuurd\s+bericht|doorgestuurde?\s+mail|"
    r"(?:début\s+du\s+)?message\s+(?:transféré|réexpédié)|(?:inicio\s+del\s+)?mensaje\s+reenviado|"
    r"(?:início\s+da\s+)?mensagem\s+(?:encaminhada|reenviada)|"
    r"(?:inizio\s+(?:del\s+)?)?messaggio\s+inoltrato|vidarebefordrat\s+(?:meddelande|brev|mail)|"
    r"vidare­?befordrat\s+mejl|"
    r"vidarebefordrat\s+mejl|(?:start\s+på\s+)?videresendt\s+(?:melding|meddelelse|besked|e-post|"
    r"mail)|(?:välitetty|edelleen\s?lähetetty)\s+viesti|"
    r"(?:początek\s+)?(?:przekazana|przekazywanej|treść\s+przekazanej)\s+wiadomoś(?:ć|ci)|"
    r"пересылаемое\s+сообщение|(?:начало\s+)?переадресованно[ег]о?\s+сообщени[ея]|"
    r"перенаправленное\s+сообщение|"
    r"přeposlaná\s+zpráva|továbbított\s+(?:üzenet|levél)|iletilen\s+(?:mesaj|ileti)|"
    r"yönlendirilmiş\s+mesaj|转发(?:的)?(?:邮件|信息|消息)|轉寄(?:的)?郵件|轉寄信件|転送(?:された)?(?:メッセージ|メール)|"
    r"전달된\s*메[시세]지)"
    r"\s*[:：]?\s*[-_=*–—]*\s*$"
)
_RULE_TEXT = re.compile(r"^\s*[-_=*]{3,}\s*\w[\w\s'’.-]{3,40}?\s*[-_=*]{3,}\s*$")
RULE = re.compile(r"^\s*(?:[-_=*–—⸻#]{3,}|\*(?: ?\*){2,}|-(?: -){2,})\s*$")


# "##- Please type your reply above this line -##": how help desks, ours among them, end what they look at.
_ABOVE = re.compile(
    r"(?i)^[\s>]*[-#=*_~–—]{2,}.{0,60}(?:above (?:this|the) line|oberhalb dieser (?:zeile|linie)|"
    r"über dieser (?:zeile|linie)|au-dessus de cette ligne|(?:encima de|sobre|arriba de) esta línea|"
    r"boven deze (?:regel|lijn)|acima desta linha|sopra questa (?:riga|linea)|(?:over|ovenfor) denne linj|"
    r"ovanför denna (?:rad|linje)|powyżej tej lini|tämän rivin yläpuolel|выше этой (?:строки|линии)|"
    r"この行より上|此行(?:以上|上方|之上)).{0,60}[-#=*_~–—]{2,}\s*$"
)


def is_original(line: str) -> bool:
    """ "-----Original Message-----", or what a help desk sets below its "reply above", in any language."""
    return len(line) < 300 and bool(_ORIGINAL.match(line) or _ABOVE.match(line))


def is_forward(line: str) -> bool:
    """ "---------- Forwarded message ----------" in any of the languages."""
    return len(line) < 200 and bool(_FORWARD.match(line))


def is_titled_rule(line: str) -> bool:
    """A title between dashes: a separator when a header block follows."""
    return len(line) < 120 and bool(_RULE_TEXT.match(line))


# "Jane Doe wrote:", "Jane Doe (03.02.2025 09:14):": people write lines like these above other things, too.
_SOMEBODY = r"[^\W\d_a-z][\w.'’-]*(?:[ ,]+[^\W\d_a-z][\w.'’-]*){0,4}"
_NAME_ONLY = re.compile(
    rf"^{_SOMEBODY}(?:\s(?i:{_VERB})\s?[:：]|"
    rf"[, (]+(?:{_DATE}).{{0,12}}{_CLOCK.pattern}(?::\d\d)?\)?\s?[:：])$"
)


def is_bare_attribution(text: str) -> bool:
    """Names somebody and perhaps a date, and lacks the rest; it counts only right above a quote."""
    text = plain(text)
    if len(text) <= 100 and _NAME_ONLY.match(text) and not _FIRST_PERSON.match(text):
        return True
    return len(text) <= 300 and bool(_BARE.match(text) or (len(text) <= 160 and _WITHOUT_VERB.search(text)))


def is_header(kinds: set[str], values: str) -> bool:
    """Whether fields of these kinds, in a row, are the header of a mail."""
    if {"from", "date"} <= kinds and ("subject" in kinds or "@" in values):
        timed = "@" in values or bool(_CLOCK.search(values))
        return any(char.isdigit() for char in values) and (timed or "to" in kinds)
    if {"from", "subject", "to"} <= kinds:
        return True
    return {"date", "to"} <= kinds and "@" in values and bool(_CLOCK.search(values))
