"""What Korean sentences say, and which piece of them is left out."""

from __future__ import annotations

import pytest

from cards.language.clauses import clauses
from cards.language.finding import Ask, Finding
from cards.language.korean import findings, gaps, meaning_of, subject_of
from cards.language.korean.acting import tells_deed
from cards.language.korean.clear import marked
from cards.language.korean.grammar import finished, tagged
from cards.language.korean.phrases import phrase, questioned


def told(sentence: str) -> list[tuple[str, str, str]]:
    """Each finding as what is asked, what the question says (of what) and the answer; else each gap."""
    return [
        (f.ask.value, f.said or f.about, f.answer)
        for piece in clauses(sentence)
        for f in findings(piece) or gaps(piece)[:1]
    ]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        # what a thing is
        (
            "인덱스는 검색 속도를 높이기 위해 사용하는 자료구조이다.",
            ("what", "인덱스", "검색 속도를 높이기 위해 사용하는 자료구조"),
        ),
        (
            "캐시는 자주 쓰는 데이터를 미리 저장해 두는 저장소를 말한다.",
            ("what", "캐시", "자주 쓰는 데이터를 미리 저장해 두는 저장소"),
        ),
        ("힙이란 동적으로 할당되는 메모리 영역이다.", ("what", "힙", "동적으로 할당되는 메모리 영역")),
        (
            "도커(Docker)는 컨테이너를 다루는 플랫폼입니다.",
            ("what", "도커(Docker)", "컨테이너를 다루는 플랫폼"),
        ),
        ("자바는 객체 지향 언어이다.", ("what", "자바", "객체 지향 언어")),
        (
            "한 번에 한 스레드만 들어가게 하는 것을 상호 배제라고 한다.",
            ("called", "한 번에 한 스레드만 들어가게 하는 것", "상호 배제"),
        ),
        ("microVM 이라고도 한다.", ("own", "다른 이름은", "microVM")),
        # what it is made of
        (
            "자바 프로그램은 클래스와 메소드로 이루어진다.",
            ("own", "자바 프로그램은 무엇으로 이루어지나", "클래스와 메소드"),
        ),
        (
            "컨테이너는 보통 시스템, 애플리케이션, 라우터 컨테이너로 나눌 수 있다.",
            ("own", "컨테이너는 보통 무엇으로 나눌 수 있나", "시스템, 애플리케이션, 라우터 컨테이너"),
        ),
        ("대표적으로 LXC, LXD, OpenVZ 등이 있다.", ("own", "예는", "LXC, LXD, OpenVZ")),
        # why, when, what for
        (
            "세션은 서버에 저장되므로 보안에 유리하다.",
            ("why", "세션은 보안에 유리하다", "서버에 저장되므로"),
        ),
        (
            "기본 언어는 사람이 쉽게 이해할 수 없어 배우기 어렵다.",
            ("why", "기본 언어는 배우기 어렵다", "사람이 쉽게 이해할 수 없어서"),
        ),
        (
            "통상 장애는 피할 수 없는 일이기 때문에 시스템은 장애를 견뎌야 한다.",
            ("why", "시스템은 장애를 견뎌야 한다", "통상 장애는 피할 수 없는 일이기 때문"),
        ),
        ("이는 데이터가 이동하지 않기 때문이다.", ("why", "", "데이터가 이동하지 않기 때문")),
        ("값이 클수록 응답이 느려진다.", ("if", "값이 클수록", "응답이 느려진다")),
        ("전원이 나가더라도 8시간은 돌아간다.", ("if", "전원이 나가면", "8시간은 돌아간다")),
        # what the verb takes, asked as a question
        (
            "메소드 블록은 언제나 클래스 블록 내부에서 작성되어야 한다.",
            ("own", "메소드 블록은 언제나 어디에서 작성되어야 하나", "클래스 블록 내부"),
        ),
        (
            "세마포어는 들어올 수 있는 스레드 수를 센다.",
            ("own", "세마포어는 무엇을 세나", "들어올 수 있는 스레드 수"),
        ),
        (
            "가비지 컬렉터는 자동으로 사용하지 않는 객체를 제거한다.",
            ("own", "가비지 컬렉터는 자동으로 무엇을 제거하나", "사용하지 않는 객체"),
        ),
        ("후보키는 항상 튜플의 유일성을 만족.", ("own", "후보키는 항상 무엇을 만족하나", "튜플의 유일성")),
        ("센서는 문이 열렸는지 알려 준다.", ("own", "센서는 무엇을 알려 주나", "문이 열렸는지")),
        (
            "콩은 솥의 절반까지만 채워야 밸브를 막지 않는다.",
            ("own", "콩은 어떻게 해야 밸브를 막지 않나", "솥의 절반까지만 채워야 한다"),
        ),
        (
            "실행 문맥에는 호이스팅, 바인딩 등의 정보가 담긴다.",
            ("own", "실행 문맥에는 어떤 정보가 담기나", "호이스팅, 바인딩"),
        ),
        (
            "스레드들은 같은 프로세스의 데이터에 접근 가능",
            ("own", "스레드들은 무엇에 접근 가능한가", "같은 프로세스의 데이터"),
        ),
        (
            "렉시컬 환경은 식별자 정보와 바깥 참조로 구성",
            ("own", "렉시컬 환경은 무엇으로 구성되나", "식별자 정보와 바깥 참조"),
        ),
        (
            "전역 문맥은 코드를 실행하기 전에 쌓이고 모든 코드를 실행하면 제거된다.",
            ("if", "전역 문맥은 모든 코드를 실행하면", "제거된다"),
        ),
        ("장애가 발생했을 때 복사본으로 되돌린다.", ("if", "장애가 발생했을 때", "복사본으로 되돌린다")),
        (
            "DB는 데이터를 별도의 장소에 미리 복사해 둔다.",
            ("own", "DB는 데이터를 어디에 미리 복사해 두나", "별도의 장소"),
        ),
        (
            "데이터를 바꾸기 전의 값을 따로 기록하는데, 이것을 로그라고 한다.",
            ("called", "데이터를 바꾸기 전의 값을 따로 기록하는 것", "로그"),
        ),
        ("적재율이 커져서 충돌이 잦아진다.", ("why", "충돌이 잦아진다", "적재율이 커져서")),
        ("기본키는 테이블마다 1개만 정한다.", ("own", "기본키는 테이블마다 몇 개만 정하나", "1개")),
    ],
)
def test_a_sentence_says_what_it_says(sentence: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(sentence)


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "저온에서는 A형이, 고온에서는 B형이 우세하다.",
            [("저온에서는 무엇이 우세한가", "A형"), ("고온에서는 무엇이 우세한가", "B형")],
        ),
        (
            "TCP는 순서를, UDP는 속도를 보장한다.",
            [("TCP는 무엇을 보장하나", "순서"), ("UDP는 무엇을 보장하나", "속도")],
        ),
        (
            "프로세스는 독립된 메모리를 가지는 반면, 스레드는 메모리를 공유한다.",
            [("프로세스는 무엇을 가지나", "독립된 메모리"), ("스레드는 무엇을 공유하나", "메모리")],
        ),
    ],
)
def test_two_facts_of_a_sentence_are_two_findings(sentence: str, wanted: list[tuple[str, str]]) -> None:
    assert [(said, answer) for _, said, answer in told(sentence)] == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "JVM은 운영체제에 종속적이다.",  # a quality, no meaning
        "컨테이너는 최소한의 이미지로 실행되므로 경량이다.",  # a cause and a quality
        "V와 P는 강한 결합을 지닌 패턴이다.",  # two things, and what they share
        "단락 태그는 단락, 제목 태그는 제목이다.",  # two
        "아날로그로 존재할 때보다 편집이 용이하다.",  # a comparison
        "이럴 때는 비용이 발생한다.",  # when?
        "아래는 내용을 정리한 것이다.",  # what is below
        "아무것도 없음",
        "클래스만 고치면 된다.",  # no condition
        "경험에 따르면 대부분의 객체는 빨리 죽는다.",  # by the way
        "이 뜻은 친구와 대화를 하고 있으면 노래를 들을 수 없다는 것이다.",  # it points back
        "비즈니스 규칙을 데이터 관점에서 설계할 위험이 있다.",  # a danger does nothing
    ],
)
def test_what_is_no_definition_and_no_condition_gives_none(sentence: str) -> None:
    assert [f for f in findings(sentence) if f.ask.value in {"what", "if", "does", "own"}] == []


@pytest.mark.parametrize(
    ("sentence", "never"),
    [
        ("도커는 버전 관리 및 배포를 돕는다.", {"배포", "관리"}),
        ("도커는 격리된 상태로 프로그램을 실행한다.", {"상태"}),
        ("객체는 필요한 시점에 자동으로 만든다.", {"자동"}),
        ("Ubuntu 20.04, CentOS 7 등을 쓴다.", {"20.04", "7"}),
        ("예로는 카카오톡, VSCode 등이 될 수 있다.", {"VSCode"}),
        ("이것은 문제를 해결한다.", {"문제"}),
    ],
)
def test_no_half_of_a_name_and_no_empty_word_is_left_out(sentence: str, never: set[str]) -> None:
    assert not never & {gap.answer for gap in gaps(sentence)}


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("힙에 저장된다", "힙에 저장되나"),
        ("값을 만든다", "값을 만드나"),
        ("락이 필요하다", "락이 필요한가"),
        ("값을 바꿀 수 있습니다", "값을 바꿀 수 있나"),
        ("객체를 만들었다", "객체를 만들었나"),
        ("값을 저장함", "값을 저장하나"),
        ("모델에 전달", "모델에 전달하나"),
        ("조건을 만족한다", "조건을 만족하나"),
        ("표준이 대두", "표준이 대두하나"),
        ("용량이 중요", "용량이 중요한가"),
    ],
)
def test_a_sentence_ends_as_a_question(sentence: str, question: str) -> None:
    assert questioned(sentence, tagged(sentence) or ()) == question


def test_a_phrase_is_whole() -> None:
    text = "도커는 버전 관리 및 배포의 속도를 높인다"
    tokens = tagged(text) or ()
    at = next(i for i, t in enumerate(tokens) if t.text == "배포")
    first, last = phrase(tokens, at)
    assert text[tokens[first].start : tokens[last].end] == "버전 관리 및 배포의 속도"


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        ("물을 뿌리지만", "물을 뿌린다"),
        ("객체가 생성되지 않고", "객체가 생성되지 않는다"),
        ("속도가 빠르지 않고", "속도가 빠르지 않다"),
    ],
)
def test_a_clause_that_goes_on_is_ended(clause: str, sentence: str) -> None:
    assert finished(clause) == sentence


def test_the_subject_of_a_clause_inside_is_not_that_of_the_sentence() -> None:
    assert subject_of("사람이 쉽게 이해할 수 없어 배우기 어렵다") == ""
    assert subject_of("링크가 없었다면 웹은 문서 모음에 불과했다") == "웹"
    assert subject_of("스레드가 스택을 포함한다") == "스레드"


def test_the_particle_behind_a_gloss_is_seen() -> None:
    assert [t.text for t in tagged("도커(Docker)는 빠르다") or ()][2] == "는"
    assert "를" in [t.text for t in tagged("라이브러리 API 를 준다") or () if t.tag == "JKO"]


def test_a_line_below_a_heading_says_what_the_heading_names() -> None:
    assert meaning_of("계산을 많이 요구하는 작업을 의미") == "계산을 많이 요구하는 작업"
    assert meaning_of("신호를 디지털 형태로 변환하는 것") == "신호를 디지털 형태로 변환하는 것"
    assert meaning_of("최솟값을 빨리 찾는 완전 이진 트리") == "최솟값을 빨리 찾는 완전 이진 트리"
    assert meaning_of("이론적 이상적인 것으로 CPU를 잘 쓴다") == ""


def test_a_phrase_that_describes_is_no_topic_of_a_second_half() -> None:
    text = "도커는 가상화 플랫폼으로, 배포를 쉽게 관리하기 위해 사용되는 소프트웨어이다."
    assert clauses(text) == (text,)


def test_a_name_that_the_tagger_cuts_is_no_cause() -> None:
    assert all(f.ask.value != "why" for f in findings("Github과 유사한 방식(Open Share)으로 도커 허브에서 제공한다."))


def test_a_condition_inside_a_meaning_is_not_asked_of_itself() -> None:
    found = findings("회복은 장애가 발생했을 때 데이터베이스를 되돌리는 것이다.")
    assert [f.ask.value for f in found] == ["what"]


def test_one_latin_word_is_no_statement() -> None:
    finding = Finding(Ask.IF, "", "정렬·범위가 필요할 때만", "TreeSet", "condition")
    assert marked(finding) == finding  # nothing stands in front of its only word


def test_one_word_alone_tells_no_deed() -> None:
    assert not tells_deed("생성")  # below `touch`: a note of commands is read to its end


def test_a_name_that_is_a_formula_is_carried_into_the_second_half() -> None:
    text = r"두 밧줄을 재는 자를 $\lambda$라 하고, 그 중 가장 긴 것을 큰 자라고 한다"
    assert clauses(text)[1] == r"$\lambda$ 중 가장 긴 것을 큰 자라고 한다"
