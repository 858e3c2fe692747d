"""Other languages than English: how one is recognised, and the shapes of titles that they share."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from bot.news.kinds.kind import Kind
from bot.news.language.tags import primary
from bot.news.language.word_table import Words, word_table
from bot.news.language.words import fold_in, spelling, tokens

_WORD = re.compile(r"[^\W\d_]+")
_LATIN_LAST = "\u024f"
_ENGLISH = frozenset(
    (
        "the of to in and for on with after as at by from is are was were over amid says say said against "
        "his its will be not has have that an it out up who why how what"
    ).split()
)
_FOREIGN = frozenset(
    (
        "der die das und nach bei von vor aus wurde ist im den dem zu mit für auf ein eine einen nicht sich "
        "wird wegen gegen über le la les des du et dans pour sur avec "
        "une au aux est après selon contre à par qui sont el los "
        "las del y por para con una que en se su al tras según más es lo ve bir ile için bu da de sonra göre "
        "dedi oldu olarak daha çok kadar ku li ji bi û di de jî ev hat hate kir kirin ser dibe bo il di che "
        "non sono della nel os dos das em não uma"
    ).split()
) - {"die", "bi"}
"""Small words of languages in Latin letters; those that English writes too are left out."""

_ASKING = re.compile(
    r"(?:[^:|：]{2,30}[:|：]\s?)?[¿«\"„“‘]?(?:"
    r"(?:warum|wieso|wie|was|wer|wo|wann|weshalb|welche[rs]?"
    r"|pourquoi|comment|que faut-il|qui|où|quand|quel(?:le)?s?|ce que"
    r"|por qué|cómo|qué|quién(?:es)?|cuándo|dónde|cuál"
    r"|neden|niçin|nasıl|kim|ne zaman|nerede|hangi|ne oldu"
    r"|почему|зачем|как|что|кто|когда|где|чем|сколько"
    r"|чому|навіщо|як|що|хто|коли|де"
    r"|perché|come|(?:che )?cosa|chi|quando|dove|qual[ei]|por que|como|o que|quem|onde"
    r"|waarom|hoe|wat|wie|wanneer|welke|dlaczego|jak|co|kto|kiedy|gdzie|czy|ile"
    r"|varför|därför|hur|vad|vem|hvorfor|hvordan|hvad?|hvem|왜|어떻게|무엇"
    r"|لماذا|كيف|ماذا|ما هو|ما هي|من هو|من هم|متى|أين|هل|ما الذي"
    r"|چرا|چگونه|چطور|چه|کی|کجا|آیا"
    r"|למה|מדוע|איך|כיצד|מה|מי|מתי|האם"
    r"|çima|çawa|kî|kengî|çi)(?=\s)"
    r"|为什么|为何|如何|怎么|怎样|谁|何时|哪里|為什麼|為何|如何|なぜ|どうして)",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[?？؟][\W_]*+(?P<more>[^\W_])?")
_QUOTED = re.compile(r"(?:[^:|：]{2,30}[:：]\s?)?[\"«„“‘『「']\S")
_ALL_QUOTED = re.compile('[«"„“‘『「][^«»"„“”『』「」]{8,}[»"”“』」][.!]?$')
_READER = re.compile(
    r"\b(?:du|dein|deine|sie sollten|vous devez|votre|vos|tu|tus|usted|sizin|sizi|вам|ваш\w{0,3}|вы"
    r"|вас|ваші|ви|شما)\b|你|您",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:die |les |las |los )?(?:\d{1,2}|[٠-٩۰-۹]{1,2}|fünf|sieben|zehn|cinq|sept|dix|cinco|siete"
    r"|diez|beş|yedi|on"
    r"|пять|семь|десять|п'ять|сім|خمسة|خمس|سبعة|عشرة|پنج|هفت|חמישה|חמש|עשר|五|七|十|pênc|deh)[ 个個]?\s?"
    r"(?:gründe|fragen|dinge|tipps|raisons|choses|questions|clés|conseils|razones|claves|cosas|preguntas"
    r"|neden|soru|madde|şey|причин|вопрос\w{0,3}|вещей|питань|речей|أسباب|أسئلة|أشياء|نصائح|دلیل|پرسش|نکته"
    r"|סיבות|שאלות|דברים|个问题|个原因|件事|个理由|理由|问题|原因|sedem|pirs)",
    re.IGNORECASE,
)
_TO_KNOW = re.compile(
    r"was (?:wir|man|sie) (?:bisher )?(?:wissen|wissen (?:muss|müssen))|das wissen wir"
    r"|ce (?:que l['’]on|qu['’]on|qu['’]il faut)|tout savoir|lo que (?:se sabe|debes|sabemos)|todo lo que"
    r"|(?:che )?cosa sappiamo|o que (?:se sabe|sabemos)|dit weten we|wat we weten|co (?:wiemy|wiadomo)"
    r"|(?:det här|detta|dette|det) ved? vi|det (?:här )?vet vi"
    r"|bilmeniz gereken|hakkında bilinen|что (?:известно|нужно знать)|що (?:відомо|треба знати)"
    r"|ما (?:نعرفه|تحتاج|يجب أن تعرفه)|كل ما|آنچه باید|هر آنچه|כל מה ש|מה שידוע"
    r"|你需要知道|一文看懂|我们知道什么|tiştên ku divê",
    re.IGNORECASE,
)
_ARGUES = re.compile(
    r"\b(?:meint|kommentiert|schreibt in (?:einem|ihrem|seinem) gastbeitrag|estime|plaide|opina|sostiene que"
    r"|yazdı|görüşünde|считает|полагает|пишет колумнист|вважає|يرى الكاتب|كتب في مقال|برأي|می‌نویسد"
    r"|نویسنده معتقد|כותב|טוען)\b|认为|撰文",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"(?:\w{1,15} )?(?:kreuzworträtsel|horoskop|stellenangebot|mots croisés|horoscope|offre d['’]emploi"
    r"|crucigrama"
    r"|horóscopo|oferta de empleo|bulmaca|burç yorum|iş ilan|кроссворд|кросворд|гороскоп|ваканси[яи]"
    r"|вакансі[яї]"
    r"|كلمات متقاطعة|الأبراج|حظك اليوم|وظيفة شاغرة|جدول کلمات|فال روز|תשבץ|הורוסקופ|cruciverba|oroscopo"
    r"|palavras cruzadas|kruiswoord|horoscoop|krzyżówk|korsord)"
    r"|(?:événement|évènement) ?: ?(?:débat|conférence|rencontre|concert|atelier)|gewinnen sie"
    r"|jetzt (?:gewinnen|anmelden|bewerben)|gagnez (?:deux|\d|des|une?|vos)|inscrivez-vous"
    r"|participez"
    r"|gan[ae] (?:dos|\d|una?|entradas)|inscr[íi]bete|regístrate|vinci (?:due|\d|un)|iscriviti|ganhe"
    r"|inscreva-se"
    r"|(?:\w{1,10} ){0,2}(?:bilet|ödül|hediye)\w{0,6} kazan(?:ın|mak)|hemen (?:kaydol|başvur)"
    r"|win (?:kaarten|tickets)"
    r"|wygraj|zapisz się|vinn biljetter|выиграйте|зарегистрируйтесь|розыгрыш|виграйте|зареєструйтеся|اربح"
    r"|سجل الآن"
    r"|برنده شوید|ثبت نام کنید|זכו ב|הירשמו|抽奖|报名|招聘|星座|数独|クロスワード|占い|십자말|운세|채용",
    re.IGNORECASE,
)
_CORRECTIONS = re.compile(
    r"(?:korrekturen?|berichtigung(?:en)?|rectificatifs?|errat(?:um|a)|fe de errat\w{1,3}|fe de errores"
    r"|düzeltme"
    r"|исправлени[ея](?: и уточнения)?|уточнени[ея]|поправк[аи]|виправлення|تصويب(?:ات)?|تصحيح(?:ات)?"
    r"|اصلاحیه)[.:]?$",
    re.IGNORECASE,
)
"""The whole of a title: before a colon such a word may bring news."""
_SCORE = re.compile(r"(?<![\d:.-])\d{1,2} ?[-–:] ?\d{1,2}(?![\d:.%-])")
_OF_MATCHES = re.compile(
    r"\b(?:schlägt|besieg\w{1,3}|gewinnt|verliert|pokal\w{0,9}|bundesliga|bat|battu|s['’]impose|coupe"
    r"|ligue|gana"
    r"|vence|empata|golea|copa|la liga|yendi|berabere|kupa\w{0,9}|maç\w{0,9}|finale?)\b|обыгра|победил|со"
    r" сч[её]том"
    r"|ничь|кубк|матч|يفوز|فاز|يتعادل|تعادل|النهائي|مباراة|كأس|الدوري",
    re.IGNORECASE,
)
"""What stands beside a score where it is one."""
_SHAPES: tuple[tuple[str, Kind, re.Pattern[str]], ...] = (
    ("title: opens with a word of asking", Kind.ANALYSIS, _ASKING),
    ("title: opens with a quotation", Kind.FEATURE, _QUOTED),
    ("title: nothing but a quotation", Kind.MEDIA, _ALL_QUOTED),
    ("title: a counted list", Kind.LISTING, _COUNTED),
    ("title: an offer, a game or an event", Kind.PROMO, _OFFER),
    ("title: a calendar or notices", Kind.LISTING, _CORRECTIONS),
)

_TITLES: dict[str, tuple[str, Kind]] = {
    "not_so": ("title: tells what is not so", Kind.ANALYSIS),
    "looks_back": ("title: from the archive", Kind.FEATURE),
    "dates": ("title: a time line", Kind.ANALYSIS),
    "live": ("title: live updates", Kind.LIVE),
    "explains": ("title: explains", Kind.ANALYSIS),
    "talks": ("title: an interview", Kind.MEDIA),
    "weather": ("title: the weather or the stars", Kind.LISTING),
    "press": ("title: a bulletin or press review", Kind.LISTING),
    "pictures": ("title: pictures", Kind.MEDIA),
    "argues": ("title: somebody argues", Kind.OPINION),
    "features": ("title: a portrait or a reportage", Kind.FEATURE),
    "drill": ("title: only a drill", Kind.FEATURE),
    "sham": ("title: only a drill", Kind.FEATURE),
    "work": ("title: a book, a film or a game", Kind.FEATURE),
    "odds": ("title: betting odds", Kind.ANALYSIS),
    "mourns": ("title: mourning or a tribute", Kind.FEATURE),
    "offer": ("title: an offer, a game or an event", Kind.PROMO),
    "recipe": ("title: goods or tips", Kind.PROMO),
    "daily": ("title: times or prices of the day", Kind.LISTING),
    "jokes": ("title: only a joke", Kind.FEATURE),
    "calendar": ("title: a calendar or notices", Kind.LISTING),
    "obituary": ("title: an obituary", Kind.FEATURE),
    "poll": ("title: a poll", Kind.ANALYSIS),
    "market": ("title: where the markets stand", Kind.ANALYSIS),
    "anniversary": ("title: an anniversary", Kind.FEATURE),
    "release": ("title: a press release", Kind.PROMO),
}
"""Kind of title in `titles.txt` -> its cue, and the kind of report."""
_UNREAL = frozenset(
    ("real", "anniversary", "drill", "work", "odds", "looks_back", "features", "jokes", "weather")
)
"""What a word of what really happened outweighs."""
_LANGUAGES = ("de", "fr", "es", "tr", "ru", "uk", "ar", "fa", "he", "zh", "ku")
_PART = re.compile(r"\s?[:：|｜]\s?|\s[-–—]\s|\.{1,3}\s|[，,،;；؛]\s?|…")
_PARTS, _LONGEST = 4, 6
"""So many parts of a title are looked at, and words of a phrase."""
_UNSPACED = "\u0e00"
"""Scripts from here on have no spaces: their words are single characters, and are joined as they are."""


def looks_foreign(text: str) -> bool:
    """Whether most letters are not Latin, or the small words are rather another language's than English.

    Where there are no small words, a letter with a mark decides.
    """
    found = _WORD.findall(text.casefold())
    if not text.isascii():
        letters = sum(map(len, found))
        latin = sum(len(word) for word in found if word[0] <= _LATIN_LAST)
        if letters and latin * 2 < letters:
            return True
    english = sum(map(_ENGLISH.__contains__, found))
    foreign = sum(map(_FOREIGN.__contains__, found))
    if not english and not foreign:
        return any(not word.isascii() for word in found)
    return foreign > english


def foreign_cues(title: str, line: str, language: str = "") -> dict[str, Kind | None]:
    """The shapes that the title and the line have, with the kinds that they speak for.

    `language` is the item's tag; every listed language is tried where it is none of them.
    """
    cues: dict[str, Kind | None] = {name: kind for name, kind, pattern in _SHAPES if pattern.match(title)}
    asked = _QUESTION.search(title)
    if asked and asked["more"]:
        cues.pop("title: opens with a word of asking", None)
        cues["title: asks, then tells"] = Kind.ANALYSIS
    elif asked:
        cues["title: asks a question"] = Kind.ANALYSIS
    if primary(language) != "ku" and _READER.search(title):  # "du" are two there
        cues["title: speaks to the reader"] = Kind.FEATURE
    if _TO_KNOW.search(title):
        cues["title: to know"] = Kind.ANALYSIS
    if _ARGUES.search(line):
        cues["line: tells who argues"] = Kind.OPINION
    if _SCORE.search(title) and _OF_MATCHES.search(title):
        cues["title: a match"] = Kind.NEWS
    cues.update(_standing(title, primary(language)))
    return cues


class _Phrases(NamedTuple):
    """The phrases of one place, by their first words, so that most words of a title are looked up once."""

    kinds: dict[str, str]
    beginnings: tuple[tuple[str, str], ...]
    firsts: frozenset[str]
    stems: tuple[str, ...]
    """First words that are beginnings."""

    def at(self, words: list[str], lengths: Iterable[int]) -> Iterator[str]:
        """The kinds of the phrases with which `words` begin, of these lengths."""
        if words[0] not in self.firsts and not words[0].startswith(self.stems):
            return
        for length in lengths:
            phrase = ("" if words[length - 1][-1] >= _UNSPACED else "_").join(words[:length])
            if phrase in self.kinds:
                yield self.kinds[phrase]
            for beginning, kind in self.beginnings:
                if phrase.startswith(beginning):
                    yield kind


class _Titles(NamedTuple):
    """`titles.txt` for one language, or for all."""

    numbers: frozenset[str]
    whole: _Phrases
    start: _Phrases
    end: _Phrases
    any: _Phrases


def _standing(title: str, language: str) -> Iterator[tuple[str, Kind]]:
    """The cues of `titles.txt` that a title gives."""
    kinds = set(_kinds(title, spelling(title, language) if language in _LANGUAGES else ""))
    if "real" in kinds:
        kinds -= _UNREAL
    return map(_TITLES.__getitem__, kinds)


def _kinds(title: str, spelt: str) -> Iterator[str]:
    table = _table(spelt)
    parts = [[fold_in(word, spelt).lower() for word in tokens(part)] for part in _PART.split(title, _PARTS)]
    parts = [
        ["0" if word.isdecimal() or word in table.numbers else word for word in part]
        for part in parts
        if part
    ]
    for part in parts:
        if len(part) <= _LONGEST:
            yield from table.whole.at(part, (len(part),))
    for part in parts:
        most = min(len(part), _LONGEST)
        yield from table.start.at(part, range(1, most + 1))
        for length in range(1, most + 1):
            yield from table.end.at(part[-length:], (length,))
        for at in range(len(part)):
            rest = part[at : at + _LONGEST]
            yield from table.any.at(rest, range(1, len(rest) + 1))


@lru_cache(maxsize=len(_LANGUAGES) + 3)
def _table(language: str) -> _Titles:
    """The phrases of a language; of all of them where it is ""."""
    tables = [
        word_table("bot.news.kinds", "titles.txt", known)
        for known in (_LANGUAGES if not language else (language,))
    ]
    numbers = frozenset[str]().union(*(table["number"].whole for table in tables))
    return _Titles(numbers, *(_phrases(tables, place) for place in ("whole", "start", "end", "any")))


def _phrases(tables: Iterable[Mapping[str, Words]], place: str) -> _Phrases:
    kinds, beginnings = dict[str, str](), list[tuple[str, str]]()
    for table in tables:
        for name, words in table.items():
            kind, _, where = name.partition(".")
            if where == place:
                kinds |= dict.fromkeys(words.whole, kind)
                beginnings += [(beginning, kind) for beginning in words.beginnings]
    firsts = {_first(phrase) for phrase in [*kinds, *(phrase for phrase, _ in beginnings if "_" in phrase)]}
    stems = tuple(phrase for phrase, _ in beginnings if "_" not in phrase)
    return _Phrases(kinds, tuple(beginnings), frozenset(firsts), stems)


def _first(phrase: str) -> str:
    return phrase[0] if phrase[1:2] >= _UNSPACED or phrase[0] >= _UNSPACED else phrase.partition("_")[0]
