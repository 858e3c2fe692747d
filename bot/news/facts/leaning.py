"""Sentences that lean on the one before them: alone, a reader cannot tell who or what they speak of.

The rules are of English; a sentence in another language leans on nothing. Every function takes the text of a
bullet or a sentence, and is cheap enough for each candidate of an article.
"""

import re

from bot.news.language.lazy_regex import Rule

_NAME = Rule(r"(?<=\S )[\"\u201c(]?(?!(?:I|I'm|I've|I'll|I'd|Mr|Mrs|Ms)\b)[A-Z\u00c0-\u00de][\w.'\u2019-]*")
_CALENDAR = Rule(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|Christmas|Easter|Thanksgiving|Ramadan)\b"
)
_PRONOUN = r"(?:he|she|they|it|his|her|their|its|this|that|these|those)\b"
_OPENS = Rule(
    r"(?:He|She|They|It|His|Her|Their|Its|This|That|These|Those)\b"
    r"|(?:Such|Both|Another|Neither|Others|So|Instead(?! of)|Thus|Hence|Nor"
    r"|(?:Some|Many|Most|All|None|One|Each|Several|Few|Two|Three|Both|Neither|Either|Any) of "
    r"(?:them|these|those|us|it|the (?:two|three|four|five|men|women)\b)"
    r"|The (?:two|three|four|five|six|seven|eight|pair|trio|duo|latter|same|others?|rest"
    r"|former(?= (?:[a-z]{3,}ed|is|was|has|had)\b)))(?=[ ,.;:])"
)
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
"""Openings that look as if they leaned, and do not."""
_FRONT = Rule(rf"(?P<front>[^,\"\u201c]{{3,60}}), (?!it (?:is|was|seems|appears|remains)\b){_PRONOUN}")

_AGAIN = "|".join(
    """
        abduction accident account accusation accuser act action activist admission advice agency
        agreement aide airline allegation amendment amount announcement answer appeal applicant
        approach argument arrangement arrest article assault assessment attack attacker attempt
        attorney audit author ban battle bid bill blast blaze blow bombing book boy breach broadcast
        bus businessman bust call caller campaign candidate captain case cause ceremony change
        charge child claim clash clip club collapse collision comment commission committee company
        comparison complaint compromise concern conclusion conflict confrontation conversation
        couple court crash crew crime criticism data dataset deal death debate decision declaration
        decree defeat defendant delay demand demonstration deputy detainee development device
        disaster disclosure discovery discussion dispute doctor document driver drop earthquake
        effort election email episode escape evacuation event exchange executive exercise explosion
        failure family father fight fighter fighting figure filing find finding fire firm footage
        foundation gathering gesture girl group gunman hearing hostage hotel image incident increase
        individual initiative injunction inmate inquiry insurgent intervention interview
        investigation investigator invitation island issue item journalist judge killing launch law
        lawmaker lawsuit lawyer leak legislation letter list loss losses magazine man match meeting
        member memo message militant mission mother move movement murder network news newspaper
        notice number offensive offer officer official operation order organisation organization
        outbreak outcome owner package pact panel paper parent passenger patient petition photo
        picture pilot plaintiff plan plane player pledge plot policy poll post prisoner procedure
        proceeding process program programme project promise proposal prosecutor protest protester
        provision purchase raid rally reaction rebuke recall recommendation recording reduction
        referendum regulation rejection release remark removal report request rescue resolution
        response revelation reversal review ritual row rule ruling rumor rumour sale sanction
        scandal search sentence session settlement shift ship shooting show siege sign singer site
        situation slaying soldier source speech spokesman spokeswoman stance standoff statement step
        stopover storm story strategy strike student study suggestion suit summit survey suspect
        suspension system talk talks target task teacher team technique teenager tension test text
        theory threat total tour town tragedy transaction transfer trend trial trip truce tweet
        vehicle verdict vessel victim victory video village violence visit vote warning weapon
        website withdrawal witness woman work worker writer women men
    """.split()
)
"""Nouns that, bare after "the", speak of what has been told."""
_VERB = (
    r"(?:is|are|was|were|has|have|had|will|would|could|should|may|might|can|must|did|does|do|said|says|say|told|took"
    r"|takes|made|makes|make|went|goes|came|comes|left|became|began|led|won|lost|met|gave|saw|found|held|fell|rose"
    r"|spoke|wrote|ran|sent|set|kept|got|brought|broke|drew|grew|struck|fled|sought|hit|threw|also|still|now"
    r"|already|never|then|later|even|just|reportedly|allegedly|both|isn['\u2019]t|aren['\u2019]t|wasn['\u2019]t"
    r"|weren['\u2019]t|doesn['\u2019]t|don['\u2019]t|didn['\u2019]t|hasn['\u2019]t|won['\u2019]t|can['\u2019]t"
    r"|couldn['\u2019]t|wouldn['\u2019]t|(?!armed|wounded|killed|based|called|named|aimed|directed)[a-z]{2,}ed"
    r"|(?:call|want|need|plan|face|remain|mean|give|seek|hold|include|show|appear|continue|work|help|support|oppose"
    r"|lead|believe|think|see|get|become|begin|require|allow|provide|repeal|represent|reflect|mark|follow|raise"
    r"|leave|demonstrate|suggest|indicate|prompt|cover|run|stand|end|start|appl[iy]e|identifie)s"
    r"|want|need|represent|reflect|remain|include)\b"
)
_REFERS = Rule(rf"[Tt]he (?:\d\d?-year-old )?(?:{_AGAIN})(?:(?:s|es)?,? {_VERB}|(?:'s|\u2019s|s'|s\u2019) )")
_QUOTATION = Rule('["\u201c\u00ab][^"\u201c\u201d\u00ab\u00bb]*["\u201d\u00bb]?')
_READER = Rule(r"\b(?:[Yy]ou|[Yy]ours?|[Yy]ourself)\b")
_QUOTED_LEAST = 20
"""Characters of a quotation that is more than a borrowed word."""
_UNNAMED_SPEAKER = Rule(
    r"\b(?:he|she|they|it)\b (?:\w+ly )?(?:said|says|added|told|wrote|writes|tweeted|asked|noted|explained"
    r"|continued|argued|argues|warned|insisted)\b"
    r"|\b(?:said|says|added|wrote|asked|continued) (?:he|she|they)(?=[,.]|$)",
    re.IGNORECASE,
)


def leans(text: str) -> bool:
    """Whether the sentence cannot be understood without the one before: its subject is a pronoun, "such",
    "both", "the two men", or it begins with a word that draws a conclusion."""
    if _OPENS.match(text):
        return _STANDS.match(text) is None
    after = _FRONT.match(text)
    return after is not None and not _has_name(after["front"])


def refers_back(text: str) -> bool:
    """Whether the sentence's subject is a bare noun that must have been named before: "The decision came",
    "The suspect was", but not "The decision to leave came". Editors mind it less than `leans`."""
    return _REFERS.match(text) is not None


def speaks_to_reader(text: str) -> bool:
    """Whether the sentence addresses the reader outside of a quotation: advice or opinion, not an event."""
    return _READER.search(_QUOTATION.sub(" ", text)) is not None


def has_unnamed_speaker(text: str) -> bool:
    """Whether most of the sentence is said by somebody whom it does not name: a quotation alone, or one with
    "he said"."""
    outside = _QUOTATION.sub(" ", text)
    if len(outside) + _QUOTED_LEAST > len(text):
        return bool(_UNNAMED_SPEAKER.search(text)) and not _has_name(text)
    if not re.search(r"[a-z]{2}", outside):
        return True
    return bool(_UNNAMED_SPEAKER.search(outside)) and not _has_name(" " + outside)


def _has_name(text: str) -> bool:
    """Whether a capitalised word that is no date stands after the first word."""
    return _NAME.search(_CALENDAR.sub("", text)) is not None
