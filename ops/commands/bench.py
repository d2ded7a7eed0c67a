"""`loket bench …`: measurements. Each one's module is loaded only when it is called."""

from cyclopts import App

app = App(name="bench", help="Measure: ratios taken in one run, never bare seconds.")
app.command("ops.bench.sla:sla", name="sla", help="Business time per second, against other libraries.")
app.command(
    "ops.bench.checker:checker",
    name="checker",
    help="A minute of the SLA checker, and a rush.",
)
app.command(
    "ops.bench.mail:bench",
    name="mail",
    help="Understanding a mail; hostile mails; mails a second end to end.",
)
app.command("ops.bench.intake:intake", name="intake", help="A mail from bytes to table, against the floor.")
app.command(
    "ops.bench.relevance:relevance", name="relevance", help="Similar texts found, on a data set of yours."
)
app.command(
    "ops.bench.classify:classify", name="classify", help="Labels suggested rightly, on a data set of yours."
)
app.command("ops.bench.search:search", name="search", help="The search index: size, throughput, latency.")
app.command(
    "ops.bench.api:api", name="api", help="Requests to the API: times, and what they cost at the table."
)
