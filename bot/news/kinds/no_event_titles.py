"""Titles under which nothing happened today: debunks, drills, fiction, time lines, archives, offices' papers.

Their words are those of real events ("Troops simulate capture of town"), so each pattern needs a sign that
nothing of it took place, and yields where a headline tells of a real turn: a death, an arrest, a denial.
"""

from bot.news.kinds.cue import Cue
from bot.news.kinds.kind import Kind

_SAYS_SO = r"(?!.*\b(?:says?|said|tells?|told|denie[sd]|ministry|army|police|pentagon|officials?)\b)"
"""A denial by whoever is in charge is news."""
_PICTURE = (
    r"(?:[Vv]ideo|[Pp]hoto|[Pp]hotograph|[Pp]icture|[Ii]mage|[Cc]lip|[Ff]ootage|[Pp]ost|[Ss]creenshot)s?"
)
_RUMOUR = rf"(?:{_PICTURE}|[Cc]laims?|[Rr]umou?rs?|[Tt]weets?|[Mm]emes?|[Qq]uotes?|[Hh]eadlines?)"

_DRILL = r"(?:drills?|exercises?|war ?games|man(?:oeuv|euv)(?:re|er)s)"
_REAL_TURN = (
    r"(?!.*\b(?:[Kk]ill(?:s|ed|ing)?|[Dd]ead(?:ly)?|[Dd]ies?|[Dd]ied|[Dd]eaths?|[Ii]njur\w+|[Ww]ound(?:s|ed)?"
    r"|[Hh]urt|[Ss]hot|[Ee]xplo\w+|[Aa]ccident|[Ff]eared|[Dd]own|[Ss]ank|[Cc]rash\w*|[Mm]issing|[Cc]olli\w+"
    r"|[Aa]rrest\w*|[Cc]harged|[Jj]ailed|[Cc]ourt|[Ss]entence[sd]?"
    r"|[Cc]ancel\w*|[Hh]alts?|[Ss]uspend\w*|[Pp]ostpone\w*|[Ww]arns?|[Cc]ondemn\w*|[Tt]hreaten\w*"
    r"|[Pp]rotests?"
    r"|[Ff]ires|[Ll]aunches|[Aa]ttack soldiers|[Nn]uclear|[Mm]issiles?|[Gg]unm[ae]n|[Mm]ilitants?|[Rr]ebels"
    r")\b)"
)
_PLAYED = (
    r"(?:attacks?|battles?|raids?|invasions?|assaults?|evacuations?|hostage|explosions?|bombings?|crash"
    r"|disaster"
    r"|emergency|rescue|ambush|siege|drills?|exercises?|withdrawal|landing|terror|shooting|casualt\w+"
    r"|victims)"
)

_WORK = (
    r"(?:[Nn]ovel|[Ff]ilm|[Mm]ovie|[Tt]hriller|[Dd]rama|[Dd]ocumentary|[Dd]ocuseries|[Mm]ini-?series"
    r"|TV series"
    r"|[Ss]itcom|[Vv]ideo ?game|[Ss]hooter|[Mm]usical|[Oo]pera|[Gg]raphic novel|[Mm]emoir|[Bb]iopic"
    r"|[Nn]ovella"
    r"|[Tt]rilogy|[Ss]tage play|[Ss]eries)"
)
_LAW = (
    r"(?!.*\b(?:[Aa]rrest\w*|[Jj]ail\w*|[Ss]entence[sd]?|[Bb]ans?|[Bb]anned|[Cc]harged|[Ss]ues?|[Cc]ourt"
    r"|[Pp]olice"
    r"|[Pp]rotests?|[Cc]ensor\w*|[Kk]idnap\w*|[Gg]unm[ae]n|[Ff]estival attack|of (?:attacks|bombings"
    r"|explosions|blasts|strikes|quakes|protests|talks)\b)\b)"
)
_TOLD = (
    r"(?:about|based on|set in|imagines?|follows?|tells|explores?|depicts?|revisits?|traces?|portrays?"
    r"|retells?"
    r"|opens in|begins (?:filming|shooting|production)|premieres?|wins?|chronicles?|captures|on|of)"
)

_TIMES = (
    r"(?:[Tt]imeline|TIMELINE|[Cc]hronology|[Kk]ey (?:dates|moments|events)|[Mm]ain (?:dates|events)"
    r"|[Mm]ilestones)"
)
_DECIDED = (
    r"(?!.*\b(?:says?|said|agreed?|announce[sd]?|slips?|rejects?|approves?|shows?|reveals?|releases?d?)\b)"
)

NO_EVENT_TITLES = (
    Cue(
        "tells what is not so",
        Kind.ANALYSIS,
        rf"(?=No, .*\b(?:not|never|\w+n['’]t)\b|[Ff]act[- ][Cc]hecking\b"
        r"|(?:There (?:is|['’]s) n|N)o (?:evidence|proof) (?!of foul)\w"
        r"|(?:(?:Partly |Mostly )?(?:False|FALSE)|Fake|FAKE|Misleading|MISLEADING|Debunked|Hoax|Altered"
        r"|Satire"
        r"|Missing context|Not true|Unproven|Viral claim): "
        rf"|{_RUMOUR}\b.{{3,90}}\b(?:is|are|was|were) (?:false|fake|misleading|untrue|old|doctored|staged"
        r"|(?:taken|filmed|shot|recorded) (?:in|at|during)\b.{0,40}\b(?:19|20)\d\d"
        r"|AI-generated|fabricated|satire|not (?:real|from|of|true)|from (?:an? )?(?:old |\w+ )?(?:film|movie"
        r"|video game|game|19\d\d|20\d\d))\b"
        rf"|.*\b(?:(?:[Oo]ld|[Ff]ake|[Dd]octored|[Ee]dited|[Aa]ltered|[Mm]anipulated|AI-generated"
        rf"|[Ss]taged) {_PICTURE}"
        r"\b.{0,80}\b(?:passed off|shared|misrepresented|miscaptioned|presented|circulat\w+|falsely"
        r"|recirculat\w+)\b"
        rf"|{_PICTURE}\b.{{0,60}}\bdo(?:es)?(?:n['’]t| not) show\b)){_SAYS_SO}",
    ),
    Cue(
        "only a drill",
        Kind.FEATURE,
        r"(?=.*\b(?:[Ss]imulat(?:es?|ed|ing|ions?)\b|[Rr]ehears(?:es?|ed|ing|als?)\b"
        rf"|[Mm]ock (?:[A-Z]\w+ |terror(?:ist)? |hostage ){{0,2}}{_PLAYED}\b"
        r"|[Pp]racti[sc](?:es?|ed|ing) (?:respon\w+|evacuat\w+|for|how|their)\b"
        r"|[Tt]rain(?:s|ed|ing)? for (?!the past|days|weeks|years|hours)"
        rf"|(?:in|during|at) (?:[\w-]{{1,15}} ){{0,4}}{_DRILL}(?:$| (?:in|near|off|on|at|with)\b)"
        rf"|(?:annual|routine|regular|yearly|biennial|planned|scheduled) (?:[\w-]{{1,15}} ){{0,4}}{_DRILL}\b)"
        r"|(?:[\w-]{1,15} ){0,4}(?:[Dd]rill|[Ee]xercise|[Ww]ar ?games?) (?:has|have|shows?|suggests?|finds"
        r"|tests?"
        r"|prepares?|readies|gets under way|under way|begins|ends|kicks off|prepared)\b)"
        rf"{_REAL_TURN}",
    ),
    Cue(
        "a book, a film or a game",
        Kind.FEATURE,
        rf"(?=(?:[\w.’'-]{{1,15}} ){{0,3}}{_WORK}(?: (?:\w{{1,15}} ){{0,1}}{_TOLD}\b|: )"
        rf"|(?:In|At) (?:[\w’'-]{{1,15}} ){{0,3}}[\"'“‘][A-Z][^\"”’‘“]{{2,40}}[\"'”’],? "
        r"|.*\b(?:(?:in|of|for) (?:his |her |their |a )?(?:new|latest|debut|upcoming"
        r"|forthcoming) (?:\w{1,15} )"
        rf"{{0,2}}{_WORK}$|(?:lets?|sends?|puts?|asks?|has|takes?) (?:players|gamers|readers|viewers"
        rf"|audiences)\b))"
        rf"{_LAW}",
    ),
    Cue(
        "a time line",
        Kind.ANALYSIS,
        rf"(?=(?:A |The )?{_TIMES}(?::| of\b| in\b| [-–—] )|.*(?:[:,–—-] (?:[Aa] |[Tt]he )?{_TIMES}$"
        r"|\b(?:in (?:\w{1,10} )?dates(?:$|:)|(?:day by day|month by month|year by year|hour by hour)$)))"
        rf"{_DECIDED}",
    ),
    Cue(
        "from the archive",
        Kind.FEATURE,
        r"(?:On [Tt]his [Dd]ay|This [Dd]ay in|Today in [Hh]istory|(?:From|In) (?:the|our) [Aa]rchives?"
        r"|(?:From the )?[Vv]aults?: |Archives?: |Flashback: |Throwback"
        r"|\d{1,3} years ago(?: today)?: |(?:1[5-9]\d\d|20[01]\d): [A-Z])",
    ),
    Cue(
        "an office's paper",
        Kind.LISTING,
        rf"(?=(?:[Oo]pening |[Cc]losing |[Pp]repared |[Jj]oint )?[Rr]emarks (?:by|of|as|to|at"
        rf"|from)\b"
        r"|.{8,}(?:: |, )(?:(?:[Ff]ull )?[Rr]eadout|(?:[Ff]ull )?[Tt]ranscript|[Ff]ull [Tt]ext)$"
        r"|(?:[A-Z][\w.]{1,15} ){1,4}[A-Z]\w{1,20}['’]s? (?:[Rr]emarks|[Ss]peech|[Aa]ddress|[Tt]estimony)"
        r" (?:at|to|before|on)(?: (?:[A-Z][\w’']*|the|of|on|and|for|in))+$"
        r"|(?:Speech|Address|Testimony) (?:by|of) (?:the )?[A-Z]"
        r"|(?:Readout|READOUT|Transcript|TRANSCRIPT|F(?:ull|ULL) (?:[Tt]ext|TEXT|[Tt]ranscript|TRANSCRIPT))"
        r"(?: of\b|:| [-–—] )"
        r"|(?:[Oo]n-the-record |[Bb]ackground )?(?:[Dd]aily |[Dd]epartment )?(?:[Pp]ress"
        r"|[Mm]edia) (?:[Bb]riefing"
        r"|[Cc]all|[Gg]aggle|[Aa]vailability|[Aa]dvisory|[Aa]ccreditation)(?: by\b| with\b| on\b|:| [-–—] )"
        r"|(?:Fact ?[Ss]heet|FACT SHEET|Photo [Rr]elease|Notice to (?:[Ee]ditors|[Mm]edia)"
        r"|Nominations [Ss]ent|Message to (?:the )?Congress)\b)"
        rf"{_DECIDED}",
    ),
)
