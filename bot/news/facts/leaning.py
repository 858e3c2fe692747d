"""Find sentences that depend on the one before: alone, they do not say whom or what they are about.

The rules are for English; of other languages only how such a sentence opens is known. Every function takes
the text of a bullet or a sentence and is cheap enough to run on each candidate of an article.
"""

import re
from functools import cache

from bot.news.language.lazy_regex import Rule, has_any
from bot.news.language.tags import primary
from bot.news.language.word_table import word_table
from bot.news.language.words import fold, tokens

_NAME = Rule(r"(?<=\S )[\"\u201c(]?(?!(?:I|I'm|I've|I'll|I'd|Mr|Mrs|Ms)\b)[A-Z\u00c0-\u00de][\w.'\u2019-]*")
_CALENDAR = Rule(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|Christmas|Easter|Thanksgiving|Ramadan)\b"
)
_PRONOUN = r"(?:he|she|they|it|his|her|their|its|this|that|these|those)\b"
_OPENS = Rule(
    r"(?:He|She|They|It|His|Her|Their|Its|This|That|These|Those)\b"
    r"|(?:Such|Both|Also|Another|Neither|Others|So|Instead(?! of)|Thus|Hence|Nor"
    r"|(?:Some|Many|Most|All|None|One|Each|Several|Few|Two|Three|Both|Neither|Either|Any) of "
    r"(?:them|these|those|us|it|the (?:two|three|four|five|men|women)\b)"
    r"|The (?:two|three|four|five|six|seven|eight|pair|trio|duo|latter|same|others?|rest"
    r"|former(?= (?:[a-z]{3,}ed|is|was|has|had)\b)))(?=[ ,.;:])"
    r"|The (?:(?:news )?agency|outlet|newspaper|publication|website) (?:said|says|reported|reports|noted"
    r"|added|wrote)\b"
    r"|The (?:group|move|result|man|woman|couple|development|announcement|incident)"
    r"(?:['\u2019]s|, the \w+est\b|,? (?:is|was|has|had|were|will|would|could|may|also|said|says|comes|came"
    r"|follows|followed|marks|marked|means|drew|died|told|denied|claimed|occurred|happened))\b"
    r"|(?:On|In|By|Last|This|Next|That) (?:[\w.]{2,12} ){1,2}(?:he|she|they|it)(?:['\u2019]\w{1,2})?(?= )"
    r"|As (?:usual|always|ever|expected|before),? (?:he|she|they|it)\b"
    r"|(?:Rather|Conversely|Either way|In (?:this|that|either) case"
    r"|(?:After|Before|Since|Besides|Despite) (?:that|this)|By then),"
    r"|Of (?:those|these|them)\b|Each time\b"
    r"|(?:(?:A few |Several |Some |Just |Two |Three |Four |Five |\d{1,2} ){0,2}"
    r"(?:[Hh]ours|[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears)|An hour|(?:A|One) (?:day|week|month|year))"
    r" (?:later|earlier|afterwards?),"
)
_BACK_HINTS = (
    "hat ", "his ", "hese ", "hose ", " it ", " it.", " them", "the only one", "the opposite", " since",
    "among th", "oth a", "oth m", "oth c", "oth w", "oth e", "oth i", "oth b", "oth l",
    " so", "t effect", " former", " latter", " such ", "until then", "back then", "by then",
    " the two ", " the three ", " the same ", " the four ",
)  # fmt: skip
"""One of them is in every sentence that the next rule knows."""
_POINTS_BACK = Rule(
    r"\b(?:(?:that|this) (?:number|figure|amount|sum|total|question|point|idea|notion|assessment|view"
    r"|approach|remark|comment|effort|work|proposal|request|offer|allegation|accusation|description|scenario"
    r"|incident)"
    r"|(?:these|those) (?:numbers|figures|questions|points|ideas|views|remarks|comments|efforts|proposals"
    r"|allegations|accusations|claims|charges|concerns|incidents|measures|talks))\b(?! (?:that|of|to|who)\b)"
    r"|\b(?:[Tt]h(?:e|o)se (?!days\b|people\b)(?:[a-z]{2,20} )?[a-z]{2,20}s\b"
    r"(?! (?:who|that|of|in|with|from|at|on|for|to)\b)"
    r"|(?:call|label|describ|dismiss|reject|den(?:y|i))(?:ed|s|ing|es)? (?:that|it|this|them)\b"
    r"(?= an? | as | [a-z]+ly\b|[.,])"
    r"|(?<!said )(?<!says )(?<!say )(?<!saying )(?<!added )(?:that|this) (?:move|decision|step|measure"
    r"|ruling|policy|agreement)\b(?! (?:that|of|to|who)\b)|to (?:that|this) (?:is|was)\b"
    r"|(?<= )the (?:two|three|four) (?:women|men|girls|boys|brothers|suspects|officers|victims)"
    r"(?=[.,;]|$| (?:and|had|have|were|are|was|said)\b)"
    r"|that (?:case|desire|vote|bill|law|plan|trial|deal|attack|claim|interview|survey|poll|sentence"
    r"|threat|report|meeting|speech|letter|tweet|post)(?=[.;]|, (?:which|who|and|but)\b|$| and\b)"
    r"|[Bb]oth (?:actions|moves|measures|cases|men|women|events|incidents|attacks|bills|laws)\b"
    r"(?! (?:of|in|that)\b)"
    r"|among (?:these|those|them)\b(?! who\b)|the only one\b(?! of\b)|the opposite\b(?! of\b)"
    r"|(?:ever since|since then|until then|back then|by then|since (?=in\b)|at that (?:time|point))\b)"
    r"|, that (?:appears?|seems?) to\b"
    r"|\b(?:said|says|did|do|does|done) so\b(?! (?:many|much|few|far|long|little)\b)|\bto that effect\b"
    r"|\bthe (?:former|latter)(?=[.,;]|$)"
    r"|\bthe same (?:source|official|person|man|woman|spokes\w{3,6}|report|document|statement|witness)s?\b"
    r"(?! (?:that|who|as|of|in|from)\b)"
    r"|\b(?:that|of|for|with|to|by|making|made|stop|ban|allow) such"
    r" (?!as\b|an?\b|people\b|things\b)[a-z]{3,20}\b"
)
_PAIR_HINTS = (" the latter ", " the two ", " the pair ", " its ", " day", " night")
_ONE_OF_TWO = Rule(
    r"(?:(?! and | or )[^\d]){2,200}?\bthe (?:latter (?!half|part|stages?|days|years)"
    r"|(?:two|pair) (?:are|were|had|have|met|said|will|also|would|agreed|then)\b)"
    r"|(?:[\w.'\u2019-]{1,20} ){1,3}its (?:release|passage|publication|approval|removal|repeal"
    r"|adoption|contents)\b"
    r"|(?:(?!day)[^\d]){2,200}?\b(?:that|the same) (?:day|night)(?=[.;,]|$)"
)
"""One or both of two that it does not name, what became of a thing that it does not name, or a day."""
_DEMONSTRATIVE = Rule(
    r"\b(?:[Oo]n|[Ii]n|[Dd]uring|[Aa]fter|[Bb]efore|[Ff]or|[Tt]o|[Ww]ith|[Bb]y|[Uu]nder|[Aa]t|[Oo]f|[Ff]rom|about"
    r"|against|over|into) that (?!(?:he|she|they|it|we|the|an?|his|her|its|their|there|no|not|which|who|of"
    r"|i|you|week|month|year|day|morning|afternoon|evening|night|time|weekend|summer|winter|spring|autumn"
    r"|fall|point|country|nation|century|decade|season|kind|type|sort|way)\b)"
    r"(?:[\w-]{1,20}[^\Ws] ){0,2}[a-z]{2,20}[^\Ws]"
    r"(?=[,.;]|$| (?:and|as|said|says|is|was|were|has|had|will|would|when|after|before|on|in|at)\b)"
)
"""A preposition before "that": what follows is a thing of which was told, and no clause."""
_TAKES_UP = Rule(
    r"The(?: [a-z'\u2019-]{2,20}){1,4} (?:comes?|came) (?:as|after|amid|just|about|despite|less|when|during"
    r"|(?:an?|one|two|three|several|\d{1,3}) (?:day|week|hour|month|year)s?|(?:day|week|hour|month)s)\b|"
    r"(?:The|[A-Z][^,\"\u201c]{1,40}['\u2019]s?)(?: [a-z-]{2,20}){0,2}"
    r" (?:comments?|remarks|statements?|announcement|tweets?|message|speech|decision|visit|push|efforts?"
    r"|warnings?|calls?|response|missive|news|report|vote|ruling) (?:came|comes?|follow(?:s|ed)?)\b"
    r"|The (?:(?:[A-Z][\w.-]{1,20}|former) ){0,3}(?:Democrat|Republican|senator|congress(?:wo)?man|lawmaker"
    r"|native|billionaire|businessman|actor|actress|singer|rapper|\d\d-year-old)"
    r" (?:is|was|has|had|said|says|told|also|added|[a-z]{3,12}ed)\b"
    r"|(?:The [a-z]{2,20}|[A-Z][\w.'\u2019-]{1,20})(?: [A-Z][\w.'\u2019-]{1,20}){0,3} then (?!-)[a-z]{3,20}\b"
    r"|(?:The )?[a-z A-Z.-]{2,50}[a-z]s (?:said|say|added|confirmed|believed?)(?: that)? (?:he|she)"
    r" (?:was|is|would|will|has been|had been)\b"
    r"|(?:[A-Z][\w.'\u2019-]{1,20} ){0,3}[A-Z][\w.'\u2019-]{2,20}(?<!s)"
    r" (?:said|says|added) (?:that )?they\b"
    r"|(?:The [a-z]{2,20}|[A-Z][\w.'\u2019-]{2,20}) (?:was|is) (?:referring|responding|reacting"
    r"|alluding) to\b"
    r"|In (?:their|his|her) (?:telling|view|eyes|words|opinion)\b"
    r"|(?:The|[A-Z][^,\"\u201c]{1,40}['\u2019]s?)(?: [a-z'\u2019-]{2,20}){1,3}"
    r" (?:marks?|marked|was|is|represents?|represented|caps|capped)"
    r" (?:just |only )?(?:the|an?) (?:latest|first|second|third|rare|stunning"
    r"|dramatic|sharp|major|significant|blow|setback|victory|defeat|reversal|departure)\b"
    r"|[A-Z][\w\u2019'-]{1,20} (?:then |later |also )?went on to (?:say|call|blast|add|criticize|attack"
    r"|praise|describe|claim|accuse|list|explain|argue)\b"
)
"""An opening that takes up what was said before."""
_ENDS = Rule(
    r"(?:[\"\u201d] (?:[\w.'\u2019-]{1,20} ){1,4}(?:went on|continued)"
    r"| like (?:that|this)|, (?:though|however|too|either|instead|nevertheless|nonetheless|then)"
    r"| (?:much|even|far|any) (?:more|less|better|worse|further|higher|lower)"
    r"| (?:do|did|does|doing|done) (?:so|the same|it|that))[.!]$"
)
"""Words that set the sentence against the one before, or compare it with that."""
_LAST = 60
"""Characters at the end of a sentence among which such words may begin."""
_OPENS_ELSEWHERE = Rule(
    r"(?:Ils?(?! (?:y a|n['\u2019]y a|s['\u2019]agit|faut|est|reste|semble|fait))|Elles?|Celui-ci|Celle-ci"
    r"|Er|\u00c9l|Ell[ao]s?|Egli|Essi|Lui|Loro)(?= [a-z\u00df-\u00ff])"
    r"|(?:Он[аи]?|Він|Вон[аи]|وأضافت?|وتابعت?|הוא|היא|הם|او|آنها|وی)(?= )|[他她](?:们|們)?(?!因)"
)
"""He, she, they, "and he added": in French, German, Spanish, Italian, Russian, Ukrainian, Arabic, Hebrew,
Persian and Chinese. Each is no such word in the other languages."""
_OPENING, _PHRASE = 80, 4
"""Characters and words of a sentence that tell how it opens."""
_MARKS = ('"', "\u201c")
_SPEAKS_ON = Rule(
    r"(?:I (?:also|just|too)\b|(?:And|But|So|Because|Or)\b|(?:Yes|No),|(?:He|She|They|That|This|These|Those"
    r"|It)(?:['\u2019]\w{1,2})? (?!(?:week|month|year|morning|country|nation|election|president|government"
    r"|who|seems?|appears?)\b|(?:is|was|will be|has been) (?:not )?(?:time|clear|likely|important|hard"
    r"|possible|up|true|easy)\b))"
)
"""A quotation that goes on from what its speaker said before."""
_QUOTES_ABOUT = Rule(
    r"[\"\u201c](?!(?:It|There)\b)(?:As (?:this|that|these)\b"
    r"|(?:(?!\b(?:the|an?|this|our|my|his|her|their|your|its|that)\b)[\w'\u2019-]{1,12} ){1,8}"
    r"(?:it|(?<!like )th(?:is|at)|them)(?=[,.;!?\"\u201d]| (?:actually|really|is|was|will)\b))"
)
"""A quotation that speaks of "it" or "that" before it names anything."""
_STANDS = Rule(
    r"It (?:seems|appears|remains|took|takes|(?:will|would) take"
    r"|(?:is|was|will be|may be|could be|has been) (?:also |still |now |not |\w+ly )?(?:(?:un)?(?:likely"
    r"|clear|possible|common|usual)|important|difficult|hard|easy|time|true|necessary|illegal|legal|reported|known"
    r"|thought|expected|estimated|feared|hoped|the (?:first|second|third|latest|worst|deadliest|biggest"
    r"|largest)))\b"
    r"|This (?:week|month|year|morning|afternoon|evening|weekend|summer|winter|spring|autumn|fall|time)\b"
    r"|These days\b|(?:Those|They|He|She) who(?:se)?\b|Those (?:in|from|with|without)\b"
    r"|Both (?:[A-Z][\w.-]+ and|sides|houses|chambers|parties|the|men and|women and)\b"
    r"|Such (?:as )?[A-Z]|So(?: far\b|-called\b)"
    r"|(?:The same|The other|Another) (?:day|night|week|month|year|source|[A-Z]\w+)\b"
    r"|The (?:two|three|four|five|six|seven|eight|same|other|rest) "
    r"(?:(?:[\w-]+ )?of (?!them|those|these)|[A-Z])"
)
"""Openings that look as if they depend on the sentence before, but do not."""
_FRONT = Rule(
    rf"(?P<front>[^,\"\u201c]{{3,60}}), (?!it (?:is|was|seems|appears|remains)\b)"
    r"(?!(?:his|her|its|their) (?:[\w'\u2019-]{1,20} ){1,5}(?:said|says|told|reported|announced|confirmed)\b)"
    rf"{_PRONOUN}"
)
"""A clause before a subject that needs it; not a sentence with its source at the end ("its army said")."""
_QUOTATION = Rule('["\u201c\u00ab][^"\u201c\u201d\u00ab\u00bb]*["\u201d\u00bb]?')
_READER = Rule(r"\b(?:[Yy]ou|[Yy]ours?|[Yy]ourself)\b")
_READERS = ("you", "You")
_HINTS_OF_VIEWS = (
    " should", "ought to", "learly ", "bviously ", "rankly ", " clear ", "ould seem", "rguably",
    "n many ways", "o doubt", "t turns out", "efining moment", "o say the least", "ronically", "isgusting",
    "hameful", "bsurd", "idiculous", "ikely to", "ertain to", "sure to", "bound to", "ppears to",
    "ppear to", "eems to", "eemed to", "eem to",
    "at a time", " secret", " stakes", " doubt", " questions", " concerns", " no sense", " a test ",
    "t appears", "t seems",
)  # fmt: skip
_VIEW = Rule(
    r"\b(?:should|ought to|[Cc]learly|[Oo]bviously|[Ff]rankly"
    r"|[Ii]t(?:['\u2019]s| is| was) (?:pretty |now )?clear"
    r"|would seem|[Aa]rguably|[Ii]n many ways|[Nn]o doubt|[Ii]t turns out|defining moment"
    r"|to say the least|[Ii]ronically"
    r"|(?:un)?likely to|(?:is|are|was|were|seems?) (?:all but )?(?:certain|sure|bound) to"
    r"|(?:appears?|seem(?:s|ed)?) to (?:be|have|\w+ed)|comes? at a time"
    r"|no secret|stakes (?:are|were)|(?:casts?|raises?|renews?) (?:new |fresh |more )?"
    r"(?:doubts?|questions|concerns)|(?:make|makes|made) no sense|[Ii]t (?:appears|seems)|a test (?:of|for)"
    r"|disgusting(?:ly)?|shameful(?:ly)?|absurd(?:ly)?|ridiculous(?:ly)?)\b"
)
_HOLDER = Rule(
    r"\b(?:sa(?:id|ys?)|t(?:old|ells?)|according|ask(?:s|ed)?|wr(?:ote|ites)|tweeted|want(?:s|ed)?|urg(?:es?|ed|ing)"
    r"|argu(?:es?|ed|ing)|believes?|believed|th(?:inks?|ought)|suggest(?:s|ed)?|agreed?|warn(?:s|ed)?"
    r"|insist(?:s|ed)?|demand(?:s|ed)?|polls?|report(?:s|ed)?|whether|rul(?:es|ed)|vot(?:es|ed))\b"
)
"""Somebody whose view it is."""
_QUOTED_LEAST = 20
"""Characters from which a quotation is more than a borrowed word."""
_SINGLE = ("'", "\u2018")
_BARE = Rule(r"['\u2018][^'\u2018\u2019]*(?:['\u2019]\w[^'\u2018\u2019]*){0,4}['\u2019]$")
"""Nothing but a quotation between single marks."""
_UNNAMED_SPEAKER = Rule(
    r"\b(?:he|she|they|it)\b (?:\w+ly )?(?:said|says|added|told|wrote|writes|tweeted|posted|asked|noted"
    r"|explained|promised|vowed|declared|stated|concluded|continued|argued|argues|warned|insisted)\b"
    r"|\b(?:said|says|added|wrote|asked|continued) (?:he|she|they)(?=[,.]|$)"
    r"|\bthe (?:\d\d-year-old(?: \w+)?|man|woman|boy|girl|teenager) (?:said|says|told|added)\b",
    re.IGNORECASE,
)


_AUDIENCE = Rule(r"\b(told|tells) (?:the )?[A-Z][\w.'\u2019-]*(?: [A-Z][\w.'\u2019-]*){0,3}")
"""Whom somebody told it: no name of the speaker."""
_TOLD = ("told ", "tells ")


def leans(text: str) -> bool:
    """Whether the sentence cannot be understood without the one before.

    Its subject is a pronoun, "such", "both" or "the two men", or it opens or ends with a word that draws a
    conclusion or a contrast.
    """
    if _OPENS_ELSEWHERE.match(text):
        return True
    if text[:1] in _MARKS and (_SPEAKS_ON.match(text, 1) or _QUOTES_ABOUT.match(text)):
        return True
    if _OPENS.match(text):
        return _STANDS.match(text) is None
    if _ENDS.search(text, max(0, len(text) - _LAST)) or _TAKES_UP.match(text):
        return True
    if has_any(text, _BACK_HINTS) and _POINTS_BACK.search(text):
        return True
    if " that " in text and _DEMONSTRATIVE.search(_QUOTATION.sub(" ", text)):
        return True
    if has_any(text, _PAIR_HINTS) and _ONE_OF_TWO.match(text):
        return True
    front = _FRONT.match(text)
    return front is not None and not _has_name(front["front"])


def leans_elsewhere(text: str, language: str) -> bool:
    """Whether a sentence in another language than English opens like one that needs the sentence before.

    `language` is a BCP 47 tag; the openings of each language stand in `leaning.txt`.
    """
    known = _openings(primary(language))
    if not known:
        return False
    first = [fold(token).lower() for token in tokens(text[:_OPENING])[:_PHRASE]]
    return any("_".join(first[:size]) in known for size in range(1, len(first) + 1))


@cache
def _openings(language: str) -> frozenset[str]:
    table = word_table("bot.news.facts", "leaning.txt", language)
    return table["back"].whole if table else frozenset()


def speaks_to_reader(text: str) -> bool:
    """Whether the sentence addresses the reader outside quotations: it is advice or opinion, not an event."""
    return has_any(text, _READERS) and _READER.search(_QUOTATION.sub(" ", text)) is not None


def says_what_should_be(text: str) -> bool:
    """Whether the writer, and nobody whom he names as saying so, says what should be or what is obvious."""
    if not has_any(text, _HINTS_OF_VIEWS):
        return False
    outside = _QUOTATION.sub(" ", text)
    return _VIEW.search(outside) is not None and _HOLDER.search(outside) is None


def has_unnamed_speaker(text: str) -> bool:
    """Whether somebody whom the sentence does not name says most of it: a bare quotation, or one with "he
    said"."""
    if text[:1] in _SINGLE and _BARE.match(text):
        return True
    if has_any(text, _TOLD):
        text = _AUDIENCE.sub(r"\1", text)
    outside = _QUOTATION.sub(" ", text)
    if len(outside) + _QUOTED_LEAST > len(text):
        return bool(_UNNAMED_SPEAKER.search(text)) and not _has_name(text)
    if not re.search(r"[a-z]{2}", outside):
        return True
    return bool(_UNNAMED_SPEAKER.search(outside)) and not _has_name(" " + outside)


def _has_name(text: str) -> bool:
    """Whether a capitalised word other than a date stands after the first word."""
    return _NAME.search(_CALENDAR.sub("", text)) is not None
