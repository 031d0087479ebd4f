"""A Korean sentence with a telling piece left out: a number, a marked word, the means, what its verb takes.

Where the piece is what the last verb takes, the sentence is asked as a question ("무엇을 포함하나?") instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cards.language.finding import BLANK, Ask, Finding
from cards.language.korean.amounts import asked_for
from cards.language.korean.endings import endings
from cards.language.korean.grammar import points_back
from cards.language.korean.manners import how_done
from cards.language.korean.phrases import WHETHER, as_state, is_joined, is_noun, last_verb, phrase, questioned, wh_word
from cards.language.korean.quantities import quantities
from cards.language.korean.sentence import Sentence, read
from cards.language.text import CODE, has_hangul, mask
from cards.language.word import Word

_MEANS = frozenset({"통하", "이용하", "사용하", "활용하", "기반", "기준", "바탕"})


_WHOLE = frozenset({"marked", "term", "name"})  # pieces that are widened to the noun phrase they stand in
LONGEST_ASKED = 75
LONGEST_DESCRIBED = 40  # letters of a piece with the clause that describes it


# "서로에 대한 비난", "다음과 같은 방식": half of a phrase.
_HALF = re.compile(r"(?:(?P<noun>[같다])[은른]|(?:대|관|위|의|따|인|통|비)[한른])\s")
_BEFORE_HALF = (("에", "을", "를", "로", "에게"), ("과", "와"))


class _Piece(NamedTuple):
    start: int
    end: int
    sort: str


def gaps(text: str, strong: Sequence[str] = ()) -> tuple[Finding, ...]:
    """The sentence with one telling piece left out, the most telling first."""
    one = read(text)
    if one is None or points_back(one.tokens):
        return ()
    text, tokens = one.text, one.tokens
    out: list[Finding] = []
    seen: list[tuple[int, int]] = []
    for piece in _pieces(one, strong):
        start, end = _widened(piece, tokens)
        if start == 0 and piece.sort == "name" and any((t.start, t.end) == (start, end) for t in _taken(one)):
            piece = piece._replace(sort="complement")  # "TLS 방식으로 암호화된다" below a name
        if any(start < e and s < end for s, e in seen):
            continue
        amount = asked_for(one, start, end) if piece.sort == "number" else None
        found = amount or _left_out(text, tokens, _Piece(start, end, piece.sort), one.lead)
        if found is not None:
            seen.append((start, end))
            out.append(found)
    placed = one.topic is not None and not one.topic.text and re.search(r"[을를]\s", text)
    manner = how_done(text, placed=True) if placed and not out else None
    return tuple(out) if manner is None else (manner,)


def _left_out(text: str, tokens: Sequence[Word], piece: _Piece, lead: int = 0) -> Finding | None:
    told = text[piece.start : piece.end].strip(" ,;:.")
    start = text.find(told, piece.start)
    end = start + len(told)
    if (dotted := _DOTTED.search(text[:start])) is not None and told[:1].isascii():
        start, told = dotted.start(), text[dotted.start() : end]  # "tf.tensor 함수": the tagger parts it at its stop
    if has_hangul(text[max(0, start - 1) : start]) and has_hangul(told[:1]):
        return None  # "또한 방앗간에 …": the tagger parted a word
    # "무늬와 색으로 구성된다" below a name: the question needs no more than its 무엇 and its verb.
    first = start == 0 and piece.sort in {"object", "complement"} and _stands_alone(told, tokens, end)
    # "센서는 문이 열렸는지 알린다": its topic and its verb are question enough.
    whole = first or (piece.sort == "whether" and start > 1 and not re.search(r"[,+]", told))
    if not told or text.count(told) > 1 or (len(told) * 10 > len(text) * 7 and not whole) or len(text) > 160:
        return None
    if start < 3 and not whole and piece.sort not in {"marked", "code", "condition", "without"}:
        return None
    if piece.sort in _WHOLE and re.search(r"[을를]\s", told):
        return None  # a verb stands in it
    if piece.sort == "code" and start < 3 and sum(t.tag == "JX" for t in tokens) > 1:
        return None  # "`a`는 단락, `b`는 제목"
    if (half := _HALF.match(told)) is not None and text[:start].rstrip().endswith(
        _BEFORE_HALF[len(half["noun"] or "")]
    ):
        return None
    if re.match(r"\s?등(?:[\s,]|이|의|을|에|과|으로|$)", text[end:]):
        return None  # one of several examples
    if piece.sort == "condition":
        question = questioned(text, tokens)[end:]
        return (
            Finding(Ask.OWN, "", f"{text[:start]}어떻게 해야{question}", f"{told} 한다", piece.sort)
            if question
            else None
        )
    if piece.sort == "whether":
        question = re.sub(r"^를", "", questioned(text, tokens)[end:])
        return Finding(Ask.OWN, "", f"{text[:start]}무엇을{question}", told, piece.sort) if question else None
    if asked := _asked(text, tokens, _Piece(start, end, piece.sort), lead):
        return asked
    if first:
        return None
    rest = (text[:start] + BLANK + text[end:]).strip()
    return Finding(Ask.GAP, "", rest, told, piece.sort) if len(rest.replace(BLANK, "")) >= 8 else None


_DOTTED = re.compile(r"(?<![\w`])(?:[A-Za-z_]\w*\.)+$")
_POINTS_ON = re.compile(r"(?:이|그|저|해당|이런|그런|이러한|그러한|여기에|대신|다음|아래)\s|.*\s경우")


def _stands_alone(told: str, tokens: Sequence[Word], end: int) -> bool:
    """Whether a sentence of a verb and what it takes can be asked of the name above it: nothing that once happened."""
    case = next((t for t in tokens if t.start == end), tokens[-1])
    happened = any(t.tag == "EP" for t in tokens)
    bare = case.tag == "JKB" and case.text != "에" and tokens[-1].tag not in {"EF", "ETN"}  # "조약 승인으로 격화"
    timed = case.tag == "JKB" and re.match(r"\d", told) is not None
    return not happened and not bare and not timed and _POINTS_ON.match(told) is None


def _asked(text: str, tokens: Sequence[Word], piece: _Piece, lead: int = 0) -> Finding | None:
    """The sentence as a question with 무엇 or 어디 for a phrase that its last verb takes."""
    at = next((i for i, t in enumerate(tokens) if t.start == piece.end), 0)
    if at < 2 or len(text) > LONGEST_ASKED or piece.sort == "number":
        return None
    first = next(i for i, t in enumerate(tokens) if t.start >= piece.start)
    if first and tokens[first - 1].tag == "ETM":  # what describes the piece goes with it: no "저장하는 무엇을"
        start = _description(tokens, first, lead)
        if start < 0 or piece.end - start > LONGEST_DESCRIBED:
            return None
        piece = piece._replace(start=start)
    case, verb = tokens[at], last_verb(tokens)
    if case.tag not in {"JKO", "JKB", "JKS"} or verb < at or _is_inside(tokens, at):
        return None
    word, question = (
        wh_word(case.text, tokens[verb].text, text[piece.start : piece.end]),
        as_state(questioned(text, tokens), tokens),
    )
    if not word or not question or re.match(r"[가-힣]", text[piece.start - 1 : piece.start]):
        return None  # in "난수표를" the tagger sees two words
    said = f"{text[: piece.start]}{word}{question[case.end :]}".strip()
    return Finding(Ask.OWN, "", said, text[piece.start : piece.end], piece.sort)


def _is_inside(tokens: Sequence[Word], at: int) -> bool:
    """Whether what stands at `at` belongs to a clause inside the sentence, which describes a noun or is a condition."""
    for i in range(at + 1, len(tokens)):
        token = tokens[i]
        if token.tag == "ETM" and not (i + 1 < len(tokens) and tokens[i + 1].text in {"수", "것"}):
            return True
        if token.tag == "EC" and token.text in {"면", "으면", "고", "며", "으며", "지만", "므로", "는데", "으므로"}:
            return i + 1 == len(tokens) or tokens[i + 1].tag != "VX"
    return False


def _widened(piece: _Piece, tokens: Sequence[Word]) -> tuple[int, int]:
    """A name within its noun phrase, so that no half of a compound or of a list is left out."""
    if piece.sort not in _WHOLE:
        return piece.start, piece.end
    inside = [i for i, t in enumerate(tokens) if piece.start <= t.start < piece.end and is_noun(t)]
    if not inside:
        return piece.start, piece.end
    first, last = phrase(tokens, inside[-1])
    return min(piece.start, tokens[first].start), max(piece.end, tokens[last].end)


_EMPTY_NOUNS = frozenset(
    endings(
        """
    방법 경우 단점 장점 용어 문제 내용 부분 형태 방식 작업 가능 사용 필요 이것 특징 상태 관계 자동 역할 기능 의미 것 수
    때 정도 종류 이유 목적 결과 과정 상황 필요성 영향 도움 시간 기반 중심 대상 중요 이때 이후 다음 위해 기준 차이 존재
    수단 기술 개념 모습 순서 조건 문제점 사람 점 일 값 동시 서로 함께 주로 기본 직접 실제 위험 가능성 별도 각각 하나
    """
    )
)


def _needed(tokens: Sequence[Word], lead: int) -> Iterator[_Piece]:
    """What must be done for the rest to be so: "절반까지만 채워야 막히지 않는다"."""
    for i, token in enumerate(tokens[:-2]):
        follows = tokens[i + 1]
        helps = follows.tag.startswith("VX") or follows.text in {"하", "되"}
        if token.tag == "EC" and token.text in {"어야", "아야", "여야"} and token.start > lead + 4 and not helps:
            begin = next((t.start for t in tokens if t.start >= lead), lead)
            yield _Piece(begin, token.end, "condition")
            return


_INSTEAD = " 대신 "
_OBJECTS = frozenset({"상태", "시간", "값", "순서", "사람", "결과", "위험"})  # empty before other particles only


def _whether(tokens: Sequence[Word], lead: int) -> Iterator[_Piece]:
    """The clause that a verb of telling or deciding takes: "문이 열렸는지 알려 준다"."""
    verb = last_verb(tokens)
    at = verb - 2 if verb > 3 and tokens[verb - 1].tag == "JKO" else verb - 1
    if at > 2 and tokens[at].tag == "EC" and tokens[at].text in WHETHER:
        begin = next((t.start for t in tokens if t.start >= lead), lead)
        yield _Piece(begin, tokens[at].end, "whether")


def _taken(one: Sentence) -> Iterator[_Piece]:
    """What the last verb takes: the phrase in front of it that says what, how or where."""
    text, tokens, lead = one.text, one.tokens, one.lead
    placed = one.topic is not None and not one.topic.text  # "봄에는 …"
    verb = last_verb(tokens)
    at = verb - 1
    if at > 2 and tokens[verb].tag == "VV" and tokens[verb].text in {"되", "하"} and tokens[at].tag.startswith("NN"):
        at -= 1  # "렌더링된다": a loanword and its verb
    while at > 1 and tokens[at].tag == "MAG":
        at -= 1
    if at < 2 or tokens[at].tag not in {"JKB", "JKO", "JKS"} or not is_noun(tokens[at - 1]):
        return
    case, head = tokens[at], tokens[at - 1]
    first, last = phrase(tokens, at - 1)
    while first < last and tokens[first].start < lead:
        first += 1
    start, stop = tokens[first].start, case.start
    described = first > 0 and tokens[first - 1].tag == "ETM"
    if described:
        start = _description(tokens, first, lead)
        if start < 0 or stop - start > 40:
            return
    told = text[start:stop]
    if (cut := told.rfind(_INSTEAD)) >= 0:
        start, told = start + cut + len(_INSTEAD), told[cut + len(_INSTEAD) :]  # what is not taken stays as a clue
    alone = first == last and not described
    if (
        head.tag == "NP"
        or (head.tag == "NNB" and tokens[at - 2].tag == "ETM")
        or (head.tag == "XSN" and head.text == "적")
        or len(told) < 2
        or start < lead
    ):
        return
    told_nothing = told in _EMPTY_NOUNS and not (case.tag == "JKO" and told in _OBJECTS)
    if told_nothing or (head.text in _EMPTY_NOUNS and described and len(told) <= 8):
        return
    if any(t.tag == "NP" for t in tokens[first : last + 1]):
        return
    needed = tokens[verb].text == "필요" and not alone
    bare = alone or tokens[verb].tag.startswith("VA")
    if case.tag == "JKS" and bare and not needed and not placed and not is_joined(tokens, first, last):
        return
    yield _Piece(start, stop, {"JKO": "object", "JKS": "subject"}.get(case.tag, "complement"))


def _description(tokens: Sequence[Word], first: int, lead: int) -> int:
    """Where the clause that describes a phrase begins; -1 where more than that stands before it."""
    start = first
    while start and tokens[start - 1].end > lead and not _ends_topic(tokens[start - 1]):
        start -= 1
        if tokens[start].tag == "EC" and tokens[start].text not in _INSIDE:
            return -1
        if tokens[start].tag == "MAJ" or (tokens[start].tag == "JKS" and not _is_of_noun(tokens, start, first, lead)):
            return -1
    if start and tokens[start - 1].tag == "SP":
        return -1
    while start < first and tokens[start].tag.startswith(("MA", "JX", "SP")) and tokens[start].text not in _OF_VERB:
        start += 1
    if start + 2 < first and tokens[start].text in _EMPTY_NOUNS and tokens[start + 1].tag == "JKB":
        start += 2  # "자동으로 사용하지 않는 객체"
    return tokens[start].start


def _ends_topic(token: Word) -> bool:
    """Whether a description cannot reach over this: a comma, or 은 and 는 ("왼쪽부터 채우는 그릇" is one)."""
    return token.tag == "SP" or (token.tag == "JX" and token.text not in {"부터", "까지"})


# Adverbs that belong to the verb right behind them: "이제 새로 만든 관을 쓴다" is asked for "새로 만든 관".
_OF_VERB = frozenset(endings("새로 잘 못 안 더 덜 가장 제일 훨씬 매우 아주 너무 미리 이미 아직 갓"))
_INSIDE = frozenset({"고", "게", "지", "어", "아", "라", "이라", "라고", "이라고"})  # "프레임이라 부르는 블록"


def _is_of_noun(tokens: Sequence[Word], at: int, first: int, lead: int) -> bool:
    """Whether a subject behind the topic is that of the clause which describes the noun ("힉이 발표한 논문에서")."""
    verbs = [t for t in tokens[at + 1 : first] if t.tag.startswith(("VV", "XSV"))]
    return lead > 0 and len(verbs) == 1 and not any(t.tag in {"EC", "SP"} for t in tokens[at + 1 : first])


def _pieces(one: Sentence, strong: Sequence[str]) -> Iterator[_Piece]:
    """What may be left out, the most telling first."""
    text, tokens, lead, hidden = one.text, one.tokens, one.lead, mask(one.text)
    for word in strong:
        at = text.find(word)
        if at >= 0 and len(word) <= 40 and _is_phrase(tokens, at, at + len(word)):
            yield _Piece(at, at + len(word), "marked")
    for match in CODE.finditer(text):
        if not 4 <= len(match.group()) <= 42:
            continue  # "`C`" says little; its second tick opens no other code
        if text.count("(", 0, match.start()) == text.count(")", 0, match.start()):
            yield _Piece(*match.span(), "code")
    for i, token in enumerate(tokens):
        glossed = i and token.start >= lead and is_noun(tokens[i - 1])
        if glossed and re.match(r"\([A-Za-z][A-Za-z \-]{1,40}\)", text[token.start : token.end]):
            yield _Piece(tokens[i - 1].start, token.end, "term")
    for start, end in quantities(text, hidden):
        yield _Piece(start, end, "number")
    yield from _needed(tokens, lead)
    yield from _beside(tokens, lead)
    yield from _whether(tokens, lead)
    yield from _taken(one)
    for match in re.finditer(r"(?<![A-Za-z])[A-Z][A-Za-z0-9]{1,20}(?:\s[A-Z][A-Za-z0-9]+){0,2}", hidden):
        if match.start() > max(4, lead):
            yield _Piece(*match.span(), "name")


def _beside(tokens: Sequence[Word], lead: int) -> Iterator[_Piece]:
    """By what means ("…를 통해"), and beside what ("…보다", "… 대신")."""
    for i in range(1, len(tokens) - 1):
        token, after = tokens[i], tokens[i + 1]
        if token.start < lead or not is_noun(tokens[i - 1]):
            continue
        stem = after.text + (tokens[i + 2].text if i + 2 < len(tokens) and tokens[i + 2].tag == "XSV" else "")
        goes_on = any(t.tag == "ETM" for t in tokens[i + 1 : i + 4])
        if token.tag == "JKO" and (after.text in _MEANS or stem in _MEANS) and not goes_on:
            sort, end = "means", token.start
        elif token.tag == "JKB" and token.text == "보다":
            if i + 3 < len(tokens) and tokens[i + 2].tag == "ETM" and tokens[i + 3].tag.startswith(("NNG", "NNP")):
                continue  # "금보다 무거운 원소를 만든다": the whole of it is what is asked for
            sort, end = "contrast", token.start
        elif token.text == "없이" and token.tag in {"MAG", "NNG"} and i == 1:
            sort, end = "without", tokens[i - 1].end
        else:
            continue
        first, _ = phrase(tokens[:i], i - 1)
        if tokens[first].start >= lead and (first == 0 or tokens[first - 1].tag != "ETM"):
            yield _Piece(tokens[first].start, end, sort)


def _is_phrase(tokens: Sequence[Word], start: int, end: int) -> bool:
    """Whether marked words end where a noun ends, and no verb goes on behind them ("쉽게 **전파**된다")."""
    inside = [i for i, t in enumerate(tokens) if start <= t.start < end]
    if not inside or not is_noun(tokens[inside[-1]]) or any(tokens[i].tag == "JX" for i in inside):
        return False
    after = tokens[inside[-1] + 1] if inside[-1] + 1 < len(tokens) else None
    return after is None or not after.tag.startswith("XSV") or len(inside) == 1
