"""Sentences that are never told as facts, one kind after the other."""

import pytest

from bot.news.facts.choose import choose_facts
from bot.news.facts.no_fact import argues, tells_no_fact
from bot.news.facts.site_lines import is_site_line

JUNK = [
    ("promotion", "Find the top news online at Orn News."),
    ("promotion", "Watch: the bridge of Orn falls into the river."),
    ("promotion", "Tune in at nine for the mayor's address."),
    ("promotion", "CNN's Ann Roe reports from the bridge of Orn."),
    ("promotion", "Ann Roe joins the Orn Hour to discuss the fallen bridge."),
    ("promotion", "The Orn Hour panel discusses the mayor's plan."),
    ("promotion", "Ann Roe, a former mayor of Orn, discusses the bridge and the coming vote."),
    ("promotion", 'She speaks on "Orn in the Morning."'),
    ("promotion", "In this episode the mayor explains the plan for the bridge."),
    ("promotion", "The fall of the bridge angers the town, and Ann Roe has the details."),
    ("promotion", "Tolls rise on the bridge of Orn; Fox Biz Flash: 3/4."),
    ("live coverage", "Our live coverage of the flood in Orn has ended for the night."),
    ("live coverage", "Scroll down for the latest from the bridge of Orn."),
    ("live coverage", "The speech of the mayor will be covered live on Orn One at nine."),
    ("opinion", "Yes, the mayor may lose the vote on the bridge."),
    ("opinion", "No: the mayor never wanted a new bridge."),
    ("opinion", "Heck, the bridge of Orn was never safe."),
    ("opinion", "Orn is open for business and we are proud once again."),
    ("opinion", "When it comes to bridges, we have seen it all."),
    ("opinion", "Congratulations to the engineers of the bridge of Orn."),
    ("opinion", "The council of Orn is a disgrace and must resign now!"),
    ("promotion", "The WSJ's Ann Roe explains what is next for the bridge."),
    ("promotion", "BBC Sport looks back to the race over the old bridge."),
    ("promotion", "CNN weather contributor Ann Roe has the latest forecast."),
    ("promotion", "NBC's Ann Roe and Adam Doe break down the vote on the bridge."),
    ("promotion", "Former mayor Ann Roe discusses the fallen bridge."),
    ("promotion", "Ann Roe talks with the mayor about her plan for the bridge."),
    ("promotion", "The mayor of Orn, a former engineer, joins Ann Roe from the bridge."),
    ("promotion", "The latest five minute news bulletin from Orn."),
    ("opinion", "The new bridge is open and I could not be more excited!"),
    ("promotion", "Ann Roe has the details."),
    ("promotion", "Town Hall Correspondent Ann Roe reports on the fallen bridge of Orn."),
    ("promotion", "Roe holds her weekly news conference as the council of Orn prepares to vote."),
    ("opinion", "The failing papers of Orn keep writing about how I did not want the bridge."),
    ("opinion", "The vote on the bridge taught me that nothing in Orn is certain."),
    ("aside", "(She says that the engineers of Orn were there but does not accuse them of a thing.)"),
    ("opinion", "Orn must be ready for the hard men of Lom in the cup, writes Adam Doe."),
    ("opinion", "WOW -- the mayor says that she never knew of the cracks."),
    ("promotion", "Roe joins Adam Doe and Bea Moe to slam the builders of the bridge."),
    ("promotion", "Ann Roe on the trip to Lom that sparked the growth of her mill."),
    ("silence", "The council of Orn did not immediately respond to the Orn Post's request for comment."),
    ("silence", "Mayor Roe hasn\u2019t returned several calls about the bridge of Orn."),
    ("silence", "Roe and the council declined the Orn Post's request for comment."),
    ("fragment", "Mayor Roe walked back her comments on the bridge of Orn, saying."),
    ("quotation", "Mayor Roe said: \u2018We have closed the bridge and written to the town of Lom."),
    ("quotation", "Mayor Roe added: 'Suffice it to say that the bridge is closed."),
    ("quotation", "'This week the mayor has admitted that she knew of the cracks in the bridge."),
    ("promotion", "The latest on mills and markets during the flood."),
    ("promotion", "We spoke to the mayor of Orn about what the bridge says of the town."),
    ("promotion", "Meet the young builders who keep the bridge of Orn alive."),
    ("fragment", "Because that is where all the bridges are."),
    ("promotion", "Ask Ann Roe, who runs a mill below the bridge of Orn."),
    ("fragment", "While Adam Doe tweeted that shots were fired near the bridge."),
    ("speaker", "MR. ROE: No, the council of Orn will not build the bridge anew."),
    ("box", "Markets: Shares of the builders of Orn rose 2 % to 31.40 crowns."),
    ("opinion", "What comes after the bridge of Orn is anyone's guess."),
    ("opinion", "Whether Orn gets a new bridge remains to be seen."),
    ("opinion", "It remains to be seen whether Orn gets a new bridge in May."),
    ("unanswered", "The council of Orn does not comment on rumours of a new bridge."),
    ("unanswered", "The Orn Post spoke to 30 builders in reporting this story of the bridge."),
    ("quotation", "\u201cYes indeed,\u201d the mayor of Orn said."),
    ("newsletter", "Also: the mayor warns of floods, and how to name a bridge."),
    ("newsletter", "Monday: The bridge of Orn fell six months ago."),
    ("sign-up line", "You can sign up for daily delivery here."),
    ("sign-up line", "Subscribe to the Orn Letter for one such story a day."),
    ("links", "View full coverage on Orn News of the fallen bridge."),
    ("links", "The post Bridge falls in Orn appeared first on Orn News."),
    ("caption", "Image caption The mayor at the bridge in the spring of last year."),
    ("caption", "Mayor Ann Roe speaking to voters at the bridge of Orn last month."),
    ("links", "Article URL: https://ornpost.example/1 Comments URL: https://talk.example/1 Points: 9"),
    ("unanswered", "The council and the engineers were not immediately available for comment."),
    ("caption", "Ann Roe in 2008 when she was a young engineer in Orn."),
    ("promotion", "Meteorologist Ann Roe is tracking the storm over Orn."),
    ("promotion", "Ann Roe will report tonight on what the council of Orn knew."),
    ("unanswered", "Mayor Ann Roe could not be reached on Monday."),
    ("promotion", "Ann Roe and her panel discuss the bridge and the vote."),
    ("promotion", "Follow the bridge live blog to find all that is known so far."),
    ("unanswered", "The Orn Post reached out to the council of Lom for comment on the bridge."),
    ("unanswered", "The council of Orn did not give any comment when the Post asked for the report."),
    ("unanswered", "The paper wrote to the mayor of Orn, but her office has not responded."),
    ("question", "\u201cDoes the mayor know what the bridge will cost?\u201d her rival asks."),
    ("another paper's words", "From the Orn Post: The engineers looked at the bridge and shook their heads."),
    ("speaker", "Q: What did the mayor know of the bridge?"),
    ("speaker", "ANN ROE, MAYOR OF ORN: The bridge was old and everybody knew it."),
    ("speaker", "ADAM DOE (on camera): The bridge was old and everybody knew it."),
    ("speaker", "UNIDENTIFIED MALE: The bridge was old and everybody knew it."),
    ("box", "Orn 12 °C, Lom 14 °C, Harun 9 °C, Tabor 11 °C today."),
    ("box", "Index 25,100.2 +0.4% Grain 188 -1.2% Oil 61.0 +2%"),
    ("opinion", "I think that the mayor has to go before the summer."),
    ("opinion", "We must not let another bridge fall in this country."),
    ("opinion", "In my view nobody in Orn has learned a thing."),
    ("fragment", "Thirty minutes into the hearing, Amb."),
    ("fragment", "Der Plan stammt von Prof."),
    ("fragment", "Le pont a été fermé sur ordre de Mme."),
    ("fragment", "Toplantıya katılan Doç."),
    ("fragment", "The mayor said that the bridge would be…"),
    ("fragment", "The council of Orn has voted to close the [...]"),
]


SITE_LINES = [
    "Dieser Artikel wurde am 3. November aktualisiert.",
    "Cet article a été mis à jour à 14 heures.",
    "Esta noticia ha sido actualizada con nuevos datos.",
    "Articolo aggiornato alle ore 14 di oggi.",
    "Dit artikel wordt voortdurend bijgewerkt.",
    "Artykuł jest na bieżąco aktualizowany przez redakcję.",
    "Материал обновлен в 14:00 по московскому времени.",
    "Bu haber güncellenmeye devam edecek.",
    "この記事は随時更新されます。",
    "À voir aussi : le pont d'Orn en images.",
    "Te puede interesar: el puente de Orn en imágenes.",
    "Leggi anche: che cosa resta del ponte di Orn.",
    "Lees ook: wat er over is van de brug van Orn.",
    "Czytaj także: co zostało z mostu w Orn.",
    "Смотрите также: что осталось от моста в Орне.",
    "İlgili haber: Orn köprüsünden geriye ne kaldı.",
    "شاهد أيضا: صور من مكان انهيار الجسر في أورن.",
    "関連記事：オルンの橋に残るものとは。",
    "延伸阅读：奥恩大桥还剩下什么。",
    "관련 기사: 오른 다리에 남은 것은 무엇인가.",
]
REPORTS = [
    "Der Bericht der Kommission wurde am Dienstag um zwei Kapitel ergänzt.",
    "Artykuł o moście w Orn wywołał protesty tysięcy mieszkańców miasta.",
    "Читайте закон, сказал мэр Орна жителям на площади у моста.",
]


@pytest.mark.parametrize("text", SITE_LINES)
def test_lines_of_sites_in_other_languages(text: str) -> None:
    assert is_site_line(text)


@pytest.mark.parametrize("text", REPORTS)
def test_reports_are_no_lines_of_sites(text: str) -> None:
    assert not is_site_line(text)


@pytest.mark.parametrize(("kind", "text"), JUNK)
def test_no_fact(kind: str, text: str) -> None:
    assert tells_no_fact(text) or argues(text), kind


@pytest.mark.parametrize(
    "text",
    [
        "The panel of judges rejected the mayor's appeal on Monday.",
        "ISLAMABAD: The council closed the bridge on Monday.",
        "Leaders of both towns met in Orn to talk about the river.",
        "“I think that the bridge is safe,” the mayor said.",
        "The mayor said we must all wait for the engineers.",
        "It was the flood that moved the bridge on.",
        "Two dead, 14 hurt, 3 missing and 200 homeless after the bridge fell in Orn on Monday night.",
        "The mayor of Orn reports to the council every month.",
        "The reporters were told to leave the bridge by the police.",
        "Because the bridge fell, the council of Orn closed the road.",
        "\u201cBridge of fools\u201d is what the mayor of Lom calls it.",
        "The council\u2019s \u2018bridge of fools\u2019 was closed on Monday.",
        "The \u201990s bridge, \u2018of fools,\u2019 was closed in the farmers' market.",
        "'Bridge of fools' is what the mayor of Lom calls it.",
        "Roe declined to comment on the vote, in which the council closed the bridge.",
        "The latest on the list of dead is Ann Roe, the council said.",
        "Ann Roe on Monday was elected mayor of Orn.",
        "The rebels did not respond to the attack on the bridge of Orn.",
        "No. 2 in the council is the engineer who built the bridge.",
        "The mayor holds the keys to the bridge of Orn.",
        "The bridge was built before World War I began and has never been closed.",
        "I ministri hanno chiuso il ponte di Orn dopo la piena.",
        "(Orn) The council closed the bridge on Monday.",
        "From Orn to Lom: the army closed all bridges on Monday.",
        "\u201cWill the bridge hold?\u201d asked Mayor Roe, \u201cThe engineers say that it will not.\u201d",
        "The army has not responded to the attack of the rebels on the bridge.",
    ],
)
def test_facts(text: str) -> None:
    assert not tells_no_fact(text)
    assert not argues(text)


def told(title: str, text: str, language: str = "en") -> list[str]:
    return [fact.text for fact in choose_facts(title, text, language)]


def test_what_only_repeats_the_headline_is_not_told() -> None:
    title = "Orn is closing the old bridge over the river"
    assert told(title, "Orn closes the old bridge over the river.") == []
    assert told(title, "Orn closes the old bridge over the river after cracks were found.") != []
    title = "Judge in NYC frees 4 bakers of the old mill"
    assert told(title, "A New York City judge freed four bakers of the old mill.") == []
    assert told(title, "A New York City judge freed 12 bakers of the old mill.") != []
    assert told("Orn sells the old mill on the river", "Orn sells its old mill on the river in 2020.") == []


def test_nor_is_what_says_it_again_with_one_word_more() -> None:
    title = "Engineers of the old bridge threaten to leave Orn over pay"
    assert told(title, "Engineers of the old bridge are threatening to leave the town of Orn.") == []
    assert told(title, "Engineers of the old bridge are threatening to leave, officials said Friday.") == []
    assert told(title, "All 40 engineers of the old bridge are threatening to leave Orn.") != []


def test_a_programme_s_line_about_its_reporter_is_not_told() -> None:
    blurb = "The closing of all bridges in Orn begins on Sunday. Officers will close at least ten of them."
    assert len(told("Bridges close", blurb)) == 2
    assert told("Bridges close", f"{blurb} Ann Roe visited the guards on Friday.") == told(
        "Bridges close", blurb
    )
    named = f"Mayor Ann Roe will speak. {blurb} Ann Roe visited the guards on Friday."
    assert any("visited" in text for text in told("Bridges close", named))


def test_a_quotation_of_somebody_unnamed_gives_way() -> None:
    text = (
        "The council of Orn voted on Monday to close the old bridge to all trucks and buses. "
        "Engineer Adam Doe defended the vote in a letter to the town. "
        "\u201cThese are just repairs to the old bridge of Orn,\u201d he said. "
        "The council of Lom will vote on the same bridge on the first of May."
    )
    title = "Orn closes old bridge"
    assert not any(text.endswith("he said.") for text in told(title, text))


def test_a_thing_named_before_is_told_after_things_that_stand_alone() -> None:
    text = (
        "Mayor Roe of Orn resigned on Monday after a council report on her private flights. "
        "The flights doomed Roe, whom the council of Orn had asked to explain the cost of them. "
        "Adam Doe, an engineer of Lom, doomed Roe, whom the council of Orn had asked to explain the cost."
    )
    assert choose_facts("Mayor Roe resigns", text, limit=2)[1].text.startswith("Adam Doe")


def test_a_remark_without_a_verb_is_no_fact_in_a_longer_text() -> None:
    report = (
        "The old bridge of Orn was closed to all trucks on Monday. The council had asked for repairs in May. "
        "The engineers of Lom were told to come to Orn with cranes. A vote on new bridges is planned in June."
    )
    title = "Bridge of Orn shut"
    assert "Bye bye bridge of Orn." not in told(title, f"Bye bye bridge of Orn. {report}")
    assert told(title, "Gunmen storm old mill near Lom.") == ["Gunmen storm old mill near Lom."]


def test_fewer_facts_are_better_than_one_that_is_unclear() -> None:
    text = (
        "The council of Orn closed the old bridge to all trucks on Monday. "
        "Engineer Adam Doe of Lom asked for repairs in a letter to the town in May. "
        "A copy!\nShe kept a copy of it. And the last! He named no date. Nor a place! "
        "They will not answer it. For now! That was a mistake."
    )
    assert len(told("Orn closes bridge", text)) == 2


def test_no_two_facts_quote_the_same() -> None:
    text = (
        "Mayor Ann Roe called the danger for the old bridge of Orn \u201centirely invented.\u201d "
        "Asked again in Lom on Monday, Roe told engineers that cracks are \u201centirely invented\u201d. "
        "The council closed the bridge to all trucks and buses until the end of May."
    )
    assert sum("entirely invented" in line for line in told("Roe denies danger", text)) == 1


def test_that_somebody_spoke_is_no_fact() -> None:
    report = "The council of Orn closed the old bridge to all trucks and buses."
    for empty in (
        "\u201cVote for the bridge!\u201d Mayor Roe wrote in a series of posts.",
        "The mayor of Lom responded to the criticism in a tweet.",
        "Roe posted on Monday.",
    ):
        assert told("Bridge closed", f"{report} {empty}") == [report]


def test_an_item_of_a_list_is_no_fact() -> None:
    text = (
        "The council of Orn closed the bridge on Monday. {item} Lom sent two engineers to Orn. Mayor Roe met "
        "the farmers of Lom at the mill. Boats carried the carts of Orn over the river."
    )
    told_of = "Police arrested the driver of a truck at the bridge of Orn."
    assert any(told_of in fact for fact in told("Bridge shut", text.format(item=told_of)))
    assert not any(told_of in fact for fact in told("Bridge shut", text.format(item=f"Old piers: {told_of}")))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Ann Roe asked Wednesday night.", False),
        ("Ann Roe tweeted on Oct. 12, 2016.", False),
        ("Ann Roe tweeted, a day after the bridge of Orn was closed.", False),
        ("Ann Roe echoed the mayor of Lom on the bridge of Orn.", False),
        ("Officials of Orn were asked about the cracks in the bridge of Lom.", False),
        ("The Lom Post covered what the mayor of Orn has to say about the bridge.", False),
        ("Ann Roe responded to criticism of the bridge of Orn.", False),
        ("Ann Roe responded to the attack on the bridge of Orn.", True),
        ("Police said in Lom that nine people had died on the bridge of Orn.", True),
        ("Police said late Thursday nine people were hurt on the bridge of Orn.", True),
        ("Police said in Lom on Thursday.", False),
        ("Ann Roe said, citing the engineers, that the bridge of Orn will be sold.", True),
    ],
)
def test_that_somebody_spoke_or_asked_is_no_fact(line: str, says: bool) -> None:
    text = (
        f"The council of Orn closed the bridge after cracks were found in it. {line} Lom sent two engineers."
    )
    assert (line in told("Bridge closed", text)) is says


def test_an_aggregators_list_of_headlines_is_not_told() -> None:
    title = "Old bridge of Orn falls into river - Orn Post"
    links = "Mayor of Orn defends record Lom Daily Bridge fell, say police Radio Tabor."
    flat = f"{title.replace(' - ', ' ')} {links}"
    listed = (
        "Old bridge of Orn falls into river\nMayor of Orn defends his record\nBridge was old, say engineers"
    )
    assert told(title, flat) == []
    assert told("Old bridge of Orn falls into river", "Old bridge of Orn falls into river ornpost.com.") == []
    assert told(title, listed) == []


def test_a_line_that_is_clear_only_after_another_is_not_told_alone() -> None:
    title = "Lawyer: engineer held in Lom is sentenced"
    assert told(title, "He is the first engineer to be held there since the war began.") == []
    assert told(title, "The group has denied that it planned to blow up the bridge.") == []
    assert told(title, "On Friday she'll tell the court what she saw at the bridge.") == []
    assert (
        told("Orn man denies killing", "The man accused of blowing up the bridge has denied all charges.")
        != []
    )
    both = "A court in Lom sentenced Adam Doe to ten years. He is the first engineer to be held there."
    assert told(title, both) == ["A court in Lom sentenced Adam Doe to ten years."]


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("The bridge of Orn fell into the river; Ann Roe reports.", "The bridge of Orn fell into the river."),
        (
            "The bridge of Orn fell on Monday; chief correspondent Ann Roe reports from the river.",
            "The bridge of Orn fell on Monday.",
        ),
        (
            "Nine boats sank in Orn harbour; reaction and analysis from the 'Orn at Nine' panel.",
            "Nine boats sank in Orn harbour.",
        ),
        (
            "Nine boats sank in Orn harbour; the mayor reports no dead.",
            "Nine boats sank in Orn harbour; the mayor reports no dead.",
        ),
    ],
)
def test_who_speaks_of_it_in_a_programme_is_left_out(line: str, fact: str) -> None:
    assert [bullet.text for bullet in choose_facts("Harbour of Orn", line)] == [fact]


def test_a_line_that_is_cut_off_is_not_told() -> None:
    assert (
        told("Orn votes on bridge", "The council of Orn voted on Monday to close the old bridge and…") == []
    )


@pytest.mark.parametrize(
    ("language", "title", "text", "facts"),
    [
        (
            "zh",
            "奥恩大桥垮塌",
            "周一早晨，奥恩河上的旧桥垮塌，两辆卡车坠入河中。市长表示，工程师曾警告缆绳生锈。",
            2,
        ),
        (
            "zh",
            "奥恩县发生5.3级地震",
            "地震台网测定，9日8时21分，奥恩县发生5.3级地震，震源深度12公里，附近村庄有房屋倒塌。",
            1,
        ),
        (
            "pl",
            "Most w Orn runął",
            "Stary most w Orn runął we wtorek do rzeki, a to był jedyny most miasta, podała policja.",
            1,
        ),
        ("he", "גשר קרס באורן", 'הגשר הישן קרס ביום שני, נמסר ממד"א ומהמשטרה באורן.', 1),
        ("ja", "オルンの橋が崩落", "月曜の朝、オルン川にかかる古い橋が崩落し、トラック二台が川に落ちた。", 1),
        ("th", "สะพานถล่มที่ออร์น", "สะพานเก่าข้ามแม่น้ำออร์นถล่มเมื่อเช้าวันจันทร์ รถบรรทุกสองคันตกลงไปในน้ำ", 1),
        (
            "th",
            "สะพานถล่มที่ออร์น",
            "สะพานเก่าข้ามแม่น้ำออร์นถล่มเมื่อเช้าวันจันทร์ รถบรรทุกสองคันตกลงไปในน้ำ มีผู้สูญหาย 3 คน\n"
            "นายกเทศมนตรีกล่าวว่าวิศวกรเคยเตือนเมื่อเดือนพฤษภาคมว่าสายเคเบิลเป็นสนิม\nข่าวที่เกี่ยวข้อง",
            2,
        ),
        (
            "km",
            "ស្ពានបាក់",
            "ស្ពានចាស់ឆ្លងកាត់ទន្លេអនបានបាក់នៅព្រឹកថ្ងៃចន្ទ ហើយរថយន្តពីរគ្រឿងបានធ្លាក់ចូលទឹក។ "
            "អភិបាលក្រុងបាននិយាយថា វិស្វករបានព្រមានកាលពីខែឧសភាថាខ្សែកាបមានច្រែះ។",
            2,
        ),
    ],
)
def test_scripts_without_spaces_have_facts(language: str, title: str, text: str, facts: int) -> None:
    found = told(title, text, language)
    assert len(found) == facts
    assert not any(fact.endswith(".") for fact in found if language in ("th", "km"))


def test_a_storms_category_ends_no_sentence() -> None:
    text = "The storm Ada reached the coast of Orn early on Monday as a Cat. 2 storm with winds of 160 km/h."
    assert told("Storm Ada hits Orn", text) == [text]
