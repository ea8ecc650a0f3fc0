"""The data contract: the six tables every source is brought to, and a seventh of what was, declared once.

Everything that reads rows (validation, importing, facts, cubes) goes by these declarations; nothing else in the package
names a column's type.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["id", "text", "word", "time", "amount", "count", "integer", "flag", "enum"]
"""What a column holds: ``id`` int64 or text, ``word`` a text that is read by its meaning, whatever its case and blanks,
``time`` an instant, ``amount`` a decimal not below 0, ``count`` an integer not below 0, ``enum`` one of the column's
choices."""

OF_WORDS: tuple[Kind, ...] = ("word", "enum")
"""The kinds that hold few different words, each of which is read by its meaning."""

EVENT_TYPES = (
    "PURCHASE", "CART", "CANCELLATION", "RETURN", "VISIT", "PHONE_CALL", "OTHER", "RESERVATION", "CANCELLED",
    "ACTIVATION", "MEETING", "OFFER", "DOWNLOAD", "LOGIN", "TRANSACTION", "SURVEY", "APP_STATUS", "APP_TYPE_WEB",
    "APP_TYPE_MANUAL", "APP_TYPE_RETENTION", "APP_TYPE_UPSALE", "LOAN_STATUS", "LOAN_ORDER", "FIRST_LOAN",
    "REPEATED_LOAN",
)  # fmt: skip
"""The platform's 25 types of external events."""

INTERACTION_KINDS = ("open", "click", "view", "entry")
CAMPAIGN_KINDS = (
    "bulk", "ab_test", "ab_winner", "recurring", "birthday", "confirmation", "automation_rule", "workflow", "api",
)  # fmt: skip
CHANGED_FIELDS = ("opted_out", "monitored", "opt_out_reason")
"""What the rows of ``contact_changes`` tell of: the first two have true or false for a value, the last a text."""

CONTACT_STATES = ("CUSTOMER", "PROSPECT", "PARTNER", "OTHER", "UNKNOWN")


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name
        Its name, the same in every engine.
    kind
        What it holds.
    required
        The table is of no use without it; other columns may be absent altogether.
    nullable
        A row may lack a value; one that cannot be read becomes none and is counted. Elsewhere it costs the row.
    choices
        The values an ``enum`` column takes.
    needed_when
        A column and one of its values: rows that hold it there must have a value here, one that can be read.
    flag_when
        A column and some of its values: in rows that hold one of them there, this text is a flag, stored as ``true`` or
        ``false``.
    """

    name: str
    kind: Kind
    required: bool = True
    nullable: bool = False
    choices: tuple[str, ...] = ()
    needed_when: tuple[str, str] | None = None
    flag_when: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True)
class Table:
    """One table.

    Parameters
    ----------
    name
        Its name.
    columns
        All it may hold, in order.
    time
        The column by which it is sorted in a store.
    key
        The column that no two rows share; None when rows have no identity.
    is_state
        Rows describe something that changes: a later import replaces the row of the same key. Other tables are records
        of what happened, and two different rows of one key are an error.
    """

    name: str
    columns: tuple[Column, ...]
    time: str
    key: str | None = None
    is_state: bool = False

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of all columns, the optional ones too."""
        return tuple(column.name for column in self.columns)


def _optional(name: str, kind: Kind, choices: tuple[str, ...] = ()) -> Column:
    return Column(name, kind, required=False, nullable=True, choices=choices)


_CONTACTS = Table(
    "contacts",
    key="contact_id",
    time="created_at",
    is_state=True,
    columns=(
        Column("contact_id", "id"),
        Column("email", "text"),
        Column("created_at", "time"),
        Column("monitored", "flag"),
        _optional("name", "text"),
        _optional("owner", "word"),
        _optional("opted_out_at", "time"),
        _optional("opt_out_reason", "text"),
        _optional("state", "enum", CONTACT_STATES),
        _optional("score", "integer"),
        _optional("phone", "text"),
        _optional("company", "text"),
        _optional("city", "text"),
        _optional("country", "text"),
        _optional("tags", "text"),
    ),
)

_EVENTS = Table(
    "events",
    key="event_id",
    time="occurred_at",
    columns=(
        Column("event_id", "id"),
        Column("contact_id", "id"),
        Column("type", "enum", choices=EVENT_TYPES),
        Column("occurred_at", "time"),
        Column("value", "amount", required=False, nullable=True, needed_when=("type", "PURCHASE")),
        _optional("products", "text"),
        _optional("quantity", "count"),
        _optional("description", "text"),
        _optional("location", "text"),
        _optional("external_id", "id"),
    ),
)

_VISITS = Table(
    "visits",
    key="visit_id",
    time="started_at",
    columns=(
        Column("visit_id", "id"),
        _optional("contact_id", "id"),
        _optional("visitor_id", "id"),
        Column("started_at", "time"),
        _optional("page_views", "count"),
        _optional("duration_s", "amount"),
        _optional("score", "integer"),
        _optional("isp", "text"),
        _optional("source", "text"),
        _optional("landing_url", "text"),
    ),
)

_PAGE_VIEWS = Table(
    "page_views",
    time="viewed_at",
    columns=(
        Column("viewed_at", "time"),
        Column("visit_id", "id"),
        _optional("contact_id", "id"),
        _optional("url", "text"),
        _optional("title", "text"),
    ),
)

_INTERACTIONS = Table(
    "interactions",
    key="interaction_id",
    time="occurred_at",
    columns=(
        Column("interaction_id", "id"),
        Column("contact_id", "id"),
        Column("occurred_at", "time"),
        Column("kind", "enum", choices=INTERACTION_KINDS),
        Column("channel", "word"),
        Column("own", "flag"),
        _optional("module", "word"),
        _optional("campaign_id", "id"),
        _optional("machine", "flag"),
    ),
)

_CAMPAIGNS = Table(
    "campaigns",
    key="campaign_id",
    time="scheduled_at",
    is_state=True,
    columns=(
        Column("campaign_id", "id"),
        Column("scheduled_at", "time"),
        Column("channel", "word"),
        Column("kind", "enum", choices=CAMPAIGN_KINDS),
        Column("name", "text"),
        Column("reach", "count"),
        _optional("sent", "count"),
        _optional("delivered", "count"),
        _optional("opened", "count"),
        _optional("clicked", "count"),
        _optional("bounced", "count"),
        _optional("unsubscribed", "count"),
    ),
)

_CONTACT_CHANGES = Table(
    "contact_changes",
    time="changed_at",
    columns=(
        Column("contact_id", "id"),
        Column("changed_at", "time"),
        Column("field", "enum", choices=CHANGED_FIELDS),
        Column("value", "text", nullable=True, flag_when=("field", ("opted_out", "monitored"))),
    ),
)
"""What was: from ``changed_at`` on the field has the value; :mod:`smwidgets.data.contact_history` says what comes of
it."""

TABLES: dict[str, Table] = {
    table.name: table
    for table in (_CONTACTS, _EVENTS, _VISITS, _PAGE_VIEWS, _INTERACTIONS, _CAMPAIGNS, _CONTACT_CHANGES)
}
"""The tables by name, in the order in which they are read: the six, then the optional one of what was."""
