"""What a person decides about a plan before it is applied. Each function returns the changed plan."""

from __future__ import annotations

from dataclasses import replace

from cards.card import Change
from cards.identity import fingerprint, flagged
from cards.translation import N_, _
from db.records import Plan, PlanRow, Problem


def link(plan: Plan, new: int, gone: int | None = None) -> Plan:
    """The plan with row `new` decided to be the card of row `gone` (its guess when left out). The gone row goes away,
    so later rows move up by one. Raises Problem when the two cannot be linked.
    """
    row = plan.rows[new]
    target = plan.rows[gone].known if gone is not None else row.guess
    if row.change is not Change.NEW or row.card is None or target is None:
        raise Problem(_("Only a new card can be linked with one that is gone. Choose one of each."))
    if gone is not None and plan.rows[gone].change is not Change.GONE:
        raise Problem(_("That card is still in its note. Choose one that is gone."))
    if any(r.known is not None and r.known.id == target.id and r.change is not Change.GONE for r in plan.rows):
        raise Problem(_("That card was linked already. Take that back first."))
    same = fingerprint(target.card) == fingerprint(row.card)
    change = Change.RETURNED if target.retired else Change.MOVED if same else Change.REWORDED
    linked = replace(
        row,
        change=change,
        known=target,
        doubtful=False,
        guess=None,
        why=N_("linked by hand"),
        flag=flagged(target.card, row.card) if target.schedule.reps and not same else None,
        rejected=False,
    )
    rows = []
    for number, r in enumerate(plan.rows):
        if number == new:
            rows.append(linked)
        elif r.known is not None and r.known.id == target.id:
            continue
        elif r.guess is not None and r.guess.id == target.id:
            rows.append(replace(r, guess=None, doubtful=False))
        else:
            rows.append(r)
    return replace(plan, rows=tuple(rows))


def separate(plan: Plan, index: int) -> Plan:
    """The plan with a matched row made two: the card of today as a new one, and yesterday's as gone.

    For a doubtful new row it says that the doubt is settled: they are two cards.
    """
    row = plan.rows[index]
    rows = list(plan.rows)
    if row.change is Change.NEW:
        if row.guess is not None:
            rows = [
                replace(r, doubtful=False) if r.known is not None and r.known.id == row.guess.id else r for r in rows
            ]
        rows[index] = replace(row, doubtful=False, guess=None, rejected=False)
        return replace(plan, rows=tuple(rows))
    if row.card is None or row.known is None or row.replaces is not None:
        raise Problem(_("Only a card that was matched with a known one can be separated from it."))
    rows[index] = replace(
        row, change=Change.NEW, known=None, flag=None, guess=row.known, likeness=1.0, why=N_("kept apart by hand")
    )
    if not row.known.retired:
        rows.append(PlanRow(Change.GONE, row.known.path, None, row.known, why=N_("kept apart by hand")))
    return replace(plan, rows=tuple(rows))


def reject(plan: Plan, index: int, rejected: bool = True) -> Plan:
    """The plan with a card rejected: remembered, and never asked, whatever becomes of its line. False accepts it."""
    row = plan.rows[index]
    if row.card is None:
        raise Problem(_("A card that is gone is not asked any more; there is nothing to reject."))
    rows = list(plan.rows)
    rows[index] = replace(row, rejected=rejected)
    return replace(plan, rows=tuple(rows))


def reword(plan: Plan, index: int, question: str, answer: str) -> Plan:
    """The plan with a card in a person's own words; sides that are empty, or as the note has them, are the note's."""
    row = plan.rows[index]
    if row.card is None:
        raise Problem(_("A card that is gone is not asked any more; there is nothing to reword."))
    words = question.strip() or row.card.question, answer.strip() or row.card.answer
    rows = list(plan.rows)
    rows[index] = replace(row, words=None if words == (row.card.question, row.card.answer) else words)
    return replace(plan, rows=tuple(rows))


def carried(before: Plan, after: Plan) -> Plan:
    """A plan that was made anew, with what was rejected and reworded in the one before it."""
    decided = {
        (row.path, fingerprint(row.card)): row for row in before.rows if row.card and (row.rejected or row.words)
    }
    if not decided:
        return after
    rows = list(after.rows)
    for number, row in enumerate(rows):
        old = decided.get((row.path, fingerprint(row.card))) if row.card is not None else None
        if old is not None:
            rows[number] = replace(row, rejected=old.rejected, words=old.words)
    return replace(after, rows=tuple(rows))
