"""The commonest words of English news, commonest first: words to avoid filing a query under.

Ranked by the number of articles that contain a word in any form (4,756 articles of twenty publishers, 2012 to
2020). Only the speed of the index depends on this list.
"""

WORDS = """
the to a of in and on for has is with said that it at as from be by an are was he this but his not who
president more after about will new do they trump people year make their were been one would out also report
state take over we time or which up other US going what house all when there than get called no if just i
national democrats come some like two told first into week day could last including american so can news now
our against know any back before while see you white how former country most republican support because
during government them washington work political officials use want issue public show give may election even
those him many campaign only office right way month senate down need donald think leader plan she led law
should administration left must according well her end find under united majority continue help part members
where trying videos statement security look since face both held asked tuesday still obama federal criticism
change vote following dont added another meeting these case between party very top world three whether watch
through such put run move then clear off questions point here group force much congress john talk open york
investigation act become long spoke wrote believe department policy close presidential deal bill efforts
high announced monday sign appeared million recent own next claims man things general released attack
decision several response began sen wednesday why press power cnn start keep place set number action nearly
provide court hearing bring family same post life authorities expected friday protect today thursday america
committee discuss secretary breaking turn possible without my around already your sought hope fight remain
means win allow later based good related among service us media business women killed never passed candidate
second twitter tweeted gop chief comments spending order far health home justice charges interview concerns
happened too every rules least push control pay old increase care stand different didnt raised earlier again
replay accused company though step term past story direct important job four stop rep early fire side sent
information fact record offered sunday allegations head program position big attorney barack police foreign
morning legal hours lawmakers lost involved play yet city representatives military building consider line
across matter night me war address result associated director agreed current until doesnt responded great
money create let potential seems process debate effect require failed hand funding focus name final full
suggested however away noted less might defense im reach something legislation feel large late team return
community race served aid better argued conservative challenge really share five senior center proposal ago
joined measure received street account warned event special reason organization system shooting wall voters
interest short view problem cause chairman economic despite threat children best few key strong vice
impeachment cut little congressional south attempt joe live defended once social death evidence adviser
enough history read russia target details decided photo school himself agency outside clinton images mark
message california demand level nothing hit confirmed described previously manage executive along certain
fall polls ever behind immediately fox hard growing cant lot robert latest coronavirus march each denied
conference instead serious role limit enforcement tax michael future moment billion rise threatened saturday
north private words forward able promise staff protests operations real speech approved committed
immigration additional theyre rate pressure six died repeatedly wont amid understand prevent filed economy
speaker trade biden stay initial ahead am november decades intelligence kind dead quickly opposed
development local toward further reform university china minority struck advertisement request test cost
allies risk within idea almost criminal third constitution texas russian expressed friends hill daily lawyer
paul similar isnt agreement june area international workers activity border minutes negotiations actually
july conduct referring particularly launched bad human judge significant refused rather mr carry contributed
together violated percent anti review prepared source list explain battle union opinion coverage wrong fear
answer urged free mike ban market thousands black documents inside co individuals impact citing drew sanders
florida air counsel due remarks george sure rejected declared specific fbi complete david rally primary
whose benefits total ties hundreds district illegal visit indicated ground governor removed avoid leadership
"""
