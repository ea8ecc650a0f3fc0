"""Which characters the bytes of a text file are: recognised where the bytes leave no doubt, asked for where they do."""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, cast

from smwidgets.core.errors import SourceError
from smwidgets.data.report import example

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BLOCK = 1_000_000
"""Bytes that are read at a time."""

UTF_8 = "utf-8"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GZIP = b"\x1f\x8b"
_ASK = "say which encoding it is: --encoding cp1250, iso8859_2, … (in Python encoding='cp1250'), or save it as UTF-8"

_CENTRAL_EUROPEAN = {"cp1250": "windows-1250", "iso8859_2": "ISO 8859-2"}
_ONLY_WINDOWS = frozenset(range(0x80, 0xA0))  # control characters in ISO 8859-2
_POLISH_WINDOWS, _POLISH_ISO = frozenset(b"\xb9\xa5"), frozenset(b"\xb1\xb6\xbc\xa1\xa6\xac")  # ą Ą; ą ś ź Ą Ś Ź
_NO_TEXT = frozenset(b"\xff")  # a dot without a letter below it, in both
_CZECH = frozenset(b"\xec\xf8\xf9\xe8\xef\xf2")  # ě ř ů č ď ň, the same in both
_IN_A_WORD = re.compile(rb"[A-Za-z\x80-\xff][\x80-\xff]|[\x80-\xff][A-Za-z\x80-\xff]")
_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")


@dataclass(frozen=True)
class Encoding:
    """An encoding that was recognised or asked for.

    Parameters
    ----------
    codec
        Its name in Python; it takes a byte order mark away.
    said
        What people call it, with a word that was read by it; empty where there is nothing to tell: UTF-8.
    """

    codec: str
    said: str = ""


def open_bytes(path: Path) -> IO[bytes]:
    """Open a file, compressed by gzip or not, whatever its name."""
    with path.open("rb") as file:
        is_packed = file.read(len(_GZIP)) == _GZIP
    return cast("IO[bytes]", gzip.open(path, "rb")) if is_packed else path.open("rb")


def byte_blocks(path: Path) -> Iterator[bytes]:
    """Read a file in blocks.

    Raises
    ------
    SourceError
        It cannot be read, or is a gzip that is cut or damaged.
    """
    try:
        with open_bytes(path) as file:
            while block := file.read(BLOCK):
                yield block
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SourceError(f"{path}: the gzip is cut or damaged ({example(error)}); copy the file again") from error


def encoding_of(path: Path, asked: str | None = None) -> Encoding:
    """Recognise a file's encoding.

    Parameters
    ----------
    path
        A text file.
    asked
        What the caller says it is.

    Raises
    ------
    SourceError
        It cannot be told, or the bytes are no text of that encoding; with the line.
    """
    head = next(byte_blocks(path), b"")
    codec = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if asked is not None:
        codec = "utf-8-sig" if codecs.lookup(asked).name == UTF_8 else asked
    codec = codec or _by_zeros(head)
    if codec is None and not _is_utf_8(path):
        return _central_european(path)
    codec = codec or UTF_8
    said = "" if codec.startswith(UTF_8) or asked else codec.upper()
    return Encoding(codec, said)


def utf_8_blocks(path: Path, encoding: Encoding) -> Iterator[bytes]:
    """Read a file as UTF-8 without a byte order mark, whatever it is in.

    Raises
    ------
    SourceError
        Bytes that are no text of the encoding, or a zero byte; with the line.
    """
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    lines = 1
    at_start = True
    for raw in (*byte_blocks(path), b"") if encoding.codec != UTF_8 else byte_blocks(path):
        try:
            block = raw if encoding.codec == UTF_8 else decoder.decode(raw, final=not raw).encode()
        except UnicodeError as error:
            lines += _lines_before(error, encoding)
            raise SourceError(f"{path}, line {lines}: the bytes are no {encoding.codec.upper()}; {_ASK}") from error
        if b"\0" in block:
            line = lines + block[: block.index(b"\0")].count(b"\n")
            raise SourceError(f"{path}, line {line}: a zero byte, so the file is no text or damaged; {_ASK}")
        if at_start:
            block = block.removeprefix(codecs.BOM_UTF8)
            at_start = not block
        lines += block.count(b"\n")
        if block:
            yield block


def _lines_before(error: UnicodeError, encoding: Encoding) -> int:
    if not isinstance(error, UnicodeDecodeError):
        return 0
    return bytes(error.object[: error.start]).decode(encoding.codec, "ignore").count("\n")


def _by_zeros(head: bytes) -> str | None:
    """Recognise UTF-16 without a mark: of most characters every other byte is zero."""
    even, odd = head[0:400:2], head[1:400:2]  # of Polish letters neither byte is
    if len(head) < 4 or b"\0" not in head[:400]:  # noqa: PLR2004 - two characters
        return None
    if odd.count(0) > 0.4 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.4 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def _is_utf_8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder(UTF_8)()
    try:
        for block in byte_blocks(path):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _central_european(path: Path) -> Encoding:
    """Tell windows-1250 from ISO 8859-2 by the letters that they write differently."""
    _refuse_damaged_utf_8(path)
    present: set[int] = set()
    in_words: set[int] = set()
    words: Counter[bytes] = Counter()
    for block in byte_blocks(path):
        present |= {byte for byte in set(block) if byte >= 0x80}  # noqa: PLR2004 - beyond ASCII
        in_words |= {byte for pair in set(_IN_A_WORD.findall(block)) for byte in pair}
        if len(words) < BLOCK:
            words.update(_WORD.findall(block[:100_000]))
    codec = _by_letters(present, in_words)
    if codec is None:
        raise SourceError(
            f"{path}, line {_first_line_beyond_ascii(path)}: neither UTF-8 nor surely another encoding; {_ASK}"
        )
    longest = max(words, key=lambda word: (len(set(word) & (_POLISH_WINDOWS | _POLISH_ISO | _ONLY_WINDOWS)), len(word)))
    return Encoding(codec, f"{_CENTRAL_EUROPEAN[codec]}, as in {example(longest.decode(codec, 'replace'))!r}")


def _by_letters(present: set[int], in_words: set[int]) -> str | None:
    readable = {codec for codec in _CENTRAL_EUROPEAN if _decodes(present, codec)}
    if present & _NO_TEXT:
        return None
    if present & _ONLY_WINDOWS:
        return "cp1250" if "cp1250" in readable else None
    differing = {byte for byte in present if bytes([byte]).decode("cp1250") != bytes([byte]).decode("iso8859_2")}
    if not differing:
        return "cp1250"  # both read the same
    if differing <= _POLISH_WINDOWS and not present & _CZECH:
        return "cp1250"
    if differing <= _POLISH_ISO and differing <= in_words:
        return "iso8859_2"
    return None


def _decodes(present: set[int], codec: str) -> bool:
    try:
        bytes(present).decode(codec)
    except UnicodeDecodeError:
        return False
    return True


_MULTIBYTE = re.compile(rb"[\xc3-\xc5][\x80-\xbf]|\xe2\x80[\x80-\xbf]")


def _refuse_damaged_utf_8(path: Path) -> None:
    """Name the line of a few spoiled bytes in what is UTF-8 otherwise."""
    letters = singles = lines = 0
    spoiled_on = 0
    for block in byte_blocks(path):
        letters += len(_MULTIBYTE.findall(block))
        alone = _MULTIBYTE.sub(b"", block)
        beyond = [byte for byte in alone if byte >= 0x80] if not alone.isascii() else []  # noqa: PLR2004 - ASCII
        singles += len(beyond)
        if beyond and not spoiled_on:
            spoiled_on = lines + 1 + _clean_lines(block)
        lines += block.count(b"\n")
    if letters > 4 * singles:
        raise SourceError(
            f"{path}, line {spoiled_on}: bytes that are no UTF-8 in a file that is UTF-8 otherwise; {_ASK}"
        )


def _clean_lines(block: bytes) -> int:
    lines = block.split(b"\n")
    return next(at for at, line in enumerate(lines) if not _MULTIBYTE.sub(b"", line).isascii())


def _first_line_beyond_ascii(path: Path) -> int:
    lines = 1
    for block in byte_blocks(path):
        if not block.isascii():
            return lines + next(at for at, line in enumerate(block.split(b"\n")) if not line.isascii())
        lines += block.count(b"\n")
    return lines
