"""What the shape of an English title tells of its kind.

A cue is a name in plain words (`/why` shows it), the kind it speaks for and a linear pattern. Its weight is
in `bot.news.kinds.weights`; a cue without a weight there is silent.
"""

from bot.news.kinds.comment_titles import COMMENT_TITLES
from bot.news.kinds.cue import Cue, Cues
from bot.news.kinds.kind import Kind
from bot.news.kinds.no_event_titles import NO_EVENT_TITLES
from bot.news.kinds.routine_titles import ROUTINE_TITLES
from bot.news.kinds.standing_titles import STANDING_TITLES
from bot.news.kinds.sudden_titles import SUDDEN_TITLES
from bot.news.kinds.talk_titles import TALK_TITLES

_NAME = r"[A-Z][\w.'’-]{1,20}"
_HOLDER = (
    r"(?:Sen|Rep|Gov|Dr|Gen|Lt|Ret|Col|Adm|Amb|Prof|Professor|Fmr|Former|Ex|Retired|Congress(?:wo)?man"
    r"|Senator|Analyst|Columnist|Expert|Strategist|Ambassador|Economist|Op-Ed)"
)
_QUOTE = "[\"'“‘]"
_SPEAKER = r"[\w.,’'&-]{1,20}(?: [\w.,’'&-]{1,20}){0,3}"
"""Who or where, before a colon; a clause is longer ("Rebels take Orn's last bridge: 'Nobody was left'")."""
_ARMED_GROUP = (
    r"(?:IS|ISIS|ISIL|Islamic State|Taliban|Boko Haram|Shabab|Qaeda|Hamas|Hezbollah|[Mm]ilitants?|[Rr]ebels?"
    r"|[Jj]ihadists?|[Pp]ropaganda|[Hh]ostages?|[Bb]ehead\w{2,5}|[Ee]xecut\w{2,5})"
)
_FORCES = (
    r"(?:[Tt]roops|[Ss]oldiers|[Ff]orces|[Mm]arines|[Pp]eacekeepers|[Tt]rainers|[Ff]ighters|[Pp]eshmerga"
    r"|[Rr]ebels|[Aa]irmen|SDF|GIs|Americans|[Pp]ersonnel|[Gg]arrison|[Bb]attalions?|[Bb]rigades?|[Jj]ets"
    r"|[Ww]arships?|[Tt]anks|[Cc]onvoys?|[Jj]ihadists|[Mm]ilitants)"
)
_FORCES_NEED = (
    "troops|soldiers|forces|marines|peacekeepers|trainers|fighters|peshmerga|rebels|airmen|sdf|gis|americans"
    "|personnel|garrison|battalion|brigade|jets|warship|tanks|convoy|jihadists|militants"
)
_OF_WHERE = r"(?: (?:of|in|at|from|on) [A-Z]\w{1,20})?"
_NO_PERSON = (
    r"(?:New|North|South|East|West|Saudi|Hong|United|Islamic|Boko|Al|Red|White|Burkina|Sri|El|San|Los|Las"
    r"|European|Security|State|Human|US|USS|UK|UN|Two|Three|Four|Five|Six|Hundreds|Thousands)"
)
_STATE_OF_THINGS = (
    r"(?:(?:the|a|an|high|heightened|full) )?(?:brink|verge|edge|alert|run|way|offensive|standby|strike"
    r"|trial|hold|track|course|fire|station|train|plane|flight|ship|boat|bus|tape|stage|road|streets?|front|border"
    r"|bench|stand|list|death row|way|mission|patrol|holiday|path|hunger|life|leave|bail|duty|tour|visit|ice"
    r"|hand|lockdown|board|camera|charges?|suspicion|move|sale|show|parole|remand|ground|ropes|rise)\b"
)
"""What stands after "on" where no guest talks."""

TITLE_CUES = Cues(
    "title",
    *STANDING_TITLES,
    *NO_EVENT_TITLES,
    *COMMENT_TITLES,
    *ROUTINE_TITLES,
    *TALK_TITLES,
    *SUDDEN_TITLES,
    Cue(
        "opens with How or Why",
        Kind.ANALYSIS,
        r"(?:[^:|]{2,40}[:|] )?['‘“\"]?(?:How|Why)\b|[^:|]{2,40}[:|] (?:how|why)\b",
        "how|why",
    ),
    Cue(
        "opens with What, Who, When or Where",
        Kind.ANALYSIS,
        r"(?:[^:|]{2,40}[:|] )?(?:What|Who|Whom|Whose|Where|When|Which)(?:'s|’s)?\b"
        r"|[^:|]{2,40}[:|] (?:what|who|where|when|which)\b",
        "wh",
    ),
    Cue("asks a question", Kind.ANALYSIS, r".*\?['’”\"]?(?:$| )"),
    Cue(
        "opens with a verb of asking",
        Kind.ANALYSIS,
        r"(?:[^:|]{2,40}[:|] )?(?:Is|Are|Was|Were|Can|Could|Will|Would|Should|Did|Does|Do|Has|Have) \w",
    ),
    Cue("trails off", None, r".*(?:\.\.\.|…)$"),
    Cue("two sentences", Kind.ANALYSIS, r".{12,}[a-z’'\"”\d]{2}[.!] ['‘“\"]?[A-Z].{8,}", ". |! "),
    Cue("ends as a sentence", None, r".*[a-z][.!]$", ".|!"),
    Cue(
        "opens with a quotation",
        Kind.FEATURE,
        rf"(?:{_SPEAKER}[:|] )?(?!{_QUOTE}[^:]{{3,80}}['’”\"]: ){_QUOTE}\w",
    ),
    Cue("a quotation before the matter", None, rf"{_QUOTE}[^:]{{3,80}}['’”\"]: \w"),
    Cue(
        "is a quotation of a place's own affair", None, rf"[A-Z]\w{{1,20}}(?: \w{{1,20}}){{0,3}}: {_QUOTE}\w"
    ),
    Cue("ends with a quotation", None, r".*\w[.,!?]?['’\"”]$", "'|’|\"|”"),
    Cue("opens with a title-holder", Kind.OPINION, rf"{_HOLDER}\.? "),
    Cue("a title-holder and a colon", Kind.OPINION, rf"{_HOLDER}\.? [^:]{{2,40}}: "),
    Cue("closes with who says so", None, r".*[,;] (?:[\w.'’-]{2,20} ){0,4}(?:says?|said|reports?|shows?)$"),
    Cue("closes with a speaker after a colon", None, r".{20,}: [\w.’' -]{2,30}$"),
    Cue("a name on a subject", Kind.MEDIA, rf"(?:[\w.’'-]{{2,20}} ){{0,4}}{_NAME} [Oo]n (?!{_NAME}day)\w"),
    Cue("a label and a colon", None, r"[^:]{3,40}: \w"),
    Cue("The Latest", None, r"The Latest: "),
    Cue("an invitation to watch", Kind.MEDIA, r"(?:WATCH|Watch|VIDEO|Video|LISTEN|Listen)\b"),
    Cue(
        "a guest talks it over",
        Kind.MEDIA,
        r".*\b(?:[Jj]oins? .{2,60} to (?:discuss|talk|debate|explain)|[Ww]eighs? in(?: on\b|$))"
        r"|(?:[^:]{2,60}: )?(?:(?:Our|The|All-[Ss]tar|Expert|Power|Media) )?[Pp]anel(?:ists?)? (?:debates?"
        r"|discuss(?:es)?|weighs?|reacts?|breaks?|talks?|on)\b",
        "join|weigh|panel",
    ),
    Cue(
        "a guest joins a programme",
        Kind.MEDIA,
        rf"(?:{_NAME} ){{2,4}}(?:[Jj]oins?|[Ss]peaks [Tt]o|[Tt]alks [Tt]o) (?:{_QUOTE}[A-Z]|us\b|our\b"
        rf"|The [A-Z]"
        r"|(?:Channel|Sky News|Fox|CNN|MSNBC|CBS|ABC|NBC|CNBC|BBC|Newsnight|Good Morning)\b"
        r"|(?:[A-Z]\w{1,15} ){0,2}(?:News|Live|Tonight|Today|Now|TV|Radio|Hour|Show|Report|Breakfast)\b)",
    ),
    Cue(
        "a guest on a subject",
        Kind.MEDIA,
        rf"(?:{_HOLDER}\.? )?(?!{_NO_PERSON}\b)(?:{_NAME} ){{1,2}}[A-Z][\w’'-]{{1,15}}"
        rf"(?<!House)(?<!Court)(?<!Army) on (?!{_NAME}day|{_STATE_OF_THINGS})"
        r"(?=.*\b(?!with|from|amid|after|over|into|that|this|when|than)[a-z]{4})",
    ),
    Cue(
        "a former somebody on a subject",
        Kind.MEDIA,
        rf"(?:Former|Ex|Retired|Fmr)(?:\.? |-)(?:[\w.’'-]{{1,15}} ){{1,4}}on "
        rf"(?!{_NAME}day|{_STATE_OF_THINGS}|.*\b(?:charges?|trial|[Ii]ndict\w+|arrested|dies)\b)",
    ),
    Cue(
        "a speaker and what he thinks",
        Kind.OPINION,
        rf"(?:[\w.’'-]{{1,20}} ){{0,4}}{_NAME}: {_QUOTE}?(?:We|I|You|They|It|There|He|She|That|This|Let|Do"
        rf"|Don|No one|Nobody|If)"
        r"(?:['’]\w{1,3})?\b(?! (?:will|have)\b)(?!['’](?:ll|ve)\b)",
    ),
    Cue(
        "to know",
        Kind.ANALYSIS,
        r".*\b(?:to [Kk]now|[Ww]e know|need to|[Ee]verything|[Hh]ere(?:'s|’s| are| is)|[Kk]now about)\b",
        "know|need to|everything|here",
    ),
    Cue(
        "a closer look",
        Kind.ANALYSIS,
        r".*\b(?:closer look|[Ll]ook (?:at|back|inside)|sneak peek|deep dive|explained"
        r"|[Ee]xplains|[Ii]nside|[Bb]ehind|[Mm]eet)\b",
        "look|peek|dive|explain|inside|behind|meet",
    ),
    Cue(
        "opens with a number of people",
        None,
        r"(?:At least |More than |About |Nearly |Some |Up to |Over )?[\d,.]+ (?!things|ways"
        r"|reasons|years|takeaways)\w",
    ),
    Cue(
        "a number with the dead or the hurt",
        None,
        r".*\b(?:\d[\d,]{0,12}|one|two|three|four|five|six|seven|eight|nine|ten|dozens|scores|hundreds"
        r"|thousands)\b.{0,30}\b(?:dead|killed|dies?|die|deaths?|injured|wounded|hurt|missing"
        r"|arrested|cases)\b",
        "dead|kill|die|death|injur|wound|hurt|missing|arrest|cases",
    ),
    Cue(
        "the dead or the hurt with a number",
        None,
        r".*\b(?:[Kk]ills?|[Kk]illed|[Ii]njur(?:es|ed)|[Ww]ound(?:s|ed)|[Dd]ead|[Tt]oll"
        r"|[Aa]rrests?|[Cc]harges?)\b.{0,20}\b(?:\d|one|two|three|four|five|six|dozens|scores|hundreds)",
        "kill|injur|wound|dead|toll|arrest|charge",
    ),
    Cue(
        "the place before the matter",
        None,
        r"[A-Z]\w+(?: [A-Z]?\w+){0,3} (?:crisis|protests?|war|attacks?|shootings?|conflict|crash"
        r"|bill|virus|election|fighting|unrest|blast|talks|storm|quake|strike|fire|fires|outbreak): ",
    ),
    Cue("as, amid or after", None, r".{12,} (?:as|amid|after|following|over|despite|ahead of|before) "),
    Cue(
        "opens with As, After or With",
        Kind.ANALYSIS,
        r"(?:As|After|With|Amid|For|From|In|At|On|Under|Despite|Beyond|To|Among) [^:]{3,80}, ",
    ),
    Cue(
        "opens with a bare preposition",
        None,
        r"(?:As|After|With|Amid|For|From|In|At|On|Under|Despite|Beyond|Among) ",
    ),
    Cue("opens with an article", None, r"(?:The|A|An) "),
    Cue(
        "opens with a pronoun",
        Kind.FEATURE,
        r"(?:I|We|He|She|They|You|It|My|His|Her|Their|Our|Your|This|That|These|Those|There)(?:'s"
        r"|’s|'re|’re)?\b",
    ),
    Cue("but or yet", Kind.ANALYSIS, r".{10,}(?:[,.;] | — )(?:[Bb]ut|[Yy]et|[Tt]hen|[Ss]o|[Nn]ow)\b"),
    Cue("a dash of comment", Kind.ANALYSIS, r".{12,} [—–-] \w.{8,}"),
    Cue("is or are", Kind.ANALYSIS, r".*\b(?:is|are|isn't|isn’t|aren't|aren’t|was|were|has become)\b"),
    Cue(
        "forces are to move",
        None,
        rf".*\b{_FORCES}{_OF_WHERE} to (?:be|go|leave|return|quit|pull|withdraw|stay|come|move|remain|head"
        rf"|fly"
        r"|deploy|start|begin|hand)\b",
        " to ",
    ),
    Cue(
        "forces move",
        None,
        rf".*\b{_FORCES}{_OF_WHERE} (?:(?:have|are|were|has) )?(?:leave|left|leaving|quit|push(?:ed|ing)?"
        rf"|walk(?:ed)?"
        r"|march(?:ed)?|roll(?:ed)?|advanced?|pull(?:ed|ing)? (?:out|back)|enter(?:ed)?|retreat(?:ed)?"
        r"|return(?:ed)?"
        r"|coming home|going home|depart(?:ed)?|cross(?:ed)?|withdraw|withdrew|retakes?|retook|seize[sd]?"
        r"|captured?|storm(?:ed)?|lower(?:ed)?|board(?:ed)?)\b"
        r"|(?:.*\b)?(?:[Aa]irbase|[Bb]ase|[Tt]own|[Cc]ity|[Vv]illage|[Cc]apital|[Ss]tronghold|[Pp]rovince"
        r"|[Bb]ridge) (?:falls|fell|has fallen|retaken|recaptured|handed over)\b"
        r"|.*\b\d[\d,]* fewer (?:troops|soldiers|in)\b",
        _FORCES_NEED + "|base|town|city|village|capital|stronghold|province|bridge| fewer ",
    ),
    Cue("has done", None, r".*\b(?:has|have|had) (?:\w{2,12}ed|been|begun|won|made)\b"),
    Cue("an apostrophe of ownership first", None, r"[A-Z][\w.]{1,15}(?: [A-Z][\w.]{1,15})?['’]s? [A-Za-z]"),
    Cue("a list of matters", Kind.LISTING, r"[^;]*;[^;]*;"),
    Cue(
        "how it was",
        Kind.FEATURE,
        r".*\b(?:[Rr]ecalls?(?! (?:of |\d|(?:[\w'’]{1,15} ){0,2}(?:ambassador|envoy|diplomat|troop|soldier"
        r"|force|reservist|jet|F-\d\d|plane|warship|trainer|observer|car|vehicle|truck|product|parliament"
        r"|lawmaker)s?\b))|[Dd]escribes?|[Rr]ecounts?|[Ss]tories of|[Tt]ales? of|[Ff]lashbacks?"
        r"|[Rr]eflects?|[Rr]emembers?|[Ll]ifting spirits|[Ll]ife (?:in|after|on|under)|[Oo]ne year"
        r"|[Mm]onths after|[Yy]ears after|[Ss]urvivors? (?:of|share|feel|speak|face)|[Ss]urvival"
        r"|[Ff]irst-?hand|[Ss]till shaken|[Hh]arrowing|[Ii]n their own words|(?:[Oo]ffers?|[Ff]inds?) hope"
        r"|[Ii]nspir(?:es?|ing)|[Hh]eart(?:warming|breaking)|[Ss]peaks? out|[Oo]pens? up|[Tt]hank(?:s|ful)"
        r"|[Rr]eunited?|[Pp]ays? tribute|[Hh]onou?rs|[Mm]ourns?|[Ss]hares? (?:his|her|their|the|horror"
        r"|story))\b",
        "recall|describe|recount|stories of|tale|flashback|reflect|remember|spirits|life |one year"
        "|months after|years after|surviv|hand|shaken|harrowing|own words|hope|inspir|heart|speak|open"
        "|thank|reunite|tribute|honor|honour|mourn|share",
    ),
    Cue(
        "caught on camera",
        Kind.MEDIA,
        r"(?=.*\b(?:[Cc]aught on (?:camera|video|tape)|[Cc]aptured? on (?:camera|video)|[Cc]amera captures"
        r"|(?:[Vv]ideos?|[Ff]ootage) (?:shows?|captures?)|[Gg]oes viral|[Vv]iral (?:video|photo|post)"
        r"|Part \d{1,2}:))"
        rf"(?!.*\b{_ARMED_GROUP}\b)",
        "camera|video|footage|viral|part ",
    ),
    Cue(
        "a house of research says",
        Kind.ANALYSIS,
        r".*\b(?:Goldman|Morgan Stanley|JPMorgan|UBS|Citi(?:group)?|Credit Suisse|Barclays|Nomura|Moody['’]s"
        r"|Fitch|Bank of America|Wells Fargo|Deutsche Bank)\b"
        r".{0,60}\b(?:[Ss]ays?|[Ww]arns?|[Ss]ees?|[Ee]xpects?|[Pp]redicts?)\b"
        r"|.{20,}, (?:[\w'’.-]{1,20} ){0,6}(?:[Ee]xpert|[Aa]nalyst|[Ss]trategist|[Ee]conomist|[Ss]pecialist"
        r"|[Ii]nvestor|[Pp]rofessor|[Hh]istorian|Advisors|[Mm]anager|CEO|[Ss]cholar)s? (?:[Ss]ay|[Ss]ays"
        r"|[Ww]arns?)$",
    ),
    Cue(
        "what it means",
        Kind.ANALYSIS,
        r".*\b(?:[Ss]heds? light|into (?:sharper )?focus|[Ee]xposes?|[Rr]enews? (?:urgency|debate|questions)"
        r"|[Tt]est (?:for|of)|under (?:question|scrutiny)|[Rr]aises? (?:\w{2,12} )?(?:questions|fears"
        r"|concerns|doubts)|on the line|at stake|[Ss]park(?:s|ed|ing)? (?:debate|fears|concern|questions)"
        r"|could (?:mean|give|hurt|help|backfire|entrench|spell)|[Ii]n the spotlight|[Rr]isks? (?:of|to)"
        r"|[Ll]oom(?:s|ing)?|[Ss]trategy|[Ll]essons?|[Hh]istorical|[Pp]recedents?|[Rr]arely"
        r"|[Ff]ar from (?:clear|over|certain)|[Cc]ling(?:s|ing)?|[Pp]aves? the way|[Hh]igh [Ss]takes"
        r"|[Ff]aces? (?:a |an )?(?:fight|test|challenges?)|[Gg]row(?:s|ing)|at a [Cc]ost)\b",
        "shed|focus|expose|renew|test |question|scrutiny|raise|line|stake|spark|could|spotlight|risk"
        "|loom|strategy|lesson|historical|precedent|rarely|far from|cling|pave|face|grow|cost",
    ),
    Cue("no verb: short", None, r"\S+(?: \S+){0,4}$"),
    Cue("long", None, r"\S+(?: \S+){13,}$"),
    Cue("an exclamation", None, r".*!"),
)
