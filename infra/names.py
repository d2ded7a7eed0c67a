"""Names that several stacks must agree on."""

PREFIX = "Loket"
RULE_SET = "loket"
INBOUND = "inbound/"  # where receipt rules put mail in the mail bucket
TICKET_FILES = "*/files/*"  # {desk}/{tenant}/files/{sha256}
