"""Walls: what a site serves in place of an article, recognised by the phrases that it shows."""

import re
from collections.abc import Iterable
from functools import cache

from bot.news.articles.offers import is_offer

CONSENT = "consent wall"
PAYWALL = "paywall"
SIGN_IN = "sign-in page"
BOT_CHECK = "bot check"
SCRIPT = "JavaScript notice"
GONE = "page not found"
REGION = "not available in this region"
CLOSED = "site down for maintenance"

_PHRASES: dict[str, tuple[str, ...]] = {
    CONSENT: (
        "we value your privacy", "we and our partners", "our partners store", "your privacy choices",
        "accept all cookies", "accept cookies", "consent to the use of cookies", "manage your cookie",
        "cookie preferences", "cookie policy", "privacy policy", "privacy settings", "we use cookies",
        "uses cookies", "legitimate interest", "process personal data", "your choices regarding cookies",
        "before you continue to", "continue without accepting", "gdpr",
        "vendors store", "agree and close", "show personalised ads", "show personalized ads",
        "wir und unsere partner", "alle akzeptieren", "datenschutzerklärung", "verwenden cookies",
        "zustimmung zur verwendung", "mit werbung weiterlesen", "personenbezogene daten",
        "nous et nos partenaires", "tout accepter", "accepter et fermer", "respectons votre vie privée",
        "politique de confidentialité", "utilise des cookies", "utilisons des cookies",
        "nosotros y nuestros socios", "aceptar todas", "política de privacidad", "utilizamos cookies",
        "usamos cookies", "noi e i nostri partner", "i nostri fornitori", "accetta e continua",
        "rispetto della tua riservatezza", "informativa sulla privacy", "utilizziamo cookie",
        "wij en onze partners", "cookies accepteren", "privacyverklaring",
        "nós e os nossos parceiros", "política de cookies",
        "используем файлы cookie", "политика конфиденциальности", "обработку персональных данных",
        "çerez politikası", "çerezleri kullan", "kişisel verilerin", "gizlilik politikası",
        "ملفات تعريف الارتباط", "سياسة الخصوصية", "מדיניות הפרטיות",
        "dbamy o twoją prywatność", "my i nasi partnerzy", "pliki cookie", "polityka prywatności",
        "värnar om din integritet", "vi och våra partner", "använder kakor", "integritetspolicy",
        "vi og våre partnere", "vi og vores partnere", "файли cookie", "політика конфіденційності",
        "使用cookie", "隐私政策", "隱私權政策", "クッキーを使用", "プライバシーポリシー",
    ),
    PAYWALL: (
        "subscribe to continue", "subscribe to read", "subscribe now to", "subscribe for full access",
        "already a subscriber", "already have a subscription", "for subscribers only",
        "available to subscribers", "available only to subscribers", "subscriber-only",
        "subscribers only", "become a subscriber", "to continue reading", "to keep reading",
        "unlock this article", "unlimited access", "free articles left", "free articles remaining",
        "reached your limit", "reached your article limit", "start your free trial", "cancel anytime",
        "cancel any time", "this article is for members", "exclusive to subscribers", "per month for",
        "last free story", "last free article", "support independent journalism", "choose a plan",
        "nur für abonnenten", "jetzt abonnieren", "abo abschließen", "bereits abonnent", "weiterlesen mit",
        "réservé aux abonnés", "réservée aux abonnés", "réservé à nos abonnés", "à nos lecteurs abonnés",
        "abonné ? identifiez-vous", "de cet article à lire",
        "pour lire la suite", "déjà abonné", "abonnez-vous",
        "solo para suscriptores", "exclusivo para suscriptores", "suscríbete para", "ya eres suscriptor",
        "riservato agli abbonati", "abbonati per", "sei già abbonato", "alleen voor abonnees",
        "neem een abonnement", "voor abonnees van",
        "exclusivo para assinantes", "assine para", "já é assinante",
        "только для подписчиков", "доступен только подписчикам", "оформите подписку", "abonelere özel",
        "abone olun",
        "tylko dla subskrybentów", "dla prenumeratorów", "kup dostęp do", "för prenumeranter",
        "behöver du vara prenumerant", "bli prenumerant", "redan prenumerant",
        "для передплатників", "лише передплатникам", "оформіть передплату", "доступний за передплатою",
        "برای مشترکان",
        "ویژه مشترکان", "مشترک شوید",
        "للمشتركين فقط", "حصري للمشتركين", "tenê ji bo aboneyan", "اشترك للمتابعة", "למנויים בלבד",
        "会员专享",
        "仅限会员", "会员阅读", "立即订阅",
        "付费阅读", "订阅后", "有料会員", "会員限定", "有料記事", "구독자 전용",
    ),
    SIGN_IN: (
        "sign in to continue", "log in to continue", "sign in to read", "log in to read",
        "please sign in", "please log in", "forgot your password", "forgotten your password",
        "create a free account", "create an account to", "make a free account", "keep me signed in",
        "stay signed in", "register to continue", "register to read",
        "register for free to", "don't have an account", "bitte melden sie sich an", "passwort vergessen",
        "connectez-vous pour", "mot de passe oublié", "inicia sesión para", "olvidaste tu contraseña",
        "accedi per", "password dimenticata", "log in om verder", "faça login", "esqueceu a senha",
        "войдите, чтобы", "забыли пароль", "giriş yapın", "şifremi unuttum",
        "zaloguj się, aby", "nie pamiętasz hasła", "logga in för att", "увійдіть, щоб",
        "سجل الدخول", "تسجيل الدخول للمتابعة", "نسيت كلمة المرور", "请登录", "ログインしてください",
    ),
    BOT_CHECK: (
        "verify you are human", "verify you are a human", "verify that you are human", "are you a robot",
        "not a robot", "checking your browser", "checking if the site connection is secure",
        "unusual traffic", "unusual activity from your", "complete the security check", "captcha",
        "press and hold", "prove that you are a person", "prove you are human",
        "enable cookies and reload", "ddos protection", "access denied",
        "access to this page has been denied",
        "you have been blocked", "please stand by", "automated access", "automated requests",
        "sind sie ein mensch", "kein roboter", "überprüfung ihres browsers", "n'êtes pas un robot",
        "êtes un humain", "no eres un robot", "eres humano", "non sei un robot", "geen robot",
        "não é um robô", "вы не робот", "доступ ограничен", "robot olmadığınızı", "لست روبوت",
        "أنك إنسان", "אינך רובוט", "人机验证", "您是人类", "ロボットではない",
    ),
    SCRIPT: (
        "enable javascript", "javascript is disabled", "javascript is switched off",
        "javascript is not enabled",
        "javascript must be", "requires javascript", "turn on javascript", "without javascript",
        "activate javascript", "disable your ad blocker", "disable ad blockers", "switch off ad blockers",
        "switch on scripts", "enable scripts",
        "ad blocker detected", "browser is not supported", "browser is out of date", "unsupported browser",
        "supported browser", "javascript aktivieren", "javascript ist deaktiviert", "werbeblocker",
        "activer javascript", "activez javascript", "javascript est désactivé", "bloqueur de publicité",
        "habilite javascript", "activa javascript", "activar javascript", "attiva javascript",
        "javascript inschakelen", "ative o javascript", "включите javascript", "javascript'i etkinleştir",
        "تفعيل جافا سكريبت", "تمكين جافا سكريبت", "javascript を有効", "javascriptを有効", "启用javascript",
        "启用 javascript",
    ),
    GONE: (
        "page not found", "page cannot be found", "page can't be found", "page could not be found",
        "couldn't find the page", "could not find the page", "page you requested",
        "page you were looking for",
        "page you are looking for", "page doesn't exist", "page does not exist", "no longer available",
        "no longer exists", "may have been moved", "has been removed", "error 404", "404 error",
        "404 not found", "can't find that", "not the page that you", "might have been taken down",
        "link has a typo",
        "article not found", "nothing was found", "seite nicht gefunden", "seite existiert nicht",
        "gesuchte seite", "fehler 404",
        "nicht mehr verfügbar", "page introuvable", "page demandée n", "n'existe plus",
        "n'est plus disponible",
        "página no encontrada", "página no existe", "no se ha encontrado", "pagina non trovata",
        "pagina non esiste", "pagina niet gevonden", "página não encontrada", "página não existe",
        "страница не найдена", "страница удалена", "sayfa bulunamadı", "sayfa mevcut değil",
        "الصفحة غير موجودة", "لم يتم العثور على", "העמוד לא נמצא", "页面不存在", "找不到页面", "找不到頁面",
        "ページが見つかりません", "article has been withdrawn", "article has been retracted",
        "article has been deleted", "n'est plus accessible", "больше не доступ", "yayından kaldırıl",
        "artık mevcut değil", "لم يعد متاح", "لم يعد متوفر", "لم تعد متاحة", "已被删除", "已不存在",
    ),
    REGION: (
        "unavailable for legal reasons", "not available in your region", "not available in your country",
        "unavailable in your region", "unavailable in your country", "european economic area at this time",
        "in ihrem land nicht verfügbar", "in ihrer region nicht verfügbar", "pas disponible dans votre pays",
        "no está disponible en tu país", "no está disponible en su país", "non disponibile nel tuo paese",
        "недоступен в вашем регионе", "недоступна в вашем регионе", "bölgenizde kullanılamıyor",
        "غير متاح في بلدك", "غير متاح في منطقتك",
    ),
    CLOSED: (
        "down for maintenance", "site is under maintenance", "website is under maintenance",
        "we will be back shortly", "we'll be back shortly", "we will be back soon", "we'll be back soon",
        "seite wird gewartet", "wartungsarbeiten an dieser", "site est en maintenance",
        "sitio en mantenimiento", "sito in manutenzione", "ведутся технические работы",
        "bakım çalışması nedeniyle", "الموقع تحت الصيانة",
    ),
}  # fmt: skip
"""Phrases of walls in small letters, with straight apostrophes."""
_WHOLE_TITLES = {
    "404": GONE, "not found": GONE, "error": GONE, "oops": GONE, "just a moment": BOT_CHECK,
    "attention required": BOT_CHECK, "forbidden": BOT_CHECK, "sign in": SIGN_IN, "log in": SIGN_IN,
    "login": SIGN_IN, "subscribe": PAYWALL, "privacy": CONSENT, "consent": CONSENT,
}  # fmt: skip
"""Words that are a wall's whole headline, and would mean nothing within another."""


_SAID: dict[str, tuple[tuple[str, str], ...]] = {
    CONSENT: (
        (r"\bcookies\b", r"verwendung|stimmen sie|zustimm|akzeptier|ablehn"),
        (
            r"ihre[mr]? (?:zustimmung|einverständnis|einwilligung)",
            r"gerät|partner|dienst|unsere|speicher|verarbeit",
        ),
        (r"votre (?:accord|consentement)|vos choix", r"partenaires|appareil|retirer|stock|cookies|données"),
        (r"(?:tu|su) consentimiento|\bcookies\b", r"dispositivo|acepta|rechaza|preferenc|configur"),
        (r"(?:tuo|vostro) consenso|\bcookie\b", r"dispositivo|partner|accett|rifiut|preferenz"),
        (r"seu consentimento|\bcookies\b", r"dispositivo|parceiros|aceit|recus|preferên"),
        (r"çerez", r"kabul|kullan|faydalan|izin|onay"),
        (r"\bcookie|\bкуки\b", r"соглаш|принят|принима|используе|погодж|прийня|використ"),
        (r"danych osobowych|\bcookies\b", r"zgod|klikając|akcept"),
        (r"كوكيز|ملفات (?:تعريف )?الارتباط", r"توافق|موافق|تقبل|قبول|نستخدم|استخدام"),
        (r"کوکی", r"پذیر|استفاده"),
        (r"קוקי|עוגיות", r"הסכמ|מסכי|אישור|המשך"),
        (r"cookie", r"同意|接受|使用"),
    ),
    GONE: (
        (
            r"(?:seite|artikel|beitrag)\b",
            r"gibt es (?:leider )?nicht|(?:wurde|ist) (?:leider )?(?:gelöscht|verschoben)",
        ),
        (
            r"\b(?:page|article|contenu)\b",
            r"(?:page|article|contenu)\b.{0,60}\b(?:n'existe (?:pas|plus)|a été (?:supprimée?"
            r"|déplacée?)\b(?! par)|introuvable)",
        ),
        (
            r"\b(?:página|noticia|artículo|contenido)\b",
            r"que (?:buscas?|busca usted).{0,80}no (?:existe|está)|ya no está disponible",
        ),
        (r"\b(?:pagina|articolo)\b", r"che (?:cerchi|cercavi).{0,80}non|non è (?:più )?disponibile"),
        (r"\b(?:página|artigo|notícia)\b", r"já não está disponível|que (?:procura|você procura).{0,80}não"),
        (
            r"\b(?:sayfa|haber|içerik|içeriğ|sayfaya)",
            r"aradığınız.{0,80}(?:bulunam|ulaşılam|mevcut değil|taşın|kaldırıl)",
        ),
        (r"страниц|материал", r"не существует|(?:такой|этой) страницы нет|был[аи]? (?:удал|перемещ)"),
        (r"сторінк|матеріал", r"не існує|не знайден|було (?:видален|переміщ)"),
        (r"\b(?:strona|strony|artykuł)\b", r"której szukasz.{0,80}nie|nie istnieje|został usunięty"),
        (
            r"الصفحة|المقال",
            r"(?:تبحث عنها|المطلوبة).{0,9}(?:غير|لا |لم )|(?:تعذر|لم نتمكن من) (?:العثور|إيجاد)",
        ),
        (r"صفحه|مطلب", r"(?:مورد نظر|دنبال).{0,80}(?:یافت نشد|پیدا نشد|وجود ندارد)"),
        (r"הדף|העמוד|הכתבה", r"(?:שחיפשת|המבוקש).{0,80}(?:לא|אינו)|אינ[הו] (?:זמינה?|קיימת?) (?:עוד|יותר)"),
        (r"rûpel", r"nehat dîtin|tune ye"),
    ),
    PAYWALL: (
        (
            r"\b(?:article|suite|contenu|lecture)\b",
            r"réservée?s? (?:à nos|aux) (?:abonn|membres)|poursuivre votre lecture",
        ),
        (
            r"\b(?:artikel|text|inhalt|beitrag)\b",
            r"(?:mitgliedern|abonnenten) vorbehalten|plus-zugang|nur (?:mit|für) (?:plus|abo)",
        ),
        (r"exklusiv für (?:abonn|mitglieder|leser)", r"testen|jetzt|monat|woche|€|euro"),
        (
            r"\b(?:contenido|artículo)\b",
            r"(?:exclusivo|solo|reservado) para (?:socios|suscriptores|miembros)",
        ),
        (r"\b(?:haberin|içerik|yazının|devamı)\b", r"abonele|abonelik|üyeler"),
        (r"المحتوى|المقال|النص", r"(?:للمشتركين|لأعضاء|يرجى الاشتراك|اشترك|انضم)"),
        (
            r"стать|материал|текст|верси",
            r"(?:доступ\w{1,6}|только) (?:для |лишь )?(?:подписчик|зарегистрирован)|платную подписку",
        ),
        (r"матеріал|статт|текст", r"(?:доступ\w{1,6}|лише|тільки) (?:для )?(?:передплатник|зареєстрован)"),
        (r"محتوا|مطلب", r"مشترکان|مشترکین|اعضا"),
        (r"הכתבה|התוכן", r"למנויים|למנויי"),
    ),
}  # fmt: skip
"""Wall -> what a short line is about, and what it says of that, a language each, however it words it."""
_SAID_CAP = 200
_NOTICE_LINES, _NOTICE = 4, 160
"""How many lines of a text may be a notice that it is gone, and how long such a line is at most."""
_ARTICLES = re.compile(
    r"\b(?:article|page|story|content|link|post|artikel|seite|beitrag|contenu|contenido|artículo|página|sayfa|haber"
    r"|içerik|страниц|материал|статья)|المقال|الصفحة|المحتوى|الخبر|页面|文章|内容"
)
"""What such a notice is about; a drug or a bridge that is no longer available is news."""
_LINE = 400
"""A longer line may be an article without paragraphs, of which one sentence is the site's."""
_SENTENCE = re.compile(r"(?<=[.!?؟])\s|(?<=[。！？])|\n")


def wall_of(line: str) -> str | None:
    """Which wall a line belongs to; None where it shows no phrase of one and offers nothing."""
    folded = line.casefold().replace("’", "'")
    found = {wall: sum(phrase in folded for phrase in phrases) for wall, phrases in _PHRASES.items()}
    best = max(found, key=lambda wall: found[wall])
    if found[best]:
        return best
    return PAYWALL if is_offer(folded) else _wall_said(folded)


def _wall_said(folded: str) -> str | None:
    if len(folded) > _SAID_CAP:
        return None
    return next((wall for wall, about, says in _said() if about.search(folded) and says.search(folded)), None)


@cache
def _said() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (wall, re.compile(about), re.compile(says)) for wall, pairs in _SAID.items() for about, says in pairs
    )


def wall_of_title(titles: Iterable[str]) -> str | None:
    """Which wall the headlines of a page name; None where they name none."""
    for title in titles:
        whole = title.casefold().strip(" .!?…|")
        found = _WHOLE_TITLES.get(whole) or (wall_of(title) if len(title) < 80 else None)
        if found:
            return found
    return None


def says_it_is_gone(text: str) -> bool:
    """Whether one of the first lines of a text is a notice that the article is gone.

    What follows such a notice is another article, which the site recommends instead.
    """
    lines = [line.casefold() for line in text.split("\n")[:_NOTICE_LINES] if len(line) <= _NOTICE]
    return any(wall_of(line) == GONE and _ARTICLES.search(line) for line in lines)


def split_sentences(text: str) -> list[str]:
    """A text cut after every mark that may end a sentence."""
    return _SENTENCE.split(text)


def without_walls(text: str) -> tuple[str, str | None]:
    """The text without the lines (of long ones, the sentences) of walls, and the wall that most belong to."""
    kept, walls = [], []
    for line in text.split("\n"):
        parts = [line] if len(line) <= _LINE else split_sentences(line)
        found = [wall_of(part) for part in parts]
        walls += [wall for wall in found if wall is not None]
        kept.append(" ".join(part for part, wall in zip(parts, found, strict=True) if wall is None))
    return "\n".join(filter(None, kept)), max(walls, key=walls.count, default=None)
