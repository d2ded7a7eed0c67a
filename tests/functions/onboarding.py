"""An operator of the deployment, and an organisation that says all it can about itself."""

from typing import Any, Final

from helpdesk.domain.people import PersonRef
from tests.functions.desks import Desks

OLIVE: Final = "olive@run.example"
WHOLE: Final[dict[str, Any]] = {
    "name": "Initech", "prefix": "INIT", "address": "help@initech.example",
    "addresses": ["it@initech.example"],
    "language": "nl", "languages": ["en"], "policy": "standard", "approve_unknown": True,
    "branding": {"colour": "#8A2BE2", "title": "Initech IT", "footer": "Always there"},
    "managers": [{"email": "Boss@initech.example", "name": "The Boss"}],
}  # fmt: skip


def operator(desks: Desks) -> None:
    desks.deps.admin.rows.put_operator(PersonRef(id="operator", name="Olive", email=OLIVE))
