"""Lists of people and agencies in Vietnamese order, the same in every database."""

import random
from unicodedata import normalize

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from core import sorting
from core.text import name_key, split_name, title_key

# By tên, then họ, then đệm; each by letters first and tones last.
PEOPLE = """
Nguyễn An
Nguyễn Thị An
Nguyễn Văn An
Phạm An
Trần An
Lê Hoàng Ân
Bùi Văn Ba
Bùi Văn Bà
Bùi Văn Bả
Bùi Văn Bã
Bùi Văn Bá
Bùi Văn Bạ
Đỗ Thị Bảo
Hoàng Văn Cảnh
Lê Chi
Lê Thị Dung
Lý Dũng
Trần Anh Dũng
Trần Ánh Dũng
Lê Thị Duyên
Dương Dương
Đặng Dương
Nguyễn Đan
Nguyễn Đàn
Đỗ Văn Đảng
Đinh Văn Đạt
Cao Đăng
Hà Đức
Nguyễn Ê
Vũ Hà
Vũ Hạ
Phan Văn Hải
Lê Hân
Lê Hiền
Lê Hiển
Lê Hoa
Trần Hoa
Bùi Hòa
Lê Hoà
Trần Hòa
Đỗ Hỏa
Bùi Hóa
Trần Hoàng
Bùi Thị Huệ
Bùi Thị Hương
Bùi Thị Hường
Lê Kha
Lê Khánh
Lê Kiên
Lê Lam
Lê Lan
Lê Lâm
Lò Văn Ly
Lê Minh
Lê Nga
Lê Ngà
Lê Thị Nụ
Lê Oanh
Lê Ổn
Lê Ơn
Lê Quý
Lê Sơn
Lê Thu
Lê Thủy
Lê Thúy
Lê Thụy
Lê Thư
Lê Tú
Lê Tư
Hoàng Tường
Lê Uyên
Lê Ước
Lê Vân
Lê Xuân
Lê Ý
Lê Yến
""".strip().splitlines()

AGENCIES = """
Ban Chính sách, chiến lược Trung ương
Ban Dân vận Trung ương
Ban Đối ngoại Trung ương
Ban Nội chính Trung ương
Ban Tổ chức Trung ương
Ban Tuyên giáo Trung ương
Báo Nhân Dân
Đảng ủy Khối Doanh nghiệp Trung ương
Học viện Chính trị quốc gia Hồ Chí Minh
Khối thi đua số 2
Khối thi đua số 5
Khối thi đua số 5A
Khối thi đua số 10
Khối thi đua số 110
Nhà xuất bản Chính trị quốc gia Sự thật
Tạp chí Cộng sản
Uỷ ban Kiểm tra Trung ương
Ủy ban nhân dân tỉnh
Văn phòng Trung ương Đảng
""".strip().splitlines()

# One word in each, in order: the alphabet, the tones, then what is no Vietnamese letter.
WORDS = ["", "2", "10", "a", "à", "ả", "ã", "á", "ạ", "ab", "ă", "ằ", "ắ", "â", "b", "c", "d", "đ", "e", "ê"]
WORDS += ["g", "h", "i", "k", "l", "m", "n", "o", "ô", "ơ", "p", "q", "r", "s", "t", "u", "ư", "ữ", "ự", "v"]
WORDS += ["w", "x", "y", "ỳ", "ỵ", "z", "ω", "中"]


def person_key(full):
    return name_key(*split_name(full))


def shuffled(texts):
    return random.Random(5).sample(texts, len(texts))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_people_sort_by_given_name_then_family_then_middle(form):
    assert len(PEOPLE) >= 60

    written = [normalize(form, name) for name in PEOPLE]

    assert sorted(shuffled(written), key=person_key) == written


def test_agencies_sort_by_their_words_and_numbers_by_value():
    assert sorted(shuffled(AGENCIES), key=title_key) == AGENCIES


def test_letters_come_before_tones():
    assert sorted(shuffled(WORDS), key=sorting.key) == WORDS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lê Thủy", "Lê Thuỷ"),
        ("Trần Hòa", "Trần Hoà"),
        ("Ủy ban", "Uỷ ban"),
        ("LÊ HOA", "Lê Hoa"),
        ("Lê  Hoa ", "Lê Hoa"),
        ("Ðỗ Đạt", "Đỗ Đạt"),  # the first is an Icelandic letter
        ("H’Hen Niê", "H'Hen Niê"),
        ("số 05", "số 5"),
        ("Citroën Ƶ̈", "Citroen Ƶ"),  # other marks of other scripts decide nothing
    ],
)
def test_spellings_of_one_name_stand_together(one, other):
    assert title_key(one) == title_key(other)


@pytest.mark.django_db
def test_every_database_and_collation_orders_the_keys_alike():
    keys = [*map(person_key, PEOPLE), *map(title_key, AGENCIES), *map(sorting.key, WORDS)]

    for collation in collations():
        assert ordered_by_database(keys, collation) == sorted(keys), collation


def collations():
    """Those that order letters least like bytes: Danish "aa", Welsh "dd", Hungarian "cs"."""
    if connection.vendor == "sqlite":
        return ["BINARY", "NOCASE"]
    wanted = ["C", "vi-x-icu", "en-x-icu", "da-x-icu", "cy-x-icu", "hu-x-icu", "und-x-icu", "en_US.utf8"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT collname FROM pg_collation WHERE collname = ANY(%s)", [wanted])
        return [name for (name,) in cursor.fetchall()]


def ordered_by_database(keys, collation):
    rows = " UNION ALL ".join(["SELECT %s AS k"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT k FROM ({rows}) AS keys ORDER BY k COLLATE "{collation}"', shuffled(keys))
        return [key for (key,) in cursor.fetchall()]


@given(st.text(), st.text(), st.text())
def test_any_key_is_digits_of_bounded_length(family, middle, given_name):
    key = name_key(family, middle, given_name)

    assert set(key) <= set("0123456789")
    assert len(key) <= sorting.LENGTH


@given(st.text())
def test_composed_and_decomposed_text_have_one_key(text):
    assert title_key(normalize("NFD", text)) == title_key(normalize("NFC", text))
