"""What every example must give.

`python -m tests.acceptance.expected` writes it anew; then read the change.
"""

from pathlib import Path

from efqi.reports.table import render_csv
from efqi.reports.wording.answer import answer_lead, card_sentences
from efqi.reports.wording.story import Story
from tests.acceptance.answered import EXAMPLES, answered


def projects() -> list[Path]:
    return sorted(plan.parent for plan in EXAMPLES.glob("*/project.toml"))


def outputs(project: Path) -> dict[str, str]:
    """The answers in words and the whole release as a table."""
    plan, release = answered(project.name)
    stories = [Story(release, plan, view) for view in release.views]
    words = [
        "\n".join(
            [
                f"## {story.measure.title} by {story.view.dimension_title}",
                answer_lead(story),
                *card_sentences(story),
            ]
        )
        for story in stories
    ]
    return {
        "answers.md": f"# {plan.title}\n\n" + "\n\n".join(words) + "\n",
        "release.csv": render_csv(release),
    }


def main() -> None:
    for project in projects():
        folder = project / "expected"
        folder.mkdir(exist_ok=True)
        for name, text in outputs(project).items():
            (folder / name).write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
