"""A task that hangs ends its own process, by the alarm of the kernel.

Celery's own limit first declares the task done, so that the next message goes to the same process, and then
ends that process: the message is lost, none is fetched after it, and a worker with one process stands still
for good. A process that ends by itself is missed before anything else is given to it.
"""

import signal

from celery import Task
from django.conf import settings


class LimitedTask(Task):
    """What a worker runs: after `JOB_LIMIT_SECONDS` the kernel ends the process, whatever it is busy with.

    The shard it worked on comes back when its lease has run out (docs/decisions, 0004).
    """

    abstract = True

    def __call__(self, *args, **kwargs):
        """Run the task with the alarm set; where it is called as a function, plainly."""
        if self.request.called_directly or self.request.is_eager:
            return super().__call__(*args, **kwargs)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, settings.JOB_LIMIT_SECONDS)
        try:
            return super().__call__(*args, **kwargs)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
