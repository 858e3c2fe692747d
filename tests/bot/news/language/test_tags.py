"""Which language a tag means."""

import pytest

from bot.news.language.tags import NAMES, primary


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", "en"),
        ("EN-gb", "en"),
        ("pt_BR", "pt"),
        ("iw", "he"),
        ("no-NO", "nb"),
        ("zh-Hant", "zh"),
        ("eng", "en"),
        ("ger", "de"),
        ("deu-AT", "de"),
        ("ckb", "ckb"),
        ("prs", "fa"),
        ("English", "en"),
        ("french", "fr"),
        ("xx", "xx"),
        ("", ""),
    ],
)
def test_a_tag_means_a_language_however_a_feed_writes_it(tag: str, language: str) -> None:
    assert primary(tag) == language


def test_every_language_is_known_by_its_name() -> None:
    assert all(primary(name) == code == primary(code) for code, name in NAMES.items())
