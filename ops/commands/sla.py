"""`loket sla …`: business time without any server, from JSON lines or from options."""

from cyclopts import App

app = App(name="sla", help="Ask what a promise means: when it is due, how much open time went by.")
app.command("ops.commands.sla_ask:due", name="due", help="When does a target that starts then run out?")
app.command(
    "ops.commands.sla_ask:elapsed", name="elapsed", help="How much open time lies between two instants?"
)
