"""What ordinary notes do, one construct at a time: the note, and the cards it must and must not give."""

from __future__ import annotations

import pytest

from cards.card import Card
from cards.extract import extract
from cards.markdown import read


def cards_of(text: str) -> list[Card]:
    return list(extract(read(text)).cards)


def asked(text: str) -> dict[str, str]:
    """Questions without bold, and their answers."""
    return {card.question.replace("**", ""): card.answer for card in cards_of(text)}


@pytest.mark.parametrize(
    ("text", "about", "answer"),
    [
        ("## 캐시\n자주 쓰는 데이터를 미리 가까이 두는 저장소\n", "캐시", "자주 쓰는 데이터를"),
        ("## 캐시란?\n자주 쓰는 데이터를 미리 가까이 두는 저장소이다.\n", "캐시", "저장소"),
        ("## What is a cache?\nA small fast store close to the processor.\n", "cache", "small fast store"),
        ("## 큐\n큐는 먼저 넣은 것이 먼저 나오는 자료구조이다.\n", "큐", "먼저 넣은 것이"),
        ("## OS\n- 인터럽트 : CPU에게 일을 알리는 신호\n", "인터럽트", "일을 알리는 신호"),
        ("## OS\n- 인터럽트:CPU에게 일을 알리는 신호\n", "인터럽트", "일을 알리는 신호"),
        ("## OS\n- 인터럽트 - CPU에게 일을 알리는 신호\n", "인터럽트", "일을 알리는 신호"),
        ("## OS\n- 인터럽트 – CPU에게 일을 알리는 신호\n", "인터럽트", "일을 알리는 신호"),
        ("## OS\n인터럽트\n: CPU에게 일을 알리는 신호\n", "인터럽트", "일을 알리는 신호"),
        ("## OS\n**인터럽트**\nCPU에게 일을 알리는 신호\n", "인터럽트", "일을 알리는 신호"),
        ("## OS\n1) 인터럽트 => CPU에게 일을 알리는 신호\n", "인터럽트", "일을 알리는 신호"),
        ("## OS\n- 인터럽트 ➡️ CPU에게 일을 알리는 신호\n", "인터럽트", "일을 알리는 신호"),
        ("## OS\n- 인터럽트 ==> CPU에게 일을 알리는 신호\n", "인터럽트", "일을 알리는 신호"),
        ("## OS\n- 인터럽트 ⇒ CPU에게 일을 알리는 신호\n", "인터럽트", "일을 알리는 신호"),
        ("## OS\n- 인터럽트-> CPU에게 일을 알리는 신호\n", "인터럽트", "일을 알리는 신호"),
        ("## 스택\npush: O(1)\npop: O(1)\nsearch: O(n)\n", "search", "O(n)"),
        ("## 순서\n1) 준비: 재료를 꺼낸다\n2. 조리: 불을 켠다\n", "조리", "불을 켠다"),
        ("## 순서\n① 준비: 재료를 꺼낸다\n② 조리: 불을 켠다\n", "조리", "불을 켠다"),
        ("## 용어\n| 항목 | 설명 |\n|---|---|\n| DNS | 이름을 주소로 바꾸는 체계 |\n", "DNS", "이름을 주소로"),
        ("## DB\n| 질문 | 답변 |\n|---|---|\n| 왜 쓰나? | 빨리 찾으려고 |\n", "DB — 왜 쓰나", "빨리 찾으려고"),
        ("## 비교\n**표**\n| 구분 | A형 | B형 |\n|--|--|--|\n| 속도 | 빠름 | 느림 |\n", "A형", "빠름"),
        ("## BN\n- 분포가 바뀌는 현상을 **내부 변화(Shift)**라고 한다\n", "분포가 바뀌는", "내부 변화(Shift)"),
        ("## 요금\n- 저장 요금: $5, 전송은 $10\n", "저장 요금", "$5, 전송은 $10"),
        ("## 수식\n- 확률: $P(\\text{비}) = 0.3$\n", "확률", "$P(\\text{비}) = 0.3$"),
        ("## A\n$지역성$ : 가까운 것을 또 쓰는 성질\n", "지역성", "가까운 것을"),
        ("# 큐\n<details>\n<summary>덱이란?</summary>\n\n양쪽에서 넣는 큐\n\n</details>\n", "덱", "양쪽"),
        ("> [!tip] 힙\n> 최솟값을 빨리 찾는 완전 이진 트리\n", "힙", "최솟값을"),
        ("## A\n- [[힙|힙 자료구조]]: 최솟값을 빨리 찾는 트리\n", "힙 자료구조", "최솟값을"),
        ("## A\n- 힙[^1]: 최솟값을 빨리 찾는 트리\n\n[^1]: 책에서\n", "힙", "최솟값을"),
        ("## A\n- 🔥 힙 : 최솟값을 빨리 찾는 트리\n", "힙", "최솟값을"),
        ("## A\n- <span style='color:red'>힙</span>: 최솟값을 빨리 찾는 트리\n", "힙", "최솟값을"),
        ("## 크기\n- 1 KB: 2<sup>10</sup> 바이트\n", "1 KB", "2^10"),
        ("## 힙\n    - 삽입: O(log n)\n    - 삭제: O(log n)\n", "삽입", "O(log n)"),
        ("힙: 최솟값을 빨리 찾는 트리\n", "힙", "최솟값을"),
        ("##힙\n최솟값을 빨리 찾는 완전 이진 트리\n", "힙", "최솟값을"),
        ("## 트리\n```\n트리\n├── 루트: 맨 위 노드\n└── 리프: 자식이 없는 노드\n```\n", "리프", "자식이"),
        ("## 트리\n- 종류\n  ㄴ 이진 트리: 자식이 둘 이하\n  ㄴ AVL: 높이 차가 1 이하\n", "AVL", "높이 차"),
        ("## 언어\n정적 타입 == 컴파일할 때 타입이 정해짐\n", "정적 타입", "컴파일할 때"),
    ],
)  # fmt: skip
def test_a_construct_is_read(text: str, about: str, answer: str) -> None:
    found = asked(text)
    assert any(about in q and answer in a for q, a in found.items()), found


@pytest.mark.parametrize(
    "text",
    [
        "# A\n## 장점\n## 단점\n",
        "## 참고\n- [글](https://example.com)\n- https://example.com\n",
        "[TOC]\n\n## 목차\n- [하나](#one)\n- [둘](#two)\n",
        "## 과제\n1. 2진수 1010을 10진수로 바꾸시오\n",
        "![그림](a.png)\n\n<img src='b.png' width=300>\n",
        "- [ ] 내일 할 일\n- [x] 빨래\n",
        "## 회고\n오늘은 힘들었다. 내일은 더 잘하자.\n",
        "<!-- 여기에는 정의: 쓰지 않은 것 -->\n",
        "---\ntitle: x\ntags: [a]\n---\n",
        "```mermaid\ngraph TD\n  A --> B\n```\n",
        "2024-01-01\n\n\n",
    ],
)
def test_what_asks_nothing_makes_no_card(text: str) -> None:
    assert asked(text) == {}


def test_a_generic_heading_takes_the_name_of_its_parent() -> None:
    found = asked("## 해시 테이블\n### 장점\n- 찾기가 빠르다\n### Motivation\n- 배열보다 빨리 찾고 싶다는 요구\n")
    assert found["해시 테이블의 장점은?"] == "찾기가 빠르다"
    assert any("해시 테이블" in q and "Motivation" in q for q in found)


def test_arrows_in_a_row_and_lines_that_lean() -> None:
    found = asked("## 캐시\n- 캐시를 둠 → 읽기가 빨라짐 → 응답이 짧아짐\n- 캐시가 낡음\n→ 옛 값을 읽음\n")
    assert found["캐시를 두면 어떻게 되나?"] == "읽기가 빨라짐"
    assert "응답이 짧아짐" in found.values()
    assert any("캐시가 낡으면" in q and a == "옛 값을 읽음" for q, a in found.items())


def test_what_stands_in_parentheses_is_one_thing() -> None:
    for question, answer in asked(
        "## 블록\n- 크기 (예: 512 = 64 × 8, a → b: c): 한 번에 읽는 양 (보통: 4 KB)\n"
    ).items():
        assert question.count("(") == question.count(")")
        assert answer.count("(") == answer.count(")")


def test_glosses_and_abbreviations_are_accepted() -> None:
    cards = cards_of("## 캐시\n- 원리: 지역성(locality)\n- 여러 전문가를 섞어 쓰는 층: Mixture of Experts (MoE)\n")
    accepted = {card.answer: set(card.accepted) for card in cards}
    assert accepted["지역성(locality)"] == {"지역성", "locality"}
    assert accepted["Mixture of Experts (MoE)"] == {"Mixture of Experts", "MoE"}


def test_one_question_never_has_two_answers() -> None:
    cards = cards_of("## A\n- 힙: 하나\n## B\n- 힙: 둘\n\n## A\n- 힙: 셋\n")
    questions = [card.question for card in cards]
    assert len(questions) == len(set(questions)) >= 2


def test_long_lists_are_asked_in_parts() -> None:
    items = "\n".join(
        f"- 규칙 {i}번을 지키지 않으면 아주 길고 곤란한 일이 생기게 되므로 조심해야 한다" for i in range(9)
    )
    found = asked(f"## 안전\n### 규칙\n{items}\n")
    parts = [a for q, a in found.items() if q.startswith("안전의 규칙")]
    assert len(parts) >= 3
    assert all(len(a) <= 200 for a in parts)


def test_cards_stand_in_the_order_of_the_note_meaning_first() -> None:
    cards = cards_of(
        "## 힙\n최솟값을 빨리 찾는 완전 이진 트리\n- 삽입: O(log n)\n## 큐\n먼저 넣은 것이 먼저 나오는 자료구조\n"
    )
    assert "힙" in cards[0].question
    assert cards[0].answer.startswith("최솟값")
    assert [c.line for c in cards] == sorted(c.line for c in cards)


def test_an_escape_and_markup_are_text() -> None:
    cards = cards_of("## 표시\n- [bold]키[/bold]: \x1b[31m빨강\x1b[0m 을 뜻하는 말\n")
    assert any("[bold]" in card.question for card in cards)


def test_unused_lines_say_why() -> None:
    text = "# A\n![x](y.png)\n\n## 빈 제목\n\n\n## 다음\n- [ ] 할 일\n\n오늘은 여기까지 정리했다.\n"
    why = {u.line: u.why for u in extract(read(text)).unused}
    assert "picture" in why[2]
    assert "nothing under it" in why[4]
    assert "task" in why[8]
    assert 10 in why
