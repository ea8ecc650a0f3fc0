"""The words by which sources write that there is nothing, and what stands around words: written down here alone."""

BLANKS = " \t\n\r\v\f\u00a0\u2007\u202f\u3000\u200b\ufeff"
"""What is cut off at both ends of a text: white space, those that do not break included, and marks of no width."""

IN_TEXTS = ("NULL", r"\N")
"""How databases export null, letter for letter. In names, cities and titles only these: a person may be called None."""

IN_OTHERS = ("", "null", r"\n", "(null)", "nan", "nat", "<na>", "none", "n/a", "#n/a", "na", "-")
"""In columns of any other kind, in small letters."""

ZERO_DATE = "0000-00-00"
"""With what MySQL's date that is none begins, whatever clock follows it."""
