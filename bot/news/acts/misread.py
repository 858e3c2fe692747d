"""Where words of an act stand for something else, in English: "denied bail", "claims 12 lives".

In go the words of a line, in small letters, and an act that some of them name; out comes whether they do.
"""

from collections.abc import Callable, Mapping, Sequence

from bot.news.acts.act import Act
from bot.news.acts.patterns import Mention

_SUPERSEDES = frozenset("after despite".split())
"""Words before a denial that no longer holds: "hours after denying it"."""
_REFUSED = frozenset(
    """access admission electricity asylum aid bail benefits burial care chance citizenship clearance
    compensation counsel education entry exit food freedom fuel funding goal help insulin job justice
    lawyers leave licence license medical medicine opportunity parole passage passports penalty
    permission permit permits promotion recognition refuge release requests service shelter title
    treatment victory visa visas visits vote water winner""".split()
)
"""What somebody is denied who does not get it: "denies journalists entry"."""
_REFUSED_WITHIN = 5
_DENY = frozenset("deny denies denied denying".split())
_DETERMINERS = frozenset(
    "a an any being having he her his it its my our she that the their they this".split()
)
_DEEDS = frozenset(
    """abuse abuses airstrike airstrikes ambush are assault atrocities attack attacked attacks blast bombed
    bombing bombings bribery bribes casualties collusion complicity corruption crackdown crimes deal
    death deaths espionage explosion failure failures fired fraud genocide guilt hacking had has hit
    incursion interference invasion is kidnapping killed killing killings lies losses massacre meddling
    misconduct murder murders negligence payment payments plot plots pullout raid raids ransom rape
    resignation rift sabotage shelling shooting shot spying strike strikes struck supplies theft torture
    transfer treason use violation violations was were will withdrawal would wrongdoing""".split()
)
"""What is denied as told, and not as asked for."""
_DEED_WITHIN = 4
_DENIED_MATTER = frozenset(
    """any accusation accusations allegation allegations attack claim claims involvement it knowledge link
    links plan plans report reports responsibility role that""".split()
)
"""What follows a denial of something told: "denies that aid was stolen"."""
_GERUND = 5
"""Letters from which a word in -ing is a verb: "denies killing aid workers"."""
_LIVES = frozenset("life lives victim victims".split())
_CLAIMED_WITHIN = 5
_ANOTHER_CLAUSE = frozenset("after against amid as before following from over since when while".split())
"""Words that part a claim from an attack: "claims pension after attack"."""
_SAY = frozenset("say says said".split())
_STRUCK = frozenset("killed fired hit shot struck targeted".split())
_AGENT_WITHIN = 6
AUTHORITIES = frozenset(
    """afghanistan armenia army azerbaijan britain cameroon centcom chad coalition command commander egypt
    ethiopia france gendarmerie government governor idf india iran iraq israel jordan kenya kyiv lebanon
    libya mali military minister ministry moscow myanmar nato navy niger nigeria pakistan pentagon
    philippines police president russia saudi sheriff somalia sudan syria troops turkey ukraine us usa
    washington yemen""".split()
)
"""Who tells whom they killed as a matter of course, and claims no attack by it."""
_PERSONS = frozenset("commander governor minister president sheriff".split())
_SERVING = frozenset(
    """army battalion brigade contingent force forces garrison marines mission navy peacekeepers soldiers
    squadron troops unit""".split()
)
_FIRMS = frozenset("company firm group bank carmaker retailer chain supplier".split())
_TO_QUIT = frozenset("to will may set could would must should finally ordered told".split())
_QUIT = frozenset("quit quits quitting".split())
_REOPEN = frozenset("reopen reopens reopened reopening".split())
_CLOSED_BY_ORDER = frozenset(
    """airport airports airspace base border borders bourse bridge campus canal capital checkpoint church
    churches classes consulate corridor country courts crossing crossings dam embassies embassy exchange
    factories factory ferry field frontier gate gates harbour harbor highway hospital hospitals line
    lines market markets metro mine mosque mosques oilfield parliament pass passage pipeline plant
    plants polls port ports post railway refinery road roads route runway school schools sea ski station
    stations strait strip subway terminal tunnel universities university valve village""".split()
)
"""What opens again when an order is lifted or a danger is over; a museum or a street of bars does any day."""
_REOPENS_WITHIN = 6
_MEETINGS = frozenset(
    """ceremony drill election elections exercise funeral hearing meeting memorial prayers protest rally
    referendum service summit talks vigil vote""".split()
)


def misread(mention: Mention[Act], words: Sequence[str]) -> bool:
    """Whether words that may name an act mean something else where they stand."""
    means = _OTHERWISE.get(mention.act)
    return means is not None and means(mention, words)


def _denies_nothing(mention: Mention[Act], words: Sequence[str]) -> bool:
    """Whether a denial no longer holds, or "denied" says that somebody does not get what he asks for."""
    if not _SUPERSEDES.isdisjoint(words[max(0, mention.start - 1) : mention.start]):
        return True
    verb, following = words[mention.start], words[mention.end : mention.end + _REFUSED_WITHIN]
    return verb in _DENY and (_is_refused(following) or (verb == "denied" and _tells_no_deed(following)))


def _tells_no_deed(following: Sequence[str]) -> bool:
    """Whether a bare thing follows "denied", which nobody can have done: "Students denied scholarships"."""
    if not following or following[0] in _DETERMINERS or following[0] in _DENIED_MATTER:
        return False
    near = following[:_DEED_WITHIN]
    if not _DEEDS.isdisjoint(near) or not _DENIED_MATTER.isdisjoint(near):
        return False
    return not any(word.endswith("ing") and len(word) >= _GERUND for word in near)


def _is_refused(following: Sequence[str]) -> bool:
    for word in following:
        if word in _DENIED_MATTER or (word.endswith("ing") and len(word) >= _GERUND):
            return False
        if word in _REFUSED:
            return True
    return False


def _claims_nothing(mention: Mention[Act], words: Sequence[str]) -> bool:
    """Whether a blast "claims 12 lives", a widow "claims a pension after an attack", or an army tells whom
    it killed."""
    start, end = mention.start, mention.end
    if words[start].startswith("claim"):
        taken = not _LIVES.isdisjoint(words[start + 1 : start + 1 + _CLAIMED_WITHIN])
        return taken or not _ANOTHER_CLAUSE.isdisjoint(words[start + 1 : end])
    official = not AUTHORITIES.isdisjoint(words[max(0, start - _AGENT_WITHIN) : start])
    return official and words[start] in _SAY and words[end - 1] in _STRUCK


def _quits_no_office(mention: Mention[Act], words: Sequence[str]) -> bool:
    """Whether troops, a firm or a state quit a place or a pact: "Air Force to quit Spangdahlem"."""
    if words[mention.start] not in _QUIT:
        return False
    before = [word for word in words[max(0, mention.start - 3) : mention.start] if word not in _TO_QUIT]
    return bool(before) and before[-1] in _SERVING | _FIRMS | AUTHORITIES - _PERSONS


def _reopens_itself(mention: Mention[Act], words: Sequence[str]) -> bool:
    """Whether what opens again was closed by nobody's order: "Bourbon Street reopens"."""
    if words[mention.start] not in _REOPEN:
        return False
    around = words[max(0, mention.start - _REOPENS_WITHIN) : mention.end + _REOPENS_WITHIN]
    return _CLOSED_BY_ORDER.isdisjoint(around)


def _holds_a_meeting(mention: Mention[Act], words: Sequence[str]) -> bool:
    """Whether what is "held over" something is a meeting."""
    before = words[max(0, mention.start - 2) : mention.start]
    return words[mention.start] == "held" and not _MEETINGS.isdisjoint(before)


_OTHERWISE: Mapping[Act, Callable[[Mention[Act], Sequence[str]], bool]] = {
    Act.DENIAL: _denies_nothing,
    Act.CLAIM: _claims_nothing,
    Act.RESIGNATION: _quits_no_office,
    Act.REVERSAL: _reopens_itself,
    Act.ARREST: _holds_a_meeting,
}
