"""The `loket` command: one cyclopts app, one module per command under ops/commands."""

from cyclopts import App

app = App(name="loket", help="Run, look into and measure a Loket help desk.")
app.command(
    "ops.commands.sla:app", name="sla", help="Business time: when a promise is due, without a server."
)
app.command("ops.commands.mail:app", name="mail", help="Read, send and look into mail.")


def main() -> None:
    """Entry point of the `loket` script."""
    app()
