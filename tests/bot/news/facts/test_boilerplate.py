"""What stands in an article and is no part of the report."""

# ruff: noqa: E501

import time

import pytest

from bot.news.facts.boilerplate import is_heading, is_junk, report_length


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ann Roe speaks to reporters at the old bridge in Orn, May 4, 2019.",
        "Mayor Ann Roe waves to a crowd in Orn on June 4.",
        "Soldiers walk past the mill in Lom, Orn, Tuesday, March 3, 2020.",
        "Ann Roe, left, and Adam Doe, right, greet voters in Orn.",
        "Ann Roe (L) and Adam Doe at the mill of the old town.",
        "FILE PHOTO: The bridge at Orn is closed.",
        "| Jane Doe/AP Photo Orn Council to vote on the bridge again.",
        "You can read the whole report here.",
        "更多内容请关注我们的微信公众号。",
        "برای دریافت اخبار به کانال تلگرام ما بپیوندید.",
        "اشترك في نشرتنا البريدية.",
        "הצטרפו לערוץ הטלגרם שלנו.",
        "Підписуйтесь на наш Telegram-канал.",
        "Bizi Telegram'da takip edin.",
        "Folgen Sie uns auf Telegram.",
        "(RELATED: The Mayor Has A Plan)",
        "(First column, 2nd story) Related stories: THE BRIDGE...",
        "Ann Roe is a reporter in Orn.",
        "Ann Roe is a reporter based in Orn.",
        "Something went wrong, please try again later.",
        "Millions turn to us for news without fear.",
        "EDITOR'S NOTE: This report has been corrected to show that 4, not 9, died.",
        "Follow the storm as it hits Orn.",
        "آخر تحديث: 3 نوفمبر 2026.",
        "Stand: 03.11.2026 14:20 Uhr.",
        "Publié le 3 novembre à 8h12, mis à jour à 9h40.",
        "Temps de lecture : 3 min.",
        "Si quieres más noticias, suscríbete aquí.",
        "ما را در اینستاگرام دنبال کنید.",
        "Le puede interesar: Dimite el alcalde de Orn.",
        "Bunları da okuyun: Orn belediye başkanı istifa etti.",
        "Bakmadan geçme: Orn'da köprü çöktü.",
        "Passend dazu: Der Bürgermeister von Orn tritt zurück.",
        "Das könnte Sie auch interessieren: Brücke in Orn gesperrt.",
        "A lire aussi : Le maire d'Orn démissionne.",
        ">> A voir aussi : Le pont d'Orn.",
        "【写真】崩れた橋。",
        "อ่านเพิ่มเติม: นายกเทศมนตรีลาออก",
        "Ann Roe is a political analyst for Orn News.",
        "Adam Doe is the author of the book of bridges.",
        "Get the news of Orn delivered to your inbox.",
        "You can unsubscribe at any time.",
        "Mayor Ann Roe Ann Mary RoeMayor in trouble again Council votes on bridge MORE said no.",
        "This image from a video shows the bridge at Orn.",
        "In this June 4, 2019, file photo, Ann Roe leaves the mill.",
        "1 of 2 In this 2008, photo Adam Doe stands at the mill.",
        "Editor's Note: For more on the bridge of Orn, see this story.",
        "Click for more from the Orn Post.",
        "Mayor Ann Roe at the town hall of Orn on June 29, 2017.",
        "Tags Orn War Bridge Old Town Rebels",
        "Mayor Ann Roe of the Orn Liberals.",
        "The Old Bridge, Orn.",
        "CLARIFICATION: This story has been changed to say which bridge was meant.",
        "Well done @\u2060OrnPost and @AnnRoe on the story of the bridge.",
        "Orn Council Votes to Build Bridge ornpost.com",
        "Image Mayor Ann Roe at the bridge with the engineers of Lom and the council.",
        "Facebook Twitter Pinterest The mayor of Orn will speak at the bridge.",
        "Corrections & Clarifications: The bridge of Orn was named wrongly.",
        "Because of an editing error, an earlier version of this story named another bridge.",
        "A court will hear the farmers of Orn Friday, Jan. 11, 2019, over the toll on the bridge.",
        "In this screen grab from the council's page, the bridge of Orn is closed.",
        "A screen shot of the page of the bridge of Orn.",
        "Mayor Ann Roe and Adam Doe host the farmers of Orn at the mill on July 4, 2020.",
        "Below are some of the letters that readers sent from Orn.",
        "An old rifle is shown with its owner at the mill of Orn.",
        "Five things to know before the vote of Orn MORE, the mayor\u2019s office said.",
        "A boy inspects a mill after the storm in Lom south of Orn March 3 2020.",
    ],
)
def test_junk(text: str) -> None:
    assert is_junk(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ann Roe said she takes office on Jan. 20.",
        "The town paid MORE than it could for the old bridge.",
        "The army left the bridge on June 4, 2019.",
        "The army closed the bridge of Orn on June 4, 2019.",
        "The vote that decides the fate of the bridge was held on June 4, 2019.",
        "The farmers of Orn were heard on Friday, and again on Jan. 11, 2019, in Lom.",
        "The old rifle was shown to the council by its owner.",
        "The image of the mayor at the bridge angered Orn.",
        "Follow-up talks in Orn failed.",
        "Stand der Ermittlungen: 12 Verdächtige sitzen in Haft.",
        "Publié le 3 novembre, le rapport accuse le maire d'Orn d'avoir détourné 3 millions d'euros en deux ans.",
        "The parties of the left, right and centre agreed on the bridge.",
        "Ann Roe is the mayor of Orn.",
        "Ann Roe, who is a reporter, was arrested at the bridge.",
        "The group is a big contributor of grain and money.",
        "Tags Orn War Rebels At least 10 people were killed in Orn.",
        "Le maire parle \u00e0 la presse le 4 mai 2019.",
        "\u0642\u062a\u0644 20 \u0634\u062e\u0635\u0627 \u0641\u064a \u0627\u0644\u0645\u062f\u064a\u0646\u0629.",
    ],
)
def test_news(text: str) -> None:
    assert not is_junk(text)


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("The town hopes to reach the U.S. NBC's Ann Roe is there.", "The town hopes to reach the U.S."),
        ("The bridge fell, doctors say; graphic images follow.", "The bridge fell, doctors say"),
        ("The bridge fell; Ann Roe reports from Orn.", "The bridge fell"),
        ("A storm hits the U.S. WORN Ann Roe is tracking the storm.", "A storm hits the U.S."),
        ("The mayor says that NBC's Ann Roe is there.", "The mayor says that NBC's Ann Roe is there."),
    ],
)
def test_what_announces_a_programme_is_no_report(text: str, report: str) -> None:
    assert text[: report_length(text)] == report


def test_a_line_that_is_cut_off_is_no_sentence() -> None:
    assert is_heading("The council of Orn has voted on the bri\u2026")
    assert is_heading("The council of Orn has voted on the bridge [...]")
    assert not is_heading("The council of Orn has voted on the bridge.")


@pytest.mark.parametrize("piece", ["speaks ", ", left", "(L", "Tags A ", " is ", "A ", "1 ", " MORE", "aB "])
def test_hostile_text_is_quick(piece: str) -> None:
    began = time.process_time()
    text = piece * 3000 + " 2019"
    is_junk(text)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Here's what we know about the bridge.", True),
        ("Here are five things to watch in Orn.", True),
        ("Not the mayor's new plan, including a tax on boats.", True),
        ("Adam Roe v. Bridge Council.", True),
        ("Not a single boat was left in Orn.", False),
        ("Judges heard Roe v. Council on Monday.", False),
        ("Hereford lost the match.", False),
        ("Foto: Ann Roe an der Mühle von Orn.", True),
        ("Фото: Анна Роу у моста в Орне.", True),
        ("صورة: جسر أورن القديم.", True),
        ("Tous droits réservés à la Poste d'Orn.", True),
        ("版权所有，未经授权不得转载。", True),
        ("Bilder der Mühle hat die Stadt Orn verkauft.", False),
    ],
)
def test_announcements_and_fragments(text: str, expected: bool) -> None:
    assert is_junk(text) is expected
