"""What was awarded before this system, taken in from lists or typed.

imports (a file in steps, taken and undone) · reading (rows in words) · matching (whose an award is) ·
form_names (which form a written one means) · previews (what is sure, what has to be chosen) · entries (one
award typed by hand) · acts (made, given to somebody, removed) · histories (what somebody was ever given, then
and since) · excel (the workbooks) · and the wiring: forms.
"""
