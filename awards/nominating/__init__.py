"""Who is put forward, until the nomination is ready to go on.

nominations (put forward, withdrawn, endorsed, refused) · conditions (what speaks against one, in words) ·
twice (one subject put forward twice) · checking (looked at by somebody else, or returned) · overview (those
of a year, as page and Excel show them) · nomination_files (evidence) · reporting (the báo cáo thành tích,
section by section) · report_paper (the same as blocks).
"""
