"""The workbook of contract forms.

In: a plan and its `ContractComparison`. Out: an .xlsx whose expected amounts follow every parameter
live; what was simulated turns grey when one was changed.
"""

from __future__ import annotations

from robuild.workbook.contracts.writing import write_contracts

__all__ = ["write_contracts"]
