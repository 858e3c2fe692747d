"""What is done in a report: acts by family, and whether it tells a happening or what came of one.

In go the stems of a title, out come the families of its acts. An **incident** happens (a bombing, a quake, a
riot); a **development** is done about one (a claim, an arrest, a verdict) and belongs to the incident's
story.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.news.across.recounts import tells_new_toll
from bot.news.across.subjects import subjects
from bot.news.across.usual import Usual, usual
from bot.news.acts.act import Act
from bot.news.acts.recognise import reported_acts
from bot.news.language.stemming import stem
from bot.news.language.tags import primary
from bot.news.language.words import fold, tokens
from bot.news.stories.tolls import NUMBERS

INCIDENTS = {
    "bombing": "bomb bombs bombing bombings bomber blast blasts explosion explosions explode "
    "exploded explodes detonate detonated grenade ied landmine landmines",
    "shooting": "shooting shootings shot gunman gunmen gunfire sniper ambush ambushed shooter shoot",
    "air strike": "airstrike airstrikes missile missiles rocket rockets shelling shelled artillery "
    "bombardment "
    "drone drones",
    "stabbing": "stabbing stabbed stab knife knifed",
    "execution": "beheading beheaded behead execution executed hanged hanging",
    "abduction": "kidnap kidnapped kidnapping abducted abduct abduction hostage hostages",
    "attack": "striking struck strike strikes attack attacks attacked attacker attackers "
    "assault raid raids raided assassination assassinated massacre",
    "quake": "earthquake earthquakes quake quakes aftershock aftershocks tremor tremors seismic",
    "storm": "hurricane cyclone typhoon tornado storm storms",
    "flood": "flood floods flooding flooded mudslide landslide mudslides landslides",
    "fire": "blaze wildfire wildfires inferno bushfire bushfires arson burning",
    "eruption": "volcano eruption erupts erupted volcanic",
    "crash": "crash crashes crashed crashing collision collided derailed derails derailment wreck "
    "wreckage airliner "
    "turboprop plane planes aircraft",
    "sinking": "sinks sank sinking capsized capsizes capsize shipwreck ferry",
    "collapse": "collapse collapsed collapses",
    "riot": "riot riots rioting rioters",
    "outbreak": "outbreak epidemic pandemic cholera ebola measles",
    "protest": "protest protests protesters demonstrators demonstration rally rallies unrest",
    "election": "election elections ballot recount referendum vote votes voting",
    "coup": "coup mutiny",
    "outage": "blackout outage",
}  # fmt: skip
DEVELOPMENTS = {
    "claim": "claim claims claimed responsibility",
    "denial": "deny denies denied denial denying rejects rejected refutes disputes",
    "arrest": "arrest arrests arrested detain detains detained detention suspect suspects "
    "held custody manhunt",
    "charge": "charge charges charged charging indict indicted indictment accused",
    "plea": "plead pleads pleaded",
    "trial": "trial court hearing judge prosecutors tribunal",
    "verdict": "convicted convicts conviction guilty acquitted acquits verdict",
    "sentence": "sentence sentenced sentences jail jailed jails imprisoned",
    "appeal": "appeal appeals appealed",
    "release": "freed frees released releases",
    "toll": "toll tolls bodies missing",
    "mourning": "funeral funerals mourn mourns mourners mourning bury buried buries vigil",
    "rescue": "rescue rescued rescuers rescues survivor survivors rubble pulled",
    "inquiry": "investigate investigates investigators investigation inquiry probe recorders recorder",
    "correction": "correction corrects corrected revised revises lowers lowered retracts",
    "resignation": "resigns resigned resignation sacked dismissed ousted quits",
    "order": "curfew grounds grounded imposes imposed lifts lifted reopens reopened",
    "aftermath": "aftermath rebuild reconstruction relief recovery",
}  # fmt: skip
DEEDS = {
    "withdrawal": "withdraw withdraws withdrawal withdrawing withdrew pullout",
    "deployment": "deploy deploys deployed deployment deploying reinforcements",
    "sanction": "sanction sanctions sanctioned",
    "threat": "threat threatens threaten threatened warns warned warning vows vowed",
    "seizure": "seize seizes seized seizure captured captures impounded",
    "agreement": "agree agrees agreed agreement deal pact treaty accord signs signed",
    "truce": "ceasefire truce cease-fire armistice",
    "talks": "talks negotiations negotiate meets meeting summit visits visit",
    "launch": "launch launches launched tests tested",
    "evacuation": "evacuate evacuates evacuated evacuation evacuations",
    "landfall": "landfall",
    "win": "win wins won winner victory concedes concede conceded declared",
    "naming": "appoints appointed names named nominates elected chosen",
    "escape": "escapes escaped escape flees fled",
    "opening": "opens opened reopens inaugurated",
    "closing": "closes closed shuts shut suspends suspended suspend cancels cancelled canceled",
    "finding": "found discovered unearthed finds discovers defused defuse",
    "killing": "kill kills killed killing dead dies died death deaths slain",
}  # fmt: skip
_AGAIN = frozenset("second third fourth another new fresh separate".split())
_AGAIN_REACH = 2
_DEATHS = frozenset(["death", "dead"])
_RISE = frozenset("rise rose risen climb jump soar pass reach top near".split())
"""Stems by which a headline speaks of a toll as of one that is known: "measles deaths rise to 25"."""
_NEW_PLACES = frozenset(
    "zealand york delhi orlean mexico jersey hampshir england caledonia guinea south".split()
)
_SINGLE = frozenset(
    ["bombing", "shooting", "air strike", "stabbing", "attack", "quake", "crash", "flood", "storm"]
)
"""Incidents of which one follows another; an election or an outbreak goes on."""


VIOLENCE = frozenset(["bombing", "shooting", "air strike", "stabbing", "attack"])
"""Incidents of which the first reports may mistake one for another."""
ATTACKS = VIOLENCE | {"abduction"}
"""Incidents with victims, of which one town may have several on a day."""
GOES_ON = frozenset(["storm", "flood", "eruption", "fire", "outbreak", "protest", "outage"])
"""What lasts for days and is told anew each day: its steps are happenings of their own."""
NATURE = frozenset(["quake", "storm", "flood", "eruption", "fire"])
"""What strikes without an attack."""
WIDE = frozenset(["quake", "crash", "sinking", "election", "coup"])
"""Incidents of which a country has few at a time: its name says which."""
ONE_AT_A_TIME = frozenset(["coup", "election", "protest", "outbreak", "outage", "riot"])
"""What a country has one of at a time, mostly: a headline that tells it anew may be of the one known."""
_REFERRING = frozenset("after over of in from behind since by about".split())
_REFERS_WITHIN = 5
_SETTINGS = frozenset("court courthous tribun jail prison detent funer vigil buri".split())
"""Stems of developments that are also places, or gatherings, where an attack may happen."""
_BESIDE = frozenset("outsid near at on behind besid by insid on opposit toward to".split())
_BESIDE_WITHIN = 3
_STRIKES = frozenset("hit strike struck attack bomb target storm raid".split())
"""Before what is struck: "Mortar hits vigil"."""
_BUILDING = frozenset(
    "build step car park gate hous tent process procession centr center crowd hall van".split()
)
_BEREAVED = frozenset("mourner judg prosecutor investig".split())
"""Stems of developments that are also people whom an attack may strike."""
_VIOLENT = frozenset(
    """kill shoot shot dead stab explod blast bomb bomber attack strike struck wound injur gunman gunmen
    fire deton ambush grenad hit gunfir behead murder slay mortar rocket missil shell drone""".split()
)
_VERBS = frozenset("explod detonat sink capsiz struck".split())
"""Stems of incidents that are verbs; the "of" before them refers to something else."""
_MISSING = "miss"


_OF_SUBJECT = {
    "bomb": "bombing", "shooting": "shooting", "drone": "air strike", "missile": "air strike",
    "airstrike": "air strike", "attack": "attack", "quake": "quake", "storm": "storm", "flood": "flood",
    "fire": "fire", "volcano": "eruption", "road crash": "crash", "disease": "outbreak",
    "protest": "protest", "election": "election", "kidnap": "abduction", "execution": "execution",
}  # fmt: skip
"""The incidents that subjects tell which every language names; see `bot.news.across.subjects`."""
_OF_ACT = {
    Act.CLAIM: "claim", Act.DENIAL: "denial", Act.ARREST: "arrest", Act.CHARGE: "charge", Act.PLEA: "plea",
    Act.VERDICT: "verdict", Act.SENTENCE: "sentence", Act.APPEAL: "appeal", Act.RELEASE: "release",
    Act.RESCUE: "rescue", Act.CORRECTION: "correction", Act.RETRACTION: "correction",
    Act.RESIGNATION: "resignation", Act.DISMISSAL: "resignation", Act.ORDER: "order",
}  # fmt: skip
"""The developments that acts are; see `bot.news.acts`."""
_DEED_OF_ACT = {
    Act.WITHDRAWAL: "withdrawal", Act.DEPLOYMENT: "deployment", Act.CAPTURE: "seizure",
    Act.AGREEMENT: "agreement", Act.CEASEFIRE: "truce", Act.EVACUATION: "evacuation", Act.DEATH: "killing",
    Act.ESCAPE: "escape", Act.FIND: "finding",
}  # fmt: skip


class TitleActs(NamedTuple):
    """The acts of a report's title."""

    incidents: frozenset[str] = frozenset()
    developments: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()
    again: bool = False
    """Whether the title tells of an incident besides one before: "second bomb", "new earthquake"."""

    refers: bool = False
    """Whether the title speaks of an incident as of one that is known: "arrests over the bombing"."""

    def all(self) -> frozenset[str]:
        return self.incidents | self.developments | self.deeds


@lru_cache(maxsize=1)
def _families() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    return tuple(  # type: ignore[return-value]
        {stem(word, "en")[0]: family for family, words in table.items() for word in words.split()}
        for table in (INCIDENTS, DEVELOPMENTS, DEEDS)
    )


def title_acts(stems: Sequence[str]) -> TitleActs:
    """The acts that stems of a title tell."""
    incidents, developments, deeds = _families()
    happened = [
        (at, incidents[root])
        for at, root in enumerate(stems)
        if root in incidents and not (incidents[root] == "shooting" and stems[at + 1 : at + 2] == ["down"])
    ]
    found = frozenset(family for _, family in happened)
    done = frozenset(
        developments[root]
        for at, root in enumerate(stems)
        if root in developments
        and not _is_setting(stems, at)
        # "kills judge": whom it happened to, no trial.
        and not (at and deeds.get(stems[at - 1]) == "killing")
        # "Ferry sinks, 22 missing" is the first that one hears of it.
        and not (root == _MISSING and at and (stems[at - 1].isdigit() or stems[at - 1] in NUMBERS))
    )
    if any(root in _DEATHS and not _RISE.isdisjoint(stems[at + 1 : at + 3]) for at, root in enumerate(stems)):
        done |= {"toll"}
    return TitleActs(
        incidents=found - {"attack"} if found & NATURE else found,
        developments=done,
        deeds=frozenset(deeds[root] for root in stems if root in deeds),
        again=any(family in _SINGLE and _another(stems, at) for at, family in happened),
        refers=bool(done)
        or any(
            not _REFERRING.isdisjoint(stems[max(0, at - _REFERS_WITHIN) : at])
            for at, _ in happened
            if not _is_verb(stems, at)
        ),
    )


def _is_setting(stems: Sequence[str], at: int) -> bool:
    """Whether a development's word only says where an attack happened, or whom it struck.

    "Gunmen kill lawyer outside court", "Mourners killed in strike": neither trial nor mourning.
    """
    after = stems[at + 1 : at + 3]
    if stems[at] in _BEREAVED:
        return not {"kill", "shoot", "shot", "slay"}.isdisjoint(after[:1])
    if stems[at] not in _SETTINGS or _VIOLENT.isdisjoint(stems[:at]):
        return False
    before = stems[max(0, at - _BESIDE_WITHIN) : at]
    struck = stems[at - 1] in _STRIKES
    return struck or not _BESIDE.isdisjoint(before) or not _BUILDING.isdisjoint(after)


def acts_of(line: str, stems: Sequence[str], language: str) -> TitleActs:
    """The acts that a title or lead tells, by its words, or where these are English by their stems."""
    listed = usual(language)
    return title_acts(stems) if listed is None else _acts_elsewhere(line, language, listed)


def _acts_elsewhere(line: str, language: str, listed: Usual) -> TitleActs:
    is_chinese = primary(language) == "zh"
    words = tokens(line)
    folded = [fold(word) for word in words]

    def has(some: frozenset[str]) -> bool:
        return any(map(line.__contains__, some)) if is_chinese else not some.isdisjoint(folded)

    named = _incidents(words, line, language)
    happened = [
        at
        for at, word in enumerate(words if named & _SINGLE else ())
        if _incidents([word], word, language) & _SINGLE
    ]
    around = {form for at in happened for form in folded[max(0, at - _AGAIN_REACH) : at + _AGAIN_REACH + 1]}
    acts = {one.act for one in reported_acts(line, language)}
    done = frozenset(_OF_ACT[act] for act in acts if act in _OF_ACT)
    if tells_new_toll(line, words, language):
        done |= {"toll"}
    return TitleActs(
        incidents=named - {"attack"} if named & NATURE else named,
        developments=done,
        deeds=frozenset(_DEED_OF_ACT[act] for act in acts if act in _DEED_OF_ACT),
        again=not listed.again.isdisjoint(around),
        refers=bool(done) or has(listed.referring),
    )


def _incidents(words: Sequence[str], line: str, language: str) -> frozenset[str]:
    found = subjects(words, line, language)
    return frozenset(_OF_SUBJECT[one] for one in found if one in _OF_SUBJECT)


def is_act(root: str) -> bool:
    """Whether a stem tells an act."""
    return any(root in table for table in _families())


def _is_verb(stems: Sequence[str], at: int) -> bool:
    """Whether the incident at a place is told by a verb: "Sheikh of a tribe shot dead"."""
    return stems[at] in _VERBS or (stems[at] == "shoot" and stems[at + 1 : at + 2] in (["dead"], ["and"]))


def _another(stems: Sequence[str], at: int) -> bool:
    """Whether the incident at a place is told as one more; "New Zealand" is not new."""
    before = range(max(0, at - _AGAIN_REACH), at)
    return any(stems[n] in _AGAIN and not (stems[n] == "new" and stems[n + 1] in _NEW_PLACES) for n in before)
