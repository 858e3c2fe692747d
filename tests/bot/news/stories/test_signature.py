"""What grouping remembers of a report."""

from bot.news.stories.signature import sign


def test_inflections_and_spellings_of_a_word_are_one_term() -> None:
    withdrew, withdrawals = sign("Troops withdrew from Raqqa", ""), sign("Troop withdrawals from Raqqah", "")
    assert withdrew.title == withdrawals.title
    assert withdrew.terms == withdrawals.terms
