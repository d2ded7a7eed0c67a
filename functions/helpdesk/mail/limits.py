"""The bounds of one mail. Past a bound we go on with what is inside it and say so in the warnings."""

PARTS = 1_000
DEPTH = 50
HEADER_BYTES = 256 * 1024  # of one part
HEADER_FIELDS = 1_000  # of one part
FIELD_BYTES = 32 * 1024  # of one field: room for 1,000 recipients
ADDRESSES = 1_000
NAME_CHARS = 300  # of a person
DECODED_BYTES = 80 * 1024 * 1024  # of all parts together; SES takes mails of 40 MB
TEXT_CHARS = 512 * 1024  # of the readable body: a long book
HTML_CHARS = 1024 * 1024  # of the HTML body, images of its own (data:) not counted
SPLIT_CHARS = 128 * 1024  # of the text in which quotes and signatures are looked for
FALSE_BOUNDARIES = 20_000  # lines that begin like a boundary and are none
TEXT_SEGMENTS = 200  # text parts shown one after another
SCAN_BYTES = 256 * 1024 * 1024  # searched for boundaries, all levels together
ENTITIES = 100_000  # "&" in the HTML: the time to read them grows faster than their number
HTML_DEPTH = 100  # open elements
HTML_TAGS = 20_000  # past this many the text is taken without a layout
LAID_OUT_CHARS = 300_000  # of HTML whose text gets a layout
ATTRIBUTES = 200  # of one element
ATTRIBUTIONS = 200  # lines looked at as "On … wrote:"
BLOCKS = 200  # indented blocks looked at as quotes
SIGNATURE_LINES = 300  # from the end of the new text
