"""URLs of designs of certificates, their versions and uses, and of the faces of an agency."""

from django.urls import path

from awards.views import design_editing, design_fonts, design_uses, design_versions, designs, miniatures

ONE = "certificate-designs/<int:pk>/"

urlpatterns = [
    path("certificate-designs/", designs.design_list, name="designs"),
    path("certificate-designs/import/", design_fonts.design_import, name="design_import"),
    path("certificate-fonts/", design_fonts.design_fonts, name="design_fonts"),
    path("certificate-fonts/<int:pk>/", design_fonts.design_font, name="design_font"),
    path("certificate-fonts/<int:pk>/retire/", design_fonts.design_font_retire, name="design_font_retire"),
    path("certificate-design-uses/<int:pk>/end/", design_uses.design_use_end, name="design_use_end"),
    path("certificates/<int:pk>/ground/", miniatures.certificate_ground, name="certificate_ground"),
    path(ONE, design_editing.design_page, name="design"),
    path(f"{ONE}box/", design_editing.design_box, name="design_box"),
    path(f"{ONE}content/", design_editing.design_content, name="design_content"),
    path(f"{ONE}save/", design_editing.design_save, name="design_save"),
    path(f"{ONE}placed/", design_editing.design_placed, name="design_placed"),
    path(f"{ONE}drawing/", design_editing.design_drawing, name="design_drawing"),
    path(f"{ONE}picture/", design_versions.design_picture, name="design_picture"),
    path(f"{ONE}thumbnail/", miniatures.design_thumbnail, name="design_thumbnail"),
    path(f"{ONE}proof/", design_versions.design_proof, name="design_proof"),
    path(f"{ONE}publish/", design_versions.design_publish, name="design_publish"),
    path(f"{ONE}versions/", design_versions.design_versions, name="design_versions"),
    path(f"{ONE}uses/", design_uses.design_uses, name="design_uses"),
    path(f"{ONE}export/", design_versions.design_export, name="design_export"),
    path(f"{ONE}retire/", design_versions.design_retire, name="design_retire"),
]
