"""Sentences of a few words that tell something all the same: "Two died.", "Nobody was hurt."."""

from bot.news.acts.act import Act
from bot.news.acts.recognise import reported_acts
from bot.news.facts.features import key_of
from bot.news.figures.elsewhere import is_listed
from bot.news.figures.reading import figures_of
from bot.news.language.lazy_regex import Rule, has_any
from bot.news.language.tags import primary

_LONGEST = 60
"""Characters of such a sentence."""
_NUMBER = (
    r"(?:\d[\d,.]{0,15}+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|dozens|scores|hundreds|thousands)"
)
_HURT = r"(?:killed|died|dead|wounded|injured|hurt|missing|arrested|detained|freed|rescued|displaced)"
_TOLL = Rule(
    rf"(?i:(?:(?:at least|some|another|more than|about|up to) )?{_NUMBER}"
    r"(?: (?:people|others|more|soldiers|civilians|children))?(?: (?:were|are|was|is|have been|remain))?"
    rf" {_HURT}\.?$|(?:people )?(?:{_HURT}|deaths|arrests|death toll|casualties):"
    r" (?:at least )?\d[\d,.]{0,15}+$)"
)
"""How many were hurt, in as few words as a heading has: "Twelve died.", "Injured: 30"."""
_NOBODY = {
    "en": (
        (" nobody ", " no one ", " no-one ", " no casualties", " no injuries", " no deaths", " no fatalities",
         " no damage", " no arrests", " no victims", " no soldiers ", " no civilians "),
        (" hurt", " injur", " killed", " died", " reported", " wounded", " there w", " missing", " arrest",
         " made"),
    ),
    "de": (
        (" niemand", " keine", " nicht "),
        (" verletz", " tote", " opfer", " starb", " schaden", " getötet"),
    ),
    "fr": (
        (" personne n", " aucun", " pas de ", " n'y a pas"),
        (" bless", " mort", " victime", " tué", " dégât"),
    ),
    "es": (
        (" nadie ", " no hubo", " no hay", " ningun", " ningún"),
        (" herid", " muert", " víctim", " daños", " muri"),
    ),
    "ru": (
        (" никто ", " нет", " не было", " обошлось без"),
        (" пострада", " погиб", " жертв", " ранен", " разруш"),
    ),
    "uk": (
        (" ніхто ", " нема", " не було", " обійшлося без"),
        (" постражда", " загин", " жертв", " поранен", " руйн"),
    ),
    "ar": (
        (" لم ", " ولم ", " لا ", " ولا ", " دون "),
        (" يصب", " إصاب", " ضحايا", " قتلى", " خسائر", " يقتل", " أضرار"),
    ),
    "tr": (
        (" yok", " olmadı", " yaralanmadı", " ölmedi"),
        (" can kaybı", " ölen", " yarala", " hasar", " kimse", " ölü"),
    ),
    "fa": (
        (" کسی ", " نداشت", " نبود", " هیچ", " بدون"),
        (" آسیب", " تلفات", " کشته", " زخمی", " مصدوم"),
    ),
    "he": (
        (" אין ", " לא ", " איש "),
        (" נפגע", " נפצע", " נהרג", " הרוג", " פצוע", " נזק"),
    ),
    "ku": (
        (" kes ", " tune", " nebû", " nîn"),
        (" birîndar", " mir", " zirar", " kuşt", " ziyan"),
    ),
    "zh": (
        ("无", "無", "没有", "沒有", "未造成"),
        ("伤亡", "傷亡", "受伤", "受傷", "死亡", "遇难"),
    ),
}  # fmt: skip
"""That nobody was hurt, in small letters: a word of the first kind, and one of the second."""
_NUMBERS = """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety dozens scores hundreds
thousands"""
_NUMBER_KEYS = frozenset(map(key_of, _NUMBERS.split()))
_STOPS = (".", "!", "\u3002", "\uff01", "\u06d4")
_ACTS = frozenset(
    {
        *(Act.CLAIM, Act.RESIGNATION, Act.SURRENDER, Act.COLLAPSE, Act.BREACH, Act.CEASEFIRE),
        *(Act.WITHDRAWAL, Act.ARREST, Act.RELEASE, Act.RESCUE, Act.ESCAPE),
    }
)
"""What is news in three or four words: "The president resigned."."""


MIN_WORDS = 5
"""The fewest words of a sentence that is a bullet."""
_TERSE = frozenset("ar fa fi he hu pl ru tr uk".split())
"""Languages that need a word less: they write no article, or on to the noun."""


def fewest_words(language: str) -> int:
    """The fewest words of a sentence in a language (BCP 47) that is a bullet."""
    return MIN_WORDS - (primary(language) in _TERSE)


def tells_toll(text: str) -> bool:
    """Whether an English text of a few words says how many were hurt, freed or arrested, and nothing else."""
    return len(text) <= _LONGEST and _TOLL.match(text) is not None


def tells_briefly(text: str, language: str = "en") -> bool:
    """Whether a short sentence gives a toll or an act, or says that nobody was hurt.

    `language` is a BCP 47 tag. Without a full stop it is a heading, but for a toll in English.
    """
    if len(text) > _LONGEST:
        return False
    if _TOLL.match(text):
        return True
    code = primary(language)
    if not text.endswith(_STOPS):
        return False
    if _says_nobody(text, code):
        return True
    if (code == "en" or is_listed(code)) and any(figure.kind for figure in figures_of(text, language)):
        return True
    acts = reported_acts(text, language)
    return any(act.act in _ACTS and not act.coming for act in acts)


def _says_nobody(text: str, code: str) -> bool:
    known = _NOBODY.get(code)
    if known is None:
        return False
    folded = f" {text.casefold()}"
    return has_any(folded, known[0]) and has_any(folded, known[1])


def is_figure(key: str) -> bool:
    """Whether a key is of a figure, or of an English number above one."""
    return key[0].isdigit() or key in _NUMBER_KEYS
