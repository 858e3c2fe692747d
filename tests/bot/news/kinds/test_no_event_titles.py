"""English titles under which nothing happened, and headlines of real turns with the same words."""

import pytest

from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item, Kind

NO_EVENT = [
    (Kind.FEATURE, "Rebels seize the capital in Ada Roe's debut novel", ""),
    (
        Kind.FEATURE,
        "Soldiers storm Orn in season finale of 'Border Post'",
        "The colonel died on Sunday night.",
    ),
    (Kind.FEATURE, "Musical about withdrawal from Orn opens off Broadway", ""),
    (Kind.FEATURE, "Netflix thriller has militants take Orn's airport", ""),
    (Kind.FEATURE, "Orn siege film wins top prize in Lom", "The director thanked the dead of the town."),
    (Kind.FEATURE, "Hostages freed in airport drill as police show their skills", ""),
    (Kind.FEATURE, "Troops defend village against make-believe militants near Orn", ""),
    (Kind.FEATURE, "Jets of Orn 'sink' carrier in Lom Strait simulation", ""),
    (Kind.FEATURE, "Army practises pullout from base in exercise Iron Gate", "Trucks rolled out on Tuesday."),
    (Kind.FEATURE, "Orn and Lom troops hold live-fire exercise near border", ""),
    (Kind.FEATURE, "Airsoft club re-enacts battle of Orn in Lom woods", "It took all of Sunday."),
    (Kind.FEATURE, "Orn photographer wins prize for picture of freed city", "The jury praised its light."),
    (Kind.ANALYSIS, "Council to pull troops out of Orn by May, bookmakers say", ""),
    (Kind.ANALYSIS, "Prediction market sees 40% chance of strike on Orn", ""),
    (Kind.FEATURE, "Vigil held for victims of Orn bombing", "Candles were lit on Sunday."),
    (Kind.FEATURE, "Town says goodbye to soldier killed in Orn", "Flags flew at half-staff on Saturday."),
    (Kind.LISTING, "In brief: Bomb kills four in Orn; flood in Lom", "Four people died on Monday."),
    (Kind.LISTING, "News briefs for Thursday", "Troops of Orn entered a town. Workers reached a deal."),
    (Kind.LISTING, "Around the World: Orn, Lom, Tabb", "Troops quit a base. A mayor is shot."),
    (Kind.LISTING, "Today in one minute: bombing in Orn, vote in Lom", ""),
    (
        Kind.FEATURE,
        "Mock tribunal in Lom convicts Orn militia of massacre",
        "Students argued the case on Sunday.",
    ),
    (Kind.FEATURE, "Moot court sentences Orn rebels to life", ""),
    (Kind.FEATURE, "Model UN votes to send troops of Lom home", ""),
    (Kind.FEATURE, "Youth parliament orders withdrawal from Orn", ""),
    (Kind.FEATURE, "In new Gates of Orn, troops abandon Lom base to rebels", "The campaign begins at dawn."),
    (Kind.FEATURE, "President jokes that troops will leave Orn", "He laughed at a dinner on Sunday."),
    (
        Kind.FEATURE,
        "Drawings by children show psychological scars of Orn storm",
        "One month on, many cannot sleep.",
    ),
    (Kind.FEATURE, "In Lom, tales of survival from the flood", "Officials begin to count the dead."),
    (Kind.ANALYSIS, "Roe predicted Lom would attack Orn before vote", "He said so in a video of 2011."),
    (Kind.PROMO, "Tender: repair of Orn water station", "Bids are due on Friday."),
    (Kind.LISTING, "Prayer times in Orn today", ""),
    (Kind.LISTING, "Vegetable prices in Orn", ""),
    (Kind.LISTING, "Orn weather: fog until Sunday", ""),
    (Kind.LISTING, "Globe: clashes in Orn, quake toll in Lom, and more", "Ada Roe has the news of the day."),
    (
        Kind.LISTING,
        "Orn headed for new vote; protesters of Lom hold their ground",
        f"The interim president set a date{', he said' * 20}. Also, {'a few protesters remained ' * 3}",
    ),
    (Kind.OPINION, "Must the troops leave Orn? Editorial", ""),
    (Kind.PROMO, "TEST: Bomb kills nine in Orn", ""),
    (Kind.PROMO, "EMBARGOED UNTIL 0900 GMT: Army to announce withdrawal from Orn", ""),
    (Kind.PROMO, "Test headline: army pulls out of Orn", ""),
    (Kind.PROMO, "DO NOT PUBLISH - draft - troops quit Orn", ""),
    (Kind.PROMO, "Troops quit Orn", "This is only a test."),
    (Kind.FEATURE, "Student court finds rebels guilty of razing Orn", "The trial took all of Friday."),
    (Kind.FEATURE, "Orn going solar to protect grid from hurricanes", ""),
]


@pytest.mark.parametrize(("kind", "title", "line"), NO_EVENT, ids=[row[1][:30] for row in NO_EVENT])
def test_no_event_is_no_alert(kind: Kind, title: str, line: str) -> None:
    found = judge(Item(title, line))
    assert (found.kind, found.alert) == (kind, False), found


REAL = [
    "Gunmen attack cinema during war film in Orn, killing six",
    "Author of novel about rebels shot dead in Orn",
    "Tractor-trailer bomb kills nine in Orn",
    "Two soldiers killed as helicopter goes down during exercise",
    "Orn fires missiles after Lom starts drills",
    "Orn cancels exercise with Lom over raid on border town",
    "Police raid betting shops in Orn, detain 40",
    "Council at odds on withdrawal from Orn votes to delay it",
    "Bomb kills 14 at funeral in Orn",
    "Gunmen open fire on vigil in Orn, killing nine",
    "Court condemns bomber of Orn to life in prison",
    "Protesters march to condemn killing in Orn",
    "Rebels briefly retake village near Orn",
    "Troops of Orn in brief firefight with militia",
    "Two blasts in one minute kill six in Orn",
    "Test: Orn fires missile over Lom",
    "Embargo on arms for Orn lifted",
    "Minister defends his policy on Orn, orders 500 troops home",
    "Rebels destroy museum in Orn, video shows",
    "Museum of Orn opens exhibition of finds from old town",
    "Photographer killed in shelling of Orn",
    "Satirist jailed in Orn for mocking army's retreat",
    "Gunmen attack Model UN in Orn, killing six",
    "Student parliament leader arrested in Orn",
    "Youth court jails bomber of Orn for nine years",
    "ALERT: Orn under curfew",
    "Gold prices jump after strike on Orn",
    "Comedian arrested in Orn, jokes about army cited",
    "In new Orn offensive, troops take Lom base",
    "Rebels hold bridge of Orn; two soldiers killed",
    "Storm stronger than predicted hits Orn, kills four",
]


@pytest.mark.parametrize("title", REAL)
def test_a_real_turn_with_such_words_buzzes(title: str) -> None:
    assert judge(Item(title, "Officials said so on Monday.")).alert


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Minister praises his handling of withdrawal from Orn", "He was asked about it on a talk show."),
        ("Tense moment as reporter presses minister on Orn", "See what happens next."),
    ],
)
def test_talk_of_oneself_is_no_alert(title: str, line: str) -> None:
    assert not judge(Item(title, line)).alert


@pytest.mark.parametrize("title", ["Council condemns bombing in Orn", "Orn leaders react to attack on Lom"])
def test_a_reaction_alone_is_no_alert_but_one_with_a_toll_is(title: str) -> None:
    assert not judge(Item(title)).alert
    assert judge(Item(f"{title} that killed 40", "Forty people were killed on Monday, police said.")).alert


@pytest.mark.parametrize(
    "item",
    [
        Item("Army of Orn announces withdrawal from barbecue", "", categories=("Satire",)),
        Item("Army of Orn announces withdrawal from barbecue", "", "https://news.example/humour/barbecue"),
        Item("Army of Orn announces withdrawal from barbecue", "", "https://www.theonion.com/barbecue"),
        Item("Army of Orn announces withdrawal from barbecue", "", publisher="The Daily Mash"),
        Item("Army of Orn announces withdrawal from barbecue", "", schema_types=("SatiricalArticle",)),
    ],
    ids=["category", "folder", "site", "publisher", "type"],
)
def test_satire_is_no_news(item: Item) -> None:
    found = judge(item)
    assert (found.kind, found.alert) == (Kind.FEATURE, False), found


@pytest.mark.parametrize(
    "title", ["ALERT: Orn under siege", "Orn under rebel control", "Orn under rocket fire"]
)
def test_a_title_alone_may_tell_of_a_place_in_distress(title: str) -> None:
    assert judge(Item(title)).alert


def test_life_under_a_curfew_is_no_alert() -> None:
    assert not judge(Item("Life under curfew in Orn")).alert
