"""Step: what kind of mail it is. The first rule that fits decides."""

import re

from helpdesk.mail import automatic
from helpdesk.mail.bounce import detect
from helpdesk.mail.draft import Draft
from helpdesk.mail.inbound import Auto

_COMPLAINT = re.compile(
    r"(?i)^(?:complaint about message from|email feedback report for ip|\[?abuse report|spam report)"
)
_FEEDBACK_TYPE = "message/feedback-report"


def classify(draft: Draft) -> None:
    """Sets kind, auto and bounce. A mail of a person is what no rule claims."""
    if draft.deployment and draft.loop_id == draft.deployment:
        draft.kind, draft.auto = "own", Auto(reason=f"X-Loop: {draft.loop_id}")
        return
    if is_feedback(draft):
        draft.kind, draft.auto = "feedback", Auto(reason="feedback report")
        return
    draft.bounce = detect.detect(draft)
    if draft.bounce:
        draft.kind, draft.auto = "bounce", Auto(reason="delivery report")
        return
    _machine(draft)


def _machine(draft: Draft) -> None:
    why, listed, report = automatic.reason(draft), automatic.from_list(draft), _receipt(draft)
    if report:
        draft.kind, draft.auto = "auto-reply", Auto(reason=report)
    elif why and automatic.is_away(draft, why):
        draft.kind, draft.auto = "out-of-office", Auto(reason=why)
    elif listed:
        draft.kind, draft.auto = "list", Auto(reason=listed)
    elif why:
        draft.kind, draft.auto = (
            "list" if "list" in why.lower() and "recedence" in why else "auto-reply",
            Auto(reason=why),
        )
    elif is_invitation(draft):
        draft.kind = "calendar"


def is_feedback(draft: Draft) -> bool:
    """An abuse report in ARF (RFC 5965), or as some providers word it."""
    if (
        draft.root.type == "multipart/report"
        and "feedback" in draft.root.params.get("report-type", "").lower()
    ):
        return True
    kinds = {part.type for part in draft.root.walk()}
    if _FEEDBACK_TYPE in kinds:
        return True
    return bool(_COMPLAINT.match(draft.subject)) and "message/rfc822" in kinds


def is_invitation(draft: Draft) -> bool:
    return any(
        part.type == "text/calendar" and (part.params.get("method") or b"METHOD:" in part.payload()[0][:4096])
        for part in draft.root.walk()
    )


def _receipt(draft: Draft) -> str:
    """Reports that nothing failed: read receipts (RFC 8098), and that a mail arrived."""
    kind = draft.root.params.get("report-type", "").lower() if draft.root.type == "multipart/report" else ""
    if "disposition-notification" in kind or any(
        p.type == "message/disposition-notification" for p in draft.files
    ):
        return "read receipt"
    if detect.is_delivered(draft):
        return "delivery report: delivered"
    return "report" if kind else ""
