"""The form of a mail (RFC 2045-2049, 2231, 5322) as it is written in the wild: our own bounded reader."""
