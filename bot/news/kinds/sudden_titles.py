"""English titles that tell in few words of what has just gone wrong or right, without a toll or an office.

"Dam breaks near Orn" and "Fire guts mill" have none of the words by which the model knows reports, and lose
by being short.
"""

import re

from bot.news.kinds.cue import Cue

_NOT_MEANT = (
    r"(?!.*(?:\?|\b(?:[Rr]ecord|[Tt]alks|[Nn]ovel|[Ff]ilm|[Gg]ame|[Ss]tudy|[Dd]rill|[Ee]xercise"
    r"|[Pp]opularity|[Tt]rap|[Pp]lot|[Mm]ovie|[Ss]eries)\b))"
)
_WORK = (
    r"(?:[Dd]ams?|[Ll]evees?|[Dd][iy]kes?|[Ee]mbankments?|[Rr]iverbanks?|[Rr]eservoirs?|[Cc]anal"
    r"|[Bb]ridges?"
    r"|[Vv]iaduct|[Tt]unnel|[Rr]oof|[Ww]alls?|[Bb]uilding|[Tt]ower|[Cc]rane|[Ss]tand|[Mm]ine|[Pp]it"
    r"|[Ss]haft"
    r"|[Pp]ipeline|[Gg]ate|[Ss]luice|[Ss]ilo|[Mm]ill|[Ww]arehouse|[Dd]epot|[Ff]actory|[Pp]lant|[Rr]efinery"
    r"|[Rr]eactor|[Hh]ospital|[Mm]arket|[Ss]tation|[Hh]otel|[Ss]chool|[Mm]useum|[Mm]osque|[Cc]hurch"
    r"|[Bb]akery"
    r"|[Bb]arracks|[Aa]rsenal|[Tt]rain|[Bb]us|[Cc]oach|[Tt]ram|[Ll]orry|[Tt]ruck|[Ff]erry|[Bb]oat|[Ss]hip"
    r"|[Tt]anker|[Tt]rawler|[Bb]arge|[Pp]lane|[Hh]elicopter|[Jj]et|[Pp]ower (?:station|grid|line)|[Gg]rid"
    r"|[Tt]urbines?|[Ss]ubstation|[Hh]illside|[Gg]lacier|[Vv]olcano)"
)
_GIVES_WAY = (
    r"(?:breaks(?! (?:ground|record|silence|down barriers))|broke|bursts|gives way|gave way|fails"
    r"|cracks"
    r"|overflows|burns(?: down)?|collapses|explodes|blows up|caves in|(?:is |are )?on fire|ablaze"
    r"|sinks|sank"
    r"|capsizes|overturns|derails|jumps (?:the )?(?:rails|track)|leaves (?:the )?rails|plunges"
    r"|goes dark"
    r"|loses power|loses water|goes up in flames|in flames|topples|floods|flooded|shelled|bombed"
    r"|blown up|breached"
    r"|torched|rammed|hit by \w+|catches fire|melts down|runs aground|erupts|slips|overtopped|breaches)"
)
_FORCE = (
    r"(?:[Ff]ires?|[Bb]laze|[Ff]lames|(?:[Tt]oxic |[Tt]hick )?[Ss]moke|(?:[Gg]as|[Cc]hemical"
    r"|[Cc]hlorine|[Aa]mmonia"
    r"|[Oo]il|[Aa]cid|[Ff]uel|[Rr]adiation) (?:leak|spill|cloud)s?|[Ff]loods?|[Ff]loodwaters?"
    r"|[Mm]udslide|[Ll]andslide"
    r"|[Aa]valanche|[Dd]ust storm|[Ss]andstorm|[Ss]torm|[Ss]hells?|[Rr]ockets?|[Dd]rones?|[Pp]ower cut"
    r"|[Bb]lackout)"
)
_RUINS = (
    r"(?:guts?|gutted|sweeps?|swept|rips? through|destroys?|empties|shuts?|closes|clears?|engulfs?|razes?"
    r"|ravages?|consumes?|drives?|forces?|hits?|swamps?|buries|fouls?|cuts? off|strands?|traps?|rages?"
    r"|breaks out"
    r"|tears? (?:through|into)|levels|damages?|swallows?|wrecks?|blankets?|chokes?|sends)"
)
_COUNT = (
    r"(?:\d{1,4}|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven"
    r"|[Tt]welve"
    r"|[Tt]hirteen|[Ff]ourteen|[Ff]ifteen|[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty|[Dd]ozens|[Ss]cores"
    r"|[Hh]undreds)"
)
_LEADER = (
    r"(?:[Ll]eaders?|[Dd]eputy|[Ss]pokesm[ae]n|[Cc]aliph|[Cc]hiefs?|[Cc]ommander|[Ee]mir|[Hh]ead"
    r"|[Bb]aghdadi|[Hh]ostages?|[Cc]aptives?)"
)

SUDDEN_TITLES = (
    Cue(
        "something gives way",
        None,
        _NOT_MEANT + rf"(?:[\w.’'-]{{1,20}} ){{0,5}}{_WORK}(?: (?:at|in|near|on|of|wall|gate"
        rf"|turbines) ?(?:[\w.’'-]{{1,20}}"
        rf" ){{0,2}}(?:[\w.’'-]{{1,20}})?)? {_GIVES_WAY}\b",
        "break|broke|burst|way|fail|crack|flow|burn|collapse|explode|blow|cave|fire|ablaze|sink|sank"
        "|capsize"
        "|overturn|derail|rail|jump|plunge|dark|lose|flame|topple|flood|shelled|bombed|breach|torched"
        "|rammed|hit"
        "|melt|aground|erupt|slip|overtop",
    ),
    Cue(
        "something is swept away, robbed or out",
        None,
        _NOT_MEANT + r"(?:[\w.’'-]{1,20} ){1,6}(?:gives way|gave way|caves in|capsizes|overturns|derails"
        r"|catches fire|burns down"
        r"|(?:goes up|bursts|is|are) ?(?:in|into|in) flames|on fire$|ablaze$|bursts (?:its |her )?banks"
        r"|topples (?:on|over)"
        r"|(?:swept|washed) away|(?:ploughs?|plows?|slams?|rams?|crashes|careers?|smashes) into"
        r"|overshoots|runs? aground"
        r"|blown (?:up|apart|open)|(?:ripped|torn) (?:apart|open)|rips open|crumbles|falls (?:on|onto"
        r"|into)|opens (?:up )?in"
        r"|robbed$|looted|ransacked|stormed$|evacuated$|sealed off|cordoned off|cut off$|flooded$|poisoned"
        r"|without (?:power|water|electricity|phones?|internet|gas|bread|heating)\b(?! in [A-Z]\w+:))\b",
        "way|cave|capsize|turn|derail|fire|burns|flames|ablaze|banks|topple|away|into|overshoot|aground"
        "|blown|apart"
        "|open|crumble|falls|robbed|looted|ransacked|stormed|evacuated|off|flooded|poisoned|without",
    ),
    Cue(
        "fire, water or gas ruins something",
        None,
        _NOT_MEANT + rf"(?:[\w.’'-]{{1,20}} ){{0,3}}{_FORCE} {_RUINS}\b",
        "fire|blaze|flame|smoke|leak|spill|cloud|flood|slide|avalanche|storm|shell|rocket|drone|power cut"
        "|blackout",
    ),
    Cue(
        "people brought out or held",
        None,
        _NOT_MEANT
        + rf"(?:.{{0,60}}[:,;] )?(?:[Aa]ll )?{_COUNT} (?:[\w’'-]{{2,15}} ){{1,2}}(?:(?:brought|pulled"
        rf"|dug|carried"
        r"|lifted|hauled|taken) (?:out |up |from )?.{0,30}\balive\b|(?:found|rescued) alive\b"
        rf"|(?:held|detained|trapped|cut off|swept away)(?:$| (?:in|at|by|over|near|after|as)\b))",
        "alive|held|detained|trapped|cut off|swept",
    ),
    Cue(
        "an ultimatum",
        None,
        _NOT_MEANT + r".*\b(?:[Gg]ives?|[Gg]ave|[Gg]iven|[Tt]ells?|[Tt]old|[Oo]rders?|[Oo]rdered"
        r"|[Ss]ets?) .{2,60}\b(?:"
        r"(?:until|till|by|before) .{2,40}\bto (?:be out|leave|go|quit|withdraw|pull|get out|vacate"
        r"|surrender|close"
        r"|hand|lay|free|release)\b|to (?:be out|leave|go|quit|withdraw|pull out|get out"
        r"|vacate)\b.{0,60}\b(?:by|until"
        r"|within|before|in \d{1,3} (?:hours|days|weeks))\b|(?:\d{1,3}|\w{3,8}) (?:hours|days|weeks"
        r"|months) to (?:be"
        r" out|leave|go|quit|withdraw|pull|get out|vacate|surrender|close|free|release)\b|(?:deadline"
        r"|ultimatum"
        r"|date) (?:for|to)\b)",
        "give|gave|tell|told|order|set",
    ),
    Cue(
        "somebody sought is seen or heard",
        None,
        _NOT_MEANT + rf"(?:[\w.’'-]{{1,20}} ){{0,4}}{_LEADER}(?:['’]s)?(?: (?:voice"
        rf"|[A-Z][\w’'-]{{1,20}})){{0,2}} (?:(?:re-?)?surfaces"
        r"|(?:re-?)?appears|speaks|heard|seen|shown|emerges|threatens|addresses \w+|breaks silence) .{0,40}"
        r"\b(?:videos?|tape|audio|recording|message|footage)\b",
        "video|tape|audio|recording|message|footage",
    ),
)

_TEASER = re.compile(
    r"(?:Why|How|What|It|This|The (?:worst|day|night|hour|moment)|As feared"
    r"|[Oo]ne)\b[^:?]{4,70}: (?P<told>\w[^:?]{8,200})$"
)
"""What may stand before the event itself: "What we feared has happened: dam fails"."""
_REPORTED = re.compile(r".*\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|overnight|this morning)\b")
_DONE = re.compile(rf".*\b(?:{_GIVES_WAY}|{_RUINS}|kill(?:s|ed)|shot|struck|strikes?|rams?|attacked)\b")


def after_teaser(title: str, line: str) -> str:
    """The title from its event on, if it has one after a teaser and the line names the day; else the title.

    Explanations look alike ("How Orn fell: bombs, thirst and a deal"); their lines name no day.
    """
    found = _TEASER.match(title)
    return found["told"] if found and _DONE.match(found["told"]) and _REPORTED.match(line) else title
