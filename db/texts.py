"""What a search reads, kept by the database itself: triggers in the words of each engine.

A row of `card_texts` holds in lower case the subject of a card, its question, and a line each of what else it says: the
answer, one's own words where there are some, its headings, what else is accepted. A search reads this narrow table
rather than whole cards, and nothing that writes a card has to think of it.
"""

from __future__ import annotations


def keeping(dialect: str) -> list[str]:
    """The statements that fill the table and keep it filled."""
    return _sqlite() if dialect == "sqlite" else _postgresql()


def _sqlite() -> list[str]:
    def listed(column: str) -> str:
        """The texts of a JSON list; "" where the column holds something else."""
        return (
            f"CASE WHEN json_valid({column}) THEN "
            f"coalesce((SELECT group_concat(value, char(10)) FROM json_each({column})), '') ELSE '' END"
        )

    def texts(card: str) -> str:
        own = (
            "coalesce((SELECT coalesce(question, '') || char(10) || coalesce(answer, '') FROM wordings "
            f"WHERE card_id = {card}.id), '')"
        )
        rest = [f"{card}.answer", own, listed(f"{card}.context"), listed(f"{card}.accepted")]
        columns = [f"{card}.subject", f"{card}.question", " || char(10) || ".join(rest)]
        return ", ".join([f"{card}.id", *(f"lower({column})" for column in columns)])

    write = "INSERT OR REPLACE INTO card_texts (card_id, subject, question, rest)"
    made = [
        f"{write} SELECT {texts('cards')} FROM cards",
        f"CREATE TRIGGER card_texts_made AFTER INSERT ON cards BEGIN {write} VALUES ({texts('new')}); END",
        "CREATE TRIGGER card_texts_changed AFTER UPDATE OF subject, question, answer, context, accepted ON cards "
        f"BEGIN {write} VALUES ({texts('new')}); END",
        "CREATE TRIGGER card_texts_gone AFTER DELETE ON cards BEGIN DELETE FROM card_texts WHERE card_id = old.id; END",
    ]
    for event, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")):
        made.append(
            f"CREATE TRIGGER card_texts_own_{event.lower()} AFTER {event} ON wordings BEGIN {write} "
            f"SELECT {texts('cards')} FROM cards WHERE cards.id = {row}.card_id; END"
        )
    return made


def _postgresql() -> list[str]:
    listed = "coalesce((SELECT string_agg(one, chr(10)) FROM json_array_elements_text(c.{0}) AS one), '')"
    own = (
        "coalesce((SELECT coalesce(w.question, '') || chr(10) || coalesce(w.answer, '') FROM wordings w "
        "WHERE w.card_id = c.id), '')"
    )
    rest = " || chr(10) || ".join(["c.answer", own, listed.format("context"), listed.format("accepted")])
    write = (
        "INSERT INTO card_texts (card_id, subject, question, rest) "
        f"SELECT c.id, lowered(c.subject), lowered(c.question), lowered({rest}) FROM cards c{{0}} "
        "ON CONFLICT (card_id) DO UPDATE SET subject = excluded.subject, question = excluded.question, "
        "rest = excluded.rest"
    )
    made = [write.format("")]
    for table, column in (("cards", "id"), ("wordings", "card_id")):
        name = f"card_texts_of_{table}"
        made.append(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"{write.format(f' WHERE c.id = coalesce(new.{column}, old.{column})')}; RETURN NULL; END $$"
        )
        events = (
            "INSERT OR UPDATE OF subject, question, answer, context, accepted"
            if table == "cards"
            else ("INSERT OR UPDATE OR DELETE")
        )
        made.append(f"CREATE TRIGGER {name} AFTER {events} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    return made
