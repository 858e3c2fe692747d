"""English words that tell reports from talk, by class: looked up word by word, so that a thousand cost as
little as ten.

A class in the title and the same class in the line are two cues, each with a weight of its own. A word
with "+" stands for all forms of the verb, one with "++" doubles its last letter ("ban++": banned, banning).
"""

from collections.abc import Iterator

from bot.news.kinds.kind import Kind

CLASSES: dict[str, tuple[Kind | None, str]] = {
    "an act of force": (
        None,
        """
        kill+ slay slays slain die dies died dying dead death deaths wound+ injure+ hurt behead+
        execute+ massacre+ murder+ attack+ strike strikes struck bomb+ blast explosion explosions
        explode+ detonate+ shell+ shelling raid+ storm storms stormed stab++ shoot shoots shot
        shooting fires fired launches launched downed downs shootdown clash+ crash+ collapse+
        hijack+ ambush+ ram++ gunmen gunman attackers bomber airstrike airstrikes missile missiles
        rocket rockets abduct+ kidnap kidnaps kidnapped kidnapping besiege+ derail+
        """,
    ),
    "a fight": (
        None,
        """
        attacker drone drones hostage hostages torture+ capture+ siege invade+ overrun overruns
        retake retakes retook repel++ enter+ encircle+ surround+ push+ throw throws threw
        thrown hurl+ pelt+ fight fights fought fighting battle+ advance+ loot+ burn+ destroy+
        sink sinks sank rescue+ drown+ down fire
        """,
    ),
    "an act of the law": (
        None,
        """
        arrest+ detain+ charge+ convict+ guilty sentence+ jail+ acquit acquits acquitted indict+
        sue+ lawsuit plead+ extradite+ fines fined raids raided probe+ investigate+ suspect suspects
        trial verdict appeal seize+ free frees freed release+ deport+ custody court
        """,
    ),
    "a turn in court or custody": (
        None,
        """
        investigation suspected rule rules ruled ruling block+ uphold upholds upheld overturn+
        dismiss+ testify testifies testified subpoena+ summon+ impeach+ question+ prosecute+ manhunt
        warrant escape+ flee flees fled surrender+ strip++ lose loses lost courts
        """,
    ),
    "an act of state": (
        None,
        """
        sanction+ impose+ ban++ approve+ sign+ order+ vote+ pass passes passed reject+ veto vetoes
        vetoed resign+ appoint+ suspend+ halt+ recall+ expel expels expelled withdraw withdraws
        quit quits ultimatum withdrew withdrawn withdrawing withdrawal pullout deploy+ send sends
        sent sending evacuate+ evacuation evacuations declare+ close closes closed shut shuts
        reopen+ lift lifts lifted extend+ cancel+ cancelled postpone+ delays quarantine+
        curfew curfews lockdown
        authorize+ designate+ unveil+ announce+ agree+ reach reaches ceasefire truce cease-fire
        deal resume+ elect+ win wins won concede+ ground grounds grounded pull+ cut cuts expand+
        restrict+ tighten+ begin begins begun end ends ended join joins host hosts meet meets
        visit visits arrive+
        """,
    ),
    "a change": (
        None,
        """
        start+ open+ depart+ leave leaves left leaving return+ exit exits move+ transfer+ hand+
        land+ dock+ launch+ name+ nominate+ replace+ oust+ step+ retire+ recognize+ recognise+
        annex+ blockade+ restore+ repeal+ revoke+ grant+ deny denies denied allow+ require+ raise+
        slash+ hike+ merge+ buy buys bought sell sells sold acquire+ file+ publish+ test-fires
        test-fire hold holds held add+ drop++ freeze freezes froze ease+ draft+ retract+ overthrow
        overthrows give gives gave topple+ swear swears sworn reinstate+ redeploy+ pack+ agreement
        delay delayed meeting met visiting visited closing lifting reaching starting
        """,
    ),
    "a statement": (
        None,
        """
        say says said announce+ confirm+ deny denies denied claim+ report+ accuse+ warn+ vow+
        threaten+ tell tells told acknowledge+ admit+ admitted condemn+ call calls urge+ pledge+
        reject+ identify identifies identified blame+ demand+
        """,
    ),
    "an offer or promise": (
        None,
        """
        propose+ promise+ apologize+ offer+ suggest+ invite+ signal+ plan+ consider+ mull+ weigh+
        """,
    ),
    "an office": (
        None,
        """
        police army military troops forces court judge government minister ministry president
        officials official authorities prosecutors parliament senate house congress pentagon un u.n
        governor mayor navy state sheriff fbi department administration spokesman spokeswoman
        commander premier chief secretary envoy nato eu agency watchdog lawmakers guard coroner
        regulators regulator coast council
        """,
    ),
    "an armed or public body": (
        None,
        """
        soldiers marines cia spokesperson mps cabinet committee embassy consulate militants militant
        rebels insurgents jihadists jihadist fighters taliban isis isil daesh peshmerga sdf ypg pkk
        houthis hezbollah hamas haram shabab qaeda garrison brigade battalion regiment paratroopers
        airmen sailors alliance force observatory monitor
        troopers firefighters rescuers investigators justices tribunal commission coalition militia
        militias warplanes jets convoy base gis
        """,
    ),
    "natural force": (
        None,
        """
        magnitude quake earthquake aftershock aftershocks tsunami hurricane storm cyclone typhoon
        tornado tornadoes flood floods flooding landfall evacuations warning eruption erupts erupted
        wildfire wildfires rains blaze landslide avalanche blackout outage outages sinkhole
        """,
    ),
    "the spread of a disease": (
        None,
        """
        cases case confirmed confirms tested positive outbreak infected infections infection toll
        patients quarantine epidemic emergency lockdown diagnosed hospitalized contracted
        """,
    ),
    "talk": (
        Kind.MEDIA,
        """
        discuss+ join joins weigh+ explain+ talk talks speak speaks break breaks panel host hosts
        anchor interview+ guests show podcast episode sits describe+ analyst analysts analysis
        strategist contributor correspondent columnist author authors professor commentator react+
        reaction reactions roundtable conversation segment recap recaps breakdown examine+ look
        looks reflect+ chats insider debate+ asks share+ explore+ respond+ analyze+
        """,
    ),
    "a quarrel": (
        Kind.OPINION,
        """
        slam++ blast blasts blasted rip++ mock+ bash+ scold+ rail rails torch+ troll+ fume+ roast+
        knock+ shred++ skewer+ defend+ praise+ hypocrisy outrage outraged angry criticism criticize+
        criticise+ hail+ laud+ tout+ ridicule+ hit hits fires dig backlash swipe feud tirade jab
        taunt+ shame
        """,
    ),
    "argument": (
        Kind.OPINION,
        """
        opinion wrong right should must shouldn't mustn't can't won't never always truth lie lies
        myth moral shameful disaster disastrous foolish reckless dangerous failure failed failing
        failures deserve deserves hypocrites coward cowardly weak weakness appeasement folly us
        writes argues insists ought nonsense absurd brutal tyranny real really america american
        smart stupid crazy finally
        """,
    ),
    "explanation": (
        Kind.ANALYSIS,
        """
        why how what explained explainer explains explain guide questions answers means meaning mean
        need know understand understanding inside behind analysis takeaways facts timeline history
        lessons reasons ways things key tips
        """,
    ),
    "a modal": (Kind.ANALYSIS, "could may might would should must can"),
    "fear and risk": (
        Kind.ANALYSIS,
        """
        risk risks risky fear fears feared concern concerns worry worries worried loom+ uncertain
        uncertainty likely unlikely prospect prospects threat threats danger dangers anxiety nervous
        edge brace+ crisis turmoil tension tensions jitters doubts doubt
        """,
    ),
    "a verb of meaning": (
        Kind.ANALYSIS,
        """
        raises raise reveal+ expose+ highlight+ underscore+ test tests tested signal+ show shows
        reflect+ spotlight+ stir++ fuel+ emerge+ deepen+ strengthen+ inflame+ unite+ divide+ mark
        marks remain+ use uses wield+ pose+ carry carries drag++ haunt+ turn turns become+ prove+
        shape+ reshape+ define+ complicate+ undermine+ boost+ echo echoes mirror+ find finds face
        faces facing vie vies try tries struggle+ seek seeks seeking eye eyes prompt+ shed sheds
        cast casts cloud+ spell+ loom+ grapple+ confront+ navigate+
        """,
    ),
    "a noun of meaning": (
        Kind.ANALYSIS,
        """
        future challenge challenges stakes gamble dilemma quandary strategy doctrine rhetoric era
        consequences implications impact impacts standoff spotlight shift shifts parallels resolve
        game-changer lesson lessons paradox agenda ambitions ambition influence legacy fallout rise
        decline growing increasingly vacuum limits politics ideology model dominance role problem
        crises winners losers trend trends path mystery reality
        """,
    ),
    "a human story": (
        Kind.FEATURE,
        """
        story stories life lives living dream dreams mother father daughter son brother sister
        family families husband wife girl boy woman man kids children survivor survivors survived
        remembers remember remembered memories tells hope hopes love loved heart
        heartbreaking heartbroken emotional tragic tragedy young grief mourn mourns mourning hero
        heroes heroic miracle dog dogs cat cats animal animals portrait profile journey portraits
        voices photos pictures harrowing tales recounts recounted recounting stranded stuck inspire+
        childhood
        """,
    ),
    "leisure": (
        Kind.FEATURE,
        """
        film movie movies star stars actor actress singer album music concert festival restaurant
        chef recipe fashion style beauty travel museum artist art novel book books tv series netflix
        celebrity celebrities royal royals oscars grammys vogue hollywood snl comedian comic rapper
        drama theater theatre romance eurovision instagram tiktok beer food dishes kitchen wedding
        pet pets thriller quiz headphones
        """,
    ),
    "sport": (
        None,
        """
        game games player players coach team league cup season match cricket rugby football soccer
        tennis golf squad striker midfielder goal goals scored innings wicket batsman spinner t20
        one-day nfl nba mlb nhl bundesliga serie playoff playoffs championship champions tournament
        quarterback penalty batsmen motogp f1 olympic olympics sprinter boxing boxer heavyweight
        rowers hamstring
        """,
    ),
    "who speaks for himself": (
        Kind.OPINION,
        """
        expert experts analyst analysts columnist strategist economist economists historian
        professor author commentator pundit contributor critic critics insiders actor
        singer comedian scholar scholars investors traders
        """,
    ),
    "a former somebody": (Kind.OPINION, "former ex retired ret fmr onetime"),
    "a campaign": (
        Kind.MEDIA,
        """
        candidate candidates campaign campaigns 2020 primary primaries democratic dems gop debate
        nominee poll polls
        """,
    ),
    "money": (
        None,
        """
        stocks stock markets market shares investors traders trader trading dow nasdaq earnings
        revenue profit profits quarter ipo oil prices futures sales ceo bond bonds economy economic
        economist
        """,
    ),
    "the reader": (None, "you your you're you've yourself yours"),
    "the writer": (None, "i i'm i've my me we we're our"),
    "a month or weekday": (
        None,
        """
        monday tuesday wednesday thursday friday saturday sunday january february march april june
        july august september october november december
        """,
    ),
    "days, not hours": (
        None,
        """
        years year decade decades century month months week weeks ago anniversary historic
        historically once
        """,
    ),
    "a superlative": (None, "most biggest largest worst best first longest deadliest highest"),
    "a hedge of the press": (
        None,
        """
        reportedly allegedly alleged apparent apparently suspected sources source according
        officials
        """,
    ),
}
"""Class -> the kind that it speaks for (None: it only speaks for or against an alert), and its words."""


def _forms(word: str) -> Iterator[str]:
    """ "end+" -> end, ends, ended, ending."""
    verb = word.rstrip("+")
    yield verb
    if verb == word:
        return
    yield verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    stem = verb + verb[-1] if word.endswith("++") else verb.removesuffix("e")
    yield from (stem + "ed", stem + "ing")


CLASSES_OF: dict[str, tuple[str, ...]] = {}
"""Word -> the classes that it is in."""
for _name, (_kind, _words) in CLASSES.items():
    for _word in _words.split():
        for _form in _forms(_word):
            if _name not in CLASSES_OF.get(_form, ()):
                CLASSES_OF[_form] = (*CLASSES_OF.get(_form, ()), _name)
