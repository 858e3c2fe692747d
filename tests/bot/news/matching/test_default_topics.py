"""The topics of config.example.toml, on short reports in eleven languages with look-alikes among them."""

import json
import tomllib
from pathlib import Path

import pytest

from bot.news.matching.match import document, match
from bot.news.query import parse

ROOT = Path(__file__).resolve().parents[4]
TOPICS = {
    topic["id"]: parse(topic["query"])
    for topic in tomllib.loads((ROOT / "config.example.toml").read_text())["topics"]
}
REPORTS = [
    json.loads(line)
    for name in ("reports_in_languages", "withdrawals_in_languages")
    for line in (ROOT / f"benchmarks/{name}.jsonl").open(encoding="utf-8")
]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_finds_what_each_language_says_of_it(topic: str) -> None:
    right = wrong = missed = 0
    for report in REPORTS:
        found = match(topic, TOPICS[topic], document(report["title"], report["text"], report["language"]))
        wanted = report["labels"][topic] == 2
        right += wanted and found is not None
        wrong += found is not None and not wanted
        missed += wanted and found is None
    assert 2 * right / (2 * right + wrong + missed) >= 0.9


def test_armies_and_bases_are_found_but_no_treaty_and_no_storm_named_isis() -> None:
    wrong = [
        (report["language"], report["title"], topic)
        for report in REPORTS
        for topic, asked in TOPICS.items()
        if report.get("part") == "armies"
        and (match(topic, asked, document(report["title"], report["text"], report["language"])) is None)
        == (report["labels"][topic] == 2)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Two guards were shot dead late on Thursday when four gunmen on motorcycles opened fire on a "
            "checkpoint at the entrance to a town. The attackers escaped towards the desert. A statement "
            "carried by an outlet of Islamic State called the dead men spies.",
        ),
        (
            "fr",
            "Deux gardes ont été tués jeudi soir par quatre hommes armés à moto qui ont ouvert le feu sur un "
            "barrage à l'entrée d'une ville. Les assaillants ont fui. L'EI a revendiqué l'attaque.",
        ),
        (
            "ku",
            "Çar çekdar bi motorsîkletan hatin û du parastvan kuştin, paşê reviyan çolê. DAIŞ'ê êrîş girt "
            "ser xwe.",
        ),
    ],
)
def test_a_claim_in_the_last_sentence_alerts(language: str, text: str) -> None:
    assert match("isis", TOPICS["isis"], document("", text, language)) is not None


@pytest.mark.parametrize(
    "title",
    [
        "THE RIVER IS RISING AND IS EXPECTED TO FLOOD",
        "Rowers race on the Isis at dawn",
        "Couple call their daughter Isis",
        "Registry ISIS software fails",
        "Moscow withdraws its soldiers as US looks on",
        "Russian soldiers leave village, US says",
        "US sprinter withdraws from Berlin meeting",
        "Rakka scores late winner",
        "IS this the year to sell?",
        "Isis Moreno joins Sevilla",
        "Ivory of the Umayyad caliphate on show",
        "Baker from Raqqa opens shop in Gaziantep",
        "Goalkeeper who grew up in Raqqa retires",
        "Man who had fought in Raqqa opens gym",
        "Party leader compares rivals to ISIS",
        "Rivals spar over taxes, guns and ISIS",
        "ISIS muon source gets funds",
        "Mayor jokes about ISIS at dinner",
        "Wrestler with family in Raqqa wins belt",
        "Bowl from Raqqa sold",
        "Should an Islamic state be a republic?",
        "Veteran who fought ISIS runs for council",
        "Premier: the other party is ISIS",
        "Killer virus: Isis the dog dies at 14",
        "ISIS Pharma cuts jobs",
        "ISIS tops charts with third album",
        "Comedian on ISIS and in-laws",
        "Man from Raqqa wins prize in Graz",
        "Cook who joined choir in Raqqa opens shop",
        "DEA raids pill mill in Tampa",
        "Isis Moda, a maker of bags, changes its name after terror attacks",
    ],
)
def test_no_look_alike_in_english_alerts(title: str) -> None:
    read = document(title, "")
    assert [topic for topic, query in TOPICS.items() if match(topic, query, read)] == []


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Last American paratroopers fly home from Kabul", "troop-withdrawal"),
        ("Pentagon to cut brigade in Romania", "troop-withdrawal"),
        ("Baghdad votes to expel US soldiers", "troop-withdrawal"),
        ("GIs clear out their last outpost", "troop-withdrawal"),
        ("Isis militants burn village", "isis"),
        ("IS says it shot the governor", "isis"),
        ("ISIS woman jailed", "isis"),
        ("Family of four left to join ISIS", "isis"),
        ("Two brothers plead guilty to trying to reach Isis by boat", "isis"),
        ("Isis-linked cell held in Ceuta", "isis"),
        ("Belgium told to take back children from al-Hol camp", "isis"),
        ("Three foreign fighters deported from Turkey", "isis"),
        ("Baghouz: last militants give up", "isis"),
        ("Belgian wanted to go to caliphate, trial told", "isis"),
        ("Video shows oath to Baghdadi", "isis"),
        ("Sweden takes children home from Roj camp", "isis"),
        ("Greater Sahara chief dies in raid", "isis"),
        ("Abdeslam says nothing in court", "isis"),
        ("Begum loses appeal over citizenship", "isis"),
        ("Pupils left to join militants in Syria, court told", "isis"),
        ("Baghouz: thousands walk out of last pocket", "isis"),
        ("Raiders of Central Africa Province hold port", "isis"),
        ("Sirte: jihadists lose last street", "isis"),
        ("How to win a war against ISIS", "isis"),
        ("Treasury names ISIS bankers", "isis"),
        ("ISIS takes Labbezanga", "isis"),
        ("Rare ISIS depot found near Homs", "isis"),
        ("Haines beheaded, film suggests", "isis"),
        ("Hawija falls to Iraqi columns", "isis"),
        ("Pastor beheaded in Libyan desert", "isis"),
        ("Family of Kayla Mueller asks for news", "isis"),
        ("Guards take back jail in Hasakah", "isis"),
        ("Jets bomb hideouts in Hamrin hills", "isis"),
        ("Mother who took sons to extremists in Syria tried", "isis"),
        ("Troops clear last street of Marawi", "isis"),
        ("Graves at Camp Speicher opened", "isis"),
        ("Enslaved Yazidi sisters come home", "isis"),
        ("Extremists mine bridges in Tal Afar", "isis"),
        ("Jordan mourns pilot who was burned alive", "isis"),
        ("Shells fall on Tell Abyad market", "raqqa"),
        ("Militia enters de facto capital of IS", "raqqa"),
        ("Woman who fled Raqqa tells of hunger", "raqqa"),
        ("Ar-Raqqah bakers strike", "raqqa"),
    ],
)
def test_paraphrases_in_english_alert(title: str, topic: str) -> None:
    assert match(topic, TOPICS[topic], document(title, "")) is not None


@pytest.mark.parametrize(
    ("language", "title", "is_found"),
    [
        ("fr", "Pluies à Raqa, dans l'est de la Syrie", True),
        ("de", "Regen in Al-Rakka", True),
        ("es", "Lluvias en Al-Raqa", True),
        ("it", "Piogge a Raqa, in Siria", True),
        ("fa", "باران در الرقه", True),
        ("fr", "Le chanteur Raqa annonce une tournée", False),
        ("de", "Torwart Rakka wechselt nach Graz", False),
    ],
)
def test_raqqa_is_found_as_other_languages_spell_it(language: str, title: str, is_found: bool) -> None:
    assert (match("raqqa", TOPICS["raqqa"], document(title, "", language)) is not None) is is_found


@pytest.mark.parametrize(
    ("language", "title", "is_found"),
    [
        ("de", "US-Soldat verlässt Tanzkurs in Graz", False),
        ("de", "Letzter US-Soldat verlässt Niger", True),
        ("de", "Die italienische Armee verlässt Niger, die Amerikaner bleiben", False),
        ("de", "US-Soldaten verlassen Estland nach einem Manöver", False),
        ("fr", "Un soldat américain quitte un bal", False),
        ("fr", "L'armée italienne quitte le Niger, les Américains restent", False),
        ("fr", "Les Américains quittent la base, l'armée italienne reste", True),
        ("fr", "Des soldats américains quittent l'Estonie après un exercice", False),
        ("es", "Un soldado estadounidense abandona un baile", False),
        ("es", "El ejército italiano abandona Níger, los estadounidenses se quedan", False),
        ("es", "Soldados estadounidenses dejan Estonia tras unas maniobras", False),
        ("tr", "Bir ABD askeri balodan ayrıldı", False),
        ("tr", "ABD askerleri tatbikattan sonra Estonya'dan ayrıldı", False),
        ("ar", "جندي أمريكي يغادر حفلا", False),
        ("ar", "القوات الأمريكية تغادر إستونيا بعد المناورات", False),
        ("zh", "一名美国士兵离开舞会", False),
        ("zh", "法军撤离尼日尔，美军留下", False),
        ("zh", "法军离开后，美军撤离尼日尔", True),
        ("zh", "美军士兵演习后离开爱沙尼亚", False),
    ],
)
def test_one_soldier_others_and_those_back_from_a_manoeuvre_are_no_withdrawal(
    language: str, title: str, is_found: bool
) -> None:
    read = document(title, "", language)
    assert (match("troop-withdrawal", TOPICS["troop-withdrawal"], read) is not None) is is_found


@pytest.mark.parametrize("title", ["Was IS in der Stadt los?", "Wo IS der Ball?", "Das IS ja super"])
def test_is_in_capitals_may_be_german_slang(title: str) -> None:
    assert match("isis", TOPICS["isis"], document(title, "", "de")) is None
    assert match("isis", TOPICS["isis"], document("Mehrere IS-Kämpfer getötet", "", "de")) is not None


def test_what_an_article_compares_or_had_first_is_in_passing() -> None:
    for text in (
        "Officials had first blamed IS.",
        "It is on a terror list, like IS and two others.",
        "They hit a chapel that had been burnt by IS.",
        "The town was under IS rule.",
        "He led militias that fought IS.",
    ):
        assert match("isis", TOPICS["isis"], document("Taliban claim bombing", text)) is None


def test_a_title_that_names_the_group_only_by_kind_counts_where_the_text_names_it() -> None:
    told = document("Court jails jihadist for plot", "He had written to a contact in Islamic State.")
    assert match("isis", TOPICS["isis"], told) is not None
    caller = document(
        "Gunman rang police before massacre",
        "He killed five shoppers before officers shot him, and detectives are looking into whether a friend "
        "or a cousin had brought him together with somebody who knew Islamic State.",
    )
    assert match("isis", TOPICS["isis"], caller) is not None
    rival = document("Court jails jihadist for plot", "He had written to a contact in al-Qaeda.")
    assert match("isis", TOPICS["isis"], rival) is None
