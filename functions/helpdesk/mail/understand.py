"""Bytes in, InboundMail out: the chain of small steps that reads one mail. Pure, never raises, bounded.

To teach it something new, write a step (a function that takes the Draft) and put it into STEPS.
"""

from collections.abc import Callable

from helpdesk.mail import answer, body, classify, envelope, files, language, threads, wrapped
from helpdesk.mail.draft import Draft
from helpdesk.mail.inbound import InboundMail
from helpdesk.mail.mime import message


def split_parts(draft: Draft) -> None:
    """Step: the parts of the mail."""
    draft.root, warnings = message.read(draft.raw)
    draft.warnings.extend(warnings)


STEPS: tuple[Callable[[Draft], None], ...] = (
    split_parts,
    envelope.read_envelope,
    body.read_body,
    files.read_files,
    answer.split_answer,
    wrapped.see_wrappers,
    classify.classify,
    threads.read_keys,
    language.tell_language,
)
_BARE_TEXT_STEPS = (answer.split_answer, wrapped.see_wrappers, language.tell_language)


def understand(raw: bytes, *, deployment: str | None = None) -> InboundMail:
    """Reads one mail. `deployment` is our own X-Loop value: a mail that bears it is of kind `own`."""
    draft = Draft(raw, deployment)
    _run(draft, STEPS)
    return _finish(draft)


def understand_text(text: str) -> InboundMail:
    """Reads a bare body: only what can be said of a text without a header."""
    draft = Draft(b"", None)
    draft.shown = draft.text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    _run(draft, _BARE_TEXT_STEPS)
    return _finish(draft)


def _run(draft: Draft, steps: tuple[Callable[[Draft], None], ...]) -> None:
    """A step that fails on a mail nobody foresaw costs its own findings, never the mail."""
    for step in steps:
        try:
            step(draft)
        except Exception as error:  # noqa: BLE001 - the mail must land whatever it holds; the warning tells
            draft.warn("not-understood", f"{step.__name__}: {type(error).__name__}")


def _finish(draft: Draft) -> InboundMail:
    return InboundMail(
        kind=draft.kind, sender=draft.sender, to=draft.to, cc=draft.cc, reply_to=draft.reply_to,
        subject=draft.subject, topic=draft.topic, date=draft.date, message_id=draft.message_id,
        in_reply_to=draft.in_reply_to, references=draft.references, text=draft.text, new_text=draft.new_text,
        quoted_text=draft.quoted_text, signature=draft.signature, html=draft.html, language=draft.language,
        attachments=tuple(draft.attachments), bounce=draft.bounce, auto=draft.auto, forwarded=draft.forwarded,
        loop_id=draft.loop_id, subject_tags=draft.subject_tags, thread_ids=draft.thread_ids,
        encrypted=draft.encrypted, signed=draft.signed, warnings=tuple(draft.warnings),
    )  # fmt: skip
