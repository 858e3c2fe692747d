"""Sentences that deny or confirm the one before and say little else: "The army denied it.".

Alone they tell nothing, and the claim before them would be told as if nobody had denied it: the two are told
together.
"""

from bot.news.acts.act import Act
from bot.news.acts.recognise import reported_acts
from bot.news.language.lazy_regex import Rule, has_any
from bot.news.language.tags import primary
from bot.news.language.text import sentences
from bot.news.language.words import word_count

_LONGEST = 140
"""Characters of an answer."""
_FEW, _MOST_WORDS = 5, 9
"""So few words need none that points back; more than the second number are a sentence in its own right."""
DENIAL_WORDS = 18
"""Words of a denial that is told with the claim before it, though it is clear alone."""
_CLAIM = (
    r"(?:claims?|reports?|allegations?|accusations?|charges?|accounts?|story|figures?|assertions?|rumou?rs?"
    r"|suggestions?|statements?|offer|proposal|demands?|news|information|version|death toll|toll)"
)
_BACK = (
    r"(?:it|this|that|them|so|everything|all of it"
    r"|(?:any )?(?:involvement|responsibility|wrongdoing|role|blame)"
    rf"|(?:the|these|those|this|that|all|such|both) {_CLAIM})"
)
_SURELY = r"(?:(?:has|have|had|also|later|since|[a-z]{4,12}ly) ){0,3}"
_WHEN = (
    r"(?: (?:on|in|at|to|as|through|via|by|from|late|early|last|outright|[a-z]{4,12}ly)\b"
    r"[^,;:\"\u201c]{0,40})?"
)
_WORD = r"[^\s,;:\"\u201c]{1,20}"
_ENGLISH = Rule(
    rf"(?:(?:But|However,|Yet|And) )?(?:(?!\d|(?:be|been|was|were|is|are) ){_WORD} ){{1,6}}?{_SURELY}"
    r"(?:(?:(?:did|does|do|could|would|can)(?: not|n['\u2019]t) (?:immediately |independently |yet )?"
    r"(?:deny|confirm|dispute|verify)"
    r"|den(?:ied|ies|y)|confirm(?:ed|s)?|reject(?:ed|s)?|dismiss(?:ed|es)?|disput(?:ed|es)|refut(?:ed|es)"
    rf"|contradict(?:ed|s)|rebuff(?:ed|s)|rubbished)(?: {_BACK})?"
    rf"|(?:call(?:ed|s)|label(?:l?ed|s)) {_BACK} [^,;:\"\u201c]{{3,40}})"
    rf"{_WHEN}\.$"
    rf"|(?:(?:The|This|That|These|Those|Such|All) {_CLAIM}|It|This|That) "
    r"(?:(?:could|can|has|have|was|were|is|are)(?: not|n['\u2019]t)?|cannot) "
    r"(?:(?:yet|immediately|independently|be|been|later|quickly) ){0,3}(?:verified|confirmed|denied|disputed)"
    rf"(?: by [^,;:\"\u201c]{{3,40}})?{_WHEN}\.$"
    rf"|(?:{_WORD} ){{1,6}}?(?:says?|said|insist(?:s|ed)?) {_BACK} (?:is|was|are|were)(?:n['\u2019]t)? "
    r"(?:not true|true|untrue|false|fake|baseless|unfounded|wrong|nonsense|a lie|lies)\.$"
    r"|There (?:was|were|is|has been) no (?:immediate |independent |official ){0,2}confirmation\b"
    r"[^,;:\"\u201c]{0,50}\.$"
)
_HINTS = (" den", "onfirm", " reject", " dismiss", " disput", " refut", "contradict", " rebuff", "rubbish",
          "verif", " call", " label",
          " true", " false", " fake", "founded.", " lie", "wrong.", "nonsense.")  # fmt: skip
_ELSEWHERE = {
    "de": (
        ("dementier", "bestreit", "bestritt", " wies ", " weist ", "bestätig", "verneint", "widersprach",
         "widerspricht", "zurückgewiesen", " überprüf", " nannte", " bezeichnete"),
        (" das", " dies", " es ", " dem", " den vorwurf", "vorwürfe", "angaben", "bericht", "meldung",
         "behauptung", "anschuldigung", "darstellung"),
    ),
    "ru": (
        (" отрица", " опров", " подтвер", " отверг", " провер", " назвал"),
        (" это", " эту", " эти", "информаци", "сообщени", "обвинени", "заявлени", " данные"),
    ),
    "uk": (
        (" запереч", " спросту", " підтвер", " відкину", " відкида", " перевір", " назва"),
        (" це", " цю", " ці ", "інформаці", "повідомлен", "звинувач", "заяв"),
    ),
    "ar": (
        (" نفى ", " ونفى ", " نفت ", " ونفت ", " ينفي", " تنفي", " أكد ", " وأكد ", " أكدت ", " وأكدت ",
         " كذب", " رفض", " ورفض", " التحقق", " وصف"),
        (" ذلك", " هذا", " هذه", "الاتهام", "الأنباء", "الخبر", "الادعاء", "المزاعم", " صحة"),
    ),
    "es": (
        (" negó", " nieg", " negaron", " negado", " desmint", " desmient",
         " confirm", " rechaz", " verific", " calific"),
        (" lo ", " los ha", " esto", " eso", "acusaci", " información", " informaciones", " versión",
         "señalamiento", " todo"),
    ),
    "fr": (
        (" dément", " nie", " nié", " confirm", " rejet", " réfut", " contest", "vérifi", " qualifi"),
        (" l'a", " l’a", " les a", " cela", " ces ", " cette ", " ce ", "accusation", "information", " tout"),
    ),
    "tr": (
        ("yalanla", "reddet", "doğrula", "inkar", "inkâr", "teyit"),
        (" bunu", " bu ", " iddia", " haber", " suçlama"),
    ),
    "fa": (
        ("تکذیب", " رد کرد", "تأیید", "تایید", "انکار"),
        (" این", " آن", " خبر", " ادعا", " گزارش", " اتهام"),
    ),
    "he": (
        ("הכחיש", "מכחיש", " אישר", " מאשר", " דחה", " דחתה", " דוחה", " לאמת"),
        (" זאת", " הדיווח", " הטענ", " הדברים", " זה", " ההאשמ", " הידיע"),
    ),
    "ku": (("înkar", " red ", "piştrast", "derewand"), (" ev ", " vê ", " van ", "îdia", "nûçe")),
    "zh": (
        ("否认", "否認", "证实", "證實", "驳斥", "駁斥", "反驳", "反駁"),
        ("这", "這", "该", "該", "此", "予以", "上述", "有关", "指控", "说法", "說法", "消息", "报道"),
    ),
}  # fmt: skip
"""What denies or confirms, and what points back, in small letters."""
_DENY = (" denied", " denies", " deny ", " rejects", " rejected", " disput", " refut")
_NO_SIGNS: tuple[tuple[str, ...], ...] = ((), ())
_SAYS_MORE = (",", ":", ";", '"', "\u201c", "\u00ab", "\uff0c", "\uff1a", "\u060c", "\u201e")
_STOPS = (".", "!", "\u3002", "\uff01", "\u06d4")
_DIGITS = frozenset("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")


def answers(text: str, language: str = "en") -> bool:
    """Whether a sentence denies or confirms the one before, which it does not repeat.

    `language` is a BCP 47 tag.
    """
    if len(text) > _LONGEST:
        return False
    code = primary(language)
    if code == "en":
        return has_any(text, _HINTS) and _ENGLISH.match(text) is not None
    known = _ELSEWHERE.get(code)
    if known is None or not text.endswith(_STOPS) or has_any(text, _SAYS_MORE):
        return False
    folded = f" {text[:-1].casefold()} "
    if not has_any(folded, known[0]) or not _DIGITS.isdisjoint(text):
        return False
    count = word_count(text)
    return count < _FEW or (count <= _MOST_WORDS and has_any(folded, known[1]))


def denies(text: str, language: str = "en") -> bool:
    """Whether a sentence denies something, and says little else."""
    if len(text) > _LONGEST or not text.endswith(_STOPS):
        return False
    code = primary(language)
    signs = _DENY if code == "en" else _ELSEWHERE.get(code, _NO_SIGNS)[0]
    return (
        has_any(f" {text.casefold()} ", signs)
        and word_count(text) <= DENIAL_WORDS
        and any(act.act is Act.DENIAL for act in reported_acts(text, language))
    )


def first_sentence(text: str, language: str = "en") -> str:
    """A bullet without the answer that may follow what it tells."""
    found = sentences(text, language)
    return found[0].text if len(found) > 1 else text
