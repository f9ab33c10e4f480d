"""URLs of the print ledger, hand-overs, copies, the sheet to check by, the stock of phôi."""

from django.urls import path

from awards.views import check_sheets, print_ledger, print_outcomes, stock

urlpatterns = [
    path("decisions/<int:pk>/ledger/", print_ledger.print_ledger, name="print_ledger"),
    path("decisions/<int:pk>/ledger/hand-over/", print_ledger.hand_over, name="hand_over"),
    path("certificates/<int:pk>/take-back/", print_ledger.hand_over_take_back, name="hand_over_take_back"),
    path("certificates/<int:pk>/copy/", print_outcomes.copy_new, name="copy_new"),
    path("copies/<int:pk>/file/", print_outcomes.copy_file, name="copy_file"),
    path("batches/<int:pk>/outcome/", print_outcomes.batch_outcome, name="batch_outcome"),
    path("printed/<int:pk>/spoilt/", print_outcomes.sheet_spoilt, name="sheet_spoilt"),
    path(
        "decisions/<int:pk>/check-sheet/<str:format>/",
        check_sheets.check_sheet_print,
        name="check_sheet_print",
    ),
    path(
        "decisions/<int:pk>/check-sheet/<str:format>/again/",
        check_sheets.check_sheet_request,
        name="check_sheet_request",
    ),
    path(
        "decisions/<int:pk>/check-sheet/<str:format>/progress/",
        check_sheets.check_sheet_progress,
        name="check_sheet_progress",
    ),
    path(
        "decisions/<int:pk>/check-sheet/<str:format>/file/",
        check_sheets.check_sheet_file,
        name="check_sheet_file",
    ),
    path("seasons/<int:pk>/stock/", stock.stock_list, name="stocks"),
    path("seasons/<int:pk>/stock/new/", stock.stock_new, name="stock_new"),
    path("stock/<int:pk>/", stock.stock_book, name="stock"),
    path("stock/<int:pk>/enter/", stock.stock_enter, name="stock_enter"),
    path("stock-entries/<int:pk>/reverse/", stock.entry_reverse, name="entry_reverse"),
]
