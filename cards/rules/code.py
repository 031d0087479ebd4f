"""Code: a command with the words that say what it does, an assignment as a formula, what a short program prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from cards.asking.answers import ANSWER, ended
from cards.asking.claims import Claim, Form, is_clause, is_output
from cards.asking.fact import Fact, own
from cards.asking.scope import Scope
from cards.asking.subjects import topic_of
from cards.asking.typed import COMMAND, COMMENT, SHELL, is_bid_over, is_shell, typed_of
from cards.card import Kind
from cards.language.english.meanings import is_task, kind_of
from cards.language.english.tasks import task_of
from cards.language.finding import Ask
from cards.language.glosses import without_gloss
from cards.language.headings import heading_text
from cards.language.korean.acting import tells_deed
from cards.language.korean.endings import as_deed
from cards.language.mending import infinitive
from cards.language.reader import reader_of
from cards.language.statement import sentences
from cards.language.text import has_hangul, plain
from cards.note import Form as Mark
from cards.note import Line
from cards.reading.inline import clean

FORMS = frozenset({Form.CODE})

EXAMPLES = (
    (
        "## Git\n```bash\n# 마지막 커밋 고치기\ngit commit --amend\n```\n",
        (("**Git** — 마지막 커밋 고치기: 명령은?", "`git commit --amend`"),),
    ),
    (
        "## Git\n```sh\ngit stash   # put the changes aside\n```\n",
        (("**Git** — put the changes aside: which command?", "`git stash`"),),
    ),
    (
        "## Drift\n```\ndrift = keep * drift + (1 - keep) * step\nrate = rate - pull * drift\n```\n",
        (("**Drift** — how is `drift` updated?", "`drift = keep * drift + (1 - keep) * step`"),),
    ),
)
# "--" begins a comment behind a statement that has ended; in a shell it parts options from names.
_BEHIND = re.compile(r"^(?P<code>\S.*?)(?:\s+(?:#|//|::)\s*|(?<=;)\s*--\s+)(?P<says>[^#]*\S)\s*$")
# A comment that says where code is from, or warns of it, says no task.
_NO_TASK = re.compile(
    r"(?:from|see|source|via|ref(?:erence)?|출처|참고)\b\s?:?\s?(?:https?:|www\.)|https?:|!|(?:todo|fixme|xxx|note|warning)\b"
    r"|(?:do ?n[o']t|never)\b|.*[가-힣](?:이|으)?면\s.*다$",
    re.I,
)
_PROMPT = re.compile(r"\s*(?:[\w.-]+@[\w.-]+[:~][^\s$#]*[$#]|\$)\s")  # rows of a block without it are what was printed
_BAD = re.compile(r"\W*[❌✗✘×✖⚠]")  # how not to do it
MOST = 4  # rows that one comment heads and one can still write down
_TELLS = re.compile(r"(?:it|this|they|that)\s", re.I)  # what stands above is no name for the code
_HEADS_CODE = re.compile(
    r"^(?:(?:in|as) )?(?:the )?(?:(?:pseudo[ -]?)?code|formula|implementation|update|python|c\+\+|javascript)\s*:?$"
    r"|^(?:의사 ?코드|코드|수식|구현|갱신(?: ?식)?|업데이트)(?:로는?| 예시)?\s*:?$",
    re.I,
)
_DIVIDER = re.compile(r"^[\W_]*$|^[\d.()#\s-]+$")
_NUMBER = re.compile(r"^(?:\(\d{1,2}\)|\d{1,2}[.)])\s+")
_PRINTS = re.compile(r"\b(?:print|println|printf|console\.log|puts|echo|cout|fmt\.Print\w*|System\.out)\b")
_ASSIGNS = re.compile(
    r"^\s*(?P<left>[A-Za-z_][\w.]{0,30}(?:\[\w+\])?)\s*(?:[-+*/]?=(?!=)|<-|:=|←)\s*(?P<right>[^;#]*\S)\s*;?$"
)
_DECLARES = re.compile(
    r"^\s*(?:(?:let|const|var|val|auto|final|float|double|int|my|local|set)\s+)+(?=[A-Za-z_]\w*\s*:?=)"
)
_COUNTS_UP = re.compile(r"^\s*(?:\w+(?:\+\+|--)|(?:\+\+|--)\w+|\w+\s*[-+]=\s*1);?\s*$")
_SET_APART = re.compile(r"\S+\s+(?:[-+*/:]?=|<-|←)\s")  # "a = b / c"; a shell's "PATH=/usr/bin" is none
_REMARK = re.compile(r"\s+(?:(?:#|//|--)\s.*|/\*.*\*/\s*)$")
_OPERATOR = re.compile(r"[-+*/^]+")
_ARITHMETIC = re.compile(r"[\w)\]]\s*[-+*/^]\s*[\w(]|\w\*\*\w")


def facts(scope: Scope, claims: Sequence[Claim]) -> Iterator[Fact]:
    """The commands and short programs of a scope."""
    for claim in claims:
        line = typed_of(claim.entry.line)
        if scope.is_example:
            continue
        above = scope.entries[claim.at - 1].line if claim.at else None
        formulas = list(_formulas(line))
        reckons = formulas and not line.info and all(_SET_APART.match(row) for _, _, row in formulas)
        pairs = [] if reckons else list(_told(line))
        if pairs and (line.info in SHELL or len(pairs) == _statements(line)):
            uses = own(line) - _left_alone(line, {number for number, _, _, _ in pairs})
            for number, says, code, sort in pairs:
                told = _without_name(says, code)
                yield _command(told, code, number, uses, scope, sort if is_shell(line, code) else "line")
            continue
        if above is not None and (named := _of_name(above, line)):
            yield named
            continue
        if formulas:
            yield from _equations(formulas, line, scope)
            continue
        if above is not None and is_output(above.text):
            continue
        if claim.at == 0 and (
            headed := [*_headed(line, scope), *_under_task(line, scope, line is not claim.entry.line)]
        ):
            yield from headed
            continue
        described = list(_described(line, above, scope))
        yield from described or _told_below(line, claim.at, scope)


def _command(says: str, code: str, number: int, uses: frozenset[int], scope: Scope, sort: str) -> Fact:
    shown = f"`{code}`" if "\n" not in code else f"```\n{code}\n```"
    ask = Ask.CODE if sort == "line" else Ask.COMMAND
    return Fact(ask, Kind.CODE, "", shown, number, uses, says, sort, subject=plain(scope.name), rank=3)


def _equations(formulas: list[tuple[int, str, str]], line: Line, scope: Scope) -> Iterator[Fact]:
    about = scope.above if scope.lead or _HEADS_CODE.match(scope.heading) else topic_of(scope)
    for number, left, row in formulas:
        yield Fact(
            Ask.EQUATION,
            Kind.EQUATION,
            about or topic_of(scope),
            f"`{row}`",
            number,
            own(line),
            f"`{left}`",
            "code",
            subject=plain(scope.name),
            rank=3,
        )


_COMPUTED = re.compile(
    r"(?:(?:the|an?)\s)?(?P<name>[a-z][\w'’ -]{3,60}?)\s(?:is|equals"
    r"|is (?:given by|computed as|defined as|found by)|follows from|can be written as|comes from)\s?:?$",
    re.I,
)
_COMPUTED_KO = re.compile(
    r"(?P<name>[가-힣][가-힣A-Za-z ]{2,30}?)(?:[은는] (?:다음과 같다|다음과 같이 (?:구한다|계산한다)))?[.:：]?$"
)
_ROW = re.compile(r"[\w/ ()^*.-]{1,20}\s=\s[^=;{}\"]+$")


def _of_name(above: Line, line: Line) -> Fact | None:
    """The one formula below the words for what it computes: asked by these, as "F" alone has many formulas."""
    row = line.text.strip()
    told = above.text
    match = (_COMPUTED_KO if has_hangul(told) else _COMPUTED).match(told)
    near = above.form in (Mark.TEXT, Mark.ITEM) and above.last >= line.number - 2
    if not match or not near or line.info or not _ROW.match(row) or not _ARITHMETIC.search(row.partition("=")[2]):
        return None
    name = match["name"]
    tokens = reader_of(name).tagged(name)
    if has_hangul(name) and (not tokens or not tokens[-1].tag.startswith("NN") or len(name.split()) < 2):
        return None
    if not has_hangul(name) and (is_clause(name) or _TELLS.match(told) or len(name.split()) > 8):
        return None
    uses = own(line) | own(above)
    return Fact(Ask.EQUATION, Kind.EQUATION, name, f"`{row}`", line.number, uses, subject=plain(name), rank=3)


def _formulas(line: Line) -> Iterator[tuple[int, str, str]]:
    """The assignments of a few rows that are nothing else: formulas, whatever their language."""
    fenced = line.last > line.number
    rows = [(number, _REMARK.sub("", row)) for number, row in enumerate(line.text.split("\n"), line.number + fenced)]
    rows = [(n, row) for n, row in rows if row.strip() and not COMMENT.match(row) and not _COUNTS_UP.match(row)]
    if not rows or len(rows) > 4:
        return
    found = [(number, row, _ASSIGNS.match(_DECLARES.sub("", row))) for number, row in rows]
    for number, row, match in found if all(match for _, _, match in found) else ():
        # "let area = a * b" stands in many a note on a language, where it shows how a name is declared
        several = not _DECLARES.match(row) or (match and len(_OPERATOR.findall(match["right"])) > 1)
        if match and several and _ARITHMETIC.search(match["right"]):
            yield number, match["left"], match[0].strip().rstrip(";")


# "`ls -a` : shows hidden files", "momentum $p = mv$": a fact of its own, and not what the code below does
_TOLD_ITSELF = re.compile(r"^`[^`]+`\s?[:：=–—-]\s|\$[^$]*=[^$]*\$$")


def _described(line: Line, above: Line | None, scope: Scope) -> Iterator[Fact]:
    """Short code under words that say what it does."""
    body = line.text.strip("\n")
    if not body.strip() or len(body) > ANSWER or body.count("\n") > 5 or _PRINTS.search(body):
        return
    says, about, sort, uses = "", "", "described", own(line)
    if (
        above is not None
        and above.form in (Mark.TEXT, Mark.ITEM)
        and above.last >= line.number - 2
        and len(above.text) <= 90
        and not _TOLD_ITSELF.search(above.text)
    ):
        if not (is_clause(above.text) or _TELLS.match(above.text)) or above.text.endswith((":", "：")):
            says, uses = task_of(above.text), uses | own(above)
        elif is_bid_over(above, line):
            says, sort = as_deed(above.text).removesuffix(" 것").rstrip(". "), "bid"
            uses |= own(above)
    elif scope.lead:
        says = task_of(scope.lead)
    elif above is None and not scope.section and len(scope.entries) == 1 and _says_a_deed(task_of(scope.heading)):
        says, about = task_of(scope.heading), scope.above  # "Create a role:" over a command
    if not says:
        return
    one = "\n" not in body
    ask = Ask.COMMAND if one and line.info in SHELL else Ask.CODE
    shown = f"`{body}`" if one and "`" not in body else f"```{line.info}\n{body}\n```"
    subject = plain(about or scope.name)
    yield Fact(ask, Kind.CODE, about, shown, line.number, uses, says, sort, subject=subject, rank=4)


def _told_below(line: Line, at: int, scope: Scope) -> Iterator[Fact]:
    """One command with the line right below it that says what it does ("Shows the size of the folder.")."""
    row, after = line.text.strip(), [entry.line for entry in scope.entries[at + 1 : at + 3]]
    if not after or "\n" in row or not (COMMAND.match(row) or (line.info in SHELL and line.info)):
        return
    below, told = after[0], after[0].text.lstrip("↑ ").rstrip(". ")
    near = below.form is Mark.TEXT and below.number <= line.last + 2 and len(told) <= 90
    if not near or after[-1].form is Mark.CODE or len(sentences(told)) != 1 or "`" in told:
        return
    if not (tells_deed(told) and told.endswith("다") if has_hangul(told) else kind_of(told) == "deed"):
        return
    first, _, rest = told.partition(" ")
    says = as_deed(told).removesuffix(" 것") if has_hangul(told) else f"{infinitive(first.lower())} {rest}"
    yield _command(says, row.removeprefix("$ "), line.number, own(line) | own(below), scope, "command")


def _under_task(line: Line, scope: Scope, prompted: bool) -> list[Fact]:
    """The one command right below an English heading that says what it is to do ("3) Format the partition:")."""
    says = task_of(_GLOSSED.sub("", heading_text(scope.heading)))
    rows = line.text.strip("\n").split("\n")
    if not scope.section or len(rows) != 1 or len(rows[0]) > 90 or line.info not in SHELL or has_hangul(says):
        return []
    if not prompted and not COMMAND.match(rows[0]) and (not line.info or re.search(r"[;{}=]", rows[0])):
        return []
    if not is_task(says, 2):
        return []
    code, about = f"`{rows[0].strip()}`", without_gloss(scope.above)
    return [
        Fact(
            Ask.COMMAND,
            Kind.CODE,
            about,
            code,
            line.number,
            own(line),
            says,
            "described",
            subject=plain(about or scope.name),
            rank=4,
        )
    ]


_GLOSSED = re.compile(r"\s\([^()]*\)$")


def _says_a_deed(label: str) -> bool:
    """Whether the label over a command says what it does: a verb and what it does it to, not "Install" alone."""
    if has_hangul(label):
        tokens = reader_of(label).tagged(label)
        return len(label) <= 40 and tokens is not None and tokens[-1].tag == "ETN"  # "올리기"
    return 2 <= len(label.split()) <= 12 and not has_hangul(label) and is_task(label)


def _statements(line: Line) -> int:
    """The rows of code that are more than a comment."""
    return sum(1 for row in line.text.split("\n") if row.strip() and not COMMENT.match(row))


def _told(line: Line) -> Iterator[tuple[int, str, str, str]]:
    """Each command with what its comment says, above it, behind it or below it; its source line before, its sort
    behind: a "command", one "beside" its comment, or "several" rows that one comment heads."""
    rows = line.text.split("\n")
    if len(rows) > 200:
        return
    first = line.number + (1 if line.last - line.number >= len(rows) else 0)
    below = _stand_below(rows)
    prompted = any(map(_PROMPT.match, rows))
    waiting, command, at = "", "", 0
    while at < len(rows):
        row, number = rows[at], first + at
        at += 1
        if match := COMMENT.match(row):
            says = clean(match["says"]).text.strip(" =-#*")
            usable = (
                not _DIVIDER.match(says)
                and any(c.isalnum() for c in says)
                and len(says) <= 90
                and not _NO_TASK.match(says)
                and not _BAD.match(match["says"])
            )
            if below and command and usable:
                yield number - 1, ended(says), command, "command"
                command = ""
            else:
                waiting = says if usable else ""
        elif (match := _BEHIND.match(row)) and len(match["says"]) > 2:
            told = any(c.isalnum() for c in match["says"]) and not _NO_TASK.match(match["says"])
            told = told and not _BAD.match(match["says"]) and not (prompted and not _PROMPT.match(row))
            if told and not _is_printed(match["code"], match["says"]):
                yield number, ended(clean(match["says"]).text), _PROMPT.sub("", match["code"]).strip(), "beside"
            waiting = command = ""
        elif row.strip():
            whole = [row, *takewhile(_is_bare, rows[at:])]
            after = rows[at + len(whole) - 1] if at + len(whole) - 1 < len(rows) else ""
            alone = len(whole) == 1 or not after.strip()
            if waiting and alone and row[:1].strip() and len(whole) <= MOST and max(map(len, whole)) <= 120:
                code = "\n".join(part.rstrip().removeprefix("$ ") for part in whole)
                yield number, ended(_NUMBER.sub("", waiting)), code, "command" if len(whole) == 1 else "several"
            if waiting:
                at += len(whole) - 1  # what a comment heads goes on to the next comment or empty row
            command = row.strip().removeprefix("$ ") if len(row.strip()) <= 120 and len(whole) == 1 else ""
            waiting = ""
        else:
            waiting = command = ""


def _left_alone(line: Line, told: set[int]) -> set[int]:
    """The commands that stand alone between empty rows and of which no comment says what they do: no card uses them."""
    rows = line.text.split("\n")
    if line.info not in SHELL or any(map(_PROMPT.match, rows)):
        return set()
    numbered = list(enumerate(rows, line.number + (line.last > line.number)))
    around = zip(["", *rows], numbered, [*rows[1:], ""], strict=False)
    lone = {number for before, (number, row), after in around if _is_bare(row) and not (before + after).strip()}
    return lone - told


def _is_printed(code: str, says: str) -> bool:
    """Whether the word or value behind a row of code is what the row prints, and no task."""
    printed = len(says.split()) == 1 or re.search(r"\s출력$", says) is not None
    return printed and _PRINTS.search(code) is not None


def _is_bare(row: str) -> bool:
    """Whether a row of code has no comment on it."""
    return bool(row.strip()) and not COMMENT.match(row) and not _BEHIND.match(row)


def _stand_below(rows: list[str]) -> bool:
    """Whether each comment stands right below a bare command, and nothing right below it."""
    if COMMENT.match(next((row for row in rows if row.strip()), "")):
        return False
    for before, row, after in zip(["", *rows], rows, [*rows[1:], ""], strict=False):
        above = before.strip() and not COMMENT.match(before) and not _BEHIND.match(before)
        if COMMENT.match(row) and (not above or after.strip()):
            return False
    return True


_TASK_KO = re.compile(
    r"(?:하기|[가-힣]기|방법|(?:하는|[가-힣]는) ?법|싶을 ?때|하려면|할 ?때|생성|삭제|추가|조회|확인|변경|수정|설치"
    r"|실행|시작|종료|중지|등록|연결|접속|복사|이동|출력|보기|적용|취소|되돌리기|설정|체크아웃|커밋|푸시|머지|병합"
    r"|배포|빌드|백업|복구|초기화|업데이트|업로드|다운로드|로그인|합치기)\s?[:：]?$"
)


def _headed(line: Line, scope: Scope) -> Iterator[Fact]:
    """The one command right below a Korean heading that says what is done by it ("브랜치 이름 바꾸기")."""
    rows = [row.strip() for row in line.text.split("\n") if row.strip() and not COMMENT.match(row)]
    if not scope.section or not has_hangul(scope.heading) or len(rows) != 1 or not COMMAND.match(rows[0]):
        return
    heading = heading_text(scope.heading)
    if not 3 <= len(heading) <= 45 or not _TASK_KO.search(heading) or len(rows[0]) > 120:
        return
    code = f"`{rows[0].removeprefix('$ ')}`"
    subject = plain(scope.above)
    yield Fact(Ask.COMMAND, Kind.CODE, scope.above, code, line.number, own(line), heading, "heading", subject=subject)


_NAMED = re.compile(
    r"(?:^|(?<=\s))(?P<ko>[A-Za-z][A-Za-z0-9_.-]*)\s?(?:(?:이라는|라는)(?:\s이름[의을]?)?|에게|한테)\s"
    r"|\s(?:called|named)\s[`'\"]?(?P<en>[A-Za-z][\w.-]*)[`'\"]?(?=\s|[,.]|$)"
)


def _without_name(says: str, code: str) -> str:
    """What a comment says, without the name made up for it ("sale1 이라는 지점 정의", "open a box called work")."""
    for match in _NAMED.finditer(says):
        name = match["ko"] or match["en"]
        if re.search(rf"(?<![\w-]){re.escape(name)}(?!\w)", code):
            return says.replace(match[0], "").strip() or says
    return re.sub(r"^\S+\s?(?:이라는|라는)\s", "", says) if has_hangul(says) else says
