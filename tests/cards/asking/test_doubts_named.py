"""Cards that wait because of their name, or since nobody could tell what is asked: each by the doubt that holds it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import cards.extract
from cards.asking.doubts_english_vague import doubt_of_vague
from cards.asking.doubts_korean_names import doubt_of_name
from cards.asking.questions import Draft
from cards.asking.scope import Scope
from cards.extract import extract
from cards.markdown import read

ENGLISH = [
    ("## Valves\n- The flap opens for nobody when two conditions are satisfied.\n", "conditions are satisfied"),
    ("## Letters\nIf _w_ is a word, its length is written as |w|.\n", "if w is a word"),
    ("## Basins\n- The isFull() sign returns true if the basin is full, false otherwise.\n", "false otherwise"),
    ("## Water\nFaster water means faster boats if you are sailing downstream.\n", "Faster water"),
    ("## Importance of Keepers\n- It is the standardised craft of opening gates.\n", "Importance of Keepers"),
    ("## Gates\nClerks do not update what is being shown or allow visits while a play is running.\n", "not update"),
    ("## Yards\n- The yards near the sea support the old canal rules.\n", "yards near the sea"),
    ("## Locks\n- The gate of a lock serves as a crucial foundation of every canal.\n", "serve as"),
    ("## File sharing\n- Divides users into three groups:\n    - owners\n    - guests\n", "Divides users"),
    ("## Locks\n- The wheel is wide and old.\n\nProof: We measure it and go on by steps.\n", "proof"),
    ("## Basins\n- In the basin, we can wait for the tide in summer.\n", "one do in the basin"),
    ("## Flows\n- An inflow is a function satisfying (i) but not (ii) of the list.\n", "inflow"),
    ("## Cranes\n- Old harbour cranes may carry sacks of grain.\n", "may they carry"),
    ("## Canals\n- **Use of force**: a great concern for keepers\n", "Use of force"),
]
KOREAN = [
    ("# 반\n\n## 배치\n\n- `align` => `justify` 순서로 작성\n", "align"),
    ("# 반\n\n## 상황 B\n\n- 결과: 가장 싼 자물쇠를 고른다.\n", "상황 B"),
    ("# 반\n\n## 도구\n\n- 위쪽은 속도: 늦게 들어온 것을 확인할 수 있음\n", "위쪽은"),
    ("# 반\n\n## 값\n\n- `registeredAt`: 등록 일시\n", "registeredAt"),
    ("# 반\n\n## 역사\n\n- 나무 자물쇠를 쇠로 바꾸어 도둑을 막은 것\n", "역사"),
    ("# 반\n\n## 서명\n\n- 서명을 칼로 새겨 자물쇠 뒤에 만든다\n", "서명"),
    ("# 반\n\n## 녹\n\n- 녹이 쌓이더라도 잘 닦으면 자물쇠가 열린다.\n", "쌓이"),
    ("# 반\n\n## 굽기\n\n- 이와 같이 가마를 열면 그릇이 깨짐\n", "이와 같이"),
    ("# 반\n\n## 굽기\n\n- 같은 자리를 두 번 굽는 경우나 젖은 그릇을 구별 불가\n", "경우나"),
    ("# 반\n\n## 문\n\n- 자물쇠를 잘 이해하면 집을 지킬 수 있다.\n", "이해하면"),
    (
        "# 반\n\n## 온돌\n\n- 흙은 열을 오래 머금는 특성을 가짐.\n    - 장점 : 방이 오래 따뜻하다.\n",
        "장점",
    ),
]


def vague(draft: Draft, scope: Scope) -> str:
    return doubt_of_vague(draft.fact, draft.answer, scope, False)


def unnamed(draft: Draft, scope: Scope) -> str:
    return doubt_of_name(draft.fact, draft.answer, scope)


def doubts_of(note: str, monkeypatch: pytest.MonkeyPatch, asked: Callable[[Draft, Scope], str]) -> dict[str, str]:
    """What one function of doubts says of each question of a note."""
    found: dict[str, str] = {}
    told = cards.extract.doubt

    def heard(draft: Draft, rule: str, scope: Scope, of_arrows: bool = False) -> str:
        why = told(draft, rule, scope, of_arrows)
        found[f"{draft.question} {draft.answer}"] = asked(draft, scope)
        return why

    monkeypatch.setattr(cards.extract, "doubt", heard)
    extract(read(note))
    return found


@pytest.mark.parametrize(("note", "asked"), ENGLISH, ids=str)
def test_what_is_vague_in_english(note: str, asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = doubts_of(note, monkeypatch, vague)
    assert [why for question, why in found.items() if asked in question and why], found


@pytest.mark.parametrize(("note", "asked"), KOREAN, ids=str)
def test_what_is_no_name_in_korean(note: str, asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = doubts_of(note, monkeypatch, unnamed)
    assert [why for question, why in found.items() if asked in question and why], found


DOUBTED = [
    ("# 배\n\n## 부호\n\n- 부호(S) = 0 (양수)\n", "부호(S)", "it is data of an example"),
    ("# 배\n\n## 깃발\n\n- 깃발=값\n", "깃발", "its answer says little"),
    (
        "# 배\n\n## 낱말\n\n| 용어 | 영문 |\n| --- | --- |\n| 펌프 | Pump |\n| 레버 | Lever |\n| 밸브 | Valve |\n",
        "영문",
        "everybody knows it",
    ),
    (
        "# 배\n\n## 값\n\n- `function_version`: 함수 버전 (정해진 것)\n",
        "version",
        "its meaning says no more than its name",
    ),
    (
        "# 배\n\n## 화덕\n\n- 가마와는 다르게 화덕은 바닥이 돌이기 때문에 빵 밑이 바삭하다.\n",
        "바삭",
        "it tells of several things at once",
    ),
]


@pytest.mark.parametrize(("note", "asked", "why"), DOUBTED, ids=[asked for _, asked, _ in DOUBTED])
def test_a_card_is_held_for_this_reason(note: str, asked: str, why: str) -> None:
    found = extract(read(note))
    told = {f"{c.question} {c.answer}": said for c, said in zip(found.cards, found.reasons, strict=True)}
    assert [said for card, said in told.items() if asked in card and any(why in one for one in said)], told


def test_letters_that_are_spelled_in_two_ways_are_asked_for_neither_again() -> None:
    found = extract(
        read("# Cranes\n\nSLR stands for safe load rule.\n\n## Rope\n\nThe SLR (swing lift ratio) is small.\n")
    )
    spelt = [card for card in found.cards if card.shape.startswith(("sentence/stands", "letters/stands"))]
    assert [card.held for card in spelt] == [False, True], spelt


def test_a_blank_is_not_asked_for_what_the_title_says() -> None:
    found = extract(
        read("# Reed horn (RH)\n\n**Reed horn** lets ships hear where the mole ends in thick fog at night.\n")
    )
    assert all(card.held for card in found.cards if "[...]" in card.question and "Reed" in card.answer), found.cards


SOUND = [
    ("## Water\nA fast stream is water that runs down a steep bed.\n", vague),
    ("## Valves\n- When the tide falls, the flap closes by its own weight.\n", vague),
    ("# 반\n\n## 녹\n\n- 녹이 쌓이면 자물쇠가 열리지 않는다.\n- 고리: 실을 둥글게 감은 부분\n", unnamed),
]


@pytest.mark.parametrize(("note", "asked"), SOUND, ids=["quality", "condition", "Korean"])
def test_sound_cards_have_none_of_these_doubts(
    note: str, asked: Callable[[Draft, Scope], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = doubts_of(note, monkeypatch, asked)
    assert found, note
    assert not any(found.values()), found
