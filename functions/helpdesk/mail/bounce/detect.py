"""Is it a delivery report, and what does it say? Its own fields first, its words where it has none."""

import re

import msgspec

from helpdesk.mail.bounce import prose, report, returned
from helpdesk.mail.draft import Draft
from helpdesk.mail.inbound import Bounce, FailedRecipient
from helpdesk.mail.mime import charsets
from helpdesk.mail.mime.parts import Part

_DAEMON = re.compile(
    r"(?i)^(?:mailer[-_. ]?daemon|mail[-_.]?daemon|post[-_.]?master|mail[-_.]?delivery|mailsystem|"
    r"maildelivery|bounces?|"
    r"mdaemon|mail\.delivery\.system|mailadm|poostmaster|exchange|system|symantec\w*|root|"
    r"virus\w*)\b|"
    r"microsoftexchange[0-9a-f]+@"
)
_DAEMON_NAME = re.compile(
    r"(?i)mail(?:er)?[ -]?(?:delivery|deliver|daemon|administrator|system)|postmaster|delivery "
    r"(?:sub)?system|mail delivery|"
    r"system administrator|systemadministrator|administrateur|microsoft exchange|microsoft outlook$|"
    r"content-filter|mta\b|"
    r"e-mail delivery|mdaemon|bounce|internet mail|mail router"
)
_SUBJECT = re.compile(
    r"(?i)^\W{0,4}(?:undeliver(?:able|ed)|returned (?:e-?)?mail|return(?:ed)? to sender|mail "
    r"(?:could not be|was not|not) delivered|delivery (?:status )?(?:notification|failure|report|has "
    r"failed|failed|error|problem|delayed|incomplete|status)|"
    r"mail (?:delivery|system) (?:failed|failure|error|system|status|problem|delayed|report|"
    r"subsystem)|message (?:delivery|not delivered|status|delayed|you sent blocked|could not)|"
    r"failure (?:notice|delivery|notification|report)|failed (?:delivery|mail|message|to deliver)|"
    r"warning: (?:could not send|message .{1,60}delayed)|non[- ]?deliver\w+|no entregado|"
    r"nondeliverable|your (?:message|mail|e-?mail).{0,80}(?:could not be|was not|not be|has been|is) "
    r"(?:delivered|deferred|delayed|undeliverable|rejected|blocked|queued)|there was an error "
    r"sending|error sending|"
    r"unzustellbar|nicht zustellbar|zustellung fehlgeschlagen|zustellungsfehler|zustellproblem|"
    r"unzustellbare|mail konnte nicht|rückläufer|benachrichtigung zum\s+übermittlungsstatus|"
    r"non remis|échec (?:de la )?(?:remise|livraison|distribution)|message non (?:délivré|remis|"
    r"distribué)|notification d'état|avis de non|courrier non|"
    r"no se (?:puede|pudo|ha podido) entregar|error (?:de|en la) entrega|correo (?:no entregado|"
    r"devuelto)|notificación (?:de|sobre) (?:el )?estado|mensaje (?:no entregado|devuelto)|"
    r"não (?:entregue|foi possível)|falha na entrega|mensagem não entregue|undelivery|impossibile "
    r"recapitare|non recapitabile|messaggio non|mancato recapito|consegna (?:non riuscita|fallita)|"
    r"onbestelbaar|niet bezorgd|kan niet worden bezorgd|niet afgeleverd|bezorging mislukt|leverans|"
    r"kan inte levereras|olevererbar|ej levererat|leveringsfejl|kan ikke leveres|ikke levert|kunne "
    r"ikke leveres|ulevert|ikke leveret|uleverlig|"
    r"ei voitu toimittaa|toimitus epäonnistui|toimittamaton|niedostarcz|nie (?:można|udało się) "
    r"dostarczy|zwrot|nie dostarczono|błąd dostarcz|"
    r"недоставлен|не удалось доставить|ваше (?:сообщение|письмо) не доставлено|сообщение не "
    r"доставлено|не доставлено|невозможно доставить|nedoruč|doručen[íi].{0,20}selhal|"
    r"kézbesíthetetlen|iletilemedi|teslim edilemedi|"
    r"退信|系统退信|系統退信|邮件(?:退回|无法|投递失败)|郵件(?:無法|退回|傳遞)|投递失败|配信(?:不能|エラー|できません)|送信(?:エラー|できません)|メール配信|未送達|"
    r"不達|반송|전송 실패|delivery expired|mail is not|postfix smtp server: errors|"
    r"spam(?:mail)? (?:blocked|rejected)|blocked mail|rejected:? |mail rejected|unable to deliver|"
    r"could not deliver|couldn't deliver|cannot deliver|address not found|invalid recipient|user "
    r"unknown|message blocked|dsn:|ndn:|ndr:|(?:auto(?:matic)?[ -])?bounce)"
)
_WORDS = re.compile(
    r"(?i)(?:could not|couldn't|cannot|can't|can not|was not|wasn't|were not|not been|has not|hasn't|"
    r"unable to|failed to|not be) (?:be )?(?:deliver|sent|reach|send)|undeliver|delivery (?:to the "
    r"following|has failed|failed|failure|attempts?|error|of (?:this|your|the) (?:e?-?mail|message)|"
    r"temporarily|status)|did not reach|"
    r"permanent (?:fatal )?(?:delivery )?(?:error|failure)|permanently fail|fatal errors?|user "
    r"unknown|unknown user|unknown recipient|no such (?:user|account|mailbox|recipient|address|"
    r"person)|mailbox (?:is )?(?:full|unavailable|not found|exceeds|quota|size)|user (?:mailbox|is "
    r"over|doesn't|does not|not found)|over quota|"
    r"(?:address|recipient|account|mailbox|user)\S* (?:\S+ ){0,6}?(?:rejected|not found|unknown|not "
    r"exist|doesn't exist|disabled|invalid|unavailable|inactive)|returned to (?:sender|you)|"
    r"returning (?:the |your )?message|message delivery|had (?:delivery )?(?:permanent|errors|"
    r"delivery errors)|error(?:s)? (?:while|during|deliver|occurred)|"
    r"host (?:unknown|not found)|relaying denied|retry (?:time|timeout)|not delivered|rejected "
    r"(?:your|by)|was (?:rejected|blocked|undeliverable|not accepted)|smtp error|returned (?:mail|"
    r"message)|mail(?:box)? system error|"
    r"konnte nicht|nicht zugestellt|nicht zustellbar|unzustellbar|n'a (?:pas )?pu|pas (?:été|pu "
    r"être) (?:remis|distribué|délivré|livré)|échec|no (?:se )?(?:pudo|puede|ha podido|ha sido)|não "
    r"(?:pôde|foi|pode)|impossibile|non (?:è stato|ha raggiunto)|kon niet|kan niet|niet (?:worden "
    r")?(?:afgeleverd|bezorgd)|kunde inte|kan inte|kunne ikke|kan ikke|ei voitu|nie (?:mógł|mogła|"
    r"można|został|udało)|"
    r"не (?:может|могло|была?|удалось|доставлен|было)|nelze|nepodařilo|iletilemedi|"
    r"送信できません|配信できません|"
    r"届けられません|失敗しました|エラー|无法(?:投递|送达|到达|发送)|無法(?:傳遞|送達|投遞)|退信|退回|投递失败|被拒|不存在|전송|반송|"
    r"(?<![\d.])5\d\d[ -]5?\.?\d?\.?\d?"
)
_DELAY = re.compile(
    r"(?i)delay|deferred|will (?:continue|keep|retry|be retried)|still trying|not yet been delivered|"
    r"temporar(?:y|ily) (?:fail|problem|error)|warning message only|"
    r"no action is required|verzögert|retardé|vertraagd|forsink|fördröj|opóźni|задерж|ritardat|"
    r"retrasad|atrasad|delayed"
)
_PERMANENT = re.compile(
    r"(?i)permanent|fatal|giving up|gave up|final(?:ly)? fail|no longer (?:try|retry)|retry "
    r"time(?:out)? (?:not reached|exceeded)|unknown|no such"
)
_STATUS_TYPES = {"message/delivery-status", "message/global-delivery-status"}


def detect(draft: Draft) -> Bounce | None:
    """None for anything that is no report of a failed or delayed delivery."""
    parts = list(draft.root.walk())[:50]
    fields = _status_text(parts)
    by_book = report.read(fields) if fields else None
    if (
        by_book
        and by_book.recipients
        and (draft.root.type == "multipart/report" or _is_robot(draft) or len(parts) > 1)
    ):
        return _finish(draft, _clearer(draft, by_book.recipients), delayed=by_book.delayed)
    if by_book and by_book.delivered:
        return None
    return _by_words(draft, parts)


def _clearer(draft: Draft, people: tuple[FailedRecipient, ...]) -> tuple[FailedRecipient, ...]:
    """A report without the server's words may have them in the text above it."""
    if not any(report.is_vague(p.status) and p.status[:1] not in p.reason[:1] for p in people):
        return people
    said = {p.email.lower(): p for p in prose.recipients(prose.region(draft.text[:50_000]), set())}
    return tuple(
        msgspec.structs.replace(
            p, status=report.best_status(p.status, words.reason) or p.status, reason=words.reason
        )
        if report.is_vague(p.status) and (words := said.get(p.email.lower())) and words.status
        else p
        for p in people
    )


def is_delivered(draft: Draft) -> bool:
    """A report that says the mail arrived (RFC 3464 "relayed", "delivered", "expanded")."""
    fields = _status_text(list(draft.root.walk())[:50])
    found = report.read(fields) if fields else None
    return bool(found and found.delivered)


def _status_text(parts: list[Part]) -> str:
    texts = [p.payload()[0][:200_000] for p in parts if p.type in _STATUS_TYPES]
    return "\n\n".join(charsets.decode(t, "utf-8")[0] for t in texts)


def _by_words(draft: Draft, parts: list[Part]) -> Bounce | None:
    failed = draft.headers.text("x-failed-recipients")
    body = draft.text or _loose_text(parts)
    robot, subject = _is_robot(draft), bool(_SUBJECT.match(draft.subject))
    if not (robot or (failed and subject)):
        return None
    words = prose.region(body[:100_000])
    evidence = bool(_WORDS.search(words[:20_000])) or subject
    if not (failed and (robot or subject)) and not (robot and evidence and not _is_automatic_answer(draft)):
        return None
    if not (failed or subject or _returns_mail(parts, body, words) or any(prose.cause(words))):
        return None
    people = _people(draft, failed, words, body)
    delayed = bool(_DELAY.search(f"{draft.subject}\n{words[:3000]}")) and not _PERMANENT.search(words[:3000])
    return _finish(draft, people, delayed=delayed and not any(p.status.startswith("5") for p in people))


def _people(draft: Draft, failed: str, words: str, body: str) -> tuple[FailedRecipient, ...]:
    inside = report.read(words)
    if inside and inside.recipients:
        return inside.recipients
    ours = {a.email.lower() for a in (*draft.to, draft.sender)}
    if failed:
        status, reason = prose.cause(words)
        emails = dict.fromkeys(e.strip(" <>") for e in re.split(r"[,;\s]+", failed) if "@" in e)
        by_email = {p.email.lower(): p for p in prose.recipients(words, ours)}
        return tuple(
            by_email.get(e.lower()) or FailedRecipient(email=e, status=status, reason=reason) for e in emails
        )
    people = prose.recipients(words, ours)
    if people:
        return people
    back = returned.find(draft.root, body)
    status, reason = prose.cause(words)
    return tuple(
        FailedRecipient(email=a.email, status=status, reason=reason)
        for a in (back.to if back else ())
        if a.email
    )


def _finish(draft: Draft, people: tuple[FailedRecipient, ...], *, delayed: bool) -> Bounce:
    """Hard: refused for good. A status of class 4 says that the address itself may be fine."""
    soft = delayed or (bool(people) and all(p.status.startswith("4") for p in people))
    return Bounce(hard=not soft, recipients=people, returned=returned.find(draft.root, draft.text))


def _is_robot(draft: Draft) -> bool:
    sender = draft.sender
    path = draft.headers.text("return-path").strip()
    return (
        bool(_DAEMON.match(sender.email) or _DAEMON_NAME.search(sender.name))
        or path == "<>"
        or (not sender.email and bool(_DAEMON.match(sender.name)))
    )


def _is_automatic_answer(draft: Draft) -> bool:
    """A vacation note comes with an empty return path too: it answers, and says so."""
    said = draft.headers.text("auto-submitted").lower()
    named = bool(_DAEMON.match(draft.sender.email) or _DAEMON_NAME.search(draft.sender.name))
    return not named and ("replied" in said or "vacation" in said) and not _SUBJECT.match(draft.subject)


def _returns_mail(parts: list[Part], body: str, words: str) -> bool:
    return len(words) < len(body) or any(
        p.type in {"message/rfc822", "text/rfc822-headers"} and p.depth for p in parts
    )


def _loose_text(parts: list[Part]) -> str:
    texts = [
        p.payload()[0][:50_000].decode("utf-8", "replace")
        for p in parts
        if p.type in {"text/plain", "text/html"}
    ]
    return "\n".join(texts)
