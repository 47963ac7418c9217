"""Conditional formats, which openpyxl leaves without types."""

from __future__ import annotations

from typing import Any

from openpyxl.formatting.rule import ColorScaleRule, DataBarRule, FormulaRule

colour_scale: Any = ColorScaleRule
data_bar: Any = DataBarRule
formula_rule: Any = FormulaRule
