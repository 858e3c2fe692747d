"""Titles that come again with every edition: live pages, bulletins, programmes, lists, games, offers.

By most of them a publisher names the kind (`bot.news.kinds.held.NAMED`), so each has to be unlike a headline:
"This week in Syria" is a bulletin, "Soldier killed this week" is none.
"""

from bot.news.kinds.cue import Cue
from bot.news.kinds.kind import Kind

_NUMBER = r"(?:\d{1,3}|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Tt]welve)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\."
    r"|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_END = r"(?:[:|—–,(]| [-(|–—]|$)"
"""What stands behind a name that is not part of a sentence."""
_BULLETIN = (
    r"(?:[Rr]oundup|ROUNDUP|[Rr]undown|[Bb]riefing|[Nn]ewsletter|[Tt]op [Ss]tories|[Dd]igest"
    r"|(?:[Nn]ewspaper|[Nn]ews|[Tt]op|[Mm]orning|[Ee]vening|[Tt]oday['’]s) [Hh]eadlines"
    r"|[Ii]n [Bb]rief|IN BRIEF|[Nn]ews [Bb]riefs?|(?:World|Nation|National|Global|State|Local|Metro"
    r"|Police) [Bb]riefs?"
    r"|(?:World|Nation(?:al)?|Global|Nation (?:&|and) World) (?:[Ww]atch|[Nn]otes|[Ii]n [Bb]rief)"
    r"|(?:[Mm]orning|[Ee]vening|[Dd]aily|[Ww]eekly|[Nn]ews) [Ww]rap)"
)
_NOT_FOR_PRINT = (
    r"[\[(]?TEST(?:$|[\]):]| [-–—|])|(?:This|THIS) (?:is|IS) (?:only |ONLY |just )?(?:a|A) (?:test|TEST)"
    r"(?:$|[.:!]| of (?:the|our) (?:\w{1,12} ){0,3}(?:system|feed|site|app|alerts?|channel|wire)\b)"
    r"|[Tt]est (?:alert|headline|item|post|article|story|entry|feed|push)(?:$|[,.:!]| [-–—(])"
    r"|[Tt]esting,? testing\b|.{0,80}\b(?:[Pp]lease|PLEASE) (?:ignore|disregard|IGNORE"
    r"|DISREGARD)\b(?!.* says?\b)"
    r"|.{0,120}\b[Ll]orem ipsum\b|(?:DO NOT|Do not) (?:PUBLISH|USE|PRINT|publish)(?:$|[.:!]| [-–—|(])"
    r"|(?:NOT FOR|Not for) (?:PUBLICATION|RELEASE|USE|publication|release)\b"
    r"|(?:(?:STRICTLY|Strictly|UNDER|Under) )?(?:(?:EMBARGO(?:ED)?|[Ee]mbargo(?:ed)?) (?:UNTIL|TO|TILL|FOR"
    r"|until|till)\b|(?:EMBARGO(?:ED)?|Embargoed)(?::| [-–—])|EMBARGO$)"
    r"|HOLD FOR (?:RELEASE|ORDERS?)\b|ADVANCE[D]? FOR\b|(?:EDS|Eds|EDITORS): |Slug: "
)
"""What a desk writes for itself: a test of its tools, a draft, what may not be out yet."""

STANDING_TITLES = (
    Cue(
        "live updates",
        Kind.LIVE,
        r".*\b(?:[Ll]ive (?:[Uu]pdates?|[Bb]log|coverage)|[Ll]iveblog|LIVE|[Uu]pdates?:|(?<!they )[Ll]ive:"
        r"|[Aa]s it happened)",
        "live|update|it happened",
    ),
    Cue(
        "a test, or not for print yet",
        Kind.PROMO,
        _NOT_FOR_PRINT,
        "test|ignore|disregard|lorem|do not|not for|embargo|hold for|advance|eds|editors|slug",
    ),
    Cue("an event to watch live", Kind.LIVE, r"(?:WATCH|Watch) (?:live|LIVE|Live)\b"),
    Cue(
        "full broadcast or interview",
        Kind.MEDIA,
        r".*\b[Ff]ull (?:[Bb]roadcast|[Ii]nterview|[Ee]pisode|speech)",
        "full ",
    ),
    Cue(
        "a programme's name and date",
        Kind.MEDIA,
        r"(?!.*\b9/11\b)(?:.*[( -]\d{1,2}/\d{1,2}(?:/\d{2,4})?(?:\)| (?:First|Second|Third) Hour)?$"
        rf"|\d{{1,2}}/\d{{1,2}}: |.*\({_MONTH} \d)",
        "/|(",
    ),
    Cue(
        "announces a programme",
        Kind.PROMO,
        r"(?:Coming up|COMING UP|Tune in|Sneak peek)\b|Up next(?::| on\b)|Tonight on [\"'“‘A-Z]",
    ),
    Cue(
        "a bulletin or press review",
        Kind.LISTING,
        rf"(?:[\w'’&]{{1,20}} ){{0,4}}{_BULLETIN}:|(?:[\w'’&]{{1,20}} ){{0,2}}{_BULLETIN}{_END}"
        r"|(?:[^,]{2,60},){1,4} (?:and|plus|&) (?:more|other (?:news|stories|headlines))[.!]?$"
        rf"|Briefly{_END}|Around the (?:[Ww]orld|[Nn]ation|[Gg]lobe|[Rr]egion|[Cc]ountry|[Ss]tate){_END}"
        r"|(?:[Tt]oday|[Tt]onight|(?:[Tt]he )?(?:[Dd]ay|[Ww]eek|[Nn]ews|[Ww]orld)|Headlines) in (?:one|a|two"
        r"|\d{1,2}) (?:minutes?|seconds?)\b"
        rf"|[Nn]ews [Bb]riefs? (?:for|from|of)\b|.{{8,}}[:|–—-] (?:[Nn]ews|[Ww]orld)? ?[Ii]n [Bb]rief$"
        rf"|The Papers{_END}|(?:[Hh]eadlines|Start Here|Morning|Eye Opener|This [Ww]eek)(?: in\b|:| [-–|]|$)"
        r"|.{8,}[—–|] ?(?:[A-Z]\w{1,15} ){1,2}(?:Journal|Briefing|Newsletter|Roundup)$"
        r"|(?:[A-Z]\w{1,15} ){1,2}(?<!Street )(?<!Medical )Journal(?:[—–]|: )|What['’]s Happening"
        r"|The \w{2,12} \d{3}:|Start [Yy]our (?:[Dd]ay|[Ww]eek|[A-Z]\w{3,6}day)\b"
        r"|(?:\d{1,2}/\d{1,2}: |The )?[\"'“‘]?(?:\w{2,12} )?(?:Evening|Nightly) News\b"
        r"|(?:The |Your |Our )?[Ww]eek [Ii]n (?:\w{2,12}|[Rr]eview)(?::|$| [-–])"
        r"|(?:.{0,60}\b)?(?:[Pp]hotos?|[Pp]ictures?|[Qq]uotes?|[Ww]ord|[Ss]tor(?:y|ies)|[Cc]hart|[Vv]ideos?"
        rf"|[Tt]weets?|[Bb]est|[Qq]uestion|[Nn]ews|[Hh]ighlights) of the (?:[Dd]ay|[Ww]eek){_END}"
        rf"|[Cc]orrections?(?: (?:and|&) [Cc]larifications?{_END}|: {_MONTH}|: \w{{3,6}}day\b|s{_END}"
        rf"| for {_MONTH})",
    ),
    Cue(
        "somebody to watch",
        Kind.ANALYSIS,
        rf"(?:{_NUMBER} |What |Who |Where |The )?(?:[\w’'-]{{1,15}} ){{0,3}}to [Ww]atch(?:$|[:,]| (?:on|in"
        rf"|at|for|as)\b)",
        "to watch",
    ),
    Cue(
        "a counted list",
        Kind.LISTING,
        rf"(?:[^:]{{2,30}}: )?(?:(?:The|These|Top|Our|Here are) )?{_NUMBER} (?:(?:big|key|more|new|other|easy"
        r"|great|top|major|important|simple|surprising|unanswered|must-\w{2,8}|\w{3,12}est"
        r"|most \w{3,12}) ){0,2}"
        r"(?:things (?!found)|ways|reasons|takeaways|facts|questions|tips|lessons|charts|moments|signs|myths"
        r"|books|films|movies|ideas|answers|recipes|gifts|mistakes|steps|trades|quotes|podcasts"
        r"|(?:places|sights|spots|towns)\b.{0,40}\b(?:worth|to (?:visit|see|go|eat)|you))\b"
        r"|(?:The|Top|These) \d{1,3} (?:deadliest|best|worst|most|biggest|largest|greatest)\b",
    ),
    Cue(
        "an offer, a game or an event",
        Kind.PROMO,
        r"(?:[^:]{2,30}: )?Win (?:.{0,40}\b)?(?:tickets?|cop(?:y|ies)|pairs?|prizes?|weekend|trip|stay"
        r"|holiday|vouchers?|passes)\b"
        r"|Enter (?:our|to win|the (?:draw|competition|contest))\b"
        r"|(?:[\w'’]{1,12} ){0,2}[Cc]rosswords?(?:$|:|,| No| \d| for | -| –)"
        r"|(?:[\w'’]{1,12} ){0,2}(?:[Ss]udoku|Wordle)(?:$|:|,| No| \d| hints?| answers?)"
        r"|(?:[\w'’]{1,12} ){0,2}[Hh]oroscopes?(?:$|:| for | today)|(?:[\w'’]{1,12} ){0,3}[Qq]uiz(?:$|:"
        r"|\?| [-–] )"
        r"|(?:[\w'’]{1,12} ){0,2}(?:[Vv]acanc(?:y|ies)|[Jj]ob (?:opening|advert|ad|opportunity))(?:$|:"
        r"| [-–] )"
        r"|(?:Tenders?|Call for (?:[Tt]enders?|[Bb]ids|[Pp]roposals)|Request for (?:[Pp]roposals"
        r"|[Qq]uotations)"
        r"|RF[PQ]|Invitation to (?:[Bb]id|[Tt]ender))(?:$|:| [-–] | for\b| \d)"
        r"|(?:We(?:['’]re| are)|Now) [Hh]iring\b|Call for (?:[Pp]apers|[Aa]pplications|[Ee]ntries"
        r"|[Ss]ubmissions)\b"
        r"|(?:Events?|Webinar|Invitation|Giveaway|Prize draw|Save the date|RSVP)(?::| [-–] )"
        r"|(?:Register|Sign up|Apply|Book|Subscribe|Donate) (?:now|here|today|your|for (?:our|the|a)\b"
        r"|to (?:our|the)\b)"
        r"|Don['’]t miss\b(?!.*\b(?:warns?|says?|told|tells?)\b)|Join (?:us|our)\b"
        r"|(?:Presented|Promoted|Sponsored|Paid for|Brought to you|Powered) by\b[^:]{2,40}:"
        r"|In (?:paid )?(?:partnership|association) with\b[^:,]{2,40}:",
    ),
    Cue(
        "goods or tips",
        Kind.PROMO,
        r".*\b(?:[Rr]ecipes?|[Gg]ift [Gg]uide|[Bb]est (?:[\w'’-]{1,15} ){0,4}(?:deals|gifts|movies|books"
        r"|shows|restaurants|photos|hotels|beaches))\b",
        "recipe|gift |best ",
    ),
    Cue(
        "times or prices of the day",
        Kind.LISTING,
        r"(?:[A-Z]\w{1,15} )?(?:(?:[Pp]rayer|[Nn]amaz|[Ii]ftar|[Ss]ahur|[Ss]ehri) [Tt]im(?:e|es|ings)\b"
        r"|(?:[Gg]old|[Ss]ilver|[Vv]egetables?|[Pp]etrol|[Dd]iesel|[Ff]uel|[Ee]xchange) (?:[Pp]rices?"
        r"|[Rr]ates?)"
        r" (?:[Tt]oday|[Oo]n [A-Z]\w{2,8}day|(?:in|for) (?:[A-Z][\w’'-]{1,15}(?: |$|,|:)){1,3}(?:[Tt]oday)?$)"
        r"|[Ww]eather (?:[Ff]orecast|[Tt]oday|[Tt]omorrow|in [A-Z]|for [A-Z]))"
        r"|(?:[A-Z]\w{1,15} )?[Ww]eather: ",
        "time|timing|price|rate|weather",
    ),
    Cue(
        "a place under siege or curfew",
        None,
        r"(?!Life\b).*\b(?:[Uu]nder|UNDER) (?:\w{1,12} )?(?:curfew|siege|martial law|blockade|bombardment"
        r"|(?:heavy|rocket|mortar|sniper|artillery) fire|shelling"
        r"|(?:rebel|militia|army|government|Taliban|IS|ISIS|Kurdish|enemy) control)\b",
        "under",
    ),
    Cue("a document to read", Kind.LISTING, r"(?:READ|Read)(?::| the | [Ff]ull )"),
    Cue(
        "names the programme",
        Kind.MEDIA,
        r".*\b(?:60 Minutes|Fox & Friends|Face the Nation|Meet the Press|Special Report|SNL"
        r"|Podcast|\(Audio\)|\(Video\)|QuickTake|CNN10)\b",
        "60 min|fox &|face the|meet the|special rep|snl|podcast|(audio|(video|quicktake|cnn10",
    ),
    Cue(
        "a match",
        None,
        r".*\b(?:\d{1,3}[-–]\d{1,3} (?:win|loss|victory|defeat|draw|over|in)\b"
        r"|(?:beats?|defeats?|tops?|edges?|routs?|held|wins?|loses?) .{0,40}\b\d{1,3}[-–]\d{1,3}\b"
        r"|(?:fires?|sacks?|hires?|names?) (?:new |head )?(?:coach|manager|striker)|strikes out|hat trick"
        r"|playoffs?"
        r"|NBA|NFL|MLB|NHL|UFC|Serie A|La Liga|Premier League|Super Bowl|World Cup|Grand Slam|cricket)\b",
        "-|–|coach|manager|striker|strikes out|hat trick|playoff|nba|nfl|mlb|nhl|ufc|serie a|la liga|premier"
        "|super b|world cup|grand slam|cricket",
    ),
    Cue(
        "a market report",
        Kind.ANALYSIS,
        r".*\b(?:[Ss]tocks?|[Mm]arkets?|[Ss]hares|[Ff]utures|Wall Street|Dow)\b.{0,40}"
        r"\b(?:set|poised|open|mixed|edge|watch|seen)|(?:Asia|Europe)\S* (?:is )?set to (?:trade|open)\b",
        "stock|market|shares|futures|wall str|dow|asia|europe",
    ),
)
