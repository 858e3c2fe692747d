"""Weights set by hand: for what the labelled items hold too seldom, or not at all, to be fitted."""

from bot.news.kinds.kind import Kind
from bot.news.kinds.labels import LABELS

AT_MOST: dict[str, float] = {
    "labelled opinion": -3.0,
    "filed as opinion": -3.0,
    "the page calls itself opinion": -4.0,
    "labelled analysis": -2.5,
    "filed as analysis": -2.5,
    "the page calls itself analysis": -3.0,
    "labelled video or sound": -0.5,
    "the page calls itself video or sound": -1.0,
    "labelled a podcast or interview": -2.0,
    "filed as a podcast or interview": -1.5,
    "the page calls itself a podcast or interview": -2.0,
    "labelled pictures": -2.0,
    "filed as pictures": -1.5,
    "the page calls itself pictures": -2.5,
    "labelled a bulletin": -2.5,
    "filed as a bulletin": -2.5,
    "the page calls itself a bulletin": -2.0,
    "labelled a feature": -2.5,
    "filed as a feature": -1.5,
    "the page calls itself a feature": -3.0,
    "labelled satire": -4.0,
    "filed as satire": -5.0,
    "the page calls itself satire": -5.0,
    "labelled advertising": -4.0,
    "filed as advertising": -3.0,
    "labelled a game, an offer or an event": -3.0,
    "filed as a game, an offer or an event": -3.0,
    "title: an offer, a game or an event": -3.0,
    "title: a counted list": -3.0,
    "the page calls itself advertising": -5.0,
    "filed under sport": -1.5,
    "filed under leisure": -1.0,
    "filed under a programme": -0.8,
    "filed under the media": -1.5,
    "title: tells others what to do": -1.8,
    "title: the writer in person": -2.6,
    "title: passes a verdict": -1.8,
    "title: what should be": -1.2,
    "title: the writer among others": -1.5,
    "title: a list before a colon": -1.5,
    "title: what became of somebody": -6.0,
    "title: says that it explains": -4.0,
    "title: speaks of hosts and pundits": -1.2,
    "title: takes a side": -1.8,
    "title: falls short, as some say": -2.0,
    "title: a guest talks it over": -2.2,
    "title: a guest joins a programme": -3.0,
    "title: a guest on a subject": -2.2,
    "title: a former somebody on a subject": -2.2,
    "title: goods or tips": -1.5,
    "title: a list of matters": -1.5,
    "title: a market report": -1.6,
    "title: a match": -1.0,
    "title: a document to read": -1.5,
    "title: announces a programme": -3.0,
    "title: tells what is not so": -5.0,
    "title: only a drill": -5.0,
    "title: a book, a film or a game": -7.0,
    "title: somebody talks back, or of himself": -1.2,
    "title: betting odds": -4.0,
    "title: mourning or a tribute": -4.0,
    "title: only a reaction": -4.0,
    "line: the news comes after a scene": -1.0,
    "title: somebody to watch": -1.8,
    "title: a time line": -3.0,
    "title: from the archive": -3.5,
    "title: an office's paper": -4.0,
    "title: times or prices of the day": -3.5,
    "title: only a joke": -3.0,
    "title and line: two matters": -3.0,
    "title: what was foretold or said once": -2.5,
    "title: what people went through": -3.5,
    "text: signed by its author": -3.0,
    "text: under a title that asks or explains": -3.0,
    "title: a calendar or notices": -3.5,
    "title: an obituary": -2.0,
    "title: a poll": -2.8,
    "title: where the markets stand": -1.6,
    "title: a job to have": -3.5,
    "title: a press release": -2.5,
    "title: an honour or a memorial": -2.5,
    "title: an anniversary": -2.5,
    "title: a score": -2.5,
    "title: the weather": -3.5,
    "title: who held an office gives a view": -3.5,
    "title: a mistake, a gift or a betrayal, says somebody": -3.5,
    "title: how it stands, says somebody": -4.5,
    "title: what was studied": -3.5,
    "title: once more": -4.5,
    "title: they quarrel over it": -3.5,
    "title: tweets about it": -3.5,
    "title: moved by what was seen": -4.5,
    "title: a show or a feast": -3.5,
    "title: a round of duties": -3.0,
    "title: a prayer": -2.0,
    "title: words that will be heard live": -3.5,
}
"""What a publisher says of itself is plain even where few did; a heavier fitted weight stays."""

AT_LEAST: dict[str, float] = {
    "title: forces are to move": 1.5,
    "title: forces move": 1.0,
    "line: a dateline": 0.6,
    "title: a place under siege or curfew": 1.2,
    "title: something gives way": 1.6,
    "title: fire, water or gas ruins something": 1.6,
    "title: people brought out or held": 2.2,
    "title: an ultimatum": 1.6,
    "title: something is swept away, robbed or out": 1.6,
    "title: somebody sought is seen or heard": 1.6,
}
"""What a headline announces in few words ("Half of garrison to be home by May"); few labelled items do."""

FOREIGN_START = 1.5
"""Where a language is not weighed, this much must speak against an item before it is silent."""

FOREIGN: dict[str, float] = {
    "title: asks a question": -1.7,
    "title: asks, then tells": -1.2,
    "title: nothing but a quotation": -1.4,
    "title: opens with a word of asking": -1.3,
    "title: opens with a quotation": -0.4,
    "title: a person and a colon": -0.2,
    "title: speaks to the reader": -1.0,
    "title: a counted list": -2.4,
    "title: to know": -1.6,
    "line: tells who argues": -1.2,
    "title: only a reaction": -3.2,
    "title: explains": -2.4,
    "title: an interview": -2.6,
    "title: the weather or the stars": -3.5,
    "title: pictures": -2.6,
    "title: goods or tips": -2.6,
    "title: a portrait or a reportage": -2.6,
    "title: somebody argues": -3.0,
    "title: a match": -2.4,
    "title: a poll": -1.8,
    "title: where the markets stand": -2.4,
    "title: an obituary": -2.0,
    "title: an anniversary": -2.0,
    "title: a press release": -2.0,
    "labelled video or sound": -1.6,
    "labelled live": 0.0,
    "title: live updates": 0.0,
    "filed as live": 0.0,
    "filed as video or sound": -0.4,
    "filed under a programme": -0.4,
    "filed under sport": 0.0,
    "filed under leisure": -0.5,
    "filed under the media": 0.0,
}
"""The shapes that every language shares; what is not here has the weight that it has in English."""

NAMED: dict[str, Kind] = {
    f"{how} {label}": LABELS[label][0]
    for label in (
        "advertising",
        "satire",
        "a game, an offer or an event",
        "opinion",
        "live",
        "analysis",
        "a bulletin",
        "a podcast or interview",
        "pictures",
    )
    for how in ("the page calls itself", "labelled", "filed as")
} | {
    "title: an event to watch live": Kind.LIVE,
    "title: live updates": Kind.LIVE,
    "line: follow for updates": Kind.LIVE,
    "title: a bulletin or press review": Kind.LISTING,
    "title: a calendar or notices": Kind.LISTING,
    "title: a programme's name and date": Kind.MEDIA,
    "title: announces a programme": Kind.PROMO,
    "title: an offer, a game or an event": Kind.PROMO,
    "title: a test, or not for print yet": Kind.PROMO,
    "line: a test, or not for print yet": Kind.PROMO,
}
"""Cues by which a publisher names the kind, which is believed whatever else is said; the first decides."""

MAY_ALERT = frozenset({Kind.NEWS, Kind.LIVE})
"""The kinds of what is worth a buzz. A live page is, where it is the first to tell of an event."""

SEVERAL = "line: Also"
"""A bulletin by its line; its title may yet tell one event, and is news then."""


def held(cue: str, fitted: float) -> float:
    """The weight of a cue: the fitted one, within what was set by hand."""
    return max(AT_LEAST.get(cue, -9.0), min(fitted, AT_MOST.get(cue, 9.0)))
