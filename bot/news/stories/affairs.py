"""Developments of an affair: reports of later days that tell of an incident already reported.

In go two reports, out comes what the later one tells about the incident of the earlier one ("arrest after the
bombing"), or nothing. Words alone do not say so: an arrest shares few with the blast. The incident, its
place, its target and its day do. A second incident of the affair is another happening.
"""

from bot.news.stories.incidents import GOES_ON, VIOLENCE, WIDE
from bot.news.stories.likeness import same_moment
from bot.news.stories.signature import Signature

_ALWAYS_OF_ONE_KNOWN = frozenset(
    """arrest charge plea trial verdict sentence appeal toll mourning rescue inquiry correction
    aftermath""".split()
)
"""Developments that nobody reports of an incident not yet reported."""


def development(later: Signature, earlier: Signature) -> str:
    """What a report adds to the incident of an earlier one; "" where it is not known to be of that
    incident."""
    if later.acts.again != earlier.acts.again or later.language != earlier.language:
        return ""
    family = _shared_incident(later, earlier)
    if not family or not later.acts.refers:
        return ""
    moment = same_moment(later, earlier)
    if moment < 0 and (later.moments.back is not None or not later.acts.developments):
        return ""
    here = later.scene.sites & earlier.scene.sites
    wide = family in WIDE and later.scene.where & earlier.scene.where - {"US"}
    if not here and not wide:
        return ""
    strong = later.acts.developments & _ALWAYS_OF_ONE_KNOWN
    shared = len(later.targets & earlier.targets)
    if later.acts.developments:
        certain = bool(moment > 0 or shared or strong)
    else:
        certain = (moment > 0 and later.moments.back is not None) or (family == "election" and shared > 1)
    if not certain:
        return ""
    told = sorted(later.acts.developments & _ALWAYS_OF_ONE_KNOWN) or sorted(later.acts.developments)
    return f"{told[0]} after the {family}" if told else f"more on the {family}"


def _shared_incident(later: Signature, earlier: Signature) -> str:
    """The incident that the later title, or its lead where the title has none, shares with the earlier
    report."""
    named = later.acts.incidents or later.lead_acts.incidents
    known = earlier.acts.incidents or earlier.lead_acts.incidents
    shared = (named & known) - GOES_ON
    if not shared and named & VIOLENCE and known & VIOLENCE and later.targets & earlier.targets:
        shared = named & VIOLENCE
    return min(shared, default="")
