"""The app on a terminal that goes away without a word: it ends, soon and by itself."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from waiting import PATIENCE

from studytui import hangup

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals here")


def test_a_terminal_is_gone_once_its_other_end_is_closed() -> None:
    head, tail = pty.openpty()
    try:
        assert not hangup.gone(tail)
        os.write(head, b"x")
        assert not hangup.gone(tail)
    finally:
        os.close(head)
    assert hangup.gone(tail)
    os.close(tail)


@pytest.mark.parametrize("working", [False, True])
def test_the_app_ends_when_a_terminal_goes_that_does_not_control_it(tmp_path: Path, working: bool) -> None:
    head, tail = pty.openpty()
    env = {**os.environ, "STUDYTUI_DB": str(tmp_path / "study.sqlite"), "TERM": "xterm-256color"}
    app = subprocess.Popen(
        [sys.executable, "-m", "studytui"], stdin=tail, stdout=tail, stderr=tail, env=env, start_new_session=True
    )
    os.close(tail)
    shown = b""
    while b"sample notes" not in shown:
        shown += os.read(head, 65536)
    if working:
        os.write(head, b"1")
    os.close(head)
    try:
        app.wait(PATIENCE)
    finally:
        app.kill()
        app.wait()
