"""What about a sender may deceive a reader: said in the entry's warnings, decided on by people."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from helpdesk.mail.inbound import Address
from helpdesk.usecases.deps import Home

_ADDRESS: Final = re.compile(r"[^\s<>()\"',;:@]+@[^\s<>()\"',;:@]+\.[^\s<>()\"',;:@.]+")
_SHORTEST: Final = 5  # letters of a domain; shorter ones are one edit away from half of the world

# Letters that pass for others in common fonts: the few that matter of Unicode's confusables (UTS 39).
_LOOKALIKES: Final = {
    **{ord(c): "a" for c in "аαɑ"}, **{ord(c): "c" for c in "сϲ"}, **{ord(c): "e" for c in "еєҽ"},
    **{ord(c): "o" for c in "оοօ0"}, **{ord(c): "p" for c in "рρ"}, **{ord(c): "x" for c in "хχ"},
    **{ord(c): "y" for c in "уγү"}, **{ord(c): "i" for c in "іιıɩ1l|ӏ"}, **{ord(c): "s" for c in "ѕ"},
    **{ord(c): "h" for c in "һհ"}, **{ord(c): "j" for c in "ј"}, **{ord(c): "d" for c in "ԁ"},
    **{ord(c): "n" for c in "ոп"}, **{ord(c): "u" for c in "υս"}, **{ord(c): "v" for c in "ѵν"},
    **{ord(c): "k" for c in "кκ"}, **{ord(c): "m" for c in "м"}, **{ord(c): "t" for c in "тτ"},
    **{ord(c): "b" for c in "в"}, **{ord(c): "g" for c in "ɡ"}, **{ord(c): "w" for c in "ԝ"},
    **{ord(c): "r" for c in "г"},
}  # fmt: skip
_PAIRS: Final = (("rn", "m"), ("vv", "w"), ("cl", "d"))


def suspicions(home: Home, sender: Address) -> Iterator[str]:
    """Warnings, `code: sentence`, about how the sender calls themselves."""
    email = sender.email.lower()
    shown = _ADDRESS.search(unicodedata.normalize("NFKC", sender.name))
    if shown and shown[0].lower() != email:
        yield f"display-name: the name shows {shown[0]}, but the mail came from {email}"
    agent = _agent_of_this_name(home, sender.name)
    if agent and email not in _agents(home):
        yield f"agent-name: this is the name of {agent} of the desk, but the mail came from {email}"
    resembled = lookalike(email.rpartition("@")[2], _known_domains(home))
    if resembled:
        yield f"lookalike-domain: {email.rpartition('@')[2]} looks like {resembled} but is another domain"


def lookalike(domain: str, known: Iterable[str]) -> str | None:
    """The known domain that this one could be taken for: same look, or one slip of the finger away."""
    names = set(known)
    if not domain or any(domain == name or domain.endswith(f".{name}") for name in names):
        return None
    shape = _shape(domain)
    for name in sorted(names):
        if shape == _shape(name):
            return name
        if len(name.rpartition(".")[0]) >= _SHORTEST and _one_edit(domain, name):
            return name
    return None


def _agent_of_this_name(home: Home, name: str) -> str | None:
    wanted = _shape(" ".join(name.split()))
    agents = (agent.person for agent in home.config.agents.values())
    return next((person.name for person in agents if wanted and _shape(person.name) == wanted), None)


def _agents(home: Home) -> set[str]:
    return {agent.person.email.lower() for agent in home.config.agents.values()}


def _known_domains(home: Home) -> set[str]:
    own = {home.tenant.address, *home.tenant.addresses, *_agents(home)}
    return {address.lower().rpartition("@")[2] for address in own}


def _shape(name: str) -> str:
    """How it looks: letters that pass for each other become one."""
    labels = (_from_punycode(label) for label in name.lower().split("."))
    plain = unicodedata.normalize("NFKD", ".".join(labels).casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).translate(_LOOKALIKES)
    for pair, letter in _PAIRS:
        plain = plain.replace(pair.translate(_LOOKALIKES), letter)
    return plain


def _from_punycode(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return label


def _one_edit(one: str, other: str) -> bool:
    """Whether one letter more, less, another, or two swapped, make one into the other."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    rest, other_rest = one[start:], other[start:]
    swapped = len(rest) > 1 and rest[1::-1] + rest[2:] == other_rest
    return rest[1:] == other_rest[1:] or rest[1:] == other_rest or rest == other_rest[1:] or swapped
