"""Reading what others wrote: files and frames as raw tables in which every record has its place.

The rules are in ``docs/reading.md``. Nothing is left to the guess of an engine: header, comments, padding and types are
set here; the separator, the encoding and the decimal mark are recognised where a file leaves no doubt, and asked for
where it does.
"""
