"""Tables: terms and meanings, questions and answers, a cell asked by its row and column, columns that are lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cards.asking.answers import ANSWER, ended, listed, shortened
from cards.asking.claims import Claim, Form
from cards.asking.fact import Fact
from cards.asking.scope import Scope
from cards.asking.subjects import subject_of, topic_of
from cards.card import Kind
from cards.language.actions import is_deed, is_done
from cards.language.aspects import is_aspect, is_collective
from cards.language.finding import Ask
from cards.language.glosses import accepted_for, without_gloss
from cards.language.headings import is_question
from cards.language.keys import is_key
from cards.language.korean.formulas import is_call
from cards.language.terms import is_name
from cards.language.text import has_hangul, key, plain, words
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
_KEYS = words(
    """
    구분 항목 비교 비교항목 비교대상 비교기준 기준 특징 특성 속성 분류 측면 관점 요소 내용 차이 차이점 category
    categories feature features aspect property criterion criteria item items attribute comparison difference
    topic vs
    """
)
_MEANING = re.compile(
    r"^(?:설명|의미|뜻|내용|정의|개념|풀이|description|meaning|definition|explanation|summary|details?"
    r"|what (?:it|this) (?:does|is|means)|what\??)$",
    re.I,
)
_SAYS_WHAT = re.compile(r"(?:정의|의미|뜻|개념|definition|meaning)$", re.I)
_PATTERNS = re.compile(r"정규 ?(?:식|표현식)|\bregex|\bregular expression", re.I)
_COMMANDS = re.compile(
    r"^(?:명령어?|command|commands|단축키|(?:keyboard )?shortcuts?|keys?|key ?bindings?|hotkeys?|keystrokes?)$", re.I
)
_ACTIONS = re.compile(r"^(?:actions?|effects?|functions?|does|use|동작|기능|역할)$", re.I)
_NOTED = re.compile(r"^(?:비고|참고|참고 ?사항|기타|메모|덧붙임|notes?|remarks?|comments?|misc|etc)\.?$", re.I)
_OPPOSED = re.compile(
    r"^(?:장점|단점|pros?|cons?|advantages?|disadvantages?|do|don'?ts?|strengths?|weaknesses|benefits|drawbacks"
    r"|wins?|winners?|loses?|losers?|gains?|losses|good|bad|allowed|forbidden"
    r"|이익|손해|이득|허용|금지|좋은 점|나쁜 점)$",
    re.I,
)
_ASKED = re.compile(r"^(?:질문|문제|question|q|문항)$", re.I)
_INDEX = re.compile(r"^(?:#|no\.?|번호|순번|순서|idx|index|날짜|date)$", re.I)
_OF_THE_WHOLE = re.compile(
    r"^(?:(?:when|where|how|why|who)(?:\s\w+){1,3}|what (?:it|they) \w+|(?:key|main|core|best|primary) \w+"
    r"|analogy|in short"
    r"|사용 ?(?:시기|시점|상황)|언제 ?\S*|핵심 ?\S+|한 ?줄 ?\S+)$",
    re.I,
)
_RECORDS = re.compile(
    r"^(?:학번|사번|주문 ?번호|고객 ?번호|아이디|회원 ?(?:번호|ID)|이름|성명|학생(?: ?번호)?|고객|사원|(?:\w+_)?id"
    r"|(?:student|customer|emp(?:loyee)?)(?:[ _]?(?:id|no|name))?|(?:user|order)[ _]?(?:id|no|name))$",
    re.I,
)
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
_LITERAL = re.compile(r"""^(?:["'“].*["'”]|`?[\[{].*[\]}]`?)$""")
_YES = frozenset(["O", "o", "○", "◯", "⭕", "Y", "y", "Yes", "yes", "YES", "✓", "✔", "✅", "예", "네"])
_NO = frozenset(["X", "x", "×", "✕", "✗", "✘", "❌", "N", "n", "No", "no", "NO", "아니오", "아니요"])
_EMPTY = frozenset(["", "-", "–", "—", "?", "…", "...", "N/A", "n/a", "〃", '"'])


class Row(NamedTuple):
    """The cells of a row and the source line they stand on."""

    cells: tuple[str, ...]
    number: int


def facts(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """The cells of each table of a scope."""
    for claim in claims:
        yield from _table(claim.entry.line, scope)


def _table(line: Line, scope: Scope) -> Iterator[Fact]:
    rows = [Row(cells, n) for cells, n in zip(line.rows, line.numbers, strict=False)]
    if len(rows) > 2 and not any(cell.strip() for cell in rows[0].cells):
        rows = rows[1:]  # a table whose writer left the header empty begins with it below
    if len(rows) < 2 or len(rows[0].cells) < 2 or len(rows) > 60:
        return
    header = [cell.strip() for cell in rows[0].cells]
    body = [row for row in rows[1:] if any(cell.strip() for cell in row.cells)]
    head = frozenset({rows[0].number})
    if all(_OPPOSED.match(h) for h in header) or _are_of_a_kind(header):
        yield from _columns(header, body, head, scope)
        return
    if _INDEX.match(header[0]) and len(header) > 2:
        header, body = header[1:], [Row(row.cells[1:], row.number) for row in body]
    body = _filled(_ticked(body))
    if _is_grouped(header, body):
        header, body = header[1:], [Row(row.cells[1:], row.number) for row in body]
    if _is_data(header, body, scope):
        return
    turned = (_is_key(header[0]) or _named_above(header, body, scope)) and not _rows_are_things(header, body, scope)
    for row in body:
        if len(header) == 2:
            yield from _two(header, row, body, head, scope)
        elif turned:
            for column in range(1, min(len(header), len(row.cells))):
                yield from _cell(header[column], row.cells[0], row.cells[column], row.number, head, scope)
        else:
            for column in range(1, min(len(header), len(row.cells))):
                if _MEANING.match(header[column]):
                    yield from _meaning(row.cells[0], row.cells[column], row.number, head, scope, header[0])
                elif not _NOTED.match(header[column]):
                    yield from _cell(row.cells[0], header[column], row.cells[column], row.number, head, scope)
    yield from _names(header, body, head, line, scope)


def _are_of_a_kind(header: list[str]) -> bool:
    """Whether all columns are called alike ("외배엽 | 중배엽 | 내배엽"), so that each is a list of its own."""
    if len(header) < 3 or len({key(h) for h in header}) < len(header):
        return False
    if all(map(has_hangul, header)):
        return len({key(h)[-2:] for h in header}) == 1 and all(len(key(h)) > 2 for h in header)
    last = {h.split()[-1].lower() for h in header if len(h.split()) > 1}
    return len(last) == 1 and all(len(h.split()) > 1 for h in header) and not has_hangul("".join(header))


def _ticked(body: list[Row]) -> list[Row]:
    """Rows in which "x" beside empty cells alone means that it is so: a cross that nothing stands against is a tick."""
    signs = {cell.strip().lower() for row in body for cell in row.cells[1:]}
    if signs != {"x", ""}:
        return body
    return [Row((row.cells[0], *("✓" if cell.strip() else "" for cell in row.cells[1:])), row.number) for row in body]


def _filled(body: list[Row]) -> list[Row]:
    """Rows whose empty first cell means "as above"."""
    first, out = "", []
    for row in body:
        first = row.cells[0].strip() or first
        out.append(Row((first, *row.cells[1:]), row.number))
    return out


def _is_grouped(header: list[str], body: list[Row]) -> bool:
    """Whether the first column only groups the rows ("연산자" over AND, OR, NOT) and the second names them."""
    if len(header) < 3 or any(len(row.cells) < 3 for row in body):
        return False
    groups, names = [row.cells[0].strip() for row in body], [row.cells[1].strip() for row in body]
    several = 1 < len(set(groups)) < len(groups) or (len(set(groups)) == 1 and len(groups) > 2)
    alone = len(set(names)) == len(names) and all(is_name(name) and not is_aspect(name) for name in names)
    return several and alone and not any(_MEANING.match(h) or (_is_key(h) and h.strip()) for h in header[1:2])


def _is_data(header: list[str], body: list[Row], scope: Scope) -> bool:
    """Whether a table holds the data of an example: under such a heading, or bare small numbers for made-up names."""
    if scope.is_example:
        return True
    keyed = [row.cells[0].strip() for row in body]
    if len(header) > 2 and (_RECORDS.match(header[0]) or all(re.fullmatch(r"[A-Za-z-]{0,4}\d{2,}", k) for k in keyed)):
        return True  # rows of a database, one a person or an order
    if len(header) > 2 and all(re.fullmatch(r"\d{1,3}", k) for k in keyed):
        return True  # rounds of a game, steps of a trace: rows that have a number and no name
    values = [cell.strip() for row in body for cell in row.cells[1:] if cell.strip()]
    if scope.korean and len(header) > 2 and all(_IDENTIFIER.fullmatch(h) for h in header) and _counts(body):
        return True  # "name | dept | salary" in a Korean note: columns of a database
    if any("dots" in cell for cell in header + values):
        return True  # the sketch of a matrix
    literal = sum(1 for value in values if _LITERAL.match(value))
    if literal * 2 > len(values):
        return True
    bare = sum(1 for value in values if re.fullmatch(r"-?\d{1,4}(?:\.\d+)?", value))
    names = [row.cells[0].strip() for row in body]
    made_up = sum(1 for name in names if " / " in name or re.fullmatch(r"\d+|[a-z]\d?|[A-Z]\d?", name))
    return len(values) > 1 and bare == len(values) and made_up * 2 >= len(names)


def _counts(body: list[Row]) -> bool:
    """Whether a column holds numbers alone."""
    width = min(len(row.cells) for row in body) if body else 0
    return any(all(re.fullmatch(r"[\d.,]+", row.cells[c].strip()) for row in body) for c in range(1, width))


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


def _named_above(header: list[str], body: list[Row], scope: Scope) -> bool:
    """Whether the headings name what stands over the columns, as a comparison does, and not what begins the rows."""
    above = {key(word) for head in scope.heads for word in re.split(r"[\s,/&·]+|\bvs\b", head)}
    return all(key(name) in above for name in header[1:]) and not any(key(row.cells[0]) in above for row in body)


def _rows_are_things(header: list[str], body: list[Row], scope: Scope) -> bool:
    """Whether a table whose corner says nothing ("구분") holds one thing a row and not one a column.

    The things of a comparison are alike in name ("지구형 행성", "목성형 행성"), or the heading names them.
    """
    rows, columns = [row.cells[0].strip() for row in body], header[1:]
    above = key(" ".join(scope.heads[-1:]))

    def named(names: list[str]) -> int:
        alike = len({key(name)[-2:] for name in names}) == 1 and len(names) > 1
        return (2 if alike else 0) + (1 if all(key(name) and key(name) in above for name in names) else 0)

    aspects = sum(map(is_aspect, columns)) - sum(map(is_aspect, rows))
    return named(rows) > named(columns) or (named(rows) == named(columns) and aspects > 0)


def _is_key(text: str) -> bool:
    bare = re.sub(r"\s+", "", text).lower()
    return bare in _KEYS or not bare or bare.rstrip("들별") in _KEYS


def _two(header: list[str], row: Row, body: list[Row], head: frozenset[int], scope: Scope) -> Iterator[Fact]:
    name, told = header
    if len(row.cells) < 2 or row.cells[1].strip() in _EMPTY or not row.cells[0].strip():
        return
    first, second, number = row.cells[0], row.cells[1], row.number
    # A table of aspects and what is told of each ("항목 | 설명") is about the heading above it.
    aspects = sum(1 for r in body if is_aspect(r.cells[0]))
    if _ASKED.match(name) or is_question(first):
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
    elif _COMMANDS.match(name) and (_MEANING.match(told) or _ACTIONS.match(told)):
        said, sort = ended(second), "key" if is_key(first, (*scope.heads, name)) else ""
        subject = plain(scope.name)
        yield Fact(
            Ask.COMMAND, Kind.CODE, "", first.strip(), number, head | {number}, said, sort, subject=subject, rank=3
        )
    elif scope.name and _tells(name, told, second):
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
    elif _MEANING.match(told) or not told or _is_key(name) or aspects * 2 > len(body) or _is_key(told):
        yield from _meaning(first, second, number, head, scope, name)
    else:
        yield from _cell(first, told, second, number, head, scope)


_SIDES = re.compile(
    r"(?:비교 ?)?항목|속성|특성|특징|기준|측면|구분|propert(?:y|ies)|attributes?|aspects?|features?", re.I
)
_DEFINES = re.compile(r"[가-힣](?:는|은|던|인|[한된할될본쓴])\s(?:\S+\s)?\S+$")
_TOLD = re.compile(r"내용|값|상세|세부 ?내용|values?|details?|content", re.I)


def _tells(name: str, told: str, value: str) -> bool:
    """Whether a row tells one side of what its heading names ("항목 | 내용": "금리 | 연 4.5%"), and defines no term."""
    if not _SIDES.fullmatch(name.strip()) or not _TOLD.fullmatch(told.strip()):
        return False
    return not (_DEFINES.search(value) if has_hangul(value) else re.match(r"an?\s", value) is not None)


def _meaning(
    term: str, meaning: str, number: int, head: frozenset[int], scope: Scope, header: str = ""
) -> Iterator[Fact]:
    if meaning.strip() in _EMPTY or not term.strip():
        return
    answer, uses = shortened(_first(meaning)), head | {number}
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


_EXAMPLE = re.compile(r"(?:예|예시|ex|e\.g)\s?[.:)]", re.I)


def _first(value: str) -> str:
    """What a cell says first: lines below it say more, or give examples, and one fact is asked at a time."""
    lines = value.split("\n")
    return ", ".join(lines[:2]) if len(lines[0]) < 6 else lines[0]


def _lines(value: str) -> str:
    """The lines of a cell as one answer, without those that only give names or an example of what the first says."""
    first, *more = value.split("\n")
    told = [line for line in more if not _EXAMPLE.match(line) and has_hangul(line) == has_hangul(first)]
    return listed([ended(line) for line in (first, *told)]) if told else shortened(first)


def _cell(thing: str, quality: str, value: str, number: int, head: frozenset[int], scope: Scope) -> Iterator[Fact]:
    thing, quality, value = thing.strip(), quality.strip(), value.strip()
    if value in _EMPTY or not thing or not quality:
        return
    if _SAYS_WHAT.match(quality) and not is_aspect(thing):
        yield from _meaning(thing, value, number, head, scope)
        return
    uses, subject = head | {number}, plain(without_gloss(thing))
    if is_aspect(thing) and scope.name:
        thing = f"{without_gloss(scope.name)} {thing}"
    sign = re.sub(r"[*_~`\\\ufe0e\ufe0f]", "", value).strip()
    if sign in _YES or sign in _NO:
        korean = scope.korean or has_hangul(quality)
        yes = sign in _YES
        answer = ("그렇다" if yes else "아니다") if korean else ("yes" if yes else "no")
        accepted: tuple[str, ...] = ("O", "o", "yes", "예", "네") if yes else ("X", "x", "no", "아니오", "아니요")
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
    answer = _lines(value)
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


def _names(header: list[str], body: list[Row], head: frozenset[int], line: Line, scope: Scope) -> Iterator[Fact]:
    """The rows of a table by name, where its heading stands for a collection."""
    names = list(dict.fromkeys(row.cells[0].strip() for row in body if row.cells[0].strip()))
    collects = is_collective(scope.aspect) and bool(scope.name)
    if not collects or _is_key(header[0]) or not 2 <= len(names) <= 9:
        return
    if all(is_name(n) and not is_aspect(n) for n in names) and len(listed(names)) <= ANSWER:
        yield Fact(
            Ask.LIST,
            Kind.ENUMERATION,
            without_gloss(scope.name),
            listed(names),
            line.number,
            head,
            scope.aspect,
            many=len(names),
            rank=1,
        )
