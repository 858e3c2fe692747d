"""In which language a chat is told a story that has reports in several."""

from collections.abc import Sequence
from dataclasses import replace

from bot.model import Chat, Story
from bot.news.articles.headline import plain_headline
from bot.news.language.tags import language_of, primary


def read_by(chat: Chat) -> tuple[str, ...]:
    """The languages in which a chat is told stories, the most welcome first."""
    return chat.reads or (chat.language,)


def foreign_language(story: Story, reads: Sequence[str]) -> str:
    """The language in which a story is told, if it is none of those that the chat reads; "" otherwise."""
    cited = [fact.article_id for fact in story.facts[:1]]
    languages = [one.language for one in story.sources if one.article_id in cited] or [
        story.sources[0].language
    ]
    code = language_of(story.headline, languages[0])
    return "" if code in reads else code


def in_language(story: Story, reads: Sequence[str]) -> Story:
    """A story as its reports in one language tell it: the first that a chat reads, or the first report's.

    Reports in other languages count as publishers all the same.
    """
    told = {source.article_id: primary(source.language) for source in story.sources}
    if len(set(told.values())) < 2:
        return story
    first = primary(story.sources[0].language)
    language = next((code for code in reads if code in told.values()), first)
    facts = tuple(fact for fact in story.facts if told.get(fact.article_id, language) == language)
    own = [source for source in story.sources if told[source.article_id] == language]
    publishers = {source.publisher for source in story.sources}
    titles = {one.article_id: plain_headline(one.title, publishers) for one in story.sources}
    foreign = {title for article_id, title in titles.items() if told[article_id] != language}
    if language not in reads or (language == first and story.headline not in foreign):
        return replace(story, facts=facts or story.facts)
    return replace(story, facts=facts or story.facts, headline=titles[own[-1].article_id])
