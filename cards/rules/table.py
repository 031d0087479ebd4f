"""Tables: terms and meanings, questions and answers, a cell asked by its row and column, columns that are lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cards.asking.answers import ANSWER, ended, first_of, lines_of, listed, shortened
from cards.asking.claims import Claim, Form
from cards.asking.columns import (
    MEANING,
    SHOWS,
    are_codes,
    are_in_order,
    are_of_a_kind,
    are_pairs,
    are_rights_and_wrongs,
    means,
    measured,
    named,
    reason_asked,
    repeats,
    rows_of,
    tells_side,
    told_anew,
)
from cards.asking.fact import Fact
from cards.asking.listcolumns import COLUMN, are_lists, are_names, column_of, said_of
from cards.asking.scope import Scope
from cards.asking.signs import judgement, signed
from cards.asking.subjects import kind_of, subject_of, topic_of
from cards.asking.tabledata import is_data, is_record
from cards.asking.turned import Row, is_key, is_turned, without_remarks
from cards.card import Kind
from cards.language.actions import is_deed, is_done
from cards.language.aspects import is_aspect, is_collective
from cards.language.english.retold import without_term
from cards.language.finding import Ask
from cards.language.glosses import accepted_for, without_gloss
from cards.language.headings import is_question
from cards.language.keys import is_key as is_pressed
from cards.language.korean.formulas import is_call
from cards.language.terms import is_name
from cards.language.text import has_hangul, key, plain
from cards.note import Line

FORMS = frozenset({Form.TABLE})

EXAMPLES = (
    (
        "## 패턴\n| 패턴 | FLOPs |\n| --- | --- |\n| Band | 4TwD |\n| Full | 4T²D |\n",
        (("**Band** (패턴) — FLOPs는?", "4TwD"),),
    ),
    (
        "## 용어\n| 용어 | 설명 |\n| --- | --- |\n| PCB | 프로세스의 정보를 담은 블록 |\n",
        (("**PCB** — 무엇인가?", "프로세스의 정보를 담은 블록"),),
    ),
    (
        "## 비교\n| 구분 | TCP | UDP |\n| --- | --- | --- |\n| 연결 | 맺는다 | 없다 |\n",
        (("**TCP** — 연결은?", "맺는다"), ("**UDP** — 연결은?", "없다")),
    ),
    (
        "## 온돌\n|장점|단점|\n|-|-|\n|바닥이 오래 따뜻함|덥히는 데 오래 걸림|\n|공기가 덜 마름|\n",
        (
            ("**온돌**의 장점 2가지는?", "바닥이 오래 따뜻함, 공기가 덜 마름"),
            ("**온돌**의 단점은?", "덥히는 데 오래 걸림"),
        ),
    ),
)
_SAYS_WHAT = re.compile(r"(?:정의|의미|뜻|개념|definition|meaning)$", re.I)
_PATTERNS = re.compile(r"정규 ?(?:식|표현식)|\bregex|\bregular expression", re.I)
_COMMANDS = re.compile(
    r"^(?:명령어?|command|commands|단축키|(?:keyboard )?shortcuts?|keys?|key ?bindings?|hotkeys?|keystrokes?)$", re.I
)
_ACTIONS = re.compile(r"^(?:actions?|effects?|functions?|does|use|동작|기능|역할)$", re.I)
_NOTED = re.compile(
    r"^(?:비고|참고|참고 ?사항|기타|메모|덧붙임|출처|페이지|링크|문서"
    r"|(?:관련|참고|개념|상세) ?(?:문서|노트|노드|글|링크|자료)"
    r"|notes?|remarks?|comments?|misc|etc|links?|sources?|see(?: also)?|pages?|refs?)\.?$",
    re.I,
)
_OPPOSED = re.compile(
    r"^(?:장점|단점|pros?|cons?|advantages?|disadvantages?|do|don'?ts?|strengths?|weaknesses|benefits|drawbacks|risks|upsides"
    r"|downsides"
    r"|wins?|winners?|loses?|losers?|gains?|losses|good|bad|allowed|forbidden"
    r"|opportunities|threats"
    r"|문제점|이익|손해|이득|허용|금지|좋은 점|나쁜 점|찬성|반대|이점|한계점?|강점|약점|기회|위협"
    r"|(?:해야|지켜야) 할 (?:것|일)|하지 말아야 할 (?:것|일)|해도 되는 (?:것|일)|하면 안 되는 (?:것|일))$",
    re.I,
)
_ASKED = re.compile(r"^(?:질문|문제|question|q|문항)$", re.I)
_OF_THE_WHOLE = re.compile(
    r"^(?:(?:when|where|how|why|who)(?:\s\w+){1,3}|what (?:it|they) \w+|(?:key|main|core|best|primary) \w+"
    r"|analogy|in short"
    r"|사용 ?(?:시기|시점|상황)|언제 ?\S*|핵심 ?\S+|한 ?줄 ?\S+)$",
    re.I,
)
_EMPTY = frozenset(["", "-", "–", "—", "?", "…", "...", "N/A", "n/a", "〃", '"', "해당 없음", "해당없음"])


def facts(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """The cells of each table of a scope."""
    for claim in claims:
        yield from _table(claim.entry.line, scope)


def _table(line: Line, scope: Scope) -> Iterator[Fact]:
    if (found := rows_of(line)) is None:
        return
    header, body, number = found
    head = frozenset({number})
    if all(_OPPOSED.match(without_gloss(h)) for h in header) or are_of_a_kind(header):
        yield from _columns(header, body, head, scope)
        return
    if are_rights_and_wrongs(header):
        return
    if are_pairs(header, body, scope):
        yield from _pairs(header, body, head)
        return
    if are_lists(header, body, scope.heading):
        for fact in _columns([said_of(h, column_of(body, at)) for at, h in enumerate(header)], body, head, scope):
            lists = fact.many > 1 and are_names(fact.answer.split(", "))
            yield fact._replace(ask=Ask.LIST, kind=Kind.ENUMERATION, sort=COLUMN) if lists else fact
        return
    if is_record(header, body):
        return
    header, body = named(header, body)
    if is_data(header, body, scope):
        return
    header, body = measured(header, body)
    header, body = without_remarks(header, body, scope)
    turned = is_turned(header, body, scope)
    names = sum(not is_aspect(row.cells[0]) for row in body) * 2 > len(body) and not has_hangul("".join(header))
    for row in body:
        if len(header) == 2:
            yield from _two(header, row, body, head, scope)
        elif turned:
            for column in range(1, min(len(header), len(row.cells))):
                yield from _cell(header[column], row.cells[0], row.cells[column], row.number, head, scope)
        else:
            for column in range(1, min(len(header), len(row.cells))):
                if means(header[column]):
                    yield from _meaning(row.cells[0], row.cells[column], row.number, head, scope, header[0])
                elif not _NOTED.match(header[column]):
                    asked = reason_asked(header, row.cells, column)
                    yield from _cell(row.cells[0], asked, row.cells[column], row.number, head, scope, names)
    yield from _names(header, body, head, line, scope)


def _columns(header: list[str], body: list[Row], head: frozenset[int], scope: Scope) -> Iterator[Fact]:
    """Columns that are lists ("Pros | Cons"): rows are no pairs, and a cell may be missing."""
    about = topic_of(scope)
    for column, said in enumerate(header):
        cells = [(row.cells[column].strip(), row.number) for row in body if len(row.cells) > column]
        cells = [(text, number) for text, number in cells if text not in _EMPTY]
        answer = listed([ended(text) for text, _ in cells])
        if cells and about and len(answer) <= ANSWER * 1.5:
            uses = head | {number for _, number in cells}
            yield Fact(
                Ask.ASPECT,
                Kind.TABLE,
                about,
                answer,
                cells[0][1],
                uses,
                said,
                "column",
                len(cells),
                subject=plain(scope.name),
                rank=2,
            )


def _pairs(header: list[str], body: list[Row], head: frozenset[int]) -> Iterator[Fact]:
    """What stands against what, in a table of two things that says nowhere in what they differ."""
    for row in body:
        one, other = (cell.strip() for cell in row.cells[:2])
        if one in _EMPTY or other in _EMPTY or "\n" in one:
            continue
        said = f"{header[0]}: {one.rstrip('. ')} — and {header[1]}"
        yield Fact(
            Ask.OWN,
            Kind.TABLE,
            "",
            shortened(other),
            row.number,
            head | {row.number},
            said,
            "pair",
            subject=plain(header[1]),
            rank=3,
        )


def _two(header: list[str], row: Row, body: list[Row], head: frozenset[int], scope: Scope) -> Iterator[Fact]:
    name, told = header
    if len(row.cells) < 2 or row.cells[1].strip() in _EMPTY or not row.cells[0].strip():
        return
    first, second, number = row.cells[0], row.cells[1], row.number
    asks = _ASKED.match(name) or is_question(first)
    if told and not asks and signed(second):
        yield from _cell(first, told, second, number, head, scope)
        return
    # A table of aspects and what is told of each ("항목 | 설명") is about the heading above it.
    aspects = sum(1 for r in body if is_aspect(r.cells[0]))
    if asks:
        answer = shortened(second)
        yield Fact(
            Ask.OWN,
            Kind.QUESTION,
            "",
            answer,
            number,
            head | {number},
            first.rstrip("?？ "),
            "question",
            subject=plain(scope.name),
            accepted=accepted_for(answer),
            rank=3,
        )
    elif _COMMANDS.match(name) and (MEANING.match(told) or _ACTIONS.match(told)):
        said, sort = ended(second), "key" if is_pressed(first, (*scope.heads, name)) else ""
        subject = plain(scope.name)
        yield Fact(
            Ask.COMMAND, Kind.CODE, "", first.strip(), number, head | {number}, said, sort, subject=subject, rank=3
        )
    elif scope.name and tells_side(name, told, second):
        yield Fact(
            Ask.ASPECT,
            Kind.TABLE,
            topic_of(scope),
            shortened(second),
            number,
            head | {number},
            first.strip(),
            "label",
            subject=plain(scope.name),
            accepted=accepted_for(second),
            rank=3,
        )
    elif SHOWS.fullmatch(told.strip()):
        yield from _cell(first, told, second, number, head, scope)
    elif means(told) or not told or is_key(name) or aspects * 2 > len(body) or is_key(told):
        for fact in _meaning(first, second, number, head, scope, name):
            yield fact._replace(sort="code") if fact.ask is Ask.WHAT and are_codes([name, told], body) else fact
    else:
        yield from _cell(first, told, second, number, head, scope)


def _meaning(
    term: str, meaning: str, number: int, head: frozenset[int], scope: Scope, header: str = ""
) -> Iterator[Fact]:
    if meaning.strip() in _EMPTY or not term.strip():
        return
    told = first_of(meaning)
    answer, uses = shortened(told if has_hangul(told) else without_term(term.strip(), told)), head | {number}
    if is_aspect(term) or _OF_THE_WHOLE.match(term.strip()):
        yield Fact(Ask.ASPECT, Kind.TABLE, topic_of(scope), answer, number, uses, term.strip(), "label", rank=3)
        return
    yield Fact(
        Ask.DOES if _does(term.strip(), answer) else Ask.WHAT,
        Kind.TABLE,
        term.strip(),
        answer,
        number,
        uses,
        sort="pattern" if _PATTERNS.search(header) else "",
        subject=plain(without_gloss(term)),
        accepted=accepted_for(answer),
        rank=3,
    )


def _does(term: str, answer: str) -> bool:
    """Whether a meaning says what its term does."""
    if has_hangul(answer) and is_call(term):
        return False
    return is_deed(term, answer) or is_done(without_gloss(term), answer)


_EXAMPLE_MARK = re.compile(r"^(?:ex|예|예시)\s?[:)]\s*", re.I)


def _cell(
    thing: str, quality: str, value: str, number: int, head: frozenset[int], scope: Scope, among_names: bool = False
) -> Iterator[Fact]:
    """What a column tells of a row; one of `among_names` is a name, whatever else its word means."""
    thing, quality, value = thing.strip(), quality.strip(), value.strip()
    if value in _EMPTY or not thing or not quality or repeats(value, thing, quality):
        return
    value = told_anew(value, without_gloss(thing), quality)
    if _SAYS_WHAT.match(quality) and not is_aspect(thing):
        yield from _meaning(thing, value, number, head, scope)
        return
    uses, subject = head | {number}, plain(without_gloss(thing))
    # "공간 복잡도" below "시간 복잡도 vs 공간 복잡도" is one of the two names.
    named = among_names or (_AGAINST.search(scope.name) is not None and key(thing) in key(scope.name))
    if is_aspect(thing) and scope.name and not named and has_hangul(f"{scope.name}{thing}{quality}"):
        thing = f"{without_gloss(scope.name)} {thing}"
    if sign := signed(value):
        korean = scope.korean or has_hangul(quality)
        answer, accepted = judgement(sign, korean)
        yield Fact(
            Ask.IS_SO,
            Kind.TABLE,
            thing,
            answer,
            number,
            uses,
            quality.rstrip("?？ "),
            subject=subject,
            accepted=accepted,
            rank=3,
        )
        return
    answer = lines_of(_told_of(value) if "→" in value and not has_hangul(thing + value) else value)
    if SHOWS.fullmatch(quality):
        answer = _EXAMPLE_MARK.sub("", answer)
        quality = "예" if has_hangul(thing + value) or scope.korean else quality
    yield Fact(
        Ask.CELL,
        Kind.TABLE,
        subject_of(thing, scope).name,
        answer,
        number,
        uses,
        quality,
        "cell",
        subject=subject,
        accepted=accepted_for(answer),
        rank=3,
    )


_AGAINST = re.compile(r"\svs\.?\s", re.I)


def _told_of(value: str) -> str:
    """A cell that says what leads to what, without its arrow ("Shaft jams: motor stalls")."""
    match = _LED_TO.fullmatch(value)
    changes = match is not None and match["then"].startswith(match["when"])  # "http → https"
    return f"{match['when']}: {match['then']}" if match and ":" not in value and not changes else value


_LED_TO = re.compile(r"(?P<when>[^→\n]*[a-z]{3}[^→\n]*) → (?P<then>[^→\n]*[a-z]{3}[^→\n]*)")


def _names(header: list[str], body: list[Row], head: frozenset[int], line: Line, scope: Scope) -> Iterator[Fact]:
    """The rows of a table by name, where its heading stands for a collection, or in their order, where it is one."""
    names = list(dict.fromkeys(row.cells[0].strip() for row in body if row.cells[0].strip()))
    about = topic_of(scope)
    if 2 < len(names) < 8 and are_in_order(line.rows[1:], about):
        rows, many = "\n".join(f"{at}. {name}" for at, name in enumerate(names, 1)), len(names)
        subject = plain(scope.name)
        yield Fact(
            Ask.STEPS, Kind.ENUMERATION, about, rows, line.number, head, "", "named", many, subject=subject, rank=1
        )
        return
    compared = re.search(r"\b(?:comparisons?|differences?|summary)$", scope.aspect, re.I)
    collects = is_collective(scope.aspect) and bool(scope.name) and not compared
    if not collects or is_key(header[0]) or not 2 <= len(names) <= 9:
        return
    if all(is_name(n) and not is_aspect(n) for n in names) and len(listed(names)) <= ANSWER:
        owner, kind = kind_of(scope)
        yield Fact(
            Ask.LIST,
            Kind.ENUMERATION,
            owner,
            listed(names),
            line.number,
            head,
            kind,
            many=len(names),
            rank=1,
        )
