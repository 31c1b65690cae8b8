"""Word, slides, Excel, data package and picture of a large release. Target: 3 seconds each."""

import resource
import tempfile
import time
from datetime import date
from pathlib import Path

from report import write_project

from efqi.cli.project import Source, released
from efqi.reports.answer_picture import render_png
from efqi.reports.data_package import render_zip
from efqi.reports.docx import render_docx
from efqi.reports.pptx import render_pptx
from efqi.reports.xlsx import render_xlsx

DAY = date(2026, 4, 8)
FORMS = {
    "docx": lambda release, plan: render_docx(release, plan, made_on=DAY),
    "pptx": lambda release, plan: render_pptx(release, plan, made_on=DAY),
    "xlsx": lambda release, plan: render_xlsx(release, plan, made_on=DAY),
    "zip": render_zip,
    "png": lambda release, plan: render_png(release, plan, made_on=DAY),
}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_project(folder)
        plan, release = released(Source(folder))
    for form, render in FORMS.items():
        taken = []
        for _ in range(3):
            began = time.perf_counter()
            written = render(release, plan)
            taken.append(time.perf_counter() - began)
        size = len(written) / 1000
        print(
            f"release to {form}, 12 groups x 48 months: {min(taken):.2f} s, {size:.0f} kB"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"highest memory: {peak:.0f} MB")


if __name__ == "__main__":
    main()
