"""The partial that shows how far a job is: in words, with a bar, and asking again until it is over."""

from html.parser import HTMLParser

import pytest
from django.template import engines
from django.template.loader import render_to_string
from pytest_django.asserts import assertHTMLEqual

from documents.jobs import KILLED_THRICE, Progress
from documents.models import Job

TEMPLATE = "partials/_progress.html"
WORDS = {
    "progress_url": "/viec/7/",
    "retry_url": "/viec/7/lai/",
    "result_url": "/tep/",
    "result_label": "Tải PDF",
}


def page(label="Tạo bằng khen", words=WORDS, **counts):
    facts = {"total": 8, "done": 0, "failed": 0, "error": ""} | counts
    context = {"job": Job(pk=7, label=label), "progress": Progress(**facts), "csrf_token": "abc", **words}
    return render_to_string(TEMPLATE, context)


class Reader(HTMLParser):
    """Collects the tags with their attributes and the words between them."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data.split()

    @property
    def text(self):
        """What a person reads."""
        return " ".join(self.words)

    def only(self, tag):
        """The attributes of the one `tag`."""
        (found,) = [attributes for name, attributes in self.tags if name == tag]
        return found


def test_a_job_that_waits_says_so_and_asks_again():
    reader = Reader(page(state="waiting"))

    assert reader.text == (
        "Tạo bằng khen 0/8 Đang chờ đến lượt. Có thể rời trang này, việc vẫn tiếp tục. Tải lại"
    )
    assert reader.tags[0] == ("div", {"id": "job-7", "role": "status"})
    assert reader.tags[1][1] == {
        "class": "kt-meter",
        "hx-get": "/viec/7/",
        "hx-trigger": "every 2s",
        "hx-target": "#job-7",
        "hx-select": "#job-7 > *",
        "hx-swap": "innerHTML",
    }
    assert reader.only("a") == {"id": "job-7-next", "href": ""}


def test_a_job_at_work_shows_a_bar_and_counts_its_parts():
    reader = Reader(page(state="running", done=3))

    assert reader.text == (
        "Tạo bằng khen 3/8 Đang làm, đã xong 3 trên 8 phần. Có thể rời trang này, việc vẫn tiếp tục. Tải lại"
    )
    assert reader.only("progress") == {
        "class": "kt-track kt-track--run",
        "max": "8",
        "value": "3",
        "aria-label": "Tạo bằng khen",
    }


def test_a_job_of_one_part_does_not_count():
    assert Reader(page(state="running", total=1)).text == (
        "Tạo bằng khen Đang làm. Có thể rời trang này, việc vẫn tiếp tục. Tải lại"
    )


def test_a_done_job_leads_to_its_result_and_asks_no_more():
    assertHTMLEqual(
        page(state="done", done=8),
        """
        <div id="job-7" role="status"><div class="kt-meter"><div class="kt-meter-head">
          <span class="i i-check" aria-hidden="true"></span>
          <span>Tạo bằng khen: đã xong.</span> <a id="job-7-next" href="/tep/">Tải PDF</a>
        </div></div></div>
        """,
    )


def test_a_failed_job_says_why_and_can_be_started_again():
    reader = Reader(page(state="failed", done=6, failed=2, error=KILLED_THRICE))

    assert reader.text == (
        "Tạo bằng khen: chưa làm được 2 trên 8 phần. "
        "Máy chủ đã ba lần dừng giữa chừng khi đang làm việc này. "
        "Hãy bấm “Làm lại”; nếu vẫn không được, hãy báo người quản trị. Mã việc: 7 . Làm lại"
    )
    assert reader.only("form") == {"method": "post", "action": "/viec/7/lai/"}
    assert reader.only("input") == {"type": "hidden", "name": "csrfmiddlewaretoken", "value": "abc"}
    assert reader.only("button")["id"] == "job-7-next"
    assert reader.tags[1] == ("div", {"class": "kt-meter"})


def test_a_person_who_may_not_start_it_again_sees_no_button():
    reader = Reader(page(state="failed", total=1, failed=1, error="Tên quá dài.", words={}))

    assert reader.text == "Tạo bằng khen: chưa làm được. Tên quá dài. Mã việc: 7 ."
    assert "form" not in [tag for tag, _ in reader.tags]


@pytest.mark.hostile
@pytest.mark.parametrize("state", ["running", "done", "failed"])
def test_a_label_or_an_error_made_to_do_harm_is_only_text(state):
    harm = '"><script>alert(1)</script>'

    reader = Reader(page(label=harm, state=state, error=harm))

    assert "script" not in [tag for tag, _ in reader.tags]
    assert harm in reader.text


def test_the_partial_can_be_included_with_nothing_but_its_words():
    template = engines["django"].from_string(
        f'{{% include "{TEMPLATE}" with job=job progress=p retry_url="/lai/" csrf_token=csrf_token only %}}'
    )
    failed = Progress(total=1, done=0, failed=1, state="failed", error="Tên quá dài.")

    reader = Reader(template.render({"job": Job(pk=7, label="Tạo PDF"), "p": failed, "csrf_token": "abc"}))

    assert reader.only("input")["value"] == "abc"
