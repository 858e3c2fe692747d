"""Function words and first-person words, in lower case."""

FUNCTION_WORDS = frozenset(
    str.split(
        """
        a an the of in on at to for from by with and or but nor so as than that which who whom whose this
        these those it its he she they them their his her him i me my we us our you your is are was were
        be been being has have had do does did will would can could should may might must not no if while
        when where after before during about into over under between through up down out off also more
        most some any all such other only own same too very just then there here what how why said says
        der die das den dem des ein eine einen einem einer eines und oder aber in im an am auf aus bei mit
        nach seit von vom zu zum zur für durch ist sind war waren wird werden wurde wurden hat haben hatte
        nicht auch sich dass es sie er wie als um noch nur über vor le la les un une des du de et ou mais
        en dans par pour sur avec sans sous est sont était étaient a ont été être il elle ils elles ce
        cette ces qui que dont ne pas plus au aux se son sa ses leur leurs el los las una unos unas y o
        pero del al por para con sin es son era eran ha han sido ser que se su sus lo como no más este
        esta и в во на с со к ко по из за от до у о об не что это как но а же бы был была было были его ее
        их он она они ve ile bir bu da de için olan olarak daha çok en ki في من على إلى عن أن إن التي الذي
        مع هذا هذه كان كانت قد لا ما أو ثم بعد قبل و
        """
    )
)
"""Words without a meaning of their own, in several languages."""

FIRST_PERSON = frozenset(
    str.split("i we my our us me mine ours myself ourselves i'm we're i've we've i'd i'll we'll")
)
