"""The lines that introduce history: "On … wrote:", header blocks of Outlook, "Original Message", forwarding marks."""

import re

_VERB = (
    r"wrote|writes|has written|schrieb(?:en)?|schreibt|geschrieben|schreef|geschreven|(?:a\s+)?écrit|a\s+ecrit|"
    r"escribi[óo]|escribió lo siguiente|ha\s+escrito|escreveu|escreveu o seguinte|ha\s+scritto|scrisse|"
    r"skrev(?:\s+følgende)?|skreiv|kirjoitti|napisał(?:\(a\)|a|\s*\(a\))?|napisana\s+przez|pisze|napsal\(?a?\)?|napísal\(?a?\)?|"
    r"написал(?:\(а\)|а|и)?|писал\(?а?\)?|пише(?:т|ш)?|написав(?:\(ла\))?|написала|yazdı|şunu yazdı|şunları yazdı|"
    r"(?:ezt\s+)?írta|έγραψε|a\s+scris|je\s+napisa[ol]|je\s+pisal|napisao|napísal|rašė|kirjutas|rakstīja|"
    r"va\s+escriure|idatzi\s+du|menulis|đã\s+viết|viết|เขียนว่า|כתב(?:ה)?|كتب(?:ت)?|نوشت|"
    r"写道|寫道|写到|書きました|のメール|님이\s*작성|작성|님의\s*말|さんは(?:書|か)きました|さんからのメール"
)
_INTRO = (
    r"On|Le|Am|Op|El|Em|Il(?:\s+giorno)?|Den|Dne|W\s+dniu|Dnia|Pe|În|På|Στις|Ke|Ma|Ti|Il|Um|Vào|Pada|Po|Data|"
    r"Lø|Em|A|Às|Ez|Den|D\.|Av|Kl|Mon|Tue|Wed|Thu|Fri|Sat|Sun|lun|mar|mer|jeu|ven|sam|dim|"
    r"El\s+\w+|Op\s+\w+|Am\s+\w+|在|于|\d{1,4}"
)
_DATE = r"\d{1,2}[:.hH]\s?\d{2}|(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d+\s*[月日年]"
_MAIL = r"[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+|mailto:|<[^<>\s]*>"

ENDS = re.compile(
    rf"(?im)(?:[:：]|\b(?:{_VERB})|(?:写道|寫道|작성|のメール|write?s|wrote)\s*[:：]?)[\s>*_-]*?$"
)
_ENDS_VERB = re.compile(rf"(?i)(?:^|[\s>)\]\"'»”,、さ]|(?<=\d)(?=[写寫]))(?:{_VERB})(?:\s+\S+){{0,9}}?\s*[:：.]*[\s*_-]*$")
_ENDS_VERB_ONLY = re.compile(rf"(?i)(?:^|[\s>)\]\"'»”,、さ]|(?<=\d)(?=[写寫]))(?:{_VERB})\s*[:：.]*[\s*_-]*$")
_STARTS = re.compile(rf"(?i)^[\s*_-]*(?:{_INTRO})\b|^[\s*_-]*(?:在|于|\d{{1,4}}[./年-])")
_HAS_DATE = re.compile(_DATE)
_HAS_MAIL = re.compile(_MAIL)
_FIRST_PERSON = re.compile(r"(?i)^(?:I|we|as I|as we|ich|wir|ik|je|j'ai|wij|nous|yo|io)\b")
_WITHOUT_VERB = re.compile(r"(?:<[^<>\s]+@[^<>\s]+>|\[mailto:[^\]]+\]|\(?[^\s<>()]+@[^\s<>()]+\)?)\s*[:：]$")


_BARE = re.compile(rf"^(?:\w+,?\s+)?(?:{_DATE}).{{0,200}}<[^<>\s]+@[^<>\s]+>$")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}")


def is_attribution(text: str) -> bool:
    """Whether one line (or several joined) says who wrote the quote that follows, and when."""
    text = text.strip()
    if not 8 <= len(text) <= 500 or _FIRST_PERSON.match(text):
        return False
    date, mail = bool(_HAS_DATE.search(text)), bool(_HAS_MAIL.search(text))
    if not (date or mail):
        return False
    if _ENDS_VERB_ONLY.search(text):
        return True
    if text[-1] not in ":：":
        return False
    if _ENDS_VERB.search(text) and (_STARTS.match(text) or _HAS_DATE.search(text[:48]) or _HAS_MAIL.search(text[:80])):
        return True
    return mail and bool(_HAS_DATE.search(text[:48])) and bool(_WITHOUT_VERB.search(text))


def starts_attribution(text: str) -> bool:
    """Whether a line can be the first of an attribution: the date comes early."""
    return bool(_STARTS.match(text)) and bool(_HAS_DATE.search(text))


_KEYS = {
    "from": "from|von|van|de|da|från|fra|lähettäjä|od|от|від|发件人|寄件者|寄件人|差出人|보낸\\s?사람|gönderen|kimden|feladó|από|"
    "expéditeur|mittente|remitente|remetente|afzender|absender|avsändare|avsender|afsender|nadawca|отправитель|odesílatel|"
    "送信者|送信元|מאת|من|de la|frá|saatja|siuntėjas|no|発信者|发件者|from name",
    "date": "sent|date|message du|gesendet|datum|verzonden|envoyé(?:\\s+le)?|enviad[oa](?:\\s+e[ml])?|fecha|data|inviato|skickat|"
    "sendt|dato|lähetetty|päivämäärä|päiväys|wysłano|wysłane|отправлено|дата|надіслано|发送时间|发送日期|發送時間|日期|寄件日期|"
    "傳送日期|送信日時|日時|보낸\\s?날짜|날짜|gönderildi|gönderme tarihi|tarih|elküldve|dátum|küldve|στάλθηκε|ημερομηνία|trimis|"
    "odesláno|odoslané|תאריך|نُشر|date sent|sent at|time|dags|gesendet am|送信日|date d'envoi|时间",
    "to": "to|an|aan|à|a|para|till|til|vastaanottaja|do|кому|收件人|收件者|宛先|받는\\s?사람|kime|címzett|προς|către|komu|"
    "destinataire|destinatario|destinatário|ontvanger|empfänger|mottagare|mottaker|modtager|adresat|אל|إلى",
    "cc": "cc|kopie|kopia|kopi|copie(?:\\s+à)?|копия|копія|抄送|副本|참조|bilgi|cópia|copia|bcc|kópia|másolat|pour info",
    "subject": "subject|betreff|onderwerp|objet|asunto|assunto|oggetto|ämne|emne|aihe|temat|тема|主题|主題|主旨|件名|제목|konu|"
    "tárgy|θέμα|subiect|předmět|predmet|נושא|الموضوع|sujet|betr|re|titre|sak",
    "other": "reply-to|antwort an|répondre à|importance|wichtigkeit|priority|attachments?|anlagen?|bijlagen?|pièces? jointes?|"
    "organization|x-mailer|message-id|urgentie|prioriteit|gevoeligheid",
}
_KEY = re.compile(
    r"(?i)^[\s>*_|]*(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, words in _KEYS.items())
    + r")\s?[*_]*\s?[:：][*_]*(?P<value>.*)$"
)


def header_key(line: str) -> tuple[str, str]:
    """("from", "John <j@x>") of "From: John <j@x>" in any of the languages; ("", "") for other lines."""
    if ":" not in line and "：" not in line:
        return "", ""
    found = _KEY.match(line) if len(line) < 1000 else None
    return (
        ((found.lastgroup and next(k for k in _KEYS if found.group(k))) or "", found.group("value"))
        if found
        else ("", "")
    )


_ORIGINAL = re.compile(
    r"(?i)^[\s>]*(?:[-_=*–—]{2,}\s*)(?:original(?:\s|-)?(?:message|mail|e-mail|appointment)?|original\s+message|ursprüngliche\s+(?:nachricht|mail)|"
    r"original-?nachricht|urspr(?:ü|ue)ngliche\s+nachricht|oorspronkelijk\s+bericht|oorspronkelijke?\s+bericht|message\s+d'origine|"
    r"message\s+original|message\s+initial|mensaje\s+original|mensagem\s+original|messaggio\s+originale|originalmeddelande|"
    r"ursprungligt\s+meddelande|originalt?\s+meddelande|opprinnelig\s+(?:melding|e-post)|oprindelig\s+(?:meddelelse|besked|mail)|"
    r"original\s+meddelelse|originalmelding|alkuperäinen\s+viesti|oryginalna\s+wiadomość|(?:wiadomość|wiadomosc)\s+oryginalna|исходное\s+сообщение|"
    r"оригинальное\s+сообщение|původní\s+zpráva|původní\s+e-mail|eredeti\s+üzenet|orijinal\s+(?:mesaj|ileti)|özgün\s+ileti|mesajul?\s+original|原始邮件|原始郵件|原邮件|"
    r"원본\s*(?:메시지|메일)|元のメッセージ|オリジナルメッセージ|reply\s+message|reply\s+above|in\s+reply\s+to|antwort\w*\s+nachricht|vorige\s+bericht|quoted\s+text)"
    r"\s*[-_=*–—]*\s*$|^[\s>]*-{3,}.{0,200}\bwrote\s*-{2,}\s*$|^\s*(?:original message|ursprüngliche nachricht|message d'origine)\s*:?\s*$"
)
_FORWARD = re.compile(
    r"(?i)^\s*[-_=*>–—]*\s*(?:(?:begin|start of|beginn?)\s+(?:the\s+)?forwarded\s+message|forwarded\s+message|forwarded\s+by\b.{0,80}|(?:anfang\s+der\s+)?weitergeleitete[rn]?\s+(?:nachricht|mail|e-mail)|"
    r"(?:begin\s+)?doorgestuurd\s+bericht|doorgestuurde?\s+mail|(?:début\s+du\s+)?message\s+(?:transféré|réexpédié)|(?:inicio\s+del\s+)?mensaje\s+reenviado|"
    r"(?:início\s+da\s+)?mensagem\s+(?:encaminhada|reenviada)|(?:inizio\s+(?:del\s+)?)?messaggio\s+inoltrato|vidarebefordrat\s+(?:meddelande|brev|mail)|vidare­?befordrat\s+mejl|"
    r"vidarebefordrat\s+mejl|(?:start\s+på\s+)?videresendt\s+(?:melding|meddelelse|besked|e-post|mail)|(?:välitetty|edelleen\s?lähetetty)\s+viesti|"
    r"(?:początek\s+)?(?:przekazana|przekazywanej|treść\s+przekazanej)\s+wiadomoś(?:ć|ci)|пересылаемое\s+сообщение|(?:начало\s+)?переадресованно[ег]о?\s+сообщени[ея]|перенаправленное\s+сообщение|"
    r"přeposlaná\s+zpráva|továbbított\s+(?:üzenet|levél)|iletilen\s+(?:mesaj|ileti)|yönlendirilmiş\s+mesaj|转发(?:的)?(?:邮件|信息|消息)|轉寄(?:的)?郵件|轉寄信件|転送(?:された)?(?:メッセージ|メール)|전달된\s*메[시세]지)"
    r"\s*[:：]?\s*[-_=*–—]*\s*$"
)
_RULE_TEXT = re.compile(r"^\s*[-_=*]{3,}\s*\w[\w\s'’.-]{3,40}?\s*[-_=*]{3,}\s*$")
RULE = re.compile(r"^\s*[-_=*–—⸻#]{3,}\s*$")


def is_original(line: str) -> bool:
    """ "-----Original Message-----" in any of the languages."""
    return len(line) < 300 and bool(_ORIGINAL.match(line))


def is_forward(line: str) -> bool:
    """ "---------- Forwarded message ----------" in any of the languages."""
    return len(line) < 200 and bool(_FORWARD.match(line))


def is_titled_rule(line: str) -> bool:
    """A title between dashes: a separator when a header block follows."""
    return len(line) < 120 and bool(_RULE_TEXT.match(line))


def is_bare_attribution(text: str) -> bool:
    """A date and an address without "wrote" or a colon; it counts only right above a quote."""
    return len(text) <= 300 and bool(_BARE.match(text.strip()))


def is_header(kinds: set[str], values: str) -> bool:
    """Whether fields of these kinds, in a row, are the header of a mail."""
    if {"from", "date"} <= kinds and ("subject" in kinds or "@" in values):
        return any(char.isdigit() for char in values)
    if {"from", "subject", "to"} <= kinds:
        return True
    return {"date", "to"} <= kinds and "@" in values and bool(_CLOCK.search(values))
