"""The patterns of English by which `bot.news.trim` finds what a bullet can do without.

Each is narrow on purpose: what it names can go without changing who did what to whom, where, or since when.
"""

import re

WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"

LEAD_IN = re.compile(
    r"(?![^,]+, [^,]{3,40} (?:said|says|insisted|recalled|argued|added|noted|explained|wrote), )"
    r"(?:(?:And|But|So|Yet|Still|Well|Meanwhile|However|Moreover|Furthermore|Additionally"
    r"|In addition|Also|Besides"
    r"|Accordingly|Therefore|Thus|Consequently|As a result|Indeed|In fact|Of course|For example|For instance"
    r"|Overall|Instead|Nevertheless|Nonetheless|Then|Now|Finally|Similarly|Likewise|Separately|Notably"
    r"|Interestingly|Importantly|Significantly|Unsurprisingly|To be sure|To be fair|Ultimately|Again"
    r"|First|Second"
    r"|Third|Specifically|On the other hand|At the same time|After all|In turn|Even so|That said"
    r"|In the meantime|In short|Earlier),\s+"
    r"|(?:And|But|Yet)\s+(?!for\b|not\b|then\b|yet\b|so\b)(?=\w))+"
)
"""Connectives at the beginning of a sentence."""

ADVERB = re.compile(
    r",? (?:also(?= [a-z])|(?<=, )(?:too|meanwhile|however|for example|for instance|of course"
    r"|in turn|in fact|indeed"
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

BRACKET = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])")

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
"""A word that is a finite verb far more often than not."""

ASIDE = re.compile(
    r"(?P<named>(?<=[\w.]), (?:(?:an?|the|former|one of|his|her|its|their)\b[^,;:()]*|\d\d"
    r"|[RD]-[A-Z][\w.]*),)"
    r"(?= " + VERB + r")"
    r"|(?P<clause>, (?:(?:who|whom|whose|which|where|including|as well as|along with|speaking|citing|calling"
    r"|released|published|issued|signed|founded|led|based|located|built|formed|introduced|passed|filed|posted"
    r"|obtained|conducted|dated|born)\b[^,;:()]*|(?:the )?[\w.'\u2019-]+-[a-z]+ed [^,;:()]*),)(?= "
    + VERB
    + r")"
)
"""An apposition or a relative clause between commas; a verb must follow, or it may be a member of a list."""

DASHED = re.compile(
    r"\s*(?: --|\u2014| \u2013) [^\u2014\u2013()]*?(?: --|\u2014| \u2013)(?= [a-z])"
    r"|\u2014[^\u2014()]*\u2014(?=[a-z])"
)

FRONT = re.compile(
    r"(?:(?:After|While|Although|Though|Despite|Amid|Following|Even as|Even though|Speaking|Citing|Asked"
    r"|Given|As soon as"
    r"|Now that|Instead of|Along with|In addition to|In response to|In the wake of|On the heels of"
    r"|Ahead of|Thanks to|Taken|Faced with|So far this|Late on|Early on|Over the weekend|For now|For years"
    r"|For decades|For weeks|For months|Like many|Once again|Not surprisingly|Broadly speaking|In a \w+ing"
    r"|In separate|In recent|With)\b"
    r"|As\b(?=[^,]* (?:is|are|was|were|has|have|had|he|she|they|it)\b)|With\b(?=[^,]* \w+ing\b)"
    r"|(?:In|During) (?:an?|the|his|her|their|its) (?:[\w'-]+ ){0,3}(?:statement|interview|speech"
    r"|letter|conference"
    r"|briefing|memo|e-?mail|tweet|post|blog|address|message|debate|hearing)\b"
    rf"|(?:On |Late |Early |Earlier |Late on |Early on )?{WEEKDAY}(?: (?:morning|afternoon|evening|night))?\b"
    r"|At (?:an?|the) (?:[\w'-]+ ){0,3}(?:conference"
    rf"|rally|briefing|event"
    r"|hearing|speech|meeting)\b)[^,;:()\d]*, "
)
"""A clause before the subject. Not When, If, Since, Before, Under: the rest would hold at another time, or
always."""

FRONT_KEPT = re.compile(
    r"\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec|War|ago|last|earlier|years?"
    r"|decades?|centur)"
)
"""A date of another time, which no cut may take from before the subject."""

SUBJECT = re.compile(
    r"(?:the|a|an|he|she|it|they|his|her|their|its|this|that|these|those|more|some|many|two|three|several|at|"
    r"[A-Z\u00c0-\u00de$\d][\w.'\u2019-]*)\b"
)

TAIL = re.compile(
    r", (?:(?:who|whom|whose|which|where|when|while|as|after|before|with(?! \d)|including|following"
    r"|amid|during|in|on"
    r"|at|for|from|by|to|under|over|between|among|about|near|inside|outside|within|throughout|across|ahead"
    r"|an?|the|and (?:he|she|it|they|we|this|that)|along|despite|such as|both|one of|part of|too|even)\b"
    r"|and (?=" + VERB + r")|and (?=(?:[\w'\u2019-]+ ){1,4}" + VERB + r")"
    r"|[a-z]{3,}ing(?= (?:an?|the|to|that|his|her|their|its|it|him|them|in|on|for|at|with|from|by|up"
    r"|out|over|about|more"
    r"|[A-Z\d$])))"
    r"|;(?= (?!and|or|but)\b)| --(?= (?!but|yet)\b)| \u2013(?= (?!but|yet)\b)|\u2014(?!but|yet)"
    r"| (?:after|amid|because|while|during|before|despite|in response to|as part of|due to|thanks to"
    r"|along with|in addition to|such as|in order to|in an effort to|in an attempt to|in a bid to"
    r"|in hopes of|on top of|as well as|instead of|rather than|even though|although|so that)(?= \w)"
    r"| following(?= (?:an?|the|his|her|their|its)\b)| and(?= " + VERB + r")"
    r"| when(?= \w)| as(?= (?:he|she|they|it|(?:the |an? )?(?:[\w'\u2019-]+ ){1,3}"
    + VERB
    + r"|(?:the|some|many|several|[A-Z][\w.'\u2019-]*) (?:(?!(?:as|because|but|for|who|that|to|which)\b)"
    r"[\w.'\u2019-]+ ){1,6}?" + VERB + r"))"
    r"| in (?:recent|the past|the last|the coming|the next) (?:few )?(?:days|weeks|months|years)(?=\.?$)"
    r"| (?:this week|this month|over the weekend|in the process|on the ground|at the time)(?=\.?$)"
    r"| in the wake of(?= \w)| on the heels of(?= \w)| (?:at|in|during) (?:an?|the|his|her|their) "
    r"(?:[\w'-]+ ){0,3}(?:interview|statement|news conference|press conference|speech|letter|briefing|rally"
    r"|debate|address|memo|hearing)\b"
)
"""Where a clause may begin that runs to the end of the sentence."""

MAIN_VERB_AFTER = re.compile(r"(?:,| --|\u2014| \u2013) ?" + VERB)
RESUMED = re.compile(
    r", (?!(?:and|or|but|who|which|where|including|an?|the|with|while|as|though|its|his|her|their"
    r"|[a-z]+ing)\b)[a-z]"
)
"""After an inserted clause the main one may go on."""
SUBORDINATE = re.compile(
    r"\b(?:if|when|while|as|after|although|though|since|because|once|before|unless|despite|given|like)\b",
    re.IGNORECASE,
)
HAS_VERB = re.compile(r"\b" + VERB)

PLACED = re.compile(
    r", (?:when|while|as|after|before|during|with|in|on|at|for|from|by|to|under|over|between|among"
    r"|about|near|inside"
    r"|outside|within|throughout|across|ahead|despite|following|amid)$"
)
"""A comma and a preposition: what follows a second comma may be the main clause."""

VERB_OF_ITS_OWN = re.compile(r"^(?:(?!\b(?:who|that|which|where)\b).)*\b" + VERB)
SPEAKER_ENDS = re.compile(
    r"\b(?:recalled|remembers?|believes?|believed|hopes?|hoped|thinks?|knows?|knew|sa(?:id|ys)|finds?|found"
    r"|shows?|showed|sees?|saw|predicts?|predicted|(?:told|tells) \w+|notes?|noted|adds?|added|asks?|asked"
    r"|wrote|writes|argues?|argued|explains?|explained)$"
)
"""What follows such a verb is what the sentence is about."""
AS_MUCH = re.compile(r"\b(?:same|such|so|as) (?:an? )?\w+", re.IGNORECASE)
LISTED = re.compile(r",[^,]{0,40}$")
MODAL = re.compile(
    r"\b(?:will|would|should|can|could|may|might|must|shall|plans?|planned|wants?|expects?|to)\b|'ll\b"
)

TAIL_NEEDS = re.compile(
    r"\b(?:not|no|never|nor|neither|without|none|nobody|nothing|cannot|only|hardly|first|last|most"
    r"|least|worst|best"
    r"|\w{3,}est|if|unless|until|whether|the|shortly|soon|long|just|immediately|right|days?|weeks?"
    r"|months?|years?"
    r"|hours?|minutes?|ever|and|or|is|are|was|were|be|been|being|has|have|had|which|who|that|than|versus|of|to|in|for|with|from|by|at|on"
    r"|\w{3,}ly|even)$"
    r"|\b(?:not|no|never|nor|neither|without|none|nobody|nothing|cannot|only|hardly|first|last|most"
    r"|least|worst|best"
    r"|(?!(?:arr|prot|requ|inter|mid|for|t|cont|sugg|harv|unr|conqu|inv|gu|man|mod)est\b)(?!\w*west\b)\w{3,}est"
    r"|if|unless|until|whether)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
"""What leans on a clause without a comma: "not ... because", "the first ... during", "shortly after"."""

SAID_WHERE = re.compile(
    r"\b(?:said|says|added|told (?:CNN|reporters|[A-Z]\w+))(?P<where> (?:in|during|at) (?:an?|the"
    r"|his|her) (?:[\w'-]+ ){0,3}"
    r"(?:interview|statement|speech|letter|conference|briefing|release|e-?mail|tweet|hearing|rally|call)"
    rf"(?: (?:with|on|to) [A-Z]\w*(?: [A-Z]\w*)*)?(?: (?:on )?{WEEKDAY})?)(?=[.,]| that\b|$)"
)
"""Where somebody said what he said."""

SAID_WHEN = re.compile(
    r"\b(?:said|says|added|wrote|announced|reported|(?:told|tells) (?:CNN|AFP|Reuters|reporters|lawmakers"
    rf"|journalists|the BBC|USA TODAY))(?P<when> (?:late |early )?(?:on )?{WEEKDAY}"
    rf"(?: (?:morning|afternoon|evening|night))?)"
    r"(?=[.,;]| (?:that|in|at|during|the|an?|he|she|they|it|there|his|her|its|their|no|more|some)\b|$)"
)
"""The weekday on which somebody said it: nothing else happened then."""

JOINED = re.compile(
    r", (?:and|but|while) (?=(?:the|an?|some|many|most|several|[A-Z][\w.'\u2019-]+)"
    r" (?:[\w.'\u2019-]+ ){0,4}?" + VERB + r")"
)
"""Where a main clause with a subject of its own joins another."""

GIVEN = re.compile(
    r"(?<=\bPresident )[A-Z]\w+ (?=[A-Z][a-z])|(?:(?<=\bSenator )|(?<=\bChancellor )|(?<=\bMinister )"
    r"|(?<=\bSecretary )|(?<=\bSpeaker )|(?<=\bLeader )|(?<=\bGov\. )|(?<=\bSen\. )|(?<=\bRep\. )"
    r"|(?<=\bGen\. )|(?<=\bof State )|(?<=\bof Defense ))(?:[A-Z]\w+ (?:[A-Z]\. )?)(?=[A-Z][a-z])"
)
"""A given name between a title and a surname."""

DAY = re.compile(
    r"(?<!\bthe)(?<!\bthis)(?<!\bthat)(?<!\b[oO]f)(?<!\bby)(?<!\bsince)(?<!\buntil)(?<!\bfrom)(?<!\bfor)(?<!\band)"
    r"(?<!\b[oO]n)(?<!\bto)(?<!\bin)(?<!\bat)(?<!\binto)(?<!\bover)(?<!ing)(?<!\bas)(?<!\bAnd)(?<!\bIn)(?<!\bAt)(?<!\bLate)(?<!\bEarly)(?<!\bEarlier)(?<!\bBut)"
    r"(?<!\bbefore)(?<!\bafter)(?<!\blast)(?<!\bnext)(?<!\bthrough)(?<!\bis)(?<!\bwas)(?<!\bthan)(?<!\bSuper)(?<!\bversus)(?<!\bor)"
    rf"(?<=[a-z])(?: late| early)?(?: on)?(?: late| early)? {WEEKDAY}(?: (?:morning|afternoon|evening"
    rf"|night))?"
    r"(?=[.,;]| (?:that|to|in|by|for|at|after|as|with|when|it|he|she|they|the|an?|his|her|its|from"
    r"|over|against|about"
    r"|near|during)\b)"
)
"""The day of the week on which it happened: the alert has the date."""

DATED = re.compile(
    r"\b(?:released|published|issued|held|set|scheduled|due|aired|dated|filed|posted|recorded|place|planned|obtained"
    r"|announced|expected|made public)$"
)
"""What is left without a point when its day goes: "a video released Sunday"."""
AHEAD = re.compile(
    r"\b(?:will|would|plans?|planned|planning|expected|scheduled|due|slated|set to|shall|going to|until|ahead"
    r"|tomorrow|deadline|votes?|meets?|[Ii]s to|are to)\b|'ll\b"
)
"""What is still to come needs its day."""
REFERS_BACK = re.compile(r"\b(?:he|she|it|they|him|her|his|its|their|them|this|that|such|so|too|also)\b")

AS_CLAUSE = re.compile(r", as (?:[^,]*\b" + VERB + r"|well as\b)")
"""Not "described ..., as a foe": that is what he was described as."""

QUOTED = re.compile(
    '"[^"]*"|\u201c[^\u201d]*\u201d|\u00ab[^\u00bb]*\u00bb|\u2018[^\u2018\u2019]*\u2019(?!\\w)'
    "|(?<!\\w)'[^']*'(?!\\w)"
)
UNPAIRED = re.compile('["\u201c\u201d\u00ab\u00bb()\\[\\]]')
"""Marks that must have a partner."""
