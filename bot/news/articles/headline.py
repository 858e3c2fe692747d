"""A headline without what a site or an aggregator puts to it: "WATCH: Bridge falls - Orn Post"."""

import re
from collections.abc import Collection

_SUFFIX = re.compile(r"\s(?:[-\u2013\u2014|\u00b7]|--)\s(?P<name>[^-\u2013\u2014|\u00b7:]{2,40})$")
_PREFIX = re.compile(r"(?P<name>[^-\u2013\u2014|\u00b7:]{2,40})(?::| [|\u2013\u2014]| -)\s+(?=\S)")
_LABEL = re.compile(
    r"(?P<open>[\[\u3010])?"
    r"(?:watch|video|the latest|alert|breaking|breaking news|just in|urgent"
    r"|عاجل|شاهد|فيديو|بالفيديو|فوری|ویدئو|ویدیو|צפו|וידאו|מבזק|son dakika|izle|срочно|видео|терміново|відео"
    r"|vidéo|en vidéo|vídeo|última hora|urgente|eilmeldung|vîdyo|lezgîn|快讯|快訊|突发|視頻|视频)"
    r"(?(open)[\]\u3011]|\s?[:\uff1a|])\s*(?=\S)",
    re.IGNORECASE,
)
"""How the publisher carries the report, in front of what it says."""
_MORE = re.compile(
    r"\s(?:(?:Read|READ|Click|Watch|See|Learn) (?:more|MORE)(?=:|\W{0,3}$)|https?://\S{1,500}$)"
)
"""Where a headline leads on to a page: "Bridge falls Read more: Bridge falls"."""
_EDITION = re.compile(r"(?:UPDATE|WRAPUP|RPT|RECAST) ?\d*-\s?(?=\S)")
"""As Reuters numbers what it sends: "UPDATE 2-Bridge falls"."""
_KIND_OF_SITE = re.compile(r"(?:news|video|online|com|org|net|couk|world|international|english|uk|us)$")
_NOT_LETTERS = re.compile(r"[\W_]+")
_AGENCIES = frozenset(
    (
        "reuters ap associatedpress afp bbc cnn aljazeera guardian dw france24 npr upi xinhua tass anadolu"
        " bloomberg washingtonpost newyorktimes wallstreetjournal independent telegraph axios politico"
        " anadoluagency yonhap yonhapnewsagency xinhuanewsagency kyodo kyodonews interfax interfaxukraine"
        " dpa ansa"
        " pressassociation presstrustofindia rianovosti sputnik ukrinform unian belta antara bernama jiji"
        " irna isna"
        " tasnim mehrnewsagency farsnews hawarnews hawarnewsagency rudaw kurdistan24 northpress"
        " northpressagency"
        " ninanews alarabiya almayadeen basnews"
        " الأناضول سانا رويترز هاوار رووداو واع واس بترا ایرنا ایسنا تسنیم رویترز тасс интерфакс риановости"
        " укрінформ"
        " уніан рейтер 新华社 新華社 路透社 法新社 共同社 共同通信 時事通信 中新社 연합뉴스"
    ).split()
)
"""Outlets whose name after a headline is never part of it, whoever carries it."""
_IN_CAPITALS = frozenset("AA ANI ANHA APA EFE IANS KUNA MENA NINA PA PTI RIA SANA SPA WAM".split())
"""Agencies that are known by letters which are a name or a word in other writing ("Nina", "spa")."""
_MOST = 1000


def plain_headline(headline: str, publishers: Collection[str]) -> str:
    """`headline` without the name of one of its `publishers` at either end, and without a label in front.

    The name of a well-known outlet goes from its end as well; in front it says whom the headline quotes. A
    headline that is nothing else stays as it is.
    """
    if len(headline) > _MOST:
        return headline
    more = _MORE.search(headline)
    headline = (more and headline[: more.start()].strip()) or headline
    for begin in (_EDITION, _LABEL):
        label = begin.match(headline)
        if label is not None and not headline[label.end()].islower():
            headline = headline[label.end() :]
    before = _PREFIX.match(headline)
    if before is not None and _letters(before["name"]) in {_letters(publisher) for publisher in publishers}:
        headline = headline[before.end() :]
    after = _SUFFIX.search(headline)
    if after is None or not _names(after["name"], publishers):
        return headline
    return headline[: after.start()].rstrip() or headline


def _names(suffix: str, publishers: Collection[str]) -> bool:
    name = _letters(suffix)
    if name in _AGENCIES or suffix in _IN_CAPITALS:
        return True
    known = {_letters(publisher) for publisher in publishers}
    known |= {_initials(publisher) for publisher in publishers if len(publisher.split()) > 1}
    return bool(name) and any(name == other or (len(other) > 3 and name.startswith(other)) for other in known)


def _letters(name: str) -> str:
    """A name as it is compared: "The Orn Post", "Orn Post" and "OrnPost.com" are one."""
    letters = _NOT_LETTERS.sub("", name.casefold()).removeprefix("the")
    return _KIND_OF_SITE.sub("", letters) or letters


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.casefold().split() if word != "the")
