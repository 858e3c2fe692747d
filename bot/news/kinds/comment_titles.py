"""English titles in which the writer is heard: he argues, judges, takes a side, or says "we"."""

from bot.news.kinds.cue import Cue
from bot.news.kinds.kind import Kind

_UNQUOTED = r"(?:[^\"“‘'’]|(?<=\w)['’](?=\w)){0,160}"
"""As far as nobody else is quoted."""

COMMENT_TITLES = (
    Cue(
        "tells others what to do",
        Kind.OPINION,
        r"(?:Don['’]t|Do not|Forget|Ignore|Beware|Let['’]s|Blame|Enough|Never|Abolish|Repeal"
        r"|(?:It['’]s )?[Tt]ime (?:to|for)|Stop (?:[A-Za-z]{3,12}ing|the|calling|pretending)"
        r"|Add (?:[\w.'’-]{1,20} ){1,3}to)\b(?!.*\b(?:warns?|says?|said|urges?|tells?|told)\b)",
    ),
    Cue(
        "the writer in person",
        Kind.OPINION,
        r"[^\"'“‘’:]{0,120}(?<!War )(?<!Part )(?<!Type )\b(?:I (?=[a-z])|[Mm]y (?=[a-z]))",
        "i |my ",
    ),
    Cue(
        "passes a verdict",
        Kind.OPINION,
        r"[^\"“‘:]{0,120}\b(?:dead wrong|(?:is|are) (?:so |just )?(?:right|wrong)(?=$|[.!]| -| –| —)"
        r"|(?:[Ww]as|[Ww]ere) (?:[Ss]o )?(?:[Rr]ight|[Ww]rong) [Tt]o\b"
        r"|deserves? (?:better|more)$|[Tt]hat['’]s (?i:big|huge|good|bad)\b)"
        r"|The [Cc]ase (?:[Ff]or|[Aa]gainst) "
        rf"|{_UNQUOTED}\b(?:(?:[Dd]oesn['’]t|[Dd]on['’]t|[Dd]idn['’]t|[Nn]ot) [Dd]eserve|[Dd]eserves?"
        rf" (?:[Cc]redit"
        r"|[Bb]lame|[Pp]raise|[Aa] )"
        r"|(?:[Ii]s|[Aa]re|[Hh]as|[Hh]ave|[Ww]as|[Ww]ere) (?:[\w-]{1,10} ){0,2}(?:[Pp]riceless"
        r"|[Pp]roblems$|[Mm]istakes?$"
        r"|[Mm]istake [Tt]hat|[Dd]isgrace(?:ful)?|[Ss]uicidal|[Uu]ndoing|[Nn]onsense|[Aa]bsurd|[Hh]ypocri\w+)"
        r"|(?:[Dd]oes|[Dd]o|[Dd]id)(?:n['’]t| not) (?:[Ss]ay|[Mm]ean|[Pp]rove|[Ss]how) [Ww]hat)\b",
        "right|wrong|deserve|that|case|priceless|problem|mistake|disgrace|suicidal|undoing|nonsense|absurd"
        "|hypocri"
        "|n't|n’t|not ",
    ),
    Cue(
        "what should be",
        Kind.OPINION,
        r"(?!.*(?:\b(?:says?|said|rul(?:es|ed)|urges?|tells?|told|calls?|asks?|votes?|wants?|argues?)\b|:))"
        r".*\b(?:[Ss]hould|[Oo]ught [Tt]o)\b",
        "should|ought",
    ),
    Cue(
        "takes a side",
        Kind.OPINION,
        r"(?:GOTCHA|BUSTED|Busted|ICYMI): |.*\b(?:[Ff]alsely|[Cc]onspiracy theor(?:y|ies)|[Dd]ebunk(?:s"
        r"|ed)?|[Tt]irade"
        r"|[Ss]cheme|[Hh]oax|[Ss]mears?|[Ss]ham)\b",
        "gotcha|busted|icymi|falsely|conspiracy|debunk|tirade|scheme|hoax|smear|sham",
    ),
    Cue(
        "the writer among others",
        Kind.OPINION,
        r"(?:[^:\"“‘'’]|(?<=\w)['’](?=\w)){0,160}(?<!['’])\b(?:[Oo]ur|[Ww]e(?:['’](?:re|ve|ll|d))?)"
        r" (?=[A-Za-z])",
        "our |we",
    ),
    Cue(
        "a shortened verb",
        Kind.ANALYSIS,
        rf"{_UNQUOTED}\b(?:(?:[Dd]oes|[Dd]o|[Dd]id|[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Hh]as|[Hh]ave)n['’]t"
        r"|(?:[Ii]t|[Tt]hat|[Hh]e|[Ss]he|[Tt]hey|[Tt]here)['’](?:s|re|ll|ve|d))\b",
        "n't|n’t|'|’",
    ),
    Cue(
        "a small word of comment",
        Kind.ANALYSIS,
        rf"{_UNQUOTED}\b(?:[Aa]ctually|[Rr]eally|[Jj]ust|[Ff]inally|[Ee]ven|[Mm]ay [Hh]ave|[Nn]eeds? to"
        r"|[Pp]retty|[Rr]ight [Ii]nto|[Ss]o [Mm]uch)\b",
        "actual|real|just|final|even|may have|need|pretty|right|so much",
    ),
    Cue(
        "the other camp",
        Kind.OPINION,
        rf"{_UNQUOTED}\b(?:(?:[Tt]he|[Ll]iberal|[Mm]ainstream|[Ff]ar) (?:[Mm]edia|[Ll]eft|[Rr]ight)|[Dd]ems"
        r"|[Ll]iberals|[Ll]eftists?|[Pp]rogressives|[Cc]onservatives|[Gg]lobalists?)\b",
        "media|left|right|dems|liberals|progress|conserv|global",
    ),
    Cue(
        "somebody's words after a colon",
        Kind.OPINION,
        r"(?:[A-Z][\w.’'-]{1,20} ){0,2}[A-Z][\w.’'-]{1,20}: (?:[^\"“‘']{1,80} )?[\"“‘'][A-Za-z]",
        ": ",
    ),
    Cue(
        "a list before a colon",
        Kind.ANALYSIS,
        r"(?:[\w’'.-]{2,20}(?: [\w’'.-]{2,20})?, ){2,4}(?:and )?[\w’'.-]{2,20}(?: [\w’'.-]{2,20})?: ",
        ": ",
    ),
    Cue(
        "what became of somebody",
        Kind.ANALYSIS,
        r"(?:[\w’'-]{1,20} ){1,4}[Ww]ho [^,]{4,60}, (?:[Nn]ow (?!in\b|under\b|on\b|at\b)|[Hh]as"
        r" [Bb]ecome\b)(?!.*\b(?:[Kk]illed"
        r"|[Dd]ead|[Dd]ies"
        r"|[Aa]rrested|[Cc]harged|[Ii]n [Cc]ustody|[Jj]ailed|[Ff]aces|[Mm]issing|[Ff]ree[ds]?|[Ss]ues?"
        r"|[Ww]anted)\b)",
        " who ",
    ),
    Cue(
        "says that it explains",
        Kind.ANALYSIS,
        r".*[,:] (?:[Ee]xplained|[Bb]riefly [Ee]xplained|[Aa]n [Ee]xplainer|[Ii]n (?:[Oo]ne|[Tt]wo|\d)"
        r" [Cc]harts?)\W*$",
        "explain|chart",
    ),
    Cue(
        "speaks of hosts and pundits",
        Kind.MEDIA,
        r".*\b(?:[Cc]o-?[Hh]osts?|(?:TV|Fox|News|CNN|MSNBC) (?:[Hh]osts?|[Aa]nchors?|[Pp]ersonalities"
        r"|[Cc]ontributors?)"
        r"|[Pp]undits?)\b(?!.*\b(?:[Kk]illed|[Dd]ies|[Dd]ead|[Aa]rrested|[Ff]ired|[Dd]etained"
        r"|[Kk]idnapped)\b)",
        "host|anchor|personalit|contributor|pundit",
    ),
    Cue(
        "falls short, as some say",
        Kind.ANALYSIS,
        r".*\b(?:[Ff]all(?:s|ing)? (?:[Ff]ar )?[Ss]hort\b|[Ee]x-\w{3,15},? (?:[Ss]ay|[Ww]arn|[Ff]ear)$)",
        "short|ex-",
    ),
)
