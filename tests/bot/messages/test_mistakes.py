"""Every mistake that the parser finds is explained in the language of the chat."""

import pytest

from bot.errors import QueryError
from bot.messages.mistakes import mistake_words
from bot.messages.speech.languages import DEFAULT, LANGUAGES
from bot.messages.speech.say import ENGLISH, say_in
from bot.news import query
from bot.news.matching.cost import check_cost
from tests.bot.news.query.test_query import REFUSED

MORE = ["lang:xx(alpha)", "lang:(alpha)", "lang:tr(lang:ar(alpha))", "lang:tr(-alpha)"]


def mistake(text: str) -> str:
    with pytest.raises(QueryError) as refused:
        check_cost(query.parse(text))
    return refused.value.message


@pytest.mark.parametrize("text", [*(text for text, _, _ in REFUSED), *MORE], ids=lambda text: text[:30])
def test_a_mistake_is_explained_in_every_language(text: str) -> None:
    message = mistake(text)
    assert mistake_words(message, ENGLISH) == message
    for code in LANGUAGES:
        if code != DEFAULT:
            assert mistake_words(message, say_in(code)) != message, code


def test_what_is_unknown_stays_as_it_is() -> None:
    assert mistake_words("a mistake that nobody foresaw", say_in("tr")) == "a mistake that nobody foresaw"
    advice = "NEAR between common words is slow; use fewer of them, or rarer words"
    assert "NEAR" in (told := mistake_words(f"it would take too long to match: {advice}", say_in("de")))
    assert "slow" not in told
