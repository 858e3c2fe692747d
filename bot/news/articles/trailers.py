"""What stands around an article and is none of its text: standing lines, links, tags, other matters."""

import re

from bot.news.language.lazy_regex import has_any

_APPEARED = (
    ("The post ", " appeared first on "),
    ("Der Beitrag ", " erschien zuerst auf "),
    ("L’article ", " est apparu en premier sur "),
    ("La entrada ", " se publicó primero en "),
    ("El cargo ", " apareció primero en "),
    ("O post ", " apareceu primeiro em "),
    ("L'articolo ", " proviene da "),
    ("Het bericht ", " verscheen eerst op "),
    ("Сообщение ", " появились сначала на "),
    ("Wpis ", " pochodzi z serwisu "),
)
"""How WordPress says where an entry comes from, by language."""
_LONGEST = 600
"""Characters of the last paragraph in which it is looked for."""
_HEADING_CAP = 60
_OTHER_MATTER = re.compile(
    r"(?:\d{1,4} )?(?:"
    r"(?:what )?(?:our |your )?reader(?:s['’]?|['’]s)? (?:say|think|write|react|comments?|views|reactions"
    r"|opinions|letters)|your (?:views|comments|letters)|comments?|join the (?:conversation|discussion)"
    r"|(?:our |an |the )?(?:earlier|previous|original|older) (?:report|version|story|article|coverage|post)s?"
    r"|(?:from |in )?(?:the |our )?archives?(?:[:,] .*)?|also (?:today|in the news|in other news)"
    r"|in other news|(?:other|more|latest) (?:news|stories|headlines|coverage)"
    r"|ask (?:our |the )?(?:ai|chatbot|assistant)"
    r"|das sagen (?:unsere |die )?leser(?:innen und leser)?|leser(?:kommentare|briefe|meinungen)|kommentare"
    r"|(?:unsere? )?(?:frühere|vorherige|ältere|ursprüngliche)[rs]? (?:meldung|bericht|version|fassung)"
    r"|aus (?:dem|unserem) archiv(?:[:,] .*)?|(?:heute )?(?:auch|außerdem) (?:heute|interessant|wichtig)"
    r"|weitere (?:nachrichten|meldungen|themen|artikel)"
    r"|(?:ce que disent|les réactions de) (?:les |nos )?lecteurs|vos (?:réactions|commentaires)|commentaires"
    r"|notre (?:précédent|premier) article|version (?:précédente|antérieure)|(?:dans|de) (?:les|nos) archives"
    r"(?: ?[:,] .*)?"
    r"|(?:aussi|également) (?:dans l['’]actualité|aujourd['’]hui)|autres (?:actualités|titres|articles)"
    r"|(?:lo que dicen|qué dicen) (?:los|nuestros) lectores|comentarios|(?:la )?versión anterior"
    r"|nuestra (?:nota|información) anterior|del? (?:nuestro )?archivo(?:[:,] .*)?|también hoy"
    r"|(?:otras|más) noticias"
    r"|versão anterior|do arquivo|outras notícias|versione precedente|dall['’]archivio"
    r"|altre notizie|ander nieuws|uit het archief|z archiwum"
    r"|(?:okur|okuyucu) yorumları|yorumlar|önceki (?:haberimiz|haber|sürüm)|arşivden(?:[:,] .*)?|bugün ayrıca"
    r"|diğer haberler"
    r"|(?:что говорят|мнения) читател(?:и|ей)|комментарии|предыдущая версия|наше предыдущее сообщение"
    r"|ранее мы писали|из архива(?:[:,] .*)?|также сегодня|другие новости"
    r"|що кажуть читачі|коментарі|попередня версія|раніше ми писали|з архіву(?:[:,] .*)?|також сьогодні"
    r"|інші новини"
    r"|(?:آراء|تعليقات) القراء|التعليقات|(?:النسخة|تقريرنا) السابقة?|من الأرشيف(?:[:،] .*)?|أيضا اليوم"
    r"|أخبار أخرى"
    r"|نظرات (?:کاربران|خوانندگان)|(?:نسخه|گزارش) (?:پیشین|قبلی)|از آرشیو(?:[:،] .*)?"
    r"|(?:אז )?מה אומרים הקוראים|תגובות|גרסה קודמת|מהארכיון(?:[:,] .*)?|עוד היום|חדשות נוספות"
    r"|(?:读者|讀者)(?:评论|評論|留言|来信|怎么说)|(?:评论|評論)|(?:早前|此前)(?:报道|報道|報導)|(?:历史)?档案(?:[:：].*)?"
    r"|(?:其他|更多)(?:新闻|新聞)"
    r"|şîroveyên xwîneran|ji arşîvê|nûçeyên din)[\s:.…：]{0,3}(?:\(\d{1,4}\))?",
    re.IGNORECASE,
)
"""How sites head what is not the article: readers' words, earlier reports, the archive, other news.

"Read more" and "Related" are not among them: the article may go on below."""
_LABELS = (
    r"read (?:more|also|next)|see also|more (?:on this|from [A-Z]\w+|stories)"
    r"|related(?: (?:story|stories|articles?|news))?|recommended|trending(?: now)?|most read|in other news"
    r"|also today|watch(?: (?:live|now|more))?|listen|tags?|topics|filed under|keywords|categories|photos?"
    r"|image|file photo"
    r"|lesen sie (?:auch|mehr)|mehr zum thema|auch interessant|schlagw[oö]rter"
    r"|(?:à )?lire (?:aussi|également)|voir aussi|sur le même sujet|mots[- ]clés"
    r"|(?:lea|lee|vea|ver) también|más información|noticias relacionadas|etiquetas|leia (?:também|mais)"
    r"|leggi anche|i̇?lgili haber(?:ler)?|ayrıca (?:okuyun|bakınız)|etiketler"
    r"|читайте (?:также|ещ[её])|по теме|теги|читайте також|за темою|теґи"
    r"|[اإ]قرأ (?:أيضا|أيضاً|ايضا|المزيد)|مواضيع (?:ذات صلة|متعلقة)|وسوم"
    r"|(?:بیشتر|همچنین) بخوانید|برچسب‌?ها"
    r"|קראו (?:גם|עוד)|תגיות|相关(?:新闻|阅读|报道)|延伸阅读|標籤|标签|bixwîne"
)
_LABELLED = re.compile(rf"\W{{0,6}}(?:{_LABELS})\s{{0,3}}[:：|»>]", re.IGNORECASE)
_SIGNS = (":", "：", "|", "»", ">")
_OPENINGS = (
    "By ",
    ">>",
    "©",
    "(c) 2",
    "Copyright ",
    "Reporting by ",
    "Additional reporting by ",
    "Sign up ",
    "Subscribe to ",
)
_NAME = r"[A-Z][\w'’-]{1,20}(?: [A-Z][\w'’.-]{0,20}){1,3}"
_BYLINE = re.compile(rf"By {_NAME}(?:,? (?:in|from) [A-Z][\w' -]{{2,40}})?")
_CAPITALS = ("READ MORE", "READ ALSO", "SEE ALSO", "RELATED", "TRENDING NOW", "MUST READ")
_INLINE = re.compile(rf"\b(?:{'|'.join(_CAPITALS)})\s{{0,3}}:.*")
_START = 60
"""Characters of a line in which its label stands."""


def heads_other_matter(heading: str) -> bool:
    """Whether a heading by its words stands over something else than the article."""
    line = heading.strip()
    return len(line) <= _HEADING_CAP and _OTHER_MATTER.fullmatch(line) is not None


def without_trailer(text: str) -> str:
    """A plain text of an entry without other matters at its end, and "The post ... appeared first on ...".

    What stands under a heading such as "Also today" is left out with all that follows.
    """
    first, *lines = text.split("\n")
    at = next((at for at, line in enumerate(lines) if heads_other_matter(line)), None)
    if at is not None:
        text = "\n".join([first, *lines[:at]])
    start = max(text.rfind("\n") + 1, len(text) - _LONGEST)
    last = text[start:]
    for begin, middle in _APPEARED:
        if middle in last:
            place = last.rfind(begin, 0, last.rfind(middle))
            if place >= 0:
                return text[: start + place].rstrip()
    return text


def without_asides(text: str) -> str:
    """A plain text without the lines that lead to other reports, name who wrote it or label it.

    A text of one line is the report, but for a label in capitals within it.
    """
    if "\n" in text:
        text = "\n".join([line for line in text.split("\n") if not _is_aside(line)])
    if has_any(text, _CAPITALS):  # with `_SIGNS`, 12 to 47 µs for 700 words instead of 56 to 89
        return _INLINE.sub("", text)
    return text


def _is_aside(line: str) -> bool:
    head = line[:_START]
    if has_any(head, _SIGNS) and _LABELLED.match(head):
        return True
    opens = head.lstrip().startswith(_OPENINGS)
    return opens and (not head.startswith("By ") or _BYLINE.fullmatch(line) is not None)
