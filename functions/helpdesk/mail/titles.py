"""Subjects by which programs mark their answers. People write such words, too: the text beside them decides.

"Fuera de oficina" over a question is a question about it; over "I am away until Monday", an absence note.
"""

import re

from helpdesk.mail.draft import Draft

_OPEN = r"(?i)^\s*(?:\[[^\]]{1,30}\]\s*)?[\[(【［（]?\s*"
# Nobody but a program begins a subject with these and a colon.
_MACHINE = re.compile(
    rf"{_OPEN}(?:(?:out of (?:the )?office |vacation |holiday |away )?"
    r"auto(?:m\.|matic|mated)?[- ]?(?:repl(?:y|ies)|response|responder|answer|confirmation)|"
    r"autosvar|automat(?:ic|isch|isk|iskt|ique|ická|yczna) (?:reply|response|antwort|svar|"
    r"odpov\w+|odpowied\w+)|"
    r"autom(?:atische|\.) (?:antwort|beantwoording|reactie|rückmeldung)|"
    r"automatisch(?:e|er)? ?(?:antwoord|beantwoord|abwesenheit\w*|afwezigheid\w*|reactie)|"
    r"abwesenheits(?:notiz|nachricht|meldung|benachrichtigung|assistent|agent)|"
    r"réponse automatique|r[ée]ponse d['’]absence|message d['’]absence|notification d['’]absence|"
    r"respuesta autom[áa]tica|autorespuesta|risposta automatica|risponditore(?: automatico)?|"
    r"resposta autom[áa]tica|resposta de ausência|automaatti(?:nen )?vastaus|poissaoloilmoitus|"
    r"frånvaro(?:meddelande|assistent)|fravær(?:smelding|sassistent|sbesked)|"
    r"odpowiedź automatyczna|autoodpowiedź|автоматический ответ|авто-?ответ(?:чик)?|"
    r"відповідь автоматична|автоматична відповідь|"
    r"automatikus válasz|otomatik (?:yanıt|cevap)|automatick[áé] odpov\w*|răspuns automat|αυτόματη απάντηση|"
    r"(?:外出)?自动(?:回复|答复)|自動(?:回覆|回复|返信|応答)|不在(?:通知|応答)|不在のお知らせ|休暇のお知らせ|"
    r"(?:부재중 )?자동 ?(?:회신|응답)|תשובה אוטומטית|מענה אוטומטי|رد تلقائي|vacation (?:reply|"
    r"response|message|notice)|"
    r"holiday ?reply|afwezigheids?(?:melding|assistent|bericht)|"
    r"out of (?:the )?office (?:notification|message))"
)
# These open a subject of people as well.
_AWAY = re.compile(
    rf"{_OPEN}(?:abwesend|abwesenheit|nicht im büro|außer haus|absen(?:ce|te?) du bureau|absente?|absence|"
    r"hors du bureau|fuera de (?:la )?oficina|fuori (?:sede|ufficio)|assente|fora do escritório|"
    r"ausência(?: temporária)?|ausente(?: do escritório)?|poissa(?: toimistosta| töistä)?|"
    r"lomalla|frånvaro|frånvarande|"
    r"fravær(?:ende)?|ikke (?:til stede|på kontoret)|(?:inte|ej) på (?:kontoret|plats)|"
    r"ute av kontoret|bortrest|borta|"
    r"poza biurem|nieobecn\w+|вне офиса|нет (?:на работе|в офисе)|в отпуске|отпуск|부재중?|"
    r"(?:i am |i['’]m )?(?:out of (?:the )?office|away from (?:the|my) (?:office|desk|e?-?mail|inbox)|"
    r"on (?:vacation|holiday|annual leave))|away|ooo|oof|afwezig(?:heid)?|niet aanwezig|buiten kantoor|"
    r"auto|urlaub|vacation|holidays?|vacances|congés?|ferie|férias|semester|vakantie|urlop|dovolená|"
    r"休假|外出|休暇|휴가)(?!\w)"
)
_ENDS = re.compile(r"[\s)\]】］）.!:：]*$")
_PARTED = re.compile(r"(?i)\s*[)\]】］）]?\s*[:：\-–—(（|!.]|\s+(?:re|aw|antw|sv|vs|fwd?)\s*:")
_ANSWERS = re.compile(
    r"(?i)[\s:：)\]\-–—]*(?:re|aw|antw|sv|vs|r|ri|res|rv|odp|ha|ynt|回复|答复|回覆|отв)\s*(?:\[\d+\])?\s*[:：]"
)

_I_AM_AWAY = re.compile(
    r"(?i)(?:\bI(?:['’]m| am| will(?: not)? be)|\bich (?:bin|kehre)|\bik ben|\bje (?:suis|serai)|"
    r"\bestoy|\bestaré|\bsono|\bestou|\bjag är|\bjeg er|\bolen|\bjestem|\bя |\bменя|\bmám|"
    r"\bvagyok|(?:is|ist) )"
    r"[^.\n]{0,60}?(?:\b(?:away|out\b|leave|holiday|vacation|urlaub|abwesend|zurück|außer haus|nicht im|"
    r"afwezig|vakantie|absente?|congé|vacances|vacaciones|fuera|ausente|ferie|férias|"
    r"assente|semester|inte på|"
    r"ikke på|lomalla|poissa|urlop|отпуск|нет в|dovolen|szabadság)|reading my e?-?mail)|"
    r"休假|休暇|不在|휴가|부재|szabadságon|izindeyim|tatildeyim"
)
_RECEIVED = re.compile(
    r"(?i)thank(?:s| you) for (?:contacting|your (?:e-?mail|message|inquiry|enquiry|request|interest))|"
    r"we(?:['’]ve| have)? (?:received|got) your|(?:has been|was) received|"
    r"(?:get|come) back to you|reply (?:to you )?as soon as|melden uns|setzen uns mit ihnen|contact met u op|"
    r"this is an automat|automatically generated|(?:nachricht|mail|anfrage) (?:ist eingegangen|erhalten)|"
    r"vielen dank für (?:ihre|deine)|bedankt voor (?:uw|je)|(?:uw|je) (?:bericht|e-?mail|"
    r"vraag) (?:is )?ontvangen|"
    r"merci (?:de|pour) votre|avons bien reçu|gracias por (?:su|tu|contactar)|hemos recibido|"
    r"abbiamo ricevuto|grazie per (?:il|la|aver)|obrigad[oa] p(?:elo|ela|or)|recebemos (?:a|o|seu|sua)|"
    r"tack för (?:ditt|din)|takk for (?:din|henvendelsen)|tak for din|kiitos (?:viestist|yhteydenot)|"
    r"dziękujemy za|otrzymaliśmy|спасибо за (?:ваше|обращение)|благодарим|(?:письмо|"
    r"сообщение|обращение) (?:получено|принято)|"
    r"已收到|感谢您的|ありがとうございます|受け付け|受信しました|접수되었습니다"
)
_QUESTION = re.compile(r"[^.!?？。\n]{1,300}[?？]")
_URGENT = re.compile(
    r"(?i)urgen|immediate|emergenc|assistance|need help|hurry|dringend|spoed|eilig|haast|"
    r"hastar|haster|pilne|kiireel|срочн|紧急|緊急|急"
)
_ASKS_CJK = re.compile(r"请问|怎么|如何(?:设|关|开)|教えて|でしょうか|ますか|나요|까요")
_SHORT = 60  # words


def says_automatic(draft: Draft) -> bool:
    """Whether the subject, with what stands below it, is that of an automatic answer."""
    machine = _MACHINE.match(draft.subject)
    found = machine or _AWAY.match(draft.subject)
    if not found:
        return False
    text = (draft.new_text or draft.text)[:3000]
    rest = draft.subject[found.end() :]
    answers = _is_answer(draft) or bool(_ANSWERS.match(rest))
    told = bool(_I_AM_AWAY.search(text) or (machine and _RECEIVED.search(text)))
    parted = bool(_PARTED.match(rest)) and not _ENDS.match(rest)
    if machine and parted:
        return answers or told or not asks(text)
    if parted and answers:
        return told or not asks(text)
    if parted and _is_plain(found.group()):
        return not asks(text) and (told or len(text.split()) <= _SHORT)
    return not asks(text) and (told or answers)


def _is_answer(draft: Draft) -> bool:
    """Under a subject of its own, to a mail: people who answer keep the subject."""
    return draft.headers.has("in-reply-to") or draft.headers.has("references")


def _is_plain(words: str) -> bool:
    """ "Out of office: …" needs no more; what begins "Auto: …" or "Urlaub: …" may be about anything."""
    return not _PERHAPS.search(words)


_PERHAPS = re.compile(
    r"(?i)(?:^|\W)(?:auto|urlaub|vacation|holidays?|vacances|congés?|absence|absente?|ausência|ausente|"
    r"ferie|férias|semester|vakantie|frånvaro|frånvarande|fravær|fraværende|bortrest|borta|poissa|lomalla|urlop|"
    r"dovolená|отпуск|в отпуске|нет на работе|нет в офисе|休假|外出|休暇|휴가|부재중?|away|"
    r"abwesenheit|afwezigheid)$"
)


def asks(text: str) -> bool:
    """Whether a person wants to know something; "Urgent? Call Bob." asks nobody."""
    if _ASKS_CJK.search(text):
        return True
    for found in _QUESTION.finditer(text):
        question = found.group()
        long = len(question.split()) > 3 or (len(question) > 6 and ord(max(question)) > 0x2E80)
        if long and not _URGENT.search(question):
            return True
    return False
