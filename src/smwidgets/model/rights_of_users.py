"""What the user of a dashboard may see of the shop: on a published page what a file says, else everything."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smwidgets.core.errors import ConfigurationError
from smwidgets.data.access import ANONYMOUS, FULL, NOTHING, Rights
from smwidgets.model.identity import is_published

if TYPE_CHECKING:
    from collections.abc import Mapping

ENVIRONMENT = "SMWIDGETS_RIGHTS"
"""Names the TOML file that gives the visitors of a published page their rights, as an absolute path."""

_EVERYBODY = "all"


def rights_of(user: str | None, environment: Mapping[str, str] = os.environ) -> Rights:
    """Return what a user may see.

    Parameters
    ----------
    user
        Who looks; None is anonymous.
    environment
        In which the dashboard runs.

    Returns
    -------
    Rights
        In a notebook of the user's own: everything, since the data can be read without a dashboard too; for an
        anonymous user all contacts, masked. On a published page what the file named by ``SMWIDGETS_RIGHTS`` gives; who
        is not in it, and has no share in its ``[others]``, sees nothing. Without such a file all contacts, masked.
        Whatever the file says, who is anonymous sees masks.

    Raises
    ------
    ConfigurationError
        The file cannot be read or makes no sense.

    Notes
    -----
    Specification R4, R5. The file has a table for each user, ``[users."ewa@shop.example"]``, and one for all the
    ``[others]``; in each ``owners``, a list of owners of contacts or ``"all"``, and ``personal``, whether e-mail and
    names are seen (not, when left out).
    """
    named = environment.get(ENVIRONMENT)
    if not is_published(environment):
        return ANONYMOUS if user is None else FULL
    if not named:
        return ANONYMOUS
    given = _read(Path(named))
    users = _table(given.get("users", {}), "users")
    entry = given.get("others") if user is None or user not in users else users[user]
    rights = NOTHING if entry is None else _rights(_table(entry, "others" if user not in users else "a user"))
    return rights & ANONYMOUS if user is None else rights


def users_with(scope: Rights, environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return the users whom the file of rights names and who may see a scope, by name; none without such a file.

    Raises
    ------
    ConfigurationError
        As :func:`rights_of`.
    """
    named = environment.get(ENVIRONMENT)
    if not named or not is_published(environment):
        return []
    users = _table(_read(Path(named)).get("users", {}), "users")
    return sorted(user for user, entry in users.items() if _rights(_table(entry, "a user")).covers(scope))


def _read(path: Path) -> dict[str, Any]:
    if not path.is_absolute():
        raise ConfigurationError(f"{ENVIRONMENT} is a relative path; it must be an absolute one")
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"the file that {ENVIRONMENT} names cannot be read") from error
    if unknown := sorted(set(given) - {"users", "others"}):
        raise ConfigurationError(f"rights: {unknown[0]!r} is neither users nor others")
    return given


def _rights(entry: Mapping[str, Any]) -> Rights:
    if unknown := sorted(set(entry) - {"owners", "personal"}):
        raise ConfigurationError(f"rights: {unknown[0]!r} is neither owners nor personal")
    owners, personal = entry.get("owners"), entry.get("personal", False)
    if not isinstance(personal, bool):
        raise ConfigurationError("rights: personal is true or false")
    if owners == _EVERYBODY:
        return Rights(None, personal)
    if not isinstance(owners, list):
        raise ConfigurationError(f'rights: owners is a list of owners of contacts, or "{_EVERYBODY}"')
    return Rights(owners, personal)


def _table(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ConfigurationError(f"rights: {what} is no table")
    return value
