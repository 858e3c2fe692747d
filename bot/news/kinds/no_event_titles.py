"""Titles under which nothing happened today: debunks, drills, fiction, odds, mourning, archives, papers.

Their words are those of real events ("Troops simulate capture of town"), so each pattern needs a sign that
nothing of it took place, and yields where a headline tells of a real turn: a death, an arrest, a denial.
"""

from bot.news.kinds.cue import Cue
from bot.news.kinds.kind import Kind

_SAYS_SO = (
    r"(?!.*\b(?:says?|said|tells?|told|denie[sd]|admits?|finds?|found|reports?|ministry|army|police"
    r"|[Pp]entagon"
    r"|officials?|inspectors|investigators|court|judge)\b)"
)
"""A denial by whoever is in charge is news, and so is what an inquiry finds."""
_PICTURE = (
    r"(?:[Vv]ideo|[Pp]hoto|[Pp]hotograph|[Pp]icture|[Ii]mage|[Cc]lip|[Ff]ootage|[Pp]ost|[Ss]creenshot)s?"
)
_RUMOUR = rf"(?:{_PICTURE}|Claims?|Rumou?rs?|Tweets?|Memes?|Quotes?|(?:Old|Viral|This|A|That) {_PICTURE})"
_NOT_SO = (
    r"(?:false|fake|misleading|untrue|old|doctored|staged|fabricated|satire|AI-generated|footage from"
    r"|not (?:real|from|of|true)|from (?:an? )?(?:old |\w+ )?(?:film|movie|video game|game|19\d\d|20\d\d)"
    r"|(?:taken|filmed|shot|recorded) (?:in|at|during)\b.{0,40}\b(?:19|20)\d\d)"
)

_DRILL = r"(?:drills?|exercises?|war ?games|man(?:oeuv|euv)(?:re|er)s)"
_REAL_TURN = (
    r"(?!.*\b(?:[Kk]ill(?:s|ed|ing)?|[Dd]ead(?:ly)?|[Dd]ies?|[Dd]ied|[Dd]eaths?|[Ii]njur\w+|[Ww]ound(?:s|ed)?"
    r"|[Hh]urt|[Ss]hot|[Ss]hooting|[Ee]xplo\w+|[Aa]ccident|[Ff]eared|[Dd]own|[Ss]ank|[Cc]rash\w*|[Mm]issing"
    r"|[Cc]olli\w+|[Aa]rrest\w*|[Cc]harged|[Jj]ail\w*|[Cc]ourt|[Ss]entence[sd]?|[Cc]ancel\w*|[Hh]alt(?:s|ed)?"
    r"|[Ss]uspend\w*|[Pp]ostpone\w*|[Dd]elay\w*|[Ww]arns?|[Cc]ondemn\w*|[Tt]hreaten\w*|[Pp]rotests?|[Ss]acked"
    r"|[Ff]ired|(?:[Tt]roops|[Ss]oldiers) desert|[Ff]ires|[Ll]aunches|[Aa]ttack soldiers|[Nn]uclear"
    r"|[Mm]issiles?|[Gg]unm[ae]n"
    r"|[Mm]ilitants?|[Rr]ebels?|[Ss]hell\w*)\b)"
)
_PLAYED = (
    r"(?:attacks?|battles?|raids?|invasions?|assaults?|evacuations?|hostage|explosions?|bombings?|crash"
    r"|disaster|emergency|rescue|ambush|siege|drills?|exercises?|withdrawal|landing|terror|casualt\w+"
    r"|victims)"
)

_PLAYED_OFFICE = (
    r".*\b(?:[Mm]ock (?:[Cc]ourt|[Tt]rial|[Tt]ribunal|[Pp]arliament|[Ee]lection|[Ss]ummit|UN)s?"
    r"|[Mm]oot (?:[Cc]ourt|[Tt]rial)|[Mm]odel (?:UN|U\.N\.|United Nations|EU|NATO|Congress|Parliament)"
    r"|(?:[Yy]outh|[Ss]tudents?['’]?|[Cc]hildren['’]?s?) (?:[Pp]arliament|[Ss]enate)"
    r"|[Ss]tudents?['’]? [Cc]ourt)(?!\w)"
    r"(?!.*\b(?:[Kk]ill\w*|[Dd]ead(?:ly)?|[Ss]hot|[Ss]hoot\w*|[Bb]omb\w*|[Aa]rrest\w*)\b)"
)
"""Students play a court or a parliament, whatever it decides, unless somebody attacks or arrests them."""

_WORK = (
    r"(?:[Nn]ovel|[Ff]ilm|[Mm]ovie|[Tt]hriller|[Dd]ocumentary|[Dd]ocuseries|[Mm]ini-?series|TV series"
    r"|[Ss]itcom"
    r"|[Vv]ideo ?game|[Mm]usical|[Gg]raphic novel|[Mm]emoir|[Bb]iopic|[Nn]ovella|[Tt]rilogy|[Ss]tage play"
    r"|[Pp]odcast)"
)
_SHOWN = rf"(?:{_WORK}|[Dd]rama|[Ss]hooter|[Oo]pera|[Ss]eries)"
"""These name real events, too: "Drama on the border", "Series of blasts"."""
_LAW = (
    r"(?!.*\b(?:[Aa]rrest\w*|[Jj]ail\w*|[Ss]entence[sd]?|[Bb]ans?|[Bb]anned|[Cc]harged|[Ss]ues?|[Cc]ourt"
    r"|[Pp]olice|[Pp]rotests?|[Cc]ensor\w*|[Kk]idnap\w*|[Gg]unm[ae]n|[Ss]hot dead|[Kk]ill(?:s|ed)"
    r"|[Pp]osted|[Rr]eleased by)\b)"
)
_TOLD = (
    r"(?:about|based on|set in|imagines?|follows?|tells|explores?|depicts?|revisits?|traces?|portrays?"
    r"|retells?"
    r"|opens in|begins (?:filming|shooting|production)|premieres?|wins?|chronicles?)"
)

_WORK_OF_ART = (
    r"[Ss]eason (?:finale|premiere|opener)|[Pp]age-turner|(?:adapts?"
    r"|adaptation of)\b.{0,40}(?:[Bb]est-?seller|[Nn]ovel"
    r"|[Bb]ook|[Mm]emoir)|[Dd]ystopian|[Bb]ox office|[Ss]equel|[Pp]requel"
    r"|(?:[Dd]ebut|[Ll]atest|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]inal|[Nn]ew) (?:[\w-]{1,15} )?"
    r"(?:[Nn]ovel|[Tt]hriller|[Ff]eature film|[Mm]emoir|[Mm]ini-?series)(?: (?:that|which|by|about|from)\b|$)"
    r"|(?:[Nn]etflix|HBO|Hulu|BBC|Amazon|Apple TV\+?|Disney\+?|Showtime) (?:[\w-]{1,15} )?(?:[Dd]rama"
    r"|[Ss]eries"
    r"|[Ff]ilm|[Tt]hriller|[Dd]ocumentary|[Mm]ovie)"
    r"|[Hh]ollywood (?:turns|to film|makes|takes|remakes)"
    r"|[Tt]railer (?:shows?|for|released|drops?|reveals?|teases?)"
    r"|(?:[Ff]ilm|[Mm]ovie|[Dd]ocumentary|[Nn]ovel) (?:\w{1,12} )?(?:takes|wins|scoops|picks up|gets"
    r"|nabs) (?:[\w’'-]{1,12} )"
    r"{0,3}(?:[Pp]rize|[Aa]ward|Oscar|BAFTA|Emmy|Palme|[Nn]omination)"
    r"|(?:[Pp]lay|[Mm]usical|[Oo]pera) (?:about|on|based on)\b.{0,60}\b(?:opens|premieres|at the|off"
    r"|on Broadway|tours)"
    r"|[Aa]uction: |(?:under the hammer"
    r"|up for auction)"
    r"|(?:sells|sold|fetches) for [$£€]\d"
    r"|wins (?:[\w-]{1,12} ){0,2}(?:prize|award|contest) for (?:[\w-]{1,12} ){0,2}(?:picture|photo|image"
    r"|reporting|coverage"
    r"|portrait)"
    r"|(?:Broadway|West End)$|Call of Duty|Counter-Strike|Grand Theft Auto|Battlefield \d|Assassin['’]s Creed"
    r"|[Aa]uthor (?:kills off|imagines|returns)|drops? players into|page to screen"
)

_POLICE = (
    r"(?!.*\b(?:[Dd]etain\w*|[Rr]aid\w*|[Rr]obb\w+|[Ff]ine[sd]?|[Pp]robes?|[Kk]ill\w*|[Ss]hot|[Hh]ack\w*"
    r"|[Ll]aunder\w*|[Ff]raud|[Ff]ixing|[Ii]nquiry|[Ss]uspended|[Bb]omb\w*)\b)"
)

_TIMES = (
    r"(?:[Tt]imeline|TIMELINE|[Cc]hronology|[Kk]ey (?:dates|moments|events)|[Mm]ain (?:dates|events)"
    r"|[Mm]ilestones)"
)
_DECIDED = (
    r"(?!.*\b(?:says?|said|agreed?|announce[sd]?|slips?|rejects?|approves?|shows?|reveals?|releases?d?)\b)"
)
_STIRS = (
    r"(?!.*\b(?:[Ss]parks?|[Ss]parked|[Aa]nger(?:s|ed)?|[Dd]raws?|[Cc]auses?d?|[Pp]rompts?|[Tt]riggers?"
    r"|[Cc]ondemn\w*|[Pp]rotests?|[Oo]utrages?|[Rr]esigns?|[Ii]nterrupted|[Rr]aises?|[Ll]eads?|[Ii]s|[Ww]as"
    r"|[Ss]hows?|[Ss]ets?)\b)"
)
_NAMED_THING = r"(?:[A-Z][\w’'.-]*|the|of|on|and|for|in|with|to|at)"

NO_EVENT_TITLES = (
    Cue(
        "tells what is not so",
        Kind.ANALYSIS,
        r"No, (?!.*\b(?:says?|said|tells?|told|court|judge)\b).*\b(?:not|never|\w+n['’]t)\b"
        r"|(?=[Ff]act[- ][Cc]hecking\b|There (?:is|['’]s) no (?:evidence|proof)\b"
        r"|(?:(?:Partly |Mostly )?(?:False|FALSE)|Fake|FAKE|Misleading|MISLEADING|Debunked|Hoax|Altered"
        r"|Satire|Missing context|Not true|Unproven|Viral claim): "
        rf"|{_RUMOUR} (?:wrongly|falsely|misleadingly) \w"
        rf"|{_RUMOUR}\b.{{3,90}}\b(?:is|are|was|were) {_NOT_SO}\b"
        r"|.*\b(?:(?:[Oo]ld|[Ff]ake|[Dd]octored|[Ee]dited|[Aa]ltered|[Mm]anipulated|AI-generated"
        rf"|[Ss]taged) {_PICTURE}\b.{{0,80}}\b(?:passed off|shared|misrepresented|miscaptioned|presented"
        r"|circulat\w+|falsely|recirculat\w+)\b"
        rf"|{_PICTURE}\b.{{0,60}}\bdo(?:es)?(?:n['’]t| not) show\b)){_SAYS_SO}",
        "no, |fact|there |false|fake|mislead|debunk|hoax|altered|satire|missing|not |unproven|viral|old "
        "|doctored|manipulated|edited|generated|staged|from |taken|filmed|shot|recorded|untrue|n't|n’t",
    ),
    Cue(
        "only a drill",
        Kind.FEATURE,
        rf"{_PLAYED_OFFICE}|.*\b(?:make-believe|[Rr]ehears(?:es|ed|ing) (?:mass|disaster|evacuation)"
        rf"|(?:pretend"
        r"|mock) (?:attack|enem\w+|rebels|casualt\w+|hostages?|militants))\b"
        r"|(?=.*\b(?:[Ss]imulat(?:es?|ed|ing)\b|[Rr]ehears(?:es?|ed|ing)\b"
        rf"|[Mm]ock (?:[A-Z]\w+ |terror(?:ist)? |hostage ){{0,2}}{_PLAYED}\b"
        r"|[Pp]racti[sc](?:es?|ed|ing) (?:respon\w+|evacuat\w+|for (?:an? |the )?(?:attack|worst|emergenc"
        r"|invasion|evacuation|disaster))"
        rf"|(?:in|(?:as part of|during) (?:an?|the|its|their|annual|joint)) (?:[\w-]{{1,15}} ){{0,3}}{_DRILL}"
        r"(?:$| (?:in|near|off|on|at|with|as|since)\b| [A-Z])"
        rf"|(?:holds?|stages?|conducts?|carr(?:y|ies) out"
        rf"|takes? part in) (?:[\w.’'-]{{1,15}} ){{0,4}}{_DRILL}\b"
        rf"|as (?:[\w’'-]{{1,15}} ){{0,4}}{_DRILL} (?:starts?|begins?|ends?|opens?)\b"
        r"|[Tt]abletop\b|[Rr]e-?enact(?:s|ed|ment|ments|ors)?\b|[Gg]ames out\b|[Aa]irsoft\b|[Pp]aintball\b"
        r"|(?:[Cc]omputer|[A-Z]\w{1,15}) [Ss]imulations?\b"
        rf"|[Pp]racti[sc](?:es?|ed|ing) (?:[\w-]{{1,15}} ){{0,3}}(?:withdrawal|pullout|retreat|{_PLAYED})\b"
        r"|[Ww]ar ?games? (?:ends?|has|have|sees?|pits?|imagines?|opens?|closes?|starts?)\b"
        r"|[Ee]xercise [A-Z]\w+"
        rf"|(?:annual|routine|regular|yearly|biennial|planned|scheduled) (?:[\w-]{{1,15}} ){{0,4}}{_DRILL}\b)"
        r"|(?:[\w-]{1,15} ){0,4}(?:[Dd]rill|[Ee]xercise|[Ww]ar ?games?) (?:has|have|shows?|suggests?|finds"
        r"|tests?|prepares?|readies|gets under way|under way|begins|ends|kicks off|prepared)\b"
        r"|\w[\w’'-]{1,15} play (?:the )?(?:enem|insurgent|terrorist|victim))"
        rf"{_REAL_TURN}",
        "moot|model |youth parl|student|child|drill|exercise|war game|wargame|manoeuv|maneuv|simulat"
        "|rehears|mock|practi|play|make-believe"
        "|pretend|tabletop|enact|games out|airsoft|paintball",
    ),
    Cue(
        "a book, a film or a game",
        Kind.FEATURE,
        rf"(?=(?:[\w.’'-]{{1,15}} ){{0,3}}(?:{_SHOWN} (?:\w{{1,15}} )?{_TOLD}\b"
        r"|(?:[Nn]ovel|[Dd]ocumentary|[Mm]emoir|[Bb]iopic|TV series) on\b|(?:Novel|Documentary|Memoir"
        r"|Thriller): )"
        r"|In (?:the |its |his |her )?(?:new|latest|next) [A-Z][\w’'-]{1,15}(?: (?:of|the|and"
        r"|[A-Z][\w’'-]{1,15}|\d{1,2})){1,4}, "
        r"|(?:In|At) (?:[\w’'-]{1,15} ){0,3}[\"'“‘][A-Z][^\"”’‘“,]{2,40}(?:[\"'”’],|,[\"'”’]) "
        rf"|.*\b(?:(?:in|of|for) (?:his |her |their |a )?(?:new|latest|debut|upcoming|forthcoming) "
        rf"(?:\w{{1,15}} ){{0,2}}{_SHOWN}$|(?:lets?|sends?|puts?|drops?) (?:players|gamers|readers|viewers)\b"
        rf"|{_WORK_OF_ART}))"
        rf"{_LAW}",
        "novel|film|movie|thriller|documentary|series|game|music|memoir|biopic|trilogy|play|podcast|drama"
        "|shooter|opera|readers|viewers|season|book|seller|page-turner|sequel|prequel|sitcom"
        "|call of|counter-s|grand theft|battlefield|assassin|in new |in the |in its |in latest |in next "
        "|hollywood|trailer|broadway|west end|netflix|hbo|“|‘|'|\"|dystopian|box office|adapt"
        "|auction|hammer|sells for|sold for|fetches|prize|award|contest",
    ),
    Cue(
        "only a joke",
        Kind.FEATURE,
        r"(?=.*\b(?:(?:[Jj]ok(?:es|ed)|[Qq]uip(?:s|ped)) (?:that|about|he|she|they|his|her|it|of)\b"
        r"|[Jj]okingly"
        rf"\b|(?:[Jj]okes|[Qq]uips):)){_LAW}{_REAL_TURN}",
        "joke|joking|quip",
    ),
    Cue(
        "what was foretold or said once",
        Kind.ANALYSIS,
        r"(?=.*\b(?:[Pp]redicted (?:that |he |she |[A-Z]\w{1,15} ){1,3}would\b|[Oo]nce (?:said|warned"
        r"|called|praised"
        r"|tweeted|vowed|promised|predicted|mocked|supported|opposed)\b))(?!.*: )",
        "predicted|once ",
    ),
    Cue(
        "what people went through",
        Kind.FEATURE,
        r"(?=.*\b(?:(?:[Ss]tories|[Tt]ales) (?:of|from)\b|[Ll]ifts? spirits|[Ll]ifting spirits"
        r"|(?:going|goes) (?:solar|green with)"
        r"|[Pp]sychological (?:impact|toll|wounds|scars)|[Dd]rawings? (?:by|of|from|shows?)|[Dd]iar(?:y"
        r"|ies) (?:of|from)\b"
        rf"|[Tt]hrough (?:the )?(?:eyes|lens) of)\b){_REAL_TURN}",
        "stories|tales|spirits|psychological|drawing|diar|through|going|goes ",
    ),
    Cue(
        "betting odds",
        Kind.ANALYSIS,
        r"(?=.*\b(?:[Bb]ookmakers?|[Bb]ookies|[Bb]ettors|[Pp]unters|[Bb]etting|[Oo]dds-on"
        r"|(?<!at )[Oo]dds (?:on|of"
        r"|for|are|say|suggest|favou?r|shift|shorten|lengthen|tumble|drift|slashed|cut)|[Pp]olymarket"
        r"|[Kk]alshi"
        rf"|[Pp]redict[Ii]t|[Pp]rediction [Mm]arkets?)\b){_LAW}{_POLICE}",
        "bookmaker|bookies|bett|odds|punters|polymarket|kalshi|predict",
    ),
    Cue(
        "mourning or a tribute",
        Kind.FEATURE,
        r"(?=.*\b(?:[Mm]ourn(?:s|ed|ing|ers)?|[Vv]igils?|[Ll]aid to [Rr]est|[Tt]ributes?|[Hh]omage"
        r"|(?:[Pp]ays?|[Pp]aid) (?:[\w’'-]{1,12} )?[Rr]espects|(?:[Ss]ays?|[Bb]ids?) (?:[\w-]{1,12} )?"
        r"(?:[Gg]oodbye|[Ff]arewell)|[Cc]ondolences|[Mm]emorial [Ss]ervice|[Ff]unerals? (?:for|of|held"
        r"|begins?"
        r"|takes|service|procession)|at (?:[\w-]{1,12} )?funeral|(?:[Cc]offins?"
        r"|[Cc]askets?)\b.{0,50}\b(?:home"
        r"|arrives?|returns?)|[Hh]alf-(?:staff|mast)|(?:last|final) (?:journey|goodbye)|[Rr]emembers? (?:the"
        r"|its|their|those|fallen|victims|slain)|[Ll]ays? (?:a )?wreath|[Ff]allen (?:soldier|Marine|officer"
        r"|comrade|hero)\w{0,2}|[Ss]peaks? of (?:her|his|their) (?:loss|grief))\b)"
        r"(?!.*\b(?:[Kk]ills|[Kk]illing \d|[Bb]omb|[Bb]last|[Ee]xplo\w+|[Ss]tampede|[Cc]rush|[Ss]torm(?:s|ed)"
        r"|[Aa]rrest\w*|[Cc]lash\w*|[Pp]ostpone[ds]?|[Cc]ancel\w*|[Oo]pen(?:s|ed)? fire|[Ff]ires?"
        r"|[Dd]etain\w*"
        r"|[Bb]an(?:s|ned)?|[Aa]ttacks? (?:at|on|[\w-]{1,12} )?(?:funeral|vigil|mourners)|[Aa]ttacked"
        r"|[Rr]obbed|[Tt]orched|[Ss]hoots?|[Cc]ourt|[Rr]esign\w*"
        r"|[Pp]rotest\w*|[Rr]aid\w*|[Bb]ombed|[Ss]trikes?|[Ww]arns?|[Aa]nnounces?|[Oo]rders?"
        r"|[Ww]ithdraw\w*)\b)",
        "mourn|vigil|laid to|tribute|homage|respects|goodbye|farewell|condolence|memorial|funeral|coffin"
        "|casket|half-|journey|remember|wreath|fallen|speak",
    ),
    Cue(
        "somebody talks back, or of himself",
        Kind.MEDIA,
        r"(?=.*\b(?:(?:[Dd]efends?|[Pp]raises?|[Tt]outs?|[Hh]ails?) (?:his|her|their|its)\b|[Ll]ash(?:es"
        r"|ed)? out"
        r"|[Ff]ires? back|[Pp]ush(?:es|ed) back|[Ss]ounds? off|[Uu]nloads? on|[Oo]pens? up|[Ss]peaks? out"
        r"|[Cc]lash(?:es|ed)? with (?:co-?hosts?|hosts?|reporters?|anchors?|CNN|Fox|MSNBC)|[Ss]pars? with"
        r"|[Ww]alks? (?:us |viewers )?through|[Bb]reaks? down (?:what|how|why|the)|[Bb]reaks? (?:his|her"
        r"|their) silence"
        r"|[Tt]ense (?:moments?|exchange|scenes?)|[Vv]ivid (?:scene|moment|account)"
        r"|[Ee]motional (?:homecoming|moment|reunion|farewell|return|scenes?|plea|interview)"
        r"|[Ss]hares? (?:memories|(?:his|her|their) (?:memories|story))|[Rr]eflects? on|[Dd]oubles down on"
        r"|[Ss]chools? (?:reporter|host|anchor|CNN)|[Gg]rill(?:s|ed) (?:over|on|by|about))\b)"
        r"(?!.*\b(?:[Oo]rders?|[Ss]igns?|[Aa]nnounces?|[Aa]rrest\w*|[Ff]ired|[Cc]harged|[Kk]ill(?:s|ed)"
        r"|[Rr]esigns?"
        r"|[Ss]ues?|[Vv]otes?|[Bb]ans?|[Ss]trikes?|[Tt]roops (?:to|home)|[Ss]ends?|[Dd]ead)\b)",
        "his|her|their|its|lash|fire|push|sound|unload|open|speak|spar|walk|break|tense|vivid|emotional"
        "|share|reflect"
        "|double|school|grill",
    ),
    Cue(
        "a time line",
        Kind.ANALYSIS,
        rf"(?=(?:A |The )?{_TIMES}(?::| of\b| in\b| [-–—] )|.*(?:[:,–—-] (?:[Aa] |[Tt]he )?{_TIMES}$"
        rf"|: {_TIMES} of\b"
        r"|\b(?:in (?:\w{1,10} )?dates(?:$|:)|(?:day by day|month by month|year by year|hour by hour)$)))"
        rf"{_DECIDED}",
        "timeline|chronolog|key |main |milestone|dates|day by|month by|year by|hour by",
    ),
    Cue(
        "from the archive",
        Kind.FEATURE,
        r"(?:On [Tt]his [Dd]ay|This [Dd]ay in|Today in [Hh]istory|(?:From|In) (?:the|our) [Aa]rchives?(?:$"
        r"|[:,]| -)"
        r"|(?:From the )?[Vv]aults?: |Archives?: |Flashback: |Throwback"
        r"|\d{1,3} years ago(?: today)?: |(?:1[5-9]\d\d|20[01]\d): [A-Z])"
        r"|.{10,}, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}),? 1[5-9]\d\d$",
    ),
    Cue(
        "an office's paper",
        Kind.LISTING,
        r"(?=(?:[Oo]pening |[Cc]losing |[Pp]repared |[Jj]oint )?[Rr]emarks (?:by|of|as|to|at|from)\b"
        r"|.{8,}(?:: |, )(?:(?:[Ff]ull )?[Rr]eadout|(?:[Ff]ull )?[Tt]ranscript|[Ff]ull [Tt]ext)$"
        r"|(?:[A-Z][\w.]{1,15} ){1,4}[A-Z]\w{1,20}['’]s? (?:[Rr]emarks|[Ss]peech|[Aa]ddress|[Tt]estimony|Call"
        rf"|Meeting|Travel|Statement) (?:at|to|before|on|with)(?: {_NAMED_THING})+$"
        r"|(?:Speech|Address|Testimony|Joint [Ss]tatement) (?:by|of) (?:the )?[A-Z]"
        r"|(?:Readout|READOUT|Transcript|TRANSCRIPT|F(?:ull|ULL) (?:[Tt]ext|TEXT|[Tt]ranscript|TRANSCRIPT))"
        r"(?: of\b|:| [-–—] )"
        r"|(?:[Oo]n-the-record |[Bb]ackground )(?:[Pp]ress |[Mm]edia )?(?:[Bb]riefing|[Cc]all)\b"
        r"|(?:[Dd]aily |[Dd]epartment )?(?:Press|Media) (?:[Bb]riefing|[Gg]aggle|[Aa]vailability|[Aa]dvisory"
        r"|[Aa]ccreditation)(?: by\b| with\b| on\b|:| [-–—] )"
        r"|(?:Daily|Department) Press Briefing"
        r"|(?:Fact ?[Ss]heet|FACT SHEET|Photo [Rr]elease|Notice to (?:[Ee]ditors|[Mm]edia)"
        r"|Nominations [Ss]ent|Message to (?:the )?Congress)\b)"
        rf"{_DECIDED}{_STIRS}",
    ),
)
