"""URLs of designs of certificates, their versions and uses, and of the faces of an agency."""

from django.urls import path

from awards.views import design_editing, designs

ONE = "certificate-designs/<int:pk>/"

urlpatterns = [
    path("certificate-designs/", designs.design_list, name="designs"),
    path(ONE, design_editing.design_page, name="design"),
    path(f"{ONE}box/", design_editing.design_box, name="design_box"),
    path(f"{ONE}content/", design_editing.design_content, name="design_content"),
    path(f"{ONE}save/", design_editing.design_save, name="design_save"),
    path(f"{ONE}placed/", design_editing.design_placed, name="design_placed"),
    path(f"{ONE}drawing/", design_editing.design_drawing, name="design_drawing"),
]
