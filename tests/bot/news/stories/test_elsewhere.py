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
            "Dos guardias murieron al estallar una bomba en la cárcel de Hesby.",
        ),
        (
            "Detenido un electricista por la bomba en la cárcel de Hesby",
            "La policía de Hesby detuvo a un electricista que trabajaba en la cárcel.",
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
