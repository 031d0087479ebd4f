"""Korean nouns that make a verb with 하다 or 되다, as lines of notes end in them ("최소성을 만족")."""

from __future__ import annotations

from cards.language.text import words

# What happens by itself: what stands before it is its subject. What is done to something has an object.
HAPPENS = words(
    """
    증가 감소 부족 발생 상승 하락 향상 저하 개선 악화 변화 확대 축소 소멸 폭발 소실 심화 완화 집중 존재 종료 완료
    실패 성공 초과 만료 충돌 반복 부재 과다 과부하 중단 손실 누락 지연 급증 급감 포화 고갈 붕괴 손상 필요 가능
    불가능 불안정 안정 중복 누수 호출 통과 도착 진입 도달 일치 불일치 유실 복잡 강화 약화 단순 교차
    """
)
BECOMES = words("손실 포화 고갈 붕괴 손상 마비 과적합 누락 유실 만료 과부하 단절 소실 누수")  # with 되다, not 하다
_VERBAL = words(
    """
    가공 감지 갱신 검사 검색 검증 결정 결합 경유 계산 고정 공유 관리 교환 교체 구독 구분 구성 구현 그룹화 기록 냉각
    가열 누적 다운로드 대기 대체 대입 도입 독립 동기화 등록 디코딩 렌더링 로그인 로드 로딩 매핑 메모 명시 모델링
    무시 반복 반환 발견 방문 배치 배포 배제 백업 변경 변환 병합 보관 보장 보호 복구 복사 복원 복제 부여 분류 분리
    분산 분석 분할 비교 비활성화 빌드 사용 삭제 삽입 상속 생략 생성 선언 선택 설계 설정 설치 수신 수정 수집 수행
    순회 스캔 스케일링 승인 시작 실행 실패 쓰기 압축 업데이트 업로드 연결 연산 예측 요약 요청 응답 이동 이용 인덱싱
    인증 인코딩 일반화 입력 작성 재사용 재시도 저장 적용 적재 전달 전송 전환 전파 접근 접속 정규화 정렬 정의 제거
    제공 제어 제한 조절 조정 조합 조회 종료 주입 중단 지정 지원 직렬화 참조 처리 초기화 최적화 추가 추론 추출 축적
    출력 캐싱 캡슐화 컴파일 탐색 통합 투입 파싱 평가 포함 표시 표준화 필터링 학습 할당 합산 해석 해제 해결 허용 호출
    확인 확장 활성화 활용 회수 획득 훈련 흡수 검출 격리 견제 결제 계약 공급 관찰 구매 납부 대출 매수 매도 발행 배출
    분비 분해 산화 상환 생산 섭취 소비 수송 억제 예치 운반 유도 유지 융합 응고 인상 인하 인출 자극 저축 전도 절약
    조달 증발 증폭 지급 징수 차단 채택 촉진 축적 치환 침전 투자 파견 판매 폐지 합성 환원 회전 희석 확보 결정화
    """
)
NO_DEED = words(
    """
    구조 버전 모델 방식 방법 흐름 기반 위험 문제 데이터 상태 결과 시간 공간 단위 이상 이하 이전 이후 경우 상황 원인
    이유 목적 기준 조건 종류 관계 차이 정보 기능 역할 특징 특성 효과 과정 단계 현상 개념 원리 프로그램 시스템 서버
    클라이언트 메모리 프로세스 서비스 코드 파일 객체 함수 변수 클래스 값 크기 길이 수 량 율 률 비율 이해 자료 언어
    환경 기술 사람 사용자 한계 단점 장점 여부 정도 순서 대상 의미 형태 영역 주소 용어
    """
)
OF_DEEDS = (*"화링팅딩싱닝징밍핑깅킹칭션", "이트", "스트")  # 최적화, 모니터링, 마이그레이션, 업데이트, 테스트


def may_be_done(noun: str) -> bool:
    """Whether a noun makes a verb with 하다 ("선택하다")."""
    return noun in _VERBAL or noun in HAPPENS


def may_end(noun: str) -> bool:
    """Whether a noun behind its object may stand for a verb: a short one, or a longer one that is known.

    >>> may_end("만족"), may_end("모니터링"), may_end("다운로드"), may_end("스테레오")
    (True, True, True, False)
    """
    return len(noun) <= 3 or noun.endswith(OF_DEEDS) or may_be_done(noun)
