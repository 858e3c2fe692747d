"""What stands behind a rule in a text."""

import pytest

from bot.news.articles.matter import without_other_parts
from bot.news.articles.trailers import without_trailer
from bot.news.language.text import plain_text

FIRE = "A fire burnt down the old mill of Orn on Monday night, and two men died there."
MORE = "The mill of Orn had stood empty since May."
SHIP = "A ship with timber ran aground off Lom on Sunday; its crew of nine was saved."


@pytest.mark.parametrize("rule", ["* * *", "---", "___", "\u2014\u2014\u2014", "***"])
def test_another_matter_behind_a_rule_goes(rule: str) -> None:
    assert without_other_parts(f"{FIRE}\n{rule}\n{SHIP}\n{rule}\n{MORE}") == f"{FIRE}\n{MORE}"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (f"Monday, 3 May\n* * *\n{FIRE}", f"Monday, 3 May\n{FIRE}"),
        (f"* * *\n{FIRE}\n* * *", FIRE),
        (f"{FIRE}\n- {SHIP}", f"{FIRE}\n- {SHIP}"),
        (f"{FIRE}\n*\n{SHIP}", f"{FIRE}\n*\n{SHIP}"),
        ("", ""),
    ],
)
def test_the_article_stays(text: str, rest: str) -> None:
    assert without_other_parts(text) == rest


@pytest.mark.parametrize("rule", ["<hr>", "<hr/>", '<hr class="end" />', "<HR>"])
def test_a_rule_in_html(rule: str) -> None:
    assert without_trailer(plain_text(f"<p>{FIRE}</p>{rule}<p>{SHIP}</p>")) == FIRE
    assert without_trailer(plain_text(f"<p>{FIRE}</p>{rule}<p>{MORE}</p>")) == f"{FIRE}\n{MORE}"


def test_what_a_reader_has_to_open_is_not_of_the_text() -> None:
    hidden = f"<details open><summary>Background</summary><details>x</details>{SHIP}</details>"
    assert plain_text(f"<p>{FIRE}</p>{hidden}<p>{MORE}</p>") == f"{FIRE}\n{MORE}"
