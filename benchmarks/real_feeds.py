"""Feed documents as publishers make them, for `benchmarks.poll --workload real`.

The 261 documents of the reference data, and made-up ones of the kinds that it has few of: scripts without
spaces, Cyrillic, typographic quotes, WordPress with figures and frames, RDF, XHTML, xml:base.
"""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from benchmarks.data import DATA, NO_DATA

_ENTRIES = 30
_LATIN = "the of in to and “officials” said leaders city’s border talks — crisis government workers".split()
_RUSSIAN = "слова о городе и реке где люди живут каждый день дорога мост школа больница рынок совет".split()
_CHINESE = "城市河流人民生活工作每天没有休息道路桥梁学校医院市场委员会部长"
_RDF = (
    '<?xml version="1.0" encoding="utf-8"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x">'
    "<title>News</title><link>https://{host}/</link></channel>{items}</rdf:RDF>"
)
_RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" {base} '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title>'
    "<link>https://{host}/</link>{items}</channel></rss>"
)
_ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>{host}</id>{items}</feed>'
_FIGURE = (
    '<figure class="wp-block-image size-large"><img loading="lazy" decoding="async" width="1024" '
    'height="683" src="{url}.jpg" alt="{words}" class="wp-image-1" '
    'srcset="{url}.jpg 1024w, {url}-s.jpg 300w" '
    'sizes="(max-width: 1024px) 100vw, 1024px" /><figcaption class="wp-element-caption">{words}</figcaption>'
    "</figure>\n"
)
_TRAILER = (
    '<iframe title="Video" width="500" src="https://video.example/embed" frameborder="0"></iframe>'
    '<p>The post <a href="{url}">{words}</a> appeared first on <a href="https://{host}">News</a>.</p>'
)
KINDS = ("quotes", "russian", "chinese", "wordpress", "rdf", "xhtml", "base")


def documents() -> Sequence[bytes]:
    """The documents, each to be served as the feed of a publisher of its own."""
    if not DATA.is_dir():
        raise SystemExit(NO_DATA)
    folders = [DATA / "feeds" / name for name in ("snapshots", "awkward", "sequences")]
    published = [
        path.read_bytes() for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()
    ]
    return [*published, *(made_up(kind, number) for number in range(12) for kind in KINDS)]


def made_up(kind: str, number: int) -> bytes:
    """A document of one of `KINDS`, with thirty entries."""
    rng, host = random.Random(f"{kind} {number}"), f"{kind}{number}.example.org"
    items = "".join(_item(kind, rng, host, entry) for entry in range(_ENTRIES))
    base = f'xml:base="https://{host}/"' if kind == "base" else ""
    return {"rdf": _RDF, "xhtml": _ATOM}.get(kind, _RSS).format(host=host, items=items, base=base).encode()


def renewed(document: bytes, version: int) -> bytes:
    """The document with a new entry on top, where it is RSS; otherwise only its end changes."""
    url = f"https://renewed.example.org/{version}-{len(document)}"
    entry = f"<item><title>News {version}</title><link>{url}</link><guid>{url}</guid></item>".encode()
    if b"<item>" in document and b"<rdf:RDF" not in document:
        return document.replace(b"<item>", entry + b"<item>", 1)
    return document + b"\n" * version


def _item(kind: str, rng: random.Random, host: str, entry: int) -> str:
    def words(count: int) -> str:
        if kind == "chinese":
            return "".join(rng.choices(_CHINESE, k=2 * count))
        return " ".join(rng.choices(_RUSSIAN if kind == "russian" else _LATIN, k=count))

    url, at = f"https://{host}/{entry}", datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=entry)
    title, text, date = words(9), words(90), f"{at:%Y-%m-%dT%H:%M:%SZ}"
    if kind == "rdf":
        return (
            f'<item rdf:about="{url}"><title>{title}</title><link>{url}</link>'
            f"<description>{text}</description><dc:date>{date}</dc:date></item>"
        )
    if kind == "xhtml":
        return (
            f'<entry><id>{url}</id><title>{title}</title><link href="{url}"/><updated>{date}</updated>'
            f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{text}</p></div>'
            "</content></entry>"
        )
    content = f"<description>{text}</description>"
    if kind == "wordpress":
        paragraphs = "".join(
            f'<p class="wp-block-paragraph">{words(60)}</p>\n{_FIGURE.format(url=url, words=words(4))}'
            for _ in range(12)
        )
        whole = paragraphs + _TRAILER.format(url=url, words=words(4), host=host)
        content = f"<content:encoded><![CDATA[{whole}]]></content:encoded>"
    return (
        f"<item><title>{title}</title><link>{url}</link><guid>{url}</guid>"
        f"<pubDate>{at:%a, %d %b %Y %H:%M:%S} GMT</pubDate>{content}</item>"
    )
