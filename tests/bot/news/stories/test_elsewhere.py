"""Affairs told in one language other than English: what comes of an attack follows it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.news.stories.index import StoryIndex
from bot.news.stories.report import Report

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)
AFFAIRS = {
    "es": (
        (
            "Una bomba mata a dos guardias en la cárcel de Hesby",
            "Dos guardias murieron al estallar una bomba en la cárcel de Hesby, en Togo.",
        ),
        (
            "Detenido un electricista por la bomba en la cárcel de Hesby",
            "La policía de Togo detuvo en Hesby a un electricista que trabajaba en la cárcel.",
        ),
        (
            "Hesby estrena tranvía",
            "El alcalde de Hesby inauguró el tranvía entre el puerto y el estadio.",
        ),
    ),
    "tr": (
        (
            "Hesby cezaevinde bomba: iki gardiyan öldü",
            "Hesby cezaevinin kapısında patlayan bombada iki gardiyan öldü.",
        ),
        (
            "Hesby cezaevindeki bombayla ilgili bir elektrikçi gözaltına alındı",
            "Polis, Hesby cezaevinde çalışan bir elektrikçiyi bombayla ilgili gözaltına aldı.",
        ),
        (
            "Hesby tramvayına kavuştu",
            "Hesby'de liman ile stadyum arasındaki tramvay hattı açıldı.",
        ),
    ),
    "ru": (
        (
            "Взрыв у тюрьмы в Хесбю, погибли двое охранников",
            "Двое охранников погибли при взрыве бомбы у ворот тюрьмы в Хесбю.",
        ),
        (
            "В Хесбю арестован электрик по делу о взрыве у тюрьмы",
            "Полиция арестовала электрика, который работал в тюрьме в Хесбю.",
        ),
        (
            "В Хесбю пустили трамвай",
            "Мэр Хесбю открыл линию трамвая между портом и стадионом.",
        ),
    ),
    "ar": (
        (
            "مقتل حارسين بانفجار قنبلة في سجن هسبي",
            "قتل حارسان بانفجار قنبلة عند بوابة السجن في هسبي.",
        ),
        (
            "اعتقال كهربائي بعد انفجار سجن هسبي",
            "اعتقلت الشرطة كهربائيا يعمل في السجن في هسبي.",
        ),
        (
            "افتتاح خط ترام في هسبي",
            "افتتح العمدة خط ترام بين الميناء والملعب في هسبي.",
        ),
    ),
    "zh": (
        (
            "赫斯比监狱爆炸致两名狱警死亡",
            "赫斯比一座监狱门口的炸弹爆炸，两名狱警死亡。",
        ),
        (
            "赫斯比监狱爆炸案一名电工被捕",
            "警方逮捕了在赫斯比监狱工作的一名电工。",
        ),
        (
            "赫斯比开通有轨电车",
            "赫斯比市长为港口至体育场的有轨电车剪彩。",
        ),
    ),
}


@pytest.mark.parametrize("language", AFFAIRS)
def test_what_comes_of_an_attack_follows_it_and_other_news_of_the_town_does_not(language: str) -> None:
    index = StoryIndex(affairs=True)
    placed = [
        index.place(Report(n, *words, f"Paper {n}", NOON + timedelta(hours=5 * n), language)).story_id
        for n, words in enumerate(AFFAIRS[language])
    ]
    assert placed == [0, 0, 2]


BLASTS = {
    "ar": (
        (
            "مقتل 14 شخصا بانفجار في سوق بالرقة",
            "انفجرت قنبلة الثلاثاء في سوق بمدينة الرقة السورية ما أدى إلى مقتل 14 شخصا بحسب الدفاع المدني.",
        ),
        (
            "مقتل ستة بانفجار في سوق بحمص",
            "انفجرت قنبلة الثلاثاء في سوق بمدينة حمص السورية ما أدى إلى مقتل ستة أشخاص بحسب مديرية الصحة.",
        ),
    ),
    "de": (
        (
            "14 Tote bei Bombenexplosion auf Markt in Rakka",
            "Auf einem Markt im syrischen Rakka ist am Dienstag eine Bombe explodiert. 14 Menschen starben.",
        ),
        (
            "Sechs Tote bei Bombenexplosion auf Markt in Homs",
            "Auf einem Markt im syrischen Homs ist am Dienstag eine Bombe explodiert. Sechs starben.",
        ),
    ),
    "zh": (
        ("叙利亚拉卡市场爆炸致14人死亡", "叙利亚拉卡一处市场周二发生炸弹爆炸，造成14人死亡，民防部门说。"),
        (
            "叙利亚拉卡一所学校起火 3名学生受伤",
            "叙利亚拉卡一所中学周二下午起火，三名学生被烧伤，消防部门说。",
        ),
        ("叙利亚拉卡面包涨价引发抗议", "数百人周五在叙利亚拉卡抗议面包涨价，要求市议会下台。"),
    ),
}


@pytest.mark.parametrize("language", BLASTS)
def test_like_words_of_other_towns_and_other_news_of_one_town_are_apart(language: str) -> None:
    index = StoryIndex(affairs=True)
    for number, (title, text) in enumerate(BLASTS[language]):
        at = NOON + timedelta(hours=4 * number)
        report = Report(number, title, text, f"Paper {number}", at, language)
        assert index.place(report).founded


def test_chinese_reports_of_one_blast_are_one_story() -> None:
    index = StoryIndex(affairs=True)
    told = (
        BLASTS["zh"][0],
        ("法国谴责拉卡市场爆炸袭击", "法国外交部强烈谴责叙利亚拉卡市场的爆炸袭击，并对遇难者家属表示声援。"),
        ("法院因拉卡爆炸案判处两人无期徒刑", "法院因叙利亚拉卡市场爆炸案判处两名男子无期徒刑。"),
    )
    found = [
        index.place(Report(number, title, text, f"Paper {number}", NOON + timedelta(hours=4 * number), "zh"))
        for number, (title, text) in enumerate(told)
    ]
    assert [one.founded for one in found] == [True, False, False]


@pytest.mark.parametrize(
    ("told", "joins"),
    [
        (
            ("Bomb kills two guards at prison in Hesby", "A bomb killed two guards at the prison in Hesby."),
            True,
        ),
        (("Flood in Osk drowns 40 cattle", "The river burst its banks at Osk and drowned 40 cattle."), False),
    ],
)
def test_what_other_languages_tell_of_an_affair_must_agree(told: tuple[str, str], joins: bool) -> None:
    index = StoryIndex(affairs=True)
    blast, arrest, _ = AFFAIRS["es"]
    index.place(Report(0, *blast, "Diario", NOON, "es"))
    index.restore(Report(1, *told, "Paper", NOON + timedelta(hours=1), "en"), 0)
    placement = index.place(Report(2, *arrest, "Gaceta", NOON + timedelta(hours=30), "es"))
    assert placement.founded is not joins
