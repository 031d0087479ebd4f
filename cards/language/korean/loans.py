"""English words in Korean: written by sound ("인터럽트": "interrupt"), or translated ("통신": "communication")."""

from __future__ import annotations

import re
from functools import lru_cache

# What English letters the Korean consonants stand for, in the order of Unicode: first those that begin a syllable, then
# those that end it (the first of these stands for none). A dot is silent.
_FIRST = "ggnddrmbbss.jjcktph"
_LAST = ".g..n..dr.......mb.ssnjcktph"
_LETTERS = {
    "g": "(?:[gkcqx]|ck|ch)",
    "k": "(?:[gkcqx]|ck|ch)",
    "n": "(?:kn|n+g?)",
    "d": "(?:[dt]+|th)",
    "t": "(?:[dt]+|th)",
    "r": "[lr]+",
    "m": "m+",
    "b": "[bpvf]+",
    "p": "(?:[bpvf]+|ph)",
    "s": "(?:s+|c|sh|th|x|z|t(?=i))",
    "j": "(?:th|[jgzsd]+|t(?=[iu]))",
    "c": "(?:t?ch|t(?=[iu])|[jsz])",
    "h": "(?:wh?|[hf])",
}
_VOWELS = "[aeiouywrh]*"
# The letters with which a word may begin whose Korean form begins with the consonant.
_BEGIN = {
    **dict.fromkeys("gk", "gkcqx"),
    **dict.fromkeys("dt", "dt"),
    **dict.fromkeys("bp", "bpvf"),
    **{"n": "kn", "r": "lr", "m": "m", "s": "scxtz", "j": "tjgzsd", "c": "tcjsz", "h": "whf"},
}

# What English names say in Korean where they are translated; all of it is what names in notes on computing are made of.
_TRANSLATED = """
active 활성|add 추가|address 주소|allocation 할당|allow 허용 허가|append 추가|array 배열|authentication 인증
authorization 인가 권한|average 평균|avg 평균|block 차단|boolean 논리|change 변경|check 확인 검사|clear 제거 삭제
close 닫|common 공통|communication 통신|concurrency 동시성|condition 조건|connection 연결 접속|consistency 일관성
contains 포함|control 제어|copy 복사|count 개수 횟수|create 생성 만들|current 현재|decryption 복호화|delete 삭제 제거
dependency 의존|design 설계|detection 검출 탐지|device 장치|distributed 분산|empty 비|encryption 암호화|environ 환경
environment 환경|error 오류|exception 예외|execution 실행|external 외부|fault 결함 장애|filesystems 파일|format 형식
function 함수|get 가져오 반환 조회|global 전역|height 높이|history 이력|input 입력|insert 삽입 추가
instruction 명령어 명령|integer 정수|internal 내부|io 입출력|isolation 격리|iterator 반복|key 키|language 언어
layer 계층 레이어|left 왼쪽|length 길이|level 단계 수준|lib 라이브러리|list 목록|local 지역|lock 잠금|log 기록|loop 반복
machine 기계|management 관리|manager 관리|mem 메모리|merge 병합|method 방법|mode 방식|model 모형|multi 다중 여러
multiple 여러|name 이름|net 네트워크|network 망|number 수 번호|object 객체|only 만|open 열|operation 연산 작업
optimization 최적화|order 순서|output 출력|owner 소유자|parallel 병렬|parent 부모|password 비밀번호|path 경로
performance 성능|physical 물리|position 위치|post 등록|print 출력|priority 우선순위|private 비공개|process 처리
public 공개|random 난수 난 수|range 범위|rate 비율|read 읽|recovery 복구|reference 참조|register 등록|relation 관계
relationship 관계|remove 제거 삭제|request 요청|reserved 예약|resource 자원|response 응답|result 결과|return 반환
reverse 뒤집 역순|right 오른쪽|root 뿌리|rule 규칙|search 검색 찾|security 보안|seed 종자|select 선택|sequence 순서
serial 직렬|set 설정 변경|shared 공유|simple 단순|single 단일 하나|size 크기 개수 저장|sort 정렬|source 원본
space 공간|speed 속도|standard 표준|start 시작|stat 통계|state 상태|statement 문|statistics 통계|stats 통계
status 상태|stop 정지 중지 멈추|storage 저장|string 문자열|structure 구조|table 표|task 작업|test 시험|time 시간 시각
title 제목|total 합계 총|transfer 전송|translation 변환|transmission 전송|type 형 자료형|uniform 일관|unique 고유
update 갱신 수정|uptime 가동|user 사용자|value 값|variable 변수|virtual 가상|wait 대기|web 웹|width 너비|word 단어
write 쓰|zone 영역
attribute 속성|column 열|complexity 복잡도|constant 상수|constructor 생성자|cost 비용|date 날짜|description 설명
directory 폴더 경로|distance 거리|dynamic 동적|element 요소|end 종료|export 내보내|field 필드 항목|folder 폴더
import 가져오|information 정보|inheritance 상속|install 설치|last 마지막|limit 제한|load 불러오|location 위치 경로 장소
maximum 최대|minimum 최소|operating 운영|previous 이전|property 속성|query 질의|receive 수신 받|row 행|save 저장
based 기반 이용 활용|functional 함수형|max 최대 최댓값 크|min 최소 최솟값 작|round 반올림|send 전송 보내
signature 서명|sum 합계 합|static 정적|weight 가중치
activate 활성|advanced 발전 고급|intermediate 중간|option 선택|queue 큐
action 행동|color 색 색상|image 그림|screen 화면|text 글 글자|window 창
activation 활성|agent 행위자|embedding 임베딩|id 식별자 번호|millis 밀리초|ms 밀리초|norm 정규화
normalization 정규화|remaining 남은 남 잔여|reward 보상|seconds 초
representational 대표 표현|selected 선택|terminal 종료 단말|undefined 정의|work 작업
"""
TRANSLATED = {
    word: tuple(told.split()) for word, told in (pair.split(" ", 1) for pair in re.split(r"[|\n]", _TRANSLATED) if pair)
}


@lru_cache(2048)
def _sound(word: str) -> re.Pattern[str] | None:
    """The English words that a Korean one may be by its sound; None where it has fewer than two consonants to tell."""
    sounds: list[str] = []
    for letter in word:
        number = ord(letter) - 0xAC00
        if not 0 <= number < 11172:
            return None
        for sound in (_FIRST[number // 588], _LAST[number % 28]):
            if sound in _LETTERS and not (sound == "r" and sounds[-1:] == ["r"]):  # "클래스" has one l
                sounds.append(sound)
    told = _VOWELS.join(_LETTERS[sound] for sound in sounds)
    opens = _VOWELS if (ord(word[0]) - 0xAC00) // 588 == _FIRST.index(".") else ""
    return re.compile(f"{opens}{told}{_VOWELS}(?:es|ed|s)?") if len(sounds) > 1 else None


def _may_begin(korean: str, word: str) -> bool:
    """Whether a word's first letter may stand for the first Korean consonant: few do, and only these are compared."""
    number = ord(korean[0]) - 0xAC00 if korean else -1
    if not 0 <= number < 11172:
        return False
    first = _FIRST[number // 588]
    return first == "." or word[0] in _BEGIN[first]


@lru_cache(4096)
def is_said(korean: str, english: str) -> bool:
    """Whether a Korean word is an English one, by its sound or translated.

    >>> is_said("인터럽트", "interrupt"), is_said("통신", "Communication"), is_said("자원", "memory")
    (True, True, False)
    """
    word = english.lower()
    if any(korean == told for told in TRANSLATED.get(word, TRANSLATED.get(word.removesuffix("s"), ()))):
        return True
    if not word or not _may_begin(korean, word):
        return False
    sound = _sound(korean)
    if sound is None:
        return False
    doer = f"{word.removesuffix('ing')}er" if word.endswith("ing") else word  # "Interrupt Handling": "인터럽트 핸들러"
    return sound.fullmatch(word) is not None or sound.fullmatch(doer) is not None
