"""`import --interactive`: asking about each doubtful match."""

from __future__ import annotations

import sys

from cards.translation import _
from db.imports.decisions import link, reject, separate
from db.records import Plan
from studytui.commands.context import aside


def settle(plan: Plan) -> Plan:
    """The plan with each doubt decided by the person. The end of the input keeps both cards for all that is left."""
    while doubts := plan.doubts:
        row = plan.rows[doubts[0]]
        assert row.card is not None
        was = row.guess
        if was is None:
            plan = separate(plan, doubts[0])
            continue
        aside("")
        aside(
            _(
                "{path}:{line} may be another wording of a card you know ({likeness:.0%} alike).",
                path=row.path,
                line=row.card.line,
                likeness=row.likeness,
            )
        )
        aside("  " + _("known  {question} — {answer}", question=was.card.question, answer=was.card.answer))
        aside("  " + _("now    {question} — {answer}", question=row.card.question, answer=row.card.answer))
        aside(_("s the same card, its history goes on; k keep both; r never ask the new one; Enter keeps both:"))
        line = sys.stdin.readline()
        if not line:
            return plan
        match line.strip().lower():
            case "s" | "ㄴ":
                plan = link(plan, doubts[0])
            case "r" | "ㄱ":
                plan = reject(separate(plan, doubts[0]), doubts[0])
            case _:
                plan = separate(plan, doubts[0])
    return plan
