"""Words of others that a page shows without quotation marks are not told as facts."""

import pytest

from bot.news.facts.choose import choose_facts


def told(title: str, text: str) -> list[str]:
    """The facts of a text that may be comment: what is told of news is limited by other rules, too."""
    return [fact.text for fact in choose_facts(title, text, news=False)]


def test_a_post_that_a_page_shows_is_not_told_as_a_fact() -> None:
    post = (
        "Some of the false papers say that the bridge belongs to Lom. Let it be known that this is wrong. "
        "\u2014 Adam Doe (@adamdoe) April 13, 2026"
    )
    report = "The mayor of Orn said that the bridge belongs to his town and to no other."
    assert told("Orn claims its bridge", f"{report}\n{post}") == [report]


POSTS = (
    "Mayor Ann Roe defended the new toll on the bridge of Orn before the council on Tuesday.\n\n"
    "The toll is fair to the farmers of Orn and Lom. \u2014 Ann Roe (@annroe) June 4, 2019\n\n"
    "{between}\n\n"
    "Farmers of Lom will have a bridge at last. \u2014 Ann Roe (@annroe) June 4, 2019\n\n"
    "The council voted for the toll on Wednesday by nine votes to two, the Orn Post reported."
)


def test_what_stands_between_two_posts_is_a_post() -> None:
    between = "The toll on the bridge of Orn will bring nine million crowns to the schools of Lom."
    assert between not in told("Toll on the bridge of Orn", POSTS.format(between=between))
    reported = "The farmers of Lom said that a toll on the bridge of Orn would ruin them."
    assert reported in told("Toll on the bridge of Orn", POSTS.format(between=reported))


def test_a_letter_that_a_page_shows_is_not_told_as_a_fact() -> None:
    title = "Mayor of Orn resigns over the fallen bridge"
    letter = "The bridge of Orn fell because the council of Orn spent its money on the square."
    report = (
        "Mayor Ann Roe of Orn resigned on Monday over the bridge that fell in May.\n\n"
        f"{letter} {{speaker}} The engineers of Orn had warned of the cracks.\n\n"
        "The council of Orn will choose a new mayor next week, its chairman said.\n\n"
        "Twelve people were killed when the bridge of Orn fell."
    )
    assert letter in told(title, report.format(speaker="Lom had no such mayor."))
    assert letter not in told(title, report.format(speaker="I could not stop them."))


LONG = "It will carry the carts of the farmers of Orn and Lom for a hundred years, and then a hundred more. "


def test_what_stands_within_a_long_quotation_is_not_told_as_a_fact() -> None:
    title = "Mayor of Orn opens the new bridge"
    inner = "The new bridge of Orn brought twelve thousand people to the market of Lom."
    report = (
        "Mayor Ann Roe of Orn opened the new bridge on Monday before the farmers of Lom.\n\n"
        "{open}The new bridge of Orn is as strong as the hills. " + LONG * 6 + inner + " Lom knows it"
        " well.{close} Roe said.\n\n"
        "The council of Orn paid nine million crowns for the bridge, its chairman said.\n\n"
        "Engineers closed the old bridge in May."
    )
    assert inner in told(title, report.format(open="", close=""))
    assert inner not in told(title, report.format(open='"', close='"'))
    assert inner not in told(title, report.format(open="\u201c", close="\u201d"))


def test_what_goes_on_from_a_caption_is_not_told() -> None:
    title = "Gunman of Orn had help"
    more = "The gunman of Orn opened fire in a school and killed a guard."
    report = (
        "{caption} " + more + " Police have found a link between the gunman of Orn and the rebels.\n\n"
        "The link was found on his telephone, Mayor Ann Roe of Orn told the council."
    )
    assert more in told(title, report.format(caption="Ann Roe met the guards."))
    assert more not in told(title, report.format(caption="This undated photo from police shows the gunman."))


def test_a_paragraph_that_shouts_is_no_report() -> None:
    title = "Orn explains the toll on its bridge"
    line = "The toll on the bridge of Orn will pay for the schools of Lom and Harun."
    report = (
        "The council of Orn defended the toll on its bridge on Monday.\n\n"
        "The toll is {no} a tax on farmers. " + line + "\n\n"
        "Farmers closed the bridge for two hours, police said.\n\n"
        "The council of Orn meets again on Friday."
    )
    assert line in told(title, report.format(no="not"))
    assert line not in told(title, report.format(no="NOT"))


def test_a_post_that_is_quoted_and_shown_is_told_with_its_speaker_only() -> None:
    title = "Farmers of Orn against the toll"
    post = "The toll on the bridge of Orn is the end of the market of Lom."
    report = (
        "Farmers of Orn closed the bridge over the new toll on Monday, police said.\n\n"
        "{open}" + post[:-1] + ",{close} Ann Roe of the farmers wrote.\n\n" + post + "\n\n"
        "The council of Orn meets on Friday."
    )
    marked = report.format(open="\u201c", close="\u201d")
    assert post in told(title, report.format(open="", close=""))
    assert post not in told(title, marked)


def test_what_ends_in_a_credit_is_a_caption() -> None:
    title = "Toll on the bridge of Orn"
    caption = "Farmers of Lom with their carts before the new bridge of Orn have come a long way."
    report = (
        "The council of Orn took a toll on the new bridge on Monday.\n\n" + caption + " {credit}\n\n"
        "Mayor Ann Roe of Orn said that the toll will pay for schools."
    )
    assert caption in told(title, report.format(credit="Roe met them."))
    assert caption not in told(title, report.format(credit="(Photo: Adam Doe, Orn Post)"))


def test_what_stands_before_a_credit_is_a_caption() -> None:
    caption = "A soldier of the guard watches the far side of the bridge of Orn in Lom."
    report = (
        "Adam Doe / {credit} Two men of Lom were caught on the bridge of Orn on Monday, the army said.\n\n"
        "The army of Orn closed the bridge after the two men had fled from the mill."
    )
    assert caption not in told("Two men caught on the bridge", f"{caption} {report.format(credit='AFP')}")
    assert caption in told("Two men caught on the bridge", f"{caption} {report.format(credit='Ann')}")


SCENE = "A bomb tore through the station of Lom and killed 12 people. Nurses washed the wounded in a tent."
REST = (
    " The fire brigade of Lom trained with 300 volunteers for the first time. Mayor Ann Roe said the brigade"
    " needs two more engines."
)


@pytest.mark.parametrize(
    "revoking",
    [
        "That was the scenario of a drill at the station.",
        "None of this happened.",
        "So goes the plot of a new film about Lom.",
        "It was all a drill.",
    ],
)
def test_a_scene_that_is_not_real_is_not_told_as_a_fact(revoking: str) -> None:
    told_now = told("Lom trains for the worst", f"{SCENE}\n\n{revoking}{REST}")
    assert told_now
    assert not any("bomb" in text or "wounded" in text for text in told_now)
    assert any(
        "killed 12" in text for text in told("Lom trains for the worst", f"{SCENE}\n\nLom wept.{REST}")
    )


POST = "Mayor Ann Roe of Orn sold the old bridge to a bank in May for nine million crowns."


@pytest.mark.parametrize(
    ("verdict", "kept"),
    [
        ("Rating: False.", False),
        ("The claim is false.", False),
        ("This is fake.", False),
        ("The viral post was debunked.", False),
        ("The council called the buyer a good neighbour.", True),
    ],
)
def test_what_the_next_sentence_calls_false_is_no_fact(verdict: str, kept: bool) -> None:
    rest = "The council of Orn keeps the bridge, its chairman said. Police seized two vans of posters in Lom."
    assert (POST in told("Who owns the bridge of Orn?", f"{POST} {verdict}\n\n{rest}")) is kept


def test_a_claim_with_its_speaker_is_told_though_somebody_denies_it() -> None:
    claim = "Rebels said that they took the bridge of Orn."
    text = f"{claim} The claim is false, the army of Lom said. Farmers fled over the hills."
    assert claim in told("Fighting in Orn", text)


@pytest.mark.parametrize(
    ("lead", "kept"),
    [
        ("Police denied these rumours:", False),
        ("None of these things happened:", False),
        ("La police d\u00e9ment ces rumeurs :", False),
        ("Die Polizei bestreitet das:", False),
        ("Полиция опровергла слухи:", False),
        ("نفت الشرطة:", False),
        ("警方否认以下传闻：", False),
        ("La polic\u00eda desminti\u00f3 estos rumores:", False),
        ("Polis bu iddialar\u0131 yalanlad\u0131:", False),
        ("The novel\u2019s plot:", False),
        ("What is not confirmed", False),
        ("Background: 3 May 2020", False),
        ("What is not confirmed\n", False),
        ("The council met the farmers on Monday:", True),
    ],
)
def test_what_stands_under_a_line_that_takes_it_back_is_no_fact(lead: str, kept: bool) -> None:
    end = "Next\n\n" if lead.endswith("\n") else ""
    after = "The council of Orn meets on Friday to choose a chairman, its clerk said."
    told_now = told(
        "After the fire in Orn", f"{lead}\n{POST}\nRaiders shot 30 men in the mill of Lom.\n\n{end}{after}"
    )
    assert after in told_now
    assert (POST in told_now) is kept
    assert any("Raiders" in text for text in told_now) is kept


def test_the_paragraphs_of_who_speaks_twice_are_none() -> None:
    fire = "A fire burnt down the old mill of Orn."
    roe = "Roe: The fire began near the door of the mill.\nDoe: Nobody was there.\nRoe: It was dark by then."
    assert [fact.text for fact in choose_facts("", f"{fire}\n{roe}")] == [fire]
