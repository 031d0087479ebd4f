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
account 계정 계좌|action 행동|activate 활성|activation 활성|active 활성|add 추가|address 주소|advanced 발전 고급
age 나이|agent 행위자|alarm 알림|all 모든 전체|allocation 할당|allow 허용 허가|amount 금액 양|answer 답
append 추가|apply 적용|approve 승인|array 배열|at 시각 일시|attribute 속성|authentication 인증
author 저자 작성자|authorization 인가 권한|available 가능|average 평균|avg 평균|based 기반 이용 활용|begin 시작
block 차단|body 본문|boolean 논리|calculate 계산|cancel 취소|cause 원인|change 변경|check 확인 검사|child 자식
children 자식|choose 선택|clear 제거 삭제|close 닫|color 색 색상|column 열|comment 댓글 주석|common 공통
communication 통신|compare 비교|complete 완료|completed 완료|complexity 복잡도|compute 계산|concurrency 동시성
condition 조건|connection 연결 접속|consistency 일관성|constant 상수|constructor 생성자|contains 포함
content 내용|control 제어|convert 변환|copy 복사|cost 비용|count 개수 횟수|create 생성 만들|current 현재
custom 사용자 정의|customer 고객|date 날짜 일시|deactivate 비활성|deactivated 비활성 탈퇴|decode 복호화
decrypt 복호화|decryption 복호화|default 기본|delete 삭제 제거|dependency 의존|deposit 입금|description 설명
design 설계|detection 검출 탐지|device 장치|different 다른|directory 폴더 경로 디렉터리 디렉토리|disable 비활성
display 표시|distance 거리|distributed 분산|document 문서|download 다운로드|dynamic 동적|edge 간선
edit 편집 수정|element 요소|email 이메일|embedding 임베딩|empty 비|enable 활성|encode 부호화|encrypt 암호화
encryption 암호화|end 종료 끝|environ 환경|environment 환경|error 오류|event 이벤트 사건|exception 예외
execution 실행|expire 만료|expired 만료|export 내보내|external 외부|fail 실패|failure 실패|fault 결함 장애
field 필드 항목|file 파일|filesystems 파일|fill 채우|filter 거르 필터|find 찾 조회 검색|first 첫 처음
folder 폴더|format 형식|function 함수|functional 함수형|get 가져오 반환 조회|global 전역|group 묶 그룹
height 높이|hide 숨기|history 이력|id 식별자 번호|image 그림 이미지|import 가져오 불러오|information 정보
inheritance 상속|init 초기화|initialize 초기화|input 입력|insert 삽입 추가|install 설치|instruction 명령어 명령
integer 정수|intermediate 중간|internal 내부|invalid 무효|io 입출력|isolation 격리|issue 발급|item 항목
iterator 반복|join 가입 참여 결합|key 키|language 언어|last 마지막|layer 계층 레이어|leave 탈퇴|left 왼쪽
length 길이|letter 글자|level 단계 수준|lib 라이브러리|limit 제한|line 줄|list 목록|load 불러오 적재|local 지역
location 위치 경로 장소|lock 잠금|log 기록|loop 반복|machine 기계|management 관리|manager 관리
max 최대 최댓값 크|maximum 최대|mem 메모리|member 회원 멤버 구성원|merge 병합|message 메시지|metadata 메타데이터
method 방법|millis 밀리초|min 최소 최솟값 작|minimum 최소|mode 방식|model 모형|modify 수정|move 이동|ms 밀리초
multi 다중 여러|multiple 여러|name 이름|net 네트워크|network 망|next 다음|node 노드|norm 정규화
normalization 정규화|notification 알림|notify 알림|number 수 번호|object 객체|only 만|open 열|operating 운영
operation 연산 작업|optimization 최적화|option 선택|optional 선택|order 순서|output 출력|owner 소유자
page 페이지 쪽|parallel 병렬|parent 부모|parse 해석|password 비밀번호|path 경로|pause 일시 중지|pay 결제 지불
payment 결제 지불|pending 대기|performance 성능|permission 권한|phone 전화|physical 물리|policy 정책
position 위치|post 등록|prepend 앞|previous 이전|price 가격|print 출력|priority 우선순위|private 비공개
process 처리|product 상품|profile 프로필 소개|property 속성|public 공개|publish 발행 게시|quantity 수량
query 질의|question 질문|queue 큐|random 난수 난 수|range 범위|rate 비율|read 읽|reason 이유|receive 수신 받
recovery 복구|reference 참조|register 등록|reject 거절 거부|relation 관계|relationship 관계
remaining 남은 남 잔여|remove 제거 삭제|replace 교체 대체|representational 대표 표현|request 요청|required 필수
reserved 예약|reset 초기화|resource 자원|response 응답|restart 재시작|result 결과|resume 재개|retry 재시도
return 반환|reverse 뒤집 역순 반대|reward 보상|right 오른쪽|role 역할|root 뿌리 루트|rotate 회전|round 반올림
row 행|rule 규칙|same 같|save 저장|schedule 일정|screen 화면|search 검색 찾 탐색|seconds 초|security 보안
seed 종자|select 선택|selected 선택|send 전송 보내|sensitive 민감|sentence 문장|sequence 순서|serial 직렬
set 설정 변경|shared 공유|show 표시|sign 서명|signature 서명|simple 단순|single 단일 하나|size 크기 개수 저장
sort 정렬|source 원본|space 공간|speed 속도|split 나누 분할|standard 표준|start 시작|stat 통계|state 상태
statement 문|static 정적|statistics 통계|stats 통계|status 상태|stock 재고|stop 정지 중지 멈추|storage 저장
store 저장|string 문자열|structure 구조|success 성공|sum 합계 합|table 표|task 작업|terminal 종료 단말|test 시험
text 글 글자|time 시간 시각|title 제목|total 합계 총 전체|transfer 전송|transform 변환|translation 변환
transmission 전송|trim 공백|type 형 자료형|undefined 정의|uniform 일관|unique 고유|update 갱신 수정
upload 업로드|uptime 가동|user 사용자|valid 유효|validate 검증 확인|validation 검증|value 값|variable 변수
verification 검증|verify 검증 확인|vertex 정점|virtual 가상|wait 대기|web 웹|weight 가중치 무게|whole 전체
width 너비|window 창|withdraw 탈퇴 출금|word 단어|work 작업|write 쓰|writer 작성자|zone 영역
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
