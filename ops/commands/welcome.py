"""What `loket up` says at the end: what to open, whom to sign in as, how to send a mail."""

from rich.console import Console
from rich.table import Table

from ops.local.cloud import LocalCloud

PASSWORD = "loket-demo-2026"  # noqa: S105 - the demo's, printed on purpose
PEOPLE = (
    ("ana@noord.example", "agent of desk noord", PASSWORD),
    ("lars@noord.example", "lead of desk noord", PASSWORD),
    ("iris@noord.example", "admin of desk noord", PASSWORD),
    ("mei@host.example", "admin of desk host", PASSWORD),
    ("pim@acme.example", "manager of tenant ACME", "a code by mail"),
)


def welcome(console: Console, cloud: LocalCloud, *, foreground: bool) -> None:
    """Print it."""
    facts = Table.grid(padding=(0, 2))
    facts.add_row("[bold]Open[/bold]", f"{cloud.portal_url}/")
    facts.add_row("", f"http://support.acme.localhost:{cloud.portal_port}/, Acme's own door")
    facts.add_row("[bold]Sent mail[/bold]", f"{cloud.portal_url}/dev/mail")
    for address, role, secret in PEOPLE:
        facts.add_row(
            "[bold]Sign in[/bold]" if address == PEOPLE[0][0] else "", f"{address}, {role}: {secret}"
        )
    facts.add_row(
        "[bold]Send a mail[/bold]", f"to support@acme.example by SMTP on 127.0.0.1:{cloud.smtp_port}, or"
    )
    facts.add_row("", "loket mail send FILE.eml --to support@acme.example")
    facts.add_row("[bold]Stop[/bold]", "Ctrl-C (all data is saved)" if foreground else "loket down")
    console.print()
    console.print(facts)
