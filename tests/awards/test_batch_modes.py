"""How a batch is printed and what goes into it: proofs, two on a sheet, chosen numbers, files by agency."""

import errno
import io
import zipfile

import pikepdf
import pytest
from django.urls import reverse

from awards.certifying import certificates
from awards.models import Certificate, PrintBatch, PrintedSheet
from awards.printing import batch_choices, batch_parcels, batches, ledger
from core.rules import ReadingError, RuleError
from documents import files, jobs
from members.models import Agency

from . import drawn, printed, scene

pytestmark = pytest.mark.django_db

SIZES = [((420, 297), "A3"), ((297, 210), "Canon LBP")]


@pytest.fixture
def decision():
    """Two collectives of the third member, two persons of the second."""
    season = scene.appraised_season()
    named = [scene.collective(season, name=f"Vụ {number}") for number in (1, 2)]
    nominated = [scene.nomination(season, of=subject) for subject in named]
    for number in (1, 2):
        person = scene.person(season, scene.DEPUTY, name=f"Trần Thị Mai {number}")
        nominated.append(scene.nomination(season, scene.DEPUTY, of=person))
    return scene.issued_decision(season, nominated)


@pytest.fixture
def officer(client, decision):
    client.force_login(printed.officer(decision.season))
    return client


def made(decision, mode, **facts):
    batch = batches.start(decision, mode=mode, by=None, **facts)
    assert set(printed.draw(batch.job)) == {"done"}
    return batch


def numbers(content):
    """The register numbers on each page of an ordinary or an imposed file."""
    if not isinstance(content, bytes):
        content = content.content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if "/A" not in pdf.pages[0].Resources.XObject:
            return printed.numbers(content)
        return [sorted(map(str, page.Resources.XObject.keys())) for page in pdf.pages]


# --- Proofs -------------------------------------------------------------------------------------------


def test_a_proof_is_drawn_and_counts_nowhere(decision, officer):
    proof = made(decision, "proof", printer=printed.printer(decision))

    assert printed.numbers(printed.content(proof)) == ["01/2023", "02/2023", "03/2023", "04/2023"]
    assert (PrintedSheet.objects.count(), ledger.counts(decision)["open"]) == (0, 4)
    assert batches.start_rest(decision, mode="full", by=None).sheets.count() == 4
    page = officer.get(proof.get_absolute_url())
    assert ("không tính là đã in" in page.text, "In lại tờ hỏng" in page.text) == (True, False)
    assert officer.get(reverse("awards:batch_piles", args=[proof.pk])).status_code == 200


def test_a_second_click_leads_to_the_running_proof(decision):
    some = printed.certificates(decision)[:2]
    proof = batches.start(decision, mode="proof", certificates=some, by=None)
    assert batches.start(decision, mode="proof", certificates=some, by=None) == proof
    assert batches.start(decision, mode="proof", by=None) != proof
    assert batches.start(decision, mode="full", certificates=some, by=None) != proof


def test_a_preview_is_marked_as_a_proof(decision):
    asked = batches.preview(printed.certificates(decision)[0], by=None)
    printed.draw(asked.preview, batches.draw_preview)
    with files.open(asked.preview.shards.get().file) as stream, pikepdf.open(stream) as pdf:
        assert "BẢN IN THỬ".encode("utf-16-be").hex() in pdf.pages[0].Contents[0].read_bytes().decode()


# --- Two on a sheet -----------------------------------------------------------------------------------


def test_two_on_a_sheet_are_printed_and_one_is_printed_again_alone(decision):
    some = printed.certificates(decision)[:3]
    batch = made(decision, "two_up", certificates=some)

    assert numbers(printed.content(batch)) == [["/A", "/B"], ["/A"]]
    sheet = batch.sheets.get(page=2)
    batches.reprint(sheet, reason="Cắt lệch", by=None)
    assert numbers(batches.page_of(sheet)) == [["/A"]]
    assert batches.page_of(sheet) == batches.page_of(sheet)


def test_a_sheet_too_small_for_two_is_refused(decision):
    with pytest.raises(RuleError, match="Giấy 297 × 210 mm không đủ chỗ cho hai Bằng khen khổ 297 × 210 mm"):
        batches.start(decision, mode="two_up", printer=printed.printer(decision), by=None)
    large = printed.printer(decision, size=(420, 297), name="A3")
    assert batches.start(decision, mode="two_up", printer=large, by=None).calibration.profile == large


# --- Which certificates -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "ranges"),
    [("31-38, 40", [(31, 38), (40, 40)]), (" 7 ; 3 – 5 ,", [(7, 7), (3, 5)]), ("1−2\n9", [(1, 2), (9, 9)])],
)
def test_numbers_are_read_as_people_type_them(text, ranges):
    assert batch_choices.read_numbers(text) == ranges


@pytest.mark.parametrize("text", ["", ",", "a", "5-3", "1-", "-4", "1 2", "12345678", "3-4-5"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ReadingError, match="31-38, 40"):
        batch_choices.read_numbers(text)


def test_chosen_numbers_are_printed_in_ceremony_order(decision):
    batch = batches.start_numbered(decision, numbers=[(4, 4), (1, 2), (2, 2)], mode="full", by=None)
    assert [sheet.certificate.entry.number for sheet in batch.sheets.order_by("page")] == [1, 2, 4]


def test_a_number_of_which_nothing_counts_is_named(decision):
    certificates.revoke(printed.certificates(decision)[1], reason="Khai sai", by=None)
    for asked, named in (([(2, 2)], "2"), ([(1, 9), (20, 30)], "9, 20-30"), ([(7, 7), (2, 3)], "7, 2")):
        with pytest.raises(RuleError, match=f"không có Bằng khen còn giá trị mang số {named}[.]"):
            batches.start_numbered(decision, numbers=asked, mode="full", by=None)


def test_a_batch_of_ten_thousand_is_refused_with_what_to_do(decision, monkeypatch):
    assert batch_choices.MOST == 5000
    monkeypatch.setattr(batch_choices, "MOST", 3)
    with pytest.raises(RuleError, match=r"nhiều nhất 3 Bằng khen, lần này có 4\. .*nhiều đợt: 1-3, rồi 4[.]"):
        batches.start(decision, mode="full", by=None)


def test_none_at_all_and_numbers_far_beyond_the_last_are_refused_in_words(decision):
    with pytest.raises(RuleError, match="không có Bằng khen nào để in"):
        batches.start(decision, mode="full", certificates=[], by=None)
    with pytest.raises(RuleError, match=r"không có Bằng khen còn giá trị mang số 10000[.]"):
        batches.start_numbered(decision, numbers=[(1, 10_000)], mode="full", by=None)
    assert PrintBatch.objects.count() == 0


# --- The form -----------------------------------------------------------------------------------------


def test_the_form_shows_the_first_the_longest_and_any(decision, officer):
    longest = printed.certificates(decision)[2]
    Certificate.objects.filter(pk=longest.pk).update(
        facts=longest.facts | {"recipient": "Trần Thị Mai Hương Lan"}
    )
    address = reverse("awards:batch_start", args=[decision.pk])

    def looks(**asked):
        return [row.entry.number for _, row, _ in officer.get(address, asked).context["looks"]]

    assert looks() == [1, 3, 4]
    assert [looks(look=number) for number in ("2", "9", "x", "9" * 30)] == [[1, 3, 2], *[[1, 3, 4]] * 3]


def test_the_form_starts_what_it_says(decision, officer):
    profile = printed.printer(decision)
    address = reverse("awards:batch_start", args=[decision.pk])
    typed = {"mode": "overlay", "rows": "chosen", "numbers": "1-2", "printer": profile.pk}
    batch = PrintBatch.objects.get(pk=officer.post(address, typed).url.split("/")[-2])
    assert (batch.mode, batch.sheets.count(), batch.calibration.profile) == ("overlay", 2, profile)
    again = {"mode": "overlay", "printer": profile.pk, "rows": "rest"}
    assert officer.get(address).context["form"].initial == again
    assert officer.post(address, typed | {"numbers": ""}).context["form"].errors == {
        "numbers": ["Hãy nhập số vào sổ vàng của các Bằng khen cần in, ví dụ 31-38, 40."]
    }
    assert str(profile) in officer.get(batch.get_absolute_url()).text


def test_numbers_beside_another_choice_start_nothing(decision, officer):
    address = reverse("awards:batch_start", args=[decision.pk])
    form = officer.post(address, {"mode": "full", "rows": "all", "numbers": "2"}).context["form"]
    assert form.errors == {
        "rows": [
            "Đã nhập số vào sổ vàng mà chưa chọn “Theo số vào sổ vàng”. Hãy chọn mục đó, hoặc xóa các số."
        ]
    }
    assert (form["numbers"].value(), PrintBatch.objects.count()) == ("2", 0)


def test_a_design_placed_over_phoi_is_printed_on_it_by_the_printer_that_fits(decision):
    counts = ledger.counts(decision)
    assert batch_choices.beginning(decision, counts) == {"mode": "full", "printer": None}

    version = drawn.version_on_phoi(decision.season)
    Certificate.objects.filter(line__decision=decision).update(design=version.key)
    large, fitting = (printed.printer(decision, size=size, name=name) for size, name in SIZES)
    assert batch_choices.beginning(decision, counts) == {"mode": "overlay", "printer": fitting.pk}

    other = printed.printer(decision, name="Ricoh")
    assert batch_choices.beginning(decision, counts)["printer"] is None
    batches.start(decision, mode="proof", printer=other, by=None)
    assert batch_choices.beginning(decision, counts) == {"mode": "overlay", "printer": other.pk}
    assert large.size == (420, 297)


def test_a_draft_has_nothing_to_print_and_says_so(decision, officer):
    draft = scene.draft(decision.season, number="7")
    page = officer.get(reverse("awards:batch_start", args=[draft.pk]))
    assert "Không có Bằng khen nào để in" in page.text


# --- By agency ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["full", "two_up"])
def test_a_file_for_each_agency_is_taken_out_of_the_batch(decision, officer, mode):
    batch = made(decision, mode)
    third, second = scene.member(decision.season), scene.member(decision.season, scene.DEPUTY)
    assert [(pile.agency, pile.numbers) for pile in batch_parcels.piles(batch)] == [
        (third, (1, 2)),
        (second, (3, 4)),
    ]

    answer = officer.get(reverse("awards:batch_pile", args=[batch.pk, second.pk]))
    expected = {"full": ["03/2023", "04/2023"], "two_up": [["/A", "/B"]]}
    assert numbers(answer) == expected[mode]
    strange = Agency.objects.exclude(pk__in=[third.pk, second.pk]).first()
    assert officer.get(reverse("awards:batch_pile", args=[batch.pk, strange.pk])).status_code == 404

    packed = officer.get(reverse("awards:batch_piles", args=[batch.pk])).content
    with zipfile.ZipFile(io.BytesIO(packed)) as parcel:
        assert parcel.namelist() == ["01 Ban Ba, 2 Bằng khen.pdf", "02 Ban Hai, 2 Bằng khen.pdf"]
        assert parcel.read("02 Ban Hai, 2 Bằng khen.pdf") == answer.content


def test_before_the_file_is_made_there_is_nothing_to_part(decision):
    batch = batches.start(decision, mode="full", by=None)
    with pytest.raises(RuleError, match="chưa tạo xong"):
        batch_parcels.zipped(batch)


# --- Bad days -----------------------------------------------------------------------------------------


def test_a_full_disk_is_told_and_the_batch_goes_on_when_there_is_room(decision, monkeypatch):
    batch = batches.start(decision, mode="proof", by=None)

    def full(content, target):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr(files, "_copy", full)
        printed.draw(batch.job)
        assert jobs.progress(batch.job).error.startswith("Ổ đĩa của máy chủ đã đầy nên chưa lưu được tệp.")
    jobs.retry(batch.job, by=None)
    assert set(printed.draw(batch.job)) == {"done"}
