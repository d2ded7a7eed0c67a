"""Signs of a machine (RFC 3834 and practice): which header or phrase says that nobody typed this mail."""

import re

from helpdesk.mail import titles
from helpdesk.mail.draft import Draft

_SENDER = re.compile(
    r"(?i)^(?:mailer[-_.]?daemon|post[-_.]?master|.*(?:^|[-_.+])(?:no|non|not|dont|donot|"
    r"do-not)[-_.]?(?:reply|answer|responder)|noreply.*|no-reply.*|"
    r".*[-_.]?do[-_.]?not[-_.]?reply.*|ne[-_.]?pas[-_.]?repondre|nicht[-_.]?antworten|"
    r"auto-?(?:responder|reply|mail)|robot)@"
)
_AWAY = re.compile(
    r"(?i)(?:\bI(?:['’]m| am| will(?: not)? be)|\bich (?:bin|kehre)|\bik ben|\bje (?:suis|serai)|"
    r"\bestoy|\bestaré|\bsono|"
    r"\bestou|\bjag är|\bjeg er|\bolen|\bjestem|\bя |\bменя|\bmám|\bvagyok|(?:is|"
    r"ist) )[^.\n]{0,60}?(?:\b(?:away|out\b|"
    r"leave|holiday|vacation|urlaub|abwesend|zurück|außer haus|nicht im|afwezig|vakantie|absente?|"
    r"congé|vacances|"
    r"vacaciones|fuera|ausente|ferie|férias|assente|semester|lomalla|poissa|urlop|отпуск|нет в|dovolen|"
    r"szabadság)|reading my e?-?mail)|休假|休暇|不在|휴가|부재"
)
_AWAY = re.compile(
    r"(?i)out of (?:the )?office|\booo\b|\boof\b|\bon (?:vacation|holiday|leave|annual leave|"
    r"parental leave|maternity leave)|vacation|away from (?:the|my) (?:office|desk|e?-?mail)|not be "
    r"reading my mail|currently "
    r"(?:away|out)|limited access to (?:my )?e-?mail|back (?:in the office|on|at work)|"
    r"abwesen|nicht im (?:büro|haus)|im urlaub|außer haus|nicht erreichbar|wieder erreichbar|afwezig|"
    r"niet aanwezig|op vakantie|met vakantie|vakantie|buiten kantoor|absen(?:t|ce|te)|en congé|en "
    r"vacances|hors du bureau|de retour|"
    r"fuera de (?:la )?oficina|vacaciones|ausente|ausencia|fuori (?:sede|ufficio)|in ferie|"
    r"assen(?:te|za)|fora do escritório|férias|ausência|semester|frånvaro|tillbaka den|inte på "
    r"kontoret|ferie\b|fravær|fraværende|"
    r"ikke på kontoret|ute av kontoret|lomalla|poissa|urlop|nieobecn|poza biurem|отпуск|отсутств|вне "
    r"офиса|dovolen|szabadság|izinde|tatilde|休假|不在|外出|休暇|请假|부재|휴가"
)
_HEADERS = frozenset({"x-cron-env", "x-out-of-office", "x-vacation", "x-post-messageclass"})
_LIST_HEADERS = (
    "list-id",
    "list-unsubscribe",
    "list-post",
    "list-help",
    "list-subscribe",
    "list-owner",
    "mailing-list",
)
_PRECEDENCE = re.compile(r"(?i)\b(?:bulk|junk|list|auto[-_]?reply|first-class;? ?auto)\b")
_SUPPRESS = re.compile(r"(?i)\b(?:all|autoreply|oof|dr|rn|nrn)\b")
_NAME = re.compile(
    r"^x-(?:.*[-_])?auto[-_]?(?:repl|respon|generated|submitted)|holidayreply|machinegenerated"
)


def reason(draft: Draft) -> str:
    """The sign that makes a mail automatic, "" for none. Lists are told apart by `from_list`."""
    return next((why for sign in _SIGNS if (why := sign(draft))), "")


def _declared(draft: Draft) -> str:
    said = draft.headers.text("auto-submitted").split("(", 1)[0].strip().lower()
    return f"Auto-Submitted: {said[:80]}" if said and said != "no" and not said.startswith("no;") else ""


def _autoresponder(draft: Draft) -> str:
    fields = draft.headers
    for name in fields.starting("x-"):
        if (name in _HEADERS or _NAME.search(name)) and fields.text(name).lower() not in {
            "",
            "no",
            "false",
            "0",
            "none",
        }:
            return f"{name.title()}: {fields.text(name)[:80]}"
    if fields.text("x-loop").lower() in {"yes", "true"}:
        return f"X-Loop: {fields.text('x-loop')}"
    if fields.text("x-amazon-mail-relay-type").lower() == "notification":
        return "X-Amazon-Mail-Relay-Type: notification"
    return "Delivered-To: autoresponder" if "autoresponder" in fields.text("delivered-to").lower() else ""


def _precedence(draft: Draft) -> str:
    for name in ("precedence", "x-precedence"):
        said = draft.headers.text(name)
        if _PRECEDENCE.search(said):
            return f"{name.title()}: {said[:40]}"
    return ""


def _suppressed(draft: Draft) -> str:
    said = draft.headers.text("x-auto-response-suppress")
    return f"X-Auto-Response-Suppress: {said[:80]}" if _SUPPRESS.search(said) else ""


def _titled(draft: Draft) -> str:
    return f"subject: {draft.subject[:80]}" if titles.says_automatic(draft) else ""


def _no_return(draft: Draft) -> str:
    return "Return-Path: <>" if draft.headers.text("return-path").strip() == "<>" else ""


def _robot(draft: Draft) -> str:
    return f"sender: {draft.sender.email}" if _SENDER.match(draft.sender.email) else ""


_SIGNS = (_declared, _autoresponder, _precedence, _suppressed, _titled, _no_return, _robot)


def from_list(draft: Draft) -> str:
    """The list header of a mail from a mailing list or newsletter, "" for none."""
    for name in _LIST_HEADERS:
        if draft.headers.text(name):
            return f"{name.title()}: {draft.headers.text(name)[:80]}"
    return ""


def is_away(draft: Draft, why: str) -> bool:
    """Whether an automatic answer says that its sender is away."""
    fields = draft.headers
    said = fields.text("auto-submitted").lower()
    if (
        "vacation" in said
        or "owner-email" in said
        or fields.has("x-out-of-office")
        or fields.has("x-vacation")
    ):
        return True
    if (
        fields.has("x-ms-exchange-inbox-rules-loop")
        and "all" in fields.text("x-auto-response-suppress").lower()
    ):
        return True
    answers = (
        "replied" in said
        or why.startswith("subject")
        or "auto" in why.lower()
        or "return-path" in why.lower()
    )
    answers = answers or (why.startswith("Precedence") and bool(_AWAY.search(draft.subject)))
    if not answers or why.startswith("sender"):
        return False
    if _AWAY.search(draft.subject):
        return True
    return (why.startswith("subject") or "replied" in said) and bool(_AWAY.search(draft.text[:3000]))
