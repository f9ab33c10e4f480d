"""The first words of a report's parts: plain sentences that carry figures, for people to go on from.

What the program knows nothing about stays empty. Pure: takes Figures and the layout that writes the dates.
"""

from django.utils import timezone

from awards.models.catalogue import Recipient
from blocs.papers import version_words
from core.numbers import money

COUNTED = {Recipient.AGENCY: "đơn vị", Recipient.COLLECTIVE: "tập thể", Recipient.PERSON: "cá nhân"}


def draft(report, figures, layout):
    """Return {key of a part: its first words} for `report`; a part of which nothing is known is left out."""
    season = report.season
    movements, activities = _movements(season, figures), _activities(season, figures)
    if report.kind == report.Kind.MIDYEAR:  # one part tells of both
        movements = " ".join(filter(None, (movements, activities)))
    found = {
        "opening": _opening(report, figures, layout),
        "situation": _situation(figures, season),
        "direction": _direction(season, figures, layout),
        "pledges": _pledges(figures),
        "movements": movements,
        "activities": activities,
        "standing": _standing(figures),
        "awards": _awards(season, figures),
        "endorsed": _endorsed(season, figures, layout),
        "tasks": _elected(season, figures, layout),
    }
    return {key: words for key, words in found.items() if words}


def _opening(report, figures, layout):
    season = report.season
    theme = f" Chủ đề năm: “{season.theme}”." if season.theme else ""
    by = f" Đơn vị lập báo cáo: {figures.head}, {season.bloc.head_label} {season.named}."
    members = f"{len(figures.members):02} đơn vị thành viên {season.bloc.name}"
    if report.kind == report.Kind.MIDYEAR:
        first, last = (layout.written(report.dated.replace(season.year, *day)) for day in ((1, 1), (6, 30)))
        about = f"Báo cáo tổng hợp số liệu từ {first} đến {last} của {members}."
    else:
        about = f"Báo cáo tổng hợp kết quả công tác thi đua, khen thưởng {season.named} của {members}."
    return f"{about}{theme}{by if figures.head else ''}"


def _situation(figures, season):
    names = ", ".join(member.name for member in figures.members)
    lead = "; ".join(f"{held.label}: {held.agency}" for held in figures.lead)
    told = f" Lãnh đạo {season.bloc.word} {season.named}: {lead}." if lead else ""
    return f"{season.bloc.word} có {len(figures.members):02} đơn vị thành viên: {names}.{told}"


def _direction(season, figures, layout):
    facts = []
    if published := season.criteria.published_at:
        rules = version_words(season.criteria, usual="bảng tiêu chí chấm điểm")
        facts.append(f"công bố {rules} ngày {layout.written(timezone.localdate(published))}")
    if figures.signed_on:
        count = f"{len(figures.members):02} đơn vị"
        facts.append(f"tổ chức để {count} ký giao ước thi đua ngày {layout.written(figures.signed_on)}")
    return f"{season.bloc.word} {'; '.join(facts)}." if facts else ""


def _pledges(figures):
    if not figures.targets:
        return ""
    return (
        f"{len(figures.members):02} đơn vị đăng ký {figures.targets:02} chỉ tiêu giao ước, chia theo đơn vị:"
    )


def _movements(season, figures):
    if not figures.movements:
        return ""
    named = "; ".join(_movement(movement) for movement in figures.movements)
    return f"{season.bloc.word} tham gia, tổ chức {len(figures.movements):02} phong trào thi đua: {named}."


def _movement(movement):
    launched = f" ({movement.launched_by} phát động)" if movement.launched_by else ""
    return f"“{movement.name}”{launched}"


def _activities(season, figures):
    if not figures.activities:
        return ""
    value = figures.gifts_value
    given = f", trao quà trị giá {money(value)}" if value else ""
    return f"{season.bloc.word} tổ chức {len(figures.activities):02} hoạt động chung{given}."


def _standing(figures):
    first = [place.name for place in figures.places if place.rank == 1]
    if not first:
        return ""
    ranked = sum(place.rank is not None for place in figures.places)
    return f"{ranked:02} đơn vị được chấm điểm và xếp thứ. Xếp thứ nhất: {', '.join(first)}."


def _awards(season, figures):
    if not figures.honours:
        return ""
    granted = sum(honour.granted for honour in figures.honours)
    told = f", trong đó {granted:02} trường hợp đã có quyết định" if granted else ""
    return f"{season.bloc.word} thông qua {len(figures.honours):02} đề nghị khen thưởng{told}."


def _endorsed(season, figures, layout):
    if not figures.put_forward:
        return ""
    when = (
        f"Hội nghị ngày {layout.written(figures.conference.ends_on)}"
        if figures.conference
        else season.bloc.word
    )
    parts = [f"{tally.form} cho {_recipients(figures, tally)}" for tally in figures.tallies_put_forward]
    return f"{when} thông qua đề nghị {'; '.join(parts)}."


def _recipients(figures, tally):
    """How many of each kind, member agencies by name."""
    counts = zip(COUNTED.values(), (tally.agencies, tally.collectives, tally.people), strict=True)
    told = [f"{count:02} {noun}" for noun, count in counts if count]
    names = [
        honour.subject
        for honour in figures.put_forward
        if honour.form == tally.form and honour.recipient == Recipient.AGENCY
    ]
    if names:
        told[0] += f" ({', '.join(names)})"
    return ", ".join(told)


def _elected(season, figures, layout):
    if not figures.elected:
        return ""
    day = layout.written(figures.conference.ends_on)
    lead = "; ".join(f"{held.label}: {held.agency}" for held in figures.elected)
    return f"Lãnh đạo {season.bloc.word} năm {season.year + 1} theo kết quả bầu ngày {day}: {lead}."
