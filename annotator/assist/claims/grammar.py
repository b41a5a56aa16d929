"""Closed classes of English words: enough grammar to see where a clause and a noun phrase begin and end."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


PERSONAL = _listed("i he she it they we you one")
OBJECTS = _listed("me us him her them you it")
POSSESSIVE = _listed("his her its their our my your whose")
DETERMINERS = _listed(
    "the a an this these those some any no every each both all several many most few another such his her its "
    "their our my your either neither"
)
NUMBERS = _listed("one two three four five six seven eight nine ten eleven twelve dozens hundreds thousands")
BE = _listed("is are was were am be been being isn't aren't wasn't weren't 're 'm isn’t aren’t wasn’t weren’t")
HAVE = _listed("has have had having hasn't haven't hadn't hasn’t haven’t hadn’t 've")
DO = _listed("do does did don't doesn't didn't don’t doesn’t didn’t")
MODALS = _listed(
    "will would can could may might must shall should cannot can't couldn't won't wouldn't shouldn't mustn't "
    "can’t couldn’t won’t wouldn’t shouldn’t mustn’t 'll 'd"
)
AUXILIARIES = BE | HAVE | DO | MODALS | _listed("got gets get")
FINITE = (BE | HAVE | DO | MODALS) - _listed("be been being having")
RELATIVES = _listed("who which whom whose that")
INTERROGATIVES = _listed("whether if who what when where why how which whose whom")
COORDINATORS = _listed("and but or yet nor so then")
CONTRASTS = _listed("but while although though whereas yet despite however")
SUBORDINATORS = _listed(
    "because if when while although though as since unless until than whether where why how after before "
    "whereas lest once"
)
PREPOSITIONS = _listed(
    "of in on at by for from with to about against into over under between among during after before since "
    "until through without within near across behind beyond despite amid upon via inside outside around towards "
    "toward along above below like per following ahead"
)
INNER_ADVERBS = _listed(
    "also never not always already ever since long once now still only even just often again repeatedly "
    "reportedly n't previously recently then later earlier soon thus hence too twice nevertheless nonetheless "
    "therefore meanwhile instead aloud"
)
TIMES = _listed(
    "yesterday today tonight tomorrow monday tuesday wednesday thursday friday saturday sunday january february "
    "march april may june july august september october november december morning afternoon evening night week "
    "month year weekend spring summer autumn winter noon midnight earlier later last next ago"
)
DAYS = _listed(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow january february "
    "march april june july august september october november december"
)
OCCASIONS = _listed(
    "statement interview letter speech report tweet post email e-mail message opinion ruling article column "
    "memoir book conference briefing hearing testimony debate broadcast address filing affidavit note ceremony "
    "rally meeting visit court parliament documentary podcast memo complaint verdict blog response reply paper "
    "programme program channel website site account page newsletter lawsuit submission announcement television "
    "radio twitter facebook private public writing person front"
)
AUDIENCE = _listed(
    "reporters journalists lawmakers investors parliament congress voters senators members supporters "
    "colleagues court police viewers listeners delegates shareholders staff fans crowds media newsmen"
)
IRREGULAR_PASTS = _listed(
    "became began bent bit bled blew bought bound broke brought built burnt came caught chose clung cost crept "
    "cut dealt did dug drank drew dreamt drove ate fell fed felt fought found fled flew forbade forgot forgave "
    "froze gave got went grew had heard hid hit held hurt kept knew laid led leapt learnt left lent let lay lit "
    "lost made meant met paid put quit read rode rang rose ran said saw sought sold sent set shook shone shot "
    "showed shut sang sank sat slept slid spoke spent split spread sprang stood stole stuck stung struck swore "
    "swept swam swung took taught tore told thought threw understood upset woke wore wove wept won wound wrote "
    "outlived overran withdrew undertook"
)
COMMON_PRESENTS = _listed(
    "means needs wants goes comes makes takes gives shows runs works plays lies remains keeps costs leads faces "
    "owes has is does stands holds begins seems appears looks lives gets puts leaves knows thinks feels "
    "believes sees says tells breaks falls rises grows grow need want make take give know think feel believe "
    "see say tell owe face remain seem"
)
NOT_GERUNDS = _listed(
    "king thing something nothing anything everything morning evening building ceiling during string spring "
    "ring wing according sibling sterling pudding wedding being meeting hearing ruling housing funding training "
    "banking"
)
SINGULAR_S = ("ss", "us", "is")


def is_adverb(word: str) -> bool:
    """Tell whether a word is, or looks like, an adverb that may stand beside a verb."""
    return word in INNER_ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in NOT_ADVERBS)


NOT_ADVERBS = _listed(
    "family supply reply apply rely assembly italy july ally bully butterfly anomaly only early imply"
)


def is_finite(word: str) -> bool:
    """Tell whether a word surely or very probably is a finite verb, seen alone."""
    if word in FINITE or word in IRREGULAR_PASTS or word in COMMON_PRESENTS:
        return True
    return word.endswith("ed") and len(word) > 4 and not word.endswith(("eed", "hundred", "sacred"))


def is_gerund(word: str) -> bool:
    """Tell whether a word looks like a present participle."""
    return word.endswith("ing") and len(word) > 5 and word not in NOT_GERUNDS
