"""Where a publisher files an item -> cues: the title's label, the address, the categories, types."""

import re
from collections.abc import Iterable

from bot.news.kinds.kind import Item, Kind
from bot.news.kinds.labels import LABEL_OF, LABELS

URL_CAP = 300
_FILED_CAP = 12
"""So many categories are looked at."""
_LABEL_CAP = 32
"""Characters of the longest label."""

_BEFORE = re.compile(
    r"[\[(【《「]?(?P<label>[^:：|｜\]】》」\[]{2,32}?)\s?(?:[:：|｜/\]】》」]|\s[-–—•.]\s|\.\s)"
)
_AFTER = re.compile(
    r"(?:\s[|｜–—-]\s|\s?[(\[（【]|[?!？！؟…]\s)(?P<label>[^|()\[\]（）【】]{2,32}?)[)\]）】]?$"
)
_NOT_LETTERS = re.compile(r"[\W_]+")
_SHOW = re.compile(
    r"(?:the-)?[a-z-]{2,30}-(?:show|daily|reports?|joe|news|press|street|with-[a-z-]{1,30}|tonight|box"
    r"|money|hour)$"
)
_TYPES = {
    "opinionnewsarticle": "opinion",
    "opinionarticle": "opinion",
    "satiricalarticle": "satire",
    "analysisnewsarticle": "analysis",
    "backgroundnewsarticle": "analysis",
    "claimreview": "analysis",
    "qapage": "analysis",
    "faqpage": "analysis",
    "howto": "analysis",
    "liveblogposting": "live",
    "broadcastevent": "live",
    "videoobject": "video or sound",
    "audioobject": "video or sound",
    "podcastepisode": "a podcast or interview",
    "radioepisode": "a podcast or interview",
    "tvepisode": "video or sound",
    "imagegallery": "pictures",
    "mediagallery": "pictures",
    "videogallery": "pictures",
    "itemlist": "a bulletin",
    "collectionpage": "a bulletin",
    "reviewnewsarticle": "a feature",
    "review": "a feature",
    "criticreview": "a feature",
    "recipe": "a feature",
    "quiz": "a game, an offer or an event",
    "game": "a game, an offer or an event",
    "event": "a game, an offer or an event",
    "jobposting": "a game, an offer or an event",
    "advertisercontentarticle": "advertising",
    "product": "advertising",
    "offer": "advertising",
}
"""schema.org types in lower case; NewsArticle and Article tell nothing."""

PLACES: dict[str, str] = {
    "sport": """
        sport, sports, football, cricket, rugby, rugby-union, rugby-league, tennis, golf, nfl, nba, soccer,
        boxing, snooker, deportes, spor, спорт, رياضة, ورزش, ספורט, 体育, 體育, werziş
        """,
    "leisure": """
        entertainment, style, lifestyle, food, food-drink, dining, fashion, arts, culture, movies, movie,
        books, music, tv-and-radio, entertainment-arts, goingoutguide, tmagazine, realestate, real-estate,
        wellness, auto, kultur, loisirs, cultura, kultura, культура, kültür, فن, ثقافة, منوعات, فرهنگ,
        תרבות, 娱乐, 文化, çand
        """,
    "the media": "media",
    "a blog": "blog, blogs, moneybeat, washwire, powerpost, weblogs",
    "money": """
        markets, business, money, economy, finance, investing, economics, wirtschaft, economia, ekonomi,
        экономика, اقتصاد
        """,
    "a wire": """
        wirestory, wire, wires, aponline, reuters, apnews, afp, ap, agencies, depesche, upi, dpa, ansa, efe,
        pti,
        ians, ani, sana, anadolu, anadolu agency, aa, yonhap, xinhua, kyodo, tass, interfax, ria novosti,
        nina,
        wam, spa, petra, irna, apa, ukrinform, agencia efe, dpa-infocom, hawar, rudaw
        """,
    "the world": """
        world, international, middle_east, middleeast, asia_pacific, europe, asia, africa, americas,
        the_americas, us, us-news, national, national-security, world-news, mideast, nation, uk
        """,
    "politics": """
        politics, policy, us-policy, elections, politik, politique, política, siyaset, политика, سياسة
        """,
    "science": """
        science, technology, tech, health, climate, environment, climate-environment, weather, education
        """,
}
"""What a folder or category says of the matter, not of the kind."""

PLACE_OF = {
    word.strip(): place
    for place, words in PLACES.items()
    for word in words.replace("\n", ",").split(",")
    if word.strip()
}

SATIRISTS = frozenset(
    (
        "onion theonion clickhole babylonbee waterfordwhispersnews waterfordwhispers dailymash thedailymash"
        " newsthump"
        " derpostillon postillon legorafi elmundotoday thebeaverton betootaadvocate reductress duffelblog"
        " thehardtimes zaytung lercio alhudood thespoof borowitzreport fauxy thefauxy newsbiscuit"
        " dietagespresse tagespresse thechaser despeld nordpresse gorafi scrappleface"
    ).split()
)
"""Names and sites of those who invent all that they report, without spaces and "the"."""


def read_filing(item: Item, title: str) -> dict[str, Kind | None]:
    """The cues and the kinds that they speak for; `title` is the item's, cleaned."""
    cues: dict[str, Kind | None] = {}
    for label in _title_labels(title):
        cues[f"labelled {label}"] = LABELS[label][0]
    for name in item.schema_types[:_FILED_CAP]:
        found = _TYPES.get(name.rpartition("/")[2].casefold())
        if found:
            cues[f"the page calls itself {found}"] = LABELS[found][0]
    if _NOT_LETTERS.sub("", item.publisher[:_LABEL_CAP].casefold()).removeprefix("the") in SATIRISTS:
        cues["filed as satire"] = Kind.FEATURE
    publisher = _small(item.publisher[:_LABEL_CAP])
    if PLACE_OF.get(publisher) == "a wire" or publisher.endswith(("news agency", "press agency")):
        cues["filed under a wire"] = None
    _file((*item.categories[:_FILED_CAP], item.section), cues)
    _file(_folders(item.url, cues), cues)
    return cues


def _title_labels(title: str) -> Iterable[str]:
    """The label in front of the title or behind it ("Syrien-Liveblog" ends with one), or the title as one."""
    yield from filter(None, [_label(title)] if len(title) <= _LABEL_CAP else [])
    for found in (_BEFORE.match(title), _AFTER.search(title)):
        if found:
            label = _label(found["label"]) or _label(found["label"].rpartition("-")[2])
            if label:
                yield label


def _label(words: str) -> str | None:
    return LABEL_OF.get(_small(words.strip(" .\"'“”«»")))


def _small(words: str) -> str:
    """In small letters, Turkish ones too ("VİDEO")."""
    return words.casefold().replace("i\u0307", "i")


def _file(names: Iterable[str], cues: dict[str, Kind | None]) -> None:
    for name in names:
        key = _small(name[:40].strip())
        label = LABEL_OF.get(key)
        if label:
            cues[f"filed as {label}"] = LABELS[label][0]
        elif key in PLACE_OF:
            cues[f"filed under {PLACE_OF[key]}"] = None


def _folders(url: str, cues: dict[str, Kind | None]) -> tuple[str, ...]:
    """The names of the host and of the first folders; a programme's page adds its cue."""
    address = url[:URL_CAP].casefold().partition("://")[2]
    host, _, path = address.partition("/")
    sections, site = _split_host(host)
    if site in PLACE_OF:
        cues[f"filed under {PLACE_OF[site]}"] = None
    if site.replace("-", "") in SATIRISTS:
        cues["filed as satire"] = Kind.FEATURE
    folders = path.split("?", 1)[0].split("/")[:-1][:5]
    if "watch" in folders or (folders and _SHOW.match(folders[0])):
        cues["filed under a programme"] = Kind.MEDIA
    if any(folder.startswith("live-") for folder in folders):
        cues["filed as live"] = Kind.LIVE
    return (*sections, *folders)


def _split_host(host: str) -> tuple[list[str], str]:
    """The sections that a host names, and the site's own name, which tells what it is about, but no kind.

    ["opinion"], "post" for opinion.post.example; [], "tribune" for tribune.com.pk: a newspaper's name.
    """
    names = host.partition(":")[0].split(".")
    ending = 2 if len(names) > 2 and len(names[-1]) == 2 and len(names[-2]) <= 3 else 1
    return names[: -ending - 1], names[-ending - 1] if len(names) > ending else ""
