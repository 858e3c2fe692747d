"""What counts as an edit: other words or figures, not another look."""

import pytest

from bot.news.articles.substance import markup_digest, words_digest


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (("Ferry sinks", "Six died."), ("Ferry Sinks", "Six died!"), True),
        (("“Enough”, says mayor", "It’s over."), ('"Enough", says mayor', "It's over."), True),
        (("Ferry sinks", "Six died."), ("Ferry sinks", "Nine died."), False),
        (("Ferry sinks", "6 died."), ("Ferry sinks", "9 died."), False),
        (("Ferry sinks", "Six died.\n3 comments"), ("Ferry sinks", "Six died.\n14 Comments"), True),
        (("Ferry sinks", "Updated 2 min ago\nSix died."), ("Ferry sinks", "Updated: 9 pm\nSix died."), True),
        (("Ferry sinks", "3 comments cost six lives."), ("Ferry sinks", "4 comments cost six lives."), False),
        (("Ferry sinks", "Six died."), ("Ferry sinks, mayor resigns", "Six died."), False),
    ],
)
def test_words_and_figures_count(before: tuple[str, str], after: tuple[str, str], same: bool) -> None:
    assert (words_digest(*before) == words_digest(*after)) is same


def test_tags_do_not_count_in_what_an_entry_shows() -> None:
    assert markup_digest("A", '<p>Six <img src="x?1">died.</p>') == markup_digest(
        "A", '<p>Six <img src="x?2">died.</p>'
    )
    assert markup_digest("A", "<p>Six died.</p>") != markup_digest("A", "<p>Nine died.</p>")
