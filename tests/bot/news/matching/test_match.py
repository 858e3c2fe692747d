"""Which texts meet which queries, and when an article is about a topic rather than mentions it."""

import pytest

from bot.news import query
from bot.news.matching import match
from bot.news.matching.prominence import NEAR

MET = [
    # query, text, met?, why
    ("withdraw", "They withdraw.", True, "the word itself"),
    ("withdraw", "She withdraws.", True, "third person"),
    ("withdraw", "They withdrew.", True, "irregular past"),
    ("withdraw", "They have withdrawn.", True, "irregular participle"),
    ("withdraw", "The withdrawal began.", True, "noun of the verb"),
    ("withdraw", "Withdrawing takes months.", True, "present participle"),
    ("withdrawal", "They withdrew.", True, "any form stands for all"),
    ("soldier", "Two soldiers died.", True, "plural"),
    ("soldiers", "A soldier died.", True, "singular"),
    ("leave", "The last unit left.", True, "irregular past of leave"),
    ("strike", "Jets struck the depot.", True, "irregular past of strike"),
    ("child", "Three children were hurt.", True, "irregular plural"),
    ("wound", "The wind rose.", False, "no family of look-alike forms"),
    ("isis", "The ISI denied it.", False, "an agency's name is no singular of ISIS"),
    ("Hama", "Hamas fired rockets", False, "a name is no plural"),
    ("Houthi", "Houthis fired rockets", True, "but a people has one"),
    ("ai", "Training started.", False, "whole words only: inside"),
    ("ai", "An AI's answer.", True, "whole words only: possessive"),
    ("iran", "Iranian officials met.", False, "an adjective is another word"),
    ("cat", "The category changed.", False, "whole words only: beginning"),
    ("raqqa", "RAQQA FALLS", True, "case folded in the text"),
    ("RAQQA", "raqqa falls", True, "case folded in the query"),
    ("Raqqa", "Raqqa's hospital", True, "possessive"),
    ("Raqqa", "Raqqa’s hospital", True, "possessive with a curly apostrophe"),
    ("Raqqa's", "in Raqqa", True, "possessive in the query"),
    ("Raqqa", "al-Raqqa province", True, "article before a hyphen in the text"),
    ("al-Raqqa", "Raqqa province", True, "article before a hyphen in the query"),
    ("ar-Raqqah", "al-Raqqa", True, "-ah and -a are one ending"),
    ("Raqqa", "ar-Raqqah", True, "-ah and -a, the other way"),
    ('"Raqqa"', "ar-Raqqah", False, "quotes switch endings off"),
    ("Sana'a", "Sanaa airport", True, "apostrophe inside a name"),
    ("Sanaa", "Sana’a airport", True, "curly apostrophe inside a name"),
    ("Quran", "the Qur'an", True, "apostrophe inside a word"),
    ("don't", "they don’t know", True, "contraction"),
    ("Erdogan", "Erdoğan said", True, "accents folded in the text"),
    ("Erdoğan", "Erdogan said", True, "accents folded in the query"),
    ("naive", "a nai\u0308ve plan", True, "decomposed accent"),
    ("Istanbul", "İstanbul'da", False, "a Turkish suffix is more than a possessive"),
    ("Istanbul", "İstanbul yakınlarında", True, "dotted capital I"),
    ("strasse", "Die Straße ist zu", True, "sharp s"),
    ("Lodz", "w Łodzi i Łódź", True, "Polish l with stroke"),
    ("ISIS", "I.S.I.S. claimed it", True, "dotted acronym"),
    ("U.S.", "the US said", True, "dotted acronym in the query"),
    ("US", "U.S. forces", True, "dotted acronym in the text"),
    ("US", "they told us", False, "capitals of an acronym are another word than the pronoun"),
    ("us", "US forces", True, "small letters stand for capitals too"),
    ("WHO", "those who knew", False, "WHO is not who"),
    ("WHO", "the WHO said", True, "WHO is WHO"),
    ("IS", "this is it", False, "IS is not is"),
    ('"US troops"', "told us troops left", False, "acronyms inside a phrase"),
    ("état", "un coup d'État", True, "French elision"),
    ('"islamic state"', "the Islamic State group", True, "phrase"),
    ('"islamic state"', "the Islamic states", False, "no inflections in quotes"),
    ('"islamic state"', "the state is Islamic", False, "a phrase has an order"),
    ('"islamic state"', "Islamic, state-run", True, "punctuation does not part words"),
    ('"soldier"', "soldiers", False, "a quoted word is only itself"),
    ('"soldier"', "A Soldier's tale", True, "quoted: case and possessive still folded"),
    ('"a b c"', "a b b c", False, "every word of a phrase"),
    ('"state"', "State", True, "quoted: case folded"),
    ("pull-out", "they pulled out", True, "hyphenated: inflected, side by side"),
    ("pull-out", "a pullout began", True, "hyphenated: written together"),
    ("pull-out", "the pull-outs", True, "hyphenated: plural"),
    ("pull-out", "they pulled troops out", False, "hyphenated: not apart"),
    ("pull-out", "out they pull", False, "hyphenated: in order"),
    ("alpha bravo", "bravo and alpha", True, "AND in any order"),
    ("alpha bravo", "alpha only", False, "AND needs both"),
    ("alpha OR bravo", "bravo only", True, "OR needs one"),
    ("alpha OR bravo", "charlie", False, "OR needs one at least"),
    ("alpha -bravo", "alpha", True, "NOT: absent"),
    ("alpha -bravo", "alpha bravos", False, "NOT: inflected"),
    ("alpha -(bravo OR charlie)", "alpha charlie", False, "NOT of a group"),
    ("alpha -(bravo charlie)", "alpha charlie", True, "NOT of both, one there"),
    ("alpha bravo OR charlie", "charlie", True, "AND binds tighter than OR: right"),
    ("alpha bravo OR charlie", "alpha", False, "AND binds tighter than OR: left"),
    ("alpha (bravo OR charlie)", "charlie", False, "parentheses"),
    ("any(alpha, bravo)", "bravo", True, "list"),
    ('any(alpha, "bravo charlie")', "bravo x charlie", False, "phrase in a list"),
    ("withd*", "withdrawn", True, "prefix"),
    ("withd*", "with", False, "a prefix is the beginning"),
    ("raq*", "ar-Raqqah", True, "prefix after an article"),
    ("raq*", "Iraq", False, "a prefix is no infix"),
    ("erdo*", "ERDOĞAN", True, "prefix folded"),
    ("alpha NEAR/2 bravo", "alpha x bravo", True, "two words apart"),
    ("alpha NEAR/2 bravo", "bravo x alpha", True, "either order"),
    ("alpha NEAR/2 bravo", "alpha x x bravo", False, "three words apart"),
    ("alpha NEAR/1 bravo", "alpha, bravo", True, "side by side"),
    ("alpha NEAR/8 alpha", "alpha x", False, "a word is not beside itself"),
    ("alpha NEAR/8 alpha", "alpha x alpha", True, "but beside its like"),
    ('"a b" NEAR/2 c', "c x a b", True, "from the near end of a phrase"),
    ('"a b" NEAR/1 c', "a b x c", False, "not from the far end"),
    ("withdraw NEAR/8 any(troop, soldier)", "pulls and withdraws its soldiers", True, "list beside"),
    ("alpha NEAR/2 bravo NEAR/2 charlie", "alpha bravo charlie", True, "chain"),
    ("alpha NEAR/1 bravo NEAR/1 charlie", "alpha x bravo charlie", False, "broken chain"),
    ("pull NEAR/5 out NEAR/5 Syria", "pulls its soldiers out of Syria", True, "separable verb"),
    (
        "strike NEAR/5 Iran",
        "OpenAI strikes deal; far below, much later and elsewhere, Iran",
        False,
        "far apart",
    ),
    ("title:alpha", "alpha", False, "title only"),
    ("الرقة", "انفجار في الرقة", True, "Arabic"),
    ("الرقة", "انفجار في الرَّقّة", True, "Arabic diacritics"),
    ("الرقة", "انفجار في الرقه", True, "ta marbuta as ha"),
    ("الرقة", "قصف بالرقة", True, "with the preposition bi-"),
    ("الرقة", "حلب والرقة", True, "with wa-"),
    ("الرقة", "للرقة", True, "with li-"),
    ("داعش", "هجوم لداعش", True, "preposition without article"),
    ("داعش", "وداعش", True, "conjunction without article"),
    ("احمد", "أحمد", True, "hamza on alef"),
    ("على", "علي", True, "alef maqsura"),
    ("محمـــد", "محمد", True, "tatweel"),
    ("الرقة", "البرقة", False, "another Arabic word"),
    ("کابل", "كابل", True, "Persian kaf"),
    ("שלום", "שָׁלוֹם", True, "Hebrew points"),
    ("Сирия", "в Сирии", True, "Russian case"),
    ("войска", "вывод войск", True, "Russian genitive"),
    ("Ёлкин", "Елкин", True, "Russian yo"),
    ("Ελλάδα", "της Ελλάδας", True, "Greek case and accent"),
    ("हिन्दी", "हिन्दी में", True, "Hindi with vowel signs"),
    ('"हिन्द"', "हिन्दी", False, "a vowel sign is part of the word"),
    ("伊斯兰国", "极端组织伊斯兰国声称", True, "Chinese inside a sentence"),
    ("伊斯兰国", "伊斯兰教国家", False, "Chinese characters in order"),
    ('"伊斯"', "伊斯兰", True, "Chinese quoted"),
    ("ラッカ", "シリアのラッカで", True, "Japanese"),
    ("서울", "서울 공격", True, "Korean"),
    ("서울*", "서울에서", True, "Korean with a particle, by prefix"),
    ("F-16", "two F-16s", False, "a letter after figures makes another word"),
    ("F-16", "an F-16 and an F16", True, "figures"),
    ("alpha", "alpha_bravo", True, "an underscore parts words"),
    ("alpha", "#alpha", True, "hashtag"),
    ("example", "www.example.com", True, "a dot parts words"),
]


@pytest.mark.parametrize(("text", "article", "met", "why"), MET, ids=[f"{q} | {why}" for q, _, _, why in MET])
def test_query_meets_text(text: str, article: str, met: bool, why: str) -> None:
    assert (match.score(query.parse(text), match.document("", article)) is not None) is met, why


@pytest.mark.parametrize(
    ("text", "language", "article"),
    [
        ("soldat", "fr", "des soldats français"),
        ("Truppe", "de", "der Abzug der Truppen"),
        ("soldado", "es-MX", "los soldados"),
        ("soldato", "it", "i soldati"),
        ("asker", "tr", "askerler"),
        ("troop", "ar", "US troops"),
        ("troop", "xx", "US troops"),
        ("الرقة", "en", "في الرقة"),
    ],
)
def test_words_are_stemmed_in_the_language_and_script_of_the_article(
    text: str, language: str, article: str
) -> None:
    assert match.score(query.parse(text), match.document("", article, language)) is not None


def test_a_language_without_stemmer_meets_whole_forms_only() -> None:
    topic_query = query.parse("vojnik")
    assert match.score(topic_query, match.document("", "Vojnik je otišao", "hr"))
    assert match.score(topic_query, match.document("", "vojnika", "hr")) is None


def test_title_and_text_are_two_places() -> None:
    topic_query = query.parse("title:alpha bravo")
    assert match.score(topic_query, match.document("Alpha news", "bravo"))
    assert match.score(topic_query, match.document("News", "alpha bravo")) is None
    assert match.score(query.parse('"alpha bravo"'), match.document("alpha", "bravo")) is None
    assert match.score(query.parse("alpha NEAR/50 bravo"), match.document("alpha", "bravo")) is None


def test_what_is_together_in_the_title_may_have_company_in_the_text() -> None:
    topic_query = query.parse("(leave NEAR/3 troop) NEAR/5 US")
    assert match.score(topic_query, match.document("Troops leave Niger", "US officers said so."))
    assert match.score(topic_query, match.document("US plan", "Troops leave Niger."))
    assert match.score(topic_query, match.document("Troops out", "US officers leave.")) is None
    late = match.document("Troops leave Niger", "One two three four five US.")
    assert match.score(topic_query, late) is None


def test_a_mention_in_passing_still_lets_a_story_take_the_report() -> None:
    result = match.score(
        query.parse("Raqqa"), match.document("Rain", "Roads in Hama, Homs and Raqqa are wet.")
    )
    assert result is not None
    assert NEAR <= result.score < match.THRESHOLD


def test_terms_are_the_words_as_written_each_once() -> None:
    document = match.document(
        "Raqqa falls", "Troops left al-Raqqa. RAQQA was the Islamic\nState's capital; troops rest."
    )
    result = match.score(
        query.parse('Raqqa troop "islamic state" withdraw OR Raqqa troop "islamic state"'), document
    )
    assert result is not None
    assert result.terms == ("Raqqa", "Troops", "Islamic State's")


FILLER = " ".join(f"Sentence number {n} of the report speaks of wholly other matters." for n in range(60))
LATE = (
    "Nine people have died and forty were hurt on Monday as a lorry full of melons rolled into a long queue "
    "of people"
)


@pytest.mark.parametrize(
    ("title", "text", "about", "why"),
    [
        ("Raqqa hospital reopens", "Doctors return after years.", True, "the title says it"),
        (
            "Hospital reopens",
            "Doctors in Raqqa return after years.",
            True,
            "the first line of a summary says it",
        ),
        (
            "Blasts rock city",
            f"Raqqa was hit on Monday. Raqqa has seen worse. {FILLER}",
            True,
            "the lead says it",
        ),
        ("A long report", f"{FILLER} The family once lived in Raqqa.", False, "the last line mentions it"),
        ("A long report", f"{FILLER} Raqqa. {FILLER}", False, "one word in the middle of a long text"),
        (
            "A long report",
            f"{FILLER} Raqqa. ".replace("report", "report from Raqqa"),
            True,
            "all the way through",
        ),
        (
            "",
            f"Raqqa fell on Monday, and Raqqa was silent. {FILLER}",
            True,
            "without a title the lead must do",
        ),
        ("Bus fares", "Coaches run to Homs, Aleppo, Raqqa and Hama all winter.", False, "one name of a list"),
        ("Jets out again", "They hit depots in Homs and Raqqa at night.", True, "of two, each counts"),
        ("Rain", "Roads in Hama, Raqqa and Homs are wet.", False, "in the middle of a list"),
        ("Rain", "Roads in Raqqa, Hama and Homs are wet.", False, "first of a list"),
        ("Schools open", "Raqqa, Hama and Homs open theirs in autumn.", True, "the sentence begins with it"),
        ("Talks held", "It was between Hama, Homs and Raqqa elders.", True, "who is between others is in it"),
        ("Blasts in Homs, Raqqa and Hama", "Nobody claimed them.", True, "a title names what it is about"),
        ("New album", "The singer's drummer comes from Raqqa.", False, "where somebody is from"),
        ("Poet wins prize", "She was born in Raqqa and lives in Graz.", False, "where a life began"),
        ("Walk for charity", "He lost a friend in Raqqa in 2017.", False, "where something was long ago"),
        ("Brothers held", "Both were seized in Raqqa in May.", True, "what is of this year"),
        ("Hot summer", "It was dry from Geneva to Raqqa.", False, "from one end to the other"),
        ("Few go home", "Hardly a bus goes to Idlib or Raqqa.", False, "one of two that are no scene"),
        ("Unrest", "Nobody has links to Raqqa, police say.", False, "what it has nothing to do with"),
        ("Rain", "Rivers rose.\nREAD MORE: Blast in Raqqa kills six", False, "a line that leads elsewhere"),
        ("Mayor sorry", "He had compared his town to Raqqa.", False, "what something is compared to"),
        ("Exam results", "She left before Raqqa fell.", False, "the subject of a clause of time"),
        ("War room", "The army said that Raqqa fell.", True, "what is said is the news"),
        ("Families on the road", "They fled on foot from Raqqa.", True, "where somebody flees from"),
        ("Families on the road", "Refugees from Raqqa crossed the river.", True, "the sentence goes on"),
        ("Bus fares", "A blast in Raqqa, Syria, and police said so.", True, "a country after a place"),
        ("Trip", "He saw Homs and Raqqa. Raqqa was calm.", True, "another mention is none of a list"),
        (
            "Film review: a shop of one's own",
            "What happens in Raqqa is far away here.",
            False,
            "no news at all",
        ),
        (
            "'We are so tired of dust'",
            "A storm in Raqqa has killed four, medics said.",
            True,
            "news below art",
        ),
        (
            "Novel of the week: from Raqqa to Rome",
            "It follows three sisters.",
            False,
            "where a tale comes from",
        ),
        ("Refugees from Raqqa reach Crete", "Their boat was found at dawn.", True, "where people come from"),
        (
            "Quiz: who called her town 'Raqqa'?",
            "Ten questions about mayors.",
            False,
            "a quiz about a quotation",
        ),
        (
            "Homs opens bus station",
            "The coaches to Raqqa leave on Friday.",
            False,
            "the title's town is another",
        ),
        ("Syria opens bus station", "The coaches to Raqqa leave on Friday.", True, "its country is none"),
        (
            "Dutch court hears cook",
            "The stew was made in Raqqa, a witness said.",
            False,
            "a court sits elsewhere",
        ),
        (
            "Dutch jets strike depot",
            "It burned in Raqqa for hours, medics said.",
            True,
            "jets come from there",
        ),
        ("Ten years after blast, city mourns", "The bomb had come from Raqqa by bus.", False, "looking back"),
        ("Railway plans tram", "It is to cross Aleppo by May; Raqqa must wait.", False, "an afterthought"),
        (
            "Melon lorry kills nine",
            f"{LATE} outside a bakery just south of Raqqa.",
            True,
            "late, but the scene",
        ),
        ("Melon lorry kills nine", f"{LATE}, Raqqa's civil council said.", True, "late, but who speaks"),
        ("Youths held", f"{LATE}, and were accused of joining Raqqa.", True, "late, but what they belong to"),
        ("Melon lorry kills nine", f"{LATE} that had come by Raqqa.", False, "late, and no scene"),
        ("Melon lorry kills nine", f"{LATE}; one man had lived in Raqqa.", False, "late, in somebody's life"),
        (
            "Melon lorry kills nine",
            f"{LATE}. They are seldom seen in Raqqa.",
            False,
            "late, in a later sentence",
        ),
    ],
)
def test_about_not_mentioned(title: str, text: str, about: bool, why: str) -> None:
    result = match.match("raqqa", query.parse("Raqqa"), match.document(title, text))
    assert (result is not None) is about, why


def test_every_part_of_a_query_counts() -> None:
    document = match.document(
        "Alpha wins the vote", f"Alpha won. Alpha is glad. {FILLER} A bravo is somewhere."
    )
    assert match.match("t", query.parse("alpha"), document)
    assert match.match("t", query.parse("alpha bravo"), document) is None


def test_scores_below_the_threshold_can_be_seen() -> None:
    topic_query, document = query.parse("Raqqa"), match.document("A long report", f"{FILLER} Raqqa.")
    result = match.score(topic_query, document, "raqqa")
    assert result is not None
    assert result.topic_id == "raqqa"
    assert 0 < result.score < match.THRESHOLD
    assert match.match("raqqa", topic_query, document) is None


def test_an_empty_article_meets_nothing() -> None:
    assert match.score(query.parse("alpha"), match.document("", "")) is None
