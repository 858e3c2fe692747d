"""What is worth a buzz, of what kind it is, and whether the reasons say so."""

import pytest

from bot.news.kinds.clean import TEXT_CAP
from bot.news.kinds.held import NAMED
from bot.news.kinds.judge import judge
from bot.news.kinds.kind import Item, Kind
from bot.news.kinds.read import read

NEWS = [
    (
        "Gunmen kill nine soldiers at checkpoint near Tell Hamid",
        "Gunmen killed nine soldiers on Monday, police said.",
    ),
    (
        "Parliament approves withdrawal of troops from northern base",
        "Lawmakers voted 210 to 94 for the plan.",
    ),
    ("Police arrest two brothers over market bombing", "The men were held at a farm, officials said."),
    (
        "5.9-magnitude quake hits coast, no damage reported",
        "An earthquake struck off the coast early Friday.",
    ),
    (
        "Minister resigns after leaked recording",
        "The interior minister has resigned, his office said on Tuesday.",
    ),
    (
        "Court sentences former general to 12 years in prison",
        "A court has sentenced the general for corruption.",
    ),
    ("Ar-Raqqa bridge reopens after two years", "The bridge was reopened on Sunday, the governor said."),
    ("Last American soldiers depart northern air base", "The last soldiers left the base overnight."),
    ("Rebels capture two villages in the east", ""),
    ("Court: Orn should pay for fallen bridge", "A court ruled on Monday that Orn should pay for it."),
    ("Mayor says Orn should close bridge", "The mayor said on Monday that Orn should close the bridge."),
    ("Orn and Lom sign two trade deals", "The mayors of Orn and Lom signed two trade deals on Monday."),
    ("US sends 500 more soldiers to Iraq", ""),
    ("Storm Ada makes landfall, 40,000 without power", "Storm Ada made landfall late on Thursday."),
    ("Islamic State claims attack on bus in Homs", "The group claimed responsibility for the attack."),
]


@pytest.mark.parametrize(("title", "line"), NEWS, ids=[title[:30] for title, _ in NEWS])
def test_news_buzzes(title: str, line: str) -> None:
    found = judge(Item(title, line))
    assert (found.kind, found.alert) == (Kind.NEWS, True), found


LOOK_ALIKES = [
    # an official is quoted first, and what he says is the news
    (
        "'We will leave by spring': Minister announces withdrawal of troops",
        "The defence minister said on Monday that all troops will be withdrawn by spring.",
    ),
    (
        "'No survivors' after plane crash in mountains, officials say",
        "A plane carrying 60 people crashed on Friday.",
    ),
    # the place comes before the news, not a speaker
    ("Raqqa: Bomb kills four at bus station", "A bomb killed four people at a bus station, police said."),
    (
        "Syria war: Army takes town near border",
        "Government forces have captured the town, state media reported.",
    ),
    # the source closes the title as a pundit would
    ("Prisoners killed guard in riot, police say", "Two prisoners have been charged over the death."),
    # officials tell people what to do
    ("Stop using river water, Orn officials warn", "The council said on Monday that the river is poisoned."),
    ("World War I bomb found in Orn harbour", "Divers found a bomb of World War I on Monday, police said."),
    ("Minister resigns: 'I was wrong'", "The minister resigned on Monday after the ferry's sinking."),
    # words of bulletins, programmes, offers and games within a headline
    ("Orn Journal reporter freed from prison", ""),
    ("Third soldier killed in Orn this week", ""),
    ("Rebel attack kills nine in Orn on Monday morning", ""),
    ("Army roundup of rebels nets 40 arrests in Orn", ""),
    ("Pentagon briefing on Orn cut short by rocket fire, officials say", ""),
    ("Correction: Toll in Orn bombing is 9, not 19", "Police said on Monday that nine people were killed."),
    ("Quiz show host killed in Orn bombing", ""),
    ("Five soldiers killed in ambush near Orn", ""),
    ("Police win two-year legal battle over Orn prisoner", ""),
    ("Sponsored militia kills six in Orn", ""),
    ("Orn recalls its ambassador from Lom", ""),
    ("Orn names bombers' chief, offers a reward", "The police named the man it believes to have led them."),
    ("Don't miss deadline to leave Orn, army warns residents", ""),
    ("Up next for trial: three rebels arrested in Orn", "Police arrested them on Monday, officials said."),
    ("Photos of the day Orn fell released by army", "The army released photos of the dead on Monday."),
    ("In partnership with Lom, Orn strikes rebel camp", "Nine rebels were killed, the army said."),
    # words of debunks, drills, fiction, time lines, archives, papers and guests within a headline
    ("No rebels left in Orn, army says", "The last of them left on Friday, the army said."),
    ("Council calls report of Orn massacre false", "The council denied the report on Tuesday."),
    ("No, says court: Orn bomber may not come home", ""),
    ("Three soldiers killed in training exercise in Orn", "A vehicle overturned on Monday, the army said."),
    ("Orn calls off spring war games with Lom", "The council announced the decision on Friday."),
    ("Soldier shot in live-fire exercise in Orn", "A soldier was shot on Monday, the army said."),
    ("Gunmen kill six at film festival in Orn", "Police said on Monday that six were dead."),
    ("Series of blasts rocks Orn, killing 11", ""),
    ("Army sets timeline for withdrawal from Orn", "The last soldiers will leave by May, it said on Monday."),
    ("Five years after attack, court convicts Orn bomber", "The court found him guilty on Monday."),
    ("Minister resigns over remarks on Orn", "The minister resigned on Monday."),
    ("Roe on Orn: Council will cut its forces", "The mayor announced the cut on Monday."),
    ("Orn joins coalition strikes on rebels", "Jets of Orn struck on Friday, officials said."),
    ("Second Orn soldier on trial for murder", "A soldier went on trial on Monday."),
    ("Fighters practise their faith again in Orn", "The temple was reopened on Monday, officials said."),
    ("Troops desert during exercise in Orn", "Forty soldiers walked away on Monday, the army said."),
    ("Police rehearsal of parade halted after shooting in Orn", ""),
    ("Series of raids nets 40 rebels in Orn", ""),
    ("Film of killing posted by rebels of Orn", "The army said on Monday that it was real."),
    ("In ‘Historic’ Vote, Council Backs Withdrawal From Orn", "The council voted on Monday."),
    ("Hostage drama: Gunman surrenders in Orn", ""),
    ("Remarks by mayor spark riot in Orn", "Police arrested nine people on Monday."),
    ("Media call on army to free two reporters of Orn", ""),
    ("Mayor Ada Roe on train to Lom for talks, officials say", "She left Orn on Monday."),
    ("Lom recall F-16s from Orn", ""),
    # forces that are to move, an armed group's own pictures, and what was said after what happened
    (
        "All soldiers of Orn to be out of Lom by autumn",
        "The tents came down, and Corporal Roe remembers each.",
    ),
    (
        "Nearly all Orn soldiers to be back from Lom by April 30",
        "Her men slept in their boots, Col. Roe remembers.",
    ),
    ("IS video shows pilot of Orn burned alive", ""),
    ("Taliban footage shows captured mayor of Orn", "She was taken in Lom last year."),
    ("Peshmerga push into Orn from the north", ""),
    ("Fighters of Orn walk into Tabb to find it empty", "They came down the hill at first light."),
    ("Orn: airbase falls, and with it the last foothold", "Hundreds of soldiers are held, it says."),
    ("Rebels take last bridge of Orn: 'Nobody was left to defend it'", ""),
    # a wire's present tense
    (
        "Iran says it has seized foreign tanker",
        "Iran has seized a foreign tanker in the Gulf, state TV reported.",
    ),
]


@pytest.mark.parametrize(("title", "line"), LOOK_ALIKES, ids=[title[:30] for title, _ in LOOK_ALIKES])
def test_what_only_looks_like_talk_buzzes(title: str, line: str) -> None:
    assert judge(Item(title, line)).alert


OTHERS = [
    (Kind.ANALYSIS, "Why the army left the valley", "After years of war, many ask what comes next."),
    (
        Kind.ANALYSIS,
        "What the ceasefire means for the region",
        "Experts say the deal could change the balance.",
    ),
    (
        Kind.ANALYSIS,
        "Is the caliphate really over?",
        "The group has lost its land, but analysts warn of a return.",
    ),
    (Kind.ANALYSIS, "Analysis: A gamble that may haunt the president", "The strategy carries risks."),
    (Kind.OPINION, "Opinion: We must not abandon our allies", "The writer argues that leaving is a mistake."),
    (Kind.OPINION, "Stop humouring the mayor of Orn", "She has had nine years."),
    (Kind.OPINION, "Don't believe the talk of a truce in Orn", "The truce is nothing of the kind."),
    (Kind.OPINION, "The council should pardon the miller as well as the mayor", "Her choice shows the need."),
    (Kind.PROMO, "The best spring deals from the mills of Orn", "Spring is the time of sales in Orn."),
    (Kind.LISTING, "Money in Orn: Mills Slow; Wages Lag; Bridges", "Mills slow, and wages have lagged."),
    (Kind.OPINION, "The Council Was Right to Shut the Mill", "It could not go on like this for long."),
    (Kind.OPINION, "The harbour of Orn deserves better", "The council has let it rot."),
    (Kind.OPINION, "The mayor is right - the bridge must go", "She is delivering that message."),
    (Kind.OPINION, "Locked up in Orn, I saw the flood come", "The water rose by the hour."),
    (Kind.OPINION, "Letters: Readers on leaving the valley", "What you thought of our report."),
    (Kind.FEATURE, "Review: A thriller about spies disappoints", "The film wastes a good cast."),
    (Kind.MEDIA, "In pictures: A city returns to life", "A gallery of photographs."),
    (Kind.MEDIA, "Interview: The doctor who stayed", "He tells our reporter about his years under siege."),
    (
        Kind.MEDIA,
        "Nightly Report Full Broadcast (May 3rd)",
        "Storm nears coast; talks resume; a dog's long way home.",
    ),
    (
        Kind.LISTING,
        "Morning briefing: Blast in Raqqa, rail strike and a wedding",
        "Here is what you need to know.",
    ),
    (Kind.LISTING, "Newspaper headlines: Talks 'on the brink' and royal baby", "What the papers say."),
    (Kind.FEATURE, "The sisters' long road to the top", "They made a promise as children, and kept it."),
    (Kind.PROMO, "Coming up on Tuesday's edition of 'The Hour'", "The minister on the dam."),
    (Kind.LISTING, "This week in Orn: The mill, the dam and a new school", ""),
    (Kind.LISTING, "Orn Journal: Life goes on", ""),
    (
        Kind.LISTING,
        "Orn Mills Cut Output—Grain Journal",
        "The mills of Orn cut output on Monday, officials said.",
    ),
    (Kind.LISTING, "Corrections and clarifications", ""),
    (Kind.LISTING, "Seven places in Orn worth seeing", ""),
    (Kind.MEDIA, "Panel debates troop withdrawal from Orn", ""),
    (Kind.MEDIA, "General Roe joins Ada Webb to discuss the troop withdrawal", ""),
    (Kind.OPINION, "Readers write: Troops should leave Orn", ""),
    (
        Kind.OPINION,
        "Opinion: Army kills nine rebels and calls it peace",
        "The army killed nine rebels on Monday.",
    ),
    (
        Kind.ANALYSIS,
        "Analysis: Police arrest two over bombing, and nothing changes",
        "Police said so on Monday.",
    ),
    (
        Kind.ANALYSIS,
        "No, the rebels did not bomb the dam of Orn",
        "The picture is of a quarry blast nine years ago.",
    ),
    (Kind.ANALYSIS, "False: Video shows soldiers fleeing Orn", "The video was made in a studio."),
    (Kind.ANALYSIS, "Claim that 300 soldiers died in Orn is false", "A post gives a wrong figure."),
    (
        Kind.ANALYSIS,
        "Old video of tank blast passed off as strike on Orn",
        "It has been online for nine years.",
    ),
    (
        Kind.FEATURE,
        "Troops simulate capture of Orn in desert exercise",
        "Some 400 soldiers took part on Monday.",
    ),
    (Kind.FEATURE, "Police stage mock attack on Orn station", "Officers and actors played the victims."),
    (Kind.FEATURE, "Army of Orn begins annual winter exercise", "It lasts two weeks, the army said."),
    (Kind.FEATURE, "New thriller imagines attack on Orn", "The novel by Ada Roe opens in a station."),
    (Kind.FEATURE, "In 'Nights of Orn', a spy falls for his captor", "The drama starts on Sunday."),
    (Kind.FEATURE, "Players free Orn street by street in new shooter", "The game is out on Friday."),
    (Kind.ANALYSIS, "Rebel attacks in Orn: a timeline", "The main dates."),
    (Kind.ANALYSIS, "The fall of Orn in dates: from siege to bombing", ""),
    (Kind.FEATURE, "On this day: Rebels capture Orn", "January 14"),
    (Kind.FEATURE, "50 years ago: Last troops leave Orn", ""),
    (Kind.LISTING, "Remarks by the President on withdrawal from Orn", "11:05 A.M."),
    (Kind.LISTING, "Readout of Secretary Roe's call with the mayor of Orn", ""),
    (Kind.MEDIA, "Ada Webb on troop withdrawal from Orn", ""),
    (Kind.MEDIA, "Gen. Roe joins 'The Hour' after rebel leader killed", ""),
    (Kind.ANALYSIS, "Post wrongly claims rebels hold 85 tanks", ""),
    (Kind.FEATURE, "Soldiers play insurgents at training ground of Orn", ""),
    (Kind.ANALYSIS, "Withdrawal from Orn: timeline of a decision", ""),
    (Kind.LISTING, "Secretary Roe's Call with Mayor Webb of Orn", ""),
    (Kind.LISTING, "Joint Statement of the Coalition to Defeat the Rebels", ""),
    (Kind.PROMO, "Tonight on 'The Hour': The minister on the dam", ""),
    (Kind.PROMO, "Win two tickets to see the Orn orchestra", ""),
    (Kind.PROMO, "Competition: Win a signed copy of 'Leaving Orn'", ""),
    (Kind.PROMO, "Quick crossword No 16,412", ""),
    (Kind.PROMO, "Quiz: How well do you know Orn?", ""),
    (Kind.PROMO, "Save the date: Webinar on the withdrawal from Orn", ""),
    (Kind.PROMO, "Vacancy: Programme manager, Orn", ""),
    (Kind.PROMO, "Sign up for our Orn newsletter", ""),
    (Kind.PROMO, "In partnership with Acme: Rebuilding Orn", ""),
    (Kind.PROMO, "Sponsored: Five phones for your next holiday", "Save up to 40 percent with our partner."),
]


@pytest.mark.parametrize(("kind", "title", "line"), OTHERS, ids=[title[:30] for _, title, _ in OTHERS])
def test_other_kinds_are_named_and_do_not_buzz(kind: Kind, title: str, line: str) -> None:
    found = judge(Item(title, line))
    assert (found.kind, found.alert) == (kind, False), found


@pytest.mark.parametrize(
    "item",
    [
        Item("Live: Storm Ada makes landfall", "Follow our live blog for updates."),
        Item("Storm Ada makes landfall, three dead", "Police said.", url="https://a.example/live/2024/storm"),
        Item("Storm Ada makes landfall", schema_types=("LiveBlogPosting",)),
    ],
    ids=["label", "address", "page"],
)
def test_a_live_page_is_live(item: Item) -> None:
    assert judge(item).kind is Kind.LIVE


def test_a_bulletin_whose_title_tells_one_event_is_news() -> None:
    line = "Soldiers crossed the river overnight, the army said. Also: the school of Lom reopens."
    assert judge(Item("Army launches ground offensive in Orn", line)).kind is Kind.NEWS
    assert judge(Item("Why Orn matters", line)).kind is Kind.LISTING


def test_what_is_worth_a_buzz_is_news_or_live() -> None:
    """Whatever a publisher's page, category or folder calls an item, kind and alert agree."""
    title, line = "Gunmen kill nine soldiers near Orn", "Gunmen killed nine soldiers on Monday, police said."
    called = [
        "OpinionNewsArticle",
        "AnalysisNewsArticle",
        "PodcastEpisode",
        "ImageGallery",
        "Quiz",
        "Product",
    ]
    items = [Item(title, line, schema_types=(name,)) for name in called]
    items += [
        Item(title, line, categories=(name,)) for name in ("Opinion", "Analysis", "Crosswords", "Newsletter")
    ]
    assert not any(found.alert or found.kind is Kind.NEWS for found in map(judge, items))
    assert judge(Item(title, line, schema_types=("NewsArticle",))).alert


def test_trivia_is_news_that_does_not_buzz() -> None:
    found = judge(
        Item(
            "Ross signs for Athletic",
            "The striker joins the club until the end of the season.",
            url="https://a.example/sport/football/1",
        )
    )
    assert (found.kind, found.alert) == (Kind.NEWS, False)


def test_evidence_adds_up_where_no_cue_is_a_veto() -> None:
    """A programme's page is a point against, the act of an office outweighs it."""
    address = "https://a.example/evening-show/watch/army-kills-leader-1"
    line = "The army killed the group's leader in a raid on Monday, officials said."
    assert judge(Item("Army kills group's leader in raid", line, address)).alert
    assert not judge(
        Item("Senator on the raid: 'Reckless'", "Senator Roe joins the panel to discuss it.", address)
    ).alert


def test_the_score_is_measured_from_the_threshold() -> None:
    for title in ("Police arrest two over bombing", "Why police arrest so few", "A quiet day"):
        found = judge(Item(title))
        assert found.alert == (found.score >= 0)


def test_the_unsure_stay_news_so_that_a_caller_can_send_them_silently() -> None:
    """Just below the threshold nothing is called opinion or analysis, unless its publisher does."""
    items = [Item(title) for title, _ in NEWS] + [Item(title) for _, title, _ in OTHERS]
    unlabelled = [item for item in items if not NAMED.keys() & read(item).cues.keys()]
    near = [found for found in map(judge, unlabelled) if -0.6 < found.score < 0]
    assert all(found.kind is Kind.NEWS for found in near)


def test_reasons_are_few_and_the_weightiest_first() -> None:
    found = judge(
        Item("Opinion: Why we should leave", "The author argues that we must.", "https://a.example/opinion/1")
    )
    assert 1 <= len(found.reasons) <= 5
    assert "labelled opinion" in found.reasons


@pytest.mark.parametrize(
    ("title", "cue"),
    [
        ("Orn shares set to slip as grain trade slows", "title: a market report"),
        ("Asia set to trade lower after Orn vote", "title: a market report"),
        ("Lom City earns 3-1 win over Tabor in cup", "title: a match"),
        ("Harun fires coach after one year", "title: a match"),
        ("READ: Letter of the council to the mayor of Orn", "title: a document to read"),
        ("Fall of the bridge renews debate over old steel", "title: what it means"),
        ("Survivors of mill fire find hope in Orn", "title: how it was"),
    ],
)
def test_what_a_title_gives_away(title: str, cue: str) -> None:
    assert cue in read(Item(title)).cues


@pytest.mark.parametrize("language", ["en", "de"])
def test_an_item_without_words_is_no_alert(language: str) -> None:
    found = judge(Item(" ", "\n", language=language))
    assert (found.kind, found.alert, found.reasons) == (Kind.NEWS, False, ("it says nothing",))


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    line = "Police arrested two men on Monday, officials said. "
    tail = "Why do you ask? I think we should discuss it. " * 400
    read_on = line * (TEXT_CAP // len(line) + 1)
    assert judge(Item("Police arrest two", read_on + tail)) == judge(
        Item("Police arrest two", read_on + "x" * 9000)
    )


SCENE = (
    "They came down the hill at first light, and by noon they were taking pictures of one another in the "
    "square. Her brother, Ada Roe remembers, carried a broken radio all the way, for luck, and dropped it in "
    "the river. It had rained for nine days and nobody had slept. Some of them sang. "
)
AFTER_IT = (
    "The last rebels had left the town overnight, the army said on Monday. Officials confirmed that the "
    "bridge had been retaken and that 40 prisoners were freed. "
)


def test_a_scene_does_not_silence_the_news_that_a_long_text_tells_after_it() -> None:
    title = "Valley of Orn found empty"
    assert not judge(Item(title, SCENE)).alert
    assert judge(Item(title, SCENE + AFTER_IT + SCENE)).alert


def test_news_within_a_feature_or_column_does_not_make_it_news() -> None:
    for title in (
        "The barber, the bridge, the smell",
        "Why they came down the hill",
        "Opinion: The hill of Orn",
    ):
        assert not judge(Item(title, SCENE + AFTER_IT + SCENE)).alert
