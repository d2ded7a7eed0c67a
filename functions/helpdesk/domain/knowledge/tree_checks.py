"""What a decision tree must be: all of it reachable, an end from everywhere, not too deep."""

from collections import deque
from collections.abc import Mapping
from typing import Final

from helpdesk.domain.errors import Invalid
from helpdesk.domain.ids import is_id
from helpdesk.domain.knowledge.languages import check_languages
from helpdesk.domain.knowledge.trees import AnswerEnd, ArticleEnd, Node, Question, TicketEnd, Tree, Walk

MOST_NODES: Final = 300
MOST_CHOICES: Final = 12
DEEPEST: Final = 25
"""Questions between the start and the farthest node."""

LONGEST_TEXT: Final = 20_000


def check_tree(tree: Tree) -> Tree:
    """The tree itself. Raises Invalid whose field is `nodes.<id>`, the node that must be mended."""
    if not tree.names or not all(name.strip() for name in tree.names.values()):
        raise Invalid(field="names", reason="a tree needs a name in at least one language")
    check_languages(tree.names, "names")
    if len(tree.nodes) > MOST_NODES:
        raise Invalid(field="nodes", reason=f"a tree has at most {MOST_NODES} nodes")
    nodes = _by_id(tree)
    if tree.start not in nodes:
        raise Invalid(field="start", reason=f"there is no node “{tree.start[:40]}”")
    for node in tree.nodes:
        _check_node(node, nodes)
    _check_reach(tree.start, nodes)
    _check_ends(nodes)
    return tree


def walk(tree: Tree, path: tuple[int, ...]) -> Walk:
    """Where these choices (their positions, one per question) lead from the start. Raises Invalid."""
    nodes = {node.id: node for node in tree.nodes}
    node = nodes[tree.start]
    for step, position in enumerate(path):
        if not isinstance(node, Question) or not 0 <= position < len(node.choices):
            raise Invalid(field=f"path[{step}]", reason=f"“{node.id}” has no choice {position}")
        node = nodes[node.choices[position].to]
    return Walk(node=node, path=path)


def articles_of(tree: Tree) -> dict[str, str]:
    """The articles it ends with, and by which node."""
    return {node.article: node.id for node in tree.nodes if isinstance(node, ArticleEnd)}


def _by_id(tree: Tree) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for node in tree.nodes:
        if not is_id(node.id):
            raise Invalid(field=f"nodes.{node.id[:40]}", reason="an id has 1 to 31 of a-z, 0-9 and “-”")
        if node.id in nodes:
            raise Invalid(field=f"nodes.{node.id}", reason="there are two nodes of this id")
        nodes[node.id] = node
    return nodes


def _check_node(node: Node, nodes: Mapping[str, Node]) -> None:
    field = f"nodes.{node.id}"
    match node:
        case Question():
            _check_texts(node.texts, f"{field}.texts")
            _check_choices(node, nodes, field)
        case AnswerEnd():
            _check_texts(node.texts, f"{field}.texts")
        case TicketEnd():
            _check_texts(node.subjects, f"{field}.subjects")
            if node.texts:
                _check_texts(node.texts, f"{field}.texts")
        case ArticleEnd():
            if not is_id(node.article):
                raise Invalid(field=f"{field}.article", reason="choose an article")


def _check_choices(node: Question, nodes: Mapping[str, Node], field: str) -> None:
    if not 2 <= len(node.choices) <= MOST_CHOICES:
        reason = f"a question has 2 to {MOST_CHOICES} choices, this one has {len(node.choices)}"
        raise Invalid(field=f"{field}.choices", reason=reason)
    for i, choice in enumerate(node.choices):
        _check_texts(choice.labels, f"{field}.choices[{i}].labels")
        if choice.to not in nodes:
            reason = f"there is no node “{choice.to[:40]}”"
            raise Invalid(field=f"{field}.choices[{i}].to", reason=reason)


def _check_texts(texts: Mapping[str, str], field: str) -> None:
    check_languages(texts, field)
    if not texts or not all(text.strip() for text in texts.values()):
        raise Invalid(field=field, reason="something must be written here, in at least one language")
    if any(len(text) > LONGEST_TEXT for text in texts.values()):
        raise Invalid(field=field, reason=f"a text has at most {LONGEST_TEXT:,} characters")


def _check_reach(start: str, nodes: Mapping[str, Node]) -> None:
    """By breadth, so that a node's depth is that of the shortest way to it."""
    depth = {start: 0}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for there in _next(nodes[here]):
            if there not in depth:
                depth[there] = depth[here] + 1
                waiting.append(there)
    for name in nodes:
        if name not in depth:
            raise Invalid(field=f"nodes.{name}", reason="no way leads here from the start")
        if depth[name] > DEEPEST:
            raise Invalid(field=f"nodes.{name}", reason=f"is more than {DEEPEST} questions from the start")


def _check_ends(nodes: Mapping[str, Node]) -> None:
    """Going round in a circle is no harm as long as there is a way out of it."""
    ends = {name for name, node in nodes.items() if not isinstance(node, Question)}
    before: dict[str, set[str]] = {name: set() for name in nodes}
    for name, node in nodes.items():
        for there in _next(node):
            before[there].add(name)
    waiting = deque(ends)
    while waiting:
        for earlier in before[waiting.popleft()] - ends:
            ends.add(earlier)
            waiting.append(earlier)
    for name in nodes:
        if name not in ends:
            raise Invalid(field=f"nodes.{name}", reason="from here one goes round in circles and never ends")


def _next(node: Node) -> tuple[str, ...]:
    return tuple(choice.to for choice in node.choices) if isinstance(node, Question) else ()
