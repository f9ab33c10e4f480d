"""Whether what this program stands on answers: the database and the queue, each asked for seconds at most.

A server that hangs would keep whoever asks it waiting for ever, so each question has a thread of its own and
is given up in time. A question still open is not put a second time: however often somebody looks, one thread
for each question is all that can hang.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from celery import current_app
from django.conf import settings
from django.db import connection

logger = logging.getLogger(__name__)

OK = "ok"
PATIENCE = 3  # seconds
NO_DATABASE = "Cơ sở dữ liệu không trả lời."
NO_QUEUE = "Hàng đợi việc không trả lời."


@dataclass(frozen=True)
class Question:
    """`ask` returns "ok" or a sentence; `trouble` is the sentence when it raises or takes too long."""

    ask: Callable
    trouble: str


class _Inquiry(threading.Thread):
    """One question being put; `answer` is its trouble until it is answered."""

    def __init__(self, name, question):
        super().__init__(name=f"health-{name}", daemon=True)
        self.question = question
        self.answer = question.trouble
        self.given_up_at = time.monotonic() + PATIENCE

    def run(self):
        """Ask; whatever goes wrong is the answer and is logged without its details being told."""
        try:
            self.answer = self.question.ask()
        except Exception:  # servers fail in many ways
            logger.warning("%s: no answer", self.name, exc_info=True)
        finally:
            connection.close()  # this thread's own


_open = {}
_one_at_a_time = threading.Lock()


def answers(questions):
    """Put `questions` (name → Question) all at once; return name → "ok" or a sentence, within PATIENCE."""
    inquiries = {name: _inquiry(name, question) for name, question in questions.items()}
    for inquiry in inquiries.values():
        inquiry.join(max(0, inquiry.given_up_at - time.monotonic()))
    return {name: inquiry.answer for name, inquiry in inquiries.items()}


def _inquiry(name, question):
    with _one_at_a_time:
        inquiry = _open.get(name)
        if inquiry is None or not inquiry.is_alive():
            inquiry = _open[name] = _Inquiry(name, question)
            inquiry.start()
        return inquiry


def ask_database():
    """Return "ok" when the database carries out a statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK


def ask_queue():
    """Return "ok" when a message could be sent."""
    if not settings.REDIS_URL:
        return OK if os.access(settings.QUEUE_DIR / "messages", os.W_OK | os.X_OK) else NO_QUEUE
    with current_app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, interval_start=0, timeout=PATIENCE)
    return OK


QUESTIONS = {
    "database": Question(ask_database, NO_DATABASE),
    "queue": Question(ask_queue, NO_QUEUE),
}
