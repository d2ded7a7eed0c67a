"""`loket mail …`: look into mail. Each command's module is loaded only when it is called."""

from cyclopts import App

app = App(name="mail", help="Read, send and look into mail.")
app.command("ops.commands.mail_parse:parse", name="parse")
app.command("ops.commands.mail_send:send", name="send", help="Send mail in and tell which tickets it became.")
app.command("ops.commands.mail_sent:sent", name="sent", help="What Loket sent, newest first.")
app.command("ops.commands.mail_redrive:redrive_all", name="redrive", help="Give dead letters another try.")
app.command("ops.commands.mail_replay:replay", name="replay", help="Take raw mail in again.")
