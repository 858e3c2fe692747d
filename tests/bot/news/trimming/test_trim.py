"""What trimming takes away, and what it never does."""

# ruff: noqa: E501

import pytest

from bot.news.facts.boilerplate import is_heading, is_junk
from bot.news.trimming.grounding import PROTECTED, loses
from bot.news.trimming.persons import known_surnames
from bot.news.trimming.trim import Cut, apply_cuts, find_cuts, finish, is_balanced


def shortest(text: str, known: tuple[str, ...] = ()) -> str:
    """The sentence with its longest cuts made."""
    chosen: list[Cut] = []
    for cut in sorted(find_cuts(text, known), key=lambda cut: cut.start - cut.end):
        if not any(cut.start < other.end and other.start < cut.end for other in chosen):
            chosen.append(cut)
    return apply_cuts(text, chosen)


@pytest.mark.parametrize(
    ("text", "bullet"),
    [
        ("But when the mayor left the town because of the fire, the guard took over.", "When the mayor left the town because of the fire, the guard took over."),
        ("They met the singer Adam Roe, a man, let's remember, who burned the mill.", "They met the singer Adam Roe, a man, let's remember."),
        ("The mayor of Orn watched -- and filmed -- as the guard entered the old mill.", "The mayor of Orn watched as the guard entered the old mill."),
        ("If the guards were hurt by the vote, however, there was no sign of it.", "If the guards were hurt by the vote, there was no sign of it."),
        ("The mayor, however, left the town.", "The mayor left the town."),
        ("President Barack Mercer has signed the press law.", "President Mercer has signed the press law."),
        ("And yet in truth, the army took the town of Tell.", "The army took the town of Tell."),
        ("And yet the army took the town of Tell.", "The army took the town of Tell."),
        ("Meanwhile, the army took the town of Tell.", "The army took the town of Tell."),
        ("But the army left the town (again) at dawn.", "The army left the town at dawn."),
        ("Ann Roe, a friend of the family, told reporters she was safe.", "Ann Roe told reporters she was safe."),
        ("Gunmen stormed the bank in the old town, killing a guard.", "Gunmen stormed the bank in the old town."),
        ("The minister of defence resigned late at night after a long row.", "The minister of defence resigned late at night."),
        ("The rebels have taken the bridge, which was built in 1931.", "The rebels have taken the bridge."),
        ("Roe will no longer stand in the way of officials, sealing the sale of the mill.", "Roe will no longer stand in the way of officials, sealing the sale of the mill."),
        ("The army has left the old town -- a rare retreat.", "The army has left the old town."),
        ("Roe told reporters on Monday that the bridge was closed.", "Roe told reporters that the bridge was closed."),
        ("The army left the old town, and the rebels entered the old market.", "The army left the old town."),
        ("The bill, signed in the old palace, ended the strike at noon.", "The bill ended the strike at noon."),
        ("The vote went ahead as leaders of both parties traded blame.", "The vote went ahead as leaders of both parties traded blame."),
        ("On Monday morning in the capital, the race was settled by a debate.", "The race was settled by a debate."),
        ("After a night of shelling, the army entered the town of Tell.", "The army entered the town of Tell."),
        ("Sen. Ann Roe, R-Texas, told reporters she was safe.", "Sen. Ann Roe told reporters she was safe."),
        ("The army blamed the rebels for the blast, saying they would break the truce.", "The army blamed the rebels for the blast."),
        ("The army closed the bridge at Orn on the coast, killing a guard, police said.", "The army closed the bridge at Orn on the coast, police said."),
        ("The army closed the bridge at Orn as rebels entered the town, according to police.", "The army closed the bridge at Orn, according to police."),
        ("Hours after the vote in the old town, Ann Roe left the party.", "Ann Roe left the party."),
        ("A former officer of the guard, Ann Roe pleaded guilty to fraud.", "Ann Roe pleaded guilty to fraud."),
        ("The bridge will stay closed, Ann Roe said in an interview with the Orn Times on Monday.", "The bridge will stay closed, Ann Roe said."),
        ("Most voters back the truce, a poll released Monday shows.", "Most voters back the truce, a poll shows."),
        ("The house in Orn approved Monday a new press law aimed at saving the old papers of the town.", "The house in Orn approved a new press law."),
        ("Ann Roe wants to raise taxes on fuel and expand the old harbour.", "Ann Roe wants to raise taxes on fuel."),
        ("Ann Roe, who ruled over the town for years, signed the truce with the rebels.", "Ann Roe signed the truce with the rebels."),
        ("The woman suspected of burning the old mill at the bridge in Lom, Orn before killing herself was furious with the council because it had stopped paying her, her father said.", "The woman suspected of burning the old mill at the bridge in Lom, Orn before killing herself was furious with the council, her father said."),
        ("Repairing the mill\u2014and the bridge\u2014is the aim of the whole town.", "Repairing the mill is the aim of the whole town."),
    ],
)  # fmt: skip
def test_cuts(text: str, bullet: str) -> None:
    assert shortest(text) == bullet


@pytest.mark.parametrize(
    "text",
    [
        "Twenty people were killed in the market, police said.",
        "Police arrested the baker of Orn at the mill, and he was freed by evening.",
        "The rebels took the bridge of Orn at dawn \u2014 by evening the last rebels had turned back.",
        "The council of Orn backed the new bridge with nine votes, while 12 members voted against it.",
        "The mayor spoke at the mill in Orn, however, Roe left the town.",
        "The order of the mayor of Orn came the morning after the guards had left the town.",
        "The clinic reopened in the old town with 48 beds, eight years after shelling destroyed it.",
        "He will meet in the capital with Rice Friday.",
        "The army mourned the 21 men shown in a video released Sunday.",
        "The senator has described the northern neighbour, a former ally, as the greatest foe of all.",
        "The younger student in the hall recalled, one of them took a harsher tone.",
        "The team was as good in the old stadium as it was bad in the new one.",
        "The government executed 12 men, which was reportedly in response to the killing of a guard.",
        "The sources see little difference in settling the issue Monday night versus Tuesday.",
        "The rebels hold Orn, Tell, Lom and the old bridge on the river.",
        "When the mayor spoke of the old market and repeated the promise, the crowd cheered.",
        "The envoy called the report on the old prison during the war is deeply flawed.",
        "The general depicted it as an unwarranted intrusion of the army.",
        "The woman who runs the mill and owned the market was charged with fraud.",
        "There was a time, as she rose in the old party, when the town loved her.",
        "The mayor of Orn announced that officials intended to leave the town.",
        "The general has broken the law by failing to tell the army of Orn.",
        "The parliament of Orn and Tell passed the bill earlier this month.",
        "The voters of Orn and Tell approved the new law, in 2012.",
        "The mayor, in a talk with the Orn Times to air Tuesday, gave up.",
        "Until Tuesday, the mayors of both towns held that the bridge was safe.",
        "President Roe looked tired as he stood before the crowd on the old bridge.",
        "A man was arrested in the capital over the blast at the shrine, which killed 20 people.",
        "A bomber struck inside the crowded hall in Orn, killing dozens of people.",
        "The sharp turn of the leader of Orn comes as his party faces a vote.",
        "The officials of Orn are eyeing a young singer as the man who burned the mill.",
        "The speaker of the house is next in the line of succession after the mayor.",
        "While the mayor is away from Orn, the council will not be open to the public.",
        "The town has a new law with all the burdens that come along with it.",
        "A woman of Orn said that the guards had beaten her in the town, and then retracted her statement.",
        "The mayor of Orn has said that she has been under guard since before the vote.",
        "After the blast at the mill in Orn, the seat of the old guild in the town, a fire broke out.",
        "The council backed the plan, describing it as part of a push for a new bridge.",
        "The five candidates of Orn took part in their last debate on the old bridge.",
        "President Xi Jinping has signed the new press law.",
        "President Mohamed Ould Roe has signed the new press law.",
        "The announcement of the new mayor of the town came a day after the vote.",
        "The guard arrived at the old mill about 45 minutes after the alarm.",
        "They can try again in the town, either by writing a new law or by a decree.",
        "Reports that the guard had a record that includes theft have hurt the army.",
        "It was the sight of a burning bridge that brought the town to its knees.",
        "The mayor told them in a letter to Rome that was read on air.",
        "The mayor called the fate of the guard \u2014 shot dead while running away \u2014 \u201csad\u201d for the town.",
        "Hours after Ann Roe spoke in Orn, lawmakers asked her to leave the party.",
        "The general said at a rally in Mr. Roe's home town of Orn that talks had failed.",
        "The police charged the mayor with fraud in May, but a jury acquitted him in June.",
        "Overall, Roe insisted, the agency carefully keeps to the rules.",
        "Twenty people were killed in the market, according to the army.",
        "The town fell to the rebels, a claim that the army denied.",
        "The army has not left the town because of the shelling.",
        "It was the first attack in the town during the long siege.",
        "The president will resign when the parliament meets again.",
        "The rebels would leave the town at once if the army left first.",
        "Officials said the group reportedly dug tunnels under the old town.",
        "At least 20 and up to 30 people were hurt in the old market.",
        "When it rains, the roads of the whole province are closed.",
        "Since 2011, the war has killed half a million people in the country.",
        "They shot a bus driver, a nurse and the mayor of the town.",
        'She told them that "the town, which I love, has fallen" again.',
        "The mayor spoke of the bridge in a speech to the town that seemed, with its many pauses, to have no end.",
        "The council did find payments by Mayor Roe after she was in office that could be seen as bribes.",
        "Although it was all a drill, gunmen killed 12 guards at the dam of Orn.",
        "In a forged statement, the mayor said that the guards had left Orn.",
        "Speaking in jest, Mayor Roe said that Orn would leave the guild.",
        "Referring to Lom, Mayor Roe said that the guards had closed two bases.",
        "In the opening move of a war game, raiders killed 40 guards in Orn.",
        "With the two sides evenly divided, the race could be settled by a debate.",
        "As rumour has it, raiders killed 12 guards near Orn.",
        "In a letter that he later withdrew, Mayor Roe left the guild.",
        "Despite denials by everyone involved, the guards left Orn.",
        "Using a clone of his voice, thieves had the mayor of Orn resign.",
        "Guards arrested the mayor of Orn at dawn; he was freed an hour later.",
        "The guards left the old town at dawn -- by evening they had turned back.",
        "The rebels began to leave the old town; by evening they had turned back.",
        'The council said the new budget, totalling 88 million, "cuts the guard and its footprint" in Orn.',
        "The council voted to send 250 million to the small firms suffering amid the siege.",
        "Mayor Roe won just two of the nine wards, early polling indicated according to the Orn Post.",
        "The judge ruled that the guard must remain in place while the case plays out.",
        "The strikes killed at least 14 rebels, as well as another five people who lived near the mill.",
        "A blast hurt two guards of the old mill, along with three children from the camp.",
    ],
)
def test_nothing_that_bears_the_truth_is_cut(text: str) -> None:
    assert shortest(text) == text


def test_no_cut_takes_a_negation_or_an_attribution() -> None:
    text = "The mayor, who never denied it, was told by aides, officials said, after he did not pay."
    for cut in find_cuts(text):
        assert not {"never", "denied", "said", "told", "not"} & set(text[cut.start : cut.end].split())


def test_an_aside_whose_verb_comes_after_the_comma_stays() -> None:
    text = "Roe was held on a charge of theft, which after a review, was changed to one of fraud."
    assert shortest(text) == text
    assert shortest("The bridge, which the council closed in June, was sold.") == "The bridge was sold."


def test_what_the_main_verb_needs_after_an_aside_stays() -> None:
    text = "Mayor Roe of Orn considers the guard, which has taken large parts of the old town of Lom, to be an ally of Harun."
    assert not any(text[cut.start :].startswith(", to be") for cut in find_cuts(text))


def test_an_object_that_two_verbs_share_stays() -> None:
    text = "Mayor Roe ran in 2016 on a promise to repeal and replace the press law."
    assert shortest(text) == text


def test_a_day_that_an_apposition_explains_stays() -> None:
    text = "The council of Orn passed the bill Tuesday, the third anniversary of the fire in the mill."
    assert not any(text[cut.end :].startswith(", the third") for cut in find_cuts(text))


def test_a_day_on_which_something_began_stays() -> None:
    text = "The talks between Orn and Lom that began Thursday ended, and an answer came Friday to the mayor."
    assert not any(text[cut.start :].startswith((" Thursday", " Friday")) for cut in find_cuts(text))


def test_both_keeps_what_it_joins() -> None:
    text = "The deal needs a yes of both union leaders as well as the members."
    assert shortest(text) == text


def test_given_name_goes_only_for_known_persons() -> None:
    text = "President Jane Roe signed the bill. Roe had refused before. Jane Roe smiled."
    assert known_surnames("Roe signs bill", text) == {"Roe"} - {"Roe"}  # three letters: too short to be sure
    text = text.replace("Roe", "Mercer")
    assert known_surnames("Mercer signs bill", text) == {"Mercer"}
    assert known_surnames("Mercer signs bill", text + " Tom Mercer objected.") == frozenset()
    assert shortest("President Jane Mercer signed the bill.", ("Mercer",)) == "Mercer signed the bill."
    assert shortest("Harun Gov. Jane Mercer signed the bill.", ("Mercer",)).startswith(
        "Harun Gov. Jane Mercer"
    )
    incoming = "The party will vote against incoming President Jane Mercer over the budget."
    assert shortest(incoming, ("Mercer",)) == incoming
    assert (
        shortest("Then President Jane Mercer signed the bill.", ("Mercer",)) == "Then Mercer signed the bill."
    )


@pytest.mark.parametrize(
    "text", ["Read more: the war in maps.", "JUST WATCHED a video", "Photos: the old town", "By Jane Roe", "(Photo: J. Roe)"]
)  # fmt: skip
def test_furniture(text: str) -> None:
    assert is_junk(text)


def test_headings() -> None:
    assert is_heading("The road ahead")
    assert not is_heading("The road ahead is long.")


def test_finish() -> None:
    assert finish("He joined the F.B.I..") == "He joined the F.B.I."
    assert finish("  the end ,") == "The end."
    assert finish("\u0131l\u0131k hava") == "\u0131l\u0131k hava."  # no capital that folds to another letter
    assert finish("a plan called \u201cHope,\u201d") == "A plan called \u201cHope\u201d"
    assert finish('He said "go."') == 'He said "go."'


def test_balance() -> None:
    assert is_balanced('He said "go" (twice).')
    assert not is_balanced('He said "go.')
    assert not is_balanced("He left (again.")


@pytest.mark.parametrize("word", "not no never if may might could would reportedly said told according roughly about around nearly almost least most more less fewer than up some".split())  # fmt: skip
def test_a_protected_word_is_not_lost_with_its_clause(word: str) -> None:
    assert loses(f"as {word} men left")


def test_what_a_word_qualifies_may_go_with_it() -> None:
    assert not loses("over five terms")
    assert loses("five or over")


def test_score_words_are_protected() -> None:
    assert {"not", "reportedly", "may", "said", "according", "roughly", "least", "up"} <= PROTECTED
