"""The facts of a sentence: what its reader finds in it, else the sentence with its telling piece left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cards.asking.answers import ended, shortened
from cards.asking.fact import Fact, own
from cards.asking.scope import Entry, Scope
from cards.asking.subjects import is_kind_of, same
from cards.card import Kind
from cards.language.english.deeds import UNFINISHED
from cards.language.english.framing import is_expletive
from cards.language.english.gaps_plain import PLAIN, plain_gaps
from cards.language.english.gaps_turned import asked_gap
from cards.language.english.plurals import plural
from cards.language.english.pointed import subject_in_full
from cards.language.english.turning import PIECE
from cards.language.english.understood import Spoken, said_of
from cards.language.english.we import plainly
from cards.language.finding import Ask, Finding
from cards.language.glosses import accepted_for, without_gloss
from cards.language.headings import is_question
from cards.language.korean.clear import marked
from cards.language.korean.describing import adnominal, such
from cards.language.korean.endings import as_deed
from cards.language.korean.grammar import is_pointing, without_lead
from cards.language.korean.we import without_us
from cards.language.reader import reader_of
from cards.language.text import has_hangul, key, plain
from cards.language.word import Word

KINDS = {
    Ask.WHAT: Kind.DEFINITION,
    Ask.STANDS: Kind.DEFINITION,
    Ask.CALLED: Kind.DEFINITION,
    Ask.GAP: Kind.CLOZE,
    Ask.OWN: Kind.DEFINITION,
}
_HEAVY = re.compile(r"https?://|www\.|\]\(|^\W*$")
SHORTEST = 8
LONGEST_BEFORE = 160
LONGEST_NAMED = 120  # letters of what a name is asked for
_LEANING = (Ask.CALLED, Ask.WHY, Ask.FOLLOWS)


def facts_of(
    text: str,
    scope: Scope,
    entry: Entry,
    about: str = "",
    before: str = "",
    left_out: Spoken | None = None,
    at_least: bool = False,
) -> Iterator[Fact]:
    """What one sentence says. `about` is what it speaks of where it has no subject; `before` the sentence before;
    `left_out` is the sentence with a stand-in for the subject that it leaves to its heading; `at_least` asks for what
    stands behind its verb where there is nothing else."""
    text = text.strip()
    if len(text) < SHORTEST or len(text) > 320 or is_question(text) or _HEAVY.search(text) or "→" in text:
        return
    reader = reader_of(text)
    if reader.is_story(text) or reader.speaks_of_text(text):
        return
    leads = text.endswith(":") and not has_hangul(text)  # what it says stands in the lines below it
    unsaid = said_of(left_out, without_gloss(scope.name)) if left_out is not None else ()
    found = list(unsaid or reader.findings(text))
    if left_out is not None:
        found = [f for f in found if f.sort not in {"deed", PIECE}]  # of several below one name each would answer
    if about:
        # "…을 찾는 것이 바로 배정 문제이다" names its subject at its end.
        found = [f for f in found if (f.ask is not Ask.WHAT and not f.about) or f" 바로 {f.about}" in text]
    if not has_hangul(text) and (answered := _as_asked(text, scope)) and not any(f.ask is Ask.WHAT for f in found):
        found.insert(0, answered)
    if has_hangul(text) and _FORBIDS.search(before) and _HARM.search(text) and not _HAS_TOPIC.match(text):
        found = [Finding(Ask.WHY, "", "", ended(text), "reason")]
    found = [f for f in found if f.ask is not Ask.WHAT or _defines(f, scope, entry)]
    told = " ".join(f.answer for f in found if f.ask is Ask.WHAT)
    found = [
        f for f in found if f.ask is not Ask.WHY or not f.answer or f.answer not in told
    ]  # it stands in the meaning
    if leads:
        called = [f for f in found if f.ask is Ask.CALLED and f.said]
        found = called or [f for f in found if _says_it_all(f)]
    names_it = any(
        f.ask is Ask.CALLED or (f.ask is Ask.OWN and f.said.startswith("how long does it take")) for f in found
    )
    if not about and _POINTS_BACK.match(text) and not names_it:
        if at_least and not before and _stands_for_heading(text, scope):
            for gap in plain_gaps(text, named=True):
                yield _fact(gap, scope, scope.name, entry.line.number, own(entry.line))
        return
    if found and all(f.sort in _WEAK for f in found):
        telling = [g for g in reader.gaps(text.rstrip(". "), entry.line.strong) if g.sort in _TELLING]
        found = telling[:1] or found
    named = scope.name and scope.meant and not scope.aspect and not SEVERAL.search(scope.name)
    named = named and plainly(without_us(entry.line.text)).startswith(text[:8])
    if aimed := [f for f in found if f.ask is Ask.PURPOSE and not f.said and not f.about] if _is_aim(scope) else []:
        answer = shortened(aimed[0].answer)
        yield Fact(
            Ask.ASPECT,
            Kind.DEFINITION,
            scope.name,
            answer,
            entry.line.number,
            own(entry.line),
            scope.aspect,
            "aim",
            rank=4,
        )
        return
    found = [f for f in found if about or named or not _leans(f)]
    line, uses = entry.line.number, own(entry.line)
    made = 0
    for finding in found:
        if finding.ask is Ask.WHY and (this := _IS_NAMED.match(finding.said)):
            thing = subject_in_full(before)
            if not thing or reader.is_pointing(thing) or plural(thing) != (this["many"] is not None):
                continue  # of what it is the name is not sure
            finding = finding._replace(said=f"{thing} {finding.said[this.end('this') :].strip()}")
        if not finding.answer or (not finding.said and finding.ask in _LEANING):
            # What is left empty is what the sentence before says.
            if not before or len(before) > LONGEST_BEFORE or reader.is_story(before):
                continue
            if finding.ask is Ask.CALLED and (side := _SIDE_OF.match(text)):
                thing = next((f.answer for f in reader.findings(before) if f.ask is Ask.CALLED and f.said), "")
                if not thing:
                    continue
                yield _fact(finding._replace(said=f"{thing}의 {side['side']}"), scope, "", line, uses)
                made += 1
                continue
            if finding.ask is Ask.WHY and not finding.said and "때문" in before[-8:]:
                continue  # it is a reason itself
            bidden = _CONCEDES.sub("", before) if has_hangul(before) and _BIDS.search(before) else before
            own_topic = reader.subject_of(bidden) if finding.ask is Ask.WHY and has_hangul(bidden) else ""
            if bidden != before or (own_topic and key(own_topic) != key(about)):
                about = ""  # it was the subject of what is conceded
            was = _POINTED.sub("", ended(bidden)) if finding.ask is Ask.WHY else ended(bidden)
            if finding.ask is Ask.CALLED and has_hangul(before):
                was = _described(before, text)
                if not was:
                    continue  # of no known form: "…다는 무엇이라고 하나" is no question
            said, answer = finding.said or was, finding.answer or was
            finding = finding._replace(said=said, answer=answer)
        if finding.ask is Ask.CALLED and (named_here := _as_meaning(finding, scope)) is not None:
            finding = named_here
        aims = finding.ask is Ask.IF and finding.said.endswith("려면")  # whoever wants it, it is not the last subject
        yield _fact(finding, scope, "" if aims else about, line, uses, text)
        made += 1
        if made == 2 and finding.sort != "described":  # of one thing two are enough, but each of three names is asked
            return
    if made or leads:
        return
    chosen: list[Finding] = []
    left_to_last = tuple(plain_gaps(text, bool(about))) if at_least and not has_hangul(text) else ()
    headed = False
    for gap in reader.gaps(text.rstrip(". "), entry.line.strong) or left_to_last:
        if has_hangul(text) and scope.meant and key(gap.answer) in key(scope.name):
            headed = True
            continue  # its heading says it: a clear question for something else is asked in its place
        if headed and not marked(gap).sort.startswith("clear"):
            continue
        if not about and not named and gap.sort in {"object", "complement", "amount", "whether"} and _leans(gap):
            continue
        if not any(gap.answer in other.answer or other.answer in gap.answer for other in chosen):
            chosen.append(gap)
    for gap in chosen[: 2 if len(text) > 60 else 1]:
        whole = left_out is None and not has_hangul(text) and gap.sort != PLAIN
        turned = asked_gap(gap) if whole else None
        yield _fact(gap if turned is None else turned, scope, about, line, uses)


def _stands_for_heading(text: str, scope: Scope) -> bool:
    """Whether "this" or "it" at the start of an English paragraph stands for the one thing that its heading names."""
    named = scope.section and scope.meant and not scope.aspect and not scope.question and bool(scope.name)
    one = re.match(r"(?:this|it)\s(?:is|can|may|has|does|must|will|should|\w+s)\b", text, re.I) is not None
    return named and one and not has_hangul(text + scope.name) and not is_expletive(text) and not plural(scope.name)


_AIMS = re.compile(r"(?:[가-힣]+\s)?(?:목적|필요성|목표|용도|이유|배경)")


def _is_aim(scope: Scope) -> bool:
    """Whether the lines of a scope say what its name is for: "필요성" over "짐을 나누기 위함"."""
    return bool(scope.name) and scope.meant and _AIMS.fullmatch(scope.aspect) is not None


_IS_NAMED = re.compile(r"(?P<this>this|(?P<many>they))\s(?:is|are)\scalled\s")
_BIDS = re.compile(
    r"(?:말아야|[아어해]야|[안못] ?돼|안 ?되|마세요|하세요|마십시오|하십시오|말 것|말라)\S*(?:\s\S{1,4})?[.!]*$"
)
# "밖에 두지 마세요. 잎이 얼 수 있습니다.": what comes of it is why.
_FORBIDS = re.compile(
    r"(?:지 (?:말아야|마세요|마라|말라|마십시오|말 것|말자)|[가-힣]면 안 ?[되된됩돼])\S*(?:\s\S{1,4})?[.!]*$"
)
_HARM = re.compile(r"(?:[가-힣] 수 있|게 [되된됩]|수도 있|위험하|위험이 있|못하게|우려가 있)\S*[.!]*$")
_HAS_TOPIC = re.compile(
    r"(?:\S+\s){0,2}\S*[가-힣A-Za-z)`](?:은|는)\s(?!것|경우)"
    r"|(?:또한|그리고|하지만|반면|다만|따라서|그래서|대신)[\s,]"
)
# "줄여도 되지만, 끄지는 말아야 한다": what is bidden stands last
_CONCEDES = re.compile(r"^.{6,90}?[가-힣]지만,?\s(?=.{12,}$)")


def _described(before: str, text: str) -> str:
    """What the sentence before says, as what a name is given to in this one; "" where its form is not known."""
    was = such(before, text) or as_deed(before)
    if was.endswith("다"):
        before = without_lead(before)
        described = adnominal(before)
        # "이는 … 때문이다" is the reason of what stands before; what cannot be done is no thing that has a name.
        points = is_pointing(before) or described.endswith(("인", "수 없는", "수는 없는"))
        was = f"{described} 것" if described and not points else ""
    return was if len(was) <= LONGEST_NAMED else ""


# "이것을 …라 부른다": why it is called so, whatever "it" is.
_POINTED = re.compile(r"^(?:이|그)(?:것|때|곳)?[을를]\s(?=\S+(?:\s\S+)?라고?\s?(?:부르|불리|부른|불린|한다|함))")
_POINTS_ON = re.compile(r"(?:다음|아래|위)(?:의|과|와)\s")


def _as_meaning(finding: Finding, scope: Scope) -> Finding | None:
    """What is called as its heading says, turned round: "무늬를 나이테라고 한다" under "나이테" says what that is."""
    name = key(without_gloss(scope.name)) if scope.meant and not scope.aspect and not scope.lead else ""
    called, said = finding.answer, finding.said
    if (
        _POINTS_ON.search(said)
        or len(name) < 2
        or name not in key(called)
        or not has_hangul(said)
        or len(said.split()) < 3
    ):
        return None
    about = scope.name if key(without_gloss(called)) == name else called
    return Finding(Ask.WHAT, about, "", said, "meaning")


_ASKS_FIRST = re.compile(r"(?:무엇|누가|어디|언제|왜|어떤|단점|장점|한계|특징|문제점|단위)\S*(?:\s|$)")


def _leans(finding: Finding) -> bool:
    """Whether a Korean question has no subject but what stands above its line."""
    if finding.about or finding.ask not in {Ask.OWN, Ask.DOES, Ask.PURPOSE}:
        return False
    if finding.sort == "amount" and not _HAS_SUBJECT.search(finding.said):
        return True
    return not finding.said or _ASKS_FIRST.match(finding.said) is not None


_HAS_SUBJECT = re.compile(r"[가-힣A-Za-z)`](?:은|는|이|가)\s")


def _says_it_all(finding: Finding) -> bool:
    """Whether what a line before a colon says stands there whole: what a thing is, or when it is so."""
    whole = len(finding.answer.split()) > 5 and not UNFINISHED.search(finding.answer)
    return (finding.ask is Ask.WHAT or (finding.sort == "when" and whole)) and _is_finished(finding.answer)


def _is_finished(meaning: str) -> bool:
    """Whether a meaning before a colon needs nothing of the lines below it ("a signature that verifies" does)."""
    tokens = reader_of(meaning).tagged(meaning) or ()
    return not tokens or not tokens[-1].tag.startswith(("VV", "VM", "VB", "VH", "PR", "CJ", "AT", "DPS"))


_IS = re.compile(r"(?:(?:an?|the)\s)?(?P<subject>[^,;:]{2,60}?)\s(?:is|are)\s(?P<meaning>(?!not\b)\S.{11,})$", re.I)


def _as_asked(text: str, scope: Scope) -> Finding | None:
    """What an English sentence says its heading's name is, where that heading asks what it is ("What is Hoisting?")."""
    match = _IS.match(text.rstrip(". ")) if scope.question and scope.name and not scope.aspect else None
    if match is None or not same(match["subject"], scope):
        return None
    tokens = reader_of(text).tagged(match["meaning"]) or ()
    named = len(tokens) > 2 and (tokens[0].tag.startswith(("AT", "NN", "NP")) or tokens[0].text.endswith(("'s", "’s")))
    return Finding(Ask.WHAT, match["subject"], "", match["meaning"], "meaning") if named else None


_SIDE_OF = re.compile(r"그\s(?P<side>[가-힣]{1,12}?)[을를은는]\s")  # "그 확률을 …라고 한다": of what was named before
_WEAK = frozenset({"deed", "until"})  # a number or a marked word left out of the sentence asks for more
_TELLING = frozenset({"number", "marked", "list"})
_POINTS_BACK = re.compile(
    r"(?:this|these|that|those|it|they|he|she|such)\b(?!\s(?:means|is called|are called))|(?:이것|이는|이를|그것"
    r"|그는|이러한|그러한|이런|그런|해당|위의|위와)",
    re.I,
)
SEVERAL = re.compile(r"[와과]\s|\bvs\b|\s및\s|,\s|\s/\s", re.I)
JUDGES = re.compile(
    r"^(?:an?|the|one of the)\s(?:very |really |quite |most )?(?:great|good|big|bad|nice|key|major|important|common"
    r"|popular|best|main|huge|crucial"
    r"|classic|perfect|first|second|third|fourth|fifth|last|same|only|result|consequence|reason|way(?! to\b)|fact|case"
    r"|problem|matter)\b|^(?:매우|아주|꽤)\s|^가장\s(?:\S+\s)?(?:\S*(?:쓰이|쓰는|사용|이용|알려|중요|기본|대표|일반|보편|흔|좋|유명|유용|핵심)"
    r"|큰\s(?:특징|장점|단점|문제|차이|이유))|(?:사실|편|셈|점|듯)$",
    re.I,
)
_RATED = re.compile(r"(?:^|\s)(?:가장|제일|매우|아주)\s")
_SAYS_WHICH = re.compile(r"\b(?:that|which|who|where|whose|used|made|designed|for|of|in which|by which|\w+ing)\b", re.I)


def _defines(finding: Finding, scope: Scope, entry: Entry) -> bool:
    """Whether a sentence says what its subject is for good, and not only something of it in passing."""
    about, meaning = finding.about, finding.answer
    if JUDGES.search(meaning):
        return False
    marked = "`" in about or any(word in about for word in entry.line.strong) or without_gloss(about) != about
    if same(about, scope) or marked or f"인 {about}" in entry.line.text:
        return True  # "세로 방향 실인 날실" names what it describes
    if has_hangul(meaning) and _RATED.search(meaning):
        return False  # "금리는 가장 직접적인 영향을 미치는 요소이다" says no more of it than how much it counts
    if has_hangul(meaning):
        tokens = reader_of(meaning).tagged(meaning) or ()
        return any(t.tag == "ETM" for t in tokens) and (len(meaning) >= 10 or _is_told_by_deed(tokens))
    if finding.sort == "that" and _OF.search(about):
        return len(meaning.split()) > 3  # "the problem with tar is that it softens"
    if finding.sort == "described" or (_KIND_FOR.match(meaning) and not scope.is_example):
        return True
    if len(meaning.split()) < 5:
        return False
    return _SAYS_WHICH.search(meaning) is not None or _is_told_apart(reader_of(meaning).tagged(meaning) or ())


def _is_told_by_deed(tokens: Sequence[Word]) -> bool:
    """Whether a short Korean meaning tells its noun apart by what it does and to what, or how ("당을 먹는 균")."""
    at = next((i for i, t in enumerate(tokens) if t.tag.startswith("VV")), 0)
    described = tokens[at + 1].tag == "ETM" if at and at + 2 < len(tokens) else False
    return described and tokens[at - 1].tag in {"JKO", "JKB", "MAG"} and tokens[-1].tag in {"NNG", "NNP"}


# "a protocol for authorization", "a primate of Madagascar"
_KIND_FOR = re.compile(r"an?\s(?:\w+\s)?\w+\s(?:(?:for|of)\s[a-z]{4,}|(?:of|from|in)\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)$")
_OF = re.compile(r"\s(?:of|with|in|behind|for)\s\w")


def _is_told_apart(tokens: Sequence[Word]) -> bool:
    """Whether an English meaning is told apart by a participle ("a toolkit written in Python"), or by three words."""
    if any(one.tag == "VVN" and two.tag.startswith("PR") for one, two in pairwise(tokens[1:])):
        return True
    return (
        len(tokens) >= 5
        and tokens[0].tag == "AT0"
        and all(t.tag.startswith(("AJ", "NN", "VVN", "NP", "UNC", "ITJ")) for t in tokens[1:])
    )


def fact_of(finding: Finding, scope: Scope, entry: Entry) -> Fact:
    """The fact of a finding that is all its line says."""
    return _fact(finding, scope, "", entry.line.number, own(entry.line))


def _fact(finding: Finding, scope: Scope, about: str, line: int, uses: frozenset[int], text: str = "") -> Fact:
    if has_hangul(finding.said):
        finding = marked(finding)
    subject = finding.about
    if subject and (same(subject, scope) or is_kind_of(subject, text, scope)):
        finding = _agreeing(finding, scope)
        subject = scope.name  # "A hook is …" under "Hooks"
    answer = shortened(finding.answer)
    return Fact(
        finding.ask,
        KINDS.get(finding.ask, Kind.RELATION),
        "" if finding.sort == PIECE else subject or about,  # its question says itself of what it asks
        answer,
        line,
        uses,
        said=finding.said,
        sort=finding.sort,
        subject=plain(without_gloss(subject or about or scope.name)),
        accepted=accepted_for(answer),
        rank=4 if finding.ask is not Ask.GAP else 6,
    )


def _agreeing(finding: Finding, scope: Scope) -> Finding:
    """What a verb says of one thing, said of the several that the heading names: "does maintain", "do maintain"."""
    verb, _, rest = finding.said.partition(" ")
    turned = _TURNED.get(verb, "")
    if finding.ask is Ask.DOES and turned and not has_hangul(scope.name):
        wanted = verb if (verb in {"do", "are", "don't"}) == plural(scope.name) else turned
        return finding._replace(said=f"{wanted} {rest}")
    return finding


_TURNED = {"does": "do", "is": "are", "do": "does", "are": "is", "doesn't": "don't", "don't": "doesn't"}
