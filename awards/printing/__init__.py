"""Certificates on paper: printed, kept account of, handed over.

batches (a decision's certificates as one PDF) · batch_choices (which of them, on what paper) · batch_files
(parts drawn and bound) · batch_parcels (the same by agency) · print_outcomes (what came out of the printer) ·
printers (named and measured) · measurements (how one is off, pure) · stock (the book of phôi) · ledger (how
each paper is now) · handing_over (to whom it was given) · check_sheets (the paper to check by) · and the
wiring: certificate_forms, ledger_forms, printer_forms, permissions, urls.
"""
