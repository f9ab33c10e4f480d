"""Persons, the collectives inside an agency, and the posts that give rights."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core import clock, text
from core.derived import KeyField
from core.fields import LineField
from core.prepared import Given, Prepared

from .agencies import Agency, names_on
from .successions import SuccessionLink, taken_over


def _name_key(person):
    return text.name_key(person.family_name, person.middle_name, person.given_name)


class PersonQuerySet(models.QuerySet):
    """Questions to the register of persons."""

    def visible_to(self, user):
        """A council officer sees everybody; others see the people of the agencies they act for."""
        held = Post.objects.rights_of(user)
        if any(kind == Post.Kind.COUNCIL_OFFICER for _, kind in held):
            return self
        return self.filter(agency__in={agency for agency, _ in held})

    def search(self, words):
        """Persons whose name contains `words`; accents do not matter."""
        return self.filter(search_key__contains=text.search_key(words))

    def namesakes(self, name):
        """Persons of this very name, however its accents and capitals are written."""
        return self.filter(
            search_key=text.search_key(name)[: Person._meta.get_field("search_key").max_length]
        )

    def standing_for(self, pk):
        """Return the person whose record took in the one with this key, or None: old links lead there."""
        return self.filter(joined__pk=pk).first()


class People(models.Manager.from_queryset(PersonQuerySet)):
    """Everybody once: a record that was joined into another one is in no list, search or choice."""

    def get_queryset(self):
        """Leave out what was joined: `agency.people` asks here, too."""
        return super().get_queryset().filter(joined_into__isnull=True)


class Person(models.Model):
    """Somebody with a name: a member of staff, a signer, a recipient. An account is optional.

    One record that turned out to be somebody's second is `joined_into` the first and stays only so that old
    links and the history know whom they mean.
    """

    class Honorific(models.TextChoices):
        MR = "mr", "Ông"
        MS = "ms", "Bà"

    GIVES_RIGHTS = True

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="people", verbose_name="cơ quan")
    honorific = models.CharField("xưng hô", max_length=5, choices=Honorific)
    title = LineField("học hàm, học vị, cấp bậc", max_length=60, blank=True)
    family_name = LineField("họ", max_length=40)
    middle_name = LineField("tên đệm", max_length=80, blank=True)
    given_name = LineField("tên", max_length=40)
    position = LineField("chức vụ", max_length=200, blank=True)
    personal_code = LineField("mã cá nhân", max_length=20, blank=True, default="")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="tài khoản"
    )
    joined_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="joined", verbose_name="đã gộp vào"
    )
    search_key = KeyField(make=lambda row: text.search_key(row.full_name))
    sort_key = KeyField(make=_name_key)

    objects = People()
    every = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "cá nhân"
        verbose_name_plural = "cá nhân"
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["personal_code"],
                condition=~Q(personal_code=""),
                name="person_code_once",
                violation_error_message="Mã cá nhân này đã ghi cho một người khác. Mỗi người chỉ có một bản "
                "ghi: hãy tìm người ấy, hoặc hỏi cán bộ của cơ quan quản lý khối.",
            ),
            models.CheckConstraint(
                condition=Q(joined_into__isnull=True) | (~Q(joined_into=F("id")) & Q(personal_code="")),
                name="person_joined_into_another",
                violation_error_message="Bản ghi đã gộp thì chỉ về bản ghi khác và không giữ mã cá nhân.",
            ),
        ]

    def __str__(self):
        return self.full_name

    def get_absolute_url(self):
        """The person's page."""
        return reverse("members:person", args=[self.pk])

    @property
    def full_name(self):
        """Family, middle and given name in the Vietnamese order."""
        return " ".join(part for part in (self.family_name, self.middle_name, self.given_name) if part)


class CollectiveQuerySet(models.QuerySet):
    """Questions to the register of collectives."""

    def visible_to(self, user):
        """As persons: an officer sees all, others those of the agencies they act for."""
        held = Post.objects.rights_of(user)
        if any(kind == Post.Kind.COUNCIL_OFFICER for _, kind in held):
            return self
        return self.filter(agency__in={agency for agency, _ in held})


class Collective(models.Model):
    """A department or unit inside an agency that can be honoured as a collective."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="collectives", verbose_name="cơ quan")
    name = LineField("tên tập thể", max_length=200)
    search_key = KeyField(make=lambda row: text.search_key(row.name))

    objects = CollectiveQuerySet.as_manager()

    class Meta:
        verbose_name = "tập thể"
        verbose_name_plural = "tập thể"
        ordering = ["search_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                name="collective_once_per_agency",
                violation_error_message="Cơ quan này đã có tập thể mang tên đó.",
            ),
        ]

    def __str__(self):
        return self.name


class PostQuerySet(models.QuerySet):
    """Questions to the dated posts."""

    def on(self, day=None):
        """Posts held on `day` (today), first and last day included."""
        day = day or clock.today()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def named(self, day=None):
        """Each with the name of its agency on `day` (today)."""
        return self.annotate(**names_on(day or clock.today(), "agency"))

    def held_by(self, user):
        """Return today's posts of `user`, each with its person; a list, read once for the object."""
        if not hasattr(user, "_held_today"):
            user._held_today = HELD.all(user=user.pk, day=clock.today())
        return user._held_today

    def rights_of(self, user):
        """Today's posts of `user` as (agency, kind) pairs, also for the agencies taken over by these.

        Two queries, and none again for the same `user` object, which lives as long as a request.
        """
        if not hasattr(user, "_rights_today"):
            held = self.held_by(user)
            takers = SuccessionLink.objects.takers() if held else {}
            user._rights_today = frozenset(
                (agency, post.kind) for post in held for agency in taken_over([post.agency_id], takers)
            )
        return user._rights_today

    def visible_to(self, user):
        """Posts of the persons one may see."""
        return self.filter(person__in=Person.objects.visible_to(user))


class Post(models.Model):
    """What somebody does for an agency, from a date to a date. All rights come from here."""

    class Kind(models.TextChoices):
        CLERK = "clerk", "Cán bộ thi đua, khen thưởng"
        LEADER = "leader", "Lãnh đạo cơ quan"
        CERTIFICATE_OFFICER = "certificate_officer", "Cán bộ in Bằng khen"
        COUNCIL_OFFICER = "council_officer", "Cán bộ cơ quan quản lý khối"

    GIVES_RIGHTS = True

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts", verbose_name="cá nhân")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="posts", verbose_name="cơ quan")
    kind = models.CharField("chức trách", max_length=20, choices=Kind)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "chức trách"
        verbose_name_plural = "chức trách"
        ordering = ["agency", "kind", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="post_ends_after_start",
                violation_error_message="Ngày thôi giữ chức trách phải từ ngày bắt đầu trở đi.",
            ),
            models.UniqueConstraint(
                fields=["person", "agency", "kind"],
                condition=Q(ends_on__isnull=True),
                name="post_held_once",
                violation_error_message="Người này đang giữ chức trách đó tại cơ quan này.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.person}"

    @property
    def is_held(self):
        """Whether it is held today."""
        return self.starts_on <= clock.today() and not self.is_over

    @property
    def is_over(self):
        """Whether its last day has passed."""
        return self.ends_on is not None and self.ends_on < clock.today()

    @property
    def is_ahead(self):
        """Whether its first day is still to come."""
        return self.starts_on > clock.today()


HELD = Prepared(  # in every request
    lambda: (
        Post.objects.on(Given("day", models.DateField()))
        .filter(person__user=Given("user"), person__user__is_active=True)
        .select_related("person")
        .order_by("pk")
    )
)
