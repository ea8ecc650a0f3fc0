"""A Repository of two users, and a directory that nobody may write."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from smwidgets.data.repository import Repository

NOBODY = 65_534


def write(content: bytes, rows: int = 1):
    """Give a writer of one content."""

    def writer(file):
        file.write(content)
        return rows

    return writer


@pytest.fixture
def root(tmp_path):
    return tmp_path / "repository"


@pytest.fixture
def ola(root):
    return Repository(root, user="ola")


@pytest.fixture
def ala(root):
    return Repository(root, user="ala")


@pytest.fixture
def anonymous(root):
    return Repository(root)


@pytest.fixture
def writer():
    return write


@pytest.fixture
def content():
    """Read an opened file to its end."""

    def read(file):
        with file:
            return file.read()

    return read


@pytest.fixture
def ordinary_root():
    """A root for whose directories permissions count: the superuser becomes somebody else meanwhile."""
    superuser = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as folder:
        if superuser:
            os.chown(folder, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield Path(folder) / "repository"
        finally:
            if superuser:
                os.seteuid(0)
            for path in (Path(folder), *Path(folder).rglob("*")):
                if path.is_dir():
                    path.chmod(0o700)
