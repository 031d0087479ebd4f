"""What makes an English card doubtful whatever its words are worth: its term is a deed, its meaning an advice, its
subject one that every text has. Each is a way of writing that many notes share, not a word of one of them."""

from __future__ import annotations

import re

from cards.asking.fact import Fact
from cards.asking.guessable import TOLD, guessable
from cards.asking.scope import Scope
from cards.language.english.grammar import clause, is_pointing, plural, tagged, without_article
from cards.language.english.meanings import is_of_many, is_order, kind_of
from cards.language.finding import BLANK, Ask
from cards.language.glosses import without_gloss
from cards.language.text import key, words

_LABEL = re.compile(
    r"(?:description|return(?:s| types?| values?)?|parameters?|params|arguments?|syntax|usage|signature|affiliations?"
    r"|papers?|authors?|datasets?|code|reading time|key tip|tip|action|status|priority|category|tags?|due"
    r"|estimate|duration|prerequisites?|requirements?|instructors?|professors?|lecturers?|credits?|grade|page|chapter|source|language"
    r"|platform|license|version|title|subtitle|name|url|domain|rule|rules|case study|result|outcome|learnt|learned"
    r"|why it matters|what it (?:is|does)|how it works|when to use(?: it)?|takeaways?|lesson|lessons|mechanics"
    r"|the (?:\w+))",
    re.I,
)
# A command as one types it: a program in small letters and what it is told, whole; no line of another language.
_COMMAND = re.compile(
    r"`(?:[$%>#]\s)?(?:sudo\s)?(?!(?:print|from|import|if|for|while|return|const|let|var|def|class|function|public|private"
    r"|new|else|try|with|await|async|select|create|insert|update|delete|drop|alter|end|use|using|set|case|when|then)\b)"
    r"[a-z][a-z0-9_.+-]*(?:\s[^`]*)?`$"
    r"|`\\[a-z]{1,3}\+?(?:\s[^`]*)?`$"
    r"|`(?:SELECT|CREATE|INSERT|UPDATE|DELETE|DROP|ALTER|GRANT|SHOW)\b[^`]*;`$"
)
_OF_A_PROGRAM = re.compile(r"\s=\s|\(will\b|[,(]`$")
_MEANS = frozenset({Ask.WHAT, Ask.DOES, Ask.PURPOSE, Ask.CELL})


def doubt_of_english(fact: Fact, answer: str, rule: str, scope: Scope) -> str:
    """Why an English draft waits for its reader's look; "" where nothing speaks against it."""
    name = without_gloss(fact.about or scope.name)
    if fact.about and not re.search(r"[A-Za-z$`\d]", name):
        return "its term is no name"
    if name.startswith("<") or re.match(r"\W*(?:true|false|null|none|yes|no)\W*$", name, re.I):
        return "its term is no name"
    if re.search(r"\bvs\.?$", answer) or re.match(r"[:;,.)]", fact.said):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.PURPOSE and re.match(r"(?:when|if|while|in|with|by)\b", answer, re.I):
        return "it says when, not what for"
    if fact.ask is Ask.GAP and re.search(r"\[\.\.\.\]\s(?:This|That|These|The|It|They|You|We)\b", fact.said):
        return "it was cut in the middle of a sentence"
    if re.search(r"\brespectively\b", f"{answer} {fact.said}", re.I):
        return "it tells of several things at once"
    if fact.about and (
        (rule != "sentence" and _LABEL.fullmatch(name)) or re.fullmatch(r"(?:the|an?|its?|this|that)", name, re.I)
    ):
        return "its term is a label, not a name"
    if fact.ask in _MEANS and re.match(
        r"(?:below|above|as follows|if|when needed|here|rather|instead)\b", answer, re.I
    ):
        return "its answer says nothing by itself"
    if fact.ask is Ask.DOES and fact.said:
        if len(verb := key(fact.said.split()[-1])) > 3 and verb in key(scope.name):
            return "its verb is a name there"  # "Lamport clocks order events" under "Clocks"
        if rule != "sentence" and _is_common(fact.about, scope):
            return "of which one it tells is not said"
    if why := guessable(fact, answer, name, scope):
        return why
    if fact.ask is Ask.PURPOSE and (answer.count(",") > 3 or re.search(r"\bstuff\b", fact.said)):
        return "its answer holds too many things"
    if fact.ask is Ask.IF and re.match(
        r"(?:if|when)\s(?:entity|person|user|object|thing|value|node)\s", fact.said, re.I
    ):
        return "it does not say of what it tells"
    if fact.ask is Ask.CALLED and (
        _is_common(without_article(fact.said), scope) or re.match(r"the (?:\w+)$", fact.said, re.I)
    ):
        return "of which one it tells is not said"
    if fact.ask is Ask.EQUATION and (fact.said.count("(") != fact.said.count(")") or "\\sum" in fact.said):
        return "its left side is no name"
    if rule in {"definition", "table"} and fact.ask in _MEANS and (why := _meaning(fact, answer, name, rule)):
        return why
    if fact.ask is Ask.EQUATION and (why := _equation(answer, name)):
        return why
    if (fact.ask in {Ask.WHY, Ask.IF} or rule == "sentence") and (why := _sentence(fact, answer, scope)):
        return why
    if rule == "question" and (why := _question(fact, answer)):
        return why
    if fact.ask is Ask.COMMAND and (not _COMMAND.match(answer) or _OF_A_PROGRAM.search(answer)):
        return "its command is a line of a program"
    if fact.ask is Ask.COMMAND and "`" in fact.said and " and " in fact.said:
        return "it tells of several things at once"  # "Exit with `q` and log on"
    if (
        rule == "enumeration"
        and fact.ask is Ask.ASPECT
        and (fact.said.startswith(("`", "$")) or fact.said[:1].isdigit())
    ):
        return "its term is a label, not a name"
    return ""


def _equation(answer: str, name: str) -> str:
    """What of an equation speaks against asking it: it is a line of code, or what leads to it names nothing."""
    if answer.startswith("`") and not re.search(r"[*/^√∑]|\s[+-]\s", answer):
        return "it is a line of a program"
    if answer.count("=") > 1 and re.search(r"\\\\|\\newline|\\text\{(?:if|or|and)", answer, re.I):
        return "it holds several equations"
    tokens = tagged(name)
    if (
        is_pointing(name)
        or re.search(r"\b(?:we|following|as)\b", name)
        or (tokens and clause(tokens) is not None)
        or re.match(r"(?:where|formulation|notations?|common|other|some|more|useful|important|basic)\b", name, re.I)
    ):
        return "its heading names no thing"
    return ""


def _meaning(fact: Fact, answer: str, name: str, rule: str) -> str:
    """What of a term and its meaning speaks against them."""
    code = fact.about.startswith("`")
    if fact.sort == "cost":
        return ""
    if not code and _is_deed(name):
        return "its term is a deed, not a name"
    if fact.ask is Ask.CELL:
        return ""
    kind = kind_of(answer)
    if fact.ask is Ask.WHAT:
        if kind in {"condition", "same", "use"}:
            return "it says something else than what its term is"
        if kind == "clause" and fact.sort == "phrase" and not re.match(r"(?:how|what|whether|where)\b", answer, re.I):
            return "it tells what is so, not what its term is"
        if kind == "order" and not code:
            return "it is an advice about its term, not what the term is"
        if kind == "deed" and fact.sort != "deed of a code":
            return "it says something else than what its term is"
        if kind in {"narrowed", "bare"} and not code and is_of_many(answer) and not plural(name):
            return "it says something else than what its term is"
        if re.match(r"O\([^)]+\)\s", answer):
            return "it says what its term costs, not what it is"
        if re.search(r"\b(?:1\d{3}|20\d\d)\b", name):
            return "it tells of a time"
        if not re.search(r"[A-Za-z]{3}|[$`]", answer):
            return "a bare number does not say what a thing is"
        if _EXAMPLE.match(answer):
            return "it says something else than what its term is"
        if _FIT.match(answer):
            return "it says what its term is good for, not what it is"
        if (
            kind == "bare"
            and len(answer.split()) <= 2
            and not re.search(r"[$`\d]", answer)
            and not _short_for(name, answer)
        ):
            return "two bare nouns say little of a name"
    if fact.ask is Ask.DOES and not fact.said and not code and kind == "order":
        return "it is an advice about its term, not what the term does"
    if re.match(r"[^.]{0,60}\b(?:e\.?g|i\.e|etc)$", answer):
        return "it was cut in the middle of a sentence"
    return ""


_EXAMPLE = re.compile(
    r"(?:(?:an?|the|another|one)\s(?:\w+\s){0,2})?examples?\b"
    r"|the (?:more|less|bigger|larger|smaller|higher|lower|longer|shorter|faster|better|closer)\b",
    re.I,
)
_FIT = re.compile(
    r"(?:\w+ly )?(?:powerful|useful|helpful|efficient|fast|slow|easy|hard|difficult|expensive|cheap)"
    r"(?:,|$|\s(?:for|to|when|in|with|and|but|because|if)\b)|[\"“]|"
    r"(?:very |more |most )?(?:ideal|best|good|great|strong|suitable|perfect|bad|poor|recommended|required|needed"
    r"|important|available|optional|related)\b",
    re.I,
)


def _short_for(name: str, answer: str) -> bool:
    """Whether a name is the initials of its meaning."""
    if name.isupper() and len(name) <= 6:
        return True
    letters = re.sub(r"[^a-z]", "", name.lower())
    return len(letters) >= 2 and letters == "".join(word[0] for word in re.split(r"[\s-]+", answer.lower()) if word)


def _is_deed(name: str) -> bool:
    """Whether a term tells what one does ("Learn by breaking", "changing an integer") rather than names a thing."""
    tokens = tagged(name)
    if not tokens:
        return False
    if len(tokens) < 2:
        return tokens[0].tag in {"VVB", "VVI", "VVZ"} and not name.isupper()
    if tokens[0].tag == "VVZ" and tokens[1].tag.startswith(("AJ", "NN", "AT", "VVG")):
        return True  # "Identifies redundant tests"
    first, second = tokens[0], tokens[1]
    if first.tag in {"VM0", "TO0", "PNP", "XX0"} or first.text.lower() in {
        "don't",
        "can't",
        "not",
        "no",
        "how",
        "why",
        "what",
    }:
        return True
    if first.tag in {"VVG", "VVN"} and second.tag.startswith(("AT", "DPS", "PR", "DT0", "AV", "TO0")):
        return True
    if all(word[:1].isupper() for word in name.split()) and not second.tag.startswith(("AT", "DPS", "DT0")):
        return False  # "Skip Connections"
    return is_order(name) and (first.tag in {"VVB", "VVI"} or second.tag.startswith(("AT", "DPS", "DT0")))


def _sentence(fact: Fact, answer: str, scope: Scope) -> str:
    """What of a sentence speaks against asking it."""
    if fact.ask in TOLD and fact.about:
        bare = re.sub(r"^(?:an?|the)\s", "", answer.lower())
        if re.match(r"no[t]?\s", answer, re.I) or (" " not in bare and bare.removesuffix("s") in _COMMON):
            return "its answer says nothing by itself"
        if _is_common(fact.about, scope):
            return "of which one it tells is not said"
        if fact.about.split()[0].lower() in {"my", "our", "your", "other", "certain", "such", "following"}:
            return "of which one it tells is not said"
        if fact.ask is Ask.DOES and re.match(
            r"(?:when(?! to)|where|while|as|you|we|it|they|you've|we're|because|depending|according)\b", answer, re.I
        ):
            return "its answer says nothing by itself"
        if re.search(r"\b(?:want|try|seek|aim) to do$", fact.said):
            return "its answer says nothing by itself"
        if fact.ask is Ask.WHAT and _HOW_IT_IS.match(answer):
            return "it says how its term is, not what it is"
        if fact.ask is Ask.WHAT and re.match(
            r"(?:one of )?the (?:very )?(?:\w{3,}est|most|least|best|worst)\b", answer, re.I
        ):
            return "of what it is so is not said"
        if re.search(r"\b(?:this|these|those)\s[a-z]+\b|\b(?:way|method|ability|means) to \w+$", answer, re.I):
            return "it points at what is not there"
        if re.match(
            r"(?:such (?:an?|that)|the (?:following|format|same)|one of|two|three|several|some|many)\b", answer, re.I
        ):
            return "its answer says nothing by itself"
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
    if fact.ask is Ask.IF:
        condition = re.sub(r"^(?:if|when|once|whenever|as soon as|as long as|even if|unless)\s", "", said, flags=re.I)
        if re.match(
            r"(?:he|she|they|it|this|that|something|someone|i|we|his|her)\b|.*\s(?:it|them|this|these|those)$",
            condition,
            re.I,
        ):
            return "it does not say of what it tells"
        if re.search(r"\b(?:he|his|she|her|he's)\b", f"{said} {answer}", re.I):
            return "it tells of one person"
        if re.search(r",\s(?:and|or|but)\s", condition) or (
            tagged(condition) and clause(tagged(condition) or ()) is None
        ):
            return "it was cut in the middle of a sentence"
        if re.match(r"(?:so|and|or|but|is|are|was|need|needs|we call|we say)\b", answer, re.I):
            return "it was cut in the middle of a sentence"
    if fact.ask is Ask.GAP and re.match(r"(?:also|sometimes|often|usually)\s\w+ed|known\s", said, re.I):
        return "it does not say of what it tells"
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


_HOW_IT_IS = re.compile(
    r"(?:agnostic|capable|aware|independent|reminiscent|indicative|representative|typical|part|proof|made) of\b"
)
_ADDS = re.compile(
    r"(?:furthermore|similarly|however|also|in addition|moreover|besides|likewise|where|this|it|in this)\b", re.I
)


def _is_common(subject: str, scope: Scope) -> bool:
    """Whether a subject is a word of every text ("model", "users", "the result"), and not what its heading names."""
    bare = key(subject).removesuffix("s")
    if (bare in key(scope.name) and len(scope.name.split()) <= 2) or subject in scope.strong:
        return False
    return " " not in subject.strip() and (subject.lower() in _COMMON or subject.lower().removesuffix("s") in _COMMON)


_COMMON = words(
    """
    ability advantage algorithm answer app application approach article author benefit block book box button case cell
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


def _question(fact: Fact, answer: str) -> str:
    """What of a question of the note and its answer speaks against asking it."""
    if len(answer.split()) < 3 and not re.search(r"[`$\d]", answer):
        return "its answer says little"
    if re.search(
        r"!$|^(?:because|yes|no|it depends|can't wait|maybe|not sure|primary tool)\b[^,]{0,12}$", answer, re.I
    ):
        return "its answer says little"
    if re.search(r"\b(?:example|video|in your own words|give|list \d)\b", fact.said, re.I):
        return "it is an exercise"
    return ""
