"""English titles in which somebody only talks, or a place only holds a feast: nothing has happened.

Their words are those of troops and of armed groups: "Ex-spy chief slams pullout", "Think tank warns of ISIS
comeback", "Mayor opens flower show". Where one tells besides of the dead, of an attack, an arrest or an
order, it is more than talk.
"""

from bot.news.kinds.cue import Cue
from bot.news.kinds.kind import Kind

_NO_ACT = (
    r"(?!.*\b(?:[Kk]ill(?:s|ed|ing)?|[Dd]ead|[Dd]ies|[Dd]ied|[Dd]eaths?|[Bb]omb(?:s|ed|er|ing)?|[Bb]last"
    r"|[Ee]xplo\w+|[Ss]hot|[Ss]hoots?|[Ss]hooting|[Gg]unm[ae]n|[Aa]ttack(?:s|ed|ers)?|[Aa]rrest\w*"
    r"|[Cc]harge[sd]?|[Cc]onfess\w*|[Aa]dmits?|[Aa]dmitted|[Cc]onvict\w*|[Ss]entenced?|[Jj]ail\w*"
    r"|[Cc]ourt|[Tt]rial|[Tt]estif\w+|[Aa]bused?|[Tt]ortur\w+|[Rr]aped?|[Hh]ostages?|[Kk]idnap\w*"
    r"|[Oo]rder(?:s|ed)?|[Ss]igns?|[Rr]esigns?|[Ff]ired|[Cc]ancel\w*|[Pp]ostpone\w*|[Bb]an(?:s|ned)?"
    r"|[Ee]vacuat\w+|[Ee]xecut\w+|[Oo]utbreak|[Ii]nfected|[Ff]ound|[Mm]ass graves?|[Ww]ar crimes?"
    r"|[Gg]enocide|[Ss]eiz\w+|[Cc]lash(?! over)\w*|[Pp]rotest\w*|[Ff]loods?|[Rr]uns? for|[Ii]mminent"
    r"|[Hh]its?|[Ss]hell(?:s|ed|ing)?|(?:[Aa]ir ?)?[Ss]trikes?|[Ss]truck|[Rr]aid(?:s|ed)?|[Rr]ockets?"
    r"|[Mm]issiles?"
    r"|[Dd]rones?|[Dd]etain\w*|[Ff]le(?:es|d)|[Ss]torm(?:s|ed)|[Ff]re(?:es|ed)|[Bb]ehead\w*"
    r"|[Cc]aptured?|[Rr]etakes?"
    r"|[Rr]etook|[Cc]rosse[sd]|[Mm]assacre\w*|[Tt]oll|[Mm]urder\w*|[Gg]rave|[Uu]sed|[Ff]amine|[Tt]rapped"
    r"|[Cc]easefire|[Tt]ruce|[Cc]andidacy|(?:have|has) left"
    r"|(?:[Tt]roops|[Ss]oldiers|[Ff]orces|[Ee]mbassy|[Bb]ases?) (?:\w{2,12} )?to (?:leave|quit|go|close"
    r"|withdraw|pull out))\b)"
)
"""Words of what happened or is about to: whoever says so brings news."""
_WAS = (
    r"(?:chief|boss|head|director|general|envoy|ambassador|secretary|advis[eo]r|commander|officials?"
    r"|spy(?:master)?|officers?|president|premier|minister|aides?|soldiers?|Marines?|analysts?|agents?|PM"
    r"|MP|senator|congressman|diplomats?|admiral|colonel|negotiator|strategist|leader)"
)
_VIEWS = (
    r"(?:slams?|blasts?|rips?|mocks?|hails?|praises?|criticizes|criticises|lambasts?|laments?|bemoans?"
    r"|defends?|backs|says?|warns?|thinks|believes?|fears?|urges|argues|sees|doubts?|predicts|questions"
    r"|calls)"
)
_STUDENTS = (
    r"(?:[Tt]hink[- ]?[Tt]anks?|[Ss]tud(?:y|ies)|[Rr]esearch(?:ers)?|[Ss]cholars|[Aa]cademics|[Aa]nalysts?"
    r"|[Ee]xperts?|[Hh]istorians?|[Pp]rofessors?|(?:[Ww]atchdog|[Aa]dvocacy|[Cc]ampaign) groups?"
    r"|[Ee]conomists?|[Aa]uthors?|[Nn]ovelists?|[Cc]lerics?|[Vv]eterans?|[Cc]olumnists?|[Cc]omedians?)"
)
_OUTLOOK = (
    r"(?:(?:come|be) ?backs?\b|[Rr]esurgence|[Rr]evival|[Rr]egroup\w*|[Rr]ebuild(?:ing)?|far from"
    r" (?:over|beaten|defeated|dead|gone|finished)|still (?:a |an |the )?(?:\w+ )?(?:threat|danger"
    r"|menace|online|strong|waits?|waiting|active)|remains? (?:a|an|the|as)\b|not (?:yet )?(?:gone"
    r"|over|dead|finished|beaten|defeated|done)\b|(?:shift|turn|pivot)s? to\b|will be back|(?:could|may"
    r"|might) (?:be back|return|re-?emerge|re-?surface|re-?group|come back|exploit|benefit|fill|haunt))"
)
_TALKER = r"(?:[\w.’'-]{1,20} ){0,4}[\w.’'-]{2,20}"
_SHOW = (
    r"(?:(?:flower|pottery|art|fashion|talent|craft|light|photo|dog|food|carpet|children['’]s|puppet|farm) "
    r"(?:show|fair|play|market|exhibit|exhibition|festival)|(?:book|trade|job|street|village"
    r"|county) fairs?|"
    r"festival|carnival|(?:charity|fun|half) (?:run|marathon|match|gala|concert|auction)|marathon"
    r"|concerts?|recital|art (?:gallery|prize)|beauty (?:contest|pageant)|bake[- ]off|children['’]s play"
    r"|[Bb]ook [Pp]rize|playground|zoo|cookery|bazaar|poetry (?:night|reading|slam|evening)|film week|gala)"
)

TALK_TITLES = (
    Cue(
        "who held an office gives a view",
        Kind.OPINION,
        _NO_ACT + rf"(?:Ex|Former|Retired|Fmr|Onetime)(?:\.? "
        rf"|-)(?:[\w.’'-]{{1,20}} ){{0,3}}(?:[\w.’'-]{{1,20}}-)?{_WAS}"
        rf"(?: [A-Z][\w.’'-]{{1,20}}){{0,3}}(?: {_VIEWS}\b|: )",
        "ex|former|retired|fmr|onetime",
    ),
    Cue(
        "a mistake, a gift or a betrayal, says somebody",
        Kind.OPINION,
        _NO_ACT + r".*: .*\bshould (?:not|never) have\b|.*(?::| says?| said| warns?"
        r"| calls?)\b.*\b(?:would be|was|is|felt like|amounts to"
        r"|[Ww]ill be) (?:an? )?"
        r"(?:\w{3,12} )?(?:[Mm]istake|[Dd]isaster|[Gg]ift|[Bb]etrayal|[Bb]lunder|[Ff]olly|[Ee]rror"
        r"|[Dd]isgrace"
        r"|[Ss]urrender|[Cc]atastrophe|[Rr]eckless|[Ww]rong|[Ff]oolish)",
        "should|mistake|disaster|gift|betrayal|blunder|folly|error|disgrace|surrender|catastrophe"
        "|reckless|wrong"
        "|foolish",
    ),
    Cue(
        "how it stands, says somebody",
        Kind.ANALYSIS,
        _NO_ACT + rf"(?!.*\b(?:[Vv]irus|[Qq]uake|[Ss]torm|[Hh]urricane|[Ff]ires?|[Mm]easles"
        rf"|[Ee]bola|[Tt]roops|[Ss]oldiers|[Ff]orces)\b)(?:{_TALKER}"
        rf"(?::| (?:says?|said|warns?|sees?|fears?|insists?)(?: of| that)?\b).*\b{_OUTLOOK}[^,;]{{0,40}}$"
        rf"|{_TALKER} [\"'‘“](?:still|far from|not) )",
        "back|resurgen|revival|regroup|rebuild|far from|still|remain|not |shift|turn|pivot|return|rise"
        "|emerge"
        "|surface|exploit|benefit|fill|haunt",
    ),
    Cue(
        "what was studied",
        Kind.ANALYSIS,
        _NO_ACT + rf"(?!.*\b(?:[Vv]irus|[Cc]oronavirus|[Cc]ovid|COVID|[Mm]easles|[Ee]bola|[Qq]uake|[Cc]limate"
        rf"|[Cc]ases)\b)"
        rf"(?!UN |U\.N\. )(?:[\w.’'-]{{1,20}} ){{0,3}}{_STUDENTS}(?::| (?:finds?|says?|warns?|sees?"
        rf"|doubts?|fears?|shows?"
        rf"|suggests?|argues?|thinks?|believes?|ponders?|debates?|counts?|points?|see|preach(?:es)?"
        rf"|split|disagree)\b)"
        rf"(?!.*\d)",
        "think|stud|research|scholar|academic|analyst|expert|historian|professor|group|author|novelist"
        "|cleric"
        "|veteran|columnist|comedian|economist",
    ),
    Cue(
        "once more",
        Kind.ANALYSIS,
        _NO_ACT + r".*\b(?:tweets?|posts?|vows?|says?|slams?|threatens?|denies|boasts?|promises?|insists?"
        r"|repeats?|warns?"
        r"|claims?|calls?|jokes?|muses?|hints?|pledges?)\b.*, (?:[Aa]gain|[Oo]nce [Aa]gain"
        r"|[Oo]nce [Mm]ore|[Yy]et [Aa]gain)[.!]?$",
        "again|once more",
    ),
    Cue(
        "they quarrel over it",
        Kind.ANALYSIS,
        _NO_ACT + r"(?:[\w.’'-]{1,20} ){0,3}(?:[Ll]awmakers|[Ss]enators|[Vv]eterans|[Vv]oters|[Dd]emocrats"
        r"|[Rr]epublicans"
        r"|MPs|[Pp]undits|[Cc]ritics|[Cc]andidates|[Pp]oliticians|[Aa]mericans|[Oo]pinion|[Pp]ublic"
        r"|[Ff]amilies|[Rr]esidents)"
        r" (?:(?:is|are) )?(?:split|divided|spar|disagree|debate|argue|bicker|clash|differ"
        r"|at odds) (?:on|over|about)\b",
        "split|divided|spar|disagree|debate|argue|bicker|clash|differ|odds",
    ),
    Cue(
        "tweets about it",
        Kind.MEDIA,
        _NO_ACT + r"(?:[A-Z][\w.’'-]{1,20} ){1,4}(?:(?:tweets?|posts?|retweets?) (?:about|praise|photos?"
        r"|pictures?|memes?|thanks|(?:his|her|their) (?:love|thanks|thoughts))|boasts? (?:of|about)\b"
        r"|gloats\b)",
        "tweet|post|boast|gloat",
    ),
    Cue(
        "moved by what was seen",
        Kind.FEATURE,
        _NO_ACT + r".*\b(?:shocked|horrified|appalled|moved|saddened|stunned|haunted|disturbed|sickened"
        r"|touched)[’'\"”]?"
        r" (?:by|at|over) (?:[\w.’'-]{1,15} ){0,3}(?:documentary|film|footage|videos?|images|photos?"
        r"|pictures"
        r"|book|exhibition|show|play|series|story|tale|letters?)\b",
        "shocked|horrified|appalled|moved|saddened|stunned|haunted|disturbed|sickened|touched",
    ),
    Cue(
        "a show or a feast",
        Kind.FEATURE,
        _NO_ACT
        + r".*\b(?:opens?|opened|inaugurates?|reopens?|hosts?|holds?|visits?|launches|stages?|attends?"
        r"|tours|unveils"
        r"|welcomes|returns|reads|performs?|sings?|plays|bring back)\b"
        rf".{{0,60}}\b{_SHOW}\b"
        r"|(?!.*\bNobel\b)(?:(?:[\w.’'-]{1,20} ){1,4}(?:wins?|scoops|lands"
        r"|takes) (?:[\w’'-]{1,15} ){0,3}(?:awards?"
        r"|prizes?|medals?|trophy|contest)\b"
        r"|.*\b(?:celebrates?|marks?) (?:[\w’'-]{1,12} ){0,2}(?:Nowruz|Newroz|Eid|Christmas|Easter"
        r"|Ramadan|Ashura|Diwali"
        r"|New Year|birthday|harvest|Women['’]s Day|Mother['’]s Day)\b)",
        "show|award|medal|trophy|celebrate|mark|fair|exhibit|festival|carnival|marathon|charity run"
        "|charity|concert|recital|gallery|prize"
        "|pageant"
        "|contest|bake|playground|zoo|cook|bazaar|poetry|film week|gala|children",
    ),
    Cue(
        "a round of duties",
        Kind.FEATURE,
        _NO_ACT + r"(?:[\w.’'-]{1,20} ){0,4}(?:[Mm]ayor|[Gg]overnor|[Kk]ing|[Qq]ueen|[Pp]rince(?:ss)?"
        r"|[Ff]irst [Ll]ad(?:y|ies)"
        r"|[Pp]op [Ss]tar|[Ss]inger|[Aa]ctor|[Aa]ctress|[Ff]ootballer|[Cc]omedian|[Bb]ishop"
        r"|[Aa]rchbishop|[Cc]elebrit(?:y|ies))\b"
        r".{0,40}\b(?:honou?rs|congratulates|greets|thanks|plants (?:an? |the )?(?:\w+ )?trees?"
        r"|cuts (?:the )?ribbon"
        r"|launch(?:es)? (?:an? )?(?:\w+ )?(?:scarf|song|campaign|appeal|album|book)|calls? for prayers?"
        r"|(?:visits?|meets?) (?:[\w’'-]{1,12} )?(?:children|pupils|orphans|schools?|patients|students"
        r"|teachers|nurses))\b",
        "honor|honour|congrat|greets|thanks|plants|ribbon|launch|prayer|visit|meet",
    ),
    Cue(
        "a prayer",
        Kind.FEATURE,
        _NO_ACT + r".*\b(?:[Pp]rays? for|[Ll]ights? (?:a )?candles?|[Ss]ays? (?:a )?prayers?"
        r"|[Ll]eads? (?:a )?prayers?"
        r"|[Bb]less(?:es|ed)|[Cc]elebrates? (?:[\w’'-]{1,12} )?[Mm]ass (?!grave|kill)"
        r"|[Aa]ppeals for peace)\b",
        "pray|candle|bless|mass|peace",
    ),
    Cue(
        "words that will be heard live",
        Kind.LIVE,
        _NO_ACT + r"(?:LIVE|Live|WATCH(?: LIVE| live)?|Watch(?: live)?)(?::| [-–|])? .*\b(?:[Bb]riefing"
        r"|[Nn]ews conference"
        r"|[Pp]ress conference|[Pp]resser|[Ss]peaks?|[Ss]peech|[Rr]emarks|[Aa]ddress(?:es)?|[Hh]earing"
        r"|[Dd]ebate"
        r"|[Qq]uestions|[Tt]estimony|[Bb]riefs|[Dd]iscussion|[Tt]own hall|[Ii]nterview|[Rr]ally)",
        "live|watch",
    ),
)
