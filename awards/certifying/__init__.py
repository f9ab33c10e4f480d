"""A certificate as a document: its words, and whether it is genuine.

certificates (made, replaced by a new one, revoked) · wording (every word of it, frozen and proven) ·
verification (asked by code or number, open to everybody) · copies (once more on plain paper) · pictures
(drawn small on a page).
"""
