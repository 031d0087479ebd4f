"""What a reader of unseen notes found wrong: each with a card it must give, or words that no card may have."""

from __future__ import annotations

import pytest

from cards.card import Extraction
from cards.extract import extract
from cards.markdown import read


def made(text: str) -> Extraction:
    return extract(read(text, name="note"))


GIVEN = {
    "assignment": ("## Optimizer\nSGD: θ ← θ − η∇L(θ)\n", "**SGD**", "`θ ← θ − η∇L(θ)`"),
    "formula line": (
        "## BN\n- 정규화\n- $y = ax + b$ (a: 기울기, b: 절편 → 학습됨)\n",
        "$y$의 식은?",
        "$$y = ax + b$$",
    ),
    "its symbols": ("## BN\n- 정규화\n- $y = cx + b$ (c: 기울기, b: 절편 → 학습됨)\n", "**c** (BN)", "기울기"),
    "partly glossed": (
        "## 스레드\n#### 장점\n1. 응답성 - 빠름\n2. 자원 공유\n3. 경제성 - 쌈\n",
        "장점 3가지는?",
        "응답성, 자원 공유, 경제성",
    ),
    "steps": (
        "## 이진 탐색\n반씩 좁혀 가며 찾는 방법\n① 중간점을 정한다\n"
        "② 찾으려는 값을 중간점과 비교한다\n③ 범위를 절반으로 줄인다\n",
        "순서대로 대면?",
        "1. 중간점을 정한다\n2. 찾으려는 값을 중간점과 비교한다\n3. 범위를 절반으로 줄인다",
    ),
    "messages": (
        "## 핸드셰이크\n1) 클라이언트 → 서버 : SYN\n2) 서버 → 클라이언트 : SYN + ACK\n",
        "**핸드셰이크** — 2단계를 순서대로 대면?",
        "1. 클라이언트에서 서버로: SYN\n2. 서버에서 클라이언트로: SYN + ACK",
    ),
    "clauses of SQL": (
        "## WHERE vs HAVING\n- WHERE: 묶기 전에 거름\n- HAVING: 묶은 뒤에 거름\n- 뜻이 다르다\n",
        "어떻게 다른가?",
        "WHERE: 묶기",
    ),
    "attribute": (
        "## 퀵 정렬\n- 최악의 경우 시간 복잡도 : O(N²)\n- 안정 정렬이 아니다\n",
        "**퀵 정렬**의 최악의 경우 시간 복잡도는?",
        "O(N²)",
    ),
    "two things": (
        "## Hooks\n`useMemo` caches a value, `useCallback` caches a function.\n",
        "`useCallback`** (Hooks) — what does it cache?",
        "a function",
    ),
    "announced": (
        "## ETags\nThere are two kinds of validators:\n- ETag: an opaque id\n- Last-Modified: a date\n",
        "kinds of validators",
        "ETag, Last",
    ),
    "links that are the subject": (
        "# 파일\n## 링크\n- 하드 링크: 같은 inode를 씀\n- 심볼릭 링크: 경로를 적어 둠\n",
        "하드 링크",
        "같은 inode",
    ),
    "a row behind a label": (
        "## LEGB\n찾는 순서: Local → Enclosing → Global\n- 파이썬\n",
        "찾는 순서",
        "1. Local\n2. Enclosing\n3. Global",
    ),
}


@pytest.mark.parametrize("name", GIVEN)
def test_a_card_is_made(name: str) -> None:
    text, question, answer = GIVEN[name]
    cards = made(text).cards
    assert any(question in card.question and answer in card.answer for card in cards), cards


NEVER = {
    "source": ("# OS\n> 출처: 운영체제 강의 3강\n\n- 큐: 줄\n", "강의"),
    "task": ("## 격리 수준\n1. A: 하나만 봄\n2. B: 둘을 봄\n\n- [ ] 내일: 정규화 공부하기\n", "내일"),
    "to do": ("# HTTP\n- ETag: an opaque id\n\nTODO: read RFC 9111\n", "9111"),
    "announcement": ("# HTTP caching\nTIL how `Cache-Control` actually works.\n\n- ETag: an opaque id\n", "actually"),
    "a verb's particle": ("## 스레드\n- 따로 갖는 것\n  - 스택\n  - 레지스터\n", "**따로 갖**"),
    "code below an answer": (
        "## What is Vary?\nIt names request headers.\n\n```sh\ncurl -I a.b\n```\n",
        "how is it written",
    ),
    "diary": ("# 파이썬\n- GIL: 락\n\n오늘 느낀 점: 어렵다\n", "느낀"),
    "a list in its question": ("## 분포\n### 큰 수 vs 극한\n- 큰 수: 평균이 모임\n- 극한: 모양이 모임\n", "2가지는"),
}


@pytest.mark.parametrize("name", NEVER)
def test_no_card_is_made(name: str) -> None:
    text, never = NEVER[name]
    for card in made(text).cards:
        assert never not in f"{card.question}\n{card.answer}"


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("# OS\n- 큐: 줄\n\n출처: 운영체제 강의\n", 4, "it says where this comes from"),
        ("# OS\n- 큐: 줄\n\nTODO: 복습\n", 4, "it is a task, not a fact"),
        ("# OS\n- 큐: 줄\n\n오늘은 큐를 정리했다.\n", 4, "it tells what was done or comes next, not what was learned"),
    ],
)
def test_what_asks_nothing_says_why(text: str, line: int, why: str) -> None:
    assert (line, why) in [(u.line, u.why) for u in made(text).unused]
