"""The index finds what evaluating every query finds, whatever is added and removed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import Match
from bot.news import query
from bot.news.language import stems, words
from bot.news.matching import match, postings, sieve

WORDS = [
    "troop",
    "troops",
    "withdraw",
    "withdrew",
    "us",
    "US",
    "raqqa",
    "al-Raqqah",
    "Ra",
    "pullout",
    "pull",
    "out",
]
ARABIC = ["الرقة", "بالرقة"]
ASKED = [
    "troop",
    "withdrew",
    "us",
    "US",
    "Raqqa",
    "pull-out",
    '"pull out"',
    '"troops"',
    "ra*",
    "with*",
    "الرقة",
]

plain = st.sampled_from(ASKED)
near = st.builds(lambda a, b, n: f"{a} NEAR/{n} {b}", plain, plain, st.integers(1, 6))
group = st.lists(plain | near, min_size=1, max_size=3).map(lambda parts: f"({' OR '.join(parts)})")
part = plain | near | group | plain.map(lambda word: f"title:{word}")
unwanted = st.lists(plain.map(lambda word: f"-{word}"), max_size=1)
queries_typed = st.builds(
    lambda parts, nots: " ".join(parts + nots), st.lists(part, min_size=1, max_size=5), unwanted
)
titles = st.lists(st.sampled_from([*WORDS, *ARABIC, "filler", "and"]), max_size=25).map(" ".join)
texts = st.builds(
    lambda *parts: " ".join(parts), titles, st.sampled_from(["", "and " * 30, "and " * 200]), titles
)


def directly(topics: dict[str, str], document: match.Document) -> list[Match]:
    results = (match.match(topic_id, query.parse(text), document) for topic_id, text in topics.items())
    return sorted((result for result in results if result), key=lambda result: result.topic_id)


@pytest.fixture(scope="module", params=[0, 2 * postings.FEW], ids=["alone", "among many"])
def index(request: pytest.FixtureRequest) -> match.TopicIndex:
    index = match.TopicIndex()
    for number in range(request.param):
        index.add(f"other {number}", query.parse(f"other{number}"))
    return index


@settings(max_examples=200, deadline=None)
@given(
    queries=st.lists(queries_typed, max_size=12),
    articles=st.lists(st.tuples(titles, texts), max_size=4),
    removed=st.sets(st.integers(0, 11)),
)
def test_the_index_finds_what_every_query_finds(
    index: match.TopicIndex, queries: list[str], articles: list[tuple[str, str]], removed: set[int]
) -> None:
    others = len(index)
    topics = {str(number): text for number, text in enumerate(queries) if number not in removed}
    try:
        for number, text in enumerate(queries):
            index.add(str(number), query.parse(text))
        for number in removed:
            index.remove(str(number))
        assert len(index) == others + len(topics)
        for title, text in articles:
            for language in ("en", "hr"):
                document = match.document(title, text, language)
                assert index.matches(document) == directly(topics, document)
    finally:  # the next example begins with the same index
        for topic_id in topics:
            index.remove(topic_id)
    assert len(index) == others


def test_a_part_may_be_weaker_than_the_whole(index: match.TopicIndex) -> None:
    document = match.document("Alpha wins", f"{'and ' * 16}bravo {'and ' * 300}")
    assert match.match("t", query.parse("bravo"), document) is None
    for text in ("alpha bravo", "alpha bravo -charlie", "alpha (bravo OR charlie)", 'alpha "bravo"'):
        index.add("t", query.parse(text))
        assert index.matches(document) == directly({"t": text}, document) != []
        index.remove("t")


def test_words_near_each_other_may_be_stronger_than_each(index: match.TopicIndex) -> None:
    document = match.document("News", f"{'and ' * 14}alpha bravo {'and ' * 300}")
    assert match.match("t", query.parse("alpha"), document) is None
    index.add("t", query.parse("alpha NEAR/2 bravo"))
    assert index.matches(document) == directly({"t": "alpha NEAR/2 bravo"}, document) != []
    index.remove("t")


def test_a_phrase_may_be_stronger_than_its_later_words(index: match.TopicIndex) -> None:
    document = match.document("News", f"{'and ' * 12}alpha bravo {'and ' * 300}")
    assert match.match("t", query.parse("bravo"), document) is None
    index.add("t", query.parse('"alpha bravo"'))
    assert index.matches(document) == directly({"t": '"alpha bravo"'}, document) != []
    index.remove("t")


def test_queries_whose_words_need_not_be_prominent_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postings, "FEW", 0)
    index = match.TopicIndex()
    index.add("t", query.parse("alp*"))
    assert [one.topic_id for one in index.matches(match.document("Alpha", ""))] == ["t"]


def test_a_query_that_no_topic_uses_is_forgotten() -> None:
    filed = postings.Postings(stems.vocabulary("en"))

    def candidates() -> set[postings.Entry]:
        assert filed.needed is not None
        return set(filed.candidates(document, sieve.Sieve(filed.needed, document.vocabulary).sift(document)))

    entries = [
        postings.Entry(query.parse(text).root) for text in ("alpha bravo", "alpha", "alp*", "alpha OR bravo")
    ]
    document = match.document("Alpha bravo", "")
    for entry in entries:
        filed.file(entry)
    assert candidates() == set(entries)
    for entry in entries:
        filed.withdraw(entry)
    assert candidates() == set()


def test_topics_with_equal_queries_are_all_found() -> None:
    index = match.TopicIndex()
    for number in range(1000):
        index.add(f"{number:03}", query.parse("raqqa" if number % 2 else "  raqqa "))
    matches = index.matches(match.document("Raqqa", ""))
    assert [each.topic_id for each in matches] == [f"{number:03}" for number in range(1000)]
    for number in range(999):
        index.remove(f"{number:03}")
    assert [each.topic_id for each in index.matches(match.document("Raqqa", ""))] == ["999"]


def test_a_topic_added_again_has_only_its_new_query() -> None:
    index = match.TopicIndex()
    index.add("t", query.parse("alpha"))
    assert index.matches(match.document("Bravo", "")) == []
    index.add("t", query.parse("bravo"))
    assert len(index) == 1
    assert [each.topic_id for each in index.matches(match.document("Bravo", ""))] == ["t"]
    assert index.matches(match.document("Alpha", "")) == []


def test_removing_an_unknown_topic_is_ignored() -> None:
    index = match.TopicIndex()
    index.remove("nobody")
    assert len(index) == 0


def test_prefixes_are_found() -> None:
    index = match.TopicIndex()
    index.add("p", query.parse("withdr*"))
    index.add("q", query.parse("troop erdo*"))
    assert [each.topic_id for each in index.matches(match.document("Withdrawn", ""))] == ["p"]
    assert [each.topic_id for each in index.matches(match.document("Erdoğan's troops", ""))] == ["q"]
    index.remove("p")
    assert index.matches(match.document("Withdrawn", "")) == []


def test_what_is_remembered_of_texts_follows_the_topics() -> None:
    index = match.TopicIndex()
    document = match.document("Banks fall", "Banks lead the losses.")
    index.add("t", query.parse("(troops OR soldiers) withdraw"))
    assert index.matches(document) == []
    index.add("u", query.parse("bank"))
    assert [each.topic_id for each in index.matches(document)] == ["u"]
    index.remove("u")
    assert index.matches(document) == []


def test_long_texts_without_white_space_are_matched_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.news.matching.index.REMEMBERED", 2)
    index = match.TopicIndex()
    index.add("t", query.parse("troops"))
    for word in ("alpha", "bravo", "charlie", "troops"):
        text = "/".join([word] * 30)
        assert bool(index.matches(match.document("", text))) is (word == "troops")
        assert bool(index.matches(match.document(word, ""))) is (word == "troops")


def test_words_searched_in_vain_hide_no_others(index: match.TopicIndex) -> None:
    document = match.document("", "troops")
    for word in ("alpha", "bravo"):
        assert match.match("t", query.parse(word), document) is None
    index.add("t", query.parse("troops"))
    assert [each.topic_id for each in index.matches(document)] == ["t"]
    index.remove("t")


def test_what_texts_in_many_languages_hold_takes_bounded_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.news.matching.index.REMEMBERED", 100)
    index = match.TopicIndex()
    index.add("raqqa", query.parse("raqqa"))
    for number, language in enumerate(("en", "de", "fr", "tr", "ar") * 4):
        text = " ".join(f"word{number}x{place}" for place in range(40))
        assert [one.topic_id for one in index.matches(match.document("Raqqa", text, language))] == ["raqqa"]
        assert index._remembered() <= 100


def test_a_text_is_read_once_for_all_queries_and_known_pieces_never_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever the branches and beginnings of few queries: most articles hold nothing that they need."""
    read: list[str] = []

    def noted(text: str) -> list[str]:
        read.append(text)
        return words.tokens(text)

    monkeypatch.setattr(sieve, "tokens", noted)
    index = match.TopicIndex()
    for number, text in enumerate(("troops", "withdr*", "lang:en any(pullout, retreat*)", "lang:tr asker*")):
        index.add(str(number), query.parse(text))
    dull = match.document("Choir sings", "The choir sings in the village hall.")
    assert index.matches(dull) == []
    assert read == ["Choir sings The choir sings in the village hall."]
    assert index.matches(match.document("The choir", "sings in the village hall.")) == []
    assert len(read) == 1, "every piece is known to hold nothing"
    assert dull._text_tokens is None, "nobody cut the article itself into words"
    found = index.matches(match.document("Retreating choir", "The withdrawal of troops."))
    assert [each.topic_id for each in found] == ["0", "1", "2"]
