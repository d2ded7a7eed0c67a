"""The mails of the intake benchmark, made here: plain, with HTML, and as a reply with its history."""

from email.message import EmailMessage

_TEXT = "The printer on the third floor does nothing at all: no light, no sound.\n" * 4
_HISTORY = (
    "\nOn Mon, 16 Nov 2026 at 09:12, Acme <support@bench.example> wrote:\n" + "> We have your message.\n" * 20
)


def mail(number: int) -> bytes:
    """Mail `number`: two of three are plain, every third has HTML beside the text."""
    message = EmailMessage()
    message["From"] = f"Person {number % 50} <person{number % 50}@customer.example>"
    message["To"], message["Subject"] = "support@bench.example", f"Printer {number} is dead"
    message["Message-ID"], message["Date"] = f"<{number}@customer.example>", "Mon, 16 Nov 2026 10:00:00 +0100"
    message.set_content(_TEXT + (_HISTORY if number % 3 == 1 else ""))
    if number % 3 == 2:
        message.add_alternative(f"<p><b>Hello,</b></p><p>{_TEXT}</p>", subtype="html")
    return message.as_bytes()


def large(size: int) -> bytes:
    """A mail with one attachment, `size` bytes as it travels."""
    message = EmailMessage()
    message["From"], message["To"] = "big@customer.example", "support@bench.example"
    message["Subject"], message["Message-ID"] = "A large file", "<large@customer.example>"
    message.set_content("See the attachment.")
    content = bytes(range(256)) * (size * 3 // 4 // 260)  # base64 with line ends costs 78 for 57
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename="large.bin")
    return message.as_bytes()
