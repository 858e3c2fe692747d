"""The types of the room: what is known of an item, and what was judged of it."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What an item is, whatever it is about."""

    NEWS = "news"
    """Something happened, was said in office, or is about to happen."""
    LIVE = "live"
    """A page that grows while an event goes on."""
    ANALYSIS = "analysis"
    """Explains, weighs, looks ahead or back."""
    OPINION = "opinion"
    """Somebody argues: columns, editorials, pundits and politicians as guests."""
    FEATURE = "feature"
    """A portrait, a reportage, a human story, a review."""
    MEDIA = "media"
    """A broadcast, a clip, a gallery, an interview to watch or hear."""
    LISTING = "listing"
    """Several matters under one title: bulletins, press reviews, newsletters."""
    PROMO = "promo"
    """An advertisement, an offer, a game or a programme that is announced."""


@dataclass(frozen=True, slots=True)
class Item:
    """What is known of an item when it is judged; only the title is needed."""

    title: str
    text: str = ""
    """The feed's line or the article's text; what stands after 1,200 characters is not read."""
    url: str = ""
    publisher: str = ""
    """Whose name is taken off the title and out of the line."""
    language: str = "en"
    """A tag such as "en" or "pt-BR"; the English model is silent about the others."""
    categories: tuple[str, ...] = ()
    """The feed's own <category> values."""
    schema_types: tuple[str, ...] = ()
    """The schema.org types that the page gives for itself, where it was read."""
    section: str = ""
    """The page's own name for the part of the site it stands in."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an item is, whether it is worth a buzz, and why."""

    kind: Kind
    alert: bool
    score: float
    """Logits above (or below) the threshold of an alert: 0 is the threshold itself."""
    reasons: tuple[str, ...]
    """At most five, the weightiest first, in words that a reader of `/why` understands."""
