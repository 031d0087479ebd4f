"""What makes an English card doubtful whatever its words are worth: its term is a deed, its meaning an advice, its
subject one that every text has. Each is a way of writing that many notes share, not a word of one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cards.asking.doubts_english_answers import doubt_of_answer
from cards.asking.doubts_english_cells import doubt_of_english_cell, is_numbered
from cards.asking.doubts_english_hollow import doubt_of_hollow
from cards.asking.doubts_english_leaning import doubt_of_leaning
from cards.asking.doubts_english_loose import doubt_of_loose
from cards.asking.doubts_english_meanings import doubt_of_what
from cards.asking.doubts_english_sentences import doubt_of_sentence, is_common
from cards.asking.doubts_english_terms import doubt_of_meaning, is_quality
from cards.asking.doubts_english_vague import doubt_of_vague
from cards.asking.everyday import is_known_key, is_known_letters
from cards.asking.fact import Fact
from cards.asking.guessable import guessable
from cards.asking.scope import Scope
from cards.asking.told_below import LEFT, LEFT_SHARE
from cards.asking.typed import BY_HEART, is_setting, is_typed
from cards.language.english.grammar import clause, is_pointing, tagged, without_article
from cards.language.english.meanings import is_order, is_task, kind_of
from cards.language.english.plurals import plural
from cards.language.english.turning import PIECE
from cards.language.finding import Ask
from cards.language.glosses import without_gloss

_LABEL = re.compile(
    r"(?:description|return(?:s| types?| values?)?|parameters?|params|arguments?|syntax|usage|signature|affiliations?"
    r"|papers?|authors?|datasets?|code|reading time|key tip|tip|action|status|priority|category|tags?|due"
    r"|estimate|duration|prerequisites?|requirements?|instructors?|professors?|lecturers?|credits?|grade|page"
    r"|chapter|source|language"
    r"|platform|license|version|title|subtitle|name|url|domain|rule|rules|case study|result|outcome|learnt|learned"
    r"|why it matters|what it (?:is|does)|how it works|when to use(?: it)?|takeaways?|lesson|lessons|mechanics"
    r"|(?:concrete|typical|real|real-world|worked|failure) (?:scenario|example|case|instance)s?"
    r"|(?:typical|common|normal|usual) (?:usage|use|values?|sizes?|range)"
    r"|recommendations?|advice|guidance|mitigations?|workarounds?|fix(?:es)?|meaning"
    r"|semantics|(?:useful|fun|key) facts?|bonus|extra"
    r"|the (?:\w+))",
    re.I,
)
# "the example in the image below shows …" says nothing to someone who has not the note.
_SHOWN = re.compile(
    r"\b(?:image|figure|picture|diagram|example|table|code|screenshot|graph|chart|snippet)s?\s(?:(?:below|above|here)\b"
    r"|(?:in|on|of) the (?:image|figure|picture|diagram|slide))"
    r"|\b(?:shown|seen|described|listed|outlined|given|mentioned|discussed) (?:below|above|earlier)\b",
    re.I,
)
_ONE_EXAMPLE = re.compile(
    r"(?:an? |worked |real(?:-| )world |full )?(?:example(?: of| for|:| -| –)|case study|walkthrough|scenario \d)",
    re.I,
)
_ADVICE = re.compile(
    r"\binterview (?:tips?|advice|strategy|perspective|preparation|prep)\b"
    r"|\bhow to (?:answer|impress|present)\b|\btalking points\b"
    r"|\blab (?:relevance|tasks?|work)\b",
    re.I,
)
_MEANS = frozenset({Ask.WHAT, Ask.DOES, Ask.PURPOSE, Ask.CELL})


def doubt_of_english(fact: Fact, answer: str, rule: str, scope: Scope, of_arrows: bool = False) -> str:
    """Why an English draft waits for its reader's look; "" where nothing speaks against it."""
    name = without_gloss(fact.about or scope.name)
    if re.search(r"\s(?:is|are|was|were|can|has|have|will|does|do)$|^(?:otherwise|however|therefore)\s", name, re.I):
        return "its heading names no thing"  # "channels are", over what they do
    if fact.ask in _MEANS and re.fullmatch(
        r"(?:just |simply )?the (?:reverse|opposite|inverse|same|contrary)(?: \w+)?", answer
    ):
        return "its answer says nothing by itself"
    if fact.ask in _MEANS and re.match(r"please\s", answer, re.I):
        return "it is an advice about its term, not what the term does"
    if fact.about and not re.search(r"[A-Za-z$`\d]", name):
        return "its term is no name"
    advises = any(map(_ADVICE.search, scope.heads)) and rule != "question" and not fact.about.startswith("`")
    told = rule in {"definition", "label", "table"}
    if advises and (is_order(answer) or is_order(fact.said) or told):
        return "it advises its writer how to tell it"
    if rule in {"sentence", "steps"} and fact.ask is not Ask.WHAT and _ONE_EXAMPLE.match(" ".join(scope.heads[-1:])):
        return "it asks for one example of many"
    if fact.about and rule not in {"sentence", "table"} and _NO_NAME.search(name):
        return "its term is no name"
    if fact.about and rule != "sentence" and re.match(r"examples? of\b", name, re.I):
        return "it asks for one example of many"
    if name.startswith(("<", "//")) or re.match(r"\W*(?:true|false|null|none|yes|no)\W*$", name, re.I):
        return "its term is no name"
    if re.search(r"\bvs\.?$", answer) or re.match(r"[:;,.)]", fact.said):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.PURPOSE and re.match(r"(?:when|if|while|in|with|by)\b", answer, re.I):
        return "it says when, not what for"
    if fact.ask is Ask.PURPOSE and re.match(r"(?:this|these|those|such)\b", fact.said, re.I):
        return "it points at what is not there"
    used = rule == "definition" and fact.ask is Ask.DOES and re.search(r"\bused$", fact.said) and fact.sort == "where"
    if used and _OF_USES.search(scope.heading):
        return "it says something of another thing than its term"
    if (
        rule == "code"
        and fact.ask is Ask.EQUATION
        and len(answer) > 60
        and not re.search(r"[*/^√∑]|\s[+-]\s", answer[:60])
    ):
        return "it is a line of a program"
    if fact.ask is Ask.GAP and re.search(r"\[\.\.\.\]\s(?:This|That|These|The|It|They|You|We)\b", fact.said):
        return "it was cut in the middle of a sentence"
    if re.search(r"\brespectively\b", f"{answer} {fact.said}", re.I):
        return "it tells of several things at once"
    if rule != "sentence" and fact.ask in _MEANS and re.match(r"(?:let|suppose|assume)\s", answer, re.I):
        return "it was cut in the middle of a sentence"  # what is so follows behind it
    if fact.ask is Ask.DOES and not fact.said and _BETTERED.match(answer):
        return "its answer says little"
    if fact.about and (
        (rule != "sentence" and _LABEL.fullmatch(name)) or re.fullmatch(r"(?:the|an?|its?|this|that)", name, re.I)
    ):
        return "its term is a label, not a name"
    if fact.about and re.search(r"\b(?:considerations|practices|tips|guidelines)$", name, re.I):
        return "its heading names no thing"
    if fact.ask in _MEANS and re.match(
        r"(?:below|above|as follows|if|when needed|here|rather|instead)\b", answer, re.I
    ):
        return "its answer says nothing by itself"
    if fact.ask is Ask.DOES and fact.said:
        if rule != "enumeration" and _is_noun_there(fact.said.split()[-1].lower(), scope.name):
            return "its verb is a name there"  # "Lamport clocks order events" under "Clocks"
        if rule != "sentence" and is_common(fact.about, scope):
            return "of which one it tells is not said"
    code = rule == "table" and fact.sort == "code"  # what "502" is called is all that its row says of it
    if not code and (why := guessable(fact, answer, name, scope)):
        return why
    if fact.ask is Ask.PURPOSE and (answer.count(",") > 3 or re.search(r"\bstuff\b", fact.said)):
        return "its answer holds too many things"
    if fact.ask is Ask.IF and re.match(
        r"(?:if|when)\s(?:entity|person|user|object|thing|value|node)\s", fact.said, re.I
    ):
        return "it does not say of what it tells"
    if fact.ask is Ask.CALLED and re.search(
        rf"{re.escape(answer)}\s(?:and|or)\s", scope.texts.get(fact.line, ""), re.I
    ):
        return "it was cut in the middle of a sentence"  # "… are called the upper of A and B respectively"
    if fact.ask is Ask.CALLED and (
        is_common(without_article(fact.said), scope) or re.match(r"the (?:\w+)$", fact.said, re.I)
    ):
        return "of which one it tells is not said"
    if why := doubt_of_answer(fact, answer, name, rule, scope) or doubt_of_leaning(fact, answer, name, rule, scope):
        return why
    if why := doubt_of_loose(fact, answer, name, rule) or doubt_of_hollow(fact, answer, name, rule, scope):
        return why
    means = rule in {"definition", "table"} and fact.ask in _MEANS and not of_arrows
    bare = means and not fact.said and is_quality(name) and not plural(scope.name)  # "full" under "Backups" is a kind
    if bare and kind_of(answer) not in {"article", "deed"}:
        return "its term is a quality, not a name"
    if means and not code and (why := doubt_of_meaning(fact, answer, name, rule, scope.tells_deeds)):
        return why
    if fact.ask in {Ask.CELL, Ask.ASPECT} and is_numbered(fact.about or scope.name):
        return "its term is one of several, not a name"
    if fact.ask is Ask.CELL and max(len(fact.about), len(answer)) < 3 and f"{fact.about}{answer}".isalnum():
        return "it is data of an example"  # "y" and "b" of a table of letters
    if fact.ask is Ask.CELL and (why := doubt_of_english_cell(fact, answer, scope)):
        return why
    if not of_arrows and (why := doubt_of_what(fact, answer, name, rule, scope)):
        return why
    if _SHOWN.search(answer):
        return "it points at what is not there"
    if re.match(r"(?:figure|fig\.?|table|image|listing|exercise|problem) ?\d", name, re.I):
        return "its term is no name"
    if fact.ask in _MEANS and re.search(r"\b(?:the|see) (?:above|below|previous|following)$", answer, re.I):
        return "it points at what is not there"
    if fact.ask is Ask.DIFFER:
        return "it asks again what another card asks"
    if name.strip("`").isdigit() and not (rule == "table" and len(name.strip("`")) > 1):  # "404" names a row of codes
        return "its term is no name"
    if rule == "code" and fact.ask is Ask.COMMAND and (not _is_told_task(fact.said) or _POINTS.search(fact.said)):
        return "it does not say of what it tells"
    if (
        rule == "equation"
        and fact.ask is Ask.WHAT
        and "`" not in name
        and kind_of(answer) in {"deed", "clause", "order"}
    ):
        return "it tells what is so, not what its term is"
    if fact.ask is Ask.STANDS and is_known_letters(fact.about):
        return "everybody knows it"
    if fact.ask is Ask.STANDS and _is_spelt(answer, scope.heads):
        return "its answer stands in its heading"
    if (fact.ask in _MEANS and is_known_key(fact.about, answer)) or (
        fact.sort == "key" and is_known_key(answer, fact.said)
    ):
        return "everybody knows it"
    if fact.ask is Ask.COMMAND and re.search(r"(?:&&|\|\|?|\\)\s*`$", answer):
        return "it was cut in the middle of a sentence"
    if fact.ask is Ask.COMMAND and re.fullmatch(r"`[\w./-]+ (?:--?version|--help)\s*`", answer):
        return "its command says itself what it does"
    if fact.ask is Ask.ASPECT and fact.sort == "example" and is_order(name) and len(name.split()) > 1:
        return "its heading is a deed, not a name"
    if rule == "code" and fact.ask is Ask.COMMAND and not _is_typed(answer):
        return "its command is too long to be typed by heart"
    if fact.ask is Ask.WHAT and re.search(r"\bif,? and only if\b|\biff\b", answer):
        return "it says when, not what"
    if fact.ask is Ask.DOES and re.match(r"(?:might|could)\s", fact.said):
        return "it asks for one example of many"
    if fact.ask is Ask.EQUATION and (why := _equation(answer, name)):
        return why
    told = fact.ask in {Ask.WHY, Ask.IF, Ask.FOLLOWS} or (rule == "label" and fact.ask is Ask.OWN)
    if rule in {"definition", "label"} and (why := doubt_of_vague(fact, answer, scope, True)):
        return why
    if (told or rule == "sentence" or fact.sort == PIECE) and (why := doubt_of_sentence(fact, answer, scope)):
        return why
    if rule == "question" and _tells_beginning(fact, answer, scope):
        return "its answer is only the beginning of what stands below it"
    if rule == "question" and (why := _question(fact, answer)):
        return why
    if fact.ask is Ask.COMMAND and fact.sort != "key" and not is_typed(answer) and not is_setting(answer):
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


_BETTERED = re.compile(
    r"(?:enhances|improves|increases|boosts|ensures)(?: \w+){0,2} (?:experience|usability|performance|efficiency"
    r"|quality|productivity|readability|reliability)\b(?! of\b)",
    re.I,
)
_OF_USES = re.compile(r"\b(?:used|uses|usage|applications?|use cases)\b", re.I)
# "100x faster than Hadoop", "both hold, then x": something is said of a thing that is not named.
_NO_NAME = re.compile(r"\b(?:\w+er|more|less|better|worse) than\b|,\s(?:then|so|we|it|they)\s", re.I)
_POINTS = re.compile(
    r"\b(?:above|below|following|this|these|those|the (?:two|same|other)|them)\b|\bit$|^(?:run|type|execute) `"
    r"|[\w`)][.;] (?-i:[A-Z])",
    re.I,
)


_AT_FIRST = re.compile(r"(?:first|then|now|next|finally|to|in order to),?\s(?=[a-z])", re.I)


def _is_told_task(said: str) -> bool:
    """Whether words over a command say what it does: as a task, as its end, or as its deed ("deletes a rope")."""
    bare = _AT_FIRST.sub("", said, count=1)
    return is_task(bare, 2) or (kind_of(bare) == "deed" and re.match(r"[a-z]+s\s\S+\s", bare) is not None)


def _is_typed(command: str) -> bool:
    """Whether a command is short enough to be known by heart: a row of few words, no address and no long text in it."""
    bare = (
        len(command) <= BY_HEART
        and len(command.split()) <= 9
        and (len(command) <= 45 or not re.search(r"[|;]|&&", command))
    )
    return bare and not re.search(r"https?:|\"[^\"]{20,}", command)


def _is_noun_there(verb: str, heading: str) -> bool:
    """Whether the heading has a verb for a noun in the plural ("clocks" in "Lamport clocks order events")."""
    if len(verb) < 4 or verb.lower() not in heading.lower():
        return False
    if not re.search(rf"\b{re.escape(verb)}(?:e?s)\b", heading, re.I):
        return False
    return any(t.text.lower().startswith(verb) and t.tag == "NN2" for t in tagged(heading) or ())


def _equation(answer: str, name: str) -> str:
    """What of an equation speaks against asking it: it is a line of code, or what leads to it names nothing."""
    if answer.startswith("`") and not re.search(r"[*/^√∑]|\s[+-]\s", answer):
        return "it is a line of a program"
    if answer.count("=") > 1 and re.search(r"\\\\|\\newline|\\text\{(?:if|or|and)", answer, re.I):
        return "it holds several equations"
    tokens = tagged(name)
    if (
        is_pointing(name)
        or re.fullmatch(r"(?:theorem|lemma|corollary|proof|claim|remark|proposition)(?: \d\S*)?", name, re.I)
        or re.search(r"\b(?:we|following|as)\b", name)
        or (tokens and clause(tokens) is not None)
        or re.match(
            r"(?:where|formulation|notations?|common|other|some|more|useful|important|basic)\b",
            name,
            re.I,
        )
    ):
        return "its heading names no thing"
    return ""


def _tells_beginning(fact: Fact, answer: str, scope: Scope) -> bool:
    """Whether how something is done is answered by a first sentence, of more in its line or below it."""
    if not re.match(r"how (?:do|does|did|is|are|was|were|can|could|would|to)\b", fact.said, re.I):
        return False
    text = " ".join(dict.fromkeys(scope.texts.get(line, "") for line in sorted(fact.uses)))
    leads = re.search(r"\b(?:here(?:'|’)?s how|as follows|following)\b[^.]*:\s*$", text, re.I) is not None
    return leads or len(text) - len(answer) > max(LEFT, LEFT_SHARE * len(answer))


def _question(fact: Fact, answer: str) -> str:
    """What of a question of the note and its answer speaks against asking it."""
    if re.search(r"\band (?:why|how|what|when|which|where)\b|\?\s+[A-Z]", fact.said):
        return "it says two things at once"  # of which the first lines below answer one
    if _STATED.match(fact.said):
        return "its answer is no answer to its question"  # a statement with a question mark
    if len(answer.split()) < 3 and not re.search(r"[`$\d]", answer):
        return "its answer says little"
    if _BETTERED.match(re.sub(r"^[A-Z][\w -]{2,30}: ", "", answer)):
        return "its answer says little"  # "Usability: Enhances crew experience …"
    if re.search(
        r"!$|^(?:because|yes|no|it depends|can't wait|maybe|not sure|primary tool)\b[^,]{0,12}$", answer, re.I
    ):
        return "its answer says little"
    if _YES_OR_NO.match(answer) and re.match(r"\w+ (?:it|there|this|that|they|we)\b", answer, re.I):
        return "its question is asked only to go on, and its answer points elsewhere"
    if re.match(r"why\b", fact.said, re.I) and re.match(r"(?:with|in|for|of|on) (?:\S+\s?){1,3}$", answer, re.I):
        return "it was cut in the middle of a sentence"
    if re.search(r"\b(?:example|video|in your own words|give|list \d)\b", fact.said, re.I):
        return "it is an exercise"
    if re.search(r"\byour\b|\b(?:are|were|had|have|did) you\b", fact.said, re.I):
        return "it tells of one person"
    if re.match(r"(?:explain|describe|provide|give|compare|discuss|define|implement|write)\s[a-z]", answer, re.I):
        return "it is an exercise"  # the next one of a list of questions without answers
    if re.search(r"\b(?:this|these|that|them)$|\bth(?:is|ese|ose) [a-z]+(?: anyway)?$|\banyway$", fact.said, re.I):
        return "it points at what is not there"
    short = len(answer.split()) <= 5 and not re.match(r"(?:by|with|to) \w+ing\b", answer)
    if short and re.match(r"how\b", fact.said, re.I) and re.match(r"(?:in|for|with|to|by|from)\s", answer, re.I):
        return "its answer says little"  # "How does a forger work? In a mint"
    if _YES_OR_NO.match(fact.said) and not re.match(r"(?:yes|no|not|only|never|always)\b", answer, re.I):
        return "yes or no can be guessed"
    if re.search(r"\bthis (?:problem|question|issue|topic)\b", answer, re.I):
        return "it points at what is not there"
    if _LEADS_ON.search(answer):
        return "it was cut in the middle of a sentence"
    asked = {word[:5] for word in re.findall(r"[a-z]{4,}", fact.said.lower())}
    told = re.findall(r"[a-z]{3,}|[^\sa-z]{2,}", answer.lower())
    if len(told) > 5 and len({w[:5] for w in told if len(w) > 3 or not w.isalpha()} - asked) < 3:
        return "its answer says again what it asks"
    return ""


_LEADS_ON = re.compile(
    r"\b(?:because|since|such as|including|namely|as follows|the following(?: \w+)?|due to|in that|by|with|the|an?)$",
    re.I,
)
_STATED = re.compile(
    r"(?:the|an?|it|we|they|this)\s"
    r"(?!.*\b(?:wh\w+|how|should|could|can|do|does|did|is (?:it|there|this)|are (?:they|there))\b)",
    re.I,
)
_YES_OR_NO = re.compile(
    r"(?:is|are|was|were|do|does|did|can|could|will|would|should|shall|may|must|has|have|had|isn't|aren't|don't|doesn't"
    r"|can't|won't)\s",
    re.I,
)


def _is_spelt(answer: str, heads: Sequence[str]) -> bool:
    """Whether headings say all words but one of what letters stand for ("RMSE" under "Mean squared error")."""
    above = " ".join(heads).lower()
    spelt = [word.rstrip("s") for word in re.findall(r"[a-z]{3,}", answer.lower())]
    return len(spelt) > 2 and sum(word in above for word in spelt) >= len(spelt) - 1
