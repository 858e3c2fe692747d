"""Sentences of eleven languages that are none of the report, one kind after the other."""

import pytest

from bot.news.facts.choose import choose_facts
from bot.news.facts.no_fact_elsewhere import is_comment, tells_no_fact_elsewhere

JUNK = [
    ("caption", "de", "Feuerwehrleute im Einsatz am Lager in Orn (Foto: dpa)."),
    ("caption", "de", "Das Bild zeigt das ausgebrannte Lager am Hafen."),
    ("caption", "de", "Das Archivbild zeigt den Hafen von Orn im Jahr 2019."),
    ("caption", "fr", "Sur cette photo, l'entrepôt brûlé près du port."),
    ("caption", "fr", "Photo d'illustration : le port d'Orn."),
    ("caption", "es", "Bomberos trabajan en el almacén de Orn (Foto: EFE)."),
    ("caption", "es", "En la imagen, el almacén quemado junto al puerto."),
    ("caption", "es", "Imagen de archivo del puerto de Orn."),
    ("caption", "ru", "На фото: пожарные у склада в Орне."),
    ("caption", "ru", "На снимке сгоревший склад у порта Орна."),
    ("caption", "uk", "На фото: пожежники біля складу в Орні."),
    ("caption", "ar", "صورة أرشيفية لميناء أورن."),
    ("caption", "ar", "تظهر الصورة المستودع المحترق قرب الميناء."),
    ("caption", "tr", "Fotoğraf: İtfaiye Orn'daki depoda."),
    ("caption", "tr", "Fotoğrafta liman yakınındaki yanmış depo görülüyor."),
    ("caption", "tr", "Arşiv fotoğrafı: Orn limanı."),
    ("caption", "fa", "تصویر آرشیوی از بندر اورن."),
    ("caption", "he", "צילום: כבאות אורן."),
    ("caption", "he", "בתמונה: כבאים ליד המחסן באורן."),
    ("caption", "zh", "图为消防员在奥恩仓库现场。"),
    ("caption", "zh", "资料图：奥恩港口。"),
    ("byline", "de", "Autorin: Anna Roe, Redaktion Orn."),
    ("byline", "de", "Text: Anna Roe und Adam Doe."),
    ("byline", "fr", "Par Anne Roe, correspondante à Orn."),
    ("byline", "fr", "Propos recueillis par Anne Roe."),
    ("byline", "es", "Por Ana Roe, corresponsal en Orn."),
    ("byline", "es", "Redacción Orn, con información de agencias."),
    ("byline", "ru", "Автор: Анна Рое, корреспондент в Орне."),
    ("byline", "ru", "Анна Рое, специально для «Орн Пост»."),
    ("byline", "uk", "Автор: Анна Рое, кореспондентка в Орні."),
    ("byline", "ar", "كتبت: آنا رو من أورن."),
    ("byline", "ar", "إعداد: آنا رو، تحرير: آدم دو."),
    ("byline", "tr", "Haber: Anna Roe, Orn muhabiri."),
    ("byline", "tr", "Muhabir: Anna Roe Editör: Adam Doe."),
    ("byline", "fa", "خبرنگار: آنا رو، اورن."),
    ("byline", "he", "מאת: אנה רו, כתבת באורן."),
    ("byline", "ku", "Nivîskar: Anna Roe, Orn."),
    ("byline", "zh", "（责任编辑：张三）"),
    ("byline", "zh", "编辑：李四"),
    ("promo", "de", "Sehen Sie unseren Bericht heute um 20 Uhr."),
    ("promo", "de", "Mehr dazu in der Sendung um 20 Uhr."),
    ("promo", "de", "Abonnieren Sie unseren Newsletter."),
    ("promo", "de", "Folgen Sie uns auf WhatsApp."),
    ("promo", "de", "Hören Sie den ganzen Beitrag im Podcast."),
    ("promo", "de", "Der Podcast erscheint jeden Freitag."),
    ("promo", "fr", "Retrouvez notre reportage ce soir à 20 heures."),
    ("promo", "fr", "Abonnez-vous à notre lettre d'information."),
    ("promo", "fr", "À écouter dans notre podcast ce soir."),
    ("promo", "es", "Vea nuestro reportaje esta noche a las ocho."),
    ("promo", "es", "Síganos en nuestro canal de WhatsApp."),
    ("promo", "es", "Escuche el pódcast completo en nuestra web."),
    ("promo", "ru", "Смотрите наш репортаж сегодня в 20:00."),
    ("promo", "ru", "Подписывайтесь на наш канал."),
    ("promo", "ru", "Подробности в нашем Telegram-канале."),
    ("promo", "ru", "Полную версию интервью слушайте в подкасте."),
    ("promo", "uk", "Дивіться наш репортаж сьогодні о 20:00."),
    ("promo", "uk", "Підписуйтеся на наш канал."),
    ("promo", "uk", "Більше новин у нашому Telegram-каналі."),
    ("promo", "ar", "شاهدوا تقريرنا الليلة في الثامنة."),
    ("promo", "ar", "تابعونا على قناتنا في واتساب."),
    ("promo", "ar", "لمزيد من الأخبار تابعوا موقعنا."),
    ("promo", "tr", "Haberimizi bu akşam saat 20.00'de izleyin."),
    ("promo", "tr", "WhatsApp kanalımıza katılın."),
    ("promo", "tr", "Son dakika haberleri için bizi takip edin."),
    ("promo", "fa", "گزارش ما را امشب ساعت هشت ببینید."),
    ("promo", "fa", "به کانال ما در تلگرام بپیوندید."),
    ("promo", "he", "צפו בכתבה שלנו הערב בשמונה."),
    ("promo", "he", "הצטרפו לערוץ הוואטסאפ שלנו."),
    ("promo", "ku", "Rapora me îşev saet 20:00 temaşe bikin."),
    ("promo", "ku", "Me li ser Telegramê bişopînin."),
    ("promo", "zh", "今晚八点请收看我们的报道。"),
    ("promo", "zh", "关注我们的微信公众号。"),
    ("promo", "zh", "更多精彩内容请下载客户端。"),
    ("box", "de", "Orn 12 Grad, Lom 14 Grad, Harun 9 Grad, Tabor 11 Grad."),
    ("box", "de", "Dax 15.300 +0,4 %, Dow 34.200 -0,2 %, Euro 1,18."),
    ("box", "fr", "Orn 12 °C, Lom 14 °C, Harun 9 °C."),
    ("box", "fr", "CAC 40 : 7 200,10 +0,4 %, euro 1,18."),
    ("box", "es", "Ibex 8.900 +0,4 %, euro 1,18, petróleo 70,1."),
    ("box", "ru", "Доллар 75,20, евро 88,10, нефть 70,1."),
    ("box", "ru", "Орн +12, Лом +14, Харун +9, Табор +11."),
    ("box", "uk", "Долар 27,20, євро 31,10, нафта 70,1."),
    ("box", "ar", "الدولار 3.75 واليورو 4.20 والذهب 1800."),
    ("box", "tr", "Dolar 8,60, euro 10,10, altın 498,30."),
    ("box", "fa", "دلار ۲۷۵۰۰، یورو ۳۲۰۰۰، سکه ۱۱۵۰۰۰۰۰."),
    ("box", "he", "דולר 3.20, אירו 3.80, נפט 70.1."),
    ("box", "ku", "Dolar 8,60, euro 10,10, zêr 498,30."),
    ("box", "zh", "上证指数3500点，涨0.4%，深成指14200点，跌0.2%。"),
    ("speaker", "de", "Frage: Wie ist das Feuer entstanden?"),
    ("speaker", "de", "Moderator: Das Feuer begann an der Tür."),
    ("speaker", "fr", "Question : Comment le feu a-t-il pris ?"),
    ("speaker", "fr", "Le journaliste : Le feu a pris près de la porte."),
    ("speaker", "es", "Pregunta: ¿Cómo empezó el fuego?"),
    ("speaker", "es", "Periodista: El fuego empezó cerca de la puerta."),
    ("speaker", "ru", "Вопрос: Как начался пожар?"),
    ("speaker", "ru", "Ведущий: Пожар начался у двери склада."),
    ("speaker", "uk", "Запитання: Як почалася пожежа?"),
    ("speaker", "uk", "Ведучий: Пожежа почалася біля дверей складу."),
    ("speaker", "ar", "سؤال: كيف بدأ الحريق؟"),
    ("speaker", "ar", "المذيع: بدأ الحريق قرب باب المستودع."),
    ("speaker", "tr", "Soru: Yangın nasıl başladı?"),
    ("speaker", "tr", "Sunucu: Yangın deponun kapısında başladı."),
    ("speaker", "fa", "سؤال: آتش چگونه آغاز شد؟"),
    ("speaker", "fa", "مجری: آتش نزدیک در انبار آغاز شد."),
    ("speaker", "he", "שאלה: איך התחילה השריפה?"),
    ("speaker", "he", "מנחה: השריפה התחילה ליד דלת המחסן."),
    ("speaker", "ku", "Pirs: Agir çawa dest pê kir?"),
    ("speaker", "ku", "Pêşkêşvan: Agir li ber derî dest pê kir."),
    ("speaker", "zh", "问：大火是怎么开始的？"),
    ("speaker", "zh", "主持人：大火从仓库门口开始。"),
    ("speaker", "zh", "答：大火从仓库门口开始。"),
    ("first", "de", "Ich finde, die Stadt muss ein neues Lager bauen."),
    ("first", "de", "Wir dürfen so etwas nicht noch einmal zulassen."),
    ("first", "de", "Meiner Meinung nach hat die Stadt versagt."),
    ("first", "fr", "Je pense que la ville doit reconstruire l'entrepôt."),
    ("first", "fr", "Nous ne pouvons pas accepter cela encore une fois."),
    ("first", "fr", "À mon avis, la ville a échoué."),
    ("first", "es", "Creo que la ciudad debe construir un nuevo almacén."),
    ("first", "es", "No podemos permitir esto otra vez."),
    ("first", "es", "En mi opinión, la ciudad ha fracasado."),
    ("first", "ru", "Я считаю, что город должен построить новый склад."),
    ("first", "ru", "Мы не можем допустить этого снова."),
    ("first", "ru", "По-моему, город не справился."),
    ("first", "uk", "Я вважаю, що місто має збудувати новий склад."),
    ("first", "uk", "Ми не можемо допустити цього знову."),
    ("first", "uk", "На мою думку, місто не впоралося."),
    ("first", "ar", "أعتقد أن على المدينة بناء مستودع جديد."),
    ("first", "ar", "لا يمكننا أن نسمح بذلك مرة أخرى."),
    ("first", "ar", "في رأيي فشلت المدينة."),
    ("first", "tr", "Bence kent yeni bir depo yapmalı."),
    ("first", "tr", "Buna bir daha izin veremeyiz."),
    ("first", "tr", "Bana göre kent başarısız oldu."),
    ("first", "fa", "به نظر من شهر باید انبار تازه\u200cای بسازد."),
    ("first", "fa", "ما نباید دوباره اجازه این کار را بدهیم."),
    ("first", "he", "אני חושב שהעיר צריכה לבנות מחסן חדש."),
    ("first", "he", "לדעתי העיר נכשלה."),
    ("first", "he", "אסור לנו לאפשר זאת שוב."),
    ("first", "ku", "Ez difikirim ku bajar divê depoyeke nû ava bike."),
    ("first", "ku", "Li gorî min bajar têk çû."),
    ("first", "zh", "我认为市政府必须建一座新仓库。"),
    ("first", "zh", "在我看来，市政府失败了。"),
    ("first", "zh", "我们不能再让这种事发生。"),
    ("fragment", "de", "Weil das Lager alt und trocken war."),
    ("fragment", "de", "Und das nicht zum ersten Mal."),
    ("fragment", "de", "Obwohl die Stadt davor gewarnt hatte."),
    ("fragment", "fr", "Parce que l'entrepôt était vieux et sec."),
    ("fragment", "fr", "Et ce n'est pas la première fois."),
    ("fragment", "es", "Porque el almacén era viejo y seco."),
    ("fragment", "es", "Y no es la primera vez."),
    ("fragment", "ru", "Потому что склад был старым и сухим."),
    ("fragment", "ru", "И это уже не первый случай."),
    ("fragment", "uk", "Тому що склад був старим і сухим."),
    ("fragment", "uk", "І це вже не вперше."),
    ("fragment", "ar", "لأن المستودع كان قديما وجافا."),
    ("fragment", "tr", "Çünkü depo eski ve kuruydu."),
    ("fragment", "tr", "Hem de ilk kez değil."),
    ("fragment", "fa", "چون انبار کهنه و خشک بود."),
    ("fragment", "he", "כי המחסן היה ישן ויבש."),
    ("fragment", "he", "וזו לא הפעם הראשונה."),
    ("fragment", "ku", "Ji ber ku depo kevn û hişk bû."),
    ("fragment", "zh", "因为仓库又旧又干。"),
    ("fragment", "zh", "这已经不是第一次了。"),
]
COMMENTS = [
    ("en", '"It\'s a disgrace," said Ann Roe, who lives nearby.'),
    ("en", '"We were all shocked," the mayor said.'),
    ("en", "Ann Roe said it was a sad day for the town."),
    ("en", "The mayor said she was proud of the firefighters."),
    ("en", "The mayor thanked the firefighters for their work."),
    ("de", "„Das ist eine Schande“, sagte Anna Roe."),
    ("de", "„Wir sind alle erschüttert“, sagte der Bürgermeister."),
    ("de", "Der Bürgermeister dankte den Feuerwehrleuten für ihren Einsatz."),
    ("de", "Anna Roe sprach von einem traurigen Tag für die Stadt."),
    ("fr", "« C'est une honte », a déclaré Anne Roe."),
    ("fr", "« Nous sommes tous sous le choc », a dit le maire."),
    ("fr", "Le maire a remercié les pompiers pour leur courage."),
    ("es", "«Es una vergüenza», dijo Ana Roe."),
    ("es", '"Estamos todos conmocionados", afirmó el alcalde.'),
    ("es", "El alcalde agradeció a los bomberos su labor."),
    ("ru", "«Это позор», — сказала Анна Рое."),
    ("ru", "«Мы все потрясены», — заявил мэр."),
    ("ru", "Мэр поблагодарил пожарных за работу."),
    ("uk", "«Це ганьба», — сказала Анна Рое."),
    ("uk", "«Ми всі приголомшені», — заявив мер."),
    ("uk", "Мер подякував пожежникам за роботу."),
    ("ar", 'وقالت آنا رو "هذا عار".'),
    ("ar", 'وقال رئيس البلدية "نحن جميعا مصدومون".'),
    ("ar", "وشكر رئيس البلدية رجال الإطفاء على جهودهم."),
    ("tr", 'Anna Roe, "Bu bir rezalet" dedi.'),
    ("tr", 'Belediye başkanı "Hepimiz şoktayız" diye konuştu.'),
    ("tr", "Belediye başkanı itfaiyecilere çalışmaları için teşekkür etti."),
    ("fa", "آنا رو گفت: «این مایه شرم است»."),
    ("fa", "شهردار گفت: «همه ما شوکه هستیم»."),
    ("fa", "شهردار از آتش\u200cنشانان برای تلاششان تشکر کرد."),
    ("he", '"זו בושה", אמרה אנה רו.'),
    ("he", '"כולנו המומים", אמר ראש העיר.'),
    ("he", "ראש העיר הודה לכבאים על עבודתם."),
    ("ku", 'Anna Roe got: "Ev şerm e".'),
    ("ku", 'Şaredar got: "Em hemû di şokê de ne".'),
    ("ku", "Şaredar spasiya agirkujan kir."),
    ("zh", "“这是耻辱，”安娜·罗说。"),
    ("zh", "市长说：“我们都很震惊。”"),
    ("zh", "市长感谢消防员的辛勤工作。"),
]


@pytest.mark.parametrize(("kind", "language", "text"), JUNK)
def test_junk(kind: str, language: str, text: str) -> None:
    assert tells_no_fact_elsewhere(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Weil das Lager brannte, wurde die Straße gesperrt."),
        ("de", "Der Minister sagte: Wir werden das Lager wieder aufbauen."),
        ("de", "„Wir bauen das Lager wieder auf“, sagte der Minister."),
        ("de", "Autoren des Berichts fordern neue Regeln für Lager."),
        ("fr", "Les photos montrent que l'entrepôt était vide lundi."),
        ("es", "Sigue la búsqueda de dos obreros en Orn."),
        ("es", "Por primera vez, el puerto de Orn cierra en mayo."),
        ("ru", "Потому что шел дождь, пожар потушили за час."),
        ("ru", "Погибли 12 человек, ранены 30 человек, пропали 4 человека."),
        ("ru", "«Мы закрываем порт», — заявил мэр."),
        ("uk", "Під час перемир'я в Орні відновили подачу води."),
        ("ar", "شاهد عيان قال إن النار بدأت عند الباب."),
        ("tr", "Haberlere göre liman kapatıldı."),
        ("fa", "شهردار گفت: ما باید بندر را ببندیم."),
        ("he", "הצבא סגר את הדרך לנמל."),
        ("ku", "Hêzan rêya benderê girt."),
        ("zh", "我国政府周一关闭了港口。"),
        ("zh", "火山喷发9日开始，火山灰柱高达5400米，约2300名村民被疏散。"),
        ("en", "Because of the fire the road is closed."),
    ],
)
def test_facts(language: str, text: str) -> None:
    assert not tells_no_fact_elsewhere(text, language)


@pytest.mark.parametrize(("language", "text"), COMMENTS)
def test_comment(language: str, text: str) -> None:
    assert is_comment(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The mayor closed the port of Orn for a week."),
        ("en", "The mayor thanked 40 men who had put out the fire."),
        ("de", "Der Bürgermeister schloss den Hafen für eine Woche."),
        ("zh", "市长下令关闭港口一周。"),
    ],
)
def test_no_comment(language: str, text: str) -> None:
    assert not is_comment(text, language)


FIRE = "A fire burnt down a warehouse in Orn."


def test_comment_is_told_where_there_is_nothing_else() -> None:
    thanks = "The mayor of Orn thanked the men who had put it out."
    assert [fact.text for fact in choose_facts("", f"{FIRE} {thanks}")] == [FIRE]
    assert [fact.text for fact in choose_facts("", thanks)] == [thanks]


def test_an_act_is_no_comment() -> None:
    act = "The proud mayor of Orn resigned over the fire."
    assert [fact.text for fact in choose_facts("", f"{FIRE} {act}")] == [FIRE, act]


@pytest.mark.parametrize(
    ("language", "text"), [("fa", "چگونه این در یک شهر بندری رخ داد؟"), ("zh", "这怎么会发生在港口城市？")]
)
def test_questions_are_no_bullets(language: str, text: str) -> None:
    assert choose_facts("", text, language) == ()
