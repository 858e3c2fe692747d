"""What is taken from a page before its article is looked for."""

import pytest
from lxml import html

from bot.news.articles.belief import Announced
from bot.news.articles.furniture import remove_furniture
from bot.news.articles.page import read_page
from tests.effort import least_growth

TOLD = "Two workers died on Sunday when a paper mill burned down in the town of Orn."
BESIDE = "I was there when the mill burned, and the fire brigade came late."


def left(body: str) -> str:
    root = html.fromstring(f"<html><body><main><h1>Mill fire</h1><p>{TOLD}</p>{body}</main></body></html>")
    remove_furniture(root)
    return str(root.text_content())


@pytest.mark.parametrize(
    "holder",
    [
        "<div class='discussion'>%s</div>",
        "<section id='comments'>%s</section>",
        "<div class='box reader-comments open'>%s</div>",
        "<div id='disqus_thread'>%s</div>",
        "<aside data-component='comments'>%s</aside>",
        "<ol class='comment-list'>%s</ol>",
        "<div class='Kommentare'>%s</div>",
        "<div class='yorumlar'>%s</div>",
        "<div class='c-comments__list'>%s</div>",
        "<div class='related-articles'>%s</div>",
        "<div class='read-next'>%s</div>",
        "<div hidden>%s</div>",
        "<dialog>%s</dialog>",
        "<del>%s</del>",
        "<div style='visibility: hidden'>%s</div>",
        "<blockquote class='instagram-media'>%s</blockquote>",
        "<amp-list>%s</amp-list>",
    ],
)
def test_what_stands_beside_the_article_is_taken_away(holder: str) -> None:
    text = left(f"{holder % f'<p>{BESIDE}</p>'} and so on")
    assert BESIDE not in text
    assert TOLD in text
    assert "and so on" in text


@pytest.mark.parametrize(
    "holder",
    [
        "<div class='content has-comments comments-open'>%s</div>",
        "<article class='post category-discussion'>%s</article>",
        "<div class='commentary'>%s</div>",
        "<div class='section-related'>%s</div>",
        "<div class='comments'><h1>Mill fire</h1>%s</div>",
        "<div aria-label='comments'>%s</div>",
    ],
)
def test_what_only_sounds_so_stays(holder: str) -> None:
    assert BESIDE in left(holder % f"<p>{BESIDE}</p>")


@pytest.mark.parametrize(
    ("paragraph", "stays"),
    [
        ("<p><a href='/2'>Lom doubles its tax on diesel</a></p>", False),
        ("<p>You may also like: <a href='/2'>Lom doubles tax on diesel</a></p>", False),
        ("<p><strong>اقرأ أيضا</strong> <a href='/2'>لوم تضاعف ضريبة الديزل من يناير</a></p>", False),
        ("<p>The fire is the <a href='/2'>third of its kind in Orn since May</a>, the town said.</p>", True),
        ("<p><a href='#top'>Lom doubles its tax on diesel</a></p>", True),
        ("<p><a href='/2'>Orn</a></p>", True),
    ],
)
def test_a_paragraph_that_only_leads_on_is_taken_away(paragraph: str, stays: bool) -> None:
    shown = str(html.fromstring(paragraph).text_content())
    assert (shown in left(paragraph)) is stays


def test_a_notes_number_is_not_read_with_the_number_before_it() -> None:
    text = left("<p>12<sup>3</sup> dead, 40<sup><a>1</a></sup> hurt on 9 km<sup>2</sup>, 10<sup>6</sup></p>")
    assert text.endswith("12 dead, 40 hurt on 9 km2, 10^6")


def test_articles_that_follow_are_taken_away() -> None:
    first = f"<article><header><h1>Mill fire</h1></header><p>{TOLD}</p></article>"
    second = f"<article><h1>Another</h1><p>{BESIDE}</p></article>"
    root = html.fromstring(f"<html><body><h1>The Post</h1>{first}{second}{second}</body></html>")
    remove_furniture(root)
    assert str(root.text_content()) == f"The PostMill fire{TOLD}"


def test_updates_under_one_headline_stay() -> None:
    update = f"<article><h2>14:05</h2><p>{BESIDE}</p></article>"
    assert left(f"{update}{update}").count(BESIDE) == 2


def test_readers_words_are_not_the_articles() -> None:
    told = [TOLD, "Forty firefighters fought the flames for six hours.", "The mill was inspected in May."]
    story = "".join(f"<p>{line} It stood at the river since 1870.</p>" for line in told)
    page = f"<html><body><article><h1>Mill fire kills two</h1>{story}</article>%s</body></html>"
    feed = Announced("Mill fire kills two", "Two workers died in Orn.", "https://post.example/2026/mill")
    believed = read_page(page % f"<div class=discussion><p>{BESIDE}</p><p>{BESIDE}</p></div>", feed.url, feed)
    assert believed.text is not None
    assert BESIDE not in believed.text


NEXT = (
    "<p>A cargo ship ran aground off Port Lom with forty containers of fertiliser aboard, its owner said.</p>"
    "<p>Tugs will try to free it at high tide, and divers have found no leak so far in its tanks.</p>"
)


def test_the_next_article_under_a_heading_is_taken_away_but_no_section_of_the_article() -> None:
    assert "Tugs" not in left(f"<h2>Cargo ship aground off Port Lom harbour</h2>{NEXT}")
    assert "Tugs" in left(f"<h2>Aground</h2>{NEXT}")
    assert "Tugs" in left(
        f"<h2>Cargo ship aground off Port Lom harbour</h2>{NEXT}<p>As in Orn, it burned.</p>"
    )
    section = (
        "<p>The chlorine next door was what Captain Roe feared most while the paper mill burned down.</p>"
    )
    assert "Captain" in left(f"<h2>Nobody knew what stood next door</h2>{section * 2}")
    after = left(f"<h2>Cargo ship aground off Port Lom harbour</h2>{NEXT}<h2>Mill fire in 1990</h2>{section}")
    assert "Captain" in after
    assert "Tugs" not in after


SHIP = "<p>A cargo ship ran aground off Port Lom with forty containers aboard, its owner said on Sunday.</p>"
DAM = "<p>Nine workers were buried in a mudslide at the dam of Sabel on Sunday, the rescuers said.</p>"


@pytest.mark.parametrize(
    "beside",
    [
        f"<h4>Cargo ship aground off Port Lom</h4>{SHIP}",
        f"<p><b>Mudslide near Sabel kills workers on dam</b></p>{DAM}",
        f"<div><h2>Cargo ship aground off Port Lom</h2></div><div>{SHIP}</div>",
        f"<p><span><strong>Mudslide near Sabel kills workers on dam</strong></span></p>{DAM}",
        f"<h3>More from the coast</h3>{SHIP}",
        f"<p>* * *</p>{SHIP}",
        f"<hr/>{SHIP}",
        f"<details><summary>More from the coast</summary>{SHIP}</details>",
        f"<aside>{DAM}</aside>",
        "<section><h3>What readers say</h3><p>The mill in Orn burned since nobody cared.</p></section>",
        "<p>EARLIER VERSION</p><p>One worker died in Orn when a mill burned on Sunday.</p>",
        "<h2>Aus dem Archiv: 1990</h2><p>Twelve workers died in Orn when the old mill burned down.</p>",
        "<h2>Комментарии (12)</h2><p>The mill in Orn burned since nobody cared.</p>",
    ],
)
def test_another_matter_is_taken_away_with_its_heading(beside: str) -> None:
    assert left(beside) == f"Mill fire{TOLD}"


@pytest.mark.parametrize(
    "section",
    [
        "<h3>Third fire of a paper mill</h3><p>The fire in Orn is the third since May, the brigade said.</p>",
        "<p>Read more</p><p>Tugs came from Port Lom, and forty men fought the flames, its mayor said.</p>",
        "<hr/><p>The mill was built in 1870 and gave work to half of Orn, its owner said in a letter.</p>",
        "<details><summary>Background</summary><p>The mill of Orn was inspected in May.</p></details>",
        "<p><b>What the owner says</b></p><p>All doors were open, said Ada Roe, who owns it.</p>",
    ],
)
def test_a_part_of_the_article_stays_behind_a_rule_a_bold_line_or_in_a_box(section: str) -> None:
    assert str(html.fromstring(f"<div>{section}</div>").text_content()) in left(section)


@pytest.mark.parametrize(
    ("lead", "stays"),
    [
        (
            "Lom will send 300 nurses to the islands, Minister Ada Roe said, our partner reports.",
            False,
        ),
        ("Smoke hung over the river on Sunday when the first families came back.", True),
        ("This was first published on May 3, 1990, and comes from the vaults of Radio Lom.", True),
    ],
)
def test_a_partners_teaser_before_the_article_is_taken_away(lead: str, stays: bool) -> None:
    page = f"<html><body><h1>Paper mill burned down in Orn</h1><p>{lead}</p><p>{TOLD}</p></body></html>"
    root = html.fromstring(page)
    remove_furniture(root)
    assert (lead in str(root.text_content())) is stays


@pytest.mark.parametrize("form", ["<h2>%s</h2>", "<p><strong>%s</strong></p>", "<hr/><h3>%s</h3>"])
def test_a_line_under_the_headline_heads_no_other_matter(form: str) -> None:
    under = form % "Rescuers near Lom searched all night"
    page = f"<html><body><h1>Nine dead in mudslide</h1>{under}{SHIP}</body></html>"
    root = html.fromstring(page)
    before = str(root.text_content())
    remove_furniture(root)
    assert str(root.text_content()) == before


@pytest.mark.parametrize(
    "piece",
    ["<div><h2>Mill fire in Orn kills two</h2></div>", f"<p><b>Ship off Lom</b></p>{SHIP}", "<hr/>"],
)
def test_parts_take_time_linear_in_the_page(piece: str) -> None:
    def work(pieces: int) -> None:
        left(piece * pieces)

    assert least_growth(work, 100) < 3
