"""Script payloads: vectors x elements x spellings x surroundings, harmless words in and around each."""

from collections.abc import Iterator
from itertools import product

import msgspec

WORDS = "Harmless words stay"
MORE = "And these"
_EVENTS = (
    "onload onerror onclick onmouseover onfocus onblur onchange oninput onsubmit onreset "
    "onkeydown onkeyup onkeypress onmousedown onmouseup onmousemove onmouseenter onmouseleave "
    "onwheel oncopy oncut onpaste ondrag ondrop onscroll onresize ontoggle onplay onpause onended "
    "oncanplay ontimeupdate onanimationstart onanimationend ontransitionend onpointerover "
    "onpointerdown ontouchstart onbeforeunload onunload onhashchange onmessage onpopstate "
    "onstorage onpageshow onoffline ononline onbegin onend onrepeat onstart onfinish onbounce "
    "onshow onsearch oninvalid onselect oncontextmenu onauxclick ondblclick onformdata "
    "onsecuritypolicyviolation onslotchange onbeforeinput oncancel onclose oncuechange"
)
EVENTS = _EVENTS.split()
_TAGS = (
    "a b p div span img svg math table td th tr body html head iframe frame object embed video "
    "audio source input button form select textarea details summary marquee font center "
    "blockquote h1 ul li ol style link meta base isindex keygen layer ilayer bgsound applet "
    "custom-x x xml foreignObject animate set use image title noscript template"
)
TAGS = _TAGS.split()
# Elements whose content no reader sees as text.
SILENT = {"style", "frame", "iframe", "noscript", "script", "image", "img", "isindex"}
URLS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\tjavascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java&#9;script:alert(1)",
    "java&#x0A;script:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;&#x61;vascript:alert(1)",
    "&#0000106avascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "\x01javascript:alert(1)",
    "&#1;javascript:alert(1)",
    "&#14;javascript:alert(1)",
    "\u200bjavascript:alert(1)",
    "javascript\u200b:alert(1)",
    "vbscript:msgbox(1)",
    "vbs&#99;ript:msgbox(1)",
    "livescript:alert(1)",
    "mocha:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "DATA:text/html,x",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "data:image/svg+xml;base64,PHN2Zy8+",
    "data:application/xhtml+xml,x",
    "d&#97;ta:text/html,x",
    "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)",
    "jar:javascript:alert(1)",
    "blob:x",
    "filesystem:x",
    "file:///etc/passwd",
    "ms-its:mhtml:x",
    "javascript://%0aalert(1)",
    "javascript:/*--></title></style>*/alert(1)",
    "about:blank",
    "res://x",
    "x-javascript:alert(1)",
    "javascript\x00:alert(1)",
    "\uff4aavascript:alert(1)",
]
SINKS = [
    "a href",
    "area href",
    "img src",
    "img dynsrc",
    "img lowsrc",
    "img srcset",
    "iframe src",
    "frame src",
    "embed src",
    "object data",
    "link rel=stylesheet href",
    "form action",
    "button formaction",
    "input type=image src",
    "input type=image formaction",
    "body background",
    "table background",
    "td background",
    "video poster",
    "video src",
    "audio src",
    "source src",
    "track src",
    "svg/onload",
    "use xlink:href",
    "a xlink:href",
    "image xlink:href",
    "math xlink:href",
    "animate values",
    "set to",
    "base href",
    "script src",
    "bgsound src",
    "layer src",
    "applet codebase",
    "object classid",
    "meta http-equiv=refresh content",
    "q cite",
    "blockquote cite",
    "ins cite",
    "del cite",
    "a ping",
    "html manifest",
    "isindex action",
    "xml src",
    "input src",
    "command icon",
    "portal src",
    "img usemap",
    "label for",
]
STYLES = [
    "width:expression(alert(1))",
    "w\\69dth:e\\78pression(alert(1))",
    "width:exp/**/ression(alert(1))",
    "background:url(javascript:alert(1))",
    "background-image:url('javascript:alert(1)')",
    "background:url(&quot;javascript:alert(1)&quot;)",
    "behavior:url(x.htc)",
    "-moz-binding:url(x.xml#y)",
    "@import 'x.css'",
    "list-style-image:url(javascript:alert(1))",
    "content:url(x)",
    "position:fixed;top:0;left:0;width:100%;height:100%;z-index:9999",
    "cursor:url(x),auto",
    "filter:progid:x",
    "-o-link:'javascript:alert(1)';-o-link-source:current",
    "color:red;background:u\\72l(javascript:alert(1))",
    "width:\\0065xpression(alert(1))",
    "behaviour:url(x)",
    "background:url(data:text/html,x)",
    "animation:x 1s;animation-name:x",
    "transform:scale(9)",
    "color:red;}</style><script>alert(1)</script>",
]
SHAPES = [
    "<script>alert(1)</script>",
    "<SCRIPT>alert(1)</SCRIPT>",
    "<script >alert(1)</script >",
    "<script/x>alert(1)</script>",
    "<script\n>alert(1)</script\n>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1)//<</script>",
    "<script src=//x.example/a.js></script>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><script xlink:href=data:,alert(1) /></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<math><annotation-xml encoding=text/html><img src=x onerror=alert(1)></annotation-xml></math>",
    "<svg><foreignObject><iframe srcdoc='<script>alert(1)</script>'></iframe></foreignObject></svg>",
    "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'></iframe>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<object data=x.swf><param name=allowscriptaccess value=always></object>",
    "<embed src=x.swf>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<form action=javascript:alert(1)><input type=submit value=go></form>",
    "<form id=x></form><button form=x formaction=javascript:alert(1)>go</button>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='javascript:alert(1)//'>",
    "<link rel=import href=x.html>",
    "<link rel=stylesheet href=x.css>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<style>body{background:url(javascript:alert(1))}</style>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<!--[if gte mso 9]><xml><o:p>x</o:p></xml><![endif]-->",
    "<!-- --!><script>alert(1)</script> -->",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?>",
    "<?php echo 1 ?>",
    "<!DOCTYPE html [<!ENTITY x 'y'>]>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=`x` onerror=alert(1)>",
    "<img src='x'onerror='alert(1)'>",
    '<img """><script>alert(1)</script>">',
    '<a href="x" onclick=alert(1)//">link</a>',
    "<a href='javascript:alert(1)'>link</a>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a><animate attributeName=href values=javascript:alert(1) /><text>click</text></a></svg>",
    "<svg><set attributeName=href to=javascript:alert(1)></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)>#x'></use></svg>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)></audio>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<listing><img src=x onerror=alert(1)></listing>",
    "<plaintext-x><img src=x onerror=alert(1)>",
    "<noembed><img src=x onerror=alert(1)></noembed>",
    "<noframes><img src=x onerror=alert(1)></noframes>",
    "<select><style></select><img src=x onerror=alert(1)></style></select>",
    "<table><td><svg><desc><img src=x onerror=alert(1)></desc></svg></td></table>",
    '<div id="x" style="width:expression(alert(1))">z</div>',
    '<a href="data:text/html,<script>alert(1)</script>">d</a>',
    "<frameset onload=alert(1)><frame src=x></frameset>",
    "<img srcset='x 1x, javascript:alert(1) 2x'>",
    "<input autofocus onfocus=alert(1)>",
    "<b/onmouseover=alert(1)>bold</b>",
    "<x/onclick=alert(1)>cust</x>",
    "<p/onclick='alert(1)'/>para</p>",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<s\x00cript>alert(1)</script>",
    "<script>alert(1)",
    "<img src=x onerror=alert(1)",
    "<iframe src=x",
    "<a href='x",
    "<style>p{",
    "<svg",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<a\xa0href=javascript:alert(1)>x</a>",
    "<script\u2028>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    '<img src="x:gif" onerror="window[\'al\\u0065rt\'](1)"></img>',
    "<image src=x onerror=alert(1)>",
    "<keygen autofocus onfocus=alert(1)>",
    "<body onload=alert(1)>",
    "<html onmouseover=alert(1)>",
    "</p onclick=alert(1)>",
    "<a href=x>1<a href=javascript:alert(1)>2</a></a>",
    "<table><tr><td><form><td><input name=x></form>",
    "<object><object><script>alert(1)</script></object></object>",
    "<font style='behavior:url(#default#time2)' onbegin=alert(1)>f</font>",
    "<t:set attributeName=innerHTML to='&lt;script&gt;alert(1)&lt;/script&gt;'>",
    "<?import namespace='t' implementation='#default#time2'>",
    "<xml id=x><a><b>&lt;script&gt;alert(1)&lt;/script&gt;</b></a></xml>",
]
SURROUNDINGS = [
    ("", ""),
    ("<html><body>", "</body></html>"),
    ("<table><tr><td>", "</td></tr></table>"),
    ("<div><b><i>", "</i></b></div>"),
    ("<blockquote>", "</blockquote>"),
    ("<p>x", "</p>"),
    ("<ul><li>", "</li></ul>"),
    ("<!-- c -->", "<!-- d -->"),
    ("<center><font>", "</font></center>"),
    ("<pre>", "</pre>"),
    ("<svg>", "</svg>"),
    ("<math>", "</math>"),
    ("<form>", "</form>"),
    ("<a href=x>", "</a>"),
    ("<span title='\">'>", "</span>"),
    ("<noscript>", "</noscript>"),
    ("<object>", "</object>"),
    ("<template>", "</template>"),
    ("<select><option>", "</option></select>"),
    ("<details>", "</details>"),
    ("<button>", "</button>"),
    ("<h1>", "</h1>"),
    ("<o:p>", "</o:p>"),
    ("<v:shape>", "</v:shape>"),
]


class Payload(msgspec.Struct, frozen=True):
    name: str
    html: str
    words: tuple[str, ...] = (WORDS,)


def payloads() -> Iterator[Payload]:
    yield from _handlers()
    yield from _addresses()
    yield from _styles()
    yield from _shapes()


def _handlers() -> Iterator[Payload]:
    for n, (tag, event) in enumerate(product(TAGS, EVENTS)):
        gap = (" ", "/", "\n", "\t", "\x0c", " / ")[n % 6]
        name = (event, event.upper(), event.title(), event[:3] + event[3:].upper())[n % 4]
        value = ('"alert(1)"', "'alert(1)'", "alert(1)")[n % 3]
        page = f"<p>{WORDS}</p><{tag}{gap}{name}={value}>inner words</{tag}><p>{MORE}</p>"
        yield Payload(f"{tag} {event}", page, (WORDS,) if tag in SILENT else (WORDS, "inner words", MORE))


def _addresses() -> Iterator[Payload]:
    for n, (sink, url) in enumerate(product(SINKS, URLS)):
        value = f'"{url}"' if n % 2 else f"'{url}'"
        tag = sink.replace("/", " ").split()[0]
        yield Payload(f"{sink} {url}", f"<div>{WORDS}</div><{sink}={value}>inner</{tag}>")


def _styles() -> Iterator[Payload]:
    for tag, style in product(("div", "p", "span", "td", "a", "font", "b"), STYLES):
        yield Payload(f"{tag} {style}", f'<div>{WORDS}</div><{tag} style="{style}">shown words</{tag}>')
    for style in STYLES:
        yield Payload(f"sheet {style}", f"<style>x{{{style}}}</style><div>{WORDS}</div>")


def _shapes() -> Iterator[Payload]:
    for shape, (begin, end) in product(SHAPES, SURROUNDINGS):
        page = f"{begin}<p>{WORDS}</p>{shape}<p>{MORE}</p>{end}"
        yield Payload(f"{shape} in {begin}", page, (WORDS, MORE))
