"""An earlier plan workbook: what people changed and wrote in it, for the next plan.

In: a workbook of robuild, perhaps saved by Excel or LibreOffice, sorted, filtered, with rows added.
Out: settings, numbers the owner set, answers, condition grades and log rows, each with its id. All
faults are told at once, with sheet and cell. Rules: decisions §5.3 and §5.4.
"""

from robuild.earlier.reading import ReadEarlier, read_earlier

__all__ = ["ReadEarlier", "read_earlier"]
