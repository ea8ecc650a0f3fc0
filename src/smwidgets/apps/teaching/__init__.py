"""A lesson on the sample shop: three things that happened to it, questions about them, and answers that are checked."""

from .chapters import Chapter
from .feedback import Feedback
from .lesson import Lesson

__all__ = ["Chapter", "Feedback", "Lesson"]
