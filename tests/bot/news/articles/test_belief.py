"""Which pages count as the article that a feed announced."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.news.articles.belief import (
    Announced,
    common_problem,
    content_words,
    is_front_page,
    names_the_same,
    served_for_others,
    share,
)
from bot.news.articles.page import TEXT_CAP, read_page

URL = "https://post.example/world/2026/mill-fire-kills-two-at-orn"
FEED = Announced("Mill fire kills two at Orn", "Two workers died when a paper mill burned down in Orn.", URL)
STORY = [
    "Two workers died on Sunday when a paper mill burned down in the town of Orn, the fire brigade said.",
    "Forty firefighters fought the flames for six hours and kept them from a store of chlorine next door.",
    "The mill had been inspected in May, and the inspectors had found no fault, the mayor told reporters.",
]
FILLER = " ".join(f"Sentence {n} of the standing words of this site follows here." for n in range(9))


def page(*paragraphs: str, head: str = "", h1: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    title = f"<h1>{h1}</h1>" if h1 else ""
    return f"<html><head>{head}</head><body><article>{title}{body}</article></body></html>"


def test_the_article_is_believed_without_what_the_site_adds() -> None:
    offer = "Subscribe now to get full access to the Post, cancel anytime."
    belief = read_page(page(*STORY, offer, h1=FEED.title), URL, FEED)
    assert belief.text is not None
    assert all(paragraph in belief.text for paragraph in STORY)
    assert offer not in belief.text
    assert belief.problem == ""


@pytest.mark.parametrize(
    ("notice", "gone"),
    [
        ("This article is no longer available.", True),
        ("This article has been withdrawn by the editors.", True),
        ("Cet article n'est plus disponible.", True),
        ("لم يعد هذا المقال متاحا، الصفحة غير موجودة.", True),
        ("The medicine of the mill is no longer available, the town said.", False),
    ],
)
def test_what_follows_a_notice_that_the_article_is_gone_is_another_one(notice: str, gone: bool) -> None:
    belief = read_page(page(notice, *STORY, h1=FEED.title), URL, FEED)
    assert (belief.text is None) is gone
    assert belief.problem == ("page not found" if gone else "")


@pytest.mark.parametrize(
    ("opening", "believed"),
    [
        ("Five people died on 4 May 2025 in a fire at the saw-mill of Orn, two of them children.", False),
        ("Five people died on May 4, 2025 in a fire at the saw-mill of Orn, two of them children.", False),
        ("Am 4. Mai 2025 starben fünf Menschen im Sägewerk von Orn, zwei davon Kinder.", False),
        (STORY[0] + " It was the worst fire since that of 4 May 2025.", True),
        ("Five people died on 4 May 2026 in a fire at the saw-mill of Orn, two of them children.", True),
    ],
)
def test_an_old_report_of_the_town_under_the_new_headline_is_not_the_article(
    opening: str, believed: bool
) -> None:
    old = [opening, "The mill of Orn burned for two days. A worker had smoked there, the fire brigade said."]
    assert bool(read_page(page(*old, *STORY[1:], h1=FEED.title), URL, FEED).text) is believed


def test_an_article_under_another_headline_is_believed_for_its_words() -> None:
    assert read_page(page(*STORY, h1="Blaze in the north"), URL, FEED).text


def test_an_article_in_other_words_is_believed_under_its_own_headline() -> None:
    told = ["A fire at a mill near the Orn canal has cost the lives of two men.", *STORY[1:]]
    feed = Announced(
        FEED.title, "Tragedy strikes a factory overnight as relatives gather, officials say.", URL
    )
    assert read_page(page(*told, h1=FEED.title), URL, feed).text
    assert read_page(page(*told, head=f'<meta property="og:title" content="{FEED.title}">'), URL, feed).text
    assert read_page(page(*told, h1="Something else"), URL, feed).text is None


WALLS = [
    ("consent wall", "We value your privacy. We and our partners keep cookies on this device."),
    ("consent wall", "Wir und unsere Partner verarbeiten personenbezogene Daten auf Ihrem Gerät."),
    ("consent wall", "Nous et nos partenaires utilisons des cookies pour mesurer l'audience."),
    ("consent wall", "Nosotros y nuestros socios guardamos datos en su dispositivo."),
    ("consent wall", "Мы используем файлы cookie, чтобы сайт работал лучше."),
    ("consent wall", "نستخدم ملفات تعريف الارتباط لتحسين الموقع."),
    ("consent wall", "Bu site çerezleri kullanır; ayrıntılar çerez politikası sayfasında."),
    ("paywall", "Already a subscriber? Sign in. Start your free trial today, cancel anytime."),
    ("paywall", "Dieser Text ist nur für Abonnenten. Jetzt abonnieren."),
    ("paywall", "Cet article est réservé aux abonnés. Déjà abonné ?"),
    ("paywall", "Contenido exclusivo para suscriptores."),
    ("paywall", "متن کامل برای مشترکان است. مشترک شوید."),
    ("paywall", "この先は会員限定です。"),
    ("paywall", "Verder lezen? Neem een abonnement."),
    ("sign-in page", "Please sign in to your account. Forgot your password?"),
    ("sign-in page", "Connectez-vous pour continuer. Mot de passe oublié ?"),
    ("bot check", "Please verify you are a human by completing the captcha."),
    ("bot check", "Вы не робот? Подтвердите, чтобы продолжить."),
    ("JavaScript notice", "Please enable JavaScript and disable your ad blocker to use this site."),
    ("JavaScript notice", "Bitte JavaScript aktivieren."),
    ("consent wall", "Dbamy o Twoją prywatność: my i nasi partnerzy zapisujemy dane na urządzeniu."),
    ("consent wall", "Vi och våra partner sparar uppgifter på din enhet."),
    ("consent wall", "Utilizziamo cookie propri e di terzi. Leggi l'informativa sulla privacy."),
    ("consent wall", "本网站使用Cookie，详情请阅读隐私政策。"),
    ("paywall", "Artykuł tylko dla subskrybentów. Kup dostęp do serwisu."),
    ("paywall", "Матеріал лише для передплатників."),
    ("paywall", "هذا المقال للمشتركين فقط."),
    ("sign-in page", "Войдите, чтобы читать дальше. Забыли пароль?"),
    ("sign-in page", "Devam etmek için giriş yapın. Şifremi unuttum."),
    ("bot check", "Checking your browser before you reach the site."),
    ("bot check", "请完成人机验证后继续。"),
    ("JavaScript notice", "Включите JavaScript, чтобы открыть страницу."),
    ("not available in this region", "This content is not available in your region."),
    (
        "not available in this region",
        "Unavailable for legal reasons: no access from the European Economic Area.",
    ),
    ("not available in this region", "Dieser Inhalt ist in Ihrem Land nicht verfügbar."),
    ("site down for maintenance", "The site is down for maintenance. We'll be back shortly."),
    ("site down for maintenance", "На сайте ведутся технические работы."),
    ("page not found", "The page you are looking for may have been moved or deleted."),
    ("page not found", "Diese Seite existiert nicht, oder sie ist nicht mehr verfügbar."),
    ("page not found", "Страница не найдена."),
    ("page not found", "页面不存在，请返回首页。"),
    ("page not found", "We can't find that. The link has a typo, or the page might have been taken down."),
    ("page not found", "Fehler 404. Die von Ihnen gesuchte Seite gibt es leider nicht."),
    ("consent wall", "Il rispetto della tua riservatezza conta. Accetta e continua."),
    ("consent wall", "We and our 1,204 vendors store data on your device to show personalised ads."),
    ("paywall", "You have read your last free story this month. Choose a plan to go on."),
    ("bot check", "Press and hold the button to prove that you are a person."),
    ("sign-in page", "Make a free account in a minute. Keep me signed in."),
    ("JavaScript notice", "You need to switch on scripts to run this app."),
    ("consent wall", "Wir benötigen Ihre Zustimmung, bevor Sie unsere Seite lesen."),
    ("consent wall", "Avec votre accord, nos 812 partenaires et nous stockons des informations."),
    ("consent wall", "Necesitamos tu consentimiento para mostrarte publicidad en este dispositivo."),
    ("consent wall", "Devam ederek çerez kullanımını kabul etmiş olursunuz."),
    ("consent wall", "Продолжая пользоваться сайтом, вы соглашаетесь на использование cookie."),
    ("consent wall", "باستخدامك الموقع فإنك توافق على ملفات الارتباط."),
    ("consent wall", "با ادامه استفاده از این سایت، استفاده از کوکی‌ها را می‌پذیرید."),
    ("consent wall", "אנחנו אוספים עוגיות, בהמשך השימוש אתם מסכימים לכך."),
    ("page not found", "Dieser Artikel wurde gelöscht."),
    ("page not found", "Cet article a été supprimé."),
    ("page not found", "Lo sentimos, la página que buscas no existe o ha cambiado de dirección."),
    ("page not found", "Aradığınız habere ulaşılamıyor."),
    ("page not found", "Такой страницы нет. Возможно, материал был удалён."),
    ("page not found", "تعذر العثور على الصفحة المطلوبة."),
    ("page not found", "صفحه مورد نظر شما یافت نشد."),
    ("page not found", "На жаль, сторінку не знайдено або її було переміщено."),
    ("paywall", "La suite est réservée à nos abonnés."),
    ("paywall", "Der vollständige Text ist unseren Mitgliedern vorbehalten."),
    ("paywall", "Haberin tamamı yalnızca aboneler içindir."),
    ("paywall", "بقية المقال متاحة لأعضاء الموقع، انضم الآن."),
    ("paywall", "Полная версия статьи доступна подписчикам."),
]


@pytest.mark.parametrize(
    "line",
    [
        "L'accord d'Orn a été supprimé par le Parlement, qui a réservé sa décision.",
        "El artículo 5 del tratado de Orn solo vale para miembros de la alianza.",
        "В материалах дела такой записи нет, сказал адвокат в Орне.",
        "قال الوزير إن الأدوية غير متوفرة في المستشفى.",
        "הכתבה חשפה כי העוגיות הורעלו, אמרה המשטרה.",
    ],
)
def test_news_of_articles_members_and_biscuits_is_no_wall(line: str) -> None:
    assert line in (read_page(page(*STORY, line, h1=FEED.title), URL, FEED).text or "")


@pytest.mark.parametrize(("wall", "words"), WALLS)
def test_a_wall_is_named_and_not_used(wall: str, words: str) -> None:
    for html in (page(words, FILLER), page(words, FILLER, head=f"<title>{FEED.title}</title>"), page(words)):
        belief = read_page(html.encode(), URL, FEED)
        assert (belief.text, belief.problem) == (None, wall)


@pytest.mark.parametrize("words", [words for _, words in WALLS])
def test_a_wall_under_the_articles_headline_is_not_used(words: str) -> None:
    head = f'<meta property="og:title" content="{FEED.title}">'
    assert read_page(page(words, FILLER, head=head), URL, FEED).text is None


NEW_WALLS = [
    "Before you read this, choose how your data is used. We keep small files on your device to show you "
    "advertising that suits you. Say yes or no to each of our 812 friends below, and change your mind by "
    "means of the link at the foot of every page that we publish.",
    "Let us be sure that a person sits in front of this screen. Complete the puzzle below. If you see it "
    "again, send us the number 99213 together with the network address that your provider gave you today.",
    "The whole story waits in our app, which is free, quick and works without a connection. Twelve "
    "thousand readers gave it five stars. Scan the code with your phone and begin where you left off here.",
]
"""Walls in words that no list knows."""


@pytest.mark.parametrize("words", NEW_WALLS)
@pytest.mark.parametrize("teaser", [(), (FEED.text,)])
def test_what_goes_on_about_something_else_is_not_the_article(teaser: tuple[str, ...], words: str) -> None:
    belief = read_page(page(*teaser, words, h1=FEED.title), URL, FEED)
    assert (belief.text, belief.problem) == (None, "it says something else than the feed")


@pytest.mark.parametrize(
    ("title", "wall"),
    [("404", "page not found"), ("Just a moment...", "bot check"), ("Sign in", "sign-in page")],
)
def test_a_headline_may_name_the_wall(title: str, wall: str) -> None:
    assert read_page(page(FILLER, h1=title), URL, FEED).problem == wall


def test_a_page_without_scripts_is_a_javascript_notice() -> None:
    html = "<html><body><div id=root></div><script>start()</script></body></html>"
    assert read_page(html, URL, FEED).problem == "JavaScript notice"


def test_a_teaser_is_no_more_than_its_summary() -> None:
    summary = (
        "Two workers died when a paper mill burned down in Orn on Sunday; chlorine next door was kept safe."
    )
    head = f'<meta property="og:description" content="{summary}">'
    belief = read_page(page("Subscribe to continue reading.", FILLER, head=head), URL, FEED)
    assert (belief.text, belief.problem) == (summary, "paywall")
    other = (
        '<meta property="og:description" content="The best of the Post, every day in your inbox, for free.">'
    )
    assert read_page(page("Subscribe to continue reading.", FILLER, head=other), URL, FEED).text is None


def test_schema_org_holds_the_article_that_the_body_hides() -> None:
    node = {
        "@type": "ReportageNewsArticle",
        "articleBody": " ".join(STORY),
        "articleSection": "World",
        "video": {"@type": "VideoObject", "description": "A clip"},
    }
    head = (
        f'<script type="application/ld+json">{json.dumps({"@graph": [{"@type": "ItemList"}, node]})}</script>'
    )
    belief = read_page(page("Please enable JavaScript.", FILLER, head=head), URL, FEED)
    assert belief.text == " ".join(STORY)
    assert (belief.schema_types, belief.section) == (("ReportageNewsArticle",), "World")


def test_a_wall_under_the_articles_headline_still_tells_its_kind() -> None:
    node = {"@type": "OpinionNewsArticle", "headline": FEED.title, "articleSection": "Opinion"}
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    wall = page("Subscribe to continue reading.", FILLER, head=head, h1=FEED.title)
    belief = read_page(wall, URL, FEED)
    assert (belief.text, belief.problem) == (None, "paywall")
    assert (belief.schema_types, belief.section) == (("OpinionNewsArticle",), "Opinion")
    other = read_page(page("Subscribe to continue reading.", FILLER, head=head, h1="Our offers"), URL, FEED)
    assert (other.schema_types, other.section) == ((), "")


@pytest.mark.parametrize("data", ["{", "[1, null]", '{"@type": 5, "articleBody": {}}', "[" * 9000])
def test_broken_schema_org_data_does_no_harm(data: str) -> None:
    head = f'<script type="application/ld+json">{data}</script>'
    assert read_page(page(*STORY, head=head), URL, FEED).text


@pytest.mark.parametrize(
    "final",
    [
        "https://post.example",
        "https://post.example/",
        "https://post.example/?ref=rss",
        "https://post.example/en/",
        "https://post.example/index.html",
        "https://post.example/world",
        "https://post.example/world/2026/",
        "https://post.example/sport/football",
    ],
)
def test_a_front_page_or_section_is_not_the_article(final: str) -> None:
    belief = read_page(page(*STORY, h1=FEED.title), final, FEED)
    assert (belief.text, belief.problem) == (None, "its link ends on a front page or section")


@pytest.mark.parametrize(
    ("asked", "final"),
    [
        (URL, URL + "/"),
        (URL, "https://post.example/news/mill-fire-kills-two-at-orn"),
        (URL, "https://post.example/a/88123"),
        ("https://post.example/?p=12", "https://post.example/?p=12"),
        ("https://post.example/mill", "https://post.example/mill"),
        ("https://short.example/x7", "https://post.example/world/2026/05/01/mill"),
    ],
)
def test_an_articles_address_is_no_front_page(asked: str, final: str) -> None:
    feed = Announced(FEED.title, FEED.text, asked)
    assert read_page(page(*STORY, h1=FEED.title), final, feed).text


@pytest.mark.parametrize(
    ("final", "h1", "believed"),
    [
        ("https://post.example/world/2026/03/11/saw-mill-fire", "Saw mill burns in the north", False),
        ("https://post.example/world/20260311-saw-mill-fire", "Saw mill burns in the north", False),
        ("https://post.example/world/2026/11/28/blaze-in-the-north", "Blaze in the north", True),
        ("https://post.example/world/2026/03/11/mill-fire", FEED.title, True),
        ("https://post.example/world/a-20264711", "Blaze in the north", True),
    ],
)
def test_a_link_that_ends_on_another_days_article_is_not_it(final: str, h1: str, believed: bool) -> None:
    feed = replace(FEED, url="https://post.example/world/2026/11/27/mill-fire-kills-two-at-orn")
    assert (read_page(page(*STORY, h1=h1), final, feed).text is not None) is believed


def test_a_page_that_calls_itself_the_front_page_is_one() -> None:
    head = '<link rel="canonical" href="https://post.example/">'
    assert read_page(page(FILLER, head=head), URL, FEED).problem == "its link ends on a front page or section"
    assert is_front_page("https://post.example/de/")
    assert not is_front_page("https://post.example/?p=3")


def test_another_text_is_not_the_article() -> None:
    others = [
        "The assembly passed a bill on fishing quotas by 31 votes to 12, after a debate of nine hours.",
        "United beat Rovers by three goals to one in the cup, and meet the holders in the next round.",
        "A court sent a banker to prison for fraud; he had denied every charge since the trial began.",
    ]
    belief = read_page(page(*others, h1="News"), URL, FEED)
    assert (belief.text, belief.problem) == (None, "it says something else than the feed")


@pytest.mark.parametrize("html", ["", b"", b"\x00\xff\xfe", "<", "<p>Hello.</p>", b"%PDF-1.4 \x9c", "{}"])
def test_what_holds_no_article_is_not_used(html: str | bytes) -> None:
    assert read_page(html, URL, FEED).text is None


def test_a_chinese_page_is_read() -> None:
    told = [
        "周日，奥恩镇一家造纸厂发生火灾，两名工人死亡，消防部门表示，火势在六小时后得到控制。",
        "四十名消防员参加了救援行动，附近的化学品仓库没有受到影响，市长对记者说，五月的检查没有发现问题。",
    ]
    feed = Announced("奥恩造纸厂火灾两人死亡", "奥恩镇一家造纸厂周日发生火灾，两名工人死亡。", URL)
    belief = read_page(page(*told).encode(), URL, feed)
    assert belief.text is not None
    assert told[1] in belief.text
    assert read_page(page("首页 新闻 体育 财经 娱乐 天气", FILLER).encode(), URL, feed).text is None


def test_syllables_alone_make_no_article_of_a_thai_page() -> None:
    line = content_words("สะพานเก่าข้ามแม่น้ำออร์นถล่มเมื่อเช้าวันจันทร์ รถบรรทุกสองคันตกลงไปในน้ำ มีผู้สูญหายสามคน")
    wall = content_words(
        "เว็บไซต์นี้เก็บข้อมูลเพื่อมอบประสบการณ์ที่ดีแก่ผู้อ่าน คุณอ่านรายละเอียดเพิ่มเติมได้ที่หน้าความเป็นส่วนตัว "
        "และจัดการได้เองโดยคลิกที่ตั้งค่า การใช้งานต่อถือว่าท่านยินยอมให้เราเก็บข้อมูลของท่านเพื่อการตลาด"
    )
    assert share(line, wall) < 0.25


def test_a_text_is_capped() -> None:
    belief = read_page(page(*STORY, *(f"{STORY[1]} It was day {n}." for n in range(900))), URL, FEED)
    assert belief.text is not None
    assert len(belief.text) <= TEXT_CAP


def test_one_text_under_several_headlines_is_no_article() -> None:
    story = content_words(" ".join(STORY))
    longer = content_words(" ".join([*STORY, "Also today: rain."]))
    assert served_for_others("Bridge of Harun to open", story, [(FEED.title, longer)])
    assert not served_for_others(
        "Two dead in fire at Orn mill", story, [("Mill fire kills two at Orn", story)]
    )
    assert not served_for_others("Bridge of Harun to open", content_words(FILLER), [(FEED.title, story)])
    assert names_the_same("Mill fire kills two at Orn", "Mill fire kills two at Orn - Post")


def test_a_publisher_whose_pages_mostly_fail_has_a_common_problem() -> None:
    assert common_problem(["paywall", "paywall", "bot check", ""]) == "paywall"
    assert common_problem(["paywall", "paywall"]) is None
    assert common_problem(["paywall"] * 3 + [""] * 3) is None


def test_the_shared_cases(data_folder: Path) -> None:
    lines = (data_folder / "cases" / "pages.jsonl").read_text().splitlines()
    for case in map(json.loads, lines):
        feed = Announced(case["title"], case["text"], URL)
        final = "https://post.example" + case["redirect"] if case.get("redirect") else URL
        belief = read_page(case["page"].encode(), final, feed)
        assert (belief.text is not None) == case["use"], case["id"]
