"""The demo's own design of certificates: a scan of its phôi to place by, one version published, one begun."""

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

from awards.designing import drafts, looks, pictures
from awards.models import CertificateDesign, DesignVersion
from documents import confined, sheets

NAME = "Bằng khen của Khối trưởng, phôi in sẵn"


class Designed:
    """The acts around the design; nothing of the year is printed in it, so that both can be seen."""

    def __init__(self, year, facts):
        self.year, self.facts, self.cast = year, facts, year.cast

    def put_on(self, timeline):
        """Enter the acts into the timeline: some days before the decision is signed."""
        timeline.on(self.facts["signed_on"] - timedelta(days=10), self.design)
        timeline.on(self.facts["signed_on"] - timedelta(days=9), self.begin_the_next)

    def design(self):
        """The certificate officer copies the built-in look and lays the scan of the phôi under it."""
        agency, officer = self.cast.agencies[self.year.scenario["head"]], self._officer()
        facts = {"name": NAME, "source": "merit-person", "width": 297, "height": 210}
        design = drafts.start(agency, **facts, by=officer)
        pictures.put(design, scan(drafts.current(design)), role=DesignVersion.PictureRole.STOCK, by=officer)
        drafts.publish(design, by=officer)

    def begin_the_next(self):
        """What is published is taken up again, to be changed for the next phôi."""
        drafts.draft_from(drafts.published(CertificateDesign.objects.get(name=NAME)), by=self._officer())

    def _officer(self):
        return self.cast.account(self.year.scenario["head"], "certificate_officer")


def scan(version):
    """Return the phôi of `version` as the browser would send a scan: our own drawing with its words."""
    ground = sheets.ground(looks.of_version(version))
    return SimpleUploadedFile("phoi-mau.png", confined.draw(BytesIO(ground), "pdf", 1))
