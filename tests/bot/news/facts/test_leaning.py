"""Which sentences depend on the one before."""

import pytest

from bot.news.facts.leaning import (
    has_unnamed_speaker,
    leans,
    leans_elsewhere,
    says_what_should_be,
    speaks_to_reader,
)


@pytest.mark.parametrize(
    "text",
    [
        "He left the town.",
        "The army of Lom blamed the same source.",
        "Police in Lom held the latter for two days.",
        "Mayor Roe left after the two met in Lom.",
        "A shop in Lom answered the post that day.",
        "Roe allowed its release.",
        "Police in Lom will stop such raids in May.",
        "Court officials said he was fired.",
        "Mayor Roe said they would sell the mill.",
        "The mayor was referring to the mill.",
        "The court's action marked the latest setback for the mill.",
        "It also called for talks.",
        "That is why the bridge was closed.",
        "Such a move would end the war.",
        "Also Monday night, the guards of Orn struck another group.",
        "Both were arrested at the bridge.",
        "The two men fled to the hills.",
        "In a second attack, they burned the mill.",
        "In this case, rain put out the mill.",
        "Their plan was to take the bridge.",
        "So the army left.",
        "Three of them were soldiers.",
        "Il a refus\u00e9 de donner une date.",
        "Er kam am Montag nach Orn.",
        "Er verließ die Stadt.",
        "Она отказалась от встречи.",
        "وأضاف أن الجسر مغلق.",
        "他周一抵达奥恩。",
        "The mayor has been on the road much more.",
        "The council asked the mayor to do the same.",
        "Rather, the ruling dealt only with the old bridge.",
        "As usual they voted against the bridge.",
        "The mayor blamed the council for it, though.",
        "The mayor of Orn did not say what that number was.",
        "Roe rejected those claims in a letter.",
        "Roe went on to criticize the council.",
        "The army has been bogged down since in a war over the bridge.",
        "The move, the largest in years, comes as rain sets in.",
        "The development came amid talks on the bridge.",
        "Roe's latest message came just hours after the vote.",
        "The Lom Republican has issued a statement against the bridge.",
        "The council of Orn is not like that.",
        "The council called that a lie.",
        "The answer to that is simple.",
        "Of those, 23 were soldiers of the guard.",
        "For most bridges of Orn, that appears to be true.",
        "The council of Orn voted to reject that move by the mayor.",
        "The council of Orn approved every one of those practices.",
        "Of the bridges of Orn it is the only one with cracks.",
        "Mayor Roe said he meant the opposite.",
        "Mayor Roe denied that he knew the two women.",
        "\u201cYes, in part,\u201d Mayor Roe answered.",
        "In their telling, the mayor never wanted the bridge.",
        "\u201cI also think it is bad for Orn,\u201d Mayor Roe said.",
        "\u201cThat was never the plan,\u201d Mayor Roe said.",
        "According to that survey, a third of Orn wants a new bridge.",
        "Mayor Roe of Orn took no questions during that long meeting.",
        "The council of Orn is likely to drop that case, which began in Lom.",
        "After that, Mayor Roe will return to Orn.",
        "Two days later, Mayor Roe closed the bridge.",
        "Hours later, the army left Orn.",
        "Each time afterward, the army left Orn.",
        "The council of Orn blamed both actions on Mayor Roe.",
        "The news agency reported that the bridge is closed.",
        "Chief among these is the cost of the bridge.",
        "The former senator attacked Mayor Roe on the bridge.",
        "The council then asked the engineers for a report.",
        "\u201cThe bridge is closed for good,\u201d Adam Doe went on.",
        "The bridge scandal comes after a year of floods in Orn.",
        "The grim find came weeks after the flood.",
        "A third of the council said so on Monday.",
        "Roe made a remark to that effect on the bridge.",
        "The engineers want to decide by the former.",
        "Mayor Roe said that such language was taken out.",
        "\u201cAs this vote shows, bridges divide us,\u201d Mayor Roe said.",
        "\u201cWe will have to see if that is so,\u201d Mayor Roe said.",
    ],
)
def test_leaning(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "Roe left the town.",
        "It is likely that the army will leave Tell.",
        "There were 20 people on the bridge.",
        "This week the bridge was closed.",
        "Those who fled have come back.",
        "When Roe took office, he promised peace.",
        "Both sides have agreed to a truce.",
        "The two Koreas have agreed to talks.",
        "Two men fled to the hills.",
        "Il y a 20 bless\u00e9s \u00e0 Orn.",
        "Il s'agit du troisi\u00e8me attentat \u00e0 Orn.",
        "Ella Roe left the town.",
        "Erdogan left the town.",
        "Orn pumped 90 barrels of oil a day last week, its state company said on Monday.",
        "Some 200 soldiers left the town.",
        "Roe rejected this proposal to close the bridge.",
        "Roe went on to win the vote.",
        "The announcement of the vote surprised Orn.",
        "Roe's message to the council was that the bridge is safe.",
        "The council denied that it knew of the cracks.",
        "The council said that measures against the flood will follow.",
        "\u201cIt is time to build a new bridge,\u201d Mayor Roe said.",
        "Instead of soldiers, the army sent cooks.",
        "The council voted against that week's plan.",
        "Two days after the vote, Mayor Roe closed the bridge.",
        "Mayor Roe saw both bills of the council and the army.",
        "\u201cOur town has waited long for that bridge,\u201d Mayor Roe said.",
        "The army said that attack helicopters reached Orn.",
        "The news agency of Orn was closed by the army.",
        "The council said Roe then left the bridge of Orn.",
        "The army came from the hills to the bridge of Orn.",
        "The council of Orn said so many boats had never come.",
        "Mayor Roe spoke of such a bridge as no town has.",
        "\u201cWe built the bridge, and it will hold,\u201d Mayor Roe said.",
        "Ein Zug verließ die Stadt.",
        "غادر الجيش المدينة.",
        "",
    ],
)
def test_standing_alone(text: str) -> None:
    assert not leans(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will hold this town for a year," he said.', True),
        ("\u201cWe will hold this town for a year.\u201d", True),
        ('"We will hold this town for a year," Adam Roe said.', False),
        ('"We will hold this town for a year," said Roe.', False),
        ('Roe said he would "hold the town".', False),
        ("Twenty people were hurt, she added.", True),
        ('"We will hold this town for a year," he posted on Monday.', True),
        ("The army said he left.", False),
        ("\u201cWe can find the plane soon,\u201d he told the Orn Post.", True),
        ("\u201cWe can find the plane soon,\u201d Adam Roe told the Orn Post.", False),
    ],
)
def test_speakers(text: str, expected: bool) -> None:
    assert has_unnamed_speaker(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Your savings could be on the line.", True),
        ("If you live in Orn, boil the water.", True),
        ('"You will be safe here," the mayor of Orn said.', False),
        ("The youngest of the victims was 12.", False),
    ],
)
def test_advice_to_the_reader(text: str, expected: bool) -> None:
    assert speaks_to_reader(text) is expected


def test_a_promise_has_a_speaker() -> None:
    assert has_unnamed_speaker("\u201cNow we will build the new bridge of Orn,\u201d he promised.")


def test_a_speaker_known_by_age_alone_is_unnamed() -> None:
    assert has_unnamed_speaker("\u201cThe bridge fell at dawn,\u201d the 27-year-old woman said on the call.")
    assert not has_unnamed_speaker("\u201cThe bridge fell at dawn,\u201d the 27-year-old Ann Roe said.")


def test_a_bare_quotation_between_single_marks_has_no_speaker() -> None:
    assert has_unnamed_speaker("'It's a huge weight off the town.'")
    assert not has_unnamed_speaker("'It's a huge weight off the town,' Mayor Roe said.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council should close the old bridge.", True),
        ("Roe is clearly a danger to the bridges of Orn.", True),
        ("The vote shows that it's clear Roe has more work to do.", True),
        ("It turns out the new bridge of Orn looks a lot like the old one.", True),
        ("The fuller film would seem to put the blame on the council.", True),
        ("It is clear that the bridge must be closed, Mayor Roe said.", False),
        ("The council should close the old bridge, Mayor Roe said.", False),
        ("A court ruled that the council should pay.", False),
        ("\u201cThe council should go\u201d was painted on the bridge.", False),
        ("The vote is likely to deepen the row over the bridge.", True),
        ("The toll is certain to draw a suit from the farmers of Lom.", True),
        ("The vote comes at a time of doubt about the bridge.", True),
        ("The vote casts new doubt on the bridge of Orn.", True),
        ("The arguments against the bridge make no sense.", True),
        ("The vote is likely to deepen the row, Mayor Roe said.", False),
        ("Engineers answered questions of the council about the bridge.", False),
    ],
)
def test_what_the_writer_thinks_should_be(text: str, expected: bool) -> None:
    assert says_what_should_be(text) is expected


@pytest.mark.parametrize(
    ("language", "text", "leaning"),
    [
        ("fr", "Deux d\u2019entre eux venaient de Lom.", True),
        ("fr", "Selon lui, le pont est fermé.", True),
        ("fr", "Deux soldats venaient de Lom.", False),
        ("de", "Beide stammten aus Orn.", True),
        ("de-AT", "Seinen Angaben zufolge brannte die Mühle.", True),
        ("es", "Ambos vivían en Lom.", True),
        ("tr", "İkisi de Lom'da yaşıyordu.", True),
        ("ru", "Оба жили в Орне.", True),
        (
            "uk",
            "За його словами, міст закрито.",
            True,
        ),
        ("ar", "وقال إنه لن يعود.", True),
        (
            "ar",
            "وقال الوزير إنه لن يعود.",
            False,
        ),
        (
            "fa",
            "به گفته وی پل بسته است.",
            True,
        ),
        (
            "he",
            "לדבריו, הגשר סגור.",
            True,
        ),
        ("zh", "两人来自奥恩。", True),
        ("en", "Han left the town.", False),
    ],
)
def test_openings_of_other_languages_that_need_the_sentence_before(
    language: str, text: str, leaning: bool
) -> None:
    assert leans_elsewhere(text, language) is leaning


@pytest.mark.parametrize(
    "text",
    [
        "Roe and Doe spoke until the two met a farmer of Lom.",
        "Rain fell in the latter half of May in Lom.",
        "Rebels said they took the bridge of Orn.",
        "Judges said she had burned the mill of Orn.",
        "Roe's lawyers said the mayor was fired.",
        "On May 5 the shop in Lom answered the post that day.",
        "The council of Orn and its mayor praised its release.",
    ],
)
def test_what_names_both_needs_no_other_sentence(text: str) -> None:
    assert not leans(text)
