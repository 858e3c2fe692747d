"""A front page or a section under an article's own address is not the article, whatever it looks like."""

import pytest

from bot.news.articles.belief import FRONT, Announced
from bot.news.articles.page import read_page
from bot.news.articles.teasers import find_teasers

URL = "https://post.example/world/2026/orn-bridge-collapses-three-missing"
TITLE = "Orn bridge collapses, three missing"
LINE = "Three people are missing after a bridge collapsed in Orn on Monday, rescuers said."
FEED = Announced(TITLE, LINE, URL)
OTHERS = [
    ("Strikes hit outskirts of Orn for third night", "Nine people were wounded when strikes hit two farms."),
    ("Fishing bill passes the assembly", "The assembly passed a bill on fishing quotas by 31 votes to 12."),
    ("United beat Rovers in the cup", "United beat Rovers by three goals to one and meet the holders next."),
    (
        "Banker jailed for fraud after long trial",
        "A court sent a banker to prison, who had denied every charge.",
    ),
    ("Rescuers search river after ferry accident", "Rescuers searched the river for a second day on Monday."),
    ("Teachers strike over pay in northern towns", "Teachers are on strike, and most schools stayed shut."),
]
ITEMS = [(TITLE, LINE), *OTHERS]
STORY = [
    "Three people are missing after a bridge over the Harun collapsed in Orn on Monday, rescuers said.",
    "Two lorries and a car were on the bridge when its middle span fell into the water shortly after seven.",
    "Divers pulled one driver out alive; the river is high, and the search was broken off at dusk.",
    "The bridge was repaired in 2019, and the council had limited the weight of lorries in May.",
]
FORMS = {
    "headings": "<article><h2><a href='{u}'>{t}</a></h2><p>{l}</p></article>",
    "cards": "<div><a href='{u}'><img src='x'></a><h3><a href='{u}'>{t}</a></h3><p>{l}</p>"
    "<time>Monday</time> <a href='/by/ada'>Ada Webb</a></div>",
    "linked whole": "<a href='{u}'><h3>{t}</h3><p>{l}</p></a>",
    "list": "<li><a href='{u}'>{t}</a> {l}</li>",
    "times": "<p>10:15 <a href='{u}'>{t}</a>. {l}</p>",
    "more": "<section><h2>{t}</h2><p>{l} <a href='{u}'>Read more</a></p></section>",
    "in a row": "<h3><a href='{u}'>{t}</a></h3><p>{l}</p>",
}


def shown(form: str, items: list[tuple[str, str]]) -> str:
    return "".join(form.format(t=title, l=line, u=f"/a/{place}") for place, (title, line) in enumerate(items))


def html(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body><nav><a href='/'>Home</a></nav><main>{body}</main></body></html>"


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize(
    "headline", ["", "Orn", f"Search results for: {TITLE}"], ids=["front", "section", "search"]
)
def test_a_list_under_the_articles_address_is_not_the_article(form: str, headline: str) -> None:
    belief = read_page(html(f"<h1>{headline}</h1>{shown(form, ITEMS)}"), URL, FEED)
    assert (belief.text, belief.problem) == (None, FRONT)


def test_a_front_page_whose_lead_is_told_at_length_is_a_list() -> None:
    lead = (
        f"<article><h2><a href='/a'>{OTHERS[5][0]}</a></h2><p>{OTHERS[5][1]}</p><p>Talks go on.</p></article>"
    )
    belief = read_page(html(lead + shown(FORMS["headings"], ITEMS[:-1])), URL, FEED)
    assert (belief.text, belief.problem) == (None, FRONT)


def test_a_section_in_a_language_without_spaces_is_a_list() -> None:
    items = [
        ("奥恩大桥坍塌三人失踪", "救援人员说，周一奥恩一座大桥坍塌，三人失踪。"),
        ("空袭连续第三晚击中奥恩郊区", "当地居民说，空袭击中两座农场，九人受伤。"),
        ("议会通过渔业法案", "议会以三十一票对十二票通过了捕鱼配额法案。"),
        ("北部四镇教师罢工要求加薪", "四个北部城镇的教师罢工，大多数学校周一停课。"),
    ]
    belief = read_page(html(shown(FORMS["headings"], items)), URL, Announced(*items[0], URL))
    assert (belief.text, belief.problem) == (None, FRONT)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("headline", [TITLE, "Divers search river after span falls"], ids=["same", "changed"])
def test_an_article_with_teasers_beside_it_is_believed(form: str, headline: str) -> None:
    told = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    beside = f"<aside><h2>More news</h2>{shown(form, OTHERS)}</aside>"
    belief = read_page(html(f"<article><h1>{headline}</h1>{told}</article>{beside}"), URL, FEED)
    assert belief.text is not None
    assert all(paragraph in belief.text for paragraph in STORY)


@pytest.mark.parametrize(
    "body",
    [
        f"<h2><a href='{URL}'>{TITLE}</a></h2>" + "".join(f"<p>{one}</p>" for one in STORY),
        "<h1>Orn: live</h1>"
        + "".join(
            f"<h3><a href='{URL}#{n}'>At {9 + n} o'clock in Orn</a></h3><p>{one}</p>"
            for n, one in enumerate(STORY)
        ),
        "<h1>Orn</h1>"
        + "".join(f"<p>{one} <a href='/x'>What the council of Orn said</a></p>" for one in STORY),
    ],
    ids=["its own address", "a live page", "links within paragraphs"],
)
def test_links_alone_make_no_list(body: str) -> None:
    assert read_page(html(f"<article>{body}</article>"), URL, FEED).text


def test_a_page_that_gives_a_section_as_its_address_is_that_section() -> None:
    told = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    head = '<link rel="canonical" href="https://post.example/world">'
    assert read_page(html(told, head), URL, FEED).problem == FRONT
    assert read_page(html(f"<h1>{TITLE}</h1>{told}", head), URL, FEED).text, "a site may err in this"


def test_words_of_the_line_here_and_there_do_not_make_the_article() -> None:
    told = [
        "The museum of Harun shows a model of a bridge that people of the valley built long ago.",
        "It is made of oak and as long as a bus, and nobody knows how they moved it.",
        "On Monday the museum opened its doors for the first time since the war.",
        "The queue reached the river, and many went home without having seen a thing.",
        "The mayor of Orn had come, and he praised the roof that the town had paid for.",
        "He did not say what it had cost, and the council did not answer questions about it.",
        "Many pieces are missing, since thieves came to the cellar in the first winter.",
    ]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in told)
    feed = Announced(
        "Orn bridge collapses", "Three people are missing in Orn, the rescuers said on Monday.", URL
    )
    assert read_page(html(f"<article><h1>Boats of old</h1>{body}</article>"), URL, feed).text is None


def test_teasers_are_found_in_linear_time() -> None:
    """Every element is measured once, however deep the page and however many headlines it has."""
    from lxml import html as lxml_html

    deep = "<div>" * 200 + shown(FORMS["headings"], ITEMS * 50) + "</div>" * 200
    found = find_teasers(lxml_html.fromstring(html(deep)), URL)
    assert len(found) == len(ITEMS)
