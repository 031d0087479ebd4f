"""The settings of two databases: each by its latest change. Paths and the like are a machine's own, and stay there."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from cards.schedule import Settings
from db.replay import rebuild_within
from db.schema import EPOCH, setting_times
from db.schema import settings as table
from db.settings import SCHEDULE_KEY, TRAVELLING, out_of_bounds, within
from db.syncing.facts import LONGEST
from db.syncing.side import Side

DEFAULTS: dict[str, Any] = {
    **{field.name: json.loads(json.dumps(getattr(Settings(), field.name))) for field in fields(Settings)},
    **dict.fromkeys(TRAVELLING),
}
Choice = tuple[datetime, bool, str, Any]  # when, whether it is another than the default, its JSON, its value


def exchange(sides: tuple[Side, Side]) -> tuple[list[str], list[str]]:
    """Give both sides the later choice of every setting; returns the names that changed on each side."""
    choices = [_choices(side.connection) for side in sides]
    changed: tuple[list[str], list[str]] = ([], [])
    newest = {
        name: max((choice[name] for choice in choices if name in choice), key=lambda one: one[:3])
        for name in DEFAULTS
        if any(name in choice for choice in choices)
    }
    for side, own, names in zip(sides, choices, changed, strict=True):
        names += [name for name, choice in newest.items() if own.get(name, _default(name))[2] != choice[2]]
        dated = [name for name, choice in newest.items() if own.get(name, _default(name))[0] != choice[0]]
        if names or dated:
            _put(side, newest, names, dated)
    return changed


def _default(name: str) -> Choice:
    return EPOCH, False, json.dumps(DEFAULTS[name]), DEFAULTS[name]


def _choices(connection: Connection) -> dict[str, Choice]:
    stored = connection.execute(select(table.c.value).where(table.c.key == SCHEDULE_KEY)).scalar()
    times = {row.name: row.changed_at for row in connection.execute(select(setting_times))}
    said = dict(stored) if isinstance(stored, dict) else {}
    refused = set(out_of_bounds(said))
    for row in connection.execute(select(table).where(table.c.key.in_(TRAVELLING))):
        said[row.key] = row.value
        if len(json.dumps(row.value)) > LONGEST:
            refused.add(row.key)
    return {
        name: (
            times[name] if isinstance(times.get(name), datetime) else EPOCH,
            value != DEFAULTS[name],
            json.dumps(value),
            value,
        )
        for name, value in said.items()
        if name in DEFAULTS and name not in refused
    }


def _put(side: Side, newest: dict[str, Choice], names: list[str], dated: list[str]) -> None:
    connection = side.connection
    before = within(connection)
    stored = connection.execute(select(table.c.value).where(table.c.key == SCHEDULE_KEY)).scalar()
    said = {name: newest[name][3] for name in names if name not in TRAVELLING}
    values = {name: newest[name][3] for name in names if name in TRAVELLING}
    if said:
        values[SCHEDULE_KEY] = (stored if isinstance(stored, dict) else {}) | said
    for key, value in values.items():
        connection.execute(delete(table).where(table.c.key == key))
        connection.execute(insert(table).values(key=key, value=value))
    for name in dated:
        connection.execute(delete(setting_times).where(setting_times.c.name == name))
        connection.execute(insert(setting_times).values(name=name, changed_at=newest[name][0]))
    side.written = True
    after = within(connection)
    if after.parameters != before.parameters:
        rebuild_within(connection, after.parameters)
