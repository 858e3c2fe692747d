"""Words of acts that stand for something else."""

import pytest

from bot.news.acts.act import Act
from bot.news.acts.recognise import reported_acts
from bot.news.stories.signature import sign


@pytest.mark.parametrize(
    ("headline", "act"),
    [
        ("Journalists denied entry to Idlib", Act.DENIAL),
        ("Court denies bail to bomber's brother", Act.DENIAL),
        ("Detainees denied lawyers, rights group says", Act.DENIAL),
        ("Students denied scholarships after coup", Act.DENIAL),
        ("Families denied chance to bury dead", Act.DENIAL),
        ("Market blast claims lives of 12", Act.CLAIM),
        ("Flood claims 12 lives as rescuers attack delays", Act.CLAIM),
        ("Widow claims pension after attack on barracks", Act.CLAIM),
        ("Army says it killed 12 militants in raid", Act.CLAIM),
        ("Police say they shot attacker", Act.CLAIM),
        ("Arrested development: how war stunted Raqqa's schools", Act.ARREST),
        ("Minister suffers cardiac arrest", Act.ARREST),
        ("Talks held over withdrawal", Act.ARREST),
        ("Bourbon Street reopens after attack", Act.REVERSAL),
        ("Museum reopens after renovation", Act.REVERSAL),
        ("US Air Force to quit Spangdahlem", Act.RESIGNATION),
        ("Britain quits base in Cyprus", Act.RESIGNATION),
        ("UN force quits Mali", Act.RESIGNATION),
    ],
)
def test_words_of_an_act_may_stand_for_something_else(headline: str, act: Act) -> None:
    assert act not in [reported.act for reported in reported_acts(headline)]


@pytest.mark.parametrize(
    ("headline", "act"),
    [
        ("Iran denied role in attack, says minister", Act.DENIAL),
        ("Army denies killing aid workers", Act.DENIAL),
        ("Officials denied Iran shot down an airliner", Act.DENIAL),
        ("Syria denied chemical weapons use", Act.DENIAL),
        ("Pentagon denied using white phosphorus", Act.DENIAL),
        ("Ministry denies that food was poisoned", Act.DENIAL),
        ("Islamic State says it killed 20 soldiers in Mali", Act.CLAIM),
        ("Israel says it carried out strike on Homs", Act.CLAIM),
        ("Desert Front claims attack on hotel", Act.CLAIM),
        ("Airport reopens after drone scare", Act.REVERSAL),
        ("Border crossing reopens", Act.REVERSAL),
        ("Minister quits over bombing", Act.RESIGNATION),
        ("Air force chief quits", Act.RESIGNATION),
        ("US Air Force to quit Spangdahlem", Act.WITHDRAWAL),
        ("Two men held over blast", Act.ARREST),
    ],
)
def test_the_same_words_tell_the_act_elsewhere(headline: str, act: Act) -> None:
    assert act in [reported.act for reported in reported_acts(headline)]


@pytest.mark.parametrize(
    "headline",
    [
        "Gunmen kill lawyer outside court in Kisumu",
        "Two shot dead at funeral in Bahrisa",
        "Bomb explodes near jail in Tadmor, killing guard",
        "Three killed in attack on funeral tent in Diyala",
        "Mourners killed in drone strike on funeral",
        "Police officer shot dead on court steps",
        "Mortar hits vigil in Orn, killing two",
        "Car bomb goes off by detention centre in Mosul",
    ],
)
def test_where_an_attack_happened_is_no_development(headline: str) -> None:
    assert sign(headline, "").acts.developments == set()


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("Suspect in market bombing appears in court", "trial"),
        ("Thousands attend funeral of slain teacher", "mourning"),
        ("Sobs at funeral of bombing victims", "mourning"),
        ("Court jails market bomber for life", "sentence"),
    ],
)
def test_what_came_of_an_attack_is_one(headline: str, told: str) -> None:
    assert told in sign(headline, "").acts.developments
