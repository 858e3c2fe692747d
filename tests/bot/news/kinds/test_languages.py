"""Other languages: labelled items are what they say, the rest is news."""

import pytest

from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item, Kind
from bot.news.kinds.languages import looks_foreign

NEWS = [
    ("ar", "مقتل خمسة جنود في هجوم على حاجز شرق حمص"),
    ("tr", "Sınırda çıkan çatışmada üç asker yaralandı"),
    ("ru", "Полиция задержала двух подозреваемых во взрыве на рынке"),
    ("fr", "Deux soldats tués dans une attaque près de la frontière"),
    ("es", "La policía detiene a dos hombres por el atentado del mercado"),
    ("de", "Polizei nimmt zwei Brüder nach Anschlag auf Markt fest"),
    ("fa", "پنج سرباز در حمله به یک پاسگاه کشته شدند"),
    ("uk", "Поліція затримала двох підозрюваних у вибуху на ринку"),
    ("he", "המשטרה עצרה שני חשודים בפיגוע בשוק"),
    ("zh", "警方逮捕两名市场爆炸案嫌疑人"),
    ("ku", "Di êrîşekê de sê leşker hatin kuştin"),
    ("de", "Anzeige gegen Rebellen erstattet: Polizei nimmt drei Männer fest"),
    ("tr", "Kazanın patlaması sonucu üç işçi öldü"),
    ("ru", "Фото убитого главаря опубликовало министерство"),
    ("ar", "دعوة أممية لوقف إطلاق النار في المدينة"),
    ("it", "Due soldati uccisi in un attacco vicino al confine"),
    ("pt", "Polícia prende dois homens após explosão no mercado"),
    ("nl", "Politie houdt twee broers aan na aanslag op markt"),
    ("pl", "Policja zatrzymała dwóch podejrzanych o zamach na targu"),
    ("sv", "Två soldater dödade i attack nära gränsen"),
    ("ja", "市場爆発で警察が男二人を逮捕"),
    ("ko", "경찰, 시장 폭발 용의자 두 명 체포"),
]
OTHERS = [
    ("ar", Kind.OPINION, "رأي: لماذا لا تنتهي هذه الحرب"),
    ("ar", Kind.ANALYSIS, "تحليل | ما بعد الانسحاب"),
    ("ar", Kind.LISTING, "جولة الصحف: خلاف حول الهدنة"),
    ("tr", Kind.OPINION, "Yorum: Bu savaş neden bitmiyor"),
    ("tr", Kind.ANALYSIS, "Analiz | Çekilmenin ardından"),
    ("tr", Kind.MEDIA, "Röportaj: Kuşatmada kalan doktor"),
    ("ru", Kind.OPINION, "Мнение: эту войну не закончить силой"),
    ("ru", Kind.ANALYSIS, "Почему эта война не кончается?"),
    ("fr", Kind.OPINION, "Tribune. Cette guerre ne finira pas ainsi"),
    ("fr", Kind.ANALYSIS, "Décryptage : ce que change le retrait"),
    ("es", Kind.OPINION, "Opinión | La guerra que no acaba"),
    ("es", Kind.ANALYSIS, "Análisis: las claves de la retirada"),
    ("de", Kind.OPINION, "Kommentar: Dieser Krieg endet so nicht"),
    ("de", Kind.ANALYSIS, "Analyse - Was der Abzug bedeutet"),
    ("de", Kind.LISTING, "Presseschau: Streit um die Waffenruhe"),
    ("fa", Kind.OPINION, "یادداشت: این جنگ پایان ندارد"),
    ("fa", Kind.ANALYSIS, "تحلیل: پس از خروج نیروها"),
    ("uk", Kind.OPINION, "Думка: цю війну не закінчити силою"),
    ("uk", Kind.ANALYSIS, "Чому ця війна не закінчується?"),
    ("he", Kind.OPINION, "דעה: המלחמה הזאת לא תיגמר כך"),
    ("he", Kind.ANALYSIS, "פרשנות: מה אחרי הנסיגה"),
    ("zh", Kind.OPINION, "社论：这场战争不会这样结束"),
    ("zh", Kind.ANALYSIS, "【分析】撤军之后"),
    ("ku", Kind.OPINION, "Nêrîn: Ev şer wisa naqede"),
    ("ku", Kind.ANALYSIS, "Analîz: Piştî vekişînê"),
    ("ku", Kind.ANALYSIS, "Şîrove: Çima ev şer naqede"),
    ("de", Kind.OPINION, "Leserbriefe: Die Stadt und die Folgen"),
    ("de", Kind.PROMO, "Gewinnen Sie zwei Karten für die Oper"),
    ("de", Kind.PROMO, "Stellenangebot: Projektleitung (m/w/d)"),
    ("de", Kind.LISTING, "Korrekturen"),
    ("de", Kind.LISTING, "Fünf Gründe für den Abzug"),
    ("fr", Kind.OPINION, "Courrier des lecteurs : la guerre et nous"),
    ("fr", Kind.PROMO, "Mots croisés du 4 mai"),
    ("fr", Kind.PROMO, "Gagnez deux places pour l'opéra"),
    ("es", Kind.PROMO, "Oferta de empleo: coordinador de campo"),
    ("es", Kind.LISTING, "Fe de errores"),
    ("tr", Kind.PROMO, "İki bilet kazanın: opera gecesi"),
    ("tr", Kind.PROMO, "Günlük burç yorumları"),
    ("tr", Kind.OPINION, "Okur mektupları: çekilme"),
    ("ru", Kind.PROMO, "Выиграйте два билета в оперу"),
    ("ru", Kind.PROMO, "Вакансия: координатор"),
    ("ru", Kind.LISTING, "Поправки и уточнения"),
    ("ar", Kind.PROMO, "اربح تذكرتين للأوبرا"),
    ("ar", Kind.PROMO, "كلمات متقاطعة: 4 مايو"),
    ("ar", Kind.OPINION, "رسائل القراء: الحرب"),
    ("it", Kind.OPINION, "Il commento: questa guerra non finirà così"),
    ("it", Kind.ANALYSIS, "Perché questa guerra non finisce?"),
    ("pt", Kind.OPINION, "Opinião: esta guerra não acaba assim"),
    ("nl", Kind.OPINION, "Opinie: zo eindigt deze oorlog niet"),
    ("pl", Kind.OPINION, "Komentarz: ta wojna tak się nie skończy"),
    ("sv", Kind.OPINION, "Ledare: Kriget slutar inte så"),
    ("ja", Kind.OPINION, "社説：戦争は終わらない"),
    ("ja", Kind.ANALYSIS, "【解説】撤退の後に来るもの"),
    ("ko", Kind.OPINION, "[칼럼] 이 전쟁은 이렇게 끝나지 않는다"),
    ("ar", Kind.MEDIA, "بالصور.. المدينة بعد الحصار"),
]


@pytest.mark.parametrize(("language", "title"), NEWS, ids=[language for language, _ in NEWS])
@pytest.mark.parametrize("tag", ["right", "en"])
def test_news_is_news(language: str, title: str, tag: str) -> None:
    """Also where the feed's language was left at its default."""
    found = judge(Item(title, language=language if tag == "right" else "en"))
    assert (found.kind, found.alert) == (Kind.NEWS, True), found


@pytest.mark.parametrize(("language", "kind", "title"), OTHERS, ids=[f"{la} {k}" for la, k, _ in OTHERS])
def test_labels_are_believed(language: str, kind: Kind, title: str) -> None:
    found = judge(Item(title, language=language))
    assert (found.kind, found.alert) == (kind, False), found


@pytest.mark.parametrize(
    ("language", "category", "kind"),
    [
        ("ar", "مقالات", Kind.OPINION),
        ("tr", "Yazarlar", Kind.OPINION),
        ("ru", "Аналитика", Kind.ANALYSIS),
        ("fr", "Chroniques", Kind.OPINION),
        ("es", "Columnas", Kind.OPINION),
        ("de", "Hintergrund", Kind.ANALYSIS),
        ("fa", "سرمقاله", Kind.OPINION),
        ("uk", "Думки", Kind.OPINION),
        ("he", "דעות", Kind.OPINION),
        ("zh", "评论", Kind.OPINION),
        ("ku", "Gotar", Kind.OPINION),
    ],
)
def test_categories_are_believed(language: str, category: str, kind: Kind) -> None:
    title = next(title for tag, title in NEWS if tag == language)
    found = judge(Item(title, language=language, categories=("2024", category)))
    assert (found.kind, found.alert) == (kind, False), found


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("de", "Nahost-Liveblog: ++ Elf Tote an der Grenze ++"),
        ("it", "Diretta: attentato al mercato"),
        ("pl", "Na żywo: wybuch na targu"),
        ("de", "Abzug aus Mali im Liveticker"),
        ("fr", "Guerre en Syrie, en direct : Raqqa bombardée"),
        ("ru", "Война в Сирии. Онлайн"),
        ("fa", "لحظه به لحظه با عملیات رقه"),
        ("en", "Border war live: strikes hit the capital"),
        ("en", "Blast at the market — as it happened"),
    ],
)
def test_live_pages_are_live(language: str, title: str) -> None:
    assert judge(Item(title, language=language)).kind is Kind.LIVE


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("de", "Attentäter streamte Tat live"),
        ("fr", "Otage tué en direct à la télévision"),
        ("es", "Última hora: coche bomba en Raqa"),
    ],
)
def test_what_happened_live_is_news(language: str, title: str) -> None:
    assert judge(Item(title, language=language)).kind is Kind.NEWS


def test_a_question_is_told_without_a_sound_unless_the_title_answers_it() -> None:
    asked, answered = "Zieht die Armee aus Rakka ab?", "Wer hat geschossen? Polizei nimmt Soldaten fest"
    assert -0.7 < judge(Item(asked, language="de")).score < 0
    assert judge(Item(answered, language="de")).alert


def test_nothing_but_a_quotation_is_told_without_a_sound() -> None:
    assert -0.7 < judge(Item("«Мы не сдадимся никогда»", language="ru")).score < 0
    assert judge(Item("Эрдоган: «Мы начали операцию»", language="ru")).alert


def test_a_question_of_fact_alone_does_not_silence() -> None:
    assert judge(Item("Wie viele Tote gab es beim Anschlag auf den Markt", language="de")).alert


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Police arrest two men in Raqqa", False),
        ("Maduro blames Guaidó for the blackout", False),
        ("Iran seizes tanker", False),
        ("Le président est arrivé dans la capitale", True),
        ("Der Präsident ist in der Hauptstadt", True),
        ("الرئيس يصل إلى العاصمة", True),
        ("总统抵达首都", True),
        ("", False),
    ],
)
def test_looks_foreign(text: str, foreign: bool) -> None:
    assert looks_foreign(text) is foreign
