"""`term: meaning`, `term - meaning`, `term → what it is`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.asking.answers import ended, shortened
from cards.asking.cases import set_off
from cards.asking.claims import Claim, Form
from cards.asking.defaults import default_of
from cards.asking.fact import Fact, own
from cards.asking.follows import of_meaning
from cards.asking.leftout import of_term
from cards.asking.meanings import (
    are_stuffs,
    goes_on,
    is_exact,
    is_glossed,
    is_names,
    is_ruling,
    is_translation,
    of_degree,
    of_owner,
    of_row,
    side_of,
    without_topic,
)
from cards.asking.measures import cost_of, is_quantity, measured, quality_of
from cards.asking.scope import Scope
from cards.asking.sentences import facts_of
from cards.asking.told_under import of_head, of_side
from cards.asking.typed import COMMAND
from cards.asking.ways import asked_of_way, is_way
from cards.card import Kind
from cards.language.actions import is_action, is_deed, is_done, is_state
from cards.language.english.deeds import bids_how, is_bidden, is_change, is_event, is_law, names_deed
from cards.language.english.meanings import is_order, kind_of, parted, sort_of, use_in, when_of
from cards.language.english.retold import stands_for, without_term
from cards.language.english.tasks import why_bidden
from cards.language.english.understood import tells_a_deed
from cards.language.finding import Ask
from cards.language.glosses import accepted_for, without_gloss
from cards.language.keys import is_key, pressed
from cards.language.korean.asked import SIDES
from cards.language.korean.calling import what_is_called
from cards.language.korean.conditions import reason_of
from cards.language.korean.deeds import ends_in_deed
from cards.language.korean.effects import is_effect
from cards.language.korean.endings import direction, josa, trimmed
from cards.language.korean.heads import asked_of_deed
from cards.language.korean.kinds import in_full, kind_in_front
from cards.language.korean.rows import numbered
from cards.language.reader import reader_of
from cards.language.statement import Statement, sentences
from cards.language.terms import is_described, is_name
from cards.language.text import has_hangul, plain

FORMS = frozenset({Form.TERM})

EXAMPLES = (
    (
        "## 패턴\n- Dilated → 띄엄띄엄 잇는 연결\n- Band → 이웃만 잇는 연결\n",
        (("**Dilated** (패턴) — 무엇인가?", "띄엄띄엄 잇는 연결"),),
    ),
    ("## Git\n- HEAD: the commit you stand on\n", (("**HEAD** (Git) — what is it?", "the commit you stand on"),)),
)
# "e.g., a manager" is an example, "is least likely to be true" a judgement, "While all see it, …" half a sentence.
_NO_MEANING = re.compile(
    r"e\.g\.|(?:is|are|was|were) (?:the )?(?:more|most|less|least|very|quite|not|also|often|usually)\b"
    r"|(?:while|although|whereas)\s",
    re.I,
)
# "Tolerance: the system goes on although nodes fail" is what it means, whatever is conceded.
_THOUGH = re.compile(r"(?:even )?(?:though|although)\b")
_LEADS_ON = re.compile(r"[;；]\s[^;；]{1,40}$")
_REASON = re.compile(r"^(?:so(?: that)?|because|since)\s|(?:위해|위해서|위함|때문(?:에|이다)?|려고|도록)\.?$", re.I)


_DEEDS = frozenset({"order", "deed"})
_CASE = re.compile(r"평균|최선|최악|최상|(?:average|best|worst)(?: case)?", re.I)
_SPELT = re.compile(r"[A-Z][A-Za-z-]+(?: [A-Za-z-]+){0,3}, ")
_BULLET = re.compile(
    r"^[Dd]efinition of (?:an?\s|the\s)?(?=\w)|^[.*\s]+|^[_)\]]\s+|^\d{1,2}(?:[.)]|(?:\.\d{1,2}){1,3}\.?)\s+(?=[^\d\s])"
)
_STATUS = re.compile(r"[1-5]\d\d")
_DEED_KO = re.compile(
    r"(?:검색|확인|조회|출력|삭제|제거|생성|추가|실행|종료|중지|시작|재시작|다운로드|업로드|설치|변경|수정|이동|복사|연결|접속|등록|보기|만들기|하기)$"
)
_COMMAND = re.compile(
    r"`?\$?\s?[a-z][a-z0-9.-]*(?:\s[^가-힣`]*|\s\S*<[^>]*>\S*|\s[-\w./:=가-힣]+)+`?|`[a-z][^`]*`(?:\s?`[^`]*`)*"
)
_CHOOSES = re.compile(r"\s(?:or|and)\s|[가-힣]\s[가-힣]+\s[가-힣]")  # "miss 2회 or 갈 곳 없음" says when it ends
_OF_THE_BOOK = re.compile(
    r"^(?:생략|추후|\d+\s?[~-]?\s?\d*\s?(?:장|강|쪽|주차|페이지)|(?:see )?(?:chapters?|pages?|p\.)\s?\d[\d~-]*)\.?$",
    re.I,
)
_WHEN = re.compile(r"^(?:\d{4}년(?:대)?(?:\s?\d{1,2}월)?(?:\s?\d{1,2}일)?|1\d{3}s?|20\d\ds?|기원전\s?\d+년)$")
_ASIDE = re.compile(r"(?<=[가-힣])\.?\s*\([^()]*\)$")
_IS_SO = re.compile(r"(?:[있없됨받]음?|[있없된]다|받는다|됨)$")
_ACTS = re.compile(
    r"(?:[을를]|[으]?로|에서?|까지|부터)\s.*[가-힣](?:다|[가-힣]*[함됨음임])\.?$|[한된킨긴]다\.?$|[가-힣][만도]\s\S*[가-힣]는다\.?$"
)


def facts(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """What each term means, and what else its line says of it."""
    for claim in claims:
        part, line, uses = claim.part, claim.entry.line.number, own(claim.entry.line)
        term, quantity = _without_quantity(_BULLET.sub("", part.term), claim.entry.line.strong)
        part = part._replace(term=term)
        if (default := default_of(part.term, part.body, line, uses)) is not None:
            yield default
        if quantity:
            measure = quality_of(quantity, has_hangul(term))
            yield Fact(Ask.CELL, Kind.DEFINITION, term, quantity, line, uses, measure, "number", rank=4)
        plainly = is_quantity(part.body) and not part.effects and bool(scope.name) and not quantity
        if plainly and (fact := measured(part.term, part.body, scope, line, uses)) is not None:
            yield fact
            continue
        if not part.effects and numbered(part.body):
            if (fact := of_row(part.term, part.body, line, uses)) is not None:
                yield fact
            continue
        if set_off(part.term, "") and not part.effects:
            what, came = ("결과" if has_hangul(part.body) else "result"), ended(part.body)
            yield Fact(
                Ask.ASPECT, Kind.DEFINITION, part.term, came, line, uses, what, "label", subject=plain(term), rank=3
            )
            continue
        if part.term == scope.name and is_way(scope) and (what := asked_of_way(term, [part.body])):
            came = ended(part.body)
            yield Fact(
                Ask.DOES, Kind.DEFINITION, term, came, line, uses, what, "predicate", subject=plain(term), rank=3
            )
            continue
        if _NO_MEANING.match(part.body):
            continue
        if part.effects and _LEADS_ON.search(part.body):
            continue  # "in darkness the channels stay open; light → they close" would be cut at the arrow
        told = sentences(part.body)
        first = trimmed(what_is_called(told[0])) if has_hangul(told[0]) else told[0]
        meaning = shortened(first)
        if not meaning or meaning.endswith(("?", "？")) or _OF_THE_BOOK.match(meaning):
            continue
        if is_described(part.term) and not is_name(part.term) and not cost_of(meaning, scope):
            subject = plain(without_gloss(meaning))
            accepted = accepted_for(meaning)
            yield Fact(
                Ask.CALLED,
                Kind.DEFINITION,
                "",
                meaning,
                line,
                uses,
                part.term,
                "name",
                subject=subject,
                accepted=accepted,
            )
            continue
        if _STATUS.fullmatch(part.term) and part.effects:
            # "301 Moved Permanently → 영구 이동": the name of the number, and what it means.
            meaning, part = ", ".join((meaning, *map(ended, part.effects))), part._replace(effects=())
        if _DEED_KO.search(part.term) and _COMMAND.fullmatch(meaning) and not _CHOOSES.search(meaning):
            # "이미지 검색: docker search <이미지>": a deed and its command.
            code = f"`{meaning.replace('`', '')}`"
            yield Fact(
                Ask.COMMAND, Kind.CODE, "", code, line, uses, part.term, "deed", subject=plain(scope.name), rank=3
            )
            continue
        if _is_pressed(part.term, meaning, scope):
            yield Fact(
                Ask.COMMAND, Kind.CODE, "", part.term, line, uses, meaning, "key", subject=plain(scope.name), rank=3
            )
            continue
        if (cost := cost_of(meaning, scope)) and scope.name and _CASE.fullmatch(term):
            # "최선: O(n)" under "버블 정렬" is the best case of that, not the name of a thing.
            said = f"{term} {cost}" if has_hangul(term) else f"{term.lower()} {cost}"
            yield Fact(Ask.ASPECT, Kind.DEFINITION, scope.name, meaning, line, uses, said, "cost", rank=3)
            continue
        if (fact := of_degree(part.term, meaning, scope, line, uses)) is not None:
            yield fact
            continue
        if cost:
            yield Fact(Ask.CELL, Kind.DEFINITION, term, meaning, line, uses, cost, "cost", subject=plain(term), rank=3)
            continue
        if aspect := side_of(part.term, scope):
            # "형식" over "REST: 보통 JSON" under "REST vs gRPC": not what REST is, but its form.
            yield Fact(
                Ask.CELL, Kind.DEFINITION, part.term, meaning, line, uses, aspect, "side", subject=plain(part.term)
            )
            continue
        if _STATUS.fullmatch(part.term) or is_ruling(part, scope):
            # "404: 찾을 수 없음" tells what a code says, "개체 무결성: 기본키는 …" what the kind is.
            sort = "code" if _STATUS.fullmatch(part.term) else "kind"
            is_deed_of = sort == "kind" and not is_state(part.term, meaning) and not meaning.endswith(("때", "경우"))
            yield Fact(
                Ask.DOES if is_deed_of else Ask.WHAT,
                Kind.DEFINITION,
                part.term,
                meaning,
                line,
                uses,
                sort="predicate" if is_deed_of else sort,
                subject=without_gloss(part.term),
                accepted=accepted_for(meaning),
                rank=3,
            )
            continue
        if is_glossed(meaning) and len(told) > 1 and goes_on(meaning, told[1]):
            meaning, told = shortened(f"{meaning}. {told[1]}"), [told[0], *told[2:]]  # "1:1 통신. … 보내는 방법"
        meaning = without_term(part.term, meaning)
        if has_hangul(meaning):
            meaning = without_topic(part.term, meaning)
            meaning = in_full(kind_in_front(meaning), meaning) or meaning
        if not has_hangul(part.body) and not part.effects:
            meaning, more = parted(meaning)
            told = [told[0], *more, *told[1:]]
        ask = Ask.WHAT
        shape = reader_of(meaning).shape_of(meaning)
        if _WHEN.match(part.term) and not scope.name:
            continue
        if _WHEN.match(part.term):
            said = f"{part.term}에 무슨 일이 있었나" if has_hangul(meaning) else f"what happened in {part.term}"
            yield Fact(Ask.OWN, Kind.DEFINITION, "", meaning, line, uses, said, "year", subject=part.term, rank=3)
            continue
        if not part.effects and (fact := of_head(part.term, meaning, scope, line, uses)) is not None:
            yield fact
            continue
        if not part.effects and (why := why_bidden(part.term, told[0])):
            yield Fact(Ask.OWN, Kind.RELATION, "", ended(told[0]), line, uses, why, "reason", subject=term, rank=3)
            continue
        bidden = _is_bidden_deed(part.term, meaning)  # "Lighting: stuff dented foil in and press it down"
        if shape == "clause" and not part.effects and not bidden and not is_event(term, meaning):
            made = [f for f in facts_of(told[0], scope, claim.entry, about=term) if not _THOUGH.match(f.said)]
            if is_state(term, meaning) and any(fact.sort.removeprefix("clear ") in SIDES for fact in made):
                made = []  # "상호 배제: 한 자원은 한 프로세스만 쓸 수 있다" is what it means
            if not has_hangul(meaning) and _ONE_CODE.fullmatch(term) and all(fact.ask is Ask.GAP for fact in made):
                made = []  # "`##`: the match is cut from the front": a gap would ask without the code
            yield from made
            for text in told[1:]:
                yield from facts_of(text, scope, claim.entry, about=term)
            if made:
                continue
        if not part.effects and len(told) == 1 and (fact := of_row(part.term, meaning, line, uses)) is not None:
            yield fact
            continue
        if (fact := of_owner(part, meaning, scope, line, uses)) is not None:
            yield fact
            continue
        if is_names(meaning):
            said = "예" if scope.korean or has_hangul(part.term) else "example"
            yield Fact(
                Ask.ASPECT, Kind.DEFINITION, part.term, meaning, line, uses, said, "examples", subject=plain(part.term)
            )
            continue
        english = not has_hangul(meaning) and not has_hangul(part.term)
        if english and not part.effects and stands_for(part.term, meaning):
            name = without_gloss(part.term)
            yield Fact(
                Ask.STANDS, Kind.DEFINITION, part.term, meaning, line, uses, sort="meaning", subject=name, rank=3
            )
            continue
        if english and not part.effects and (use := use_in(meaning)):
            yield Fact(
                Ask.PURPOSE,
                Kind.DEFINITION,
                part.term,
                use,
                line,
                uses,
                subject=without_gloss(part.term),
                sort="use",
                rank=3,
            )
            for text in told[1:]:
                yield from facts_of(text, scope, claim.entry, about=part.term)
            continue
        if english and not part.effects and (when := when_of(meaning)):
            yield Fact(
                Ask.DOES,
                Kind.DEFINITION,
                part.term,
                when[1],
                line,
                uses,
                when[0],
                sort_of(when[1]),
                subject=plain(term),
                rank=3,
            )
            continue
        if english and not part.effects and (fact := of_term(part.term, meaning, claim.entry)) is not None:
            yield fact
            for text in told[1:]:
                yield from facts_of(text, scope, claim.entry, about=term)
            continue
        if _REASON.search(meaning) and not part.effects:
            ask = Ask.WHY
        elif is_translation(part.term, meaning):
            shape = "state"
        elif english and part.sign == "→" and kind_of(meaning) == "deed":
            ask = Ask.DOES
        elif english and (part.term.startswith("`") or COMMAND.match(part.term)) and kind_of(meaning) in _DEEDS:
            ask, shape = Ask.DOES, "deed of a code"
        elif is_effect(part.term, meaning):
            ask, shape = Ask.DOES, "predicate"
        elif is_action(part.term, meaning) or (english and bidden):
            ask = Ask.HOW
        elif english and is_change(part.term, meaning):
            ask = Ask.WHAT
        elif is_deed(part.term, meaning) or is_done(part.term, meaning):
            ask = Ask.DOES
        elif (
            not english
            and not is_state(part.term, meaning)
            and (told_of := asked_of_deed(part.term, meaning)) is not None
        ):
            ask, shape = told_of, "predicate" if shape == "clause" else shape
        elif english and not part.effects and is_event(part.term, meaning):
            shape = "clause"
        elif english and is_law(part.term) and is_bidden(meaning):
            shape = "clause"  # "law of monitoring: log all you can" says what the law says
        elif english and shape == "phrase" and is_bidden(meaning) and scope.tells_deeds:
            bids = names_deed(part.term) and not re.match(r"\w+[^s]s\s", meaning)
            ask, shape = Ask.HOW if bids else Ask.DOES, "predicate"
        elif shape == "predicate":
            # "Absolute, 위치 벡터를 더함" says what the letters stand for too: what it is, not only what it does.
            plainly_told = _ASIDE.sub("", meaning)
            acts = _ACTS.search(meaning if _IS_SO.search(plainly_told) else plainly_told) or ends_in_deed(meaning)
            acts = acts and not _SPELT.match(meaning)
            ask = Ask.DOES if english or acts else Ask.WHAT  # "물받이: rain gutter" only says it in English
            if has_hangul(meaning) and is_state(part.term, meaning):
                ask, shape = Ask.WHAT, "state"
        elif shape == "clause" and has_hangul(meaning) and is_state(part.term, meaning):
            shape = "state"
        into = ended(part.effects[0]) if len(part.effects) == 1 else ""
        alike = has_hangul(part.body) == has_hangul(into)  # "clear() + reset() → 서버가 반영" is told, and no stuff
        if into and alike and (" + " in part.body or are_stuffs(part.body, into)) and "=" not in f"{part.body}{into}":
            answer = (
                f"{part.body}{josa(part.body, '을를')} {into}{direction(into)}"
                if has_hangul(part.body)
                else f"{part.body} into {into}"
            )
            yield Fact(Ask.TURNS, Kind.RELATION, part.term, answer, line, uses, rank=3)
            continue
        side = of_side(part.term, meaning, scope, line, uses) if not part.effects else None
        if ask in (Ask.WHAT, Ask.DOES) and side is not None:
            # "조선: 농토가 줄었다" under "임진왜란의 결과" says no more of 조선 than what came to it.
            yield side
            continue
        yield Fact(
            ask,
            Kind.DEFINITION,
            _owner(scope) if ask is Ask.WHY else part.term,
            meaning,
            line,
            uses,
            said=reason_of(part.term) if ask is Ask.WHY else "",
            subject=without_gloss(part.term),
            sort=_sort(part, shape, meaning, ask),
            accepted=accepted_for(meaning),
            exact=ask is Ask.WHAT and is_exact(part.term, meaning),
            rank=3,
        )
        for effect in part.effects:
            one = Fact(Ask.FOLLOWS, Kind.RELATION, part.term, shortened(effect), line, uses, said=ended(first), rank=5)
            yield of_meaning(one, part.term, first)
        for text in told[1:]:
            yield from facts_of(text, scope, claim.entry, about=part.term, at_least=True)


def _owner(scope: Scope) -> str:
    """Whose reason stands behind a label: that of the name above, of which the heading tells one side."""
    return without_gloss(scope.name) if scope.aspect and has_hangul(scope.name) else ""


_CALL = re.compile(
    r"`[A-Za-z_][\w.:$]*\([^()]*\);?`|[a-z_][\w.:$]*\([^()]*\);?|`?-{1,2}\w[\w-]*`?|`?@\w+(?:\([^()]*\))?`?"
)
_ONE_CODE = re.compile(r"`[^`]+`")
_CALLED_ON = re.compile(
    r"(?:클래스|키워드|메소드|메서드|함수|어노테이션|디렉터리|파일|옵션|명령어?)[을를은는이가에의]|[^\w가-힣`\"]"
)


def _sort(part: Statement, shape: str, meaning: str, ask: Ask) -> str:
    """What kind of meaning a card asks for: what a call or an option does is told apart from what other terms do."""
    if part.sign == "→":
        return "arrow"
    if part.effects:
        return f"{shape}, then more"
    does = ask is Ask.DOES and has_hangul(meaning) and re.search(r"[가-힣][을를]\s", meaning) is not None
    called = does and _CALL.fullmatch(part.term) is not None and not _CALLED_ON.match(meaning)
    return "call" if called and len(meaning) <= 60 else shape


def _is_pressed(term: str, meaning: str, scope: Scope) -> bool:
    """Whether a line tells what a key does ("`dd` - delete the line"): the key is asked for."""
    if has_hangul(meaning) or len(meaning) > 90 or len(meaning.split()) < 2:
        return False
    # A list of single letters as code is one of keys, whatever its heading says.
    alone = [e for e in scope.entries if e.parts and len(pressed(e.parts[0].term)) == 1 and "`" in e.parts[0].term]
    short = len(alone) >= 3 and term.startswith("`") and len(pressed(term)) <= 3
    return short or is_key(term, (*scope.heads, scope.heading))


def _without_quantity(term: str, strong: Sequence[str]) -> tuple[str, str]:
    """A term without the quantity that its writer set in bold behind it."""
    for word in strong:
        if term.endswith(word) and term != word and re.match(r"^~?\d", word):
            return without_gloss(term[: -len(word)].strip()), word.strip()
    return term, ""


def _is_bidden_deed(term: str, meaning: str) -> bool:
    """Whether a term is a deed and its meaning bids how to do it ("Oil the deck: rub a thin coat in with a cloth")."""
    if term.startswith("`") or has_hangul(f"{term}{meaning}"):
        return False
    return (names_deed(term) and bids_how(meaning)) or (tells_a_deed(term) and is_order(meaning) and is_bidden(meaning))
