"""The figures of a sentence in whatever language it is. Pure."""

from bot.news.figures.counted import Figure, figures
from bot.news.figures.elsewhere import figures_elsewhere, is_listed, numbers_elsewhere
from bot.news.figures.numerals import Number, numbers


def figures_of(sentence: str, language: str) -> list[Figure]:
    """The figures of a sentence whose language (BCP 47) is given; what is in no language that we read is read
    as English."""
    return figures_elsewhere(sentence, language) if is_listed(language) else figures(sentence)


def numbers_of(sentence: str, language: str) -> list[Number]:
    """The quantities of a sentence, read likewise."""
    return numbers_elsewhere(sentence, language) if is_listed(language) else numbers(sentence)
