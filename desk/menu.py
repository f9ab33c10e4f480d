"""The menu: own agency, the bloc's year, its honours, the directories; what the phase does not need yet or
any more is left out, so that all of it fits on a small notebook's screen.

A page marks the entry that leads to it; pages further in mark the entry of their room, which is the module
their view lives in.
"""

from dataclasses import dataclass, field, replace

from django.urls import Resolver404, resolve, reverse

from awards.designing.permissions import can_keep_designs
from awards.permissions import can_see_certificates, can_see_register
from blocs import leadership, states
from members import acting
from results import cross_holds

RULES = ("blocs.seasons", "blocs.plans", "blocs.titles", "results.reminders")
CRITERIA = (
    "blocs.criteria",
    "blocs.papers",
    "blocs.corrections",
    "blocs.comparison",
    "blocs.sources",
    "results.corrections",
)
JUDGING = ("results.appraisal", "results.assignments", "results.standings")
REPLIES = ("results.replies", "results.second_reading", "results.reasons")
DESIGNS = tuple(
    f"awards.{room}"
    for room in ("designs", "design_editing", "design_versions", "design_uses", "design_fonts")
)
REGISTERS = ("awards.registers", "awards.register_books")
TOGETHER = ("blocs.activities", "blocs.movements", "blocs.traces", "blocs.funds", "blocs.fund_reports")
NOMINATIONS = tuple(
    f"awards.{room}"
    for room in (
        *("nominations", "quotas", "holds", "workforce", "nomination_facts", "checking"),
        *("nomination_papers", "dossiers", "dossier_sending"),
    )
)


@dataclass(frozen=True)
class Item:
    """One entry; `rooms` are the view modules whose pages lie behind it, "app.module"."""

    title: str
    icon: str
    url: str
    rooms: tuple = ()
    current: str = ""  # "page": this very page; "true": a page behind it
    count: int = 0


@dataclass(frozen=True)
class Section:
    """Some entries under a heading; the first ones need none."""

    heading: str
    items: list = field(default_factory=list)


def of(user, season, path, match=None):
    """Return the Sections for `user` in `season` (or None) on the page at `path`.

    `match` is what the path leads to, where the request knows it already.
    """
    sections = [Section("", list(_own(user)))]
    if season:
        word = season.bloc.word
        heading = f"Điều hành {word}" if leadership.leads(user, season) else f"Hoạt động của {word}"
        sections.append(Section(heading, list(_year(user, season))))
        sections.append(Section("Khen thưởng", list(_honours(user, season))))
    sections.append(Section("Danh mục", list(_directories())))
    return _marked([section for section in sections if section.items], path, match)


def _own(user):
    yield Item("Bàn làm việc", "desk", reverse("desk:desk"))
    if own := acting.own_agency(user):
        yield Item("Cơ quan của tôi", "flag", reverse("members:agency", args=[own]))


def _year(user, season):
    """Criteria, pledges, calendar until the self-scoring, which needs the room; then sheets and standing."""
    key, before = [season.pk], _place(season, "scoring") < 0
    yield Item(
        "Năm thi đua",
        "season",
        reverse("desk:season", args=key),
        RULES if before else (*RULES, *CRITERIA),
    )
    if before:
        criteria = season.criteria.get_absolute_url()
        yield Item("Bảng tiêu chí", "target", criteria, CRITERIA)
        pledges = reverse("results:pledges", args=key)
        yield Item("Giao ước", "pen", pledges, ("results.pledges", "results.papers", "results.amendments"))
        yield Item("Lịch của năm", "clock", reverse("desk:dates", args=key))
    activities = reverse("blocs:activities", args=key)
    yield Item("Hoạt động chung", "users", activities, TOGETHER)
    if season.phase in ("running", "midyear"):
        yield Item("Báo cáo 6 tháng", "text", reverse("results:midyears", args=key), ("results.midyear",))
    yield from _results(user, season)
    held = ("conferences.meetings", "conferences.agenda", "conferences.delegates")
    held += ("conferences.votes", "conferences.minutes", "conferences.handovers")
    held += ("conferences.polls", "conferences.poll_papers", "conferences.slips", "conferences.voting")
    held += ("conferences.reception", "conferences.badges", "conferences.invitations", "conferences.quorum")
    held += ("conferences.substitutions", "conferences.hands", "conferences.tellers", "conferences.ties")
    held += ("conferences.ballot_prints", "conferences.course", "conferences.notes", "conferences.closing")
    held += ("conferences.agenda_papers", "conferences.call_list", "conferences.screen_console")
    held += ("conferences.hall_standings", "conferences.rehearsals", "conferences.days")
    yield Item("Hội nghị", "cal", reverse("conferences:conferences", args=key), held)
    if _place(season, "conference") >= 0:
        yield Item("Xếp thứ", "rank", reverse("conferences:ranking", args=key), (*JUDGING, *REPLIES))
    if _place(season, "running") >= 0:
        written = ("conferences.reports", "conferences.report_papers", "conferences.quotes")
        yield Item("Báo cáo", "doc", reverse("conferences:reports", args=key), written)


def _results(user, season):
    """The appraisal while there is one; the ranking takes the place of the standing at the conference.

    For those who appraise, the standing that grows stands behind the appraisal, whose page leads there.
    """
    key = [season.pk]
    if _place(season, "scoring") < 0:
        return
    sheets = reverse("results:sheets", args=key)
    appraises = leadership.leads(user, season) or leadership.deputises(user, season)
    written = ("results.sheets", "results.evidence")
    yield Item("Tự chấm điểm", "sheet", sheets, written if appraises else (*written, *REPLIES))
    if _place(season, "conference") < 0:
        if cross_holds.rule_of(season):
            crossing = ("results.cross", "results.cross_sheets")
            yield Item("Chấm chéo", "users", reverse("results:cross", args=key), crossing)
        if appraises:
            judged = (*JUDGING, *REPLIES)
            yield Item("Thẩm định", "appraise", reverse("results:appraisals", args=key), judged)
        else:
            yield Item("Kết quả, xếp thứ", "rank", reverse("results:standing", args=key))


def _honours(user, season):
    """From the appraisal on: nominations and decisions; register and certificates for who may see them.

    Designs are drawn before anything is printed, in any year.
    """
    key, designs = [season.pk], _designs(user)
    if _place(season, "appraisal") < 0:
        yield from designs
        return
    nominations = reverse("awards:nominations", args=key)
    yield Item("Đề nghị khen", "medal", nominations, NOMINATIONS)
    decisions = reverse("awards:decisions", args=key)
    rooms = tuple(f"awards.{room}" for room in ("decisions", "papers", "texts", "amendments", "statistics"))
    yield Item("Quyết định", "doc", decisions, rooms)
    if can_see_register(user, season):
        yield Item("Sổ vàng", "star", reverse("awards:register", args=key), REGISTERS)
    if can_see_certificates(user, season):
        rooms = (
            "certificates",
            "printing",
            "print_ledger",
            "print_outcomes",
            "check_sheets",
            "stock",
            "printers",
        )
        printed = tuple(f"awards.{room}" for room in (*rooms, "check_sheets", "stock"))
        url = reverse("awards:certificates", args=key)
        yield Item("In Bằng khen", "print", url, printed if designs else (*printed, *DESIGNS))
    yield from designs


def _designs(user):
    """For those whose work is printing; clerks, whose menu is long, go there from the printing."""
    if not can_keep_designs(user) or acting.agencies_of(user):
        return []
    return [Item("Mẫu Bằng khen", "layout", reverse("awards:designs"), DESIGNS)]


def _directories():
    yield Item("Khối thi đua", "cell", reverse("blocs:blocs"), ("blocs.blocs", "blocs.flags"))
    agencies = reverse("members:agencies")
    kept = ("agencies", "people", "accounts", "invitations", "successions")
    yield Item("Cơ quan, đơn vị", "users", agencies, tuple(f"members.{room}" for room in kept))
    rooms = ("catalogue", "versions", "eligibility", "salaries", "dossier_rules")
    rooms += ("past_awards", "past_imports")
    yield Item(
        "Hình thức khen", "text", reverse("awards:catalogue"), tuple(f"awards.{room}" for room in rooms)
    )


def _place(season, phase):
    """How many phases the year is past `phase`; negative before it."""
    return states.KEYS.index(season.phase) - states.KEYS.index(phase)


def _marked(sections, path, match):
    items = [item for section in sections for item in section.items]
    here = next((item for item in items if item.url == path), None)
    mark = "page" if here else "true"
    room = _room(path, match)
    here = here or next((item for item in items if room in item.rooms), None)
    return [
        Section(
            section.heading,
            [replace(item, current=mark) if item is here else item for item in section.items],
        )
        for section in sections
    ]


def _room(path, match):
    """The module of the view at `path` without its package of views: "awards.quotas"."""
    try:
        return (match or resolve(path)).func.__module__.replace(".views", "")
    except Resolver404:
        return ""
