"""Acts in headlines: what was done, not what is feared, wished or denied."""

from importlib.resources import files

import pytest

from bot.news.acts.act import IMPORTANCE, Act
from bot.news.acts.lexicon import LANGUAGES, lexicon
from bot.news.acts.recognise import reported_acts


def acts(text: str, language: str = "en") -> list[Act]:
    return [reported.act for reported in reported_acts(text, language)]


@pytest.mark.parametrize(
    ("headline", "act"),
    [
        ("Videos of blast on ferry released", Act.DISCLOSURE),
        ("Judge tosses lawsuit over ferry", Act.VERDICT),
        ("Pentagon says no decision made on ferry base", Act.DENIAL),
        ("White House: No plans to sell ferry", Act.DENIAL),
        ("Minister calls report of sale 'fake news'", Act.DENIAL),
        ("President says troops will stay on the island", Act.REVERSAL),
        ("Troops kill two suspects in ferry attack", Act.RAID),
        ("Gunmen behind ferry attack killed in shootout", Act.RAID),
        ("Ferry attack suspect hands himself in", Act.SURRENDER),
        ("Suspect in ferry attack flees to Vlore", Act.ESCAPE),
        ("Two ministers quitting over ferry", Act.RESIGNATION),
        ("Militants claim responsibility for ferry blast", Act.CLAIM),
        ("Islamic State says it was behind the ferry blast", Act.CLAIM),
        ("Desert Front claims ambush of aid convoy", Act.CLAIM),
        ("Desert Front says its bomber detonated at the quay", Act.CLAIM),
        ("Governor moves 400 families away from the dam", Act.EVACUATION),
        ("Flood warning for the island lifted", Act.REVERSAL),
        ("Ministers issue evacuation order for the quay", Act.ORDER),
        ("State of emergency declared on the island", Act.ORDER),
        ("Presidents order soldiers back from the ridge", Act.ORDER),
        ("Washington sanctions owner of the ferry", Act.ORDER),
        ("Ministry revokes licence of the ferry company", Act.ORDER),
        ("Laboratory finds mercury in the river", Act.DISCLOSURE),
        ("Monitors say tally sheets were altered", Act.DISCLOSURE),
        ("First relief convoy reaches the island", Act.START),
        ("40 soldiers to remain on the island", Act.REVERSAL),
        ("Ministry denies that the dam was mined", Act.DENIAL),
        ("Port authority refutes report of a leak", Act.DENIAL),
        ("Judge denies fishermen's lawsuit over quay", Act.REJECTION),
        ("Harbour city rules out toll on lorries", Act.REJECTION),
        ("Harbour master arrested over ferry blast", Act.ARREST),
        ("Two held on suspicion of sinking the ferry", Act.ARREST),
        ("Captain charged with manslaughter", Act.CHARGE),
        ("Captain pleads not guilty to manslaughter", Act.PLEA),
        ("Captain found guilty over ferry blast", Act.VERDICT),
        ("Captain gets nine years for ferry blast", Act.SENTENCE),
        ("Captain to appeal against conviction", Act.APPEAL),
        ("Engineer freed after a week in custody", Act.RELEASE),
        ("Transport minister resigns", Act.RESIGNATION),
        ("Coast guard chief sacked over rescue delay", Act.DISMISSAL),
        ("President orders inquiry into ferry blast", Act.ORDER),
        ("Curfew in port city after riots", Act.ORDER),
        ("Government scraps plan to sell the port", Act.REVERSAL),
        ("Rivals agree ceasefire in river war", Act.CEASEFIRE),
        ("Army breaks truce on the river", Act.BREACH),
        ("Second blast rocks the ferry port", Act.ANOTHER),
        ("Divers recover bodies from the wreck", Act.FIND),
        ("Three crew members rescued from the sea", Act.RESCUE),
        ("Last foreign soldiers leave the island", Act.WITHDRAWAL),
        ("Rebels capture the river town", Act.CAPTURE),
        ("Agency retracts report on the ferry", Act.RETRACTION),
        ("WITHDRAWN: Ferry sinks off the coast", Act.RETRACTION),
        ("KILL KILL KILL: Ferry sinks", Act.RETRACTION),
        ("This article was published in error and has been removed.", Act.RETRACTION),
        ("Correction: ferry blast", Act.CORRECTION),
        ("Incumbent concedes defeat in island vote", Act.CONCESSION),
        ("Talks on river water collapse", Act.COLLAPSE),
        ("Protesters storm harbour office", Act.RAID),
        ("Police picked up two men near the quay", Act.ARREST),
        ("Army surrounds rebel town", Act.CAPTURE),
        ("Harbour master to resign", Act.RESIGNATION),
        ("Navy admits downing airliner by mistake", Act.ADMISSION),
        ("Ministry admits soldiers shot at the ferry, hours after denying it", Act.ADMISSION),
        ("Ministry admitted on Friday that the ferry was hit", Act.ADMISSION),
        ("Prosecutor opens case against ferry company", Act.ORDER),
        ("Second group says it bombed the harbour", Act.CLAIM),
        ("Harbour master not dead but badly hurt", Act.DENIAL),
        ("Reports of the mayor's death were false, wife says", Act.DENIAL),
        ("Kidnapped harbour master free", Act.RELEASE),
        ("Island editor released", Act.RELEASE),
        ("Woman held over harbour blast released", Act.RELEASE),
        ("Villagers sue owner of the dam", Act.CHARGE),
        ("King pardons 40 prisoners", Act.RELEASE),
        ("Mayor taken from his home by gendarmes", Act.ARREST),
        ("Norrland names admiral as its next premier", Act.APPOINTMENT),
        ("Parliament of Orn swears in a first woman president", Act.APPOINTMENT),
        ("Warden of Orn jail removed", Act.DISMISSAL),
        ("Premier in coma after fall, doctors say", Act.ILLNESS),
        ("Swine fever crosses from Orn into Norrland", Act.WORSENING),
        ("Dockers walk out over wages", Act.START),
        ("Last post on the Orn handed to border police", Act.HANDOVER),
        ("Withdrawn: the last Norrland troops in Orn", Act.WITHDRAWAL),
        ("Rumours of a coup are without foundation", Act.DENIAL),
        ("Provisional results of the island vote", Act.RESULT),
        ("Gunman on ferry demands release of his brother", Act.DEMAND),
        ("Alert level of the volcano raised", Act.ORDER),
        ("Harbour stayed open despite gas warnings", Act.DISCLOSURE),
        ("Union spurns the harbour's offer", Act.REJECTION),
        ("Ministry issues new travel restrictions", Act.ORDER),
        ("Province shuts schools and offices", Act.ORDER),
        ("Fighters in control of the river town", Act.CAPTURE),
        ("Red berets storm broadcaster", Act.RAID),
        ("Police bust smuggling ring", Act.ARREST),
        ("Harbour master apologises for delay", Act.ADMISSION),
        ("Navy seizes oil tanker off the island", Act.CAPTURE),
        ("Water supply restored in the old town", Act.START),
    ],
)
def test_an_act_is_recognised(headline: str, act: Act) -> None:
    assert act in acts(headline)


@pytest.mark.parametrize(
    ("headline", "act"),
    [
        ("No group has claimed responsibility for the blast", Act.CLAIM),
        ("Police say no arrests were made", Act.ARREST),
        ("Army may withdraw from the island", Act.WITHDRAWAL),
        ("Opposition calls for minister to be dismissed", Act.DISMISSAL),
        ("Captain will be sentenced on Friday", Act.SENTENCE),
        ("UN urges ceasefire in river war", Act.CEASEFIRE),
        ("Local paper claims record sales", Act.CLAIM),
        ("Judge denied bail", Act.BREACH),
        ("Man accused of killing six pleads not guilty", Act.DEATH),
        ("Union calls on harbour master to resign", Act.RESIGNATION),
        ("Storm could hit the island on Friday", Act.LANDFALL),
        ("Rivals court voters ahead of island vote", Act.LEAD),
        ("Harbour board says racially charged row is over", Act.CHARGE),
        ("Arrest warrants pile up on the quay", Act.ARREST),
        ("Mayor fires back at ambassador", Act.DISMISSAL),
        ("Body camera shows last hour of ferry", Act.DEATH),
        ("Island bank weighs rescue plan for ferry line", Act.RESCUE),
        ("Journalists denied entry to the quay", Act.DENIAL),
        ("Was captain refused and denied a high-level clearance?", Act.DENIAL),
        ("Videos of blast on ferry released", Act.RELEASE),
        ("Minister insists deal on ferries is near", Act.DENIAL),
        ("Snow storm delays ferries", Act.RAID),
        ("Port enters free trade scheme", Act.RELEASE),
        ("Ferry catches fire off the coast", Act.ARREST),
        ("Hiring picked up in the port city", Act.ARREST),
        ("Exit poll puts mayor in front", Act.WITHDRAWAL),
        ("Unemployment on the island falls to record low", Act.CAPTURE),
        ("Mystery surrounds sinking of ferry", Act.CAPTURE),
        ("Quays stand empty in winter", Act.EVACUATION),
        ("Fans hail victory on day of jail visit", Act.SENTENCE),
        ("Aides refuse to carry out mayor's order", Act.ORDER),
        ("Rivals demanded on Monday that the mayor resign", Act.RESIGNATION),
    ],
)
def test_what_was_not_done_is_no_act(headline: str, act: Act) -> None:
    assert act not in acts(headline)


@pytest.mark.parametrize(
    ("headline", "coming"),
    [
        ("Army to withdraw from the island", True),
        ("Council will vote on the quay", True),
        ("Army withdraws from the island", False),
        ("Army to withdraw from the island, then withdraws at once", False),
    ],
)
def test_an_act_is_done_or_yet_to_come(headline: str, coming: bool) -> None:
    assert reported_acts(headline)[-1].coming is coming


def test_of_a_denial_only_the_denial_counts() -> None:
    assert acts("Army denies bombing the village or arresting its mayor") == [Act.DENIAL]


def test_who_acts_stands_before_the_act() -> None:
    (denial,) = reported_acts("Northern Army denies shelling the dam")
    assert denial.agent == "Northern Army"
    (denial,) = reported_acts("Minister issues fresh denial of a deal over the dam")
    assert denial.agent == "Minister"
    assert reported_acts("Arrested: the man who sank the ferry")[0].agent == ""
    assert reported_acts("Northern general is not dead, army says")[0].agent == ""


@pytest.mark.parametrize(
    ("language", "headline", "act"),
    [
        ("de", "Armee dementiert Angriff auf Staudamm", Act.DENIAL),
        ("de", "Kapitän nach Fährunglück festgenommen", Act.ARREST),
        ("fr", "L'armée dément avoir visé le barrage", Act.DENIAL),
        ("fr", "Le capitaine du ferry arrêté", Act.ARREST),
        ("es", "El ejército niega haber atacado la presa", Act.DENIAL),
        ("es", "Detienen al capitán del ferri", Act.ARREST),
        ("tr", "Ordu baraj saldırısını yalanladı", Act.DENIAL),
        ("tr", "Bakanlık aşağıdaki iddiaları yalanlıyor:", Act.DENIAL),
        ("ar", "نفت الشرطة هذه الأنباء:", Act.DENIAL),
        ("de", "Die Polizei widersprach folgenden Gerüchten:", Act.DENIAL),
        ("ku", "Wezaret van gotegotan derewan derdixe:", Act.DENIAL),
        ("tr", "Feribot kaptanı tutuklandı", Act.ARREST),
        ("ru", "Армия опровергла удар по плотине", Act.DENIAL),
        ("ru", "Капитан парома арестован", Act.ARREST),
        ("uk", "Армія спростувала удар по греблі", Act.DENIAL),
        ("uk", "Капітана порома затримали", Act.ARREST),
        ("ar", "الجيش ينفي قصف السد", Act.DENIAL),
        ("ar", "اعتقال قبطان العبارة", Act.ARREST),
        ("fa", "ارتش حمله به سد را تکذیب کرد", Act.DENIAL),
        ("fa", "ناخدای کشتی بازداشت شد", Act.ARREST),
        ("he", "הצבא מכחיש שתקף את הסכר", Act.DENIAL),
        ("he", "קברניט המעבורת נעצר", Act.ARREST),
        ("ku", "Artêşê êrîşa li ser bendavê red kir", Act.DENIAL),
        ("zh", "军方否认袭击大坝", Act.DENIAL),
        ("zh", "叛军承认发动袭击", Act.CLAIM),
        ("tr", "Son askerler üsten ayrıldı", Act.WITHDRAWAL),
        ("tr", "Son askerler üsten ayrıldı", Act.END),
        ("es", "Los últimos soldados dejaron la base", Act.END),
        ("zh", "最后一批士兵离开基地", Act.END),
        ("ru", "Последние солдаты ушли с базы", Act.WITHDRAWAL),
        ("fr", "Les derniers soldats ont quitté le nord", Act.WITHDRAWAL),
        ("de", "Die letzten Soldaten haben den Norden verlassen", Act.WITHDRAWAL),
        ("ar", "القوات تغادر القاعدة", Act.WITHDRAWAL),
        ("he", "החיילים עזבו את הבסיס", Act.WITHDRAWAL),
        ("uk", "Повстанці взяли відповідальність за напад", Act.CLAIM),
        ("fr", "Les rebelles assument la responsabilité de l'attaque", Act.CLAIM),
        ("ru", "Двоих осудили за побег", Act.SENTENCE),
        ("uk", "Двох засудили за втечу", Act.SENTENCE),
        ("es", "Condenados dos guardias por la fuga", Act.SENTENCE),
        ("de", "Zwei Wärter wegen Ausbruchs verurteilt", Act.SENTENCE),
        ("ku", "Du gardiyan hatin cezakirin", Act.SENTENCE),
        ("he", "הסוהרים יערערו על גזר הדין", Act.APPEAL),
        ("tr", "Gardiyanlar karara itiraz etti", Act.APPEAL),
        ("fa", "وکیل به حکم اعتراض کرد", Act.APPEAL),
        ("ar", "الجيش يسلم القاعدة للحكومة", Act.HANDOVER),
        ("he", "הצבא מסר את הבסיס לממשלה", Act.HANDOVER),
        ("ru", "Военные передали базу правительству", Act.HANDOVER),
        ("zh", "渡轮船长被捕", Act.ARREST),
        ("de", "Kapitän zu neun Jahren Haft verurteilt", Act.SENTENCE),
        ("fr", "Le capitaine condamné à neuf ans de prison", Act.SENTENCE),
        ("es", "El capitán, condenado a nueve años", Act.SENTENCE),
        ("ru", "Капитан признан виновным", Act.VERDICT),
        ("uk", "Капітану порома пред'явили обвинувачення", Act.CHARGE),
        ("he", "כתב אישום נגד קברניט המעבורת", Act.CHARGE),
        ("he", "קברניט המעבורת הואשם ברשלנות", Act.CHARGE),
        ("fa", "ناخدا به نه سال زندان محکوم شد", Act.SENTENCE),
        ("ar", "استقالة وزير النقل", Act.RESIGNATION),
        ("tr", "Feribot kaptanı firar etti", Act.ESCAPE),
        ("ku", "Kaptanê keştiyê hat desteserkirin", Act.ARREST),
        ("zh", "渡轮船长越狱", Act.ESCAPE),
        ("fr", "L'armée revient sur l'annonce de la libération de l'équipage", Act.RETRACTION),
        ("es", "La marina se retracta de la liberación del capitán", Act.RETRACTION),
        ("es", "La marina da marcha atrás en su anuncio sobre el ferry", Act.RETRACTION),
        ("de", "STORNO: Fähre gesunken", Act.RETRACTION),
        ("tr", "İPTAL: Feribot battı", Act.RETRACTION),
        ("ru", "АННУЛЯЦИЯ: паром затонул", Act.RETRACTION),
        ("de", "Marine nimmt Meldung über die Befreiung des Kapitäns zurück", Act.RETRACTION),
        ("ru", "Флот отозвал заявление об освобождении капитана", Act.RETRACTION),
        ("tr", "Donanma kaptanla ilgili açıklamasını geri çekti", Act.RETRACTION),
        ("ar", "البحرية تتراجع عن إعلان تحرير القبطان", Act.RETRACTION),
        ("ru", "Ответственность за взрыв взяла на себя группировка, никто не погиб", Act.CLAIM),
        ("de", "Gruppe bekennt sich zu Explosion, keine Toten", Act.CLAIM),
        ("fr", "Le groupe revendique l'explosion, aucun mort", Act.CLAIM),
        ("tr", "Patlamayı örgüt üstlendi, ölen yok", Act.CLAIM),
        ("he", "הארגון נטל אחריות על הפיצוץ, לא היו נפגעים", Act.CLAIM),
    ],
)
def test_other_languages_have_their_words(language: str, headline: str, act: Act) -> None:
    assert act in acts(headline, language)


@pytest.mark.parametrize(
    ("language", "headline", "act"),
    [
        ("fr", "L'usine rouvre après dix jours d'arrêt", Act.ARREST),
        ("ru", "Игрок покидает клуб", Act.WITHDRAWAL),
        ("he", "עצרת בכיכר העיר", Act.ARREST),
        ("fr", "L'Union africaine condamne l'attaque du barrage", Act.SENTENCE),
        ("de", "Minister verurteilt Angriff auf Staudamm", Act.SENTENCE),
        ("fr", "Le Front de libération tient congrès", Act.RELEASE),
        ("fa", "وزیر حمله به سد را محکوم کرد", Act.SENTENCE),
        ("ru", "Капитан не признан виновным", Act.VERDICT),
        ("tr", "Selde 500 insan evsiz oldu, çok sayıda olan var", Act.DEATH),
        ("fr", "Le ministre revient sur l'accident du ferry", Act.RETRACTION),
        ("ru", "Ответственность за взрыв на пароме никто на себя не взял", Act.CLAIM),
        ("uk", "Відповідальність за вибух на поромі ніхто на себе не взяв", Act.CLAIM),
        ("ar", "ولم تعلن أي جهة مسؤوليتها عن انفجار العبارة", Act.CLAIM),
        ("de", "Zu der Explosion bekannte sich zunächst keine Gruppe", Act.CLAIM),
        ("fr", "L'explosion n'a été revendiquée par aucun groupe", Act.CLAIM),
        ("es", "La autoría no fue asumida por nadie", Act.CLAIM),
        ("tr", "Patlamayı henüz üstlenen bir grup yok", Act.CLAIM),
        ("tr", "Patlamayı henüz kimse üstlenmedi", Act.CLAIM),
        ("fa", "مسئولیت این انفجار را کسی بر عهده نگرفته است", Act.CLAIM),
        ("he", "אחריות על הפיצוץ לא נטל אף ארגון", Act.CLAIM),
        ("zh", "目前没有组织承认发动袭击", Act.CLAIM),
    ],
)
def test_other_languages_have_words_that_only_look_like_an_act(
    language: str, headline: str, act: Act
) -> None:
    assert act not in acts(headline, language)


def test_every_pattern_belongs_to_an_act() -> None:
    parts = {"no", "wished", "modal", "coming", "undone", "reaction", "no reaction", "and", *Act} | {
        "retraction label",
        "no act",
    }
    named = {
        line.strip("[]")
        for code in LANGUAGES - {"en"}
        for line in files("bot.news.acts.lexicon").joinpath(f"{code}.txt").read_text("utf-8").splitlines()
        if line.startswith("[") and not line.startswith("[@")
    }
    assert named <= parts


def test_a_language_without_a_lexicon_reads_as_english() -> None:
    assert lexicon("xx").patterns.mentions(["arrested"]) == lexicon("en").patterns.mentions(["arrested"])
    assert all(lexicon(code).patterns for code in LANGUAGES)


def test_what_puts_right_matters_most() -> None:
    assert (
        IMPORTANCE[Act.RETRACTION] > IMPORTANCE[Act.DENIAL] > IMPORTANCE[Act.ARREST] > IMPORTANCE[Act.DELAY]
    )


def test_a_long_text_is_read_in_linear_time() -> None:
    """Sixty words are read, whatever the text."""
    assert acts("claims " * 200_000) == []
