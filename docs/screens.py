"""Draw every page of the workbench, and write the page that lists them (`make screens`)."""

import io
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS))

from screen_list import CHAPTERS, LEFT_OUT, SCREENS, Screen  # noqa: E402
from screen_scene import Scene, set_scene  # noqa: E402

PAGE = DOCS / "reference" / "screens.md"
PICTURES = DOCS / "screens"
WIDTHS = {"": 1280, "-320": 320}
TALLEST = 2600
"""Pixels after which a picture is cut: what is further down is like what is above."""
_COLOURS = 48
_BEGINNING = """\
<!-- Written by `make screens` from the pages themselves. -->

# Pages of the workbench

Every page, its address and one sentence. The figures are of the worked examples; all people
and words in them are invented. Long pages are cut.
"""


def listed() -> str:
    """Write the page that lists every screen."""
    parts = [_BEGINNING]
    for heading, screens in CHAPTERS:
        parts.append(f"## {heading}\n")
        parts += [_entry(screen) for screen in screens]
    parts.append("## Addresses without a picture\n")
    by_reason: dict[str, list[str]] = {}
    for name, why in LEFT_OUT.items():
        by_reason.setdefault(why, []).append(f"`{_address(name)}`")
    parts += [
        f"Each of these {why}:\n{_lines(sorted(names))}\n"
        for why, names in by_reason.items()
    ]
    return "\n".join(parts)


def _lines(names: list[str]) -> str:
    return "\n" + "\n".join(f"- {name}" for name in names)


def _entry(screen: Screen) -> str:
    name = f"{screen.picture}.png"
    small = f" [On a phone](../screens/{screen.picture}-320.png)."
    return (
        f"`{_address(screen.name)}` {screen.sentence}{small if screen.is_small else ''}\n\n"
        f"![{screen.sentence}](../screens/{name})\n"
    )


def _address(name: str) -> str:
    """Give the address of a page as urls.py has it, with its gaps named."""
    from django.urls import get_resolver

    (found,) = [each for each in get_resolver().url_patterns if each.name == name]
    pattern = found.pattern
    route = getattr(pattern, "_route", "")
    for gap in pattern.converters:
        kinds = ("slug", "str", "int")
        for kind in kinds:
            route = route.replace(f"<{kind}:{gap}>", f"[{gap}]")
    return "/" + (route or "password/new/[key]/")


def draw(only: frozenset[str] = frozenset()) -> None:
    """Draw every page, or only those named."""
    examples = DOCS.parent / "examples"
    with _workbench() as address, _browser() as browser:
        scene = set_scene(examples)
        PICTURES.mkdir(exist_ok=True)
        for screen in SCREENS:
            if not only or screen.picture in only:
                _draw_one(browser, address, scene, screen)
        PAGE.write_text(listed(), encoding="utf-8")


def _draw_one(browser: Any, address: str, scene: Scene, screen: Screen) -> None:
    for ending, width in WIDTHS.items():
        if ending and not screen.is_small:
            continue
        context = browser.new_context(
            viewport={"width": width, "height": 800}, locale="en-GB"
        )
        if screen.whose in scene.cookies:
            value = scene.cookies[screen.whose]
            cookie = {"name": "sessionid", "value": value, "url": address}
            context.add_cookies([cookie])
        page = context.new_page()
        found = page.goto(address + place(screen, scene.words))
        if found is None or not found.ok:
            raise RuntimeError(f"{screen.picture}: {page.url} did not open")
        tall = page.evaluate("document.documentElement.scrollHeight")
        size = {"width": width, "height": min(tall, TALLEST)}
        picture = page.screenshot(full_page=True, clip={"x": 0, "y": 0, **size})
        _keep(picture, PICTURES / f"{screen.picture}{ending}.png")
        context.close()


def place(screen: Screen, words: dict[str, str]) -> str:
    """Give the address of a screen in this scene."""
    from django.urls import reverse

    arguments = [
        words[each[1:]] if each.startswith("*") else each for each in screen.arguments
    ]
    query = screen.query.replace("*project", words["project"])
    return reverse(screen.name, args=arguments) + query


def _keep(picture: bytes, path: Path) -> None:
    """Write a picture with few colours: pages have few, and a repository keeps all."""
    from PIL import Image

    image = Image.open(io.BytesIO(picture)).convert("RGB")
    few = image.quantize(
        _COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
    )
    few.save(path, optimize=True)


@contextmanager
def _workbench() -> Iterator[str]:
    """Serve a workbench of its own, with accounts, from a folder that is dropped."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"EFQI_HOME": home, "EFQI_MODE": "server", "EFQI_JOBS": "at once"}
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        import waitress

        from efqi.web.serve import prepare

        prepare()
        from efqi.web.wsgi import application

        server = waitress.create_server(application, host="127.0.0.1", port=0)
        threading.Thread(target=server.run, daemon=True).start()
        yield f"http://localhost:{server.effective_port}"
        server.close()


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found,
            args=["--no-sandbox", "--disable-gpu"],
        )
        yield browser
        browser.close()


if __name__ == "__main__":
    draw(frozenset(sys.argv[1:]))
