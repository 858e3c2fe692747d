"""Languages by their tags (BCP 47): which language a tag means, its English name, and the language of a text
whose feed gives another.
"""

import re

NAMES = {
    "ar": "Arabic",
    "az": "Azerbaijani",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "ca": "Catalan",
    "ckb": "Sorani",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "eu": "Basque",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "ga": "Irish",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "kk": "Kazakh",
    "ko": "Korean",
    "ku": "Kurdish",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "mk": "Macedonian",
    "ms": "Malay",
    "nb": "Norwegian",
    "nl": "Dutch",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "so": "Somali",
    "sq": "Albanian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "ta": "Tamil",
    "th": "Thai",
    "tl": "Filipino",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "uz": "Uzbek",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
"""The languages that a query, or a chat, can name."""
OWN_NAMES = {
    "ar": "العربية", "az": "azərbaycan", "be": "беларуская", "bg": "български", "bn": "বাংলা",
    "ca": "català", "ckb": "کوردیی ناوەندی", "cs": "čeština", "da": "dansk", "de": "Deutsch",
    "el": "Ελληνικά", "en": "English", "es": "español", "et": "eesti", "eu": "euskara", "fa": "فارسی",
    "fi": "suomi", "fr": "français", "ga": "Gaeilge", "he": "עברית", "hi": "हिन्दी", "hr": "hrvatski",
    "hu": "magyar", "hy": "հայերեն", "id": "Indonesia", "it": "italiano", "ja": "日本語", "ka": "ქართული",
    "kk": "қазақ тілі", "ko": "한국어", "ku": "kurdî (kurmancî)", "lt": "lietuvių", "lv": "latviešu",
    "mk": "македонски", "ms": "Melayu", "nb": "norsk bokmål", "nl": "Nederlands", "pl": "polski",
    "ps": "پښتو", "pt": "português", "ro": "română", "ru": "русский", "sk": "slovenčina",
    "sl": "slovenščina", "so": "Soomaali", "sq": "shqip", "sr": "српски", "sv": "svenska",
    "sw": "Kiswahili", "ta": "தமிழ்", "th": "ไทย", "tr": "Türkçe", "uk": "українська", "ur": "اردو",
    "uz": "o‘zbek", "vi": "Tiếng Việt", "zh": "中文",
}  # fmt: skip
"""What their speakers call them (CLDR 47), of those languages of `NAMES` that CLDR knows."""
_THREE_LETTERS = (
    "ara:ar aze:az bel:be bul:bg ben:bn cat:ca ces:cs cze:cs dan:da deu:de ger:de ell:el gre:el"
    " eng:en spa:es est:et eus:eu baq:eu fas:fa per:fa prs:fa fin:fi fra:fr fre:fr gle:ga heb:he"
    " hin:hi hrv:hr hun:hu hye:hy arm:hy ind:id ita:it jpn:ja kat:ka geo:ka kaz:kk kor:ko kur:ku"
    " kmr:ku lit:lt lav:lv mkd:mk mac:mk msa:ms may:ms nob:nb nno:nb nor:nb nld:nl dut:nl pol:pl"
    " pus:ps por:pt ron:ro rum:ro rus:ru slk:sk slo:sk slv:sl som:so sqi:sq alb:sq srp:sr swe:sv"
    " swa:sw tam:ta tha:th fil:tl tgl:tl tur:tr ukr:uk urd:ur uzb:uz vie:vi zho:zh chi:zh cmn:zh"
    " yue:zh"
)
"""ISO 639-2, both kinds, and members of macrolanguages that feeds name (ISO 639-3)."""
_SAME = {
    **{name.lower(): code for code, name in NAMES.items()},
    **dict(pair.split(":") for pair in _THREE_LETTERS.split()),
    "in": "id",
    "iw": "he",
    "nn": "nb",
    "no": "nb",
}
"""What feeds write for a language -> the code of `NAMES`."""
_LOOKED_AT = 200
_HOMES = {
    "arabic": frozenset(["ar", "fa", "ckb", "ku", "ur", "ps", "sd", "ug"]),
    "hebrew": frozenset(["he", "yi"]),
    "cyrillic": frozenset(["ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "tg", "mn", "uz", "az"]),
    "han": frozenset(["zh", "ja", "ko"]),
}
"""Script -> the languages that may be written in it."""
_LETTERS = {
    "arabic": re.compile("[\u0620-\u064a\u066e-\u06d3]"),
    "hebrew": re.compile("[\u05d0-\u05ea]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "han": re.compile("[\u3040-\u30ff\u4e00-\u9fff]"),
}
_OTHER_SCRIPT = re.compile("[\u0400-\u06d3\u3040-\u9fff]")
"""Some letter of these scripts; most texts that are not ASCII have none, only accents and quotation marks."""
_TELLING = {
    "arabic": (("ckb", "ێۆڵڕڤە"), ("ur", "ٹڈڑںے"), ("fa", "پچژگکی")),
    "cyrillic": (("uk", "іїєґ"), ("be", "ў")),
    "han": (("ja", "のはをがにでした"),),
}
"""Letters that one language of a script has and the usual one has not."""
_USUAL = {"arabic": "ar", "hebrew": "he", "cyrillic": "ru", "han": "zh"}


def primary(tag: str) -> str:
    """The language that a tag means: "pt" for "pt-BR", "he" for the older "iw", "en" for "eng", "English"."""
    language = tag.replace("_", "-").partition("-")[0].lower()
    return _SAME.get(language, language)


def language_of(text: str, tag: str) -> str:
    """The language of a text that a feed says is in `tag`: another one only if the script tells.

    A feed that says nothing counts as English, so that an Arabic one without a tag would be read as English.
    Kurdish in Arabic letters is Sorani.
    """
    said = primary(tag)
    text = text[:_LOOKED_AT]
    if text.isascii() or _OTHER_SCRIPT.search(text) is None:
        return said
    text = text.casefold()
    counts = {script: len(letters.findall(text)) for script, letters in _LETTERS.items()}
    script = max(counts, key=lambda name: counts[name])
    if said == "ku" and script == "arabic" and counts[script]:
        return "ckb"
    if said in _HOMES[script] or 3 * counts[script] <= sum(map(str.isalpha, text)):
        return said
    telling = _TELLING.get(script, ())
    return next(
        (name for name, letters in telling if any(letter in text for letter in letters)), _USUAL[script]
    )
