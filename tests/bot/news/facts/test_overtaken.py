"""What was reported before, and background by its lead-in, in twelve languages."""

import pytest

from bot.news.facts.choose import choose_facts
from bot.news.facts.overtaken import recalls, tells_earlier_report

EARLIER = [
    ("en", "Earlier reports said two Americans were killed."),
    ("en", "Social media accounts had claimed that the base was overrun."),
    ("en", "It had been reported that five of them were shot."),
    ("en", "Initial reports suggested a gas leak caused it."),
    ("en", "Rumours spread that the dam had burst."),
    ("ar", "وكانت تقارير سابقة قد أفادت بمقتل أميركيين."),
    ("ar", "وانتشرت شائعات عن انهيار السد."),
    ("tr", "İlk haberlerde iki Amerikalının öldüğü bildirilmişti."),
    ("tr", "Sosyal medya hesapları üssün ele geçirildiğini iddia etmişti."),
    ("tr", "Barajın yıkıldığı söylentisi yayıldı."),
    ("ru", "Ранее сообщалось, что погибли два американца."),
    ("ru", "В соцсетях распространялись слухи о том, что плотину прорвало."),
    ("fr", "De premières informations faisaient état de deux morts."),
    ("fr", "Des comptes sur les réseaux sociaux avaient affirmé que la base était tombée."),
    ("fr", "La rumeur s'était répandue que le barrage avait cédé."),
    ("es", "Informes anteriores indicaban que dos estadounidenses murieron."),
    ("es", "Cuentas en redes sociales habían afirmado que la base cayó."),
    ("es", "Corrió el rumor de que la presa había cedido."),
    ("de", "Frühere Berichte sprachen von zwei getöteten Amerikanern."),
    ("de", "Zunächst hieß es, zwei Amerikaner seien getötet worden."),
    ("de", "In sozialen Netzwerken war behauptet worden, der Stützpunkt sei gefallen."),
    ("de", "Es verbreitete sich das Gerücht, der Damm sei gebrochen."),
    ("fa", "پیش از این گزارش شده بود که دو آمریکایی کشته شدند."),
    ("fa", "شایعاتی مبنی بر شکستن سد منتشر شد."),
    ("uk", "Раніше повідомлялося, що загинули двоє американців."),
    ("uk", "Поширилися чутки, що греблю прорвало."),
    ("ku", "Berê hatibû ragihandin ku du Emerîkî hatine kuştin."),
    ("ku", "Gotegotên ku bendav şikestiye belav bûn."),
    ("he", "קודם לכן דווח כי שני אמריקנים נהרגו."),
    ("he", "נפוצו שמועות על קריסת הסכר."),
    ("zh", "此前有报道称两名美国人死亡。"),
    ("zh", "网传大坝决堤。"),
    ("es", "Circularon rumores de un golpe en la capital."),
    ("ru", "По столице поползли слухи о перевороте."),
    ("uk", "Столицею ширилися чутки про переворот."),
    ("he", "בבירה פשטו שמועות על הפיכה."),
]
NOT_EARLIER = [
    ("en", "Social media companies had said they would comply."),
    ("en", "Initial reports suggest that at least five people died."),
    ("en", "Earlier reports of two dead were false, the Pentagon said."),
    ("en", "State media reported that the dam had burst."),
    ("en", "Police said the man had claimed to be a doctor."),
    ("en", "The media minister said the channel had been closed."),
    ("de", "Ersten Berichten zufolge starben fünf Menschen."),
    ("tr", "İlk bilgilere göre beş kişi öldü."),
    ("ru", "По предварительным данным, погибли пять человек."),
    ("ar", "أفادت تقارير بمقتل خمسة أشخاص."),
    ("fr", "Selon les premières informations, cinq personnes sont mortes."),
    ("es", "Según los primeros informes murieron cinco personas."),
    ("en", "Reports that two Americans had died were denied."),
    ("zh", "据报道，五人死亡。"),
    ("en", "The first reports of gunfire came at 6 a.m."),
]
RECALLED = [
    ("ru", "Напомним, мост открыли в 2019 году."),
    ("uk", "Нагадаємо, міст відкрили у 2019 році."),
    ("tr", "Ordu 2019'da ateşkes ilan etmişti."),
    ("tr", "Hatırlanacağı üzere köprü 2019'da açıldı."),
    ("de", "Zur Erinnerung: Die Brücke wurde 2019 eröffnet."),
    ("fr", "Pour rappel, le pont a ouvert en 2019."),
    ("es", "Cabe recordar que el puente abrió en 2019."),
    ("ar", "ويذكر أن الجسر افتتح عام 2019."),
    ("ar", "ومن الجدير بالذكر أن الجسر افتتح عام 2019."),
    ("fa", "گفتنی است این پل در سال ۲۰۱۹ افتتاح شد."),
    ("he", "יצוין כי הגשר נפתח ב-2019."),
    ("zh", "此前，该桥于2019年开通。"),
]


@pytest.mark.parametrize(("language", "text"), EARLIER)
def test_knows_what_was_reported_before(language: str, text: str) -> None:
    assert tells_earlier_report(text, language)


@pytest.mark.parametrize(("language", "text"), NOT_EARLIER)
def test_a_report_of_now_and_one_with_its_denial_stand(language: str, text: str) -> None:
    assert not tells_earlier_report(text, language)


@pytest.mark.parametrize(("language", "text"), RECALLED)
def test_knows_background_by_its_lead_in(language: str, text: str) -> None:
    assert recalls(text, language)


def test_an_earlier_report_is_no_bullet() -> None:
    text = (
        "Rockets hit a base near Orn on Sunday, but no soldier was hurt, the ministry said.\n"
        "Earlier reports said two soldiers were killed.\n"
        "A warehouse of 900 tents burned down."
    )
    told = " ".join(fact.text for fact in choose_facts("No soldier hurt as rockets hit Orn", text))
    assert "Earlier" not in told
    assert "900 tents" in told


def test_an_earlier_report_is_told_with_its_denial_or_not_at_all() -> None:
    text = "Rumours spread that the dam at Orn had burst.\nThe army denied it."
    for fact in choose_facts("Panic in Orn", text):
        assert "Rumours" not in fact.text or "denied it" in fact.text


def test_background_is_told_only_where_nothing_else_is() -> None:
    news = "Три человека погибли при взрыве моста в Орне, сообщила полиция."
    background = "Напомним, мост восстановили в 2019 году."
    both = choose_facts("Взрыв в Орне", f"{news} {background}", "ru")
    assert [fact.text for fact in both] == [news]
    assert [fact.text for fact in choose_facts("Взрыв в Орне", background, "ru")] == [background]
