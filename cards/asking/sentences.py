"""The facts of a sentence: what its reader finds in it, else the sentence with its telling piece left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.asking.answers import ended, shortened
from cards.asking.fact import Fact, own
from cards.asking.scope import Entry, Scope
from cards.asking.subjects import same
from cards.card import Kind
from cards.language.actions import is_action
from cards.language.clauses import clauses
from cards.language.english.grammar import is_pointing
from cards.language.english.meanings import kind_of, said_of, sort_of, when_of
from cards.language.english.plurals import plural
from cards.language.finding import Ask, Finding
from cards.language.glosses import accepted_for, without_gloss
from cards.language.headings import is_question, topic_of
from cards.language.korean.clear import marked
from cards.language.korean.deeds import deed_of
from cards.language.korean.endings import as_deed
from cards.language.korean.grammar import topic_of as korean_topic
from cards.language.korean.kinds import kind_in_front
from cards.language.korean.parts import described
from cards.language.korean.rows import ends_in_deed
from cards.language.reader import reader_of
from cards.language.statement import sentences
from cards.language.terms import is_name
from cards.language.text import has_hangul, key, plain
from cards.note import Form as Mark

KINDS = {
    Ask.WHAT: Kind.DEFINITION,
    Ask.STANDS: Kind.DEFINITION,
    Ask.CALLED: Kind.DEFINITION,
    Ask.GAP: Kind.CLOZE,
    Ask.OWN: Kind.DEFINITION,
}
_HEAVY = re.compile(r"https?://|www\.|\]\(|^\W*$")
_UNTELLING = re.compile(
    r"^[\[:!]|안내$|^(?:lecture|chapter|day|week|part|step|section|lesson|ch)\b|\d(?:강|장|주차|일차)$",
    re.I,
)
SHORTEST = 8
LONGEST_BEFORE = 160
_LEANING = (Ask.CALLED, Ask.WHY, Ask.FOLLOWS)


def facts_of(text: str, scope: Scope, entry: Entry, about: str = "", before: str = "") -> Iterator[Fact]:
    """What one sentence says. `about` is what it speaks of where it has no subject; `before` the sentence before."""
    text = text.strip()
    if len(text) < SHORTEST or len(text) > 320 or is_question(text) or _HEAVY.search(text) or "→" in text:
        return
    reader = reader_of(text)
    if reader.is_story(text) or reader.speaks_of_text(text):
        return
    leads = text.endswith(":") and not has_hangul(text)  # what it says stands in the lines below it
    found = list(reader.findings(text))
    if about:
        found = [f for f in found if f.ask is not Ask.WHAT and not f.about]
    if not has_hangul(text) and (answered := _as_asked(text, scope)) and not any(f.ask is Ask.WHAT for f in found):
        found.insert(0, answered)
    found = [f for f in found if f.ask is not Ask.WHAT or _defines(f, scope, entry)]
    told = " ".join(f.answer for f in found if f.ask is Ask.WHAT)
    found = [
        f for f in found if f.ask is not Ask.WHY or not f.answer or f.answer not in told
    ]  # it stands in the meaning
    if leads:
        found = [f for f in found if f.ask is Ask.WHAT]
    if not about and _POINTS_BACK.match(text) and not any(f.ask is Ask.CALLED for f in found):
        return
    if found and all(f.sort in _WEAK for f in found):
        telling = [g for g in reader.gaps(text.rstrip(". "), entry.line.strong) if g.sort in _TELLING]
        found = telling[:1] or found
    named = scope.name and scope.meant and not scope.aspect and not _SEVERAL.search(scope.name)
    named = named and entry.line.text.startswith(text[:8])
    found = [f for f in found if about or named or not _leans(f)]
    line, uses = entry.line.number, own(entry.line)
    made = 0
    for finding in found:
        if not finding.answer or (not finding.said and finding.ask in _LEANING):
            # What is left empty is what the sentence before says.
            if not before or len(before) > LONGEST_BEFORE or reader.is_story(before):
                continue
            was = as_deed(before) if finding.ask is Ask.CALLED and has_hangul(before) else ended(before)
            if finding.ask is Ask.CALLED and was.endswith("다"):
                continue  # of no known form: "…다는 무엇이라고 하나" is no question
            said, answer = finding.said or was, finding.answer or was
            finding = finding._replace(said=said, answer=answer)
        aims = finding.ask is Ask.IF and finding.said.endswith("려면")  # whoever wants it, it is not the last subject
        yield _fact(finding, scope, "" if aims else about, line, uses)
        made += 1
        if made == 2:
            return
    if made or leads:
        return
    chosen: list[Finding] = []
    for gap in reader.gaps(text.rstrip(". "), entry.line.strong):
        if not any(gap.answer in other.answer or other.answer in gap.answer for other in chosen):
            chosen.append(gap)
    for gap in chosen[: 2 if len(text) > 60 else 1]:
        yield _fact(gap, scope, about, line, uses)


_ASKS_FIRST = re.compile(r"(?:무엇|어디|언제|왜|어떤|단점|장점|한계|특징|문제점|단위)\S*(?:\s|$)")


def _leans(finding: Finding) -> bool:
    """Whether a Korean question has no subject but what stands above its line."""
    if finding.about or finding.ask not in {Ask.OWN, Ask.DOES, Ask.PURPOSE}:
        return False
    return not finding.said or _ASKS_FIRST.match(finding.said) is not None


_IS = re.compile(r"(?:(?:an?|the)\s)?(?P<subject>[^,;:]{2,60}?)\s(?:is|are)\s(?P<meaning>(?!not\b)\S.{11,})$", re.I)


def _as_asked(text: str, scope: Scope) -> Finding | None:
    """What an English sentence says its heading's name is, where that heading asks what it is ("What is Hoisting?")."""
    match = _IS.match(text.rstrip(". ")) if scope.question and scope.name and not scope.aspect else None
    if match is None or not same(match["subject"], scope):
        return None
    tokens = reader_of(text).tagged(match["meaning"]) or ()
    named = len(tokens) > 2 and (tokens[0].tag.startswith(("AT", "NN", "NP")) or tokens[0].text.endswith(("'s", "’s")))
    return Finding(Ask.WHAT, match["subject"], "", match["meaning"], "meaning") if named else None


_WEAK = frozenset({"deed", "until"})  # a number or a marked word left out of the sentence asks for more
_TELLING = frozenset({"number", "marked", "list"})
_POINTS_BACK = re.compile(
    r"(?:this|these|that|those|it|they|he|she|such)\b(?!\s(?:means|is called|are called))|(?:이것|이는|이를|그것"
    r"|그는|이러한|그러한|이런|그런|해당|위의|위와)",
    re.I,
)
_JUDGES = re.compile(
    r"^(?:an?|the|one of the)\s(?:very |really |quite |most )?(?:great|good|big|bad|nice|key|major|important|common"
    r"|popular|best|main|huge|crucial"
    r"|classic|perfect|first|second|third|fourth|fifth|last|same|only|result|consequence|reason|way|fact|case"
    r"|problem|matter)\b|^(?:매우|아주|꽤)\s|^가장\s(?:\S+\s)?(?:\S*(?:쓰이|쓰는|사용|이용|알려|중요|기본|대표|일반|보편|흔|좋|유명|유용|핵심)"
    r"|큰\s(?:특징|장점|단점|문제|차이|이유))|(?:사실|편|셈|점|듯)$",
    re.I,
)
_GOES_ON = re.compile(
    r"[가-힣](?:길|크|작|많|적|높|낮|하|되|있|없|이)?면\s.*,\s|지만\s|므로\s|는데\s|^\S+[이가]\s[^,]*면\s"
)
_SAYS_WHICH = re.compile(r"\b(?:that|which|who|where|whose|used|made|designed|for|of|in which|by which|\w+ing)\b", re.I)


def _defines(finding: Finding, scope: Scope, entry: Entry) -> bool:
    """Whether a sentence says what its subject is for good, and not only something of it in passing."""
    about, meaning = finding.about, finding.answer
    if _JUDGES.search(meaning):
        return False
    marked = "`" in about or any(word in about for word in entry.line.strong) or without_gloss(about) != about
    if same(about, scope) or marked:
        return True
    if has_hangul(meaning):
        return len(meaning) >= 10 and any(t.tag == "ETM" for t in reader_of(meaning).tagged(meaning) or ())
    return len(meaning.split()) >= 5 and _SAYS_WHICH.search(meaning) is not None


def opening(scope: Scope, entry: Entry) -> Fact | None:
    """The first line below a heading where it says what the heading names without naming it again."""
    text = sentences(entry.line.text)[0]
    asks_else = scope.question and not topic_of(scope.question).name
    if not scope.name or not scope.meant or scope.is_example or scope.aspect or scope.lead or asks_else:
        return None
    if _UNTELLING.search(scope.name) or (not has_hangul(scope.name) and is_pointing(scope.name)) or is_question(text):
        return None
    if is_one_of_several(entry, scope):
        return None
    meaning, sort = reader_of(text).meaning_of(text), "opening"
    if has_hangul(text):
        if entry.line.form is Mark.ITEM and key(scope.name) not in key(text) and any(described(text)):
            return None  # "때를 물에 띄우는 계면활성제 (surfactant)" names another thing
        meaning = _SAID_AGAIN.sub("", kind_in_front(text) or meaning)
        if not meaning:
            return _deed(text, scope, entry)
    if not meaning and not has_hangul(text + scope.name):
        meaning, sort = said_of(text, without_gloss(scope.name))
    if not meaning or len(meaning) < 6 or len(meaning) > 200 or _JUDGES.search(meaning):
        return None
    if has_hangul(text) and _GOES_ON.search(meaning):
        return None  # "TTL이 길면 질의가 줄지만 …, 짧으면 그 반대"
    if has_hangul(text) and ends_in_deed(without_gloss(scope.name), meaning):
        return None if _DOER.match(meaning) else _told(Ask.DOES, meaning, scope, entry)
    if not has_hangul(text) and sort == "opening" and kind_of(meaning) != "article":
        return None
    line = entry.line
    ask = Ask.DOES if sort == "deed" else Ask.PURPOSE if sort == "use" else Ask.WHAT
    said = ""
    if sort == "deed":
        sort = "opening"
        if asked := when_of(meaning):
            (said, meaning), sort = asked, sort_of(asked[1])
    return Fact(
        ask,
        Kind.DEFINITION,
        scope.name,
        ended(meaning),
        line.number,
        own(line),
        said,
        sort,
        subject=plain(without_gloss(scope.name)),
        accepted=accepted_for(meaning),
        rank=2,
    )


_CASE = re.compile(r"(?<=\S)\s(?:경우|상황|때)$")
MANY = 5  # points below a name of which the first says no more than its share


def is_one_of_several(entry: Entry, scope: Scope) -> bool:
    """Whether a line is the first of numbered ones, of cases, or of a few words each: its heading names all of them."""
    if entry.line.form is not Mark.ITEM:
        return False
    others = [e for e in scope.entries if e is not entry and e.line.form is Mark.ITEM]
    if entry.line.ordered and any(other.line.ordered for other in others):
        return True
    text = entry.line.text.rstrip(". ")
    if _CASE.search(text) and any(_CASE.search(other.line.text.rstrip(". ")) for other in others):
        return True
    brief = has_hangul(text) and len(others) > 1 and len(text.split()) <= 3
    return brief and all(len(other.line.text.split()) <= 4 and other.below is None for other in others)


def deed(scope: Scope, entry: Entry) -> Fact | None:
    """What the thing that the heading names does, where the one line that says it has no subject of its own."""
    named = scope.name and scope.meant and not (scope.aspect or scope.question or scope.lead or scope.is_example)
    if not named or scope.told or len(scope.entries) > 6 or _UNTELLING.search(scope.name):
        return None
    if has_hangul(scope.name) and _OF_DEED.search(without_gloss(scope.name)):
        return None  # "풍기대 설치" is a deed itself, and the line below it a step
    if is_one_of_several(entry, scope) or [e for e in scope.entries if _acts(e)] != [entry]:
        return None  # of several deeds none is the answer
    text, line = sentences(entry.line.text)[0], entry.line
    if any(found.ask in _SAYS_MORE for part in clauses(text) for found in reader_of(part).findings(part)):
        return None  # a name, a reason or a condition in it is better asked for
    ask = Ask.HOW if is_action(scope.name, text) else Ask.DOES
    answer = ended(text if has_hangul(text) else text[:1].lower() + text[1:])
    subject = plain(without_gloss(scope.name))
    return Fact(
        ask, Kind.DEFINITION, scope.name, answer, line.number, own(line), "", "predicate", subject=subject, rank=3
    )


def contrast(text: str, pieces: Sequence[str], scope: Scope, entry: Entry) -> Fact | None:
    """The halves of a Korean sentence, each of a thing of its own, where one of them alone leaves nothing to ask.

    "커밋은 바뀐 것을 남기지만, 롤백은 되돌린다": how do they differ?
    """
    if len(pieces) != 2 or not has_hangul(pieces[0] + pieces[1]) or sum(map(len, pieces)) > 160:
        return None
    halves, verbs = [], []
    for piece in pieces:
        piece = piece.rstrip(". ")
        reader = reader_of(piece)
        tokens = reader.tagged(piece) or ()
        topic = korean_topic(piece, tokens)
        if topic is None or topic.begin or not is_name(topic.text) or len(topic.text.split()) > 4:
            return None
        if reader.is_pointing(topic.text) or reader.findings(piece) or reader.is_story(piece):
            return None
        halves.append((topic.text, ended(piece[topic.rest :].strip())))
        verbs.append(next((t.text for t in reversed(tokens) if t.tag.startswith(("VV", "VA", "XSV", "XSA"))), ""))
    if not (_AGAINST.search(text[: text.rfind(pieces[1])]) or verbs[0] == verbs[1]):
        return None  # "…를 만들고 …는 공유한다" tells of two things, and sets neither against the other
    if all(any(True for _ in facts_of(piece, scope, entry)) for piece in pieces):
        return None
    (one, told), (other, also) = halves
    if key(one) == key(other) or one.endswith(("때", "경우", "것")) or not told or not also:
        return None
    line = entry.line
    return Fact(
        Ask.DIFFER,
        Kind.CONTRAST,
        one,
        f"- {one}: {told}\n- {other}: {also}",
        line.number,
        own(line),
        other,
        "halves",
        subject=plain(without_gloss(one)),
        rank=4,
    )


_AGAINST = re.compile(r"(?:지만|반면에?|으나|는데),?\s*$")
_SAYS_MORE = frozenset({Ask.CALLED, Ask.WHY, Ask.IF, Ask.FOLLOWS, Ask.EFFECT})
_NO_DEEDS = frozenset({"있", "없", "되", "지", "보", "이", "같"})  # what can be, is done to it, or was tried


def _acts(entry: Entry) -> bool:
    """Whether a line begins with a sentence that says what something does and names nothing that does it."""
    text = sentences(entry.line.text)[0].rstrip(". ")
    if entry.line.form not in (Mark.TEXT, Mark.ITEM) or (entry.parts and entry.parts[0].sign) or len(text) > 140:
        return False
    reader = reader_of(text)
    tokens = reader.tagged(text) or ()
    if not has_hangul(text):
        does = re.match(r"[A-Za-z]{2,}s\s(?!place\b)", text) is not None and kind_of(text) == "deed"
        return does and len(tokens) > 2 and not tokens[1].tag.startswith(("PR", "AVP"))
    done = any(t.tag == "EP" and t.text in {"었", "았", "였"} for t in tokens)
    acts = any(t.tag == "JKO" for t in tokens) and reader.shape_of(text) == "predicate" and not done
    verb = next((t.text for t in reversed(tokens) if t.tag.startswith(("V", "XSV"))), "")
    told = verb in _NO_DEEDS or re.search(r"\s[은는]\s", text) is not None or reader.is_story(text)
    return acts and text.endswith(("다", "음", "함")) and not told


_SAID_AGAIN = re.compile(r"^\S+?(?:\([^()]*\))?이?란\s(?=\S)")
_OF_DEED = re.compile(
    r"(?:방법|생성|검사|설정|등록|확인|설치|실행|사용|적용|구현|추가|삭제|작성|기|과정|절차|단계|이유|원인|종류|차이|비교|문제|결과|예시|예제|구성|환경|개요|배경"
    r"|준비|주의|목적|정리|요약|중요성|필요성|장점|단점|특징)$"
)


_DOER = re.compile(r"\S+[가-힣A-Za-z](?:이|가)\s")  # "서버가 … 열쇠 복호화" is a step, and no deed of its heading
_SEVERAL = re.compile(r"[와과]\s|\bvs\b|\s및\s|,\s|\s/\s", re.I)


def _deed(text: str, scope: Scope, entry: Entry) -> Fact | None:
    """The first line below a name where it says what its thing does: "조건을 만족하는 레코드로 새 릴레이션을 생성"."""
    deed = deed_of(text)
    if not deed or _OF_DEED.search(without_gloss(scope.name)) or _SEVERAL.search(scope.name) or _JUDGES.search(deed):
        return None
    many = sum(other.line.form is Mark.ITEM for other in scope.entries) > MANY
    if entry.line.form is Mark.ITEM and (many or any(o is not entry and _acts(o) for o in scope.entries)):
        return None  # of several deeds none is the answer
    return _told(Ask.HOW if is_action(scope.name, deed) else Ask.DOES, deed, scope, entry)


def _told(ask: Ask, told: str, scope: Scope, entry: Entry) -> Fact:
    """What the first line below a name tells of it."""
    name, line = scope.name, entry.line.number
    return Fact(
        ask,
        Kind.DEFINITION,
        name,
        ended(told),
        line,
        own(entry.line),
        "",
        "opening",
        subject=plain(without_gloss(name)),
        accepted=accepted_for(told),
        rank=2,
    )


def names_again(text: str, scope: Scope) -> bool:
    """Whether a line below a Latin name only says it in Korean ("권한 부여 코드 승인 타입"), and tells nothing."""
    if not has_hangul(text) or has_hangul(without_gloss(scope.name)) or len(scope.name.split()) < 2:
        return False
    tokens = reader_of(text).tagged(text) or ()
    return 1 < len(text.split()) <= 6 and all(t.tag.startswith(("NN", "SL", "XSN", "XPN", "SN")) for t in tokens)


def _fact(finding: Finding, scope: Scope, about: str, line: int, uses: frozenset[int]) -> Fact:
    if has_hangul(finding.said):
        finding = marked(finding)
    subject = finding.about
    if subject and same(subject, scope):
        finding = _agreeing(finding, scope)
        subject = scope.name  # "A hook is …" under "Hooks"
    answer = shortened(finding.answer)
    return Fact(
        finding.ask,
        KINDS.get(finding.ask, Kind.RELATION),
        subject or about,
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
