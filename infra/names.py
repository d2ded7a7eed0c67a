"""Names that several stacks must agree on."""

PREFIX = "Loket"
RULE_SET = "loket"
INBOUND = "inbound/"  # where receipt rules put mail in the mail bucket
TICKET_FILES = "*/files/*"  # {desk}/{tenant}/files/{sha256}
UPLOADS = "_uploads/"  # {desk}/{tenant}/{upload} follows; no desk can be called so
EXPORTS = "_exports/"  # {desk}/{tenant}/{job}/{volume} follows
PUSH_KEY = "push/vapid"  # below SECRETS_PATH: what notices to devices are signed with
SECRETS_PATH = "/loket/secrets"  # in Systems Manager: secrets of identity providers
