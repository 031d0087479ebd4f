"""What the line of a card, and its signs, say of its worth: on a line that has each feature and on one that has not."""

from __future__ import annotations

import pytest

from cards.asking.features import features, text_of
from cards.asking.unused import Account
from cards.extract import drafts_of
from cards.markdown import read


def found(note: str, answer: str) -> dict[str, float]:
    """The features of the draft of a note whose answer holds these words."""
    read_note = read(note)
    made = [
        features(draft, rule, scope, text_of(read_note))
        for rule, draft, scope, _, why in drafts_of(read_note, Account(read_note))
        if answer in draft.answer and not why
    ]
    assert made, note
    return made[0]


ALONE = "# 부엌\n\n## 뜸\n\n- 뜸: 불을 끄고 남은 열로 익히는 일\n"
FOLLOWED = (
    "# 부엌\n\n## 밥\n\n- 뜸: 불을 끄고 남은 열로 익히는 일\n- 쌀: 벼의 껍질을 벗긴 알맹이\n- 솥: 밥을 짓는 그릇\n"
)
TABLE = (
    "# 부엌\n\n| 이름 | 쓰임 |\n|---|---|\n| 솥 | 밥을 짓는 그릇 |\n"
    "| {} | 국을 끓이는 그릇 |\n| 체 | 가루를 치는 그릇 |\n"
)


def test_a_line_alone_and_one_that_others_follow() -> None:
    alone, followed = found(ALONE, "남은 열"), found(FOLLOWED, "남은 열")
    assert alone["the only line there"] == 1
    assert "the first of several lines there" not in alone
    assert followed["the first of several lines there"] == 1
    assert followed["two or three lines there"] == 1
    assert "the first line there" not in found(FOLLOWED, "벼의 껍질")


def test_what_stands_below_a_line() -> None:
    more = FOLLOWED.replace("일\n", "일\n  - 뚜껑을 열지 않는다\n")
    assert found(more, "남은 열")["more stands below its line"] == 1
    assert "more stands below its line" not in found(FOLLOWED, "남은 열")


def test_how_much_of_its_sentence_a_card_takes() -> None:
    whole = found("# 부엌\n\n압력솥은 김을 가두어 익히는 그릇이다.\n", "김을")
    assert whole["line of one sentence"] == 1
    assert whole["takes all of its sentence"] == 1
    several = found("# 부엌\n\n압력솥은 김을 가두어 익히는 그릇이다. 뚜껑은 그동안 열지 않는다.\n", "김을")
    assert several["from the first sentence of several"] == 1
    assert "line of one sentence" not in several


@pytest.mark.parametrize(("name", "twice"), [("솥", True), ("냄비", False)])
def test_a_first_column_that_names_no_row(name: str, twice: bool) -> None:
    assert ("first column says a thing twice" in found(TABLE.format(name), "가루를 치는")) is twice
    assert found(TABLE.format(name), "가루를 치는")["table of two columns"] == 1


def test_what_is_left_open() -> None:
    open_ = found(ALONE.replace("남은 열로", '"남은 열로'), "남은 열")
    assert open_["a bracket or quotation is left open"] == 1
    assert "a bracket or quotation is left open" not in found(ALONE.replace("남은 열로", '"남은 열"로'), "열")


def test_the_line_of_an_english_card_is_not_looked_at() -> None:
    english = found("# Kitchen\n\n- **Steaming**: cooking by the heat that is left in the pot\n", "cooking by")
    assert not {"the only line there", "takes all of its sentence", "line of one sentence"} & set(english)


def test_the_words_of_an_english_answer_are() -> None:
    does = found("# Kitchen\n\n- **Steaming**: a way of cooking that keeps the grains whole\n", "keeps the grains")
    assert does["verbs in the answer"] > 0
    assert "answer without a verb" not in does
    names = found("# Kitchen\n\n- **Pot**: a deep round vessel for rice\n", "vessel")
    assert names["answer without a verb"] == 1
    assert names["answer begins: AT"] == 1
