"""One user's view of a directory of exported files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from smwidgets.core.arguments import check_argument
from smwidgets.core.errors import NotFoundError, RepositoryError, UnknownNameError
from smwidgets.data.access import FULL
from smwidgets.data.repository.catalogue import Catalogue
from smwidgets.data.repository.keeping import keep
from smwidgets.data.repository.names import split_path, valid_name, valid_suffix
from smwidgets.data.repository.parts import content_hash
from smwidgets.data.repository.places import is_id
from smwidgets.data.repository.root import default_root
from smwidgets.data.repository.stored_file import ACCESSES, Access, StoredFile
from smwidgets.data.repository.sweeping import sweep
from smwidgets.data.repository.trouble import disk_trouble
from smwidgets.data.repository.viewer import Viewer

if TYPE_CHECKING:
    from collections.abc import Callable

    from smwidgets.data.access import Rights
    from smwidgets.data.repository.index import Row


class Repository:
    """Exported files in folders, private or shared, as one user sees them.

    It may be used from any thread, and the same directory from several processes. Nothing is created before the first
    file or folder is. Names are kept in an index only: no name, folder or user ever becomes part of a path.

    Parameters
    ----------
    root
        Directory of the files; by default the one that ``SMWIDGETS_REPOSITORY`` names, else one among the user's own
        application data. It belongs to the user of the operating system and is open to nobody else.
    user
        Who looks, compared letter for letter. None is anonymous: sees shared files, keeps and deletes nothing.
    shared
        Whether the user sees what others shared.
    rights
        What the user may see of the shop. Of what others shared the user sees the files in which nothing else stands.

    Raises
    ------
    ConfigurationError
        The user is no text of 1 to 1,000 characters, or ``SMWIDGETS_REPOSITORY`` a relative path.

    Notes
    -----
    Specification R1, R2. Every method raises :class:`~smwidgets.core.errors.RepositoryError` when the disk fails or
    something else stands where a file of the Repository should be. Access is checked at each call, and every refusal
    is logged with the user, the file's id and what was asked, without names or content.

    Examples
    --------
    >>> import tempfile
    >>> directory = tempfile.TemporaryDirectory()
    >>> repository = Repository(directory.name, user="ola")
    >>> kept = repository.keep("Wizyty", "styczeń", ".csv", lambda file: file.write(b"a;b") and 1)
    >>> kept.path, kept.rows, kept.access
    ('Wizyty/styczeń.csv', 1, 'private')
    >>> with repository.read("Wizyty/styczeń.csv") as file:
    ...     file.read()
    b'a;b'
    >>> Repository(directory.name, user="ala").files()
    []
    >>> directory.cleanup()
    """

    def __init__(
        self,
        root: str | os.PathLike[str] | None = None,
        *,
        user: str | None = None,
        shared: bool = True,
        rights: Rights = FULL,
    ) -> None:
        check_argument(root, str | os.PathLike | None, "the Repository is a directory", "sm.Repository('exports')")
        check_argument(shared, bool, "shared is True or False")
        self.root = Path(os.path.abspath(default_root() if root is None else root))  # noqa: PTH100 - no link is followed
        self.user, self.shared, self.rights = user, shared, rights
        self._viewer = Viewer(user, shared=shared, rights=rights)
        self._catalogue = Catalogue(self.root)

    def __repr__(self) -> str:
        whose = "nobody known" if self.user is None else "one user"
        return f"<Repository as {whose} sees it{'' if self.shared else ', without what others shared'}>"

    # --- what there is ---------------------------------------------------------------------------------------------

    def folders(self) -> list[str]:
        """Return the folders that hold a file the user may see, and those the user made, in order of code points."""
        with self._catalogue.reading() as index:
            if index is None:
                return []
            me = self._viewer.digest
            names = {row.folder for row in index.visible(me, None) if self._viewer.sees(row)}
            return sorted(names.union(index.folders(me)))

    def files(self, folder: str | None = None) -> list[StoredFile]:
        """Return the user's files and the shared ones, newest first.

        Parameters
        ----------
        folder
            Only those in this folder; none when there is no such folder.
        """
        with self._catalogue.reading() as index:
            rows = [] if index is None else index.visible(self._viewer.digest, folder)
        return [self._stored_file(row) for row in rows if self._viewer.sees(row)]

    def file(self, id: str) -> StoredFile:  # noqa: A002
        """Return one file.

        Raises
        ------
        NotFoundError
            There is none.
        AccessError
            It is private to another user.
        """
        return self._stored_file(self._row(id, "look at"))

    def set_aside(self) -> list[str]:
        """Return the names, below the root, of lists of files that were found damaged and set aside.

        Their files are listed again in the folder ``RECOVERED``. Whoever has looked may remove them.
        """
        return self._catalogue.damaged()

    # --- reading ---------------------------------------------------------------------------------------------------

    def open(self, id: str) -> BinaryIO:  # noqa: A002
        """Open a file for reading; its size is checked, its content by :meth:`verify`.

        Raises
        ------
        NotFoundError
            There is none.
        AccessError
            It is private to another user.
        RepositoryError
            Its content is not what was kept, or no file of its own.
        """
        return self._open(self._row(id, "read"))

    def read(self, path: str) -> BinaryIO:
        """Open the file at ``"folder/name"`` of the Repository for reading, as :meth:`open` does.

        Where a file of the user's own and one that another user shared have the same path, it is the user's own.

        Raises
        ------
        InvalidNameError
            It is no path of a folder and a file.
        NotFoundError
            There is none that the user may see.
        """
        folder, name = split_path(path)
        with self._catalogue.reading() as index:
            rows = [] if index is None else index.rows_at(folder, name)
        visible = [row for row in rows if self._viewer.sees(row)]
        if not visible:
            for row in rows:
                self._viewer.log_refusal("read", row.id)
            raise NotFoundError("The Repository has no such file.")
        return self._open(max(visible, key=self._viewer.owns))

    def verify(self, id: str) -> None:  # noqa: A002
        """Read a file to its end and compare it with what was kept.

        Raises
        ------
        RepositoryError
            It is not the same; also all that :meth:`open` raises.
        """
        row = self._row(id, "read")
        with self._open(row) as file, disk_trouble():
            if content_hash(file.fileno()) != row.sha256:
                raise _changed()

    # --- writing ---------------------------------------------------------------------------------------------------

    def create_folder(self, name: str) -> str:
        """Remember a folder, which only its maker sees until a shared file is in it; an existing one is fine.

        Returns
        -------
        str
            Its name in Unicode NFC.

        Raises
        ------
        InvalidNameError
            A folder cannot have that name.
        AccessError
            The user is anonymous.
        """
        me, name = self._viewer.known("make a folder"), valid_name(name)
        with self._catalogue.writing() as index:
            index.add_folder(name, me)
        return name

    def remove_folder(self, name: str) -> None:
        """Forget a folder the user made; files in it stay, and are seen in it.

        Raises
        ------
        NotFoundError
            The user made none of that name.
        AccessError
            The user is anonymous.
        """
        me, name = self._viewer.known("remove a folder"), valid_name(name)
        with self._catalogue.writing() as index:
            if not index.remove_folder(name, me):
                raise NotFoundError("The Repository has no such folder that this user made.")

    def keep(
        self,
        folder: str,
        stem: str,
        suffix: str,
        write: Callable[[BinaryIO], int],
        *,
        access: Access = "private",
        scope: Callable[[], Rights] = lambda: FULL,
    ) -> StoredFile:
        """Write a file, whole or not at all.

        Parameters
        ----------
        folder
            Need not exist.
        stem, suffix
            Its name; where it is taken, ``-2``, ``-3`` … is added to the stem.
        write
            Writes the content and returns the number of rows. What it raises goes through and nothing is kept.
        access
            ``"private"``, or ``"shared"`` with every user of the Repository who may see all that stands in the file.
        scope
            Asked once the content is written: what one must be allowed to see to see all of it. Everything when left
            out.

        Raises
        ------
        InvalidNameError
            The folder or the stem is no valid name.
        UnknownNameError
            There is no such access.
        AccessError
            The user is anonymous.
        RepositoryError
            The disk is full, read-only or failed; nothing is kept.
        """
        me = self._viewer.known("keep")
        folder, stem, suffix = valid_name(folder), valid_name(stem), valid_suffix(suffix)
        if access not in ACCESSES:
            raise UnknownNameError("access", access, ACCESSES)
        row = keep(
            self._catalogue,
            write,
            folder=folder,
            stem=stem,
            suffix=suffix,
            access=access,
            owner=self.user,
            owner_digest=me,
            scope=scope,
        )
        return self._stored_file(row)

    def delete(self, id: str) -> None:  # noqa: A002
        """Remove a file of the user's own.

        Raises
        ------
        NotFoundError
            There is none.
        AccessError
            It is another user's, shared or not.
        """
        self._viewer.known("delete", id)
        row = self._row(id, "delete")
        if not self._viewer.owns(row):
            self._viewer.refuse("delete", id)
        with self._catalogue.writing() as index:
            if not index.leave(id):
                raise NotFoundError("The Repository has no such file.")
            self._catalogue.storage.remove(row.location)
            index.forget(id)

    def sweep(self) -> int:
        """Remove what killed processes left; also done before the first writing.

        Returns
        -------
        int
            How many files were removed.
        """
        with self._catalogue.reading() as index:
            return 0 if index is None else sweep(self._catalogue.storage, index)

    # --- what the methods share ------------------------------------------------------------------------------------

    def _row(self, file_id: str, action: str) -> Row:
        with self._catalogue.reading() as index:
            row = index.row(file_id) if index is not None and is_id(file_id) else None
        if row is None:
            raise NotFoundError("The Repository has no such file.")
        if not self._viewer.sees(row):
            self._viewer.refuse(action, file_id)
        return row

    def _stored_file(self, row: Row) -> StoredFile:
        return row.stored_file(self.user, self._viewer.digest)

    def _open(self, row: Row) -> BinaryIO:
        with disk_trouble():
            descriptor = self._catalogue.storage.open(row.location)
            if os.fstat(descriptor).st_size != row.size_bytes:
                os.close(descriptor)
                raise _changed()
            return os.fdopen(descriptor, "rb")


def _changed() -> RepositoryError:
    return RepositoryError("The content of the file is not what was kept; it was changed or damaged since.")
