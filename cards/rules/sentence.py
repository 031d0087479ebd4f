"""Sentences: definitions, reasons, conditions, purposes, and else the sentence with its telling piece left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cards.asking.claims import Claim, Form
from cards.asking.fact import Fact
from cards.asking.firstlines import passes_by
from cards.asking.formula_below import across_formulas
from cards.asking.halves import halves
from cards.asking.leftout import of_name
from cards.asking.members import members_of
from cards.asking.openings import deed, opening
from cards.asking.scope import Scope
from cards.asking.sentences import fact_of, facts_of
from cards.asking.together import put_together
from cards.asking.typed import is_bid_over
from cards.language.clauses import clauses, halves_of_topic
from cards.language.english.announcing import stops_short
from cards.language.english.antecedents import antecedent, points_back, resolved, says_it, says_it_acts
from cards.language.english.asking import small
from cards.language.english.bracketed import named_in_brackets
from cards.language.english.framing import without_case
from cards.language.english.grammar import is_pointing
from cards.language.english.meanings import is_order
from cards.language.english.patterns import built
from cards.language.english.plurals import plural
from cards.language.english.stories import is_story
from cards.language.english.understood import said_of, spoken, understood
from cards.language.english.we import plainly, with_name, with_object
from cards.language.finding import Ask, Finding
from cards.language.glosses import without_gloss
from cards.language.headings import topic_of
from cards.language.korean.announcing import only_announces
from cards.language.korean.parts import described
from cards.language.korean.we import without_us
from cards.language.reader import reader_of
from cards.language.statement import sentences
from cards.language.terms import is_name
from cards.language.text import has_hangul, key
from cards.note import Form as Mark

FORMS = frozenset({Form.SENTENCE, Form.LEAD, Form.FRAGMENT, Form.MEMBER})

EXAMPLES = (
    (
        "## 사워도우\n- 호밀가루는 야생 효모가 많기 때문에 약한 반죽을 빨리 깨운다.\n",
        (("**사워도우** — 호밀가루는 왜 약한 반죽을 빨리 깨우나?", "야생 효모가 많기 때문"),),
    ),
    (
        "## Tides\n- Spring tides are strong because the sun pulls along with the moon.\n",
        (("Why are spring tides strong?", "the sun pulls along with the moon"),),
    ),
)


def facts(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """What the sentences say, and what two of them say with the same words told as one."""
    yield from put_together(tuple(_facts(scope, claims)))


def _facts(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """What each sentence says. A sentence without a subject goes on about that of the one before it."""
    subject, prior, before, spoken_of, last = "", "", "", "", -1
    letters = "" if scope.heading else _letters_of(scope)
    at_first = 1 if claims and claims[0].at == 0 and passes_by(claims[0].entry.line.text, scope) else 0
    if len(scope.entries) > 1 and _SHOWS.fullmatch(scope.entries[0].line.text.strip()):
        at_first = 1  # what stands over an example tells nothing
    if scope.section and scope.above and not scope.korean and _SIDES.fullmatch(scope.name):
        scope = replace(scope, name=scope.above, label=scope.above)  # "Challenges" need no pipeline, what has them does
    for claim in claims:
        line = claim.entry.line
        if claim.at + 1 < len(scope.entries):
            code = scope.entries[claim.at + 1].line
            if code.form is Mark.CODE and is_bid_over(line, code):
                continue  # its command is asked for
        names = _named_above(scope, claim)
        left_out = of_name(sentences(line.text)[0], scope.name, claim.entry) if names and not claim.part.sign else None
        if (in_brackets := _in_brackets(claim, scope)) is not None:
            yield fact_of(in_brackets, scope, claim.entry)
            continue
        bare = claim.form in (Form.MEMBER, Form.FRAGMENT) and (claim.at or scope.members) and left_out is None
        bare = bare and not any(described(line.text)) and not _TELLS.search(line.text) and not built(line.text)
        if bare and (not names or understood(line.text, names) == (line.text, None)):
            continue
        apart_from_last = line.number > last + 1 or line.form is Mark.ITEM
        if apart_from_last:
            told_on = line.form is Mark.TEXT and _was_of_heading(prior, scope)
            subject, prior, spoken_of = "", prior if told_on else "", ""
        last = line.last
        goes_on = not apart_from_last and line.form is Mark.TEXT and _GIVES_REASON.search(sentences(line.text)[0])
        before = scope.lead if not claim.at and not scope.section else before if goes_on else ""
        told = [without_us(text) if has_hangul(text) else plainly(text) for text in sentences(claim.part.body)]
        if told and claim.entry.below is not None and has_hangul(told[-1]) and only_announces(told[-1]):
            told = told[:-1]  # "구들은 다음 세 가지로 나뉜다" over the three
            if not told:
                continue
        if told and claim.entry.below is not None and line.raw.rstrip().endswith(":") and stops_short(told[-1]):
            told = told[:-1]  # "A seal is a stamp that proves:" says nothing without the list below it
            if not told:
                continue
        begins = claim.at == at_first and not claim.part.sign
        if left_out is not None:
            yield left_out
            told = told[1:]
        elif begins and (first := _opening(scope, claim, names)) is not None:
            yield first
            told = told[1:]
        for text in told:
            pieces = clauses(text)
            if apart := tuple(halves(text, pieces, scope, claim.entry)):
                yield from apart
                continue
            two = halves_of_topic(text) if len(pieces) == 1 else ()
            known = subject if two and not reader_of(two[1]).subject_of(two[1]) else ""
            if two and any(True for _ in facts_of(two[1], scope, claim.entry, known)):
                pieces = two
            for piece in pieces:
                reader = reader_of(piece)
                piece, unsaid = reader.carried(piece, before), None
                if names and not before and (of_it := _OF_IT.match(piece)):
                    piece = f"{of_it['in']} {small(names)},{piece[of_it.end() :]}"
                if not before and names:
                    full, unsaid = understood(piece, names, _beside_deeds(scope, claim, names))
                    piece = full if full == piece or not plural(names) or reader.findings(full) else piece
                if letters and not before and built(piece):
                    piece = f"the {letters} {piece[:1].lower()}{piece[1:]}"  # "mast built in 1959" among lines on TSB
                if says_it(piece):
                    meant = antecedent(prior, without_gloss(scope.name)) if prior else ""
                    whole = resolved(piece, meant or (spoken_of if says_it_acts(piece) else ""))
                    spoken_of, piece = meant or spoken_of if whole != piece else "", whole
                else:
                    spoken_of = ""
                prior = "" if has_hangul(piece) else prior if points_back(piece) else piece
                if not has_hangul(piece):
                    above = scope.entries[claim.at - 1].line.text if claim.at else ""
                    named_above = scope.name if scope.section and scope.meant and not scope.aspect else ""
                    piece = with_object(piece, above, without_gloss(named_above))
                    if not before and (names or prior or says_it(scope.entries[0].line.text)):
                        piece = with_name(piece, without_gloss(named_above))
                own_subject = reader.subject_of(piece if has_hangul(piece) else without_case(piece))
                named = _OPENS_WITH_LINK.match(piece) or _IN_CASE.match(piece)
                about = subject if not own_subject and not named else ""
                said = facts_of(piece, scope, claim.entry, about, before, left_out=unsaid, at_least=not scope.question)
                yield from across_formulas(said, scope, claim.at)
                if _names(own_subject):
                    subject = "" if _EACH.match(own_subject) else _IN_WHICH.sub("", _LINK.sub("", own_subject))
                before = piece


def _in_brackets(claim: Claim, scope: Scope) -> Finding | None:
    """What a line calls what it describes, in brackets at its end, where another of its list does so too."""
    found = named_in_brackets(claim.entry.line.text) if claim.entry.line.form is Mark.ITEM else None
    if found is None or claim.entry.below is not None:
        return None
    others = (entry.line.text for entry in scope.entries if entry is not claim.entry)
    return found if any(named_in_brackets(text) is not None for text in others) else None


def _opening(scope: Scope, claim: Claim, names: str) -> Fact | None:
    """What the first line below a name says that it is or does; None where it is one of several deeds of it."""
    first = opening(scope, claim.entry) or deed(scope, claim.entry)
    if first is None or first.ask is not Ask.DOES or first.said or not names:
        return first
    said = spoken(claim.part.body, names)
    told = said_of(said, names) if said is not None else ()
    if not any(found.ask is Ask.DOES for found in told):
        return first
    if any(found.sort == "manner" and _BY_DOING.match(found.answer) for found in told):
        return None  # "limits growth by shading": how it does that is asked
    return None if _beside_deeds(scope, claim, names) else first


NEAR = 12  # points on either side: with all of a long list, reading would grow with the square of its length


def _beside_deeds(scope: Scope, claim: Claim, names: str) -> bool:
    """Whether another point near it in its list says what the thing named above does."""
    near = scope.entries[max(0, claim.at - NEAR) : claim.at + NEAR + 1]
    others = (e for e in near if e is not claim.entry and e.line.form is Mark.ITEM)
    return any(spoken(e.line.text, names) is not None for e in others)


def _was_of_heading(before: str, scope: Scope) -> bool:
    """Whether an English paragraph before this one was about what the heading names, so that "it" here is that too."""
    name = without_gloss(scope.name) if scope.section and scope.meant and not scope.aspect else ""
    if not name or not before or has_hangul(before + name):
        return False
    return key(antecedent(before, name)).removesuffix("s") in {key(name).removesuffix("s"), f"the{key(name)}"}


def _letters_of(scope: Scope) -> str:
    """The name that other lines of a list without a heading speak of, in capitals or with one where no line begins; ""
    where it is not one alone."""
    found = {name for entry in scope.entries for name in _IN_CAPITALS.findall(entry.line.text)}
    found = found or {name for entry in scope.entries for name in _WITH_CAPITAL.findall(entry.line.text)}
    counts = {name: sum(name in entry.line.text for entry in scope.entries) for name in found}
    many = [name for name, count in counts.items() if count > 1]
    return many[0] if len(many) == 1 else ""


_IN_CAPITALS = re.compile(r"\b[A-Z]{2,5}\b")
_WITH_CAPITAL = re.compile(r"(?<=\bthe )[A-Z][a-z]{2,}\b")
_BY_DOING = re.compile(r"by \w+ing\b|by \w+(?:tion|sion|ment|age)$")


def _names(subject: str) -> bool:
    """Whether the sentences behind one can go on about its subject by name."""
    if re.search(r"\s(?:we|you|one|they|it|I)$", subject):
        return False  # "in stochastic descent we"
    role = _ROLE.search(subject) or _CASE.match(subject)
    return bool(subject) and len(subject.split()) <= 4 and is_name(subject) and not role


def _named_above(scope: Scope, claim: Claim) -> str:
    """The name that an English line may leave out, since the heading or the line above says it; "" where none does."""
    own_line = not claim.part.sign and (claim.at == 0 or claim.entry.line.form is Mark.ITEM)
    what_is = _WHAT_IS.match(scope.question) is not None
    asks_else = scope.question and ((claim.at and not what_is) or not topic_of(scope.question).name)
    if not own_line or scope.lead or asks_else or scope.is_example:
        return ""
    if not (scope.meant or _HOLDS.fullmatch(scope.heading.strip(" :"))):
        return ""
    if scope.aspect and (not _OF_ITSELF.fullmatch(scope.aspect) or members_of(scope) is not None):
        return ""
    name = without_gloss(scope.name)
    if is_pointing(name) or _OF_OTHERS.match(name) or name.startswith("("):
        return ""
    if is_order(name) or (claim.entry.line.ordered and is_order(claim.entry.line.text)):
        return ""  # a task or a step, and no deed of what the heading names
    return "" if has_hangul(claim.entry.line.text + name) or is_story(claim.entry.line.text) else name


_OF_IT = re.compile(
    r"^(?P<in>without|with|in|on|under|before|after|during) (?:it|this|them|these)"
    r"(?:,|(?=\s(?:the|an?|no|every|all|most)\s))",
    re.I,
)
_GIVES_REASON = re.compile(r"때문(?:이다|입니다|이에요|임)?[.!]*$")
_SIDES = re.compile(
    r"(?:(?:key|main|common|typical|some) )?(?:challenges|features|limitations|considerations|issues|drawbacks|concerns"
    r"|trade-?offs|caveats|downsides|upsides|peculiarities|quirks|gotchas"
    r"|shortcomings|properties|requirements|strengths|weaknesses|highlights|capabilities|use cases)",
    re.I,
)
_WHAT_IS = re.compile(r"what(?:'s| is| are|’s)\s", re.I)
_HOLDS = re.compile(r"(?:key |main |important )?(?:points?|facts|ideas?|takeaways?|notes?)|overview", re.I)
# Under these stands what the thing itself does; under "Process" or "Example" something else may act.
_OF_ITSELF = re.compile(
    r"(?:key |main |core )?(?:overview|advantages?|disadvantages?|benefits?|drawbacks?|pros|cons|features|purpose|role"
    r"|functions?|characteristics|properties|responsibilities)",
    re.I,
)
# What is said of each of several is not said of a thing of that name, but of what the heading names.
_EACH = re.compile(r"(?:각|각각의|모든|여러|일부|대부분의?|어떤|어느|다른|또 다른)\s")
_SHOWS = re.compile(r"(?:예시?|예제|입력 예|(?:an? )?examples?)\s?[:：]?", re.I)
_IN_CASE = re.compile(r"[^,]{2,30}의 경우")  # "웹 앱의 경우 …" names what it speaks of
# Words without a verb that say when, where, by whom or like what the thing above is: "… 때 발생", "…에서 사용".
_TELLS = re.compile(
    r"(?:때|경우|곳에서|인해|의해)\s(?:주로\s)?(?:발생|제안|개발|발명|고안)$|(?:때|경우|에서|데|위해)\s(?:주로\s)?(?:사용|활용|이용)$|[와과]\s(?:유사|동일|비슷)$"
)
_LINK = re.compile(r"^(?:반면에?|그러나|하지만|그리고|또한|즉|따라서|한편|특히),?\s")
_IN_WHICH = re.compile(r"(?<=[가-힣A-Za-z)])에서는$")  # "요구 페이징에서는" speaks of 요구 페이징
# A heading that tells what of its thing is told names none that could store, send or be stored.
_OF_OTHERS = re.compile(
    r"(?:quick|key|relations?|comparison|differences?|similarities|tips?|notes?|important|problems?|issues?)\b", re.I
)
_ROLE = re.compile(
    r"[가-힣](?:이|가|을|를|로|으로|에|에서)\s|[가-힣](?:에는|에선|에게는|로는)$"
)  # "금리가 높은 나라로 돈", "속에는"
_CASE = re.compile(r"(?:in|on|at|during|under|within|for|with|without|after|before)\s", re.I)  # "In gas copper" is none
# "If the determinant is 0, …" has a subject of its own behind the comma.
_OPENS_WITH_LINK = re.compile(
    r"(?:if|when|whenever|once|unless|because|since|to|in order to|as long as|even (?:if|when)|what we call)\s", re.I
)
