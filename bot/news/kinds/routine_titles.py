"""English titles of what a paper prints every day or year, whatever happens: calendars, notices, polls,"
" scores.

Their words are those of courts, troops and attacks. Where one of them tells of the dead, of an attack or of
an arrest, it is no routine.
"""

from bot.news.kinds.cue import Cue
from bot.news.kinds.kind import Kind

_NO_ROUTINE = (
    r"(?!.*\b(?:[Kk]ill(?:s|ed|ing)?|[Bb]omb(?:s|ed|er|ing)?\b(?! victims| dead)|[Ee]xplo\w+|[Ss]hot"
    r"|[Ss]hoots?|[Gg]unm[ae]n"
    r"|[Aa]ttack(?:s|ed|ers)\b|[Aa]rrest(?:s|ed)?|[Cc]lash\w*|[Pp]rotest\w*|[Cc]ancel\w*|[Pp]ostpone\w*"
    r"|[Ww]arns?"
    r"|[Hh]alt(?:s|ed)?|[Ss]tampede|[Cc]rush|[Bb]an(?:s|ned)?|[Ff]loods?)\b)"
)
_WHEN = (
    r"(?:[Tt]oday|[Tt]omorrow|[Tt]onight|[Tt]his [Ww]eek(?:end)?|[Ww]eekend"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_POLLSTER = (
    r"(?:[Pp]olls?|[Ss]urveys?|Gallup|YouGov|Ipsos|Pew|Quinnipiac|Rasmussen|Emerson|Monmouth|Marist|Ifop"
    r"|Harris)"
)
_INDEX = (
    r"(?:[Ss]tocks|[Ss]hares|FTSE(?: 100)?|Dow(?: Jones)?|Nasdaq|S&P(?: 500)?|Nikkei|DAX|Dax|Sensex|Hang"
    r" Seng|Wall Street"
    r"|[Ff]utures|[Mm]arkets|[Oo]il(?: prices)?|Brent|[Gg]old|[Ll]ira|[Rr]uble|[Rr]ouble|[Dd]ollar"
    r"|[Bb]itcoin|[Rr]upee)"
)
_MOVES = (
    r"(?:clos(?:es?|ed|ing)|ends?|ended|falls?|fell|ris(?:es?|ing)|rose|slips?|slid(?:es?)?|drops?|gains?"
    r"|edges?|climbs?"
    r"|tumbles?|dips?|jumps?|eas(?:es?|ing)|weakens?|firms?|rall(?:y|ies)|drifts?|steady|mixed|flat|higher"
    r"|lower"
    r"|point to|up \d|down \d)"
)
_RELEASE = (
    r"(?:(?:PRESS|NEWS|MEDIA) RELEASE|(?:Press|News|Media) [Rr]elease|Media [Aa]dvisory|Press [Aa]dvisory)"
)

ROUTINE_TITLES = (
    Cue(
        "a calendar or notices",
        Kind.LISTING,
        rf"(?:.{{0,40}}\b)?(?:[Cc]ourts?|[Hh]earings?|[Tt]rials?|[Aa]rguments?) (?:calendar|schedule"
        rf"|listings?|diary|docket"
        r"|roster|log|report|[Bb]riefs)\b(?= for\b|:|,|$| [-–(])"
        rf"|(?:{_WHEN}['’]s |{_WHEN} in |[Ii]n )(?:the )?(?:\w{{2,12}} )?(?:courts?|[Hh]earings|court"
        rf" hearings|court cases)"
        r"(?=$|:| [-–])"
        r"|(?:On the [Dd]ocket|Cause [Ll]ist|Courts: |Police (?:[Bb]lotter|[Ll]og)|[Ww]eek ahead\b|The"
        r" [Ww]eek [Aa]head"
        r"|[Dd]ay [Aa]head\b|What['’]s (?:[Cc]oming [Uu]p|[Oo]n) (?:in|at|on|this)\b"
        r"|[Dd]eath [Nn]otices?|[Oo]bituaries|[Bb]irths,|[Mm]ost [Ww]anted\b|[Cc]rime ?[Ss]toppers"
        r"|[Aa]ppeal for [Ww]itnesses"
        r"|Wanted by\b|Have you seen\b|[Cc]orrections$|[Cc]larifications$|[Ee]rrat(?:a|um)\b|For"
        r" the [Rr]ecord$"
        r"|[Aa]mplifications?$|We [Gg]ot [Ii]t [Ww]rong\b|Readout of\b|(?:[Ff]ixtures|[Rr]esults) (?:and"
        r"|&) \w+)"
        rf"{_NO_ROUTINE}",
        "calendar|schedule|listing|diary|docket|roster|log|report|brief|court|hearing|cause list|ahead"
        "|what's|what’s|notice"
        "|obituaries|births|wanted|stoppers|appeal|seen|correction|clarification|errat|record|amplif|wrong"
        "|readout"
        "|fixtures|results",
    ),
    Cue(
        "an obituary",
        Kind.FEATURE,
        r"(?:Obituary|OBITUARY|In [Mm]emoriam|Lives [Ll]ived|Remembering) ?(?:[:|]|[-–—] |[A-Z\d])"
        r"|(?:[A-Z][\w.’'-]{1,20} ){1,3}[A-Z][\w.’'-]{1,20}, [^:;]{3,120}(?:(?:,? (?:is [Dd]ead|[Dd]ies"
        r"|[Dd]ead|has died) (?:at"
        r"|aged)|,) (?:[6-9]\d|1[01]\d)$)",
        "obituary|memoriam|lived|remembering|dies|dead|died|, ",
    ),
    Cue(
        "a poll",
        Kind.ANALYSIS,
        rf"(?!.*(?:[Ee]xit [Pp]oll|[Pp]olling))(?:(?:[\w-]{{1,15}} ){{0,3}}(?:[Pp]oll|[Ss]urvey)(?: of the"
        rf" day)?: "
        rf"|.*\b{_POLLSTER}(?: poll)? (?:finds?|shows?|says?|suggests?|reveals?|puts)\b|.*\b(?:in|by|per)"
        rf" (?:an? |the )?(?:new|latest"
        rf"|recent) (?:[\w/-]{{1,15}} ){{0,3}}(?:poll|survey)s?\b|.*\b(?:in|to) (?:a |the )?polls?$"
        r"|.{0,80}\b(?:approval rating)\b.{0,30}\b(?:falls?|rises?|drops?|slips?|hits?|at)\b"
        r"|(?:.{0,40} )?\d\d(?:%| per ?cent| percent) of (?:[A-Z]\w+ ){1,2}(?:back|oppose|support|want|say"
        r"|think|believe|favou?r)\b"
        r"|(?:Vote|Have your say|Tell us)\b.{0,20}: ?)",
        "poll|survey|gallup|yougov|ipsos|pew|quinnipiac|rasmussen|emerson|monmouth|marist|ifop|harris"
        "|approval|%|per|vote|say"
        "|tell",
    ),
    Cue(
        "where the markets stand",
        Kind.ANALYSIS,
        rf"(?!.*\b(?:[Pp]lung\w+|[Tt]umbl\w+|[Cc]rash\w*|[Hh]alt\w*|[Rr]ecord|[Ww]orst|[Cc]ollapse\w*"
        rf"|[Ss]anction\w*|[Ss]eiz\w+)\b)"
        rf"(?:[A-Z][\w.&’'-]{{1,15}} ){{0,3}}{_INDEX} {_MOVES}\b|(?:[Cc]losing|[Oo]pening) [Bb]ell\b"
        rf"|[Mm]arkets? (?:[Ww]rap"
        r"|[Rr]eport|[Ss]nap|[Uu]pdate|[Ll]ive)",
        "stocks|shares|ftse|dow|nasdaq|s&p|nikkei|dax|sensex|hang seng|wall street|futures|market|oil"
        "|brent|gold|lira|ruble"
        "|rouble|dollar|bitcoin|rupee|bell",
    ),
    Cue(
        "a job to have",
        Kind.PROMO,
        r"(?:Recruitment|We['’]re (?:[Hh]iring|[Rr]ecruiting)|Now [Hh]iring|Jobs?|JOB|Career"
        r" [Oo]pportunit\w+|Careers|Apply [Nn]ow"
        r"|Call for (?:[Aa]pplications|[Pp]apers|[Ee]ntries)|Internships?|Fellowships?|Job [Aa]lert|Jobs"
        r" of the [Ww]eek)"
        r"(?::| [-–|] | (?:at|with) the\b|$)|.*\b(?:[Cc]areers? (?:[Dd]ay|[Ff]air)|[Jj]obs? [Ff]air|[Hh]ow"
        r" to [Aa]pply)\b"
        rf"{_NO_ROUTINE}",
        "recruit|hiring|job|career|apply|call for|intern|fellow",
    ),
    Cue(
        "a press release",
        Kind.PROMO,
        rf"{_RELEASE}(?::| [-–|])"
        r"|.*\b[Mm]arket (?:(?:[Ss]ize|[Oo]utlook|[Ff]orecast|[Ss]hare|[Gg]rowth)\b|(?:to|[Ww]ill) [Rr]each"
        r"|[Ww]orth \$)"
        r"|.*\b[Aa]nnounces? (?:[\w-]{1,12} ){0,3}(?:[Qq]uarter(?:ly)?|Q[1-4]|[Ff]ull.[Yy]ear|[Aa]nnual)\b"
        r".{0,30}\b(?:[Rr]esults|[Ee]arnings|[Dd]ividend)",
        "release|advisory|market|announce",
    ),
    Cue(
        "an honour or a memorial",
        Kind.FEATURE,
        r".*\b(?:[Mm](?:inute|oment)s? of [Ss]ilence|[Ff]lowers (?:and|for|left)|[Cc]andles (?:and|for)"
        r"|[Cc]andlelit"
        r"|[Mm]edals? (?:of|for|to|awarded)|awards? (?:[\w’'-]{1,12} ){0,2}(?:[Mm]edals?|[Cc]ross"
        r"|[Hh]eart)|[Pp]osthumous\w*"
        r"|[Ss]tatue .{3,60} (?:unveiled|erected|dedicated)|[Mm]emorial (?:to|for|unveiled|wall|garden)"
        r"|[Pp]laque"
        r"|(?:names|renames|renamed|named) (?:[\w’'-]{1,12} ){1,3}(?:after|in honou?r)|[Ll]ines? (?:the"
        r" )?streets|[Ll]it up (?:the|every))\b"
        rf"{_NO_ROUTINE}",
        "silence|flowers|candle|medal|award|posthum|statue|memorial|plaque|name|line|lit up",
    ),
    Cue(
        "an anniversary",
        Kind.FEATURE,
        r".*\b(?:(?:\w{3,9}|\d{1,3}) years? (?:on|later)(?=$|[:,.]| [-–])|[Aa]nniversary (?:of|is"
        r"|was)\b.{0,60}\b(?:marked|marks"
        r"|commemorated|observed|celebrated|remembered)|(?:[Mm]ark(?:s|ed|ing)?|[Cc]ommemorat(?:es?|ed|ing)"
        r"|[Cc]elebrat(?:es?|ed|ing)|[Oo]bserv(?:es?|ed)) (?:[\w’'-]{1,14} ){0,4}anniversary|[Nn]ames"
        r" (?:are )?read)\b"
        rf"{_NO_ROUTINE}",
        "years on|year on|later|anniversary|names",
    ),
    Cue(
        "a score",
        None,
        r"(?=.*(?<![\d:.-])\d{1,2}[-–]\d{1,2}(?![\d:%-]))(?=.*\b(?:[Bb]eats?|[Ww]ins?|[Dd]raws?|[Hh]olds?"
        r"|[Ll]ose|[Ll]oses|[Tt]hrash\w*"
        r"|[Rr]outs?|[Ee]dges?|[Cc]up|[Ll]eague|FC|[Ff]inal|[Dd]efeats?|[Gg]oals?)\b)"
        r"(?!.*\b(?:[Vv]ot(?:es?|ed|ing)|[Cc]ourt|[Ss]enate|[Hh]ouse|[Cc]ommittee|[Pp]anel|[Jj]udges?"
        r"|[Rr]uling|[Rr]ules)\b)"
        r"|(?:[Mm]atch [Rr]eport|[Pp]layer [Rr]atings|[Tt]ransfer [Nn]ews|[Tt]eam [Nn]ews|[Ff]ull[-"
        r" ][Tt]ime)\b",
        "-|–|match|player|transfer|team|full",
    ),
    Cue(
        "the weather",
        Kind.LISTING,
        rf"(?:Weather|Forecast|{_WHEN}['’]s (?:[Ww]eather|[Ff]orecast)|(?:[Ww]eekend|[Mm]arine|[Ss]ki"
        rf"|[Aa]irport|[Ll]ong-range)"
        r" (?:[Ww]eather|[Ff]orecast)|[Pp]ollen [Cc]ount|(?:\w{3,5}|\d{1,2})-[Dd]ay (?:[Oo]utlook"
        r"|[Ff]orecast))(?=[:,]| for\b"
        r"| in\b|$| [-–])(?!.*\b(?:[Ww]arn\w*|[Kk]ill\w*|[Dd]ead|[Ee]vacuat\w+|[Ee]mergency|[Hh]urricane"
        r"|[Tt]yphoon)\b)",
        "weather|forecast|pollen|outlook",
    ),
)
