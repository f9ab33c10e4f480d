"""The web server's log of requests, without what would tell a ballot: no length, and no line of who votes.

Given to gunicorn by `--logger-class` (docker-compose.yml). The page of a ballot is not logged at all, for its
moments beside an address would tell who voted when; of other pages the length of the answer is left out.
"""

import re

from gunicorn.glogging import Logger

FORMAT = '%(h)s %(u)s %(t)s "%(r)s" %(s)s "%(f)s" "%(a)s"'  # gunicorn's own, without %(b)s
SECRET = re.compile(r"/ballot/|/polls/\d+/vote/")


class WithoutBallots(Logger):
    """Writes no line about a page where ballots are filled in."""

    def access(self, resp, req, environ, request_time):
        """Write the line of one request, unless it is about a ballot."""
        if not SECRET.fullmatch(environ.get("PATH_INFO", "")):
            super().access(resp, req, environ, request_time)

    def setup(self, cfg):
        """Set the log up with our format, whatever else is asked for."""
        cfg.set("access_log_format", FORMAT)
        super().setup(cfg)
