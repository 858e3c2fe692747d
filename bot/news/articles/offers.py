"""Lines that offer a subscription or ask for an account, whatever their words.

Sites change their phrases (`bot.news.articles.walls`) weekly. What they must say is what it costs, how it
ends and how to get in: two words of such trade, and one that speaks to the reader, make an offer.
"""

import re

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


def is_offer(folded: str) -> bool:
    """Whether a line in small letters offers the reader a subscription or asks for an account."""
    if not any(sum(part in folded for part in parts) >= _LEAST for parts in _TRADE):
        return False
    return _READER.search(folded) is not None
