"""Titles of what is no news in other languages: no label, but words that such titles begin or end with."""

import pytest

from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item, Kind

NO_NEWS = {
    "de": [
        (Kind.ANALYSIS, "Faktencheck: Nein, der IS hat den Damm nicht gesprengt"),
        (Kind.FEATURE, "Heute vor zehn Jahren: Der IS erobert Rakka"),
        (Kind.ANALYSIS, "Was der Abzug für die Kurden bedeutet"),
        (Kind.MEDIA, "«Der IS ist nicht besiegt» – ein Interview mit der Kommandantin"),
        (Kind.LISTING, "Das Wetter am Dienstag: Regen im Norden"),
        (Kind.LISTING, "Bilder des Tages: Rakka nach der Schlacht"),
        (Kind.OPINION, "Ein Kommentar von Ada Rot: Der Abzug ist Verrat"),
    ],
    "fr": [
        (Kind.ANALYSIS, "Non, l'État islamique n'a pas fait sauter le barrage de Tabqa"),
        (Kind.FEATURE, "Il y a dix ans, l'EI s'emparait de Raqqa"),
        (Kind.ANALYSIS, "Ce que change le retrait américain de Syrie"),
        (Kind.MEDIA, "Entretien avec le commandant des FDS"),
        (Kind.LISTING, "Météo : de la pluie mardi sur le nord"),
        (Kind.OPINION, "L'édito de Jean Roux : une trahison"),
    ],
    "es": [
        (Kind.ANALYSIS, "No, el Estado Islámico no ha volado la presa de Tabqa"),
        (Kind.FEATURE, "Hace diez años: el EI toma Raqa"),
        (Kind.ANALYSIS, "Qué supone la retirada de EE UU de Siria"),
        (Kind.MEDIA, "Entrevista con el comandante de las FDS"),
        (Kind.LISTING, "El tiempo hoy: lluvias en el norte"),
        (Kind.OPINION, "La retirada, una traición | Por Ada Rojo"),
    ],
    "tr": [
        (Kind.ANALYSIS, "Hayır, IŞİD Tabka barajını havaya uçurmadı"),
        (Kind.FEATURE, "Tarihte bugün: ABD askerleri Saygon'dan çekildi"),
        (Kind.ANALYSIS, "ABD'nin çekilmesi ne anlama geliyor"),
        (Kind.MEDIA, "DSG komutanıyla özel röportaj"),
        (Kind.LISTING, "Bugün hava nasıl olacak: 4 Mayıs hava durumu"),
        (Kind.MEDIA, "Fotoğraflarla savaş sonrası Rakka"),
        (Kind.OPINION, "Ada Kızıl yazdı: Çekilme bir ihanettir"),
    ],
    "ru": [
        (Kind.ANALYSIS, "Фейк: боевики ИГ взорвали плотину в Табке"),
        (Kind.FEATURE, "Этот день в истории: американцы покидают Сайгон"),
        (Kind.ANALYSIS, "Что означает вывод войск США из Сирии"),
        (Kind.MEDIA, "Интервью с командующим СДС"),
        (Kind.LISTING, "Погода на завтра: дожди и до +12"),
        (Kind.MEDIA, "Ракка после боёв. Фоторепортаж"),
        (Kind.OPINION, "Ада Рыжова: Вывод войск — это предательство. Колонка"),
    ],
    "uk": [
        (Kind.ANALYSIS, "Фейк: терористи ІД підірвали дамбу в Табці"),
        (Kind.FEATURE, "Цей день в історії: останні солдати США залишили Сайгон"),
        (Kind.ANALYSIS, "Що означає виведення військ США із Сирії"),
        (Kind.MEDIA, "Інтерв'ю з командувачем СДС"),
        (Kind.LISTING, "Погода на завтра: дощі та до +12"),
        (Kind.MEDIA, "Ракка після боїв. Фото"),
    ],
    "ar": [
        (Kind.ANALYSIS, "لا، تنظيم الدولة لم يفجر سد الطبقة"),
        (Kind.FEATURE, "في مثل هذا اليوم: داعش يسيطر على الرقة"),
        (Kind.ANALYSIS, "ماذا يعني الانسحاب الأمريكي من سوريا"),
        (Kind.MEDIA, "مقابلة مع قائد قوات سوريا الديمقراطية"),
        (Kind.LISTING, "حالة الطقس اليوم: أمطار في الشمال"),
        (Kind.OPINION, "رأي | الانسحاب الأمريكي خيانة"),
    ],
    "fa": [
        (Kind.ANALYSIS, "نه، داعش سد طبقه را منفجر نکرده است"),
        (Kind.FEATURE, "امروز در تاریخ: خروج نیروهای آمریکایی از سایگون"),
        (Kind.ANALYSIS, "خروج آمریکا از سوریه چه معنایی دارد"),
        (Kind.MEDIA, "گفت‌وگو با فرمانده نیروهای دموکراتیک سوریه"),
        (Kind.LISTING, "وضعیت آب و هوا فردا: باران در شمال"),
    ],
    "he": [
        (Kind.ANALYSIS, "לא, דאעש לא פוצץ את סכר טבקה"),
        (Kind.FEATURE, "היום לפני עשר שנים: דאעש כובש את רקה"),
        (Kind.ANALYSIS, "מה המשמעות של הנסיגה האמריקנית מסוריה"),
        (Kind.MEDIA, "ראיון עם מפקד הכוחות הסוריים הדמוקרטיים"),
        (Kind.LISTING, "תחזית מזג האוויר: גשם בצפון"),
    ],
    "zh": [
        (Kind.ANALYSIS, "谣言：“伊斯兰国”炸毁塔布卡大坝"),
        (Kind.FEATURE, "历史上的今天：最后一批美军撤离西贡"),
        (Kind.ANALYSIS, "美军撤离叙利亚意味着什么"),
        (Kind.MEDIA, "专访叙利亚民主军司令"),
        (Kind.LISTING, "天气预报：北方明天有雨"),
    ],
    "ku": [
        (Kind.ANALYSIS, "Na, DAIŞê bendava Tebqayê neteqand"),
        (Kind.FEATURE, "Îro di dîrokê de: Leşkerên Amerîkayê ji Saygonê derketin"),
        (Kind.ANALYSIS, "Vekişîna Amerîkayê tê çi wateyê"),
        (Kind.MEDIA, "Hevpeyvîn bi fermandarê HSDê re"),
        (Kind.LISTING, "Rewşa hewayê: Sibê baran dibare"),
        (Kind.MEDIA, "Bi wêneyan: Reqa piştî şer"),
    ],
}
NEWS = {
    "de": [
        "Analyse des Bluts: Attentäter von Ansbach stand unter Drogen",
        "Video belegt Hinrichtung: Staatsanwalt ermittelt gegen IS-Mann",
        "Wetter stoppt Evakuierung aus Rakka",
        "Zehn Jahre nach Anschlag: Gericht verurteilt IS-Mann",
        "Nein zu Abzug: Bundestag verlängert Mandat im Irak",
        "Zwei Soldaten bei Übung getötet",
    ],
    "fr": [
        "Analyse ADN : le corps est celui du chef de l'EI",
        "Vidéo d'otages : Paris confirme la mort du journaliste",
        "Dix ans après l'attentat, le djihadiste condamné à perpétuité",
        "Non-lieu pour les soldats français de Raqqa",
        "Le direct de la base attaquée coupé, cinq soldats tués",
        "Il y a au moins dix morts dans l'attentat de Raqqa",
    ],
    "es": [
        "Análisis de ADN confirma la muerte del jefe del EI",
        "Un vídeo del EI muestra la ejecución de tres rehenes",
        "No habrá retirada de Irak, dice el Pentágono",
        "Hace explosión un coche bomba en Raqa",
        "La prensa turca informa de la muerte del líder del EI",
        "El mal tiempo frena la evacuación de Raqa",
    ],
    "tr": [
        "Meclis'te yorum yasağı: Komutana hapis cezası",
        "IŞİD'in infaz videosu yayınlandı, iki asker öldürüldü",
        "Hava saldırısında IŞİD'in sözcüsü öldürüldü",
        "Gazete binasına saldırı: üç ölü",
        "10 yıl sonra yakalandı: IŞİD emiri tutuklandı",
        "Analiz sonuçları çıktı: Kimyasal silah kullanıldı",
    ],
    "ru": [
        "Мнение суда не изменилось: боевика ИГ оставили под стражей",
        "Опубликовано видео казни заложников ИГ",
        "Из-за погоды прервана эвакуация из Ракки",
        "Десять лет назад пропавший солдат найден в Сирии",
        "Фото убитого главаря опубликовал Пентагон",
        "Число погибших в Ракке выросло до 40",
    ],
    "uk": [
        "Фейкових поліцейських затримали за напад на базу",
        "Через погоду призупинено евакуацію з Ракки",
        "Відео страти оприлюднило ІД, загинули двоє заручників",
        "Що було базою США, зайняли росіяни",
    ],
    "ar": [
        "لا انسحاب من العراق قبل العام المقبل، البنتاغون يعلن",
        "فيديو لداعش يظهر إعدام ثلاثة رهائن",
        "حالة الطوارئ تعلن في الرقة بعد التفجير",
        "مقابلة تلفزيونية تطيح بوزير الدفاع",
        "بعد عشر سنوات.. القبض على قاتل الصحفي",
        "تحليل الحمض النووي يؤكد مقتل زعيم داعش",
    ],
    "fa": [
        "نه سرباز در حمله داعش کشته شدند",
        "ویدیوی داعش اعدام سه گروگان را نشان می‌دهد",
        "آزمایش دی‌ان‌ای مرگ رهبر داعش را تایید کرد",
        "هوای نامساعد تخلیه رقه را متوقف کرد",
    ],
    "he": [
        "לא יהיה הסכם נסיגה, הודיע הפנטגון",
        "סרטון של דאעש מתעד הוצאה להורג של שלושה",
        "מזג האוויר עצר את הפינוי מרקה",
        "דעות הקצינים נשמעו: הנסיגה נדחתה",
    ],
    "zh": [
        "视频显示“伊斯兰国”处决三名人质",
        "天气恶劣，拉卡撤离行动中断",
        "DNA分析证实“伊斯兰国”头目死亡",
    ],
    "ku": [
        "Na ji vekişînê re: Parlamentoyê biryar da",
        "Vîdyoya DAIŞê kuştina sê dîlan nîşan dide",
        "Hewa xirab valakirina Reqayê rawestand",
        "Sê sal piştî êrîşê fermandarê DAIŞê hat girtin",
    ],
}
"""News whose titles hold words of the others: "Analyse des Bluts", "Мнение суда", "yorum yasağı"."""


@pytest.mark.parametrize("language", NO_NEWS)
@pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])
def test_titles_of_no_news(language: str, tagged: bool) -> None:
    """Also where the feed's language was left at its default."""
    found = {
        title: judge(Item(title, language=language if tagged else "en")) for _, title in NO_NEWS[language]
    }
    assert [(kind, title) for kind, title in NO_NEWS[language] if found[title].kind is not kind] == []
    assert [title for title, judged in found.items() if judged.alert] == []


@pytest.mark.parametrize("language", NEWS)
def test_news_with_such_words_alerts(language: str) -> None:
    assert [title for title in NEWS[language] if not judge(Item(title, language=language)).alert] == []
