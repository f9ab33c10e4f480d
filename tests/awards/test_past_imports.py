"""Past awards come in from a file: matched where sure, chosen where not, once, and taken back whole."""

import pytest

from awards.models import PastAward, PastImport
from awards.past import acts as past
from awards.past import imports
from awards.qualifying import honours
from core.models import Entry
from core.rules import RuleError
from documents.models import StoredFile
from members import people
from members.models import Collective, Person
from tests.awards import pages, past_rows, scene
from tests.awards.past_rows import FLAG, row, staged, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def known():
    return past_rows.directory()


def told(preview):
    """(row, who) of what was matched."""
    return [(match.line.number, match.who) for match in preview.matches if match.subject]


def test_recipients_are_found_by_code_by_name_in_their_agency_and_as_agencies(known):
    preview = staged(
        known["officer"],
        row("Ông Nguyễn Văn An"),
        row("NGUYEN VAN BINH", code="Binh-02", unit=""),
        row("Tập thể Vụ Tổng hợp"),
        row("Ban Một", unit="", form=FLAG),
        row("Nguyễn Văn An, BM", unit="", year=2018),
        row("Nguyễn Văn An", unit="ban mot doi ten", year=2017),
    )

    assert told(preview) == [
        (2, "Nguyễn Văn An, Chuyên viên, Ban Một đổi tên, mã An-01"),
        (3, "Nguyễn Văn Bình, Vụ trưởng, Ban Một đổi tên, mã Binh-02"),
        (4, "Vụ Tổng hợp, Ban Một đổi tên"),
        (5, "Ban Một đổi tên"),
        (6, "Nguyễn Văn An, Chuyên viên, Ban Một đổi tên, mã An-01"),
        (7, "Nguyễn Văn An, Chuyên viên, Ban Một đổi tên, mã An-01"),
    ]
    assert [match.form.code for match in preview.matches] == ["pm-merit"] * 3 + ["government-flag"] + [
        "pm-merit"
    ] * 2


def test_of_two_who_could_be_meant_none_is_taken_until_somebody_chooses(known):
    rows = (row("Nguyễn Văn Bình"), row("Nguyễn Văn Cúc"), row("Nguyễn Văn Dần"))
    preview = staged(known["officer"], *rows)
    first, second = preview.groups
    chief = Person.objects.get(personal_code="Binh-02")

    assert [words for _, words in first.options][1:3] == [
        "Nguyễn Văn Bình, Chuyên viên, Ban Một đổi tên, mã Binh-01",
        "Nguyễn Văn Bình, Vụ trưởng, Ban Một đổi tên, mã Binh-02",
    ]
    assert (first.first.note, second.first.note) == (
        "Có nhiều người, tập thể mang tên này",
        "Cùng tên nhưng chưa rõ cơ quan",
    )
    batch = imports.take(
        token=preview.token, chosen={1: f"person-{chief.pk}", 2: "skip"}, rest="keep", by=known["officer"]
    )
    assert [(award.recipient_text, award.subject) for award in batch.awards.order_by("source_row")] == [
        ("Nguyễn Văn Bình", chief),
        ("Nguyễn Văn Dần", None),
    ]
    assert [(each["row"], each["why"]) for each in batch.left_out] == [(3, "Được chọn không ghi.")]


def test_the_same_rows_are_never_entered_twice_nor_what_was_decided_here(known):
    batch = taken(known["officer"], row(), row("Nguyễn Văn Dần"))
    again = staged(known["officer"], row("nguyễn văn AN"), row("Nguyễn Văn Dần"), row("Nguyễn Văn Mới"))

    assert [(line.number, why) for line, why in again.left] == [
        (2, "Đã ghi từ trước."),
        (3, "Đã ghi từ trước."),
    ]
    with pytest.raises(RuleError, match="đã được ghi"):
        imports.take(token=_token_of(known, batch), chosen={}, by=known["officer"])
    assert PastAward.objects.count() == 2


def _token_of(known, batch):
    """A preview from before the rows were taken."""
    imports.undo(batch, by=known["officer"])
    token = staged(known["officer"], row(), row("Nguyễn Văn Dần")).token
    taken(known["officer"], row(), row("Nguyễn Văn Dần"))
    return token


def test_what_a_decision_here_granted_is_left_out(season):
    person = scene.person(season)
    decision = scene.issued_decision(season, [scene.nomination(season, of=person)])
    officer = pages.account(season, "officer")
    cells = {"unit": "Ban Ba", "form": "Bằng khen của Khối trưởng", "number": decision.number, "year": 2023}

    (left,) = staged(officer, row(str(person), **cells)).left

    assert left[1] == f"Đã có trong quyết định {decision.number} của hệ thống."


def test_unknown_forms_and_units_are_asked_once_for_all_their_rows(known):
    rows = (
        row(form="BK của TTg"),
        row(form="Bằng khen Bộ trưởng", unit="Ban 1", year=2018),
        row(form="Cờ thi đua", unit="Ban 1"),
    )
    preview = staged(known["officer"], *rows)

    assert [(each.words, each.count) for each in preview.forms] == [
        ("Bằng khen Bộ trưởng", 1),
        ("Cờ thi đua", 1),
    ]
    assert [(each.words, each.count) for each in preview.units] == [("Ban 1", 2)]
    settled = imports.settle(
        token=preview.token,
        encodings={},
        forms={"Bằng khen Bộ trưởng": "ministry-merit"},
        units={"Ban 1": "Ban Một"},
        by=known["officer"],
    )
    assert [match.form and match.form.code for match in settled.matches] == [
        "pm-merit",
        "ministry-merit",
        None,
    ]
    assert settled.matched == 3
    batch = imports.take(token=settled.token, chosen={}, by=known["officer"])
    assert [award.unit_text for award in batch.awards.order_by("source_row")] == ["Ban Một", "Ban 1", "Ban 1"]


def test_nothing_is_written_while_a_column_of_an_old_scheme_waits_for_a_choice(known):
    preview = staged(known["officer"], row("NguyÔn V¨n An"))
    assert preview.is_undecided
    with pytest.raises(RuleError, match="tải tệp lên lại"):
        imports.take(token=preview.token, chosen={}, by=known["officer"])

    facts = {"token": preview.token, "forms": {}, "units": {}, "by": known["officer"]}
    plain = imports.settle(encodings={"recipient": ""}, **facts)
    turned = imports.settle(encodings={"recipient": "tcvn3", "year": "vni"}, **facts)
    assert (plain.matches[0].line.recipient, plain.matched) == ("NguyÔn V¨n An", 0)
    assert (turned.matches[0].line.recipient, turned.matched) == ("Nguyễn Văn An", 1)
    batch = imports.take(token=turned.token, chosen={}, by=known["officer"])
    assert batch.encodings == {"recipient": "tcvn3"}


def test_a_preview_is_its_own_persons_and_falls_with_what_it_saw(known):
    preview = staged(known["officer"], row("Nguyễn Văn Mới"))
    from_elsewhere = past_rows.world.person(known["second"], username="nguoi-khac").user
    past_rows.person(known["first"], "Mới")

    for token, by in (
        (preview.token, known["officer"]),
        (preview.token, from_elsewhere),
        ("gibberish", known["officer"]),
    ):
        with pytest.raises(RuleError, match="tải tệp lên lại"):
            imports.take(token=token, chosen={}, by=by)
    fresh = staged(known["officer"], row("Nguyễn Văn Bình"))
    with pytest.raises(RuleError, match="tải tệp lên lại"):
        imports.take(token=fresh.token, chosen={1: "person-999999"}, by=known["officer"])
    assert PastAward.objects.count() == 0


def test_an_import_is_taken_back_whole_and_its_history_stays(known):
    batch = taken(known["officer"], row(), row(year=2018))
    assert imports.undo(batch, by=known["officer"]) == 2

    assert (PastAward.objects.count(), PastImport.objects.count(), StoredFile.objects.count()) == (0, 0, 1)
    acts = Entry.objects.filter(subject_type="awards.pastimport").values_list("act", flat=True)
    assert sorted(acts) == ["past_import.take", "past_import.undo", "past_import.write"]
    assert taken(known["officer"], row(), row(year=2018)).awards.count() == 2


def test_an_award_is_attached_by_hand_and_held_by_whose_it_is(known):
    award = taken(known["officer"], row("Ng. V. An")).awards.get()
    form = award.form
    person, group = Person.objects.get(personal_code="An-01"), Collective.objects.get()

    past.attach(award, subject=person, form=form, by=known["officer"])
    found = honours.held([("person", person.pk), ("collective", group.pk), ("agency", known["first"].pk)])
    assert set(found) == {("person", person.pk)}
    (honour,) = found["person", person.pk]
    assert (honour.code, honour.year) == (form.code, award.year)
    past.attach(award, subject=known["first"], form=None, by=known["officer"])
    assert honours.held([("person", person.pk), ("agency", known["first"].pk)]) == {}
    assert list(PastAward.objects.filter(agency=known["first"], person=None)) == [award]
    with pytest.raises(RuleError, match="đã có tài khoản"):
        people.remove_duplicate(past.attach(award, subject=person, form=form, by=None).person, by=None)
    past.remove(award, reason="Ghi nhầm", by=known["officer"])
    past.remove(award, reason="Bấm lần hai", by=known["officer"])
    assert Entry.objects.filter(act="past_award.remove").count() == 1
