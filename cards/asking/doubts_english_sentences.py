"""What makes a card of an English sentence doubtful: of what it tells is not said, or its answer says nothing alone."""

from __future__ import annotations

import re

from cards.asking.doubts_english_subjectless import doubt_of_left_out
from cards.asking.doubts_english_vague import doubt_of_vague
from cards.asking.fact import Fact
from cards.asking.guessable import TOLD
from cards.asking.scope import Scope
from cards.language.english.deeds import says
from cards.language.english.gaps_plain import PLAIN
from cards.language.english.grammar import clause, is_pointing, tagged, without_article
from cards.language.english.indirect import asks_clause, is_whole_clause
from cards.language.english.pieces import is_surely_turned
from cards.language.english.turning import PIECE
from cards.language.finding import BLANK, Ask
from cards.language.text import key, words


def doubt_of_sentence(fact: Fact, answer: str, scope: Scope) -> str:
    """What of a sentence speaks against asking it."""
    if fact.about and (
        re.fullmatch(r"\(?(?:\w{1,2}|[ivx]{1,5})\)", fact.about)
        or re.search(r"\?\?|\b(?:preceding|above-?mentioned)\b", fact.about, re.I)
        or re.match(r"the (?:above|below)\s", fact.said, re.I)
    ):
        return "its term is no name"
    plainly = "`" in fact.about or key(fact.about) == key(scope.name)
    if fact.ask is Ask.DOES and fact.sort == "deed" and not plainly:
        return "anything might be said of what it does"
    if why := doubt_of_left_out(fact, answer, scope) or doubt_of_vague(fact, answer, scope, plainly):
        return why
    if fact.ask is Ask.DOES and _MAY_ANYTHING.match(fact.said):
        return "anything might be said of what it does"
    if fact.ask is Ask.OWN and re.search(r"\bif (?:yes|no|so|not|true|false)$|\bif (?:he|she)\b", fact.said):
        return "it does not say of what it tells"
    if fact.ask is Ask.OWN and fact.sort in _TURNED:
        if re.search(r"\b(?:this|these|those|such)\b", fact.said, re.I):
            return "it points at what is not there"
        if _TAKES_IT.match(fact.said):
            return "it points at what is not there"
        if re.search(r"\b(?:and|or|but|then|to|of|with)$", fact.said):
            return "it was cut in the middle of a sentence"
    if fact.ask in {Ask.DOES, Ask.OWN} and re.search(r"\b(?:this|these|those)$", fact.said):
        return "it points at what is not there"
    if fact.ask in {Ask.DOES, Ask.WHAT} and re.search(r"\b(?:that|which|to) \w+ (?:this|these|those)$", answer):
        return "it points at what is not there"
    if fact.ask is Ask.DOES and _GIVES.search(fact.said) and _SOME.match(answer):
        return "its answer says little"
    if fact.ask is Ask.DOES and _VAGUE.match(answer) and not _TOLD_BY_EXAMPLE.search(answer):
        return "its answer says little"
    if fact.ask is Ask.DOES and _STRIVES.search(fact.said):
        return "its answer says little"  # what a firm is committed to is what every firm is
    if fact.ask is Ask.DOES and _POINTS_AT_DEED.search(answer):
        return "it points at what is not there"
    if fact.ask is Ask.DOES and (_OR_ELSE.search(answer) or is_cut_in_word(answer, scope.texts.get(fact.line, ""))):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.DOES and _GIVES.search(fact.said) and key(fact.about) != key(scope.name):
        verb = fact.said.split()[-1]
        if re.search(rf"\band (?:also )?{verb}s? {re.escape(answer[:12])}", scope.texts.get(fact.line, "")):
            return "anything might be said of what it does"
    if fact.ask is Ask.DOES and re.match(r"(?:what|which|how)\s[^,]*,\s[\w-]+$", answer):
        return "it was cut in the middle of a sentence"  # "what a user, role": its verb is gone
    if fact.about and fact.ask is Ask.DOES and _is_done_to(fact.about):
        return "its term is no name"  # "Ropes written" of "Ropes written in the log apply to all boats"
    if fact.ask in {Ask.WHY, Ask.OWN} and re.search(r"[a-z.]\s?\.\s(?:It|The|This|That|We|You|In|If)\s", fact.said):
        return "it was cut in the middle of a sentence"  # two sentences of which one became a question
    if fact.ask in {Ask.IF, Ask.WHY} and re.search(r"\bthe (?:latter|former)\b", f"{fact.said} {answer}", re.I):
        return "it points at what is not there"
    there = _MAY_BE_DONE.search(fact.said) if fact.sort == "done" else None
    of_heading = there is not None and key(without_article(there["what"])) in key(scope.name) and len(there["what"]) > 3
    if there and (there["for"] or not of_heading):
        return "anything might be said of what it does"
    cut = re.search(r"\s(?:about|for|to|with|in|of|by|from|on|as|at)$", answer) is not None
    if fact.ask in {Ask.DOES, Ask.PURPOSE} and cut and not is_whole_clause(answer):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.DOES and ", but " in answer and re.search(r"\bnot\b|n't\b", fact.said):
        return "it tells of several things at once"
    if fact.ask is Ask.DOES and re.match(r"\W+\sand\s\W+\s(?:is|are)\s", answer):
        return "its verb is a name there"  # "Braces { and } are used to …"
    if fact.ask is Ask.DOES and _runs_on(answer):
        return "it was cut in the middle of a sentence"
    if fact.ask in TOLD and fact.about:
        bare = re.sub(r"^(?:an?|the)\s", "", answer.lower())
        if re.match(r"no[t]?\s", answer, re.I) or (" " not in bare and bare.removesuffix("s") in _COMMON):
            return "its answer says nothing by itself"
        role = fact.ask is Ask.DOES and _ROLE.search(fact.about) and fact.sort != "deed"
        if is_common(fact.about, scope) or (role and key(fact.about) != key(scope.name)):
            return "of which one it tells is not said"
        # "The probe tells whether the soil is dry" says of which probe: of the one that does.
        # … and "stacking" is no one of several.
        plain = " " not in fact.about and fact.about[:1].islower() and not _CLAUSE.match(answer)
        plain = plain and not re.search(r"[a-z]{3}ing$", fact.about)
        if fact.ask is Ask.DOES and plain and key(fact.about).removesuffix("s") not in key(scope.name):
            return "of which one it tells is not said"
        if re.search(r"\b(?:may|can|will|must|might|should|would)$", fact.about):
            return "it was cut in the middle of a sentence"
        if re.match(
            r"(?:dozens|hundreds|thousands|lots|plenty|most|majority) of\b|(?:final|second|third|other|next|last"
            r"|same|previous|preceding|foregoing)\s",
            fact.about,
            re.I,
        ):
            return "of which one it tells is not said"
        if fact.ask is Ask.WHAT and _OF_ANOTHER.fullmatch(fact.about):
            return "of which one it tells is not said"
        if re.fullmatch(r"[A-Z]\d?|[a-z]\d", fact.about):
            return "of which one it tells is not said"
        if fact.about.split()[0].lower() in _OTHERS:
            return "of which one it tells is not said"
        if fact.about in _DEEDS or _IMPLIES.match(fact.about):
            return "it was cut in the middle of a sentence"
        if (
            fact.ask is Ask.DOES
            and fact.sort != "when"
            and not (asks_clause(fact.said) and _CLAUSE.match(answer))
            and re.match(
                r"(?:when(?! to)|where|while|as|due to|you|we|it|they|you've|we're|because|depending|according)\b",
                answer,
                re.I,
            )
        ):
            return "its answer says nothing by itself"
        if re.search(r"\b(?:want|try|seek|aim) to do$", fact.said):
            return "its answer says nothing by itself"
        if fact.ask is Ask.WHAT and _HOW_IT_IS.match(answer):
            return "it says how its term is, not what it is"
        if fact.ask is Ask.WHAT and _SUPERLATIVE.match(answer):
            return "of what it is so is not said"
        if re.search(
            r"\b(?:this|these|those|that (?:exact|same|very))\s[a-z]+\b|\b(?:way|method|ability|means) to \w+$",
            answer,
            re.I,
        ):
            return "it points at what is not there"
        if re.match(
            r"(?:such (?:an?|that)|the (?:following|format|same)|one of|two(?! or more)|three|several|some|many)\b",
            answer,
            re.I,
        ):
            return "its answer says nothing by itself"
    if fact.sort in {"value", "leads"} and re.fullmatch(r"[\d.,%]+", answer):
        return "a bare number does not say what a thing is"
    said = fact.said.replace(BLANK, "it")
    if fact.ask is Ask.WHY:
        if said.endswith((" here", " it", " this")):
            return "it does not say of what it tells"
        named = re.match(r"(?:it|they)\s", answer) and (main := clause(tagged(said) or ())) and main.subject
        if _ADDS.match(answer) and not named:  # "it" is what the question names: "the model is practical — why?"
            return "its reason leans on a sentence before it"
        if is_pointing(said) or re.match(r"(?:you|we|in the|when|if|although|while|as long)\b", said, re.I):
            return "it does not say of what it tells"
        if (tokens := tagged(said)) and clause(tokens) is None and not said.startswith("`"):
            return "it does not say of what it tells"
        if len(answer.split()) < 3:
            return "its reason is a bare name"
    if fact.ask is Ask.IF and fact.sort not in {"at a value", "in a state"}:
        condition = re.sub(
            r"^(?:if|when|once|whenever|as soon as|as long as|even (?:if|when|though)|though|although|unless|as)\s",
            "",
            said,
            flags=re.I,
        )
        if re.match(
            r"(?:he|she|they|it|this|that|something|someone|i|we|his|her)\b|.*\s(?:it|them|this|these|those)$",
            condition,
            re.I,
        ):
            return "it does not say of what it tells"
        if ";" in said or re.fullmatch(r"(?:yes|no|so|not|any|true|false)", condition, re.I):
            return "it was cut in the middle of a sentence"
        if re.search(r"\b(?:he|his|she|her|he's)\b", f"{said} {answer}", re.I):
            return "it tells of one person"
        if (
            re.search(r",\s(?:and|or|but)\s|.\s(?:then|if|there (?:is|are))\s", condition)
            or (
                not re.match(r"(?:without|as)\s", said)  # looked at where they were found
                and not _COMPARES.fullmatch(condition)
                and tagged(condition)
                and clause(tagged(condition) or ()) is None
                and not (condition[:1].isalpha() and says(condition))
            )
        ):
            return "it was cut in the middle of a sentence"
        if re.match(r"(?:so|and|or|but|is|are|was|need|needs|we call|we say)\b", answer, re.I):
            return "it was cut in the middle of a sentence"
    if fact.ask is Ask.GAP and fact.sort == PLAIN:
        return "nothing in its sentence stands out"
    if fact.ask is Ask.GAP and re.match(r"(?:also|sometimes|often|usually)\s\w+ed|known\s", said, re.I):
        return "it does not say of what it tells"
    if fact.ask is Ask.PURPOSE and re.match(r"(?:we|you|it|they|this)\s", said, re.I):
        return "it does not say of what it tells"
    if fact.ask is Ask.DOES and re.search(r"\b(?:difficult|easy|hard|likely|able|possible|ready|simple) to$", said):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.OWN and fact.sort == PIECE and not is_surely_turned(said):
        return "its question is a whole clause turned round, and may read oddly"
    if fact.ask is Ask.OWN and fact.sort == "purpose" and said.startswith("why "):
        return "it is a task, not a fact"
    if fact.sort == "advice" and re.search(r"\b(?:it|them|this|these|those|its|their)\b", answer, re.I):
        return "it points at what is not there"
    if fact.ask is Ask.HOW:
        if re.match(r"(?:this|that|it|they|because|if|when|added)\b", answer, re.I) or len(answer.split()) < 4:
            return "it was cut in the middle of a sentence"
        if re.search(r",|\b(?:we|it|this|them)\b", said) or (
            (tokens := tagged(said)) and any(t.tag in {"VBZ", "VBB", "VVZ", "VM0"} for t in tokens)
        ):
            return "it does not say of what it tells"
    return ""


# A line may begin with such a verb and leave its subject to the heading above it: "Lets ships pass".
_DEEDS = frozenset(words("Lets Allows Enables Helps Makes Gives Ensures Provides"))
_IMPLIES = re.compile(r"\W*\$?\\(?:Rightarrow|implies|therefore|Longrightarrow)\b")
_OTHERS = frozenset(words("my our your other certain such following different various several many"))
# "a common example", "the alternative": of what it is one stands in the sentence before; "more complex the house" is no
# name, but half of "the more …, the …".
_OF_ANOTHER = re.compile(
    r"(?:(?:an?|the) )?(?:[\w-]+ ){0,2}(?:examples?|instances?|alternatives?|exceptions?|consequence|upshot|catch"
    r"|(?:(?:particular|particularly|very) )?(?:useful|typical|interesting|simple|common|good|classic|popular) "
    r"(?:use )?cases?)"
    r"|(?:the )?(?:more|less|fewer)\s.*",
    re.I,
)
# "the simplest form" of what? What tells that makes it a kind.
_SUPERLATIVE = re.compile(
    r"(?:one of )?the (?:very )?(?:\w{3,}est|most|least|best|worst)\b(?!.*\s(?:of|for|that|which|in|to)\s)", re.I
)
# "what can one do with ropes": many things; only with what the heading names, the heading's one.
_MAY_BE_DONE = re.compile(
    r"\b(?:(?:can|may) one (?:not )?do (?P<how>in|with|on|at|under)|one do (?P<for>for)) (?P<what>[^,]+)$"
)
_TURNED = frozenset({"way", "when", "until", "where", "object", "which one", "purpose", "done", "done why"})


def _is_done_to(name: str) -> bool:
    """Whether a subject ends in what was done to it, so that what that was done by or in is cut off."""
    tokens = tagged(name) or ()
    return len(tokens) > 1 and tokens[-1].tag == "VVN" and tokens[-2].tag.startswith("NN")


# "how does the press change it to ink": what it changes was named before
_TAKES_IT = re.compile(
    r"(?:how|why|where|when|in what \w+) (?:do|does|can|is|are) (?:the |an? )?"
    r"(?:(?!if|when|that|which|and|to)[\w-]+ ){1,4}"
    r"(?:it|them)\b(?! (?:is|are|can|has|have|was|were|does|do|will|needs?)\b)",
    re.I,
)
_GIVES = re.compile(r"\b(?:provide|offer|give|use|utili[sz]e|employ|leverage|support|allow|have)$")
# That there are many is no answer where none of them is named; a number, a name or a code tells which.
_VAGUE = re.compile(
    r"(?:(?:an? |the )?(?:wide |whole |broad |large |great |rich |vast )?"
    r"(?:variety|range|array|multitude|plethora|wealth|host|(?:large|small|great|huge|vast) amounts?) of"
    r"|different|various|diverse|numerous|(?:an? )?(?:number|handful|couple) of"
    r"|the (?:usual|necessary))\s",
    re.I,
)
_TOLD_BY_EXAMPLE = re.compile(
    r"[\d`$(:]|\s[A-Z]|\b(?:such as|like|including|for example|for instance|e\.g|i\.e)\b|, .*\b(?:and|or)\s"
)
_STRIVES = re.compile(r"\b(?:(?:committed|dedicated|devoted) to(?: doing)?|strive to do)$")
_POINTS_AT_DEED = re.compile(r"\b(?:make|let|makes|lets) (?:that|this|it) (?:happen|work)\b|\s(?:above|below)$")
_OR_ELSE = re.compile(r"\s(?:or|and|but) (?:it|they|you|we) (?:can|may|is|are|will|must|could|should)\b")
_SOME = re.compile(
    r"(?:an? )?(?:different|various|multiple|many|generous|wide|rich|flexible|robust|powerful"
    r"|comprehensive|great|convenient|simple)\b",
    re.I,
)
# What a thing can use or bring is one of many, and what it is able to do as well; "what can it cause?" is told apart.
_MAY_ANYTHING = re.compile(
    r"(?:can|may)\s(?:use|bring|have|do|get|make|give|take|go|come|help|provide|offer|include|contain|see|need|access)$"
    r"|(?:is|are|be)\s(?:\w+ly\s)?able to$"
)
# "`LEVEL = 5`", "$h > 0$": a condition without a verb
_COMPARES = re.compile(r"`[^`]*[=<>≤≥][^`]*`|\$[^$]*(?:[=<>≤≥]|\\(?:gt|lt|geq?|leq?)\b)[^$]*[^$\s=<>≤≥]\$")


def is_cut_in_word(answer: str, line: str) -> bool:
    """Whether an answer begins or ends inside a word of its line ("collections.abc" of "collections.abc.Set").

    >>> is_cut_in_word("the ropes.old", "It keeps the ropes.old.Log set"), is_cut_in_word("_ROPE", "tie DOCK_ROPE X")
    (True, True)
    >>> is_cut_in_word("the rope", "It keeps the rope. Then it sails"), is_cut_in_word("rope", "The tie is a tie")
    (False, False)
    """
    at = line.find(answer)
    if at < 0:
        return False
    before, behind = line[max(0, at - 1) : at], line[at + len(answer) :]
    begins = re.match(r"\w", before) is not None
    return begins or (answer[-1:].isalnum() and re.match(r"\w|\.[A-Za-z]\w+", behind) is not None)


def _runs_on(answer: str) -> bool:
    """Whether a second clause stands behind a comma ("in memory, message queues allow us to wait")."""
    _, _, behind = answer.partition(", ")
    if len(behind.split()) < 4 or re.match(
        r"(?:and|or|which|where|who|so|but|including|such|not|when|if|\w+ing)\b", behind, re.I
    ):
        return False
    tokens = tagged(behind)
    found = clause(tokens) if tokens else None
    return bool(tokens) and found is not None and (tokens or ())[found.verb].tag in {"VVB", "VVZ", "VM0"}


_CLAUSE = re.compile(r"(?:whether|when|where|how|which)\s\S+\s\S", re.I)
_ROLE = re.compile(
    r"(?:^|\s)(?:developers|managers|designers|engineers|users|humans|gatherers|attackers|consumers|companies|leaders"
    r"|organizations|organisations|scientists|studies|researchers|experts|teams|customers|employees|businesses|firms"
    r"|students|patients|authors|programmers)$",
    re.I,
)
_HOW_IT_IS = re.compile(
    r"(?:agnostic|capable|aware|independent|reminiscent|indicative|representative|typical|part|proof|made) of\b"
)
_ADDS = re.compile(
    r"(?:furthermore|similarly|however|also|in addition|moreover|besides|likewise|where|this|it|in this)\b", re.I
)


def is_common(subject: str, scope: Scope) -> bool:
    """Whether a subject is a word of every text ("model", "users", "the result"), and not what its heading names."""
    bare = key(subject).removesuffix("s")
    if (bare in key(scope.name) and len(scope.name.split()) <= 2) or subject in scope.strong:
        return False
    return " " not in subject.strip() and (subject.lower() in _COMMON or subject.lower().removesuffix("s") in _COMMON)


_COMMON = words(
    """
    ability advisory attack attacker bug fix flaw hit miss patch pc switch router victim vulnerability
    advantage algorithm answer app application approach article author benefit block book box button case cell
    chapter character child class client code column command component computer concept condition configuration
    connection container content context course customer data default design detail developer device difference
    disadvantage document effect element engine error event example expression factor feature field file function goal
    graph group idea image index information input instance instruction interface issue item job key language layer line
    link list loop machine manager matrix meaning memory message method model module name network node note number
    object one operation operator option order output owner package page paper parameter part path pattern people
    person phase player point position problem process processor product program project property protocol purpose query
    question reader reason record reference request resource response result return role row rule scheduler scope script
    section sentence sequence server service set side size solution source space state statement step store string
    structure student study style subject system table target task team term test text theory thing thread time tool
    type update user value variable version view way window word work worker workbench writer
    """
)
