"""The commands about cards: cards and search."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cards.translation import _
from studytui.commands.context import aside, clock, database, place, put, say
from studytui.plaintext import fitted, flat, kind_name, reason

if TYPE_CHECKING:
    from cards.asking.taste import Taste
    from cards.card import Card
    from db.records import Failure, Source


def cards(args: Namespace) -> int:
    """The cards of notes, or their unused lines; only `--why` looks into a database, for one's own taste."""
    from db.records import Failure
    from studytui.actions import demo_of

    rows: list[dict[str, Any]] = []
    status = 0
    several = len(args.paths) > 1 or Path(args.paths[0]).is_dir()
    taste = _taste(args)
    for found in _read(args.paths, taste):
        path = found.path
        if isinstance(found, Failure):
            aside(found.reason)
            status = 1
            continue
        if args.unused:
            for unused in found.unused:
                row: dict[str, Any] = {"line": unused.line, "text": unused.text, "why": unused.why}
                rows.append({**row, "path": path} if several else row)
            continue
        for notice in found.notices:
            aside(notice)
        for card, reasons in zip(found.cards, found.reasons, strict=True):
            to = demo_of(card)
            rows.append(
                {
                    "question": card.question,
                    "answer": card.answer,
                    "accepted": list(card.accepted),
                    "kind": card.kind.value,
                    "context": list(card.context),
                    "line": card.line,
                    "demo": to.demo if to else None,
                    "worth": card.worth,
                    "held": card.held,
                    "reverse": card.reverse,
                    "rule": card.rule,
                    "path": path,
                }
                | (_why(card, reasons, taste, found.cards) if args.why else {})
            )
    if args.json:
        put(rows)
        return status
    if args.unused:
        for row in rows:
            where = f"{Path(row['path']).name}:{row['line']}:" if several else f"{row['line']:>4} "
            say(f"{where} {flat(row['text'], 60)}  ({reason(row['why'])})")
        return status
    held = [row for row in rows if row["held"]]
    _say_cards([row for row in rows if not row["held"]], " ", named=several)
    if held:
        say("", _("Held, until you take them:"))
    _say_cards(held, "·", named=several)
    return status


def _say_cards(rows: list[dict[str, Any]], mark: str, *, named: bool) -> None:
    """The cards, a line each; those of several notes under the names of these."""
    for number, (path, of_note) in enumerate(groupby(rows, key=lambda row: str(row["path"]))):
        if named:
            say(*([""] if number else []), path)
        for row in of_note:
            _say_card(row, mark)


def _say_card(row: dict[str, Any], mark: str) -> None:
    """One card in a line, and in a second one what speaks for and against it where that was asked for."""
    say(f"{mark}{row['line']:>4}  {fitted(kind_name(row['kind']), 12)} {flat(row['question'])} — {flat(row['answer'])}")
    if "why" in row:
        from cards.asking.wording import needed_in_words

        worth = needed_in_words(row["worth"], row["needed"])
        say("       " + _("[{rule}] {worth}: {why}", rule=row["rule"], worth=worth, why="; ".join(row["why"])))


def _why(card: Card, reasons: Sequence[str], taste: Taste, of_note: Sequence[Card]) -> dict[str, Any]:
    """What speaks for and against a card, and the worth from which this person is asked such a one in its note."""
    from cards.asking.choosing import eased, needed
    from cards.asking.taste import LINES
    from cards.asking.wording import shown

    return {
        "needed": round(needed(card, eased(of_note, LINES.get(taste.amount, 0.0))), 2),
        "why": list(map(shown, reasons)),
    }


def _taste(args: Namespace) -> Taste:
    """How this person's decisions and choice move the worth of cards, for `--why`; a database is neither made nor
    changed for it."""
    from cards.asking.taste import Taste
    from db.address import on_server, parse, path_of
    from db.migrations import HEAD
    from db.records import Absent
    from db.sqlite import revision_of
    from db.taste import taste

    if args.why:
        url = place(args).url
        path = path_of(parse(url))
        if on_server(url) or (path is not None and path.is_file() and revision_of(path) == HEAD):
            with suppress(Absent), database(args) as db:
                return taste(db)
    return Taste()


def _read(paths: list[str], taste: Taste) -> Iterator[Source | Failure]:
    """Each note with what it gives, or the sentence why it gives nothing."""
    from cards.files import no_notes, unseen, walk
    from db.records import Failure
    from studytui.notes.reading import Wanted, read

    for given in paths:
        if not Path(given).is_dir():
            found: list[tuple[str, object]] = [(given, None)]
        elif not (found := sorted(walk(given), key=lambda each: Path(each[0]))):
            yield Failure(given, no_notes(given))
        for path, at in found:
            result = Failure(path, unseen(path, at)) if isinstance(at, OSError) else read(Wanted(path), taste)
            if result is not None:
                yield result


def search(args: Namespace) -> int:
    """Find cards by their words."""
    from db import filters, library

    text = " ".join(args.words)
    if wrong := filters.unknown(text):
        aside(wrong)
        return 2
    with database(args) as db:
        found = library.search(db, text, clock()(), limit=args.limit + 1)
    more, found = len(found) > args.limit, found[: args.limit]
    if args.json:
        put([{"id": k.id, "question": k.card.question, "answer": k.card.answer, "kind": k.card.kind.value,
              "context": list(k.card.context), "path": k.path, "line": k.card.line, "suspended": k.suspended,
              "retired": k.retired, "held": k.card.held, "state": k.schedule.state.value} for k in found])  # fmt: skip
    else:
        for known in found:
            marks = {_("(suspended)"): known.suspended, _("(retired)"): known.retired, _("(held)"): known.card.held}
            mark = next((f" {name}" for name, is_so in marks.items() if is_so), "")
            where = f"{Path(known.path).name}:{known.card.line}"
            say(f"{flat(known.card.question)} — {flat(known.card.answer)}{mark}  {where}")
    if more:
        aside(
            _(
                "These are the first {limit:,}; more words narrow it, and `--limit {value}` shows more.",
                limit=args.limit,
                value=10 * args.limit,
            )
        )
    elif not found and not args.json:
        aside(_("No card holds these words."))
    return 0
