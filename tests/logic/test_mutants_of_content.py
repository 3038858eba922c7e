"""Slips in the real flows, one at a time: each is caught by a property, a journey or the covering set, or changes nothing.

A journey catches it if its reader gets something else than the journey says; the covering set if one of its readers
gets another outcome or other actions than the file says that editors review.
"""

from __future__ import annotations
