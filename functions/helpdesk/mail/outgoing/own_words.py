"""A tenant's own template: a small part of Jinja that is bounded by what it can say, and checked before use.

Only names, conditions, loops over paragraphs, and a few filters: nothing that calls, assigns, concatenates
or reaches into objects. So no template can run long, grow large, or look where it should not; the sandbox
stands behind that as a second wall.
"""

import functools
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from helpdesk.domain.errors import Invalid
from helpdesk.domain.mail_templates import LONGEST_SOURCE, MailTemplate

LONGEST_RESULT: Final = 2_000_000
_LONGEST_SUBJECT: Final = 300

NAMES: Final = frozenset(
    {
        "greeting", "body", "paragraphs", "hint", "regards", "signature", "footer", "key", "link",
        "open_ticket", "subject", "requester", "agent", "tenant", "due", "language", "colour", "files",
    }
)  # fmt: skip
"""What a template may show. `paragraphs` is a list of lists of lines; `files` a list of lines."""

_LISTS: Final = frozenset({"paragraphs", "files"})
_FILTERS: Final = frozenset({"upper", "lower", "title", "capitalize", "trim", "escape", "e", "default"})
_TESTS: Final = frozenset({"defined", "none"})
_LOOP: Final = frozenset({"first", "last", "index"})
_HARMLESS: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.If, nodes.Not, nodes.And, nodes.Or,
    nodes.Compare, nodes.Operand, nodes.CondExpr,
)  # fmt: skip


class BrokenTemplate(Exception):  # noqa: N818 - says what is so
    """A template cannot be used; the standard letter goes instead."""


class OwnWords(msgspec.Struct, frozen=True, kw_only=True):
    """What a template made; an empty part is left to the standard letter."""

    subject: str
    text: str
    html: str


def check_template(template: MailTemplate, field: str = "") -> None:
    """Raises Invalid naming the part, the line and what is wrong there."""
    for part in ("subject", "text", "html"):
        try:
            _check(getattr(template, part))
        except BrokenTemplate as broken:
            raise Invalid(field=f"{field}.{part}".lstrip("."), reason=str(broken)) from broken


def in_own_words(template: MailTemplate, facts: Mapping[str, object]) -> OwnWords:
    """Fill the template in. Raises BrokenTemplate."""
    return OwnWords(
        subject=" ".join(_fill(template.subject, facts, html=False).split())[:_LONGEST_SUBJECT],
        text=_fill(template.text, facts, html=False),
        html=_fill(template.html, facts, html=True),
    )


def _fill(source: str, facts: Mapping[str, object], *, html: bool) -> str:
    if not source.strip():
        return ""
    _check(source)
    made: list[str] = []
    size = 0
    try:
        for piece in _environment(html).from_string(source).generate(dict(facts)):
            made.append(piece)
            size += len(piece)
            if size > LONGEST_RESULT:
                raise BrokenTemplate(f"it makes more than {LONGEST_RESULT:,} characters")
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise BrokenTemplate(_sentence(error)) from error
    return "".join(made)


@functools.lru_cache(maxsize=256)
def _check(source: str) -> None:
    if len(source) > LONGEST_SOURCE:
        raise BrokenTemplate(f"has at most {LONGEST_SOURCE:,} characters")
    try:
        tree = _environment(False).parse(source)
    except (TemplateError, RecursionError) as error:
        raise BrokenTemplate(_sentence(error)) from error
    complaint = next(_complaints(tree, NAMES, 0), None)
    if complaint:
        raise BrokenTemplate(complaint)


def _complaints(node: nodes.Node, names: frozenset[str], depth: int) -> Iterator[str]:
    """What a template may not say. `names` are those it may show here; loops add theirs."""
    line = f"line {node.lineno}: "
    match node:
        case nodes.For():
            yield from _loop_complaints(node, names, depth)
            return
        case nodes.Name() if node.name not in names:
            yield f"{line}there is no “{node.name}” here"
        case nodes.Getattr() if not (
            isinstance(node.node, nodes.Name) and node.node.name == "loop" and depth and node.attr in _LOOP
        ):
            yield f"{line}“.{node.attr}” cannot be used"
        case nodes.Filter() if node.name not in _FILTERS:
            yield f"{line}the filter “{node.name}” cannot be used"
        case nodes.Test() if node.name not in _TESTS:
            yield f"{line}the test “{node.name}” cannot be used"
        case nodes.Name() | nodes.Getattr() | nodes.Filter() | nodes.Test():
            pass
        case _ if not isinstance(node, _HARMLESS):
            yield f"{line}“{type(node).__name__.lower()}” cannot be used"
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Name) and child.name == "loop" and isinstance(node, nodes.Getattr):
            continue
        yield from _complaints(child, names, depth)


def _loop_complaints(node: nodes.For, names: frozenset[str], depth: int) -> Iterator[str]:
    """Over the lists, and over the lines of a paragraph: work grows with the letter and no faster."""
    line = f"line {node.lineno}: "
    over = node.iter.name if isinstance(node.iter, nodes.Name) else ""
    inner = names - NAMES
    if not (over in _LISTS and not depth) and over not in inner:
        yield f"{line}a loop goes over paragraphs, the lines of one, or files"
    if not isinstance(node.target, nodes.Name) or node.target.name in NAMES or node.recursive:
        yield f"{line}a loop needs a name of its own for each item"
        return
    if depth > 1 or node.test is not None:
        yield f"{line}loops cannot be nested deeper, or have conditions"
    within = (names - inner) | {node.target.name}
    for child in (*node.body, *node.else_):
        yield from _complaints(child, within, depth + 1)


@functools.cache
def _environment(html: bool) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        autoescape=html, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.clear()
    return environment


def _sentence(error: BaseException) -> str:
    line = getattr(error, "lineno", None)
    said = str(error) or type(error).__name__
    return f"line {line}: {said}" if line else said
