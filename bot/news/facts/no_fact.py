"""Sentences that tell no fact, though they are whole sentences of the text.

Announcements of programmes, speakers' labels of transcripts, boxes of weather and prices, opinion in the
first person, sentences cut off at an abbreviation or by an ellipsis. For English, but for what marks tell.
"""

from collections.abc import Sequence

from bot.news.language.lazy_regex import Rule, has_any
from bot.news.language.words import unspaced_count
from bot.news.trimming.rules import WEEKDAY

_CAP = 600
"""A sentence is read so far."""
_OUTLET = (
    r"(?:CNN|CNBC|MSNBC|NBC(?: News)?|ABC(?: News)?|CBS(?: News)?|BBC|NPR|PBS|Fox News|Bloomberg|WSJ"
    r"|Sky News)"
)
_PERSON = r"[A-Z][\w.'\u2019-]{1,20}(?: [A-Z][\w.'\u2019-]{1,20}){1,2}"
_ANNOUNCES = (
    r"(?:discuss(?:es)?|joins?|reports|explains?|examines|reacts?|recaps?|previews?|breaks? down|weighs? in"
    r"|looks? (?:ahead|back|at|into)|takes? (?:a|an inside|us)|sits? down|talks? (?:to|with|about)"
    r"|speaks? (?:to|with|on)|has (?:the|more)|sat down|spoke with)"
)
_TELLS = r"(?:explains?|explores?|examines?|looks? (?:at|back|into|ahead)|shares?|weighs? in|asks|previews?)"
_PERFORMS = Rule(
    r" (?:discusses|talks|presses|sits down|joins|shares|explains|explores|shows|welcome special guest"
    r"|reports|has|recaps|breaks down|[Cc]orrespondent|holds|is tracking|will report)\b"
)
"""What every sentence holds in which somebody performs. It opens with one character, which is fast."""
_PERFORMANCE = Rule(
    r"[A-Z][^,.;:\"\u201c]{2,80} discusses\b"
    rf"|{_PERSON} (?:talks with|talks to|presses|sits down with)\b|[A-Z][a-z]+ presses [a-z]"
    rf"|[^\"\u201c.]{{2,80}}(?:,|{_PERSON}) joins {_PERSON}"
    rf"|[A-Z][\w'\u2019-]{{1,20}} joins {_PERSON}[^.]{{0,60}} to "
    rf"|(?:[A-Z][a-z]+ [a-z]+ )?{_PERSON} (?:shares|explains|explores|shows) (?:how|what|why|tips)\b"
    r"|[^.]{2,40} welcome special guest"
    rf"|{_PERSON}(?:, [^,]{{3,60}},)? discusses\b|(?:Meteorologist )?{_PERSON} is tracking (?:the|a|this)\b"
    rf"|{_PERSON} will report (?:on|live|more|from|tonight|tomorrow)\b"
    rf"|{_PERSON} (?:reports|joins|has (?:more|the (?:latest|details|story))|recaps|breaks down)"
    r"(?: on| from| that|\.|\b)"
    rf"|(?:[A-Z][\w\u2019'-]{{1,20}} ){{0,4}}[Cc]orrespondent {_PERSON} (?:reports|has|explains|recaps"
    r"|joins)\b"
    r"|[A-Z][\w.'\u2019-]{1,20}(?: [A-Z][\w.'\u2019-]{1,20}){0,3} holds (?:a|an|her|his|the)"
    r"(?: [\w-]{1,20}){0,2} (?:news|press) (?:conference|briefing)\b"
)
"""Somebody performs in a programme."""
_PROMOTION = Rule(
    rf"(?:The )?{_OUTLET}['\u2019]s? {_PERSON}(?: and {_PERSON})?"
    rf" (?:{_TELLS}|breaks? down|has|joins?|talks?)\b"
    rf"|(?:The )?{_OUTLET}(?: Sport)? (?:{_TELLS}|asked|breaks down)\b"
    rf"|{_OUTLET} [a-z ]{{4,40}} {_PERSON} (?:has|reports|{_TELLS})\b"
    r"|The latest [^.]{0,40}\b(?:bulletin|headlines) from\b|The latest (?:on|in|about) [^,.]{3,90}\.?$"
    r"|We (?:spoke|talked|sat down|asked|followed|visited|went)\b"
    rf"|(?:With )?{_OUTLET}(?:['\u2019]s?)? {_PERSON} (?:{_ANNOUNCES}|joined (?:us|CBSN|{_OUTLET}))\b"
    rf"|With {_OUTLET}['\u2019]s? "
    r"|(?:Our|The)(?: [\w\u2019'-]{1,20}){0,4} (?:panel|panelists|roundtable|hosts)"
    r" (?:discuss|join|weigh|react|break|look|debate)\w{0,3}"
    r"|(?:Ask|Consider|Witness|Imagine|Recall|Just ask|Take) (?:an?|the|[A-Z])"
    r"|(?:Meet (?:the|an?) |Hear from|Check out|Take a look|See (?:how|what|why|where)|Explore |Discover )"
    r"|(?:Tune in|Catch (?:the|up)|Stay (?:with us|tuned)|Follow along|Join us|Don['\u2019]t miss"
    r"|Coming up|Tonight on|Stream |Listen (?:to|live|now|:)|Watch[ :]|WATCH|LISTEN|LIVE:"
    r"|Find (?:the|out|more)|Learn more|Read (?:the|our|more)|Sign up|Subscribe|Support (?:our|independent)"
    r"|Donate|Download|Share (?:this|your)|Send us|Tell us|Email us|View (?:the |full |more )"
    r"|See (?:more|also|all)|More (?:on|from|coverage)\b|Related|Advertisement"
    r"|(?:In|On) (?:this|today['\u2019]s) (?:episode|podcast|edition|video|newsletter)"
    r"|Image (?:caption|source|copyright)|Media (?:caption|playback)|Video caption"
    r"|You can (?:sign|find|also))"
)
_ANYWHERE = (
    "live coverage", "live updates", "live page", "live feed", "this live blog", "Scroll down", "scroll down",
    "covered live", "Refresh this page", "refresh this page", "Fox Biz Flash",
    "Find the top news", "Article URL:", "Comments URL:", "panel discuss", "live blog to ",
    "daily delivery", "our newsletter", "full coverage on", "for more on this story",
    "View Full Coverage", "this podcast", "our podcast", "joins Morning Joe", "Morning Joe panel",
    "discusses.", "joins us", "to discuss.", "panel discusses", "for the latest on", "for the latest updates",
    "this newsletter", "ppeared first on",
)  # fmt: skip
_WRITES = Rule(r", writes [^,.\"\u201c]{3,60}\.?$")
"""Who comments, at the end of what he thinks."""
_ITEM = Rule(
    rf"(?:Also|Plus|And|Elsewhere|{WEEKDAY}"
    rf"|From (?:the )?[A-Z][\w.-]{{1,20}}(?: [A-Z][\w.-]{{1,20}}){{0,2}}): "
)
"""An item of a newsletter, or of another publisher: "From the Orn Post: ..." without its marks."""
_JOINS = Rule(r"\bjoins? .{0,60}\bto (?:discuss|talk|explain|share|break|weigh|react|preview)\b")
_REPORTER = Rule(
    r"[A-Z][\w'\u2019-]{1,20} ([A-Z][\w'\u2019-]{1,20})"
    r" (?:visited|visits|spoke|talked|met|went|goes|travel(?:l?ed|s)|got|gets|took|takes|shows|tells"
    r"|investigates)\b[^,.\"\u201c]{3,60}\.$"
)
_REPORTS = Rule(
    rf"(?:[.,] |and ){_PERSON} (?:reports|explains|has (?:more|(?:the )?(?:details|latest|story)))[.]$"
)
_CAPTION = Rule(
    rf"(?:{_PERSON}|[^,.]{{3,40}},) (?:speaking|arriving|leaving|attending|walking|waiting|standing|waving)"
    r" (?:to|at|in|on|with|from|for)\b[^\"\u201c]{2,100} (?:last|this) "
    r"(?:week|month|year|spring|summer|autumn|winter)[.]$"
)
"""A caption without a verb: who does what where, and roughly when."""
_PORTRAIT = Rule(
    rf"{_PERSON} (?:in|on) (?:[A-Z][a-z]{{2,8}} (?:\d{{1,2}}, )?)?(?:19|20)\d\d"
    r"(?:[.]$| (?:when|as|at|with|after)\b)"
)
"""A caption: who, and in which year."""
_SILENT = Rule(
    r"\b(?:did(?: not|n['\u2019]t)|has(?: not|n['\u2019]t)|have(?: not|n['\u2019]t)) (?:immediately |yet )?"
    r"(?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?) (?:to )?(?:[\w.'\u2019-]{1,20} ){0,4}"
    r"(?:requests?|inquir(?:y|ies)|questions|e-?mails?|calls?|messages?)\b"
    r"|\b(?:was|were)(?: not|n['\u2019]t) (?:immediately |yet )?(?:available|reached|reachable)"
    r" (?:for|to) comment\b"
    r"|\bcould not (?:immediately )?be reached\b|\breached out to [^.]{3,80} (?:for comment|but|and asked)\b"
    r"|\b(?:did not|declined to) (?:give|provide|offer) (?:any |a )?comment\b"
    r"|\b(?:has|have|had) (?:not|yet to) (?:yet )?respond(?:ed)?\.$"
    r"|\bhad no (?:\w{2,15} )?comment\b|\b(?:do|does|did|would|will) not comment (?:on|about|further)\b"
    r"|\bin reporting (?:its|this|the) (?:account|story|article)\b"
    r"|^[^,\"\u201c]{2,50} declined (?:to comment|[\w.'\u2019 -]{2,40} requests? for comment)[^,]{0,50}\.$"
)
"""Who did not answer the reporters."""
_UNANSWERED = (
    " in reporting ", "respond", "return", "repl", " declined ", "comment", " be reached", " reached out ",
)  # fmt: skip
_ON = Rule(
    rf"{_PERSON} on (?:the|his|her|why|how|what)\b(?!.*\b(?:is|are|was|were|has|have|had|will|said|says)\b)"
)
"""Who talks of what in a programme, without a verb."""
_SPEAKS_ON = Rule(
    r"\b(?:speaks?|spoke|talks?|appears?|joins?)(?: \w{1,20}){0,3} (?:on|to|with) "
    rf"(?:{_OUTLET}['\u2019]s? )?[\"\u201c][A-Z][^\"\u201d]{{2,40}}[\"\u201d]\.?$"
)
_LABEL = Rule(
    r"(?:Q|A|HOST|ANCHOR|REPORTER|INTERVIEWER|MODERATOR|QUESTION|ANSWER|UNIDENTIFIED \w{1,20}|Interviewer"
    r"|Host|Reporter)(?: \(\w[^()]{0,30}\))?:\s"
    r"|[A-Z][A-Z.'\u2019-]{1,20}(?: [A-Z][A-Z.'\u2019-]{1,20}){0,3}"
    r"(?:, [A-Z][A-Z ,.'\u2019-]{2,60}| \([^()]{2,30}\)):\s"
    r"|(?:MR|MRS|MS|DR|GEN|COL|LT|ADM|SEN|REP|GOV|AMB|SENATOR|SECRETARY|PRESIDENT|MINISTER)\b\.?"
    r"(?: [A-Z][A-Z.'\u2019-]{1,20}){1,3}:\s"
    r"|(?:Markets?|Stocks|Currencies|Commodities|Weather|Forecast):\s"
)
"""The label of a speaker in a transcript, or of a box. A place in capitals has neither an office nor
"(on camera)"."""
_QUOTATION = Rule('["\u201c\u00ab][^"\u201c\u201d\u00ab\u00bb]{0,500}["\u201d\u00bb]?')
_OPINION = Rule(
    r"(?<![\w.-])(?<!War )(?<!Title )(?<!Type )(?<!Phase )(?<!Part )(?<!Class )(?<!Elizabeth )"
    r"(?:I|[Ww]e)(?:['\u2019](?:m|re|d|ll|ve)\b|(?= [a-z]))"
    r"|\b(?:[Mm]y|me|myself|[Oo]ur|ours|ourselves)\b"
    r"|\b[Ll]et['\u2019]s "
)
"""The writer speaks in the first person."""
_SHOUTED = ("NOT", "NEVER", "ALL", "MUST", "VERY", "ONLY", "EVER")
_SHOUTS = Rule(r"(?<![A-Z] )\b(?:NOT|NEVER|ALL|MUST|VERY|ONLY|EVERY?)\b(?! [A-Z]{2})")
"""A common word in capitals among small ones: posts have it, no reporter."""
_EXCLAIMS = Rule(
    r"(?:Yes|No(?!\. \d)|Sure|Look|OK|Okay|Hey|Heck|Wow|WOW|Alas|Sorry|Thanks|Congratulations)"
    r"(?:[,:]|[.!] | to | -)"
)
_POLISH = frozenset("ąęłńśźż")
"""Polish writes "we wtorek" for "on Tuesday"."""
_ENGLISH = Rule(r"\b(?:the|and|that|to|have|was|it|my|you|not|be|this|with)\b")
"""In other languages "I" and "me" mean something else: Italian "I ministri"."""
_BORROWED = Rule(r"[\"\u201c](?:[\w'\u2019-]+,? ){0,2}[\w'\u2019-]+[,.!]?[\"\u201d],? (?:\S+ ){1,7}\S+$")
_SAYS = Rule(r"\b(?:said|says|added|wrote|tweeted|replied|responded|answered)\b[^,]{0,30}\.$")
"""One to three words, and who said them: "Yes indeed," the mayor said."""
_ASKS = Rule('["\u201c][^"\u201c\u201d]{4,400}[?]["\u201d] [^"\u201c\u201d]{3,80}$')
"""A question that somebody asks."""
_QUOTES_SOMEBODY = Rule(r"\b(?:said|says|told|added|wrote|tweeted|asked|according)\b")
_CUT_OFF = Rule(r"(?:\u2026|\.\.\.|\[\.\.\.?\]|\[\u2026\])[\"'\u201d\u2019)\]]*$")
_TITLES = (
    "Mr Mrs Ms Dr Prof Gen Col Capt Lt Maj Sgt Adm Sen Rep Gov Amb Rev Hon Pres Sec Atty Insp Supt Cmdr Brig"
    " Hr Fr Dipl Sr Sra Dña Dott Ing Avv Sig Mme Mlle Dhr Mevr Drs Mag"
    " г-н г-жа акад проф Проф ген Ген"
    " Sn Bn Yrd Doç"
)
_LAST_TITLES = frozenset([f"{title}." for title in _TITLES.split()])
"""A sentence that ends in the abbreviation of somebody's title was cut in two."""
_FIGURE = Rule(r"[-+]?\$?\d[\d.,]{0,12}\s?(?:%|\u00b0[CF]?|mph|km/h|pts?\b)?")
_FIGURES = Rule(r"\d(?:\D*+\d){3}")
"""As many digits as a box has figures at least."""
_LETTERS = Rule(r"[^\W\d_]{2,40}")
_BOX_FIGURES, _BOX_SHARE = 4, 0.6
_MARKS = '"\u201c'
_CLOSED = Rule(r"\w[.,!?\u2026]?['\u2019](?!\w)")
"""The end of a quotation between single marks."""
_OPENED = Rule(r"(?:^|(?<=[\s(]))\u2018(?=\w)|(?:^|(?<=[:,] ))'(?=[A-Z])")
"""The beginning of one; a straight mark may be an apostrophe, but for one before a capital."""
_HALVES = ("Because ", "While ", "Although ", "Though ")
_END = 9
"""Characters at a sentence's end that tell whether it was cut off."""
_ENDS_OF_NO_REPORTS = (
    "!", " saying.", " adding.", " writing.", " tweeting.",
    "anyone's guess.", "anyone\u2019s guess.", "remains to be seen.", "ime will tell.",
)  # fmt: skip
"""No reporter sets an exclamation mark outside quotations; what was said is cut off; nothing is known."""
_ENDS_OF_REPORTS = ("reports.", "explains.", "more.", "details.", "latest.", "story.")
_ENDS_OF_CAPTIONS = ("week.", "month.", "year.", "spring.", "summer.", "autumn.", "winter.")
_OPINION_HINTS = (
    "I ", "I'", "I\u2019", "We ", "We'", "We\u2019", " we ", " we'", " we\u2019", "My ", " my ", " me ",
    " me.", " me,", "myself", "Our ", " our ", " ours", "et's ", "et\u2019s ",
)  # fmt: skip
"""One of them is in every sentence in which the writer speaks."""


def announcements_in(text: str) -> tuple[str, ...]:
    """The phrases of announcements that an article holds; `tells_no_fact` needs to look for no others."""
    return tuple([part for part in _ANYWHERE if part in text])


def tells_no_fact(text: str, announcements: Sequence[str] = _ANYWHERE) -> bool:
    """Whether a sentence announces, labels, lists figures, or is cut off."""
    text = text[:_CAP]
    return (
        has_any(text, announcements)
        or _announces(text)
        or _is_cut_off(text)
        or text.endswith(_ENDS_OF_NO_REPORTS)
        or (text[0] == "(" and text.find(")") >= len(text) - 2)  # an aside of the writer
        or (":" in text and _LABEL.match(text) is not None)
        or (text.endswith(_ENDS_OF_CAPTIONS) and _CAPTION.match(text) is not None)
        or _is_box(text)
        or _EXCLAIMS.match(text) is not None
        or text.startswith("It remains to be seen")
        or _leaves_open(text)
        or (text.startswith(_HALVES) and "," not in text)  # half a sentence
        or (text[0] in _MARKS and _BORROWED.match(text) is not None and _SAYS.search(text) is not None)
        or (text[0] in _MARKS and "?" in text and _ASKS.match(text) is not None)
    )


def presents(sentence: str, text: str) -> bool:
    """Whether a short text's last sentence is about its reporter: somebody whom it does not introduce."""
    name = _REPORTER.match(sentence)
    return name is not None and text.count(name[1]) == 1


def _announces(text: str) -> bool:
    """Whether it says what is or was to be seen and heard elsewhere."""
    if _PROMOTION.match(text) or (
        (_PERFORMS.search(text) or text.startswith("Correspondent")) and _PERFORMANCE.match(text)
    ):
        return True
    if ("join" in text and _JOINS.search(text)) or (", writes " in text and _WRITES.search(text)):
        return True
    if (": " in text[:60] and _ITEM.match(text)) or (" on " in text[:60] and _ON.match(text)):
        return True
    if (" in " in text[:60] or " on " in text[:60]) and _PORTRAIT.match(text):
        return True
    if has_any(text, _UNANSWERED) and _SILENT.search(text):
        return True
    if text.endswith(_ENDS_OF_REPORTS) and _REPORTS.search(text):
        return True
    return ('"' in text[-2:] or "\u201d" in text[-2:]) and _SPEAKS_ON.search(text) is not None


def _is_cut_off(text: str) -> bool:
    """Whether it ends in an ellipsis, or in the abbreviation of somebody's title."""
    end = text[-_END:]
    if ("\u2026" in end or ".." in end) and _CUT_OFF.search(end):
        return True
    return text[-1] == "." and end.rpartition(" ")[2].lstrip('("\u201c') in _LAST_TITLES


def _leaves_open(text: str) -> bool:
    """Whether a quotation between single marks is not closed."""
    if "\u2018" not in text and " '" not in text and text[0] != "'":
        return False
    opened = -1
    for mark in _OPENED.finditer(text):
        opened = mark.end()
    return opened >= 0 and _CLOSED.search(text, opened) is None


def _is_box(text: str) -> bool:
    """Whether figures are much of it: weather, prices, scores."""
    if _FIGURES.search(text) is None:
        return False
    if (figures := len(_FIGURE.findall(text))) < _BOX_FIGURES:
        return False
    # Where words have no spaces between them, a whole clause would count as one.
    words = max(len(_LETTERS.findall(text)), unspaced_count(text) // 2)
    return figures >= _BOX_SHARE * words


def argues(text: str) -> bool:
    """Whether the writer says, outside quotations, what he thinks or wants: as I or we, or shouting."""
    text = text[:_CAP]
    if has_any(text, _SHOUTED) and _SHOUTS.search(_QUOTATION.sub(" ", text)) is not None:
        return True
    first = _OPINION.search(text) if has_any(text, _OPINION_HINTS) else None
    if first is None or (first[0] in ("I", "me") and _ENGLISH.search(text) is None):
        return False
    if not _POLISH.isdisjoint(text) and {"to", "my"}.issuperset(_ENGLISH.findall(text)):
        return False
    outside = _QUOTATION.sub(" ", text)
    return _OPINION.search(outside) is not None and _QUOTES_SOMEBODY.search(outside) is None
