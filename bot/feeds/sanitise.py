"""Feed HTML without anything active: scripts, styles, frames, forms, event handlers, foreign URL schemes.

Anybody who can publish a feed writes this HTML, so these are lists of what is allowed, not of what is not.
"""

import re

import nh3

_TAGS = """
    a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd
    del details dfn div dl dt em
    figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav
    ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th
    thead time tr tt u ul var wbr
"""
_GONE_WITH_CONTENT = """
    applet audio button embed form frame frameset iframe math noscript object script select style svg template
    textarea title video
"""
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}

_CLEANER = nh3.Cleaner(
    tags=set(_TAGS.split()),
    clean_content_tags=set(_GONE_WITH_CONTENT.split()),
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)

_DEEPEST = 250
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*+)[^>]*+(?:>|\Z)")
_MARKUP = re.compile(r"<[A-Za-z/!?][^>]*+(?:>|\Z)")
_NOT_NESTED = frozenset(
    """
    area base br col dd dt embed hr img input li link meta option p param rp rt source tbody td tfoot th
    thead tr track wbr
""".split()
)
"""Elements that end at once, or where the next of their kind begins."""


def clean_html(html: str) -> str:
    """`html` with only harmless elements and attributes; the text of unknown elements stays.

    Markup nested deeper than in any article is reduced to its text: cleaning takes time that grows with the
    square of the depth, up to minutes for what a document may hold.
    """
    if "<" not in html:
        return html
    return _text_of(html) if _is_deep(html) else _CLEANER.clean(html)


def _is_deep(html: str) -> bool:
    if html.count("<") <= _DEEPEST:
        return False
    depth = 0
    for tag in _TAG.finditer(html, 0, html.rfind(">") + 1):
        if tag[2].lower() not in _NOT_NESTED:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            if depth > _DEEPEST:
                return True
    return False


def _text_of(html: str) -> str:
    end = html.rfind(">") + 1
    return (_MARKUP.sub(" ", html[:end]) + html[end:]).replace("<", "&lt;")
