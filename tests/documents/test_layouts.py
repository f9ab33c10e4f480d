"""Layout profiles: which one holds on which day, and that each of their facts says where it comes from."""

from datetime import date, timedelta

import pytest

from core.rules import RuleError
from documents import layouts

EVERY = layouts.every()


@pytest.mark.parametrize(
    ("form", "on", "name"),
    [
        ("party", date(2018, 4, 3), "party-36-2018"),
        ("party", date(2024, 1, 31), "party-36-2018"),
        ("party", date(2026, 5, 26), "party-36-2018"),
        ("party", date(2026, 5, 27), "party-05-2026"),
        ("party", date(2031, 1, 1), "party-05-2026"),
        ("state", date(2020, 3, 5), "state-30-2020"),
        ("state", date(2026, 11, 20), "state-30-2020"),
    ],
)
def test_a_paper_takes_the_layout_that_holds_on_its_day(form, on, name):
    assert layouts.profile_for(form, on).name == name


@pytest.mark.parametrize(("form", "on"), [("party", date(2018, 4, 2)), ("state", date(2020, 3, 4))])
def test_a_day_before_the_first_text_is_refused_in_words(form, on):
    with pytest.raises(RuleError, match=f"ngày {on:%d/%m/%Y}"):
        layouts.profile_for(form, on)


def test_a_name_that_never_existed_is_no_layout():
    with pytest.raises(KeyError):
        layouts.named("state-30-2021")


@pytest.mark.parametrize("form", ["state", "party"])
def test_layouts_of_one_form_follow_each_other_without_gap_or_overlap(form):
    following = [layout for layout in EVERY if layout.form == form]

    ends = [layout.valid_to for layout in following]
    starts = [layout.valid_from for layout in following]

    assert ends[-1] is None
    assert [end + timedelta(days=1) for end in ends[:-1]] == starts[1:]


@pytest.mark.parametrize("layout", EVERY, ids=lambda layout: layout.name)
def test_every_section_names_its_source(layout):
    sections = {"page", "words", "lines"} | {f"styles.{name}" for name in layout.styles}

    assert set(layout.sources) == sections
    assert [name for name, source in layout.sources.items() if not source.source.strip()] == []


def test_nothing_of_the_state_form_is_recalled_but_the_date_in_running_text():
    recalled = {name: source.recalled for name, source in layouts.named("state-30-2020").sources.items()}

    assert {name: facts for name, facts in recalled.items() if facts} == {"words": ("day_in_text",)}


def test_all_margins_of_the_old_party_form_are_marked_as_recalled():
    source = layouts.named("party-36-2018").sources["page"]

    assert source.recalled == ("top", "bottom", "left", "right", "number_top")


def test_a_mark_on_a_fact_that_is_not_there_is_refused(tmp_path):
    whole = (layouts.PROFILES / "state-30-2020.toml").read_text(encoding="utf-8")
    path = tmp_path / "state-99-2030.toml"
    path.write_text(whole.replace('recalled = ["day_in_text"]', 'recalled = ["day"]'), encoding="utf-8")

    with pytest.raises(ValueError, match="day"):
        layouts._read(path)


@pytest.mark.parametrize("layout", EVERY, ids=lambda layout: layout.name)
def test_word_can_tell_the_styles_apart_by_name(layout):
    labels = [style.label for style in layout.styles.values()]

    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("name", "margins"),
    [
        ("state-30-2020", (20, 20, 30, 15)),
        ("party-36-2018", (20, 20, 30, 15)),
        ("party-05-2026", (20, 20, 30, 15)),
    ],
)
def test_margins_in_millimetres(name, margins):
    page = layouts.named(name).page

    assert (page.top, page.bottom, page.left, page.right) == margins
    assert page.width == 165


@pytest.mark.parametrize(
    ("name", "day", "written"),
    [
        ("state-30-2020", date(2024, 2, 5), "05/02/2024"),
        ("state-30-2020", date(2024, 3, 15), "15/3/2024"),
        ("party-36-2018", date(2024, 1, 31), "31-01-2024"),
        ("party-36-2018", date(2024, 11, 9), "09-11-2024"),
        ("party-05-2026", date(2026, 9, 5), "05/9/2026"),
    ],
)
def test_a_day_in_running_text_has_zeros_before_small_days_and_months_one_and_two(name, day, written):
    assert layouts.named(name).written(day) == written
