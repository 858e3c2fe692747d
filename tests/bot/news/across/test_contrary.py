"""Two attacks or accidents in one town on one day, told in several languages, are two stories."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from benchmarks.languages import pairs, read, stories
from bot.news.across.contrary import FEWER, OTHER_MEANS, OTHER_STRUCK, Incident, against
from bot.news.across.evidence import Trace, contrary, glimpse
from bot.news.language.words import tokens

ALIKE = Path(__file__).parents[4] / "benchmarks" / "alike_in_languages.jsonl"
MORNING = datetime(2026, 3, 10, 6, tzinfo=UTC)
HARD = frozenset(["van-raids", "berlin-demo", "lyon-knife"])
"""Days of which something is still wrong."""


def days() -> dict[str, list[dict[str, object]]]:
    """The reports of each day of look-alikes."""
    found = defaultdict(list)
    for row in read(ALIKE, None):
        found[row["event"].partition("/")[0]].append(row)
    return found


@pytest.mark.parametrize("day", sorted(days().keys() - HARD))
def test_like_incidents_of_one_day_stay_apart_and_each_stays_one(day: str) -> None:
    rows = days()[day]
    assert pairs(stories(rows, affairs=True)) == pairs(row["event"] for row in rows)


@pytest.mark.parametrize("day", sorted(HARD))
def test_of_hard_days_too_each_event_stays_one(day: str) -> None:
    rows = days()[day]
    wanted = pairs(row["event"] for row in rows)
    assert len(pairs(stories(rows, affairs=True)) & wanted) >= len(wanted) - 2


def told(language: str, title: str, text: str = "", hours: float = 0.0) -> Trace:
    return glimpse(title, text, language, MORNING + timedelta(hours=hours))


BOMB = told("en", "Car bomb kills five soldiers at Raqqa checkpoint")
APART = [
    told("ru", "В Ракке застрелен мэр города"),
    told("tr", "Rakka'da SİLAHLI saldırı: belediye başkanı öldürüldü"),
    told("tr", "Rakka'da silahlı saldırı: belediye baskani olduruldu"),
    told("de", "Bürgermeister von Rakka erschossen"),
    told("fr", "Raqqa : une explosion dans une école"),
    told("es", "Explota un autobús en Raqa"),
    told("ku", "Li Reqayê şaredar hat kuştin, êrîşa çekdar"),
    told("uk", "У Ракці застрелено імама мечеті"),
    told("fa", "ترور یک خبرنگار در رقه با شلیک گلوله"),
    told("he", "רקה: פיצוץ במסגד"),
    told("zh", "叙利亚拉卡市场发生爆炸"),
    told("ar", "خطف شيخ عشيرة في الرقة"),
]
TOGETHER = [
    told("ar", "مقتل جنود بانفجار سيارة مفخخة عند حاجز في الرقة"),
    told("fr", "Raqqa : attentat à la voiture piégée contre un barrage"),
    told("ru", "Взрыв в Ракке"),
    told("tr", "Rakka'da bombalı araç: 7 asker öldü", hours=3),
    told("de", "Anschlag in Rakka"),
    told("zh", "叙利亚拉卡发生汽车炸弹袭击"),
]


@pytest.mark.parametrize("other", APART, ids=lambda one: one.language)
def test_other_means_and_other_things_struck_keep_incidents_apart(other: Trace) -> None:
    assert contrary(BOMB, other) == contrary(other, BOMB) < -2


@pytest.mark.parametrize("other", TOGETHER, ids=lambda one: one.language)
def test_what_is_told_of_one_incident_does_not(other: Trace) -> None:
    assert contrary(BOMB, other) == 0


def test_a_later_toll_that_is_lower_speaks_against_one_incident_and_a_higher_one_does_not() -> None:
    bus = told("tr", "Kayseri'de otobüs devrildi: 6 ölü, 22 yaralı")
    assert contrary(bus, told("fr", "Turquie : quatre morts dans un accident à Kayseri", hours=4)) == FEWER
    assert contrary(bus, told("fr", "Turquie : huit morts dans un accident à Kayseri", hours=4)) == 0


def test_a_shared_figure_outweighs_them_unless_it_is_a_small_one() -> None:
    shot = "Мэр Ракки застрелен, {} раненых"
    assert contrary(told("en", "Bomb at Raqqa market wounds 17"), told("ru", shot.format("17"))) == 0
    small = contrary(told("en", "Bomb at Raqqa market wounds three"), told("ru", shot.format("трое")))
    assert OTHER_MEANS + OTHER_STRUCK < small < 0


def test_a_gunman_who_blows_himself_up_is_one_attack_where_they_struck_the_same() -> None:
    gun, bomb = frozenset(["means:gun"]), frozenset(["means:blast"])
    church, home = frozenset(["mosque"]), frozenset(["struck:home"])
    assert against(Incident(gun, church), Incident(bomb, church)) == 0
    assert against(Incident(gun), Incident(bomb, church)) == OTHER_MEANS
    assert against(Incident(gun, home), Incident(bomb, church)) == OTHER_MEANS + OTHER_STRUCK


def test_what_is_no_attack_and_no_accident_has_nothing_contrary() -> None:
    assert told("en", "US troops leave their base in Raqqa").incident is None
    assert told("fr", "Raqqa : l'école rouvre ses portes").incident is None


def test_a_car_that_is_hit_may_be_a_patrol_and_one_that_explodes_is_the_bomb() -> None:
    car = told("es", "Hombres armados disparan contra un coche en Raqa")
    assert contrary(car, told("en", "Gunmen ambush patrol in Raqqa")) == 0
    assert contrary(car, told("en", "Gunmen attack mosque in Raqqa")) == OTHER_STRUCK
    exploded = told("es", "Explota un coche en Raqa").incident
    assert exploded is not None
    assert not exploded.struck


def test_every_line_of_the_table_has_a_word_in_each_language_that_can_begin_one() -> None:
    text = files("bot.news.across").joinpath("contrary.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            _, *columns, chinese = line.split("|")
            assert len(columns) == 11
            assert chinese
            for word in " ".join(columns).split():
                assert word == "-" or len(tokens(word.removesuffix("$"))) == 1, word
