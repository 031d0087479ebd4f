"""The main screens in Korean, as one walk at 60 × 20: Today, a review, its help, its end, and the language chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cards import translation
from studytui import config
from studytui.screens.settings import LINES
from studytui.widgets.rows import Rows


@pytest.fixture
def korean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A machine that speaks Korean, whose settings lie in a folder of this test."""
    monkeypatch.setattr(config, "data_folder", lambda: tmp_path / "data")
    monkeypatch.delenv(translation.VARIABLE, raising=False)
    monkeypatch.setenv("LANGUAGE", "ko")
    config.use_language({"LANG": "ko_KR.UTF-8"})
    yield
    translation.use("en")


async def test_a_person_who_speaks_korean_reads_korean(world: Any, see: Any, korean: None) -> None:
    world.environ["LANG"] = "ko_KR.UTF-8"
    app = world.app()
    async with app.run_test(size=(60, 20), notifications=True) as pilot:
        text = await see(pilot, "위치 기반 패턴")
        assert "5월 13일 (화)" in text
        assert "카드 4장   약 1분" in text
        assert "복습 0·새 4·학습 0" in text
        assert "엔터 공부" in text
        await pilot.press("enter")
        text = await see(pilot, "스페이스 답 보기")
        assert "u 되돌리기" in text
        await pilot.press("space")
        text = await see(pilot, "1 다시 1분")
        assert "3 알맞음 10분" in text
        await pilot.press("?")
        text = await see(pilot, "알았지만 힘들었어요")
        assert "도움말" in text
        await pilot.press("escape")
        await see(pilot, "3 알맞음 10분")
        await pilot.press("4")
        for number in (2, 3, 4):
            await see(pilot, f"{number}/4")
            await pilot.press("space", "4")
        text = await see(pilot, "지금은 여기까지예요.")
        assert "카드 4장  ·  100% 기억" in text
        await pilot.press("enter")
        await see(pilot, "  복습할 카드가 없어요")
        await pilot.press("comma")
        await see(pilot, "하루 새 카드          20장")
        app.screen.query_one(Rows).go(next(n for n, line in enumerate(LINES) if line.name == "language"))
        await see(pilot, "이 프로그램이 쓰는 언어예요.")
        await pilot.press("right")  # from auto to English
        await see(pilot, "What this program says")
        await pilot.press("escape")
        await see(pilot, "Nothing is due")
        assert config.language() == "en"
