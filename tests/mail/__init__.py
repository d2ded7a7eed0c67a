"""What a mail means: from bytes to InboundMail."""
