"""The words by which `bot.news.facts.background` tells background and comment from what happened."""

from bot.news.language.days import WEEKDAYS
from bot.news.language.irregular import FAMILIES

VERBS: dict[str, str] = {form: "past" for family in FAMILIES.splitlines() for form in family.split()[1:]}
"""The common finite verbs, and whether they tell what is, was, will be, somebody did or said, or how things
stand; "" for forms that are no verbs of their own."""
for _kind, _verbs in {
    "is": """
        is are isn't aren't
    """,
    "was": """
        was were wasn't weren't
    """,
    "has": """
        has have hasn't haven't
    """,
    "had": """
        had hadn't
    """,
    "will": """
        will won't would could may might can should must cannot can't couldn't wouldn't shouldn't
    """,
    "says": """
        said says told announced reported confirmed warned accused denied called urged vowed claimed
        ordered approved rejected signed testified tweeted wrote ruled voted
    """,
    "stands": """
        remains remain comes come follows follow means mean marks mark makes make faces face seems
        seem appears appear tends tend includes include contains contain requires require allows
        allow mirrors contrasts contrast reflects reflect represents represent sits sit stands stand
        lies belongs sees see thinks think knows know believes believe wants want needs need takes
        take gives give goes go gets get looks look feels feel works work lives live runs run holds
        hold keeps keep leads lead depends depend raises raise highlights underscores underscore
        suggests suggest shows show indicates serves serve relies does do likes like pushes advocate
        estimates
    """,
    "": "been done born known shown people men women children lives halves",
}.items():
    VERBS |= dict.fromkeys(_verbs.split(), _kind)
PARTICIPLES = frozenset(str.split("been done born known shown"))
RELATIVE = frozenset(str.split("who which that whose where whom"))
NO_PARTICIPLE_BEFORE = frozenset(str.split("a an the of in and to by with for more newly"))
"""After such a word "wounded" is no main verb."""
FRONTS = frozenset(
    str.split(
        """
        while if though although despite since because amid unlike like with without during under in at on by
        for among given once until even just whether following
        """
    )
)
"""Openings of a clause before the main one."""
TIMES = frozenset(str.split("after when as before"))
WORDS: dict[str, str] = {}
"""Words that speak for or against background wherever they stand."""
for _kind, _some in {
    "state": """
        often always usually typically generally long still never ever mostly largely traditionally
        historically once regularly frequently already repeatedly consistently
    """,
    "abstract": """
        way thing things something anything nothing reason kind sort lot truth reality question
        questions debate fight crisis moment time times problem issue fact sense idea point case
        history tone confusion doubt doubts concerns uncertainty uncertainties tensions struggle
        challenge challenges role influence pressure status stakes
    """,
    "judgement": """
        clearly shocking stunning uncomfortable enormous hard easy difficult dubious falsehoods
        mistruths exaggerations crucial key controversial fraught bold seismic costly bombshell
        unprecedented historic mere sheer supposed so-called merely simply indeed arguably truly
        very quite rather really too pretty certainly obviously unfortunately bluntly subtly notably
        famously unceremoniously sane rational sad bad good great big huge massive better worse best
        worst important significant serious enough ironic irony notorious dumb absurd embattled
        sweeping dramatic tumultuous contentious defining symbolic wary stark sure secret blow
        victory defeat test loser winner backlash uproar rare remarkable
    """,
    "guess": """
        seem seems seemed seemingly appear appears appeared apparently likely unlikely perhaps maybe
        possibly probably presumably potentially surely unclear
    """,
    "commentator": """
        analyst analysts expert experts professor observers critics advocates supporters opponents
        commentator commentators columnist pundits insiders
    """,
    "day": " ".join(WEEKDAYS) + " today yesterday tonight tomorrow",
    "also": "also",
    "to come": "will",
    "official": """
        police official officials authorities spokesman spokeswoman spokesperson source sources
        prosecutor prosecutors court judge ministry department
    """,
    "act": """
        said says told announced arrested killed charged signed voted approved passed ordered accused
        ruled confirmed died resigned fired launched seized shot injured wounded sued filed declared
        condemned rejected denied blocked suspended released
    """,
}.items():
    WORDS |= dict.fromkeys(_some.split(), _kind)
