"""The contacts of the sample shop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from .catalogue import slug
from .columns import instants, named
from .hours import DAY, Hours
from .words import (
    CITIES,
    COMPANIES,
    DOMAINS,
    MEN,
    OWNERS,
    REASONS,
    SURNAMES,
    SURNAMES_BY_GENDER,
    WOMEN,
)

if TYPE_CHECKING:
    from .draws import Draws, Flags, Ints

FIRST_ID = 100_001
NEVER = np.iinfo(np.int64).max
_OLDER = 300  # per mille of the contacts were there before the first event
_OLDER_DAYS = 900


@dataclass(frozen=True)
class People:
    """The contacts in the order of their creation; each array holds one value for each of them.

    Attributes
    ----------
    created
        Seconds since 1970 (UTC).
    opted_out
        The same; `NEVER` for those who did not opt out.
    monitored
        Whether visits can be told to be theirs. Only monitored contacts visit and buy.
    buys_first
        Whether the contact came to be by its first visit.
    visit_weight, read_weight
        How often it visits and reads, relative to the others; 0 for never.
    has_phone, has_push, has_app
        Whether text messages, web push and mobile push reach it.
    """

    created: Ints
    opted_out: Ints
    monitored: Flags
    buys_first: Flags
    visit_weight: Ints
    read_weight: Ints
    has_phone: Flags
    has_push: Flags
    has_app: Flags

    def __len__(self) -> int:
        return len(self.created)


def draw_people(draws: Draws, hours: Hours, n: int) -> People:
    """Draw `n` contacts; about a third are older than the shop's first event, the newest join in the days ahead."""
    older = n * _OLDER // 1000
    created = np.concatenate(
        [hours.starts[0] - draws.between(older, 1, _OLDER_DAYS * DAY), hours.moments(draws, n - older)]
    )
    created = np.sort(created)
    monitored = draws.chance(n, 820)
    reads = draws.chance(n, 180)
    return People(
        created=created,
        opted_out=np.full(n, NEVER),
        monitored=monitored,
        buys_first=monitored & (created >= hours.starts[0]) & draws.chance(n, 500),
        visit_weight=np.where(monitored, 2 + draws.skewed(n, 200, 4), 0),
        read_weight=np.where(reads, 2 + draws.skewed(n, 60, 2), 0),
        has_phone=draws.chance(n, 380),
        has_push=draws.chance(n, 240),
        has_app=draws.chance(n, 120),
    )


def contacts_table(draws: Draws, people: People, orders: Ints) -> pd.DataFrame:
    """Write the contacts as the data contract's table; `orders` counts the orders of each."""
    n = len(people)
    names = _names(draws, n)
    firm = np.where(draws.chance(n, 35), draws.below(n, len(COMPANIES)), -1)
    left = people.opted_out != NEVER
    reason = np.where(left, draws.pick(n, [weight for _, weight in REASONS]), len(REASONS) - 1)
    state = np.where(orders > 0, 0, np.where(firm >= 0, 2, 1))
    tags = np.where(orders > 4, 0, np.where(people.read_weight > 0, 1, 2))  # noqa: PLR2004 - regulars
    return pd.DataFrame(
        {
            "contact_id": np.arange(FIRST_ID, FIRST_ID + n),
            "email": _emails(draws, names, firm),
            "created_at": instants(people.created),
            "monitored": people.monitored,
            "name": names,
            "owner": named([name for name, _ in OWNERS], draws.pick(n, [weight for _, weight in OWNERS])),
            "opted_out_at": instants(np.where(left, people.opted_out, 0), missing=~left),
            "opt_out_reason": named([code for code, _ in REASONS], reason),
            "state": named(["CUSTOMER", "PROSPECT", "PARTNER"], state),
            "score": np.minimum(orders * 12 + people.read_weight + draws.below(n, 20), 500),
            "company": named(list(COMPANIES), firm),
            "city": named([name for name, _ in CITIES], draws.pick(n, [weight for _, weight in CITIES])),
            "country": named(["PL"], np.zeros(n, dtype=np.int64)),
            "tags": named(["stały klient,newsletter", "newsletter", None], tags),
        }
    )


def _names(draws: Draws, n: int) -> list[str]:
    woman = draws.chance(n, 620).tolist()
    first = draws.skewed(n, 1 << 16, 2).tolist()
    last = draws.below(n, len(SURNAMES) + len(SURNAMES_BY_GENDER)).tolist()
    surnames = (
        (*SURNAMES, *(f"{stem}ski" for stem in SURNAMES_BY_GENDER)),
        (*SURNAMES, *(f"{stem}ska" for stem in SURNAMES_BY_GENDER)),
    )
    firsts = (MEN, WOMEN)
    return [
        f"{firsts[she][given * len(firsts[she]) >> 16]} {surnames[she][family]}"
        for she, given, family in zip(woman, first, last, strict=True)
    ]


def _emails(draws: Draws, names: list[str], firm: Ints) -> list[str]:
    domains = [name for name, _ in DOMAINS]
    hosts = draws.pick(len(names), [weight for _, weight in DOMAINS]).tolist()
    firms = [f"{slug(name)}.example" for name in COMPANIES]
    dotted = {name: slug(name).replace("-", ".") for name in set(names)}
    used: dict[str, int] = {}
    emails = []
    for name, host, company in zip(names, hosts, firm.tolist(), strict=True):
        domain = firms[company] if company >= 0 else domains[host]
        plain = f"{dotted[name]}@{domain}"
        used[plain] = count = used.get(plain, 0) + 1
        emails.append(plain if count == 1 else f"{dotted[name]}{count}@{domain}")
    return emails
