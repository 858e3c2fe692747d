"""Labels, addresses, categories and the page's types."""

import pytest

from bot.news.kinds.filing import read_filing
from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item, Kind

TITLE = "Army takes two villages near the border"
LINE = "The army said on Monday that it has taken two villages."


@pytest.mark.parametrize(
    ("path", "cue"),
    [
        ("/opinions/global/army/", "filed as opinion"),
        ("/commentisfree/2024/1", "filed as opinion"),
        ("/meinung/armee-1.html", "filed as opinion"),
        ("/idees/article/1", "filed as opinion"),
        ("/analysis/army", "filed as analysis"),
        ("/world/live-news/army-01-02/index.html", "filed as live"),
        ("/video/army-1/", "filed as video or sound"),
        ("/evening-show/watch/army-1", "filed under a programme"),
        ("/sport/football/1", "filed under sport"),
        ("/US/wireStory/army-1", "filed under a wire"),
        ("/newsletters/monday", "filed as a bulletin"),
    ],
)
def test_folders(path: str, cue: str) -> None:
    assert cue in read_filing(Item(TITLE, url=f"https://www.a.example{path}"), TITLE)


def test_a_label_in_turkish_capitals_is_known() -> None:
    assert "labelled video or sound" in read_filing(Item(TITLE), "VİDEO | Askerler mayın temizliyor")


def test_the_slug_is_no_folder() -> None:
    assert not read_filing(Item(TITLE, url="https://a.example/opinion"), TITLE)


def test_a_host_may_tell() -> None:
    assert "filed as video or sound" in read_filing(Item(TITLE, url="https://video.a.example/v1"), TITLE)


@pytest.mark.parametrize(
    "host",
    ["tribune.com.pk", "www.opinion.com.bo", "perfil.example", "insight.co.uk:8080", "debatt"],
)
def test_a_newspapers_name_is_no_kind(host: str) -> None:
    found = judge(Item(TITLE, LINE, url=f"https://{host}/world/army-takes-villages"))
    assert (found.kind, found.alert) == (Kind.NEWS, True)


def test_a_sites_name_may_tell_what_it_is_about() -> None:
    assert "filed under sport" in read_filing(Item(TITLE, url="https://www.sport.example/a/1"), TITLE)


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (("OpinionNewsArticle",), Kind.OPINION),
        (("https://schema.org/AnalysisNewsArticle",), Kind.ANALYSIS),
        (("LiveBlogPosting",), Kind.LIVE),
        (("ReviewNewsArticle",), Kind.FEATURE),
        (("ImageGallery",), Kind.MEDIA),
        (("AdvertiserContentArticle",), Kind.PROMO),
    ],
)
def test_the_pages_own_type_decides(types: tuple[str, ...], kind: Kind) -> None:
    plain = "The mood in the valley" if kind is Kind.FEATURE else TITLE
    found = judge(Item(plain, "" if kind is Kind.FEATURE else LINE, schema_types=types))
    assert found.kind is kind, found


def test_a_plain_article_type_tells_nothing() -> None:
    assert judge(Item(TITLE, LINE)) == judge(Item(TITLE, LINE, schema_types=("NewsArticle", "Article")))


def test_a_pages_section_counts_as_a_category() -> None:
    assert judge(Item(TITLE, LINE, section="Opinion")) == judge(Item(TITLE, LINE, categories=("Opinion",)))
    assert not judge(Item(TITLE, LINE, section="Opinion")).alert


@pytest.mark.parametrize("title", ["Raqqa: Bomb kills four", "Police: Two dead", "Iran - a tanker is held"])
def test_not_every_colon_is_a_label(title: str) -> None:
    assert not any(cue.startswith("labelled") for cue in read_filing(Item(title), title))


@pytest.mark.parametrize("publisher", ["SANA", "Anadolu Agency", "Orn News Agency", "Yonhap"])
def test_what_an_agency_sends_is_a_wires(publisher: str) -> None:
    assert "filed under a wire" in read_filing(Item(TITLE, publisher=publisher), TITLE)


def test_a_paper_is_no_wire() -> None:
    assert not read_filing(Item(TITLE, publisher="The Orn Post"), TITLE)
