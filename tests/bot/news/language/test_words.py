"""Words are cut, folded and stemmed the same whichever way the text comes; the memory of them is bounded."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.news.language import stems, words


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The U.S. and al-Raqqa's U.S.-led", ["The", "U.S.", "and", "al", "Raqqa's", "U.S.", "led"]),
        ("“Don’t”, he said", ["Don’t", "he", "said"]),
        ("'quoted' words'", ["quoted", "words"]),
        ("1,000 F-16s at 5p.m.", ["1", "000", "F", "16s", "at", "5p", "m"]),
        ("visit x.com or e.g. A.B.", ["visit", "x", "com", "or", "e.g.", "A.B."]),
        ("snake_case", ["snake", "case"]),
        ("عن داعش، والرَّقّة", ["عن", "داعش", "والرَّقّة"]),
        ("伊斯兰国ISIS", ["伊", "斯", "兰", "国", "ISIS"]),
        ("हिन्दी", ["हिन्दी"]),
        ("مشهد ـ شیراز كـتـاب", ["مشهد", "شیراز", "كـتـاب"]),
        ("", []),
    ],
)
def test_words_are_cut(text: str, tokens: list[str]) -> None:
    assert words.tokens(text) == tokens
    assert [text[start:end] for start, end in words.spans(text)] == tokens


def test_acronyms_in_capitals_are_words_of_their_own() -> None:
    assert words.fold("US") == words.fold("U.S.") == "US"
    assert words.fold("us") == words.fold("Us") == "us"
    assert words.forms("us") == ("us", "US")
    assert words.forms("US") == ("US",)
    assert words.forms("Raqqa") == ("raqqa",)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(max_codepoint=0x7E), max_size=80))
def test_plain_ascii_is_cut_as_any_other_text(text: str) -> None:
    assert words.tokens(text) == words.tokens(f"{text} é")[:-1]


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_white_space_separates_words(left: str, right: str) -> None:
    assert words.tokens(f"{left} {right}") == words.tokens(left) + words.tokens(right)


@settings(deadline=None)
@given(st.text(max_size=60))
@example("\u0642\u0637\u0627\u0631 \u0640 \u06e5 \ufe77")  # a tatweel as a dash, letters that are marks
def test_every_word_has_a_form_and_a_stem(text: str) -> None:
    vocabulary = stems.vocabulary("en")
    for token in words.tokens(text):
        assert vocabulary.forms[token] == words.fold(token) != ""
        assert vocabulary.stems[token]


def test_a_memo_forgets_old_results_but_never_errs() -> None:
    computed: list[str] = []

    def shout(token: str) -> str:
        computed.append(token)
        return token.upper()

    memo = stems.Memo[str](shout)
    for number in range(200_000):
        assert memo[f"word{number}"] == f"WORD{number}"
    assert memo["word199999"] == "WORD199999"
    assert len(computed) == 200_000
    assert memo["word0"] == "WORD0"
    assert len(computed) == 200_001
    assert len(memo) <= 1 << 16


def test_memos_of_all_languages_together_keep_a_bounded_number() -> None:
    memos = [stems.Memo[str](str.upper) for _ in range(12)]
    for number in range(20_000):
        for place, memo in enumerate(memos):
            assert memo[f"{place} {number}"] == f"{place} {number}".upper()
    assert sum(len(memo) + len(memo._older) for memo in memos) <= 150_000


@pytest.mark.parametrize(
    "unit", ["a", "1", "é", "ж", "a.", "a'", "a\u0301", "م\u064f", "é'é", "\u0301", "中\u0301", "a-"]
)
def test_no_word_is_long_however_a_text_runs_on(unit: str) -> None:
    assert max(map(len, words.tokens("a " + unit * 20_000))) <= 1000


@pytest.mark.parametrize("language", ["en", "en-GB", "EN_us", "ar", "", "zh-Hans"])
def test_languages_without_a_latin_stemmer_of_their_own_read_latin_words_as_english(language: str) -> None:
    assert stems.vocabulary(language) is stems.vocabulary("en")


@settings(deadline=None)
@given(st.text(alphabet="aZ9 _-.é'\n", max_size=20))
@example("Port-au-Prince_2")
def test_texts_fold_alike_whether_ascii_or_not(text: str) -> None:
    assert words.fold_text(text) == words.fold_text(f"{text} é").removesuffix("é").strip()
    assert words.fold_text(f"  {text.upper()}!") == words.fold_text(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Raqqa", "Raqqa"),
        ("ISIS袭击了拉卡。Raqqa", "ISIS 。Raqqa"),
        ("洪水", " "),
        ("Über 北城 hinaus", "Über   hinaus"),
    ],
)
def test_runs_without_spaces_make_way(text: str, rest: str) -> None:
    assert words.without_unspaced(text) == rest
    assert words.has_unspaced(text) is (text != rest)
