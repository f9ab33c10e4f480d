"""Certificates and papers wait in queues of their own; a worker that is told nothing takes from both."""

import pytest
from celery import Celery

from awards.printing import batches
from documents import papers


@pytest.fixture
def application():
    """The Celery application as installations have it; that of the tests keeps to one queue."""
    application = Celery("as-installed", set_as_current=False)
    application.config_from_object("django.conf:settings", namespace="CELERY")
    return application


@pytest.mark.parametrize(
    ("task", "queue"),
    [
        (batches.TASK, "certificates"),
        (batches.PREVIEW, "certificates"),
        (papers.TASK, "celery"),
        ("documents.sweep", "celery"),
    ],
)
def test_each_kind_of_work_is_sent_to_its_own_queue_and_no_other(application, task, queue):
    sent_to = application.amqp.router.route({}, task)["queue"]

    assert (sent_to.name, sent_to.exchange.name, sent_to.routing_key) == (queue, queue, queue)


def test_a_worker_takes_from_both(application):
    assert sorted(application.amqp.queues.consume_from) == ["celery", "certificates"]
