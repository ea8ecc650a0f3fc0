"""Who looks at the Repository, and what that user may do."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NoReturn

from smwidgets.core.errors import AccessError, ConfigurationError
from smwidgets.data.access import FULL
from smwidgets.data.repository.places import digest, is_id

if TYPE_CHECKING:
    from smwidgets.data.access import Rights
    from smwidgets.data.repository.index import Row

log = logging.getLogger(__name__)

LONGEST_USER = 1000


class Viewer:
    """One user.

    Parameters
    ----------
    user
        Compared letter for letter; None is anonymous.
    shared
        Whether files that others shared are seen.
    rights
        What the user may see of the shop: of the shared files those in which nothing else stands.

    Raises
    ------
    ConfigurationError
        It is an empty text, one of more than 1,000 characters, or no text.
    """

    def __init__(self, user: str | None, *, shared: bool = True, rights: Rights = FULL) -> None:
        self.user, self.shared, self.rights = user, shared, rights
        try:
            if user is not None and not (isinstance(user, str) and 0 < len(user) <= LONGEST_USER):
                raise ConfigurationError("a user is named by 1 to 1,000 characters; None is anonymous")
            self.digest = None if user is None else digest(user)
        except UnicodeEncodeError as error:
            raise ConfigurationError("a user's name is no Unicode text") from error

    def sees(self, row: Row) -> bool:
        """Whether the user may read a file."""
        return (self.shared and row.access == "shared" and self.rights.covers(row.scope)) or self.owns(row)

    def owns(self, row: Row) -> bool:
        """Whether the user kept a file."""
        return self.digest is not None and row.owner_digest == self.digest

    def known(self, action: str, file_id: str | None = None) -> str:
        """Return the user's digest.

        Raises
        ------
        AccessError
            The user is anonymous.
        """
        if self.digest is None:
            self.refuse(action, file_id)
        return self.digest

    def refuse(self, action: str, file_id: str | None) -> NoReturn:
        """Log a refusal and raise it."""
        self.log_refusal(action, file_id)
        raise AccessError("Sign in: anonymous users may not." if self.user is None else "The file is another user's.")

    def log_refusal(self, action: str, file_id: str | None) -> None:
        """Log who was refused what, without names and content."""
        log.warning("refused: user %r, action %s, file %s", self.user, action, file_id if is_id(file_id) else "-")
