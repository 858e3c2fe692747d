"""Words that the sentence splitter knows: abbreviations, and words that begin sentences."""

NEVER_LAST = frozenset(
    str.split(
        """
        mr mrs ms messrs mx dr prof rev fr hon st ste mt ft gen lt col capt cmdr cdr adm maj sgt cpl pvt
        brig spc pfc msgt tsgt ssgt lcpl vadm radm sen sens rep reps gov govs pres supt insp det atty asst
        assoc dir vs v eg e.g ie i.e cf al viz approx ca jan feb mar apr aug sept sep oct nov dec hr fr.
        dipl ing mag bzw z.b d.h u.a usw. str nr bspw vgl evtl ggf mme mlle mm sr sra srta dra ud uds
        www prof.dr doç yrd av im hz çev г гг ул им тыс млн млрд см т.е т.н
        brig.gen maj.gen lt.gen lt.col gén cmdt mgr mmes mlles env gral cnel núm pág aprox ee
        sig sigg dott dott.ssa avv cel exmo dhr mevr drs bijv płk ppłk mjr kpt sierż inż św godz tzw np m.in
        kl bl.a t.ex s.k org korg tümg tuğg tğg alb bnb yzb cad mah sok
        ген полк подп обл пос дер стр просп пл вул тис
        """
    )
)
"""Followed by a full stop, they do not end a sentence (in lower case, without the stop)."""

OFTEN_LAST = frozenset(
    str.split(
        """
        inc corp co ltd llc plc bros jr sr esq no nos a.m p.m u.s u.k u.n e.u d.c u.s.a u.a.e ph.d m.d b.c
        a.d st ave blvd rd etc usw vb vs. mass calif ariz fla conn pa va wash ill tenn mich minn wis ala
        ark colo ga ind kan ky la md mo mont neb nev okla ore tex vt wyo del dept est
        uu ee.uu tys mln proc ок руб долл чел др грн
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
        """
    )
)
"""After an ambiguous abbreviation, one of these words begins a sentence."""
