"""The patterns by which `bot.news.trimming.tails` finds what a bullet can leave out at a sentence's end."""

import re

from bot.news.language.lazy_regex import Rule
from bot.news.trimming.rules import VERB, WEEKDAY

_DO = (
    r"(?:keep|make|take|give|get|go|help|work|provide|create|allow|let|put|set|bring|build|end|start|stop"
    r"|raise|cut|reduce"
    r"|increase|expand|protect|prevent|require|force|push|seek|send|show|support|fight|face|find|hold|lead"
    r"|leave|meet|move"
    r"|pay|play|pass|reach|return|run|see|serve|stand|turn|use|vote|win|withdraw|strengthen|ensure|address"
    r"|improve|impose"
    r"|lift|launch|negotiate|offer|oppose|urge|release|restore|avoid|begin|continue|call|discuss|develop"
    r"|deal|destroy|defeat"
    r"|deploy|enforce|establish|focus|fund|hear|identify|investigate|join|limit|overturn|punish|promote"
    r"|prosecute|repeal"
    r"|replace|respond|secure|sign|spend|train|treat|try|undermine|uphold|become|have|be|do)\b"
)
TAIL = Rule(
    r", (?:(?:who|whom|whose|which|where|when|while|as|after|before|with(?! \d)|including|following"
    r"|amid|during|in|on"
    r"|at|for|from|by|to|under|over|between|among|about|near|inside|outside|within|throughout|across|ahead"
    r"|an?|the|and (?:he|she|it|they|we|this|that)|along|despite|such as|both|one of|part of|too|even"
    r"|though|although)\b"
    r"|and (?="
    + VERB
    + r")|and (?=(?:[\w'\u2019-]+ ){1,4}(?:(?:suggest|show|indicate|say|want|need|believe|think|remain"
    r"|include|fear)\b|" + VERB + r"))"
    r"|(?:[a-z]+ly )?[a-z]{3,}ing(?= (?:an?|the|to|that|his|her|their|its|it|him|them|in|on|for|at|with"
    r"|from|by|up"
    r"|out|over|about|more"
    r"|[A-Z\d$])))"
    r"| --(?= (?!but|yet)\b)| \u2013(?= (?!but|yet)\b)|\u2014(?!but|yet)"
    r"| (?:after|amid|because|while|during|before|despite|in response to|as part of|due to|thanks to"
    r"|along with|in addition to|such as|in order to|in an effort to|in an attempt to|in a bid to"
    r"|in hopes of|on top of|as well as|instead of|rather than|even though|although|so that)(?= \w)"
    r"| following(?= (?:an?|the|his|her|their|its)\b)| and(?= " + VERB + r")"
    r"| when(?= \w)| as(?= (?:he|she|they|it|(?:the |an? )?(?:(?!(?:who|that|which|of|to|in"
    r"|for)\b)[\w'\u2019-]+ ){0,2}"
    r"(?!(?:an?|the|and|or|who|that|which|of|to|in|for|his|her|its|their|our|more|most|less|so|very|too"
    r"|[a-z]+ly)\b)[\w'\u2019-]+ "
    + VERB
    + r"|(?:the|some|many|several|[A-Z][\w.'\u2019-]*) (?:(?!(?:as|because|but|for|who|that|to|which)\b)"
    r"[\w.'\u2019-]+ ){1,6}?" + VERB + r"))"
    r"| in (?:recent|the past|the last|the coming|the next) (?:few )?(?:days|weeks|months|years)(?=\.?$)"
    r"| (?:this week|this month|over the weekend|in the process|on the ground|at the time)(?=\.?$)"
    r"| aimed at(?= [a-z]+ing\b)| designed to(?= \w)"
    rf"| and(?= (?:(?:will|would|can|could|should|must) )?{_DO})| and(?= (?:in|on|at|by|with|for|to"
    rf"|from) (?:an?|the|his|her|its|their|[a-z]))"
    r"| and others?(?= |\.?$)"
    r"| in the wake of(?= \w)| on the heels of(?= \w)| (?:at|in|during) (?:an?|the|his|her|their) "
    r"(?:[\w'-]+ ){0,3}(?:interview|statement|news conference|press conference|speech|letter|briefing|rally"
    r"|debate|address|memo|hearing)\b"
)
"""Where a clause that runs to the end of the sentence may begin. Not after a semicolon: what is said there
may take back what stands before it ("; he was freed an hour later")."""

MAIN_VERB_AFTER = Rule(r"(?:,| --|\u2014| \u2013) ?" + VERB)
RESUMED = Rule(
    r", (?!(?:and|or|but|who|which|where|including|an?|the|with|while|as|though|its|his|her|their"
    r"|[a-z]+ing)\b)[\"\u201c]?[a-z]"
)
"""The main clause may go on after an inserted one, also in somebody's words."""
PLACED = Rule(
    r", (?:when|while|as|after|before|during|with|in|on|at|for|from|by|to|under|over|between|among"
    r"|about|near|inside"
    r"|outside|within|throughout|across|ahead|despite|following|amid)$"
)
"""A comma and a preposition: what follows a second comma may be the main clause."""
OPEN_RELATIVE = Rule(r", (?:who|whom|whose|which|where)\b[^,]*$")
"""What follows the next comma belongs to the clause before: "considers the group, which fled, to be"."""
SHARED_OBJECT = Rule(r"\bto \w+$")
"""Two verbs share what follows the second: "to repeal and replace the law"."""

SECOND = Rule(
    r" and(?: (?:also|now|then|still|[a-z]+ly))?(?: (?:is|are|was|were|has|had|have|will|would|could"
    r"|should|can)(?: [a-z]+ly)?)* ?[\w\u2019'-]*|"
)
DASHES = Rule(r" --|\u2014| \u2013")
STOOD = Rule(r"\b(?:come|go|get|occur|happen|begin|start|" + VERB[3:] + "$")
"""A verb that may need what follows: "stood before the nation", "comes as leaders meet"."""
CIRCUMSTANCE = (
    "before",
    "after",
    "as",
    "when",
    "while",
    "amid",
    "during",
    "following",
    "along with",
    "despite",
)
PAIRED = Rule(r"\b(?:both|either|between|from|not)\b|,[^,]*$")
"""A conjunct that the one before it needs, or the last item of a list."""
LATER_VERB = Rule(
    r"(?:(?!\b(?:that|who|which|whose|what|how|where|when|why|as|after|before|because|while|until|if)\b)"
    r".)*?\b(?:is|are|was|were|has|had|will|would|could|should|may|might|can|did|does|said|says|remains?)\b"
)
"""A main verb after the apparent end of the sentence: what came before it was part of the subject."""
WITH_PARTICIPLE = Rule(
    r",? ?(?:before|after|while|when|by|without|despite|since) (?:[a-z]+ly )?[a-z]{3,}ing\b"
)
"""Such a clause has no finite verb of its own: "before killing herself was furious"."""
RELATIVE_LATER = Rule(
    r",? ?(?:before|after|while|when|as|since|once) (?:he|she|it|they|we)\b[^,;]*? that "
    r"(?:(?:could|would|can|may|might|should)\b|" + VERB + r")"
)
"""What "that" tells more about stands before the clause: "acts after he took office that could be crimes"."""
LINKS = Rule(
    r"\b(?:seem(?:s|ed)?|appear(?:s|ed)?|bec(?:omes?|ame)|look(?:s|ed)?|feels?|felt|remain(?:s|ed)?|sound(?:s|ed)?)$"
)
"""A verb that needs what it says of its subject: "a speech that seemed, at times, to"."""
NO_CLAUSE = Rule(
    r"(?:during|amid|despite|due|thanks|in|on|at|along|as part|as well|such|following|instead|rather|by"
    r"|aimed|designed)\b"
)
TWO_VERBS = Rule(
    r"\b(?:is|are|was|were|has|had|have|will|would|can|could|should|may|might|did|does)(?: (?:been|not|be"
    r"|being|\w{1,30}ly)){0,4}"
    r"(?: (?!(?:and|or|that|who|which|whose|when|where|while|as|after|before|because|if|how|what|why|but"
    r"|said|says|he|she|they"
    r"|it|we|I|you|there|than|until|since|to)\b)[\w.'\u2019$%-]++){1,30}? (?:is|are|was|were|has|had|have"
    r"|will|would|can|could|should|may"
    r"|might|did|does)\b"
)
"""Two main verbs that nothing joins: the second belongs to the words before the clause."""
WHEN_THING = Rule(
    r"\b(?:an?|the|this|that) (?:\w+ )?(?:time|day|moment|era|period|point|age|night|year|week|case"
    r"|place)s?\b"
)
SEEN_AS = Rule(
    r"\b(?:depict|describ|portray|characteri[sz]|see|saw|view|regard|treat|cast|denounc|dismiss|brand|hail"
    r"|prais|know|serv|act"
    r"|work|us|present|identif|label|nam|elect|appoint|nominat|defin|recogni[sz]|condemn|reject|blast"
    r"|criticiz|slam|deem|rank|rat|consider|dub|call|count|qualif|emerg|function|appear|pos|doubl"
    r"|ey)\w{0,4}\b"
    r"(?: [\w\u2019'-]+){0,6}$"
)
OPEN_FRONT = Rule(
    r"(?:(?:And|But|So|Yet|Still|Then|Meanwhile),? |[A-Z]\w+, )?(?i:When|If|While|As|After|Although|Though"
    r"|Since|Because|Once|Before|Unless|Despite|Given|With|Until"
    r"|Even|Whether|Had"
    r"|Should|Were|Just as|Now that|By|Among|In|On|At|For|From|To|[A-Z][a-z]+ing|[A-Z][a-z]+ed) [^,]*$"
)
"""Only a clause before the subject, unless the sentence has no comma there."""
BARE = Rule(
    r"\b(?:includ(?:e|es|ed|ing)|offers?|has|have|had|as|of|like|such|with|and|" + VERB[3:] + r" \w+$"
)
"""Words that mean little without the examples after them: "includes features such as"."""
VERB_OF_ITS_OWN = Rule(r"^(?:(?!\b(?:who|that|which|where)\b).)*\b" + VERB)
SPEAKER_ENDS = Rule(
    r"\b(?:recalled|remembers?|believes?|believed|hopes?|hoped|thinks?|knows?|knew|sa(?:id|ys)|finds?|found"
    r"|shows?|showed|sees?|saw|predicts?|predicted|(?:told|tells) \w+|notes?|noted|adds?|added|asks?|asked"
    r"|wrote|writes|argues?|argued|explains?|explained)$"
)
"""Such a verb needs what follows it: that is what the sentence is about."""
PARTICIPLE_ENDS = Rule(
    r"\b(?!(?:is|are|was|were|be|been|being|not|still|now)\b)[\w\u2019'-]{1,30} [a-z]{2,20}ing$"
)
"""A noun and a participle that needs what follows: "firms suffering amid"; not "firms are suffering amid"."""
AS_MUCH = Rule(r"\b(?:same|such|so|as) (?:an? )?\w+", re.IGNORECASE)
MODAL = Rule(
    r"\b(?:will|would|should|can|could|may|might|must|shall|plans?|planned|wants?|expects?|to)\b|'ll\b"
)

NEED_CLAUSE = frozenset(
    str.split(
        """
        not no never nor neither without none nobody nothing cannot only hardly first next second third last
        most least worst best if unless until whether
        """
    )
)
"""Words that need a clause after them even without a comma: "not ... because", "the first ... during"."""
NO_SUPERLATIVES = frozenset(
    [f"{start}est" for start in "arr prot requ inter for cont sugg harv unr conqu inv man mod".split()]
)
LAST_NEEDS = frozenset(
    str.split(
        """
        the shortly soon long just immediately right days day weeks week months month years year hours hour
        minutes minute ever since through part advantage sometime earlier later early late moments moment
        seconds second decades decade up out off down away back either both as so too and or is are was were
        be been being has have had which who that than versus of to in for with from by at on even
        """
    )
)
"""Words that need what follows them; so do adverbs in -ly."""
NEGATED = Rule(r"\b(?:not?|never|nor|without)\b|n['\u2019]t\b")
"""What is not done may be what a participle after a comma tells: "will not hinder officials, certifying"."""
AS_CLAUSE = Rule(r", as (?:[^,]*\b" + VERB + r"|well as\b)")
"""Not "described ..., as a foe", where the verb needs the phrase."""

OWN_CLAUSE = Rule(
    r",? (?:who|which|whose|with|where|when|while|as|after|before|because|including|following|amid|during"
    r"|and|despite"
    r"|along|such|by|ahead"
    r"|though|although|in (?:order|an|a|hopes|response|addition)|[a-z]+ing)\b| (?:--|\u2013)|\u2014"
)
"""Tails whose modals and quantities concern only the tail (but ", which" and ", a claim that" may judge the
rest)."""

DATE = Rule(r",? in (?:(?:early|late|mid) )?(?:[A-Z][a-z]+ )?(?:19|20)\d\d$")
"""The year of the event: without it an old event reads as a new one."""
BUT = Rule(r"(?:,|--|[;\u2013\u2014]) (?:but|yet)\b")
"""A contrast, which no cut may remove."""
RELATIVE = Rule(r" (?:that|who|which|suspected|accused|charged) ")
"""A subject with a relative clause: its own verb may still follow."""
NEW_SUBJECT = (", a", ", an", ", the", ", one of", ", both", ", part of", ", too", ", even")

_SAID = (
    r"(?:said|says|reported|reports|announced|confirmed|told (?:CNN|AFP|Reuters|reporters|[A-Z]\w+"
    r"|the [A-Z]\w+))"
)
SOURCE_WORDS = (" said", " says", " report", " announced", " confirmed", " told", "ccording to")
SOURCE = Rule(
    r", (?!(?:who|whose|which|where|when|while|and|but|or|as|after|before|because|that|if|with|at|in|on|he"
    r"|she|it|they"
    r"|[a-z]+ing)\b)"
    rf"(?:(?!\b(?:to|that|who|which|had|has|have|was|were|is|are|be)\b)[^,;:\"\u201c\u201d()])+ {_SAID}"
    rf"(?: (?:on |late |early |earlier )*(?:{WEEKDAY}|in (?:an?|the) (?:\w+ )?(?:statement|interview)))?$"
    r"|,? according to (?!plan\b)(?:(?:[^,;:\"\u201c\u201d()]|, (?:an?|the|who|which|whose|[A-Z\d])(?= ))*)$"
)
"""The source at the end of a sentence: a clause before it may be cut, the source may not."""
