"""Whose forces leave, who leaves but is no soldier, and what only sounds like it."""

from pathlib import Path

import pytest

from bot.news import query
from bot.news.matching.index import TopicIndex
from bot.news.matching.match import document, match
from bot.news.withdrawals.sentences import sentences

US, FR, RU = (query.parse(f"withdrawal:{country}") for country in ("US", "FR", "RU"))


def words(asked: query.Query, title: str, text: str = "") -> tuple[str, ...]:
    found = match("x", asked, document(title, text))
    return found.terms if found else ()


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("US soldiers leave Niger", ""),
        ("All US soldiers home by Easter", ""),
        ("Biden orders Marines home from Port Hedley", ""),
        ("US takes Patriots out of Slovakia", ""),
        ("Last Americans leave Ain al-Asad", ""),
        ("U.S. envoy in Mogadishu quits over withdrawal", "The soldiers are to be in Kenya by May."),
        ("'Out by Easter': Trump on US troops in Iraq", ""),
        ("Last American airmen leave Shahbaz", ""),
        ("US and Chad discuss American soldiers", "A date for departure is to be found soon."),
        ("War over, Milley says", "In Kabul every American in uniform was out by midnight."),
        ("Trump yanks troops from Syrian border", ""),
        ("Army reports on retrograde from Helmand", "US units shipped 40 containers."),
        ("Troop levels in Kuwait, Qatar to fall to 2,500, Pentagon says", ""),
        ("Sanders: swift Afghan exit would please Taliban", "The senator agrees with Biden."),
        ("Panetta tells why he failed", "He had urged the White House to keep 3,000 soldiers in Iraq."),
        ("Pentagon says no soldier would stay in Libya", ""),
        ("English hamlet frets", "The Pentagon will leave RAF Feltwell and pull 900 airmen out of Britain."),
        ("Last airmen leave Karshi as Uzbek lease ends", "The 70th Air Expeditionary Wing flew since 2001."),
        ("Iraq, US agree on dates", "Hundreds of soldiers will go by May, the rest in June."),
        ("American flag comes down at airfield near Zinder", ""),
        ("Chad tears up talks, revokes defence pact with US", "Some 70 American troops train there."),
        ("Army unit will not be relieved in Estonia as US scales back", "Up to 300 troops will remain."),
        ('"We are leaving," US general tells Niger', "The American troops will go home by June."),
        ("Last GIs fly home from Kabul", ""),
        ("Pentagon to bring brigade home from Poland", ""),
        ("White House: half of troops in Niger already gone", ""),
        ("American garrison in Iraq to shrink", ""),
        ("Congress blocks cuts to US force in Korea", ""),
        ("Exit from Afghanistan on track, White House says", ""),
        ("Trump wants out of Syria by May", ""),
        ("US closes two bases in Syria", ""),
        ("US troops left Mosul to Iraqi soldiers", ""),
        ("Niger orders Washington to withdraw its soldiers", ""),
        ("US leaves Harwana at night", "Afghan soldiers found the airfield empty."),
        ("Iraqi lawmakers vote to expel American soldiers", ""),
        ("Pentagon denies plan to pull marines out of Japan", ""),
        ("Iran vows to drive America's army out of Iraq", ""),
        ("US begins pulling out of key Syria bases", ""),
        ("US troop presence in Afghanistan down to 2,500", ""),
        ("Last American soldier leaves Afghanistan", ""),
        ("Rubio: we are not retreating from Europe", ""),
        ("US says Syria mission to end in months", ""),
        ("Seoul to pay more for US troops as Trump threatens to take them home", ""),
        ("Biden reviews deal on leaving Afghanistan", ""),
        ("US and British soldiers leave Iraq", ""),
        ("Esper defends moves", "Of the soldiers 6,400 will return home from Germany, he said."),
        ("US paratroopers back at Fort Bragg", "Their tour in Romania was cut short."),
        ("Somalia asks Biden to reverse pullout", ""),
        ("Kurds in Syria in panic after US announces departure", "The army was surprised."),
        ("US to leave 400 soldiers in Syria", ""),
        ("Poland uneasy over drawdown", "The US brigade will return to Texas in May, Warsaw said."),
        ("Iraq sets date", "Foreign soldiers must be gone by May, it told the US."),
        ("Some trainers stay in Erbil", "US trainers will stay in Iraq after the mission ends."),
        ("US-Taliban deal: 8,600 to stay", "Washington committed to a full departure later on."),
        ("Trump wants them home", "He spoke of our brave men and women serving in Afghanistan."),
        ("Baghdad wants them gone", "US soldiers may no longer patrol. The premier wants them gone in May."),
        ("US packs up at Bagram", "Containers wait at the airfield."),
        ("Kurds dismayed as Americans drive off", ""),
        ("Mattis signs order to pull forces from Syria", ""),
        ("US troops in Niger", "Washington will leave soon, it told the junta."),
        ("US abandons Manbij", "Troops blew up a depot there."),
        ("US asked to give up airstrip at Obock", "Djibouti wants it back."),
        ("Marines lower the flag at Camp Lindqvist", "The Afghan army took over."),
        ("US soldiers and the last British troops hand over base", "It lies in Helmand."),
        ("Lajes to have 500 fewer US servicemen", ""),
        ("Trump overrules generals, wants full Syria exit", ""),
        ("Residents cheer as US armor quits Tal Tamr", ""),
        ("US soldiers told to go", "Chad wants it."),
        ("Poland: 5,000 leave for home", "The brigade of the US Army will not be replaced."),
        ("End of mission in Liberia for 101st Airborne", ""),
        ("How the US gave up Bagram", "The general found out hours later."),
        ("US brigade in Kuwait to return to Fort Lindqvist", ""),
        ("US troops out by May?", "Ghani awaits a letter."),
        ("US brigade in Kuwait", "Of its soldiers 9,500 were to go by May."),
        ("'We are leaving,' US tells Iraq", ""),
        ("US tells Iraq its soldiers will be gone by May", ""),
        ("US begins pulling equipment out of Syria", ""),
        ("Biden to end America's longest war", "All soldiers are to be home by May."),
        ("US would consider zero presence in Afghanistan", ""),
        ("Obama weighs keeping more soldiers in Afghanistan beyond 2016", ""),
        ("Around 300 US soldiers to remain in Syria", ""),
        ("Baghdad to discuss with US how many soldiers remain", ""),
        ("Niger and US set timetable for soldiers to go by May", ""),
        ("Esper orders 2,000 off African bases", ""),
        ("Coalition leaves Harwana base on Syrian border", ""),
        ("Poland dismayed at 12,000 Americans leaving", ""),
        ("Last US diplomats and soldiers fly out of Kabul", ""),
        ("US abandons Syrian base", ""),
        ("Kabul in chaos as US races to finish pullout", ""),
        ("Manila revokes termination of US pact, GIs can stay", ""),
        ("Defense Secretary confirms cut", "Soldiers would leave Iraq by May."),
        ("Iran to gain, study says", "About 200 US soldiers are at Tanf. Their departure is planned."),
        ("Trump, in Iraq, says no plans to withdraw", ""),
        ("US mission in Iraq for combat to conclude", ""),
        ("US begins withdrawal of cargo from Syria", ""),
        ("Iraq says US soldiers may remain into 2027", ""),
        ("Iraq: US soldiers must go before 2027", ""),
        (
            "Niger scraps accord with US",
            "It calls American troops a burden and ordered them out.",
        ),
        ("Kurds angry", "The US gave its word, then abandoned two observation posts in Syria."),
        ("US troops in Niger", "Washington and its allies leave in September."),
        ("US to leave Niger by May after talks", ""),
        ("Ecuador gets Manta back as US leaves", ""),
        ("Iraq sets date with US", "There is no need for foreign combat soldiers, who will go home."),
    ],
)
def test_american_forces_that_leave_stay_or_may_go(title: str, text: str) -> None:
    assert words(US, title, text)
    assert not words(RU, title, text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("US drivers abandon race-based fares", "The White House welcomed it in Paris."),
        ("Iran expels US deputy chief of mission", ""),
        ("US quits WHO as soldiers stay in Germany", ""),
        ("US leaves Paris accord while its troops remain in Iraq", ""),
        ("Trump Ending Permits for Central Americans", "In Honduras troops guard the camps."),
        ("FAA shuts part of the sky", "Its emergency order keeps U.S. operators from flying over Iran."),
        ("Bolton: US can force Germans to leave Iran pact", ""),
        ("Trump allows transfer of military equipment to Ohio police", "It had been used in Iraq."),
        ("Obama mourns", "His acting out of Paris horror angers French critics in the US."),
        ("Judge makes the country to retreat from its progress, Trump critics say", ""),
        ("US withdraws from arms treaty with Russia", "Troops on both sides fear a new race."),
        (
            "Report counts the dead",
            "US bombs drove Islamic State out of Homs while soldiers searched houses.",
        ),
        ("US soldiers flown out of Iraq for treatment", ""),
        ("Camp Zama and other US bases in Japan shut their gates to visitors", "Troops stay healthy."),
        ("Truck bomb in Herat kills nine", "It is the worst since US forces left."),
        ("Kerry, who signed 2011 Iraq withdrawal, to head US charity", ""),
        ("US Marines leave Okinawa bar after brawl", ""),
        ("American soldiers quit Naples restaurant over bill", ""),
        ("US: Russian troops leave Syria", ""),
        ("Turkish soldiers leave Kabul", "The American exit had made them go."),
        ("Russian troops leave Syria", "The United States watched closely."),
        ("France pulls soldiers out of Chad", "American troops had left before."),
        ("Kenyan troops begin pullout from Haiti", "The US-funded force will hand over to the UN."),
        ("UN peacekeepers leave Mali", "The US regretted it."),
        (
            "US: Rwandan troops must go",
            "The State Department urged Kigali to withdraw its soldiers from Congo.",
        ),
        ("Canada to withdraw from US-led mission in Iraq", "Ottawa's troops will leave by March."),
        ("US embassy staff ordered to leave Iraq", "The State Department ordered personnel to depart."),
        ("US withdraws from UNESCO", ""),
        ("US quits Iran deal", ""),
        ("US pulls diplomats out of Sudan", "Soldiers guard the embassy."),
        ("Trump wants US companies to leave China", ""),
        ("US Marines arrive in Darwin", ""),
        ("Cavalry soldiers leave Fort Hood for Poland", "The US brigade will stay nine months."),
        ("Pentagon deploys carrier to Gulf", "Sailors and Marines leave on Friday."),
        ("Guard troops leave Chicago", "The US army said that the soldiers go home to Iowa."),
        ("US soldiers out of shape, study finds", "Surgeons in Germany tested them."),
        ("US troops return fire in Syria", ""),
        ("Americans urged to leave Yemen", "The US flew embassy personnel out. Soldiers guard the gate."),
        ("US lifts sanctions on Syria's army", "Its troops had left Idlib."),
        ("Wounded US soldiers flown home from Jordan", ""),
        ("American doctor leaves Gaza hospital as troops close in", ""),
        ("US drops charges against soldier who left base in Korea", ""),
        ("China tells US to keep out of Taiwan as troops drill", ""),
        ("US Marines general steps down in Japan", ""),
        ("US bombers hit Iran and return home to Missouri base", ""),
        ("US warns Rwanda to get its troops out of Congo", ""),
        ("Bodies of US soldiers killed in Jordan come home", ""),
        ("US soldiers freed by Iran fly home", ""),
        ("US soldier leaves hospital in Germany", ""),
        ("US Army band leaves Berlin audience delighted", ""),
        ("US cuts interest rates as troops march in Beijing", ""),
        ("Pentagon closes probe into base attack in Jordan", ""),
        ("US soldier leaves Army after trial in Japan", ""),
        ("Soldier accused of leaving base", "The US army private is from Ohio."),
        ("Biden departs Iraq after visit", "He had met soldiers."),
        ("Trump leaves base after check-up", "He then flew to Japan."),
        ("US families leave bases for cheaper towns", ""),
        ("Show recalls how the last US troops left Saigon in 1973", ""),
        ("Oil: US drawdown of reserve hits record", "Iran is the reason."),
        ("Americans told to stay home", "Flights from China are being cut."),
        ("Senate moves to remove Trump from office", "The trial was about Ukraine."),
        ("US team hit by withdrawals ahead of Doha", "A coach named a reserve."),
        ("Dam near Mosul leaks", "The site was run by engineers until American forces left Iraq in 2011."),
        ("Former US officer asks to withdraw his name", "He served in Iraq."),
        ("Pentagon plays down convoy of fighters driven out of Raqqa", "A US officer shrugged."),
        ("Trump pulls out of Greenland trip", ""),
        ("US base in Niger opens", "Troops have moved out of tents."),
        ("Yazidis of Syria", "The US army knows of them. They say: they left home and want to go back."),
        ("US reservist cycles home from Germany", "He left the base at Vilseck in May."),
        ("1,000 more US paratroopers to leave for Kuwait", ""),
        ("CEO: if we move out of China, Trump may object", ""),
        ("Trump returns from Camp David", "He spoke of China and of soldiers."),
        (
            "Marines land in Norway for drill",
            "About 700 US soldiers left Fort Lindqvist. They sleep in Bodo.",
        ),
        ("US tells Iraq to pull its soldiers out of Kirkuk", ""),
        ("About 200 Americans leave Wuhan by plane", ""),
        ("US firm pulls equipment out of Russia", ""),
        ("US Navy ship leaves Sevastopol", ""),
        ("US leaves Cuba on terror list", ""),
        ("US withdraws storm warning for Cuba", ""),
        ("China sorry as US leaves post office union", ""),
        ("'We are leaving,' US firm tells Iraq", ""),
        ("What Corbyn's defeat means for America's left", "Britain's soldiers had voted."),
    ],
)
def test_look_alikes_are_none(title: str, text: str) -> None:
    assert not words(US, title, text)


@pytest.mark.parametrize(
    ("asked", "title", "found"),
    [
        (FR, "France pulls last soldiers out of Chad", ("pulls", "soldiers", "out")),
        (RU, "Armenia asks Russian soldiers to leave airport", ("soldiers", "leave")),
        (RU, "Kremlin: troops will leave Syria", ("troops", "leave")),
        (US, "Kremlin: US troops will leave Syria", ("troops", "leave")),
    ],
)
def test_forces_are_of_whom_the_sentence_says_and_the_words_tell_why(
    asked: query.Query, title: str, found: tuple[str, ...]
) -> None:
    assert words(asked, title) == found


def test_a_withdrawal_may_be_near_a_word_or_only_in_the_title() -> None:
    near = query.parse("withdrawal:US NEAR/5 Niger")
    assert words(near, "US soldiers leave Niger")
    assert not words(near, "US soldiers leave Syria")
    titled = query.parse("title:withdrawal:US")
    assert words(titled, "US soldiers leave Niger")
    assert not words(titled, "On the move", "US soldiers leave Niger.")


def test_only_english_is_read() -> None:
    assert match("x", US, document("US soldiers leave Niger", "", "de")) is None


@pytest.mark.parametrize("others", [0, 2500])
def test_the_index_finds_what_each_query_finds(others: int) -> None:
    index = TopicIndex()
    for number in range(others):
        index.add(f"other{number}", query.parse(f"word{number}"))
    index.add("us", US)
    index.add("fr", query.parse("withdrawal:FR Chad"))
    assert [m.topic_id for m in index.matches(document("US soldiers leave Niger", ""))] == ["us"]
    assert [m.topic_id for m in index.matches(document("French troops leave Chad", ""))] == ["fr"]
    assert index.matches(document("US senators leave room", "")) == []


def test_long_sentences_are_read_in_parts() -> None:
    found = sentences("Title", "troops leave " * 500, 70)
    assert max(len(one.written) for one in found) == 80
    assert [one.start for one in found[1:]] == list(range(70, 1070, 80))
    assert len(sentences("Title", "troops leave. " * 100_000, 70)) < 5_000


ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("wordings.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1])
def test_unusual_wordings_are_found_and_what_only_sounds_like_them_is_not(row: list[str]) -> None:
    told, title, *text = row
    assert bool(words(US, title, "".join(text))) == (told == "leaves")
