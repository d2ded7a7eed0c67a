"""The OpenAPI document as a page that people read: docs/api.md, written along with the document."""

from typing import Any, Final

from helpdesk.web.permissions import PERMISSION_OF

_START: Final = """\
# The API

Made from the routes by `python -m ops.openapi`; the whole document is [openapi.json](openapi.json), and a
deployment serves it at `GET /api/v1/openapi.json`. To be read and searched in a browser, with an example of
every request, it is at `/api-docs` of the portal; nobody has to sign in for it.

## Five minutes
An admin of a desk makes a key, which is shown once: with the permissions it needs and no others.

    curl -X POST "$LOKET/api/v1/desks/noord/keys" -H "Authorization: Bearer $TOKEN" \\
      -H "Content-Type: application/json" \\
      -d '{"name": "Monitoring", "permissions": ["ticket.read", "ticket.open"]}'

Open a ticket. With an `Idempotency-Key` the same request can be sent again without a second ticket:

    curl -X POST "$LOKET/api/v1/tickets" -H "Authorization: Bearer loket_…" \\
      -H "Content-Type: application/json" -H "Idempotency-Key: disk-full-7" \\
      -d '{"tenant": {"desk": "noord", "tenant": "acme"}, "requester": {"email": "kim@acme.example"},
      "subject": "Disk full", "text": "98 percent"}'

Read the queue, and go on with `next` as `cursor`; read one ticket with its timeline:

    curl "$LOKET/api/v1/tickets?view=queue&limit=25" -H "Authorization: Bearer loket_…"
    curl "$LOKET/api/v1/tickets/ACME-1042" -H "Authorization: Bearer loket_…"

## What holds everywhere
- Errors are problem documents (RFC 9457); `code` stays the same, `field` names what to mend. What one
  may not see is 404, the same as what is not there.
- An answer's `ETag` is what a change sends as `If-Match`; 409 when somebody else was first.
- 429 says in `Retry-After` how many seconds to wait: 600 requests a minute for a key or a person.
- Being told instead of asking: [webhooks](webhooks.md). Permissions: [security.md](security.md).
"""


def page(document: dict[str, Any]) -> str:
    """The page of this document."""
    by_subject: dict[str, list[str]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            line = _row(path, method.upper(), operation)
            by_subject.setdefault(operation["tags"][0], []).append(line)
    parts = [_START]
    for subject in sorted(by_subject):
        head = "| request | what it does | body | answer | permission |\n|---|---|---|---|---|"
        parts.append(
            f"## {subject.replace('_', ' ').capitalize()}\n{head}\n" + "\n".join(by_subject[subject]) + "\n"
        )
    return "\n".join(parts)


def _row(path: str, method: str, operation: dict[str, Any]) -> str:
    query = [one["name"] for one in operation.get("parameters", []) if one["in"] == "query"]
    asked = f"{method} {path.removeprefix('/api/v1')}" + (f"?{'&'.join(query)}" if query else "")
    body = _name(operation.get("requestBody", {}))
    good = next((code for code in operation["responses"] if code.startswith("2")), "")
    answer = f"{good} {_name(operation['responses'].get(good, {}))}".strip()
    permission = PERMISSION_OF.get((method, path), "")
    cells = (f"`{asked}`", operation["summary"], body, answer, f"`{permission}`" if permission else "")
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _name(carrier: dict[str, Any]) -> str:
    """What a body or an answer is called in the document."""
    for media in carrier.get("content", {}).values():
        return str(media.get("schema", {}).get("$ref", "")).rpartition("/")[2]
    return ""
