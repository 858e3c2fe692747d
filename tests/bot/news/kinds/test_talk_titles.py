"""Talk, feasts and prayers do not alert; what somebody tells of an act does."""

import pytest

from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item

TALK = [
    ("Ex-spy chief slams Orn withdrawal", "A former head of the service on Monday called it a mistake."),
    ("Former envoy: quitting Orn would hand rebels a gift", "A former envoy said so on Tuesday."),
    ("Ex-Pentagon chief rips plan to leave Orn", "A former secretary called the plan foolish on Monday."),
    ("Senator: leaving Orn would be a mistake", "A senator said on Sunday that leaving would be a mistake."),
    ("US general says ISIS fight far from over", "A US general said on Monday that the fight was not over."),
    ("Think tank warns of Taliban comeback", "A think tank says that the Taliban could return."),
    ("Study finds rebel propaganda still online", "Researchers counted the rebels' videos on a platform."),
    ("Premier tweets about Taliban, again", "The premier tweeted that the Taliban were finished."),
    ("Minister 'shocked' by ISIS documentary", "A minister said he was shocked by a documentary."),
    ("Mayor of Orn opens flower show", "The mayor opened the yearly flower show."),
    ("Museum in Orn reopens with pottery show", "The museum reopened on Sunday with a show of pottery."),
    ("Pope prays for Orn", "The Pope prayed for the people of Orn on Sunday."),
    ("Poll: most voters back troop withdrawal from Orn", "The US army should withdraw troops, voters said."),
    ("Lawmakers split over troops in Orn", "Lawmakers disagreed on Monday over the troops."),
    ("Institute: Taliban far from finished", "The Taliban are far from finished, an institute said."),
    ("Opposition leader: troops should never have gone to Orn", "The leader said so on Monday."),
    ("Mayor of Orn honours teachers", "The mayor honoured 30 teachers on Monday."),
    ("Roe boasts of Taliban defeat on television", "The premier boasted of the defeat."),
    ("Live: Pentagon briefing on Orn", "Watch live as the Pentagon briefs reporters on Orn."),
    ("Watch live: Roe speaks on troop withdrawal", "Watch live as the secretary speaks at the Pentagon."),
]
TOLD = [
    ("Ex-spy chief charged with leaking secrets", "A former head of the service was charged on Monday."),
    ("Former envoy says he was tortured in Orn jail", "A former envoy said on Monday he was tortured."),
    (
        "US general says last troops have left Orn",
        "The last US troops have left Orn, a general said on Monday.",
    ),
    (
        "US general says rebels not beaten, was not consulted on Orn exit",
        "A general said on Friday that nobody had asked him about the exit.",
    ),
    ("General: troops to quit Orn base by Friday", "Troops will leave their base by Friday, a general said."),
    ("Premier tweets order to withdraw from Orn", "The premier ordered troops out in a tweet on Monday."),
    ("Rights group says army killed 40 in Orn", "The army killed 40 people in Orn on Monday, a group said."),
    ("Rights group says Lom shells hit Orn clinic", "Shells hit a clinic on Monday, a group said."),
    ("US says ISIS leader still alive", "The leader is still alive, the United States said on Monday."),
    ("Lom warns it will return to Orn by force", "Lom warned on Monday that it would return by force."),
    ("Activist of Orn wins Nobel Peace Prize", "The activist won the Nobel Peace Prize on Friday."),
    ("Museum in Orn bombed", "The museum in Orn was bombed on Friday."),
    ("Blast at Orn flower show", "A blast hit the flower show in Orn on Friday, police said."),
    ("UN 'deeply alarmed' by Orn fighting", "The UN said on Monday that it was alarmed by the fighting."),
    ("Pentagon warns of imminent ISIS attack", "The Pentagon warned on Thursday of an imminent attack."),
    ("Live: Bomb hits Orn airport", "A bomb hit the airport in Orn on Thursday."),
]
ELSEWHERE = [
    ("de", "Papst betet für Orn", "Papst nach Anschlag auf Messe in Orn getötet"),
    ("de", "Bürgermeister eröffnet Blumenschau in Orn", "Anschlag auf Blumenschau in Orn"),
    ("fr", "Le pape prie pour Orn", "Le pape se rendra à Orn"),
    ("fr", "Le musée d'Orn rouvre avec une exposition", "Le musée d'Orn bombardé"),
    ("es", "El papa reza por Orn", "El papa viajará a Orn"),
    ("es", "El alcalde inaugura la feria del libro de Orn", "Ataque contra la feria del libro de Orn"),
    ("tr", "Papa Orn için dua etti", "Papa Orn ziyaretini iptal etti"),
    ("ru", "Папа Римский помолился за Орн", "Взрыв на выставке в Орне"),
    ("uk", "Папа Римський помолився за Орн", "Вибух на виставці в Орні"),
    ("ar", "البابا يصلي من أجل أورن", "انفجار في معرض الكتاب في أورن"),
]


@pytest.mark.parametrize(("language", "feast", "news"), ELSEWHERE)
def test_prayers_and_feasts_do_not_alert_elsewhere_either(language: str, feast: str, news: str) -> None:
    assert not judge(Item(feast, language=language)).alert
    assert judge(Item(news, language=language)).alert


@pytest.mark.parametrize(("title", "line"), TALK)
def test_talk_does_not_alert(title: str, line: str) -> None:
    assert not judge(Item(title, line)).alert
    assert not judge(Item(title)).alert


@pytest.mark.parametrize(("title", "line"), TOLD)
def test_an_act_alerts_whoever_tells_it(title: str, line: str) -> None:
    assert judge(Item(title, line)).alert


def test_what_a_site_asks_its_readers_after_the_news_is_not_read() -> None:
    line = "The army has entered Orn, state TV says. What do you think? Email us at orn@example.org"
    assert judge(Item("Rebel army enters Orn", line)).alert
