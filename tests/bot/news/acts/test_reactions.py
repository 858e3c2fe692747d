"""Headlines that only react: condolences, condemnation, mourning. A court that condemns tells news."""

import pytest

from bot.news.acts.recognise import only_reacts
from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item, Kind

# Of each language: headlines that only react, and others that have like words.
HEADLINES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ar": (
        (
            "مصر تستنكر الهجوم على المصلين في حمص",
            "قطر تعزي سوريا في ضحايا انفجار دمشق",
            "آلاف المشيعين في جنازة ضحايا مجزرة السويداء",
            "غوتيريش يدين بأشد العبارات قصف المستشفى",
            "الإمارات تعرب عن استنكارها الشديد للهجوم في الحسكة",
        ),
        (
            "القضاء يدين زعيم خلية بقتل جنود",
            "الأردن يستنكر القصف ويغلق معبر نصيب",
            "محكمة النقض تثبت إدانة قائد في هجوم تدمر",
            "إضراب عام في الحسكة احتجاجا على الهجوم",
            "مقتل جنديين في هجوم على جنازة بالحسكة",
            "فرنسا تدين تفجير الرقة وتستدعي سفيرها للتشاور",
        ),
    ),
    "tr": (
        (
            "Katar, Humus'taki cami saldırısını lanetledi",
            "Erdoğan'dan Suriye'ye taziye mesajı",
            "Saldırıda ölenler için Şam'da tören: binlerce kişi ağladı",
            "Guterres saldırıyı en güçlü şekilde kınadı",
            "AB, Haseke'deki saldırıyı kınadı",
        ),
        (
            "Mahkeme saldırganı suçlu buldu",
            "Ürdün saldırıyı kınayıp sınır kapısını kapattı",
            "Haseke saldırısının zanlısı mahkum oldu",
            "Haseke'de cenaze törenine bombalı saldırı",
            "Saldırıya tepki gösterenlere polis müdahale etti",
            "Fransa Rakka saldırısını kınadı, büyükelçisini geri çağırdı",
        ),
    ),
    "ru": (
        (
            "Катар осудил нападение на мечеть в Хомсе",
            "Путин выразил соболезнования Асаду в связи с терактом",
            "Дамаск прощается с погибшими при взрыве",
            "Гутерриш решительно осудил обстрел больницы",
            "Евросоюз осудил атаку на конвой ООН в Хасеке",
        ),
        (
            "Суд осудил главаря боевиков за убийство солдат",
            "Иордания осудила обстрел и закрыла границу",
            "Осужденный за теракт в Пальмире бежал из тюрьмы",
            "Взрыв прогремел на похоронах в Хасеке",
            "Армия отреагировала на атаку ударами по складам",
            "Франция осудила теракт в Ракке и отозвала посла",
        ),
    ),
    "uk": (
        (
            "Катар засудив напад на мечеть у Хомсі",
            "Зеленський висловив співчуття родинам загиблих",
            "Дамаск прощається із загиблими внаслідок вибуху",
            "Гутерріш рішуче засудив обстріл лікарні",
            "Євросоюз засудив атаку на конвой ООН у Хасеці",
        ),
        (
            "Суд засудив ватажка бойовиків за вбивство солдатів",
            "Йорданія засудила обстріл і закрила кордон",
            "Засуджений за теракт у Пальмірі втік із в'язниці",
            "Вибух пролунав на похороні в Хасеці",
            "Армія відреагувала на атаку ударами по складах",
            "Франція засудила теракт у Ракці й відкликала посла",
        ),
    ),
    "fr": (
        (
            "Le Qatar dénonce l'attaque de la mosquée de Homs",
            "Macron adresse ses condoléances au peuple syrien",
            "Des milliers de personnes aux obsèques des victimes à Damas",
            "Guterres condamne dans les termes les plus fermes le bombardement de l'hôpital",
            "L'Union européenne condamne l'attaque contre un convoi de l'ONU à Hassaké",
        ),
        (
            "Le chef du réseau condamné pour l'attentat de Homs",
            "La Jordanie condamne le bombardement et ferme sa frontière",
            "L'auteur de l'attentat de Palmyre condamné",
            "Explosion pendant des funérailles à Hassaké",
            "L'armée réagit à l'attaque par des frappes aériennes",
            "La France condamne l'attentat de Raqqa et rappelle son ambassadeur",
        ),
    ),
    "es": (
        (
            "Qatar repudia el ataque contra la mezquita de Homs",
            "Sánchez traslada su pésame al pueblo sirio",
            "Miles de personas despiden a las víctimas en Damasco",
            "Guterres condena en los términos más enérgicos el bombardeo del hospital",
            "La UE condena el ataque a un convoy de la ONU en Hasaka",
        ),
        (
            "Condenado el líder de la célula por el atentado de Homs",
            "Jordania condena el bombardeo y cierra la frontera",
            "Condenado a muerte el autor del atentado de Palmira",
            "Explosión en un funeral en Hasaka",
            "El ejército responde al ataque con bombardeos",
            "Francia condena el atentado de Raqqa y retira a su embajador",
        ),
    ),
    "de": (
        (
            "Katar verurteilt Angriff auf Moschee in Homs",
            "Steinmeier spricht Syrern sein Mitgefühl aus",
            "Tausende nehmen in Damaskus Abschied von den Opfern",
            "Guterres verurteilt Beschuss der Klinik aufs Schärfste",
            "EU verurteilt Angriff auf UN-Konvoi in Hasaka",
        ),
        (
            "Anführer der Zelle wegen Anschlags in Homs verurteilt",
            "Jordanien verurteilt Beschuss und schließt Grenze",
            "Attentäter von Palmyra verurteilt",
            "Explosion bei Trauerfeier in Hasaka",
            "Armee reagiert auf Angriff mit Luftschlägen",
            "Frankreich verurteilt Anschlag in Rakka und zieht Botschafter ab",
        ),
    ),
    "fa": (
        (
            "قطر حمله به مسجد حمص را محکوم کرد",
            "پیام تسلیت رئیس\u200cجمهور به مردم سوریه",
            "تشییع پیکر قربانیان انفجار در دمشق",
            "گوترش بمباران بیمارستان را به شدت محکوم کرد",
            "اتحادیه اروپا حمله به کاروان سازمان ملل در حسکه را محکوم کرد",
        ),
        (
            "دادگاه سرکرده گروه را به اعدام محکوم کرد",
            "اردن بمباران را محکوم کرد و مرز را بست",
            "عامل حمله پالمیرا محکوم به اعدام شد",
            "انفجار در مراسم تشییع جنازه در حسکه",
            "ارتش در واکنش به حمله مواضع شورشیان را بمباران کرد",
            "فرانسه انفجار رقه سوریه را محکوم کرد و سفیرش را فراخواند",
        ),
    ),
    "he": (
        (
            "קטר גינתה את המתקפה על המסגד בחומס",
            "הנשיא שלח תנחומים לעם הסורי",
            "אלפים ליוו את ההרוגים בדמשק בדרכם האחרונה",
            "גוטרש גינה בחריפות את הפגזת בית החולים",
            'האיחוד האירופי מגנה את המתקפה על שיירת האו"ם בחסכה',
        ),
        (
            "בית המשפט הרשיע את ראש החוליה ברצח חיילים",
            "ירדן גינתה את ההפגזה וסגרה את הגבול",
            "מבצע הפיגוע בתדמור הורשע",
            "פיצוץ אירע בהלוויה בחסכה",
            "הצבא הגיב למתקפה בהפצצות",
            "צרפת גינתה את הפיגוע בא-רקה שבסוריה והחזירה את שגרירה",
        ),
    ),
    "ku": (
        (
            "Qeterê êrîşa li ser mizgefta Humsê şermezar kir",
            "Barzanî ji gelê Sûriyeyê re sersaxî xwest",
            "Bi hezaran kes beşdarî merasîma cenazeyan bûn",
            "Guterres topbarana nexweşxaneyê bi tundî şermezar kir",
            "YE êrîşa li ser karwanê NY li Hesekê şermezar kir",
        ),
        (
            "Dadgehê serokê komê sûcdar dît",
            "Urdinê topbaran şermezar kir û sînor girt",
            "Kujerê Palmîrayê hat mehkûmkirin",
            "Teqîn di merasîma cenazeyekî de li Hesekê",
            "Artêşê bi balafiran bersiva êrîşê da",
            "Fransayê êrîşa Reqayê şermezar kir û balyozê xwe vekişand",
        ),
    ),
    "zh": (
        (
            "卡塔尔谴责霍姆斯清真寺袭击",
            "习近平就大马士革爆炸向叙方致慰问电",
            "大马士革数千人送别遇难者",
            "古特雷斯强烈谴责医院遭炮击",
            "欧盟谴责哈塞克联合国车队遇袭",
        ),
        (
            "法院判处武装头目死刑",
            "约旦谴责炮击并关闭边境",
            "巴尔米拉袭击案主犯被定罪",
            "哈塞克一场葬礼发生爆炸",
            "军方以空袭回应巴尔米拉袭击",
            "法国谴责拉卡爆炸并召回大使",
        ),
    ),
}


@pytest.mark.parametrize("language", HEADLINES)
def test_a_reaction_is_told_from_an_act(language: str) -> None:
    reactions, others = HEADLINES[language]
    assert [title for title in reactions if not only_reacts(title, language)] == []
    assert [title for title in others if only_reacts(title, language)] == []


def test_a_reaction_is_no_news_by_itself() -> None:
    react, act = (judge(Item(titles[0], language="de")) for titles in HEADLINES["de"])
    assert (react.kind, react.alert) == (Kind.FEATURE, False)
    assert (act.kind, act.alert) == (Kind.NEWS, True)
    assert react.reasons == ("title: only a reaction",)
    toll = judge(Item("EU verurteilt Angriff auf UN-Konvoi mit 14 Toten", language="de"))
    assert (toll.kind, toll.alert) == (Kind.NEWS, True)
