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
        "font-size:1px",
        "font-size:.5pt",
        "font-size:0.01em",
        "color:transparent",
        "clip-path:inset(100%)",
        "clip:rect(1px,1px,1px,1px)",
        "transform:scale(0)",
        "overflow:hidden;width:0",
        "max-width:0px;overflow:hidden",
        "position:absolute;left:-9999px",
    ],
)
def test_hidden_text_is_marked_and_not_read_aloud(style: str) -> None:
    found = clean(f'<p>Shown</p><div style="{style}">secret order</div>')
    assert "data-hidden" in found.html
    assert to_text(found.marked) == "Shown"
    assert found.warnings == ("hidden-text: 1 elements are hidden by CSS",)


@pytest.mark.parametrize(
    "style",
    [
        "font-size:10px",
        "font-size:0.8em",
        "font-size:.9rem",
        "opacity:0.9",
        "color:red;background-color:white",
        "height:0.5em",
        "line-height:0",
        "width:100px;overflow:hidden",
    ],
)
def test_plain_styles_are_kept(style: str) -> None:
    assert "data-hidden" not in clean(f'<p style="{style}">Shown</p>').html


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color:#fff">secret order</p>',
        '<p><font color="White">secret order</font></p>',
        '<p style="color: rgb(252, 253, 255); margin: 0">secret order</p>',
        '<div style="background:#036"><b><span style="color:#003366">secret order</span></b></div>',
        '<table bgcolor="#eee"><tr><td style="color:#EEEEEE">secret order</td></tr></table>',
        '<div style="background-color:#036"><p>x</p></div><p style="color:white">secret order</p>',
        '<style>.dark{background:#000}</style><div class="dark" style="color:#fff">secret order</div>',
    ],
)
def test_letters_in_the_colour_of_their_paper_are_shown(html: str) -> None:
    found = clean(html)
    assert found.warnings == ("hidden-colour: 1 elements had the colour of their background and are shown",)
    assert "secret order" in to_text(found.marked)
    assert not re.search(r"(?<![\w-])color[:=]", found.html.split("secret order")[0].rsplit("<", 1)[1])


@pytest.mark.parametrize(
    "html",
    [
        '<div style="background:#036"><p style="color:#fff">Offer</p></div>',
        '<table bgcolor="navy"><tr><td><font color="white">Offer</font></td></tr></table>',
        '<p style="color:#fff;background-color:rgb(0, 51, 102)">Offer</p>',
        '<p style="color:#333">Offer</p>',
        '<p style="border-color:#fff">Offer</p>',
    ],
)
def test_other_colours_are_the_senders(html: str) -> None:
    found = clean(html)
    assert found.warnings == ()
    assert "color" in found.html


def test_links_open_without_telling_where_from() -> None:
    assert 'rel="noopener noreferrer nofollow"' in clean('<a href="https://example.com">x</a>').html


def test_quote_marks_do_not_reach_the_reader() -> None:
    assert "data-quote" not in clean('<blockquote type="cite">a</blockquote><blockquote>b</blockquote>').html


def test_an_attribute_cannot_pretend_to_be_a_tag() -> None:
    found = clean('<p title="<img src=&quot;http://x/&quot;>">Hi</p>')
    assert HARM.search(found.html) is None
    assert "Hi" in found.html


HIDING = [
    "display:none",
    "visibility: hidden",
    "font-size:0px",
    "font-size:1px;line-height:1px",
    "color:#fff;background:#ffffff",
    "background-color:white;color:rgb(255, 255, 255)",
    "position:absolute;left:-9999px",
    "top:-5000px; position: fixed",
    "margin-left:-10000px",
    "clip:rect(0,0,0,0);position:absolute",
    "max-height:0;overflow:hidden",
    "opacity:0",
]


@pytest.mark.parametrize("style", HIDING)
@pytest.mark.parametrize(
    "page",
    [
        '<p>before <span style="{}">SECRET</span> after</p>',
        '<style>.x {{ {} }}</style><p>before <span class="a x">SECRET</span> after</p>',
        "<style>p{{color:red}} #y, div.z {{ {} }} </style><p>before <i id=Y>SECRET</i> after</p>",
    ],
    ids=["style", "class", "id"],
)
def test_text_that_css_hides_is_marked_and_not_read(page: str, style: str) -> None:
    found = clean(page.format(style))
    assert to_text(found.marked) == "before after"
    assert any(warning.startswith("hidden-text") for warning in found.warnings)
    assert "SECRET" in found.html


@pytest.mark.parametrize(
    "sheet",
    [
        "@media only screen and (max-width:480px) {{ .x {{ {0} }} }}",
        "@media print {{ p {{ color:red }} .x {{ {0} }} }} .y {{ color:red }}",
        ".x {{ {0} }} .x {{ display:block }}",
        "/* .x {{ {0} }} */ .y {{ {0} }}",
        ".x .y {{ {0} }}",
    ],
)
def test_what_a_sheet_hides_elsewhere_is_read(sheet: str) -> None:
    page = f"<style>{sheet.format('display:none')}</style><p>before <b class=x>shown</b> after</p>"
    assert to_text(clean(page).marked) == "before shown after"


def test_a_quote_that_never_closes_swallows_nothing() -> None:
    assert to_text(clean("<p>before</p><a href='x<p>WORDS</p>").marked).split() == ["before", "WORDS"]


def test_an_address_that_a_citation_names_is_held_to_the_same_schemes() -> None:
    assert "javascript" not in clean('<blockquote cite="java\tscript:x()">WORDS</blockquote>').html


@pytest.mark.parametrize(
    "source",
    [
        "ht\ttps://pictures.example/a.png",
        "&#1;https://pictures.example/a.png",
        "https:\\\\pictures.example\\a.png",
        "\\\\pictures.example\\a.png",
        "/\\pictures.example/a.png",
        "/&#10;/pictures.example/a.png",
        " //pictures.example/a.png",
    ],
)
def test_a_picture_from_elsewhere_waits_however_its_address_is_written(source: str) -> None:
    found = clean(f'<p>Look: <img src="{source}" alt="us"></p>')

    assert " src=" not in found.html
    assert re.search(r'data-remote-src="(?:https:)?//pictures\.example/a\.png"', found.html)
    assert found.warnings == ("remote-images: 1 held back until asked for",)


@pytest.mark.parametrize("source", ["/api/sign-out", "a.png", "?x", "#x", "news:x", "tel:1", ""])
def test_a_picture_whose_address_says_no_place_is_not_asked_of_the_reader_s_own_house(source: str) -> None:
    found = clean(f'<p>Look: <img src="{source}" alt="us"></p>')

    assert "src=" not in found.html
    assert 'alt="us"' in found.html
