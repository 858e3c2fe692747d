"""What the shape of the line under an English title tells of the item's kind."""

from bot.news.kinds.cue import Cue, Cues
from bot.news.kinds.kind import Kind

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_OFFICE = (
    r"(?:[Oo]fficials?|[Pp]olice|[Aa]uthorities|[Mm]inist(?:er|ry)|[Mm]ilitary|[Aa]rmy"
    r"|[Pp]resident|[Gg]overnment"
    r"|[Ss]pokes(?:man|woman|person)|[Pp]rosecutors|[Pp]entagon|[Dd]epartment|agency|media|[Aa]dministration)"
)
_SHOW = (
    r"(?:Morning Joe|Fox & Friends|Special (?:Report|Briefing)|60 Minutes|Squawk|Day That Was|Meet the Press"
    r"|Face the Nation|This Morning|All In\b|Hardball|Your World|Tucker|Hannity|Ingraham|Daily Briefing"
    r"|America's Newsroom|Newsroom|Outnumbered)"
)

LINE_CUES = Cues(
    "line",
    Cue(
        "joins a programme",
        Kind.MEDIA,
        r".*\b(?:join(?:s|ed)? (?:us\b|[A-Z]|the (?:panel|show|discussion|programme)\b|.{2,40} to"
        r" (?:discuss|talk|explain|debate))|s[ai]ts? down|sp[oe]a?ks? (?:with|to)|spoke with"
        r"|talks? (?:with|to"
        r"|about)|tells"
        r"|appeared on|on set|weighs? in|in studio)\b",
        "join|down|spo|spe|talk|tells|appeared on|on set|weigh|in studio",
    ),
    Cue(
        "a correspondent signs off",
        Kind.MEDIA,
        r".*\b[A-Z][\w'’-]{1,20} [A-Z][\w'’-]{1,20} (?:reports(?: (?:on|from|live)\b|[.;]|$)|has (?:more"
        r"|the (?:story|latest"
        r"|details))|explains|breaks down|takes a look)",
        "reports|has more|has the|explains|breaks down|takes a look",
    ),
    Cue(
        "the panel",
        Kind.MEDIA,
        r".*\b(?:panel|panelists?|roundtable|all-star)\b",
        "panel|roundtable|all-star",
    ),
    Cue(
        "an outlet's own man",
        Kind.MEDIA,
        r".*\b(?:NBC|CBS|ABC|CNN|MSNBC|BBC|WSJ|CNBC|Fox|Bloomberg|AP|Reuters|Times|Post"
        r"|Journal)(?: News)?['’]s",
        "'s|’s",
    ),
    Cue(
        "argues",
        Kind.OPINION,
        r".*\b(?:writes|argues?|contends?|believes(?! to (?:have|be)\b)|in an op-ed|opinion)\b",
        "writes|argue|contend|believes|op-ed|opinion",
    ),
    Cue("opens with a quotation", None, r"[\"'“‘]\w"),
    Cue("asks a question", Kind.ANALYSIS, r".*\?(?:$| |['’”\"])"),
    Cue(
        "said or announced on a day",
        None,
        rf".*\b(?:said|announced|told|reported|confirmed|ordered|declared|signed|approved|arrested|killed"
        rf"|charged|fired|struck)\b.{{0,40}}\b{_DAY}",
        "day",
    ),
    Cue(
        "an office said",
        None,
        rf".*\b{_OFFICE}\b.{{0,30}}\b(?:says?|said|announced|confirmed|reported|reports)\b",
        " say| said|announced|confirmed|report",
    ),
    Cue("somebody says, in the wire's manner", None, r".{4,90}\b(?:says?|said) ", "say|said"),
    Cue(
        "has or have done",
        None,
        r".{3,80}\b(?:has|have) (?:\w{2,14}ed|been|begun|won|made|struck|hit|sent|shot|shut|found|taken|given"
        r"|told|said)\b",
    ),
    Cue("is or are doing", None, r".{3,80}\b(?:is|are) (?:\w{2,14}ing)\b"),
    Cue(
        "a past act",
        None,
        r".{3,60} (?:killed|wounded|injured|fired|struck|shot|arrested|detained|charged|launched|announced"
        r"|ordered|declared|signed|approved|rejected|seized|voted|hit|attacked|rocked|landed|claimed|released"
        r"|beheaded|captured|escaped|freed|left|withdrew|departed|resigned|died|crashed|exploded)\b",
    ),
    Cue(
        "a test, or not for print yet",
        Kind.PROMO,
        r"(?:This is (?:only |just )?a test(?:$|[.!])|[Tt]est(?:ing)?[.!]?$|Please (?:ignore|disregard)\b"
        r"|[Ll]orem ipsum\b|(?:Do not|DO NOT) (?:publish|PUBLISH|use|USE)\b|(?:Not|NOT) (?:for"
        r"|FOR) (?:publication"
        r"|PUBLICATION|release|RELEASE)\b|E(?:mbargoed|MBARGOED)\b|E(?:ds|DS): )",
    ),
    Cue("Also", Kind.LISTING, r".*\bAlso: ?", "also:"),
    Cue(
        "what to know",
        Kind.LISTING,
        r".*\b(?:need to know|[Hh]ere(?:'s|’s| are)|start your day|newsletter|this edition"
        r"|today's show|our topics"
        r"|[Yy]our daily|briefing)\b",
        "need to know|here|start your|newsletter|this edition|today's show|our topics|your daily|briefing",
    ),
    Cue(
        "follow for updates",
        Kind.LIVE,
        r".*\b(?:[Ff]ollow (?:here|us|our|along|live)|[Hh]ere(?:'s|’s| for) the latest"
        r"|all times local|live updates"
        r"|live blog|live-?stream|[Ww]atch live)\b",
        "follow|here|all times|live|watch",
    ),
    Cue(
        "turns with but",
        Kind.ANALYSIS,
        r".*(?:, but|[.] But|; but|, yet| despite | although | while )",
        " but|, yet| despite | although | while ",
    ),
    Cue(
        "a trend, not an event",
        Kind.ANALYSIS,
        r".*\b(?:(?:growing|increasing|rising) (?:number|ranks|list|chorus|trend|body)|more and more"
        r"|increasingly"
        r"|in recent (?:years|months|weeks)|over the (?:past|last) (?:few |several |two |three )?(?:years"
        r"|decades?|months)"
        r"|for (?:years|decades|months|generations)|long been)\b",
        "growing|increasing|rising|more and more|recent|over the|for |long been",
    ),
    Cue(
        "a politician's mark",
        Kind.OPINION,
        r".*(?:\([RDI](?:-[A-Z][\w.]{1,8})?\)|\b[RDI]-[A-Z][\w.]{1,8}|\b(?:Sen|Rep)s?\. )",
        "(|-|. ",
    ),
    Cue(
        "a programme's name in quotation marks",
        Kind.MEDIA,
        r".*\b(?:on|of|In|to|with|this) [\"'“‘][A-Z]",
        "\"|'|“|‘",
    ),
    Cue(
        "names a programme",
        Kind.MEDIA,
        rf".*\b{_SHOW}",
        "joe|fox|special|60 min|squawk|day that|meet the|face the|this morning|all in|hardball"
        "|your world|tucker|hannity|ingraham|daily|newsroom|outnumbered",
    ),
    Cue("is missing", None, r"$"),
    Cue("is long", None, r"\S+(?: \S+){34,}"),
    Cue("ends without a full stop", None, r".*[\w’'\"”]$"),
    Cue("opens with There, This or It", None, r"(?:There|This|It|That|These|Those|They|He|She)\b"),
    Cue(
        "opens with As, After or With",
        None,
        r"(?:As|After|With|When|While|Since|For|Amid|Despite|Before|If|Once)\b",
    ),
    Cue("opens with A or The", None, r"(?:A|An|The) "),
    Cue(
        "opens with an office",
        None,
        r"(?:The )?(?:U\.?S\.?|U\.?N\.?|Police|Authorities|Officials?|Prosecutors|President|Prime"
        r"|Secretary|State"
        r"|Israel\S*|Iran\S*|Syrian?|Iraqi?|Russian?|Turk\S+|Chinese|China\S*|British|German\S*|French) ",
    ),
)
