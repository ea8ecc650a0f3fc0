"""The audit: a line for each export, download of a kept file and look at a profile, in a file that only grows."""

from __future__ import annotations

import json
import logging
import os
import stat
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smwidgets.core.errors import AuditError, ConfigurationError, SmwidgetsError
from smwidgets.data.repository.ownership import close_to_others, is_plain_file
from smwidgets.data.repository.places import AUDIT
from smwidgets.data.repository.storage import Storage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

log = logging.getLogger(__name__)

ENVIRONMENT = "SMWIDGETS_AUDIT"
"""Names the file, as an absolute path; then nothing is given out that could not be recorded."""

_APPEND = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_DIGITS = 16


class Audit:
    """Who took or looked at what.

    Parameters
    ----------
    root
        Directory of the Repository: the file is beside its index unless ``SMWIDGETS_AUDIT`` names another.

    Raises
    ------
    ConfigurationError
        ``SMWIDGETS_AUDIT`` is a relative path.

    Notes
    -----
    Specification R5. A line is a JSON object: ``at`` (UTC), ``user`` (null is anonymous), ``what``, ``filter`` and
    ``rows``. It is written by one call at the end of the file, so that lines of several processes never mix. The file
    is open to this user of the operating system only.
    """

    def __init__(self, root: Path) -> None:
        named = os.environ.get(ENVIRONMENT)
        if named and not Path(named).is_absolute():
            raise ConfigurationError(f"{ENVIRONMENT} is a relative path; it must be an absolute one")
        self.is_required = bool(named)
        self.path = Path(named) if named else root / AUDIT

    def note(self, user: str | None, what: str, filters: Mapping[str, Any], rows: int) -> None:
        """Write a line.

        Parameters
        ----------
        user
            Who; None is anonymous.
        what
            Was done: ``"export list visits"``, ``"download file"``, ``"profile contact"``.
        filters
            To which rows: texts, numbers, moments. No content, and no contact but by :func:`reference`.
        rows
            How many.

        Raises
        ------
        AuditError
            It cannot be written and ``SMWIDGETS_AUDIT`` is set. Without that it is only logged.
        """
        line = {"at": datetime.now(UTC), "user": user, "what": what, "filter": dict(filters), "rows": rows}
        content = json.dumps(line, default=_plain, ensure_ascii=True).encode() + b"\n"
        try:
            self._append(content)
        except (OSError, SmwidgetsError) as error:
            log.error("the audit could not be written: %s", getattr(error, "strerror", None) or type(error).__name__)  # noqa: TRY400 - a path is no matter of the log
            if self.is_required:
                raise AuditError("What is asked for cannot be recorded, so it is not given out.") from error

    def _append(self, content: bytes) -> None:
        with self._directory() as directory:
            descriptor = os.open(self.path.name, _APPEND, 0o600, dir_fd=directory)
        try:
            found = os.fstat(descriptor)
            if not is_plain_file(found):
                raise AuditError("The audit is no file of its own.")
            if stat.S_IMODE(found.st_mode) & 0o077:
                close_to_others(descriptor)
            if os.write(descriptor, content) != len(content):
                raise AuditError("The audit's disk is full.")
        finally:
            os.close(descriptor)

    @contextmanager
    def _directory(self) -> Iterator[int]:
        """Open the file's directory; that of the Repository is made when missing, another one has to be there."""
        if not self.is_required:
            with Storage(self.path.parent).directory(create=True) as directory:
                yield directory
            return
        directory = os.open(self.path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            yield directory
        finally:
            os.close(directory)


def reference(contact_id: int | str | None) -> int | str | None:
    """Name a contact or visit in the audit: by its number, or by a digest where its id is a text, maybe a name.

    Whoever has the id finds its lines: the digest is the first 16 hexadecimal digits of its SHA-256.
    """
    if contact_id is None:
        return None
    if not isinstance(contact_id, str):
        return int(contact_id)  # also numpy's
    return "sha256:" + sha256(contact_id.encode(errors="replace")).hexdigest()[:_DIGITS]


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else str(value)
