"""HTML of strangers: nothing runs, nothing is loaded unasked, and the words stay."""

import re

import pytest

from helpdesk.mail.html.clean import clean
from helpdesk.mail.html.text import to_text

VECTORS = [
    "<script>alert(1)</script>WORDS",
    "<img src=x onerror=alert(1)>WORDS",
    "<svg onload=alert(1)>WORDS</svg>",
    '<a href="javascript:alert(1)">WORDS</a>',
    '<a href="java&#x0A;script:alert(1)">WORDS</a>',
    '<a href="jAvAsCrIpT&colon;alert(1)">WORDS</a>',
    '<a href="data:text/html,x">WORDS</a>',
    '<iframe src="javascript:alert(1)">WORDS</iframe>',
    '<iframe srcdoc="<script>x</script>"></iframe>WORDS',
    '<form action="javascript:alert(1)"><button>WORDS</button></form>',
    "<textarea autofocus onfocus=x()>WORDS</textarea>",
    "<select onfocus=x()><option>WORDS</option></select>",
    "<details open ontoggle=x()>WORDS</details>",
    '<object data="javascript:x()">WORDS</object>',
    '<embed src="javascript:x()">WORDS',
    "<style>@import 'x'</style>WORDS",
    '<div style="background:url(javascript:x())">WORDS</div>',
    '<div style="width:expression(x())">WORDS</div>',
    '<meta http-equiv="refresh" content="0;url=javascript:x()">WORDS',
    '<base href="javascript:x()//">WORDS',
    "<svg><script>alert(1)</script><text>WORDS</text></svg>",
    '<math><mi xlink:href="javascript:x()">WORDS</mi></math>',
    "<template><p>WORDS</p></template>",
    '<noscript><p title="</noscript><img src=x onerror=x()>">WORDS',
    "<xmp>WORDS</xmp>",
    "<plaintext>WORDS",
    "<script>WORDS",
    "<style>WORDS",
    "<!-- WORDS",
    "<p onclick=x() WORDS",
    "<svg><foreignObject><iframe onload=x()></iframe>WORDS</foreignObject></svg>",
    "<<script>x()//<</script>WORDS",
]
HARM = re.compile(
    r"<\s*/?\s*(?:script|style|iframe|object|embed|svg|math|form|input|button|meta|link|base|template)\b"
    r"|<[^>]*\son\w+\s*=|=\"\s*(?:javascript|vbscript|data:text)|url\s*\(|expression",
    re.IGNORECASE,
)


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_runs_and_the_words_stay(vector: str) -> None:
    found = clean(f"<p>before</p>{vector}")
    assert not HARM.search(found.html)
    assert "before" in found.html
    assert "WORDS" in found.html


def test_remote_pictures_wait_until_asked_for() -> None:
    found = clean(
        '<img src="https://example.com/a.png" alt="logo"><img src="cid:a@b"><img src="data:image/png;'
        'base64,AAAA">'
    )
    assert 'data-remote-src="https://example.com/a.png"' in found.html
    assert ' src="https' not in found.html
    assert 'src="cid:a@b"' in found.html
    assert 'src="data:image/png' in found.html
    assert found.warnings == ("remote-images: 1 held back until asked for",)


@pytest.mark.parametrize(
    "size",
    ['width="1" height="1"', "width=0 height=0", 'style="width:1px;height:1px"', 'style="display:none"'],
)
def test_trackers_are_left_out_and_said(size: str) -> None:
    found = clean(f'<p>Hi</p><img src="https://example.com/open.gif" {size}>')
    assert "example.com" not in found.html
    assert found.warnings == ("tracking-pixel: 1 left out",)


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "visibility: hidden",
        "font-size:0",
        "opacity:0",
        "mso-hide:all",
        "color:#fff;background-color:#fff",
        "max-height:0;overflow:hidden",
        "text-indent:-9999px",
    ],
)
def test_hidden_text_is_marked_and_not_read_aloud(style: str) -> None:
    found = clean(f'<p>Shown</p><div style="{style}">secret order</div>')
    assert "data-hidden" in found.html
    assert to_text(found.marked) == "Shown"
    assert found.warnings == ("hidden-text: 1 elements are hidden by CSS",)


@pytest.mark.parametrize(
    "style",
    ["font-size:10px", "opacity:0.9", "color:red;background-color:white", "height:0.5em", "line-height:0"],
)
def test_plain_styles_are_kept(style: str) -> None:
    assert "data-hidden" not in clean(f'<p style="{style}">Shown</p>').html


def test_links_open_without_telling_where_from() -> None:
    assert 'rel="noopener noreferrer nofollow"' in clean('<a href="https://example.com">x</a>').html


def test_quote_marks_do_not_reach_the_reader() -> None:
    assert "data-quote" not in clean('<blockquote type="cite">a</blockquote><blockquote>b</blockquote>').html


def test_an_attribute_cannot_pretend_to_be_a_tag() -> None:
    found = clean('<p title="<img src=&quot;http://x/&quot;>">Hi</p>')
    assert HARM.search(found.html) is None
    assert "Hi" in found.html
