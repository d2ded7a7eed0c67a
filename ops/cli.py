"""The `loket` command: one cyclopts app, one module per command under ops/commands."""

import sys

from cyclopts import App

from ops.local.problems import Problem

app = App(name="loket", help="Run, look into and measure a Loket help desk.")
app.command(
    "ops.commands.sla:app", name="sla", help="Business time: when a promise is due, without a server."
)
for name, purpose in {
    "up": "Build, start, deploy and fill a Loket on this machine.",
    "down": "Save all data and stop it.",
    "status": "Whether it runs, and how it is.",
    "seed": "Make the demo: desks, tenants, people and tickets.",
    "reset": "Delete all local data.",
    "logs": "Print what a function wrote.",
}.items():
    app.command(f"ops.commands.{name}:{name}", name=name, help=purpose)
app.command("ops.commands.desk:app", name="desk", help="Make desks.")
app.command("ops.commands.tenant:app", name="tenant", help="Onboard customers.")
app.command("ops.commands.desk:operator_app", name="operator", help="Say who runs this deployment.")
app.command("ops.commands.mail:app", name="mail", help="Read, send and look into mail.")
app.command("ops.commands.index:app", name="index", help="The search index: build it anew.")
app.command("ops.commands.bench:app", name="bench", help="Measure: ratios taken in one run.")


def main() -> None:
    """Entry point of the `loket` script."""
    try:
        app()
    except Problem as problem:
        sys.exit(f"{problem.sentence}\n{problem.remedy}".rstrip())
