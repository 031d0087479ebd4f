"""A meaning that is a row of things: what is done in turn, the kinds of its term, as many as its term counts."""

from __future__ import annotations

import re

from cards.language.actions import IS_DONE
from cards.language.glosses import without_gloss
from cards.language.tagging import words_shown
from cards.language.text import has_hangul
from cards.language.text import words as words_of

_CUT = re.compile(r",\s+|\s?/\s|\s및\s|\s·\s|·(?=[가-힣])")
_AND_MORE = re.compile(r"\s?등{1,2}$")
_MARKED = re.compile(r"[가-힣](?:[을를은는]|에서|으로)\s|[.!?]\s")
_COUNT = re.compile(r"(?:^|\s)(?:(?P<digit>[2-9])|(?P<word>[두세네]|다섯|여섯))\s?[가-힣]{1,4}(?:\s[가-힣]+)?$")
_NUMBERS = {"두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6}
# Nouns that say what is done: with 하다 each is a verb of an object.
DEEDS = frozenset(
    words_of(
        """
    생성 변경 삭제 추가 제거 수정 갱신 조회 검색 탐색 저장 전송 전달 수신 송신 응답 요청 처리 실행 수행 호출
    반환 할당 해제 분배 증폭 변환 번역 압축 암호화 복호화 인코딩 디코딩 인증 인가 검증 검사 확인 감지 감시 측정
    평가 식별 분석 설계 구현 개발 배포 운영 관리 유지 통제 제어 조정 조율 계획 수립 편성 산정 정의 선택 결정
    판단 예측 추론 학습 분류 정렬 병합 분할 결합 연결 종료 시작 중단 재시도 설정 등록 발급 발행 구독 출력 입력
    표시 기록 복구 복사 이동 교체 대체 보호 방지 차단 허용 제한 배분 대처 대응 보고 보장 지원 제공 담당 주관
    감독 심의 의결 집행 징수 수집 가공 정제 적재 추출 합성 분해 흡수 배출 조절 촉진 억제 전환 초기화 동기화
    최적화 판결 교정 접수 보관 판매 구매 대여 회수 점검 정비 수리 제작 제조 생산 소비 운반 운송 배송 통신 접속
    해석 작성 편집 교육 훈련 연구 조사 관찰 기획 홍보 상담 치료 진단 예방 결제 환불 청구 승인 거부 취소 예약
    신청 방어 심사 호흡 소화 배설 운동 형성
    """
    )
)


# What may as well be the thing that is meant ("… 맞히는 이진 분류").
_THINGS = frozenset(
    words_of(
        "분류 학습 정의 계획 설계 기록 입력 출력 요청 응답 정렬 연결 결합 분석 검사 평가 예측 통신 연구 교육 운동 보고 "
        "등록 인증 처리 개발 운영 관리 번역 호흡 소화 치료 진단 결제 예약 심사 상담 홍보 통제 제한 조합 연산"
    )
)

# Words for a kind that say of what only with the name above them.
KINDS_KO = "기법|알고리즘|방법|전략|유형|종류|원칙|조건|요소|특징|속성|규칙|패턴|모델|도구|기능|단계"


def row_of(meaning: str) -> tuple[str, ...]:
    """The members of a meaning that only names one thing after another; () where it says more.

    >>> row_of("구조 생성, 변경, 삭제"), row_of("신호 증폭 및 분배"), row_of("값을 담는 상자, 이름이 붙는다")
    (('구조 생성', '변경', '삭제'), ('신호 증폭', '분배'), ())
    """
    bare = _AND_MORE.sub("", re.sub(r"\s*\([^()]*\)", "", meaning)).rstrip(". ")
    if not has_hangul(bare) or _MARKED.search(bare):
        return ()
    parts = tuple(part.strip() for part in _CUT.split(bare))
    return parts if len(parts) > 1 and all(0 < len(part.split()) <= 5 and len(part) <= 28 for part in parts) else ()


def are_deeds(parts: tuple[str, ...]) -> bool:
    """Whether the members of a row say what is done, the last one and most others.

    >>> are_deeds(("구조 생성", "변경", "삭제")), are_deeds(("조세", "호구"))
    (True, False)
    """
    done = [part.split()[-1] in DEEDS for part in parts]
    return len(done) > 1 and done[-1] and sum(done) * 3 >= len(done) * 2


def are_kinds(term: str, parts: tuple[str, ...]) -> bool:
    """Whether each member of a row ends as its term does, as kinds of it do ("회복 기법": "즉시 회복 기법")."""
    last = without_gloss(term).split()[-1:]
    return len(parts) > 1 and bool(last) and len(last[0]) > 1 and all(part.endswith(f" {last[0]}") for part in parts)


def counts(term: str, many: int) -> bool:
    """Whether a term counts what its row names ("색의 3요소": three of them).

    >>> counts("색의 3요소", 3), counts("염증의 네 징후", 4), counts("HTTP 2", 2)
    (True, True, False)
    """
    match = _COUNT.search(without_gloss(term))
    return match is not None and (int(match["digit"]) if match["digit"] else _NUMBERS[match["word"]]) == many


def ends_in_deed(term: str, meaning: str) -> bool:
    """Whether a Korean meaning ends in what its term does, the object right before it; not where the term is a deed.

    >>> ends_in_deed("백혈구", "몸에 들어온 세균 방어"), ends_in_deed("세균 방어", "몸에 들어온 세균 방어")
    (True, False)
    """
    said = without_gloss(meaning).rstrip(". ").split()
    name = without_gloss(term).split()[-1:]
    if len(said) < 2 or said[-1] not in DEEDS - _THINGS or (name and (name[0] in DEEDS or IS_DONE.search(name[0]))):
        return False
    tokens = words_shown(said[-2]) or ()
    return bool(tokens) and tokens[-1].tag.startswith(("NN", "SL", "XSN"))


_NUMBER = re.compile(r"(?:^|(?<=\s))(?:(?P<n>[1-9])[.)]|(?P<c>[①-⑨]))\s*(?=\S)")


def numbered(text: str) -> tuple[str, ...]:
    """The parts of a line that numbers its parts; () where it numbers none, or not from one on.

    >>> numbered("1) 순서를 바꾼다 2) 오래 기다린 것을 올린다"), numbered("4.5 GB 2개")
    (('순서를 바꾼다', '오래 기다린 것을 올린다'), ())
    """
    marks = list(_NUMBER.finditer(text))
    numbers = [int(m["n"]) if m["n"] else ord(m["c"]) - ord("①") + 1 for m in marks]
    if len(marks) < 2 or marks[0].start() > 0 or numbers != list(range(1, len(marks) + 1)):
        return ()
    ends = [m.start() for m in marks[1:]] + [len(text)]
    parts = tuple(text[m.end() : end].strip(" ,;/") for m, end in zip(marks, ends, strict=True))
    return parts if all(parts) else ()
