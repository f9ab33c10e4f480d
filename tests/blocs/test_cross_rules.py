"""Cross-scoring is switched on with the criteria table: set, hashed, copied, compared, printed, frozen."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from blocs import corrections, drafts, outline, publishing, snapshots, standards
from blocs.cross_rules import CrossScoring
from blocs.models import CriteriaTable, CrossRule
from core.rules import RuleError
from tests import world
from tests.blocs import workbook

RULE = CrossScoring("all", 5, trimmed=True, named=True)

pytestmark = pytest.mark.django_db


@pytest.fixture
def table():
    return world.fill(world.season().criteria)


def whole(table):
    return CriteriaTable.objects.whole().select_related("season__bloc").get(pk=table.pk)


def test_the_rule_is_whole_sentences():
    assert RULE.words == (
        "Bảng của mọi đơn vị được chấm chéo, kể cả đơn vị đứng đầu; với bảng của đơn vị đứng đầu, kết quả "
        "chấm chéo thay cho thẩm định của cấp phó; mỗi bảng do 5 đơn vị chấm. Điểm của mỗi dòng là trung "
        "bình cộng sau khi bỏ một điểm cao nhất và một điểm thấp nhất; dòng có dưới 3 điểm thì tính trung "
        "bình cộng của các điểm đã có. Đơn vị được chấm xem được tên đơn vị chấm sau khi khép chấm chéo."
    )


def test_it_is_set_changed_and_switched_off(table):
    standards.set_cross(table, cross=RULE, by=None)
    assert outline.of(whole(table)).cross == RULE
    standards.set_cross(table, cross=CrossScoring("head", 2), by=None)
    assert outline.of(whole(table)).cross == CrossScoring("head", 2)
    standards.set_cross(table, cross=None, by=None)
    assert outline.of(whole(table)).cross is None
    assert standards.set_cross(table, cross=None, by=None) is None


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (CrossScoring(scorers=1), "Mỗi bảng do từ 2 đến 15 đơn vị chấm."),
        (CrossScoring(scorers=16), "Mỗi bảng do từ 2 đến 15 đơn vị chấm."),
        (
            CrossScoring(scorers=2, trimmed=True),
            "Muốn bỏ điểm cao nhất và thấp nhất thì mỗi bảng cần ít nhất 3 đơn vị chấm.",
        ),
    ],
)
def test_a_rule_that_cannot_be_is_refused(table, rule, said):
    with pytest.raises(ValidationError) as refused:
        standards.set_cross(table, cross=rule, by=None)

    assert refused.value.messages == [said]


def test_it_changes_the_hash_only_where_it_is_switched_on(table):
    before = publishing.fingerprint(whole(table))
    standards.set_cross(table, cross=RULE, by=None)
    assert publishing.fingerprint(whole(table)) != before
    standards.set_cross(table, cross=None, by=None)
    assert publishing.fingerprint(whole(table)) == before


def test_it_is_frozen_with_the_table_and_printed_on_its_paper(table):
    standards.set_cross(table, cross=RULE, by=None)
    publishing.publish(table, by=None)

    for act in (lambda rows: rows.update(scorers=2), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            act(CrossRule.objects.all())
    with pytest.raises(RuleError, match="đã công bố"):
        standards.set_cross(table, cross=None, by=None)
    said = [block.get("text") for block in CriteriaTable.objects.get(pk=table.pk).paper.blocks]
    assert f"Chấm chéo: {RULE.words}" in said


def test_its_guards_stand_in_the_database():
    """A migration that makes the table anew on SQLite loses them."""
    names = {f"blocs_crossrule_frozen_{event}" for event in ("insert", "update", "delete")}
    listed = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger",
    }
    with connection.cursor() as cursor:
        cursor.execute(listed[connection.vendor])
        assert names <= {name for (name,) in cursor.fetchall()}


def test_a_correction_that_is_given_up_puts_it_back(table):
    standards.set_cross(table, cross=RULE, by=None)
    publishing.publish(table, by=None)
    corrections.begin(CriteriaTable.objects.get(pk=table.pk), reason="Nhầm", by=None)
    open_ = CriteriaTable.objects.get(pk=table.pk)
    standards.set_cross(open_, cross=None, by=None)
    corrections.abandon(open_, by=None)

    assert outline.of(whole(table)).cross == RULE


def test_it_is_part_of_what_a_version_says(table):
    standards.set_cross(table, cross=RULE, by=None)
    content = snapshots.take(whole(table))

    assert snapshots.outline_of(whole(table), content) == outline.of(whole(table))


def test_the_next_year_takes_it_over(table):
    standards.set_cross(table, cross=RULE, by=None)
    following = world.season(world.bloc(["C1", "C2"], name="Khối sau")).criteria
    drafts.copy(whole(table), to=following, by=None)

    assert outline.of(whole(following)).cross == RULE


@pytest.mark.parametrize("rule", [RULE, CrossScoring("head", 2), CrossScoring("others", 4)])
def test_it_goes_out_to_excel_and_comes_back(table, rule):
    standards.set_cross(table, cross=rule, by=None)
    content = outline.of(whole(table))

    assert workbook.read(workbook.exported(content)).outline == content


def test_what_is_wrong_with_it_in_excel_is_told_by_cell(table):
    rows = [
        ["Nhóm chấm điểm", "I", "Nhóm", "", 10, ""],
        ["Tiêu chí", "I.1", "Việc", "", 10, ""],
        ["Chấm chéo", "", "Ai cũng được", "Trung bình cộng", 3, "Hiện tên"],
        ["Chấm chéo", "", "Chỉ đơn vị đứng đầu", "Bỏ điểm cao nhất và thấp nhất", 2, "Hiện tên"],
    ]

    assert [str(fault) for fault in workbook.read(workbook.of(*rows)).faults] == [
        "Dòng 4, cột Nội dung: ghi một trong: Mọi đơn vị, kể cả đơn vị đứng đầu; Mọi đơn vị, trừ đơn vị đứng "
        "đầu; Chỉ đơn vị đứng đầu.",
        "Dòng 5, cột Loại: chấm chéo chỉ ghi một dòng.",
        "Dòng 5, cột Điểm tối đa: muốn bỏ điểm cao nhất và thấp nhất thì cần ít nhất 3 đơn vị chấm.",
    ]


# --- on the page --------------------------------------------------------------------------------------------


def test_the_head_sets_it_on_its_page(client, table):
    client.force_login(world.head_of(table.season))
    url = reverse("blocs:criteria_cross", args=[table.pk])
    typed = {"scope": "others", "scorers": "4", "trimmed": "trimmed", "named": ""}

    assert client.post(url, typed).url == table.get_absolute_url()
    rule = outline.of(whole(table)).cross
    assert rule == CrossScoring("others", 4, trimmed=True)
    assert rule.words in client.get(table.get_absolute_url()).content.decode()
    assert client.get(url).context["form"]["scope"].value() == "others"
    client.post(url, {"scope": ""})
    assert outline.of(whole(table)).cross is None


def test_a_number_that_is_lacking_is_told_beside_its_field(client, table):
    client.force_login(world.head_of(table.season))
    url = reverse("blocs:criteria_cross", args=[table.pk])

    page = client.post(url, {"scope": "all", "scorers": ""})

    assert (page.status_code, page.context["form"].errors["scorers"]) == (
        422,
        ["Hãy ghi mỗi bảng do mấy đơn vị chấm, ví dụ 3."],
    )


def test_members_do_not_set_it(client, table):
    member = world.members(table.season.bloc)[2]
    client.force_login(world.person(member, "clerk", username="can-bo-ba").user)

    assert client.get(reverse("blocs:criteria_cross", args=[table.pk])).status_code == 403


def test_the_comparison_with_last_year_shows_it(client, table):
    publishing.publish(table, by=None)
    following = world.fill(world.season(world.bloc(["C1", "C2"], name="Khối sau")).criteria)
    changed = outline.of(whole(following))
    standards.set_cross(following, cross=RULE, by=None)

    assert outline.of(whole(following)).standards != changed.standards
