"""Sparse patterns: pairs, rows and shapes by their formulas."""

from __future__ import annotations
