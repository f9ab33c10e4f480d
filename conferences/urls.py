"""URLs of conferences, elections, ranking and reports."""

app_name = "conferences"

urlpatterns = [
    # conferences
    # ranking and reports
]
