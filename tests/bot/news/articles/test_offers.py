"""Offers of subscriptions are known by what they must say."""

import pytest

from bot.news.articles.belief import Announced
from bot.news.articles.offers import is_offer
from bot.news.articles.page import read_page

URL = "https://post.example/2026/old-bridge-of-orn-closed-after-cracks"
OFFERS = [
    "Pick up where you left off: 50 cents a week, billed every four weeks, for as long as you like.",
    "Lesen Sie vier Wochen für einen Euro im Monat. Der Zugang ist jederzeit kündbar.",
    "Votre essai coûte un euro par mois, et vous partez sans rien devoir.",
    "¿Ya tienes cuenta? El primer mes te sale por un euro.",
    "Você lê tudo por R$ 2 no primeiro mês, com acesso livre ao arquivo.",
    "Il tuo primo mese costa un euro, poi nove euro al mese.",
    "Je eerste maand kost een euro, daarna negen euro per maand.",
    "Du läser allt för nio kronor per månad och kan avsluta när du vill.",
    "Twój dostęp kosztuje złotówkę, a potem dziesięć złotych miesięcznie.",
    "Sizin için ilk ay bir lira, sonra aylık on lira.",
    "Ваша подписка стоит рубль, потом сто рублей в месяц.",
    "Ваша передплата коштує гривню, потім сто гривень на місяць.",
    "لديك حساب؟ الاشتراك الشهري بدينار واحد.",
    "המנוי שלך עולה שקל לחודש.",
    "続きをお読みいただくには会員の登録が必要です。",
    "您的会员每月一元，随时可以取消。",
    "Keep reading for just $1.",
    "Registrieren Sie sich, um weiterzulesen.",
    "Il vous reste 72 % de cet article à découvrir.",
    "Para seguir leyendo, hazte suscriptor.",
    "Devamını okumak için abone ol.",
    "Подпишитесь, чтобы прочитать полностью.",
    "سجّل مجانا لمتابعة القراءة.",
    "برای خواندن ادامه مطلب عضو شوید.",
    "כדי להמשיך לקרוא, הצטרפו כמנויים.",
    "登录后阅读全文。",
    "Ji bo xwendina berdewamê bibin abone.",
]


@pytest.mark.parametrize("line", OFFERS)
def test_an_offer(line: str) -> None:
    assert is_offer(line.casefold())


@pytest.mark.parametrize(
    "line",
    [
        "The council of Orn wants to cancel its account with the bank of Lom.",
        "\u201cYou will pay for this,\u201d Mayor Roe told the builder of the bridge.",
        "Der Minister will das Konto sperren und den Vertrag kündigen.",
        "市议会取消了大桥的免费通行。",
        "He asked the members to read the full report and sign in at the gate.",
        "Dieser Artikel der Verfassung schützt Abgeordnete, sagte der Richter.",
        "Материалы дела зарегистрированы в суде Орна.",
        "Bu haber üzerine üye ülkeler toplandı.",
        "协议全文由会员国公布。",
        "عضو شورا متن کامل توافق را منتشر کرد.",
    ],
)
def test_a_report_of_trade_is_none(line: str) -> None:
    assert not is_offer(line.casefold())


@pytest.mark.parametrize("offer", OFFERS[:5])
def test_a_teaser_with_an_offer_is_a_paywall_s(offer: str) -> None:
    line = "The town of Orn closed its old bridge on Monday after engineers found cracks in three piers."
    feed = Announced("Old bridge of Orn closed after cracks", line, URL)
    page = "".join(f"<p>{part}</p>" for part in (line, offer, f"{offer} {offer}"))
    belief = read_page(f"<html><body><article><h1>{feed.title}</h1>{page}</article></body></html>", URL, feed)
    assert (belief.text, belief.problem) == (None, "paywall")
