"""HTML to plain text, and where sentences end."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.language.text import plain_text, sentences


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("no markup  at all", "no markup at all"),
        ("one\n\n two \r\n three", "one\ntwo\nthree"),
        ("<p>One &amp; two<br>three</p><p>four <b>five</b></p>", "One & two\nthree\nfour five"),
        ("a<script>evil()</script>b<style>p{}</style><!-- gone -->c", "a b c"),
        ("&lt;p&gt;Escaped &amp;amp; twice&lt;/p&gt;", "Escaped & twice"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ('<img src="x" alt="a > b">shown', "shown"),
        ("<a title=don't href=x>link</a>", "link"),
        ("soft\u00adhyphen \u200bzero", "softhyphen zero"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("<script>never closed", ""),
        (
            "<p>Rain fell.</p><aside><p>A bus crashed.</p></aside><p>It stopped.</p>",
            "Rain fell.\nIt stopped.",
        ),
        ("<p>Killed: <del>11</del> <ins>7<sup>2</sup></ins> people</p>", "Killed: 7 people"),
        ("<p>10<sup>th</sup> of June</p><p hidden>nine</p>", "10th of June"),
        ("<p>One.</p><figure><figcaption>Two in 2014.</figcaption></figure><p class='sr-only'>3</p>", "One."),
        (
            "<p>7<sup><a href='#n'>2</a></sup> people, 9 km<sup>2</sup>, 10<sup>6</sup></p>",
            "7 people, 9 km2, 10^6",
        ),
        ('<div style="display: none">a<div>b</div>c</div><p>One.</p>', "One."),
        ('<span style="text-decoration: line-through">9</span> 7 people', "7 people"),
        ('<p>One.</p><div style="display: none">Two.</div><p class="hidden-xs">Three.</p>', "One.\nThree."),
        ('<p>One.</p><blockquote class="twitter-tweet"><p>Two.</p></blockquote>', "One."),
    ],
)
def test_plain_text(html: str, text: str) -> None:
    assert plain_text(html) == text


@given(st.text(alphabet="<>ab/!-'\"& ;\n=#", max_size=200))
def test_plain_text_never_fails_and_is_tidy(html: str) -> None:
    text = plain_text(html)
    assert "\n\n" not in text
    assert text == text.strip()


@pytest.mark.parametrize(
    "piece", ["<del>", "<p hidden>", "<sup>", "<a ", "<a '", "<a \"'", "<!--", "<script>", "&lt;p", "<"]
)
def test_plain_text_of_hostile_markup_is_quick(piece: str) -> None:
    began = time.process_time()
    plain_text(piece * 20_000)
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("U.S. Rep. Jane Roe met Gen. Doe. They spoke for 2.5 hours.", 2),
        ("The army left the U.S. The fleet stayed.", 2),
        ("It grew by 3.4 percent, e.g. in Ohio. J. K. Smith said so.", 2),
        ('He said, "We won. We lost nothing." Then he left.', 2),
        ("\u201cStay here. Do not move,\u201d she told them. Nobody moved.", 2),
        ("Some doubt it. ... Just wait and see.", 2),
        ("It began at 5 p.m. Monday. It ended at 6 a.m. The crowd left.", 3),
        ("Who did it? Nobody knows! The search goes on.", 3),
        ("Acme Inc. said it would sell. Jones Jr. bought it.", 2),
        ("قتل عشرون. لماذا؟ لا أحد يعلم.", 3),
        ("Le gén. Roux a parlé avec env. 30 soldats. Ils sont partis.", 2),
        ("Погибли ок. 30 солдат. Ген. Орлов подтвердил это.", 2),
        ("Org. Kaya konuştu. Askerler çekildi.", 2),
        ("EE. UU. enviará 50 soldados. Llegan en mayo.", 2),
        ("Płk. Nowak zginął. Wojsko to potwierdziło.", 2),
        ("Il dott. Rossi lo conferma. Nove i morti.", 2),
        ("Burgemeester mevr. Vos sprak. Daarna was het stil.", 2),
        ("ជនរងគ្រោះ ១២ នាក់។ ប៉ូលិសបានមកដល់។", 2),
        ("One line\nAnother line", 2),
        ("", 0),
        (" \n \n", 0),
    ],
)  # fmt: skip
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", "Der Schaden beträgt mind. 3 Mio. Euro bzw. ca. 4 Mio. Kronen. Die Polizei ermittelt.", 2),
        ("de", "Das Werk in Orn kostete 3,4 Mrd. Die Stadt zahlt rd. 20 Mio. Kronen (gegr. 1980).", 2),
        ("es", "El Cmte. Roa y el Tte. Cnel. Paz viajaron a EE. UU. el lunes. Vuelven el martes.", 2),
        ("es", "La Cía. Orn está en la Avda. Mayor. El Gral. Roa lo confirma.", 2),
        ("ru", "В 2019 г. Россия вывела войска. Ущерб составил 5 млн. Об этом сообщает агентство.", 3),
        ("ru", "Сгорел дом на ул. Садовой им. Орлова. В 2019 г. В Орне шла война.", 3),
        ("uk", "Збитки становлять бл. 5 млн. Про це повідомили у вівторок. У 2019 р. Україна вийшла.", 3),
        ("uk", "Удар по просп. Миру поранив 3 тис. осіб. Їх лікують.", 2),
        ("fr", "M. Roux et Mme. Blanc évoquent env. 300 morts. Le cdt. Noir est parti.", 2),
        ("en", "Amb. J. A. Roe of Orn left Bldg. 4 on Monday. The State Dept. Spokesman stayed.", 2),
        ("ru", "Полиция задержала г-на А. С. Рое и гр. Доу. Суд будет в среду.", 2),
        ("uk", "Затримали гр. Рое. Суд буде в середу.", 2),
        ("tr", "Doç. Dr. Kaya ile Alb. Demir geldi. Gnkur. Başkanlığı açıkladı.", 2),
        ("en", "Lt. Gov. Roe and Maj. Gen. Orr left at 5 a.m. Monday. She did not mind. Sen. Doe stayed.", 3),
    ],
)
def test_sentences_after_abbreviations_of_a_language(language: str, text: str, count: int) -> None:
    assert len(sentences(text, language)) == count


def test_german_ordinals_do_not_end_a_sentence() -> None:
    text = "Am 3. Mai fielen Schüsse. Am 4. Mai war Ruhe."
    assert len(sentences(text, "de")) == 2


@given(st.text(max_size=300))
def test_sentences_are_where_they_say(text: str) -> None:
    end = 0
    for sentence in sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip() != ""
        assert sentence.start >= end
        end = sentence.end


def test_paragraphs_are_numbered() -> None:
    numbers = [(s.paragraph, s.index) for s in sentences("One here. Two here.\n\nThree here.")]
    assert numbers == [(0, 0), (0, 1), (1, 0)]


_HTML_PARTS = [
    "<p>", "</p>", "<br/>", "<BR>", '<a href="x">', "</a>", "<a title='b'>", "<b:c>", "<script>", "x", " ",
    "\n", "Rain", "&amp;", "&lt;p&gt;", "1 < 2", ">", "<td colspan=2>", '<img alt="a > b"/>',
]  # fmt: skip


@given(st.lists(st.sampled_from(_HTML_PARTS), max_size=12).map("".join))
def test_the_short_way_through_simple_html_gives_the_same(html: str) -> None:
    """A comment says nothing, but closes the short way."""
    assert plain_text("<i>" + html) == plain_text("<i><!-- -->" + html)


WRAPPED = (
    "A bomb went off at the market of Lom on Monday and killed",
    "twelve people who had come to buy fruit from the farms of",
    "Orn and Harun, police said.",
    "A second bomb was found in the old mill, and was taken to",
    "the hills by soldiers.",
)


def test_lines_that_were_broken_by_hand_are_joined() -> None:
    assert plain_text("\n".join(WRAPPED)) == f"{' '.join(WRAPPED[:3])}\n{' '.join(WRAPPED[3:])}"


@pytest.mark.parametrize(
    "lines",
    [
        ("Dead: 12", "Injured: 30", "taken to the hills by soldiers"),
        (
            "Mayor of Orn opens the new bridge before the farmers",
            "Rebels of Lom take the road over the hills of Harun",
        ),
        (
            "A bomb went off at the market of Lom, police said.",
            "twelve people who had come to buy fruit died there",
        ),
        (
            f"The council of Orn {'again ' * 20}closed the bridge",
            "over the Harun, its chairman told the farmers of Lom",
        ),
    ],
)
def test_lines_of_lists_and_paragraphs_stay(lines: tuple[str, ...]) -> None:
    assert plain_text("\n".join(lines)) == "\n".join(lines)
