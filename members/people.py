"""Persons and their accounts; the collectives inside an agency."""

from django.db import transaction

from core import accounts, belongings, clock, records
from core.models import User
from core.rules import RuleError
from members import joined, lifetimes, namesakes, posts
from members.models import Collective, Person


def record(agency, *, by, **facts):
    """Enter a person of `agency` (honorific, title, family, middle and given name, position)."""
    return records.keep(Person(agency=agency, **facts), by=by, act="person.record")


def record_new(agency, *, by, another=False, **facts):
    """As `record`, for somebody who types: where the name is known, only when it is said to be another one.

    Raises RuleError naming who goes by the name already, unless `another`.
    """
    names = (facts["family_name"], facts["middle_name"], facts["given_name"])
    known = namesakes.of(" ".join(filter(None, names)), by)
    if known and not another:
        raise RuleError(
            f"{known.sentence} Nếu là một trong những người này, hãy chọn người có sẵn; "
            "nếu là người khác thì đánh dấu vào ô bên dưới rồi lưu lại."
        )
    return record(agency, by=by, **facts)


def correct(person, *, by, **facts):
    """Correct a person's particulars."""
    return records.change(person, **facts, by=by, act="person.correct")


def transfer(person, *, agency, position, by):
    """Let a person's record move to the agency where the person works now; nothing of the past changes.

    Posts that give rights are handed over by an act of their own; awards keep the agency of their day.
    Raises RuleError when the agency has ended or is the person's already.
    """
    with transaction.atomic():
        row = joined.hold(person)
        if row.agency_id == agency.pk:
            raise RuleError(f"{person} đang thuộc {agency}. Hãy chọn cơ quan khác.")
        lifetimes.refuse_ended(agency, clock.today())
        return records.change(person, agency=agency, position=position, by=by, act="person.transfer")


def remove_duplicate(person, *, by):
    """Take away the record of a person that was entered twice and to which nothing points yet.

    Raises RuleError when it has an account, posts, awards or anything else: then it stays what it is.
    """
    with transaction.atomic():
        row = joined.hold(person)
        if row.user_id or belongings.is_pointed_to(row):
            raise RuleError(
                f"Bản ghi {person} đã có tài khoản, chức trách, đề nghị hoặc khen thưởng nên không bỏ được. "
                "Chỉ bỏ bản ghi thêm nhầm mà chưa dùng vào việc gì."
            )
        records.drop(row, by=by, act="person.remove_duplicate")


def give_account(person, *, username, by):
    """Open an account for the person and return its temporary password, to be shown once.

    Raises RuleError when the person has one or the user name is taken.
    """
    with transaction.atomic():
        row = joined.hold(person)
        if row.user_id:
            raise RuleError(f"{person} đã có tài khoản. Nếu quên mật khẩu, hãy cấp lại mật khẩu.")
        if User.objects.filter(username__iexact=username).exists():
            raise RuleError(f"Tên đăng nhập “{username}” đã có người dùng. Hãy chọn tên khác.")
        user, password = accounts.open_account(username, by=by)
        link_account(person, user=user, by=by)
    return password


def link_account(person, *, user, by):
    """Tie an account that exists to the person."""
    return records.change(person, user=user, by=by, act="person.account")


def reset_password(person, *, by):
    """Give the person's account a new temporary password and return it, to be shown once."""
    if not _account_of(person).is_active:
        raise RuleError(
            f"Tài khoản của {person} đang khóa. Hãy mở lại tài khoản; mật khẩu mới được cấp ngay khi ấy."
        )
    return accounts.reset_password(person.user, by=by)


def close_account(person, *, reason, by):
    """Shut the person's account and end its sessions at once; posts and history stay.

    Raises RuleError for the own account and for the last one that can appoint.
    """
    with transaction.atomic():
        user = _account_of(person)
        if user == by:
            raise RuleError("Không khóa được tài khoản của chính mình. Hãy nhờ một cán bộ quản lý Khối khác.")
        if posts.last_who_appoints(person):
            raise RuleError(posts.LAST_OFFICER)
        if not user.is_active:
            raise RuleError(f"Tài khoản của {person} đã khóa từ trước.")
        accounts.close(user, reason=reason, by=by)


def reopen_account(person, *, reason, by):
    """Open the person's closed account again and return its new temporary password, to be shown once."""
    with transaction.atomic():
        user = _account_of(person)
        if user.is_active:
            raise RuleError(f"Tài khoản của {person} đang mở. Hãy tải lại trang để xem tình hình mới nhất.")
        return accounts.reopen(user, reason=reason, by=by)


def _account_of(person):
    """The person's account as it stands now."""
    user = User.objects.filter(person=person).first()
    if user is None:
        raise RuleError(f"{person} chưa có tài khoản.")
    return user


def form_collective(agency, *, name, by):
    """Enter a collective of `agency`."""
    return records.keep(Collective(agency=agency, name=name), by=by, act="collective.form")


def rename_collective(collective, *, name, by):
    """Correct a collective's name."""
    return records.change(collective, name=name, by=by, act="collective.rename")
