"""Which HTML elements hold quoted history, by the marks that mail programs leave."""

import re

_BLOCK = re.compile(
    r"\b(?:gmail_quote(?:_container)?|gmail_extra_quote|yahoo_quoted|protonmail_quote|zmail_extra|"
    r"moz-cite|gmx_quote|OutlookMessageHeader|tutanota_quote|mail_quote|qt-block|WordSection_quote|"
    r"freshdesk_quote|front-blockquote|hcl_quote|moz-forward-container_x)\b"
)
_REST = re.compile(
    r"\b(?:divRplyFwdMsg|appendonsend|reply-intro|mail-editor-reference-message-container|stopSpelling|"
    r"ms-outlook-mobile-reference-message|x_divRplyFwdMsg|OLK_SRC_BODY_SECTION|replySplit|previouscontent|"
    r"isReplyContent|origbody|lineBreakAtBeginningOfMessage_x)\b"
)
# Word draws a line above the header of the mail that is answered.
_RULE = re.compile(
    r"border(?:-top)?\s*:\s*(?:none\s*;\s*border-top\s*:\s*)?solid\s+(?:#(?:E1E1E1|B5C4DF|b5c4df|e1e1e1)|"
    r"rgb\(181,\s*196,\s*223\)|rgb\(225,\s*225,\s*225\))[^;]*;?.*padding\s*:\s*3(?:\.0)?pt",
    re.IGNORECASE | re.DOTALL,
)


# Foxmail draws a line of this size above the signature, and no other program does.
_SIGNED = re.compile(r"width\s*:\s*210px\s*;\s*height\s*:\s*1px", re.IGNORECASE)

# Apple Mail and Gmail indent their user's own text with a blockquote.
_INDENT = re.compile(r"margin\s*:\s*0(?:px)?(?:\s+0(?:px)?){2}\s+40px|border\s*:\s*none")


def kind(tag: str, attributes: dict[str, str]) -> str:
    """What kind of quote an element is, "" for none.

    "block": it is one; "rest": so is all after it; "maybe" and "own": what stands around decides;
    "signed": it is none, and the signature stands below it.
    """
    if tag == "hr":
        return "signed" if _SIGNED.search(attributes.get("style", "")) else ""
    marks = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    if tag == "blockquote":
        return _blockquote(attributes, marks)
    if marks != " ":
        if _BLOCK.search(marks):
            return "block"
        if _REST.search(marks):
            return "rest"
    style = attributes.get("style", "")
    if tag == "div" and "border" in style and "solid" in style and _RULE.search(style):
        return "rest"
    return ""


def _blockquote(attributes: dict[str, str], marks: str) -> str:
    if attributes.get("type", "").lower() == "cite" or "cite" in attributes:
        return "block"
    if "gmail_quote" in marks or _INDENT.search(attributes.get("style", "")):
        return "own"  # Gmail's button for quoting something has the class of its replies
    return "block" if _BLOCK.search(marks) else "maybe"
