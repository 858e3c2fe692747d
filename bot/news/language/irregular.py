"""English forms that no stemmer brings together: one family per line, its base form first.

The irregular verbs and plurals of the news, without those that have the form of another common word (wound).
"""

FAMILIES = """
arise arose arisen
awake awoke awoken
bear bore borne
beat beaten
become became
begin began begun
bend bent
bite bit bitten
bleed bled
blow blew blown
break broke broken
breed bred
bring brought
build built
burn burnt
buy bought
catch caught
choose chose chosen
come came
crisis crises
deal dealt
dig dug
do did done does
draw drew drawn
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found
flee fled
fling flung
fly flew flown
forbid forbade forbidden
forget forgot forgotten
forgive forgave forgiven
foresee foresaw foreseen
freeze froze frozen
get got gotten
give gave given
go went gone goes
grow grew grown
hang hung
have has had
hear heard
hide hid hidden
hold held
keep kept
kneel knelt
know knew known
lay laid
lead led
learn learnt
leave left
lend lent
lie lain lying
light lit
lose lost
make made
mean meant
meet met
mislead misled
overcome overcame
overrun overran
overthrow overthrew overthrown
overtake overtook overtaken
pay paid
prove proven
rebuild rebuilt
resell resold
retake retook retaken
ride rode ridden
ring rang rung
rise rose risen
run ran
say said
see saw seen
seek sought
sell sold
send sent
shake shook shaken
shine shone
shoot shot
show shown
shrink shrank shrunk
sing sang sung
sink sank sunk
sit sat
slay slew slain
sleep slept
speak spoke spoken
speed sped
spend spent
spin spun
spring sprang sprung
stand stood
steal stole stolen
stick stuck
strike struck stricken
swear swore sworn
sweep swept
swim swam swum
swing swung
take took taken
teach taught
tear tore torn
tell told
think thought
throw threw thrown
undergo underwent undergone
understand understood
undertake undertook undertaken
uphold upheld
wake woke woken
wear wore worn
weave wove woven
weep wept
win won
withdraw withdrew withdrawn
withhold withheld
withstand withstood
write wrote written
analysis analyses
basis bases
child children
criterion criteria
foot feet
half halves
hypothesis hypotheses
knife knives
life lives
man men
mouse mice
person people
phenomenon phenomena
policeman policemen
serviceman servicemen
shelf shelves
spokesman spokesmen
thief thieves
tooth teeth
wife wives
wolf wolves
woman women
gunman gunmen
militiaman militiamen
"""

NAMES = "isis hamas abbas paris texas kansas dallas vegas wales james mars sars mers homs tunis laos"
"""Names that are not plurals: without its s, Hamas would be the city of Hama, and ISIS the agency ISI."""
