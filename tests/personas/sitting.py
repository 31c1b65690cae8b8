"""Someone who sits at a page: they see what is shown, and act with a mouse or the keys."""

import time
from dataclasses import dataclass, field
from datetime import date

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
UNFOLD = """document.querySelectorAll('details:not([open])').forEach(
    each => { each.dataset.unfolded = '1'; each.open = true })"""
FOLD = """document.querySelectorAll('[data-unfolded]').forEach(
    each => { each.open = false; delete each.dataset.unfolded })"""
HERE = "each => each === document.activeElement"
SAME_QUESTION = """each => {
    const here = document.activeElement
    return here.type === 'radio' && here.name === each.name
}"""
MOST_KEYS = 400
"""Tabs after which something counts as out of reach of the keyboard."""


@dataclass
class Sitting:
    """One person at one browser.

    Attributes
    ----------
    page, twin : playwright.sync_api.Page
        What they use, and the same addresses with scripts, in which barriers are looked for:
        the checker is a script.
    axe : callable
        Gives the barriers of a page.
    by_keys : bool
        Whether they use the keyboard alone.
    presses, fields : int
        Buttons and links that were pressed; fields that were filled.
    seconds : float
        What the service and the browser took to show the pages that were asked for.
    barriers : dict
        What stood in the way, by page.
    """

    page: object
    twin: object
    axe: object
    address: str
    by_keys: bool = False
    presses: int = 0
    fields: int = 0
    seconds: float = 0.0
    barriers: dict = field(default_factory=dict)

    def open(self, path):
        """Open a page from outside: a bookmark, or a link that was sent."""
        self._wait(lambda: self.page.goto(self.address + path))
        return self

    def press(self, name, nth=0):
        """Press a button or a link, by what it says or where it stands, and look there."""
        self._wait(lambda: self._press(self._named(name, nth)))
        return self

    def unfold(self, name, nth=0):
        """Open what is folded under a line."""
        self._press(self.page.locator("summary", has_text=name).nth(nth))
        return self

    def write(self, label, text, nth=0):
        """Fill a field."""
        box = self.page.get_by_label(label).nth(nth)
        self.fields += 1
        if isinstance(text, date):
            self._write_day(box, text)
        elif self.by_keys:
            self._reach(box)
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(text)
        else:
            box.fill(text)
        return self

    def pick(self, label, nth=0):
        """Choose a radio button, or tick a box."""
        box = self.page.get_by_label(label).nth(nth)
        self.fields += 1
        if not self.by_keys:
            box.check()
        elif box.get_attribute("type") == "radio":
            self._reach_radio(box)
        else:
            self._reach(box)
            self.page.keyboard.press("Space")
        assert box.is_checked(), label
        return self

    def select(self, label, words, nth=0):
        """Choose from a list."""
        box = self.page.get_by_label(label).nth(nth)
        self.fields += 1
        if self.by_keys:
            self._reach(box)
            self.page.keyboard.type(words)
        else:
            box.select_option(label=words)
        chosen = box.evaluate("each => each.selectedOptions[0].text.trim()")
        assert chosen == words, f"{label}: {chosen}"
        return self

    def bring(self, label, path):
        """Choose a file; the window for it is the machine's own, and not ours to test."""
        box = self.page.get_by_label(label).first
        self.fields += 1
        if self.by_keys:
            self._reach(box)
        box.set_input_files(path)
        return self

    def take(self, name, folder, nth=0):
        """Press something that gives a file, and give the path that it was kept at."""
        with self.page.expect_download() as waiting:
            self._press(self._named(name, nth))
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path

    @property
    def heading(self):
        """The question of the page."""
        return self.page.inner_text("h1")

    @property
    def words(self):
        """All that the page says, in one line."""
        text = self.page.inner_text("main").replace("\u00a0", " ")
        return " ".join(text.split())

    def cost(self):
        """What the flow took of a person's hands."""
        return {"presses": self.presses, "fields": self.fields}

    def _named(self, name, nth):
        if not isinstance(name, str):
            return name
        button = self.page.get_by_role("button", name=name)
        return button.or_(self.page.get_by_role("link", name=name)).nth(nth)

    def _press(self, target):
        self.presses += 1
        if self.by_keys:
            self._reach(target)
            self.page.keyboard.press("Enter")
        else:
            target.click()

    def _reach(self, target):
        """Go on with Tab until something has the focus: nothing may be out of reach."""
        for _ in range(MOST_KEYS):
            if target.evaluate(HERE):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} is out of reach of the keyboard")

    def _reach_radio(self, target):
        for _ in range(MOST_KEYS):
            if target.evaluate(SAME_QUESTION):
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        for _ in range(MOST_KEYS):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")

    def _write_day(self, box, day):
        if not self.by_keys:
            box.fill(day.isoformat())
            return
        for form in ("%m%d%Y", "%d%m%Y"):
            self._reach(box)
            self.page.keyboard.type(day.strftime(form))
            if box.input_value() == day.isoformat():
                return
            self.page.keyboard.press("Shift+Tab")
        raise AssertionError(f"{day} could not be typed: {box.input_value()}")

    def _wait(self, act):
        """Do what leads to another page, take its time, and look for barriers on it."""
        begun = time.monotonic()
        with self.page.expect_navigation(wait_until="load"):
            act()
        self.seconds += time.monotonic() - begun
        self.look()

    def look(self):
        """Look for barriers on the page as it stands."""
        seen = self.page
        if self.by_keys:
            self.twin.goto(self.page.url)
            seen = self.twin
        seen.evaluate(UNFOLD)
        found = self.axe(seen)
        sideways = seen.evaluate(SIDEWAYS)
        seen.evaluate(FOLD)
        if found or sideways > 0:
            self.barriers[self.page.url] = (found, sideways)
