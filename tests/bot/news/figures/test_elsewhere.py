"""Tolls in languages other than English: which numbers count whom."""

import pytest

from bot.news.figures.elsewhere import figures_elsewhere, numbers_elsewhere, says_lower, says_unknown


@pytest.mark.parametrize(
    ("language", "sentence", "tolls"),
    [
        ("tr", "En az 12 kişi öldü, 30 kişi yaralandı", [("killed", 12), ("wounded", 30)]),
        ("tr", "Ölü sayısı on sekize yükseldi, 19 değil", [("killed", 18)]),
        ("tr", "Ölenlerin sayısı 17, 19 değil", [("killed", 17)]),
        ("tr", "Ölü sayısı 19'dan 17'ye indirildi", [("killed", 17)]),
        ("ru", "Погибли не 19 человек, а 17", [("killed", 17)]),
        ("ru", "Число погибших уточнено — 17", [("killed", 17)]),
        ("uk", "Загинули не 19, а 17 людей", [("killed", 17)]),
        ("de", "Behörden senken Zahl der Toten von 19 auf 17", [("killed", 17)]),
        ("ku", "Hejmara miriyan ji 19an daket 17an", [("killed", 17)]),
        ("zh", "死亡人数从19人降至17人", [("killed", 17)]),
        ("es", "Dos víctimas habían sido contadas dos veces", []),
        ("fr", "Deux morts avaient été comptés deux fois", []),
        ("fa", "دو قربانی دو بار شمرده شده بودند", []),
        ("ar", "خفضت الحصيلة إلى 9 قتلى بعد أن تبين أن جثثا أحصيت مرتين", [("killed", 9)]),
        ("tr", "Bakan, ocakta 45 işçinin olduğunu söyledi; 3'ünün öldüğü açıklandı", [("killed", 3)]),
        ("tr", "Selde 500 insan evsiz oldu", []),
        ("tr", "Limandaki bir patlamada 12 isci oldu, 30 isci yaralandi", [("killed", 12), ("wounded", 30)]),
        ("ku", "Bi 20 dil û can piştgirî kirin", []),
        ("fr", "Une trêve de 12 périmètres et 40 périodes", []),
        ("ru", "Погибли двенадцать человек, ранены 20", [("killed", 12), ("wounded", 20)]),
        ("ru", "Число погибших при взрыве в порту выросло до 11", [("killed", 11)]),
        ("ru", "Полиция задержала двух братьев", [("arrested", 2)]),
        ("ru", "Погиб мужчина 24 лет", []),
        ("uk", "Загинули 13 людей, а не 15", [("killed", 13)]),
        ("ar", "مقتل 12 شخصا وإصابة عشرين آخرين", [("killed", 12), ("wounded", 20)]),
        ("ar", "قُتل 12 شخصاً وجُرح 20", [("killed", 12), ("wounded", 20)]),
        ("de", "Zwoelf Menschen getoetet", [("killed", 12)]),
        ("ar", "ارتفاع عدد قتلى العبارة إلى 16", [("killed", 16)]),
        ("ar", "بعد 12 ساعة من مقتل القبطان", []),
        ("fa", "شمار کشته‌شدگان انفجار بندر به ۲۱ نفر رسید", [("killed", 21)]),
        ("he", "מספר ההרוגים בנמל עלה לשבעה", [("killed", 7)]),
        ("he", "קברניט בן 30 מת", []),
        ("fr", "Le bilan de l'explosion s'alourdit à vingt-deux morts", [("killed", 22)]),
        ("fr", "Une explosion tue trois marins", [("killed", 3)]),
        ("es", "La bomba mató a dos marinos y dejó catorce heridos", [("killed", 2), ("wounded", 14)]),
        ("es", "Son ocho los muertos y no diez", [("killed", 8)]),
        ("de", "Zahl der Toten im Hafen steigt auf sechs", [("killed", 6)]),
        ("de", "24-Jähriger festgenommen", []),
        ("ku", "Hejmara kuştiyan gihîşt 14 û 20 kes birîndar in", [("killed", 14), ("wounded", 20)]),
        ("zh", "港口爆炸致至少12人死亡、三人失踪", [("killed", 12), ("missing", 3)]),
        ("zh", "死亡人数升至17人", [("killed", 17)]),
        ("zh", "死亡人数为16人，而非18人", [("killed", 16)]),
        ("tr", "Ölü sayısı 12 değil 9", [("killed", 9)]),
        ("de", "Zwölf Menschen sind am Abend im Hafen von Orn bei einem Brand gestorben", [("killed", 12)]),
        ("de", "Unter den Toten sind drei Kinder", []),
        ("de", "Vor drei Jahren starben dort 30 Menschen", []),
        ("de", "Bei dem Brand vor zwei Stunden starben drei Menschen", [("killed", 3)]),
        ("fr", "Dix morts, dont trois enfants", [("killed", 10)]),
        ("fr", "Il y a deux ans, un incendie y avait tué 30 personnes", []),
        ("es", "Tres personas más murieron el lunes", []),
        ("es", "Hace 2 años murieron allí 30 personas", []),
        ("ar", "وكان 30 شخصا قد قتلوا هناك العام الماضي", []),
        ("ar", "مقتل عشرة بينهم ثلاثة أطفال", [("killed", 10)]),
        ("ru", "Погибли десять человек, в том числе трое детей", [("killed", 10)]),
        ("ru", "Два года назад там погибли 30 человек", []),
        ("uk", "Ще троє людей загинули вранці", []),
        ("he", "שלושה בני אדם נוספים נהרגו בלילה", []),
        ("fa", "سه نفر دیگر کشته شدند", []),
        ("ku", "Sê kes din hatin kuştin", []),
        ("zh", "其中3人死亡", []),
        ("zh", "去年那里有30人死亡", []),
        ("de", "Keiner der 40 Passagiere kam ums Leben", []),
        ("de", "Niemand starb von den 40 Passagieren, 12 wurden verletzt", [("wounded", 12)]),
        ("de", "Niemand festgenommen nach Brand, der 12 Menschen tötete", [("killed", 12)]),
        ("fr", "Aucun des 40 passagers n'a été tué", []),
        ("es", "Ninguno de los 40 pasajeros murió", []),
        ("es", "Nadie ha reivindicado el atentado que mató a 12 marinos", [("killed", 12)]),
        ("ru", "Никто из 12 горняков не погиб", []),
        ("ru", "12 горняков не были убиты", []),
        ("ru", "При взрыве среди 40 рабочих погибших не было", []),
        ("ru", "Погибли не менее 12 горняков, никто не выжил", [("killed", 12)]),
        ("ru", "Минобороны опровергло гибель 12 солдат", []),
        ("uk", "12 гірників не загинули", []),
        ("ar", "نجا 40 عاملا ولم يقتل أحد", []),
        ("ar", "نفى الجيش مقتل 12 جنديا", []),
        ("tr", "40 işçiden ölen yok", []),
        ("tr", "Ordu 12 askerin öldüğünü yalanladı", []),
        ("fr", "Les 40 passagers n'ont pas été tués", []),
        ("fr", "L'explosion fait pas moins de 12 morts", [("killed", 12)]),
        ("fr", "L'armée dément la mort de 12 soldats", []),
        ("es", "Los 40 pasajeros no murieron", []),
        ("es", "No menos de 12 muertos en el puerto", [("killed", 12)]),
        ("de", "12 Matrosen starben nicht", []),
        ("de", "12 Tote, keine Überlebenden", [("killed", 12)]),
        ("fa", "ارتش کشته شدن ۱۲ سرباز را تکذیب کرد", []),
        ("he", "הצבא מכחיש כי 12 חיילים נהרגו", []),
        ("he", "40 הנוסעים לא נהרגו", []),
        ("ku", "Di nav 40 karkeran de kuştî tune ne", []),
        ("zh", "40名乘客均未遇难", []),
        ("zh", "军方否认12名士兵死亡", []),
        ("ru", "Погибли не менее 12 человек", [("killed", 12)]),
        ("uk", "Жоден із 40 пасажирів не загинув", []),
        ("tr", "40 yolcudan hiçbirinin yaralanmadığı açıklandı", []),
        ("tr", "Patlamada hiç kimse ölmedi", []),
        ("ar", "لم يقتل أحد من الركاب وعددهم 40", []),
        ("fa", "هیچ یک از ۴۰ مسافر کشته نشدند", []),
        ("he", "אף אחד מ-40 הנוסעים לא נהרג", []),
        ("zh", "40名乘客无人死亡", []),
        ("de", "Polizei korrigiert: Zwölf statt 19 Tote bei Busunglück", [("killed", 12)]),
        ("es", "Fiscalía corrige: son 12 y no 19 los muertos", [("killed", 12)]),
        ("es", "La Fiscalía corrigió la cifra de víctimas del accidente: son 12 y no 19", [("killed", 12)]),
        ("ru", "Число погибших уточнили: 12, а не 19", [("killed", 12)]),
        ("tr", "Ölü sayısı düzeltildi: 12, 19 değil", [("killed", 12)]),
        ("xx", "12 killed", []),
    ],
)
def test_what_stands_nearest_to_a_number_says_what_happened(
    language: str, sentence: str, tolls: list[tuple[str, int]]
) -> None:
    found = figures_elsewhere(sentence, language)
    assert [(figure.kind, figure.number.value) for figure in found] == tolls


@pytest.mark.parametrize(
    ("language", "sentence", "tolls"),
    [
        ("ar", "مقتل أربعة من المهاجمين وإصابة 7 جنود", [("attackers killed", 4), ("wounded", 7)]),
        (
            "tr",
            "Limanda 4 silahlı saldırgan öldürüldü, 7 asker yaralandı",
            [("attackers killed", 4), ("wounded", 7)],
        ),
        ("ru", "Убиты четверо из нападавших, погибли 7 моряков", [("attackers killed", 4), ("killed", 7)]),
        ("ru", "Боевиками убиты 7 моряков", [("killed", 7)]),
        ("ru", "Число убитых боевиков выросло до 9", [("attackers killed", 9)]),
        ("ar", "مقتل 9 عناصر من داعش", [("attackers killed", 9)]),
        ("ar", "المسلحون قتلوا 9 بحارة", [("killed", 9)]),
        ("de", "Neun mutmaßliche IS-Terroristen wurden getötet", [("attackers killed", 9)]),
        ("uk", "Четверо озброєних нападників убиті", [("attackers killed", 4)]),
        (
            "fr",
            "Quatre des assaillants ont été tués, sept marins sont morts",
            [("attackers killed", 4), ("killed", 7)],
        ),
        ("fr", "Sept marins tués par des assaillants", [("killed", 7)]),
        ("es", "Mueren cuatro de los presuntos atacantes", [("attackers killed", 4)]),
        ("de", "Sieben Matrosen und vier Angreifer wurden getötet", [("killed", 7), ("attackers killed", 4)]),
        ("de", "Vier Angreifer nach dem Überfall auf den Hafen getötet", [("attackers killed", 4)]),
        ("de", "Sieben Soldaten bei einem Überfall auf den Hafen getötet", [("killed", 7)]),
        ("fa", "چهار مهاجم در بندر کشته شدند", [("attackers killed", 4)]),
        ("he", "ארבעה מהמחבלים נהרגו בנמל", [("attackers killed", 4)]),
        ("ku", "Çar êrîşkar hatin kuştin", [("attackers killed", 4)]),
        ("zh", "4名袭击者死亡，7名水手死亡", [("attackers killed", 4), ("killed", 7)]),
    ],
)
def test_those_who_attacked_have_a_toll_of_their_own(
    language: str, sentence: str, tolls: list[tuple[str, int]]
) -> None:
    found = figures_elsewhere(sentence, language)
    assert [(figure.toll, figure.number.value) for figure in found] == tolls


@pytest.mark.parametrize(
    ("language", "sentence", "unknown"),
    [
        ("de", "Ob es Tote gibt, ist unklar.", True),
        ("de", "Wem das Boot gehört, ist unklar.", False),
        ("de", "Zwei Tote wurden geborgen.", False),
        ("ar", "ولم ترد أنباء عن إصابات", True),
        ("ar", "ولم ترد أنباء عن القارب", False),
        ("zh", "尚不清楚是否有人员伤亡", True),
        ("zh", "尚不清楚原因", False),
        ("en", "It is unclear whether anybody was killed.", False),
    ],
)
def test_a_sentence_may_say_that_nobody_knows_of_dead(language: str, sentence: str, unknown: bool) -> None:
    assert says_unknown(sentence, language) is unknown


def test_ages_and_hours_are_no_quantities_and_rough_numbers_say_so() -> None:
    assert [number.value for number in numbers_elsewhere("24-Jähriger und 40 Boote", "de")] == [40]
    assert [number.hedge for number in numbers_elsewhere("rund 40 Boote, 41 Netze", "de")] == ["rund", ""]


@pytest.mark.parametrize(
    ("language", "sentence", "lower"),
    [
        ("ru", "МВД уточнило число погибших", True),
        ("ar", "خفض الدفاع المدني حصيلة القتلى", True),
        ("zh", "死亡人数下调至16人", True),
        ("zh", "山体滑坡致41人死亡 气温下降", False),
        ("de", "Zahl der Toten steigt", False),
        ("tr", "SİHA düşürüldü, ölü sayısı 17", False),
        ("he", "מניין ההרוגים ירד ל-17", True),
        ("ru", "Погибли не 19, а 17 человек", True),
        ("es", "Murieron 17 personas, no 19", True),
        ("es", "El número de muertos bajó a 17", True),
        ("xx", "lowered", False),
    ],
)
def test_a_count_that_was_lowered_says_so(language: str, sentence: str, lower: bool) -> None:
    assert says_lower(sentence, language) is lower
