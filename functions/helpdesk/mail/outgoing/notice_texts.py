"""The sentences of notices to the desk's own people, by language."""

from typing import Final

import msgspec

from helpdesk.mail.outgoing.texts import texts_for


class NoticeTexts(msgspec.Struct, frozen=True, kw_only=True):
    """One language. `{clock}`, `{due}` and friends are filled in by the letters."""

    clocks: dict[str, str]  # by policies.ClockKind
    subjects: dict[str, str]  # by clocks.FactKind
    sentences: dict[str, str]
    no_due: str
    digest_subject: str
    digest: str
    more: str
    automatic: str


NOTICE_TEXTS: Final[dict[str, NoticeTexts]] = {
    "en": NoticeTexts(
        clocks={
            "first-response": "First response",
            "next-response": "Next response",
            "resolution": "Resolution",
            "ola": "Promise among teams",
        },
        subjects={
            "warned": "{key}: {clock} is due soon",
            "breached": "{key}: {clock} is overdue",
            "escalated": "{key}: {clock} escalated",
            "mentioned": "{key}: {by} mentioned you",
        },
        sentences={
            "warned": "{clock}: {percent} % of the time has passed. Due {due}.",
            "breached": "{clock}: the promise is broken. It was due {due}.",
            "escalated": "{clock}: the next step of the escalation is reached. Due {due}.",
            "mentioned": "{by} mentioned you in a note:\n\n{text}",
        },
        no_due="not yet known",
        digest_subject="{count} notices about promises",
        digest="There was much at once, so here is one mail instead of many.",
        more="And {count} more. The queue shows them all.",
        automatic="This mail was made automatically; answers to it are not read.",
    ),
    "nl": NoticeTexts(
        clocks={
            "first-response": "Eerste reactie",
            "next-response": "Volgende reactie",
            "resolution": "Oplossing",
            "ola": "Afspraak tussen teams",
        },
        subjects={
            "warned": "{key}: {clock} moet er binnenkort zijn",
            "breached": "{key}: {clock} is te laat",
            "escalated": "{key}: {clock} geëscaleerd",
            "mentioned": "{key}: {by} noemde u",
        },
        sentences={
            "warned": "{clock}: {percent} % van de tijd is voorbij. Uiterlijk {due}.",
            "breached": "{clock}: de afspraak is niet gehaald. Uiterste moment was {due}.",
            "escalated": "{clock}: de volgende stap van de escalatie is bereikt. Uiterlijk {due}.",
            "mentioned": "{by} noemde u in een notitie:\n\n{text}",
        },
        no_due="nog niet bekend",
        digest_subject="{count} meldingen over afspraken",
        digest="Er gebeurde veel tegelijk, daarom één mail in plaats van vele.",
        more="En nog {count}. De wachtrij toont ze allemaal.",
        automatic="Deze mail is automatisch gemaakt; antwoorden worden niet gelezen.",
    ),
    "nb": NoticeTexts(
        clocks={
            "first-response": "Første svar",
            "next-response": "Neste svar",
            "resolution": "Løsning",
            "ola": "Avtale mellom team",
        },
        subjects={
            "warned": "{key}: {clock} må være klart snart",
            "breached": "{key}: {clock} er forsinket",
            "escalated": "{key}: {clock} er eskalert",
            "mentioned": "{key}: {by} nevnte deg",
        },
        sentences={
            "warned": "{clock}: {percent} % av tiden er brukt. Frist {due}.",
            "breached": "{clock}: løftet er brutt. Fristen var {due}.",
            "escalated": "{clock}: neste trinn i eskaleringen er nådd. Frist {due}.",
            "mentioned": "{by} nevnte deg i et notat:\n\n{text}",
        },
        no_due="ikke kjent ennå",
        digest_subject="{count} varsler om frister",
        digest="Det skjedde mye på én gang, derfor én e-post i stedet for mange.",
        more="Og {count} til. Køen viser alle.",
        automatic="Denne e-posten er laget automatisk; svar på den blir ikke lest.",
    ),
    "ru": NoticeTexts(
        clocks={
            "first-response": "Первый ответ",
            "next-response": "Следующий ответ",
            "resolution": "Решение",
            "ola": "Договорённость между командами",
        },
        subjects={
            "warned": "{key}: {clock} — скоро срок",
            "breached": "{key}: {clock} — срок прошёл",
            "escalated": "{key}: {clock} — эскалация",
            "mentioned": "{key}: {by} упоминает вас",
        },
        sentences={
            "warned": "{clock}: прошло {percent} % времени. Срок: {due}.",
            "breached": "{clock}: обещание нарушено. Срок был: {due}.",
            "escalated": "{clock}: достигнута следующая ступень эскалации. Срок: {due}.",
            "mentioned": "{by} упоминает вас в заметке:\n\n{text}",
        },
        no_due="пока не известен",
        digest_subject="Уведомлений о сроках: {count}",
        digest="Событий было много сразу, поэтому одно письмо вместо многих.",
        more="И ещё {count}. Все они видны в очереди.",
        automatic="Это письмо создано автоматически; ответы на него не читают.",
    ),
    "zh": NoticeTexts(
        clocks={
            "first-response": "首次响应",
            "next-response": "下次响应",
            "resolution": "解决",
            "ola": "团队间承诺",
        },
        subjects={
            "warned": "{key}：{clock}即将到期",
            "breached": "{key}：{clock}已超时",
            "escalated": "{key}：{clock}已升级",
            "mentioned": "{key}：{by}提到了您",
        },
        sentences={
            "warned": "{clock}：时间已用去 {percent} %。截止时间：{due}。",
            "breached": "{clock}：未能兑现承诺。截止时间为：{due}。",
            "escalated": "{clock}：已到达下一级升级。截止时间：{due}。",
            "mentioned": "{by}在备注中提到了您：\n\n{text}",
        },
        no_due="尚未确定",
        digest_subject="{count} 条承诺通知",
        digest="同时发生的事情较多，因此合并为一封邮件。",
        more="另有 {count} 条，请在队列中查看全部。",
        automatic="本邮件由系统自动生成，回复不会被阅读。",
    ),
}


def notice_texts_for(language: str | None) -> NoticeTexts:
    """As `texts_for` chooses."""
    return NOTICE_TEXTS[texts_for(language)[0]]
