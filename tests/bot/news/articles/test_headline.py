"""Names and labels beside headlines, which are not part of them."""

import pytest

from bot.news.articles.headline import plain_headline


@pytest.mark.parametrize(
    ("headline", "publishers", "plain"),
    [
        ("Bridge falls in Orn - Orn Post", ["Orn Post"], "Bridge falls in Orn"),
        ("Bridge falls in Orn - The Orn Post", ["Orn Post"], "Bridge falls in Orn"),
        ("Bridge falls in Orn | OrnPost.com", ["Other", "The Orn Post"], "Bridge falls in Orn"),
        ("Bridge falls in Orn \u2014 Orn Post Online", ["Orn Post"], "Bridge falls in Orn"),
        ("Bridge falls in Orn | OP News", ["Orn Post"], "Bridge falls in Orn"),
        ("Bridge falls in Orn | AP News", ["Yahoo"], "Bridge falls in Orn"),
        ("Bridge falls in Orn - Reuters", ["Gather"], "Bridge falls in Orn"),
        ("Bridge falls in Orn - Orn Post - Reuters", ["Gather"], "Bridge falls in Orn - Orn Post"),
        ("Bridge falls in Orn - Anadolu Agency", ["Gather"], "Bridge falls in Orn"),
        ("Bridge falls in Orn | Yonhap News Agency", ["Gather"], "Bridge falls in Orn"),
        ("Bridge falls in Orn - SANA", ["Gather"], "Bridge falls in Orn"),
        ("Bridge falls in Orn - ANI News", ["Gather"], "Bridge falls in Orn - ANI News"),
        ("Two held over murder of girl - Nina", ["Gather"], "Two held over murder of girl - Nina"),
        ("В Орне рухнул мост — ТАСС", ["Gather"], "В Орне рухнул мост"),
        ("انهيار جسر في أورن - الأناضول", ["Gather"], "انهيار جسر في أورن"),
        ("奥恩大桥坍塌 - 新华社", ["Gather"], "奥恩大桥坍塌"),
        ("Bridge falls in Orn - what we know", ["Orn Post"], "Bridge falls in Orn - what we know"),
        ("Orn - Lom train derails", ["Orn Post"], "Orn - Lom train derails"),
        ("Mayor speaks - minister answers", ["Orn Post"], "Mayor speaks - minister answers"),
        (" - Reuters", ["Reuters"], " - Reuters"),
        ("Bridge falls in Orn", ["Orn Post"], "Bridge falls in Orn"),
        ("The Orn Post: Bridge falls in Orn", ["Orn Post"], "Bridge falls in Orn"),
        ("Orn Post | Bridge falls in Orn - Orn Post", ["Orn Post"], "Bridge falls in Orn"),
        ("Reuters: Bridge to be closed", ["Orn Post"], "Reuters: Bridge to be closed"),
        ("Orn: Post office burns", ["Orn Post"], "Orn: Post office burns"),
        ("Orn Post: ", ["Orn Post"], "Orn Post: "),
        ("Bridge falls in Orn - Post", ["Orn Post"], "Bridge falls in Orn - Post"),
        ("Bridge falls in Orn - us", ["U"], "Bridge falls in Orn - us"),
        ("Bridge falls in Orn - OP Video", ["OP"], "Bridge falls in Orn"),
        ("WATCH: Bridge falls in Orn", ["Orn Post"], "Bridge falls in Orn"),
        ("Bridge falls in Orn Read more: Bridge falls in Orn", ["Orn Post"], "Bridge falls in Orn"),
        ("Bridge falls in Orn https://post.example/1#x", ["Orn Post"], "Bridge falls in Orn"),
        ("Orn to read more books", ["Orn Post"], "Orn to read more books"),
        ("The Latest: Bridge falls | Orn Post", ["Orn Post"], "Bridge falls"),
        ("[VIDEO] Bridge falls", ["Orn Post"], "Bridge falls"),
        ("UPDATE 2-Bridge falls in Orn", ["Reuters"], "Bridge falls in Orn"),
        ("عاجل: انهيار جسر", ["Orn Post"], "انهيار جسر"),
        ("【快讯】桥梁坍塌", ["Orn Post"], "桥梁坍塌"),
        ("Watch: the bridge falls", ["Orn Post"], "Watch: the bridge falls"),
        ("Watch commander: Bridge falls", ["Orn Post"], "Watch commander: Bridge falls"),
        ("Video shows bridge fall", ["Orn Post"], "Video shows bridge fall"),
        ("BREAKING: ", ["Orn Post"], "BREAKING: "),
    ],
)
def test_what_the_publisher_puts_to_it_is_taken_off(headline: str, publishers: list[str], plain: str) -> None:
    assert plain_headline(headline, publishers) == plain
