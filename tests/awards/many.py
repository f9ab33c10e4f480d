"""A decision on as many recipients as a test needs, without the year that leads to it.

Only the lines are written by hand: proposing and deciding five hundred times is other tests' work and takes
minutes. Register and certificates come from the rules.
"""

from datetime import date

from awards.certifying import certificates
from awards.models import AwardForm, Decision, DecisionLine, Nomination
from awards.registering import registers
from core import clock
from members.models import Agency, Collective
from tests import world

SIGNED = date(2023, 12, 20)


def decision(count, season=None):
    """An issued decision with certificates for `count` recipients: collectives, then as many persons."""
    season = season or world.season()
    head, _, member = world.members(season.bloc)
    made = Decision.objects.create(
        season=season,
        form=AwardForm.objects.on(SIGNED).get(code="head-merit"),
        issuing_agency=head,
        authority=f"{season.bloc.head_label} {season.bloc.name}",
        number="05-QĐ/KTĐ",
        signed_on=SIGNED,
        place="Hà Nội",
        signer_name="Vũ Trọng Lâm",
        signer_post="Trưởng Ban",
        achievement="Đã có thành tích xuất sắc trong phong trào thi đua năm 2023",
        state="issued",
        issued_at=clock.now(),
    )
    _fill(made, Agency.objects.get(pk=member.pk), count)
    registers.enter(made, by=None)
    certificates.make(made, by=None)
    return made


def _fill(made, agency, count):
    collectives = Collective.objects.bulk_create(
        Collective(agency=agency, name=f"Vụ {number}") for number in range(1, count + 1)
    )
    nominations = Nomination.objects.bulk_create(
        Nomination(
            season=made.season,
            form=made.form,
            agency=agency,
            collective=collective,
            achievement="Hoàn thành xuất sắc nhiệm vụ",
            achieved_from=date(2023, 1, 1),
            achieved_to=date(2023, 12, 31),
            state="granted",
            proposed_at=clock.now(),
        )
        for collective in collectives
    )
    DecisionLine.objects.bulk_create(
        DecisionLine(
            decision=made,
            nomination=nomination,
            position=number,
            kind="collective" if number <= count // 2 else "person",
            prefix="Tập thể" if number <= count // 2 else "Ông",
            name=nomination.collective.name if number <= count // 2 else f"Nguyễn Văn An {number}",
            unit="Ban Ba",
        )
        for number, nomination in enumerate(nominations, 1)
    )
