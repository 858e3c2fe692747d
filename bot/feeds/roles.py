"""What the elements inside an entry are to feedparser, by their names."""

from feedparser.mixin import _FeedParserMixin

_NAMESPACES = {uri.lower(): prefix for uri, prefix in _FeedParserMixin.namespaces.items()}
_ROLES = {
    "title": "title", "dc:title": "title",
    "link": "link",
    "guid": "guid", "id": "guid",
    "description": "description", "dc:description": "description",
    "content:encoded": "encoded", "fullitem": "encoded",
    "summary": "summary",
    "content": "content",
    "pubdate": "published", "published": "published", "issued": "published", "dcterms:issued": "published",
    "updated": "updated", "modified": "updated", "dc:date": "updated", "dcterms:modified": "updated",
    "created": "created", "dcterms:created": "created",
    "media:content": "media", "media:group": "media",
    "author": "person", "dc:creator": "person", "dc:author": "person",
    "media:title": "media_title",
    "media:description": "caption",
}  # fmt: skip
_HARMLESS_NAMES = """
    name category keywords comments enclosure source rights copyright expirationdate url uri homepage email
    width height language webmaster generator cloud docs ttl rating image dc:subject dc:publisher dc:rights
    dc:language media:thumbnail media:credit media:keywords media:rating media:category media:restriction
    media:license media:player itunes:keywords itunes:block itunes:explicit itunes:category itunes:image
    itunes:author georss:point georss:line georss:polygon georss:box geo:lat geo:long cc:license
    creativecommons:license
"""
_HARMLESS = frozenset(_HARMLESS_NAMES.split())
_MOST_TAGS = 4096


class _Roles(dict[str, str]):
    """What an element inside an entry is, by its tag: a role of `_ROLES`, "nothing", or "aside"."""

    def __missing__(self, tag: str) -> str:
        role = _role(tag)
        if len(self) < _MOST_TAGS:
            self[tag] = role
        return role


def _role(tag: str) -> str:
    namespace, _, local = tag.rpartition("}")
    prefix = _NAMESPACES.get(namespace[1:].lower()) if namespace else ""
    if prefix is None:
        return "nothing"
    name = f"{prefix}:{local.lower()}" if prefix else local.lower()
    if name in _ROLES:
        return _ROLES[name]
    handler = name.replace(":", "_")
    handled = hasattr(_FeedParserMixin, f"_start_{handler}") or hasattr(_FeedParserMixin, f"_end_{handler}")
    return "aside" if handled and name not in _HARMLESS else "nothing"


ROLE_OF = _Roles()
