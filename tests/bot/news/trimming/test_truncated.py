"""What of a sentence that a feed cut off is complete."""

import pytest

from bot.news.trimming.truncated import TRUNCATED, complete_length


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        (
            "The council of Orn will shut 12 mills on Monday, part of an effort to save wa\u2026",
            "The council of Orn will shut 12 mills on Monday",
        ),
        (
            "The council of Orn has shut the old bridge, which was built in 1903 and...",
            "The council of Orn has shut the old bridge",
        ),
        ("The council of Orn has shut the old bridge and will open a ferry to\u2026", ""),
        ("The council of Orn has shut the old bridge, though officials denied it would\u2026", ""),
        ("The council of Orn, which has shut the old bridge after\u2026", ""),
    ],
)
def test_a_sentence_is_complete_up_to_its_last_clause(text: str, complete: str) -> None:
    assert TRUNCATED.search(text)
    assert text[: complete_length(text)] == complete
