"""Words that the sentence splitter knows: abbreviations, and words that begin sentences."""

from collections.abc import Mapping
from functools import cache

NEVER_LAST = frozenset(
    str.split(
        """
        mr mrs ms messrs mx dr prof rev fr hon st ste mt ft gen lt col capt cmdr cdr adm maj sgt cpl pvt
        brig spc pfc msgt tsgt ssgt lcpl vadm radm sen sens rep reps gov govs pres supt insp det atty asst
        assoc dir vs v eg e.g ie i.e cf al viz approx ca jan feb mar apr aug sept sep oct nov dec hr fr.
        dipl ing mag bzw z.b d.h u.a usw. str nr bspw vgl evtl ggf mme mlle mm sr sra srta dra ud uds
        www prof.dr doç yrd av im hz çev ул им см т.е т.н
        brig.gen maj.gen lt.gen lt.col gén cmdt mgr mmes mlles env gral cnel núm pág aprox ee
        sig sigg dott dott.ssa avv cel exmo dhr mevr drs bijv płk ppłk mjr kpt sierż inż św godz tzw np m.in
        kl bl.a t.ex s.k org korg tümg tuğg tğg alb bnb yzb cad mah sok
        ген полк подп обл пос дер стр просп пл вул бл gnkur bşk cmte cmdte tte ofc comdr
        mons pdte lic amb bldg
        """
    )
)
"""Followed by a full stop, they do not end a sentence (in lower case, without the stop)."""

NEVER_LAST_IN: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "de": "abs bes bzgl ders einschl gegr geb gest inkl insb jh jhd lt max mind min rd sog st tägl"
        " tel verh zzgl zzt",
        "es": "admón art av avda cap cía ctra depto dpto edo gob ing prov sec sgto tel",
        "fr": "adj av bd boul cdt chap cne dép hab max min sté tél",
        "tr": "apt asb bşkn cumh kd müst onb öğr ort sn sok tğm tüma tuğa ütğm uzm",
        "ru": "акад бул гл гр д доц зам кап корп лейт наб нач пр пред р-н респ сек сен серж ст тов",
        "uk": "акад буд гол гр доц заст кап коп корп лейт нар пл пор просп пров прок р-н с серж смт ст",
    }.items()
}
"""The same by language: each is a word that may be the last in another."""

_ORDINALS = frozenset(map(str, range(100)))
_WRITE_ORDINALS = frozenset(["de", "tr", "da", "nb", "fi", "cs", "pl", "hu"])
"""Languages that write "3. Mai"."""


@cache
def never_last(language: str) -> frozenset[str]:
    """What does not end a sentence before a full stop in a language, by its primary subtag ("de")."""
    ordinals = _ORDINALS if language in _WRITE_ORDINALS else frozenset[str]()
    return NEVER_LAST | NEVER_LAST_IN.get(language, frozenset()) | ordinals


OFTEN_LAST = frozenset(
    str.split(
        """
        inc corp co ltd llc plc bros jr sr esq no nos a.m p.m u.s u.k u.n e.u d.c u.s.a u.a.e ph.d m.d b.c
        a.d st ave blvd rd etc sec usw vb vs. mass calif ariz fla conn pa va wash ill tenn mich minn wis ala
        ark colo ga ind kan ky la md mo mont neb nev okla ore tex vt wyo del dept est
        uu ee.uu tys mln proc ок руб долл чел др грн mio mrd tsd г гг р рр тыс млн млрд тис
        """
    )
)
"""They occur both at the end of a sentence and within one; the next word decides."""

STARTERS = frozenset(
    str.split(
        """
        The A An He She It They We I You This That These Those There Here But And Or Nor So Yet If When
        While Where Why What Who How In On At As By For From With After Before Since Until During Under
        Over Although Though Because Despite However Meanwhile Also Then Now Still Some Many Most Several
        Both Each Every All Another Other Others Not No One Two Three Its His Her Their Our My Your Even
        Just Only Once Until Unlike Officials Police Authorities According Last Earlier Later Instead Such
        Asked To Among Around About
        Der Die Das Den Dem Ein Eine Es Er Sie Wir Im Am Nach Bei Zu Zum Zur Auch Doch Aber Und Für Damit Dies
        В На По Он Она Они Это Об Как При После До Также Однако Но И С К О За Из От Для Между У Ранее Если
        Від З Про Під Це Вони Він Вона Та Також Після Але Як
        """
    )
)
"""After an ambiguous abbreviation, one of these words begins a sentence."""
