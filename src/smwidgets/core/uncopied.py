"""Objects that are neither copied nor pickled, and say what to do instead."""

from __future__ import annotations

from typing import ClassVar, NoReturn

from smwidgets.core.errors import ConfigurationError


class Uncopied:
    """Mixed in by what holds a connection, or is alive on a page: a copy would be a second, broken one."""

    _instead: ClassVar[str]
    """What to do instead, as a sentence."""

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        """Refuse to be copied or pickled.

        Raises
        ------
        ConfigurationError
            Always.
        """
        self._refuse()

    def __copy__(self) -> NoReturn:
        """Refuse to be copied, as :meth:`__reduce_ex__`: ipywidgets has an answer of its own."""
        self._refuse()

    def __deepcopy__(self, memo: object) -> NoReturn:
        """Refuse to be copied, as :meth:`__reduce_ex__`."""
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise ConfigurationError(f"a {type(self).__name__} can be neither copied nor pickled: {self._instead}")
