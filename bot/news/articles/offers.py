"""Lines that offer a subscription or ask for an account, whatever their words.

Sites change their phrases (`bot.news.articles.walls`) weekly. What they must say is what it costs, how it
ends and how to get in: two words of such trade, and one that speaks to the reader, make an offer.
"""

import re
from functools import lru_cache

_TRADE: tuple[tuple[str, ...], ...] = (
    (
        "cancel", "free trial", "subscription", "subscrib", "billed", "complimentary", "gift card", "account",
        "email", "log in", "sign in", "per month", "a month", "cents a week", "a week from", "four weeks",
        "first month", "unlimited", "full access", "digital access", "read this month", "student rate",
        "whenever you like", "your plan", "for free", "register",
    ),
    (
        "kündbar", "euro im monat", "pro monat", "probe", "testen sie", "zugang", "konto", "anmelden",
        "registrier", "abonn", "kostenlos", "kündigen",
    ),
    (
        "sans engagement", "par mois", "premier mois", "essai", "abonn", "compte", "connecte", "illimité",
        "inscri", "résili", "gratuit",
    ),
    (
        "al mes", "primer mes", "suscri", "cancela", "prueba", "cuenta", "regístrate", "ilimitado",
        "inicia sesión", "gratis",
    ),
    (
        "por mês", "primeiro mês", "cancele", "acesso", "conta", "plano", "assin", "entre aqui", "grátis",
        "cadastr",
    ),
    (
        "al mese", "primo mese", "disdi", "abbon", "prova", "account", "registrati", "illimitato", "gratis",
        "accedi",
    ),
    ("per maand", "eerste maand", "opzeg", "abonn", "proef", "account", "inlog", "gratis", "onbeperkt"),
    ("per månad", "första månaden", "avsluta", "prenumer", "prova", "konto", "logga in", "gratis"),
    (
        "miesięcz", "pierwszy miesiąc", "anuluj", "subskryp", "dostęp", "konto", "zalog", "zarejestruj",
        "bezpłat",
    ),
    ("aylık", "ilk ay", "iptal", "abone", "üye", "hesab", "giriş", "ücretsiz", "sınırsız", "deneme"),
    ("в месяц", "первый месяц", "отмен", "подписк", "бесплатн", "аккаунт", "зарегистрир", "войти", "войдите"),
    ("на місяць", "перший місяць", "скасув", "передплат", "безкоштовн", "обліков", "увійд", "зареєстр"),
    ("شهري", "الشهر الأول", "إلغاء", "اشتراك", "اشترك", "مجان", "حساب", "سجل"),
    ("לחודש", "ביטול", "מנוי", "חינם", "חשבון", "התחבר", "הירשמ"),
    ("か月無料", "解約", "会員", "登録", "ログイン", "お試し", "この続き", "電子版"),
    ("每月", "首月", "取消", "订阅", "訂閱", "会员", "會員", "注册", "登录", "免费"),
)  # fmt: skip
"""Stems in small letters, a language each: what it costs, how it ends, how to get in."""
_READER = re.compile(
    r"\b(?:you|your|ihr|ihre[mnrs]?|sie|votre|vos|vous|tu|tus|tienes|suscríbete|você|sua|já tem|cancele|tuo"
    r"|tua|hai|je|jouw|uw|du|din|ditt|masz|twój|twoje|senin|sizin|hesabınız|ваш\w{0,3}|вы|у вас|ви)\b"
    r"|hesab[ıi]n|üyeli|podaj|zaloguj|ك\b|لديك|שלך|ください|いただ|できます|您|你"
)
_LEAST = 2
_READ_ON: tuple[tuple[str, str], ...] = (
    (
        r"(?:keep|continue|go on) reading|read (?:on\b|the rest)|free stories",
        r"subscri|regist|\btrial|sign up|log in|monthly limit|for (?:just|only) [$€£]",
    ),
    (
        r"weiter ?(?:zu)?lesen|lesen sie (?:weiter|alle)|alle artikel",
        r"\babo\b|abonn|registrier|plus-angebot|mit f\+|jetzt testen|[1-9] (?:€|euro)",
    ),
    (r"li(?:re|sez) la suite|de cet article à", r"abonn|identifi|inscri|[1-9] ?€|il vous reste"),
    (r"(?:seguir|sigue|continuar|continúa) leyendo|lee sin límites", r"suscr[ií]|regístrate"),
    (r"continu(?:ar|e) (?:a )?le(?:r|ndo)\b", r"assin|cadastr|inscrev"),
    (r"continuare a leggere|leggi tutto", r"abbonat|accedi|registrati"),
    (r"lees verder|verder (?:te )?lezen", r"abonn|log in|registreer"),
    (r"läs(?:a)? (?:vidare|hela artikeln)", r"prenumer|logga in"),
    (r"czytać dalej|czytaj dalej|dalsza część artykułu", r"prenumer|subskr|zaloguj|abonament"),
    (r"(?:devamını|tamamını) oku|okumaya devam", r"abone|üye ol"),
    (r"читать дальше|прочитать (?:полностью|целиком)|дочитать", r"подписк|подпишит|зарегистрир|войдите"),
    (r"читати далі|прочитати (?:повністю|цілком)|дочитати", r"передплат|підпиш|зареєстр|увійд"),
    (r"متابعة القراءة|لقراءة المقال|لقراءة بقية", r"اشترك|سجّ?ل"),
    (r"ادامه مطلب|دسترسی کامل|برای خواندن ادامه", r"عضو شوید|اشتراک|مشترک شوید"),
    (r"להמשיך לקרוא|לקריאת הכתבה|להמשך קריאה", r"מנוי|התחבר|הצטרפ|הירשמ"),
    (r"阅读全文|閱讀全文|继续阅读|繼續閱讀|剩余内容", r"订阅|訂閱|登录|登錄|会员|會員|付费"),
    (r"この先|続きを読む|続きは", r"会員|登録|ログイン|有料"),
    (r"xwendina (?:berdewam|temam)", r"abone|endam"),
)  # fmt: skip
"""How a line says that there is more to read, and what it asks for, a language each."""
_LONGEST = 200
"""Characters of a line that asks so; a report of a paper's subscribers goes on."""


def is_offer(folded: str) -> bool:
    """Whether a line in small letters offers the reader a subscription or asks for an account."""
    if len(folded) <= _LONGEST and any(
        more.search(folded) and asked.search(folded) for more, asked in _read_on()
    ):
        return True
    if not any(sum(part in folded for part in parts) >= _LEAST for parts in _TRADE):
        return False
    return _READER.search(folded) is not None


@lru_cache(maxsize=1)
def _read_on() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(more), re.compile(asked)) for more, asked in _READ_ON)
