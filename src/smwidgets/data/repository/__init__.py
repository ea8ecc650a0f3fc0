"""The Repository: exported files with owner, access, time and row count, outside every served directory."""

from smwidgets.data.repository.names import VALID_NAMES, valid_name
from smwidgets.data.repository.repository import Repository
from smwidgets.data.repository.root import ENVIRONMENT, default_root
from smwidgets.data.repository.stored_file import ACCESSES, RECOVERED, Access, StoredFile

__all__ = [
    "ACCESSES",
    "ENVIRONMENT",
    "RECOVERED",
    "VALID_NAMES",
    "Access",
    "Repository",
    "StoredFile",
    "default_root",
    "valid_name",
]
