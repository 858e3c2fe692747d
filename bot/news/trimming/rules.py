"""The English patterns by which `bot.news.trimming.trim` finds what a bullet can leave out.

Each is narrow on purpose: without what it matches, the sentence still says who did what to whom, where and
when.
"""

import re

from bot.news.language.lazy_regex import Rule

WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"

VERB = (
    r"(?:is|are|was|were|be|has|have|had|will|did|does|said|says|told|took|made|went|came|left"
    r"|became|began|led|won"
    r"|lost|met|gave|saw|found|held|fell|rose|spoke|wrote|ran|sent|put|set|kept|got|brought|broke"
    r"|drew|grew|knew"
    r"|paid|stood|thought|fought|struck|shot|fled|sought|agreed|withdrew|chose|bought|caught|built|spent|hit"
    r"|threw|flew|sold|swore|wore|hid|rode|sank|slid|shook|overcame|drove|forgot|froze|laid|meant|shut|slept"
    r"|spread|stole|swept|tore|woke|quit|beat|dealt|dug|fed|hung|sang|swung|underwent|understood|let|arose"
    r"|[a-z]{2,}ed|(?:call|say|want|need|plan|face|remain|mean|make|take|give|seek|hold|include|show|appear"
    r"|continue|come|go|work|help|support|oppose|run|lead|believe|know|think|see|get|become|begin|require"
    r"|allow|provide|live|try|serve|keep|stand|put|move|win|lose|pay|meet|bring|set|tell|ask|hope|expect"
    r"|vow|warn|urge|back|reject)s)\b"
)
"""A word that is usually a finite verb."""

SUBORDINATE = Rule(
    r"\b(?:if|when|while|as|after|although|though|since|because|once|before|unless|despite|given|like)\b",
    re.IGNORECASE,
)
HAS_VERB = Rule(r"\b" + VERB)

LISTED = Rule(r",[^,]{0,40}$")

MIN_KEPT = 6
"""The fewest words that must stand before a clause cut from the end of a sentence."""
Span = tuple[int, int, bool]
"""Where a cut begins and ends, and whether it is a clause in its own right (`Cut.whole_tail`)."""

LEAD_IN = Rule(
    r"(?![^,]+, [^,]{3,40} (?:said|says|insisted|recalled|argued|added|noted|explained|wrote), )"
    r"(?:(?:And yet in truth|In truth|In reality|And|But|So|Yet|Still|Well|Meanwhile|However|Moreover"
    r"|Furthermore|Additionally|In addition|Also|Besides"
    r"|Accordingly|Therefore|Thus|Consequently|As a result|Indeed|In fact|Of course|For example|For instance"
    r"|Overall|Instead|Nevertheless|Nonetheless|Then|Now|Finally|Similarly|Likewise|Separately|Notably"
    r"|Interestingly|Importantly|Significantly|Unsurprisingly|To be sure|To be fair|Ultimately|Again"
    r"|First|Second"
    r"|Third|Specifically|On the other hand|At the same time|After all|In turn|Even so|That said"
    r"|In the meantime|In short|Earlier|In other words|By contrast|In contrast|In response|All told"
    r"|To that end"
    r"|More importantly|What['\u2019]s more|For (?:his|her|its|their) part|Un?[Ff]ortunately|Sadly"
    r"|Obviously|Clearly"
    r"|Certainly|Naturally|Simply put|Frankly|On top of that|Along the way|As usual|As always|Later"
    r"|No doubt|Either way|Rightly or wrongly|Like it or not),\s+"
    r"|And yet,?\s+(?=\w)|(?:And|But|Yet)\s+(?!for\b|not\b|then\b|yet\b|so\b)(?=\w))+"
)
"""Connectives at the start of a sentence."""

ADVERB = Rule(
    r" also(?= [a-z])(?! (?:known|called))|,? (?:(?<=, )(?:too|meanwhile|however|for example|for instance"
    r"|of course|in turn|in fact|indeed"
    r"|moreover|therefore),)(?! ?(?:known|called))"
)
"""Connectives within a sentence."""

ADVERBS = (
    " also",
    " too,",
    " meanwhile,",
    " however,",
    " instance,",
    " example,",
    " course,",
    "turn,",
    " indeed,",
)

BRACKET = Rule(r"(?<!\s)\s*+(?:\([^()]*+\)|\[[^\[\]]*+\])")

ASIDE = Rule(
    r"(?P<named>(?<=[\w.])(?<!day), (?:(?:an?|the|former|one of|his|her|its|their|(?:members?|leaders?"
    r"|chair(?:man|woman)?|head|director|author|president"
    r"|(?:co-)?founder|editor|professor|spokes(?:man|woman)|analyst|commander|deputy|chief|owner"
    r"|co-owner) (?:of|at|for|with|in))\b[^,;:()\u2014]*|\d\d"
    r"|[RD]-[A-Z][\w.]*),)"
    r"(?= " + VERB + r"(?!['\u2019]s))"
    r"|(?P<clause>, (?:(?:who|whom|whose|which|where|including|as well as|along with|speaking|citing|calling"
    r"|released|published|issued|signed|founded|led|based|located|built|formed|introduced|passed|filed|posted"
    r"|obtained|conducted|dated|born)\b[^,;:()]*|(?:the )?[\w.'\u2019-]+-[a-z]+ed [^,;:()]*),)(?= "
    + VERB
    + r")"
)
"""An apposition or relative clause between commas. A verb must follow it, or it may be an item of a list."""

DASHED = Rule(
    r"(?<!\s)\s*+(?:(?<= )--|\u2014|(?<= )\u2013) [^\u2014\u2013()]{0,200}?(?: --|\u2014| \u2013)(?= [a-z])"
    r"|\u2014[^\u2014()]*+\u2014(?=[a-z])"
)

ADDING = Rule(r"^, (?:saying|adding|telling|noting|warning|arguing|vowing|insisting|promising)\b")
"""A clause about what else the subject said, which does not change the clause before it."""
_HARM = Rule(
    r"\b(?:kill\w*|wound\w*|injur\w*|dead|died?|dies|deaths?|hostages?|casualties|missing|displac\w*)\b"
)
_COUNT = Rule(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores|hundreds|thousands"
    r"|millions)\b"
)


_PERSONS = Rule(
    r"\b(?:people|persons|civilians|children|women|men|boys|girls|soldiers|troops|officers|fighters|guards"
    r"|bystanders|passers-by|villagers|residents|workers|students|passengers|others|members)\b"
)


def is_toll(text: str, sentence: str) -> bool:
    """Whether a clause of a sentence says how many people were harmed, which is always news.

    "as well as another five people" and "including children" do where the sentence tells that people were
    killed.
    """
    counts = _COUNT.search(text) is not None
    if counts and _HARM.search(text):
        return True
    more = counts or "including" in text
    return more and _PERSONS.search(text) is not None and _HARM.search(sentence) is not None


_REVERSED = Rule(
    r"\b(?:(?:was|were|is|are|be|been|being) (?:(?:\w{2,20}ly|later|soon|then) ){0,2}(?:released|cleared"
    r"|dropped|overturned|reversed|withdrawn|called off|cancel+ed|reinstated|rescued|ruled out|found alive)"
    r"|freed|acquitted|exonerated|retract(?:ed|ing)|rescind(?:ed|ing)|recanted|apologi[sz](?:ed|ing)"
    r"|den(?:y|ies|ied|ying)|withdrew|turned back|back(?:ed|ing) (?:down|off)|surviv(?:ed|ing)|recovered"
    r"|failed to|f(?:ell|alling) short|short of|voted against|(?:turned out|proved) to be|hoax|false)\b"
)
"""What undoes or denies what is told before it: "and he was freed", "who denied it"."""


def takes_back(text: str) -> bool:
    """Whether a clause says that what is told before it was undone, denied, or did not succeed."""
    return _REVERSED.search(text) is not None


STYLE = Rule(
    r"(?<=[a-z]), [RDI]-[A-Z][\w.]*(?: [A-Z][a-z]+(?=,))?(?:,(?= (?:and|or|to|of|for|in|on|at|with|"
    + VERB[3:]
    + r")|(?=, (?:who|whose|which|where|an?|the|[a-z]+ing)\b)|(?=\.$))|, among others(?=[,.])"
)
"""A politician's party and state, between commas."""
ALIAS = Rule(r", or (?:the )?[A-Z][A-Z-]+s?(?:,(?! (?:who|whose|which|where|when|an?|the)\b)|(?=,|\.$))")
"""A second name for what has just been named."""

_PARTS_OF_DAY = r"(?: (?:morning|afternoon|evening|night))?"
_VENUE = (
    r"(?:interview|statement|speech|letter|conference|briefing|release|e-?mail|tweet|hearing|rally|call"
    r"|memo|post"
    r"|message|address|debate|summit|event|meeting|appearance|report|article|video|filing|ceremony"
    r"|gathering|session"
    r"|remarks|testimony|telephone|phone)"
)
_SPEAKS = (
    r"(?:said|says|added|wrote|tweeted|announced|(?:told|tells) (?:CNN|AFP|Reuters|reporters|lawmakers"
    r"|[A-Z]\w+(?: News)?))"
)
_DOCUMENTS = (
    "poll survey study studie report statement figure document data result letter memo transcript record"
)
ISSUED = Rule(
    r"(?P<issued> (?:released|published|issued|conducted|unveiled"
    r"|made public|obtained|posted|aired|filed)"
    rf"(?: (?:late |early |earlier )?(?:on )?(?:{WEEKDAY}|this week|last week|earlier this week"
    rf"|this month)| by (?:the )?[A-Z][\w.'\u2019-]*(?: [A-Z][\w.'\u2019-]*)*)+)(?= "
    + VERB
    + r"| (?:indicates?|finds?|reveals?|suggests?|details?)\b)"
)
"""When, or by whom, a document was made public: after one of `DOCUMENTS`."""
DOCUMENTS = tuple([f" {noun}{plural}" for noun in _DOCUMENTS.split() for plural in ("", "s")])
VENUES = _VENUE[3:-1].replace("-?", "-").split("|")
"""Words of `_VENUE` to look for before the pattern is tried; "e-mail" stands for both spellings."""
SAID_WHERE = Rule(
    rf"\b{_SPEAKS}(?P<where>(?: (?:late |early |earlier )?(?:on )?{WEEKDAY}{_PARTS_OF_DAY})?"
    rf" (?:(?:in|during|at|on) (?:an?|the|his|her|its|their|another)|in|by|after|following)"
    rf" (?:[\w'\u2019-]+ ){{0,3}}{_VENUE}"
    rf"(?: (?:with|on|to|by|in|at|from|before|for) (?:the |his |her "
    rf"|a )?(?:(?!{WEEKDAY})[A-Z][\w'\u2019-]*+|lawmakers"
    rf"|reporters|supporters|journalists)(?:(?: of| and)? (?!{WEEKDAY})[A-Z][\w'\u2019-]*+){{0,8}})?"
    rf"(?: (?:late |early |earlier )?(?:on )?{WEEKDAY}{_PARTS_OF_DAY}| (?:last|this) week)?)"
    r"(?=\.?$|,(?! (?:an?|the|who|whose|which|where|his|her|its|their|one)\b| [A-Z])| that (?!" + VERB + r"))"
)
"""Where somebody said it."""

SAID_WHEN = Rule(
    r"\b(?:said|says|added|wrote|announced|reported|(?:told|tells) (?:CNN|AFP|Reuters|reporters|lawmakers"
    rf"|journalists|the BBC|USA TODAY))(?P<when> (?:late |early )?(?:on )?{WEEKDAY}"
    rf"(?: (?:morning|afternoon|evening|night))?)"
    r"(?=[.,;]| (?:that|in|at|during|the|an?|he|she|they|it|there|his|her|its|their|no|more|some)\b|$)"
)
"""The weekday on which somebody said it, which is not the day of the event."""

GIVEN = Rule(
    r"(?<![Ff]ormer )\bPresident (?P<given>(?:Barack|Donald|Joe|Bill|Jimmy|Ronald|Richard|Mike|Dick|Al"
    r"|Kamala|Vladimir|Dmitry|Boris"
    r"|Petro|Viktor|Alexander|Emmanuel|Fran[c\u00e7]ois|Nicolas|Jacques|Frank-Walter|Joachim|Andrzej|Lech"
    r"|Hassan|Ebrahim|Mahmoud"
    r"|Mohammad|Mohamed|Mohammed|Hosni|Ashraf|Hamid|Ali|Saddam|Jalal|Barham|Michel|Shimon|Reuven|Isaac"
    r"|Hugo|Juan|Evo|Rafael"
    r"|Felipe|Vicente|Enrique|Jair|Dilma|Mauricio|Cristina|Michelle|Sebasti[a\u00e1]n|Robert|Jacob|Cyril"
    r"|Paul|Uhuru|Yoweri"
    r"|Goodluck|Muhammadu|Rodrigo|Benigno|Jean-Claude|Martin|Herman|Milos|Raul|Fidel) (?:[A-Z]\. )?)"
    r"(?=[A-Z][a-z\u2019'-]+\b(?! [A-Z]))"
)
"""A president's given name, not needed before the surname. Only names that are never surnames."""
DAY = Rule(
    rf"(?= (?:(?:late|early|on) ){{0,3}}{WEEKDAY})"
    r"(?<!\bthe)(?<!\bthis)(?<!\bthat)(?<!\b[oO]f)(?<!\bby)(?<!\bsince)(?<!\buntil)(?<!\bfrom)(?<!\bfor)(?<!\band)"
    r"(?<!\b[oO]n)(?<!\bto)(?<!\bin)(?<!\bat)(?<!\binto)(?<!\bover)(?<!ing)(?<!\bas)(?<!\bAnd)(?<!\bIn)(?<!\bAt)(?<!\bLate)(?<!\bEarly)(?<!\bEarlier)(?<!\bBut)"
    r"(?<!\bbefore)(?<!\bafter)(?<!\blast)(?<!\bnext)(?<!\bthrough)(?<!\bis)(?<!\bwas)(?<!\bthan)(?<!\bSuper)(?<!\bversus)(?<!\bor)"
    rf"(?<=[a-z])(?: late| early)?(?: on)?(?: late| early)? {WEEKDAY}(?: (?:morning|afternoon|evening"
    rf"|night))?"
    r"(?=[.,;]| (?:that|to|in|by|for|at|after|as|with|when|it|he|she|they|the|an?|his|her|its|from"
    r"|over|against|about"
    r"|near|during)\b)(?!, (?:the|an?|hours|one|two) )"
)
"""The weekday of the event: the alert shows the date."""

DATED = Rule(
    r"(?:,| sometime| all| every| early| late) ?$|, \w+$|\bto [a-z]+$"
    r"|\b(?:sent|shown|signed|unveiled|leaked|broadcast|released|published|issued|held|set|scheduled|due"
    r"|aired|dated|filed|posted|recorded|place"
    r"|planned|obtained"
    r"|announced|expected|made public|began|started|ended|opened|came|occurred|happened)$"
)
"""Words that need the day after them: "a video released Sunday"."""
AHEAD = Rule(
    r"\b(?:will|would|plans?|planned|planning|expected|scheduled|due|slated|set to|shall|going to|until|ahead"
    r"|tomorrow|deadline|votes?|meets?|[Ii]s to|are to)\b|'ll\b"
)
"""Future events, which need their day."""
QUOTED = Rule(
    '"[^"]{0,499}"|\u201c[^\u201d]{0,499}\u201d|\u00ab[^\u00bb]{0,499}\u00bb|\u2018[^\u2018\u2019]{0,499}\u2019(?!\\w)'
    "|'(?<!\\w')[^']{0,499}'(?!\\w)"
)
UNPAIRED = Rule('["\u201c\u201d\u00ab\u00bb()\\[\\]]')
"""Marks that must come in pairs."""
