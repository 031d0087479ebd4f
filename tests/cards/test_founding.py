"""The founding note: nearly every fact of it is asked, no card is bad, and each line is accounted for.

The facts are key words alone; the note itself lies beside the repository and is not copied into it.
"""

from __future__ import annotations

from pathlib import Path

from cards.extract import extract
from cards.markdown import read
from tests.cards.facts import State, fact
from tests.cards.measuring import measure

FACTS = """
Inductive bias | 사전 가정, 일반화
CNN | 지역성
RNN | 순차성
Transformer | 약한 inductive bias
Transformer | 데이터 많이 필요
Inductive bias; 다른 이름 | Learning bias
Transformer | 범용성, 유연성
bias가 약하면 | 오버피팅
Transformer | Attention Score
문제점 | Model efficiency, Model generalization, Model adaptation
Model efficiency | 4배, O(n²)
Model generalization | 과적합, 작은 데이터셋
Model adaptation | fine-tuning
Scaled Dot Product; 식 | softmax(QKᵀ, √d)
softmax 치우침 | √d로, scaling
분할 | 병렬
Multi-head; 총 차원 | 유지
Attention; 종류 | Self-attention, Masked, Cross
Self-attention | 모두 동일
Masked self-attention | 어텐션 마스크
Cross-attention | 인코더 출력
Self-Attention; 복잡도 | O(T²D)
병목 | Self-Attention
FFN | O(TD²)
T; 복잡도 | 시퀀스 길이
D; 복잡도 | 임베딩 차원
Sparse; 모든 쌍 계산 | 일부 중요한
Sparse | 계산 효율성
Position-based | Global, Band, Dilated, Random, Block-local
Global | 특정 토큰
Band | 인접 토큰
Dilated | 간격 띄운
Random | 무작위
Block-local | 블록 단위
Star-Transformer | Band, Global
Longformer | Band, Dilated, Internal
BigBird | Band, Global, Random
ETC | Band, External
Linearized; 식 | φ(Q)
Linearized | softmax 생략, kernel
Linearized; O(T²D) | O(TrD)
Attention with Prior | 사전 지식
Attention with Prior | Gaussian, Syntax, Only
Gaussian Prior | 거리 기반
Syntax Prior | 구문 구조
Only Prior | prior만
Synthesizer; Attention score | MLP(Q)
Synthesizer | 생략
Dense Synthesizer | MLP(Q)
Random Synthesizer | 고정된
APE | Absolute, 입력에 더함
RPE | Relative, 거리
Post-LN | 원래 구조
Post-LN | 불안정
Pre-LN | 먼저 적용
Pre-LN | 안정적
ReZero; 식 | F(x_l)
ReZero; α | 학습 파라미터
ReZero | identity
ReZero; 없이도 | LayerNorm
Swish | sigmoid
Swish | 부드러운
GELU | 확률 기반
GELU | GPT
일부만 선택 | 연산 효율
Switch | 단순화
Switch | 하나의 expert
"""


# Shares of the facts. With one card a fact, all of them would be more than a person is asked of one note.
ASKED = 0.85
ASKED_OR_HELD = 0.97
AT_MOST = 60


def test_nearly_every_fact_is_asked_and_no_card_is_bad(founding_note: Path) -> None:
    found = measure(founding_note, [fact(line) for line in FACTS.strip().splitlines()])
    assert len(found.states) >= 65
    assert len(found.asked) <= AT_MOST
    assert [(why, card.question, card.answer) for card, why in found.bad] == []
    assert found.share(State.HELD) >= ASKED_OR_HELD, [f.text for f, s in found.states.items() if s == State.OPEN]
    assert found.share(State.ASKED) >= ASKED, [f.text for f, s in found.states.items() if s != State.ASKED]


def test_every_heading_with_lines_under_it_gives_cards_and_an_empty_one_none(founding_note: Path) -> None:
    note = read(founding_note.read_text("utf-8"))
    innermost = {card.context[-1] for card in extract(note).cards}
    for section in note.root.walk():
        assert bool(section.lines) == (section.heading in innermost), section.heading


def test_each_line_is_used_or_said_to_be_unused(founding_note: Path) -> None:
    unused = {u.line: u.why for u in extract(read(founding_note.read_text("utf-8"))).unused}
    assert all("nothing under it" in why or "diary" in why for why in unused.values()), unused


def test_a_question_names_its_subject(founding_note: Path) -> None:
    for card in extract(read(founding_note.read_text("utf-8"))).cards:
        assert card.subject
        assert card.question.replace("*", "").strip(" ?") not in {"Motivation", "Key Idea", "Synthesizer"}
