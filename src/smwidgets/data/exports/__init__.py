from smwidgets.data.exports.frames import frame_batches
from smwidgets.data.exports.names import file_stem
from smwidgets.data.exports.offsets import with_offsets
from smwidgets.data.exports.sheet import Sheet
from smwidgets.data.exports.writing import FORMATS, MIME, SUFFIX, write_rows

__all__ = ["FORMATS", "MIME", "SUFFIX", "Sheet", "file_stem", "frame_batches", "with_offsets", "write_rows"]
