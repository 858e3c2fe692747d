"""Our tables of what feedparser does agree with the feedparser that is installed."""

from feedparser.mixin import _FeedParserMixin
from feedparser.sanitizer import _HTMLSanitizer
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.draft import as_html, guessed_html
from bot.feeds.readers.roles import ROLE_OF

WITHOUT_EFFECT = """
    cc_license creativecommons_license cloud copyright dc_language dc_publisher dc_rights
    email expirationdate generator georss_box georss_line georss_point georss_polygon
    height homepage image itunes_author itunes_block itunes_category itunes_explicit itunes_image
    itunes_keywords language media_category media_credit media_license
    media_player media_rating media_restriction media_thumbnail name rights uri url webmaster width
""".split()
"""Elements that feedparser handles without changing an entry's guid, address, title, text or date."""


def _tags(name: str) -> list[str]:
    """The tags by which feedparser comes to the handler `name`."""
    prefix, _, local = name.partition("_")
    uris = [uri for uri, known in _FeedParserMixin.namespaces.items() if local and known.lower() == prefix]
    return [f"{{{uri}}}{local}" for uri in uris] or [name]


def test_every_element_that_feedparser_handles_is_known() -> None:
    handled = {
        attribute[start:].lower()
        for attribute in dir(_FeedParserMixin)
        for begin, start in (("_start_", 7), ("_end_", 5))
        if attribute.startswith(begin)
    }
    assert len(handled) > 100
    roles = {tag: ROLE_OF[tag] for name in handled for tag in _tags(name)}
    ignored = {tag for tag, role in roles.items() if role == "nothing"}
    assert ignored == {tag for name in WITHOUT_EFFECT for tag in _tags(name)}


def test_categories_are_known() -> None:
    for tag in (
        "category",
        "{http://www.w3.org/2005/Atom}category",
        "{http://purl.org/dc/elements/1.1/}subject",
    ):
        assert ROLE_OF[tag] == "category"
    assert ROLE_OF["{http://search.yahoo.com/mrss/}category"] == "nothing"


def test_unknown_elements_do_nothing() -> None:
    for tag in ("rating", "{http://purl.org/rss/1.0/modules/slash/}comments", "{http://a.example/}title"):
        assert ROLE_OF[tag] == "nothing"


def test_a_prefix_by_underscore_is_left_to_feedparser() -> None:
    assert ROLE_OF["media_content"] == "aside"


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["<", ">", "</", "&", ";", "&#", " ", "amp", "nosuch", "script", "/"]),
            st.sampled_from(sorted(_HTMLSanitizer.acceptable_elements)),
        ),
        max_size=12,
    )
)
def test_a_title_is_html_if_feedparser_takes_it_for_html(parts: list[str]) -> None:
    text = "".join(parts)
    is_html = ("&" in text or "<" in text) and _FeedParserMixin.looks_like_html(text)
    assert guessed_html(text) == (text if is_html else as_html(text))


def test_every_html_tag_of_feedparser_is_known() -> None:
    for tag in _HTMLSanitizer.acceptable_elements:
        title = f"<{tag}>T</{tag}>"
        is_html = _FeedParserMixin.looks_like_html(title)
        assert (guessed_html(title) == title) is is_html
