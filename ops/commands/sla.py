"""`loket sla …`: business time without any server, and why a ticket is due when it is."""

from cyclopts import App

app = App(name="sla", help="Ask what a promise means: when it is due, how much open time went by.")
app.command("ops.commands.sla_ask:due", name="due", help="When does a target that starts then run out?")
app.command(
    "ops.commands.sla_ask:elapsed", name="elapsed", help="How much open time lies between two instants?"
)
app.command(
    "ops.commands.sla_explain:explain_ticket",
    name="explain",
    help="Why are a ticket's promises due when they are? Asks the Loket that runs here.",
)
