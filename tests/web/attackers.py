"""Walk every page as a browser would, and send every form with hostile words in it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

LEFT_ALONE = ("/sign-out/", "/static/", "/password/", "/security/")
"""Pages that end the walk or are of the person and not of a project."""


@dataclass
class Form:
    """A form of a page, and what it would send untouched."""

    action: str
    is_post: bool
    fields: list[dict[str, str]] = field(default_factory=list)


class Read(HTMLParser):
    """Find links, forms and what would run in a page."""

    def __init__(self, words):
        super().__init__()
        self.links, self.forms, self.alive, self.text = [], [], [], []
        self._select, self._area = None, None
        self.feed(words)

    def handle_starttag(self, tag, pairs):
        given = {name: value or "" for name, value in pairs}
        self.alive += [(tag, name) for name in given if name.startswith("on")]
        self.alive += [
            (tag, each)
            for each in (given.get("href", ""), given.get("src", ""))
            if each.strip().lower().startswith("javascript:")
        ]
        if tag == "script" and "nonce" not in given and not given.get("src"):
            self.alive.append((tag, "without a nonce"))
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "form":
            is_post = given.get("method", "").lower() == "post"
            self.forms.append(Form(given.get("action", ""), is_post))
        if tag in ("input", "textarea", "select", "button") and self.forms:
            found = {"tag": tag, "options": [], **given}
            self.forms[-1].fields.append(found)
            self._select = found if tag == "select" else self._select
            self._area = found if tag == "textarea" else None
        if tag == "option" and self._select is not None:
            self._select["options"].append(given.get("value", ""))
            if "selected" in given:
                self._select["value"] = given.get("value", "")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._area = None
        if tag == "select":
            self._select = None

    def handle_data(self, data):
        self.text.append(data)
        if self._area is not None:
            self._area["value"] = self._area.get("value", "") + data


def is_words(given):
    """Say whether a field takes any words."""
    if given["tag"] == "textarea":
        return True
    is_line = given["tag"] == "input" and given.get("type", "text") in (
        "text",
        "search",
        "email",
        "url",
        "tel",
    )
    return is_line and given.get("inputmode", "") not in ("numeric", "decimal")


def filled(form, words, number="3"):
    """Fill a form: any words where they are taken, something plausible elsewhere."""
    sent = {}
    for given in form.fields:
        name, kind = given.get("name"), given.get("type", "text")
        if not name or kind == "file" or "disabled" in given:
            continue
        if is_words(given):
            sent[name] = words
        elif given["tag"] == "select":
            picked = [each for each in given["options"] if each]
            sent[name] = given.get("value") or (picked[0] if picked else "")
        elif kind in ("radio", "checkbox"):
            sent.setdefault(name, given.get("value", "on"))
        elif kind == "hidden" or given["tag"] == "button":
            sent.setdefault(name, given.get("value", ""))
        elif kind == "date":
            sent[name] = "2026-01-05"
        else:
            sent[name] = "2026" if name.endswith("[year]") else number
    return sent


@dataclass
class Walk:
    """What was found on a walk from some addresses on."""

    pages: dict[str, object] = field(default_factory=dict)
    broken: list[tuple[str, str]] = field(default_factory=list)

    def forms(self):
        """Give every POST form once, with the page that it stands on."""
        seen = set()
        for path, page in self.pages.items():
            if not is_page(page):
                continue
            for form in Read(page.content.decode()).forms:
                action = urljoin(path, form.action or path)
                names = tuple(sorted(str(each.get("name")) for each in form.fields))
                if form.is_post and (action, names) not in seen:
                    seen.add((action, names))
                    yield path, action, form


def is_page(found):
    """Say whether an answer is a page of HTML."""
    kind = found.headers.get("Content-Type", "")
    return kind.startswith("text/html") and "Content-Disposition" not in found.headers


def walk(client, *begin, most=400):
    """Open every page that can be reached; what failed is kept by its address."""
    made, ahead, shapes = Walk(), list(begin), set()
    while ahead and len(made.pages) < most:
        path = ahead.pop(0)
        if _shape(path) in shapes or path.startswith(LEFT_ALONE):
            continue
        shapes.add(_shape(path))
        try:
            found = client.get(path)
        except Exception as error:
            made.broken.append((path, repr(error)[:300]))
            continue
        made.pages[path] = found
        if found.status_code >= 500:
            made.broken.append((path, str(found.status_code)))
        ahead += _onward(path, found)
    return made


def refused(client, *begin):
    """Open a page of each kind on from some; give links and forms that are refused."""
    from django.urls import resolve

    found, seen, ahead = set(), set(), [(path, "") for path in begin]
    while ahead:
        path, stands_on = ahead.pop(0)
        door = resolve(urlsplit(path).path)
        asked = {**door.kwargs, "entry_key": "", "person_id": ""}
        asked |= {} if door.url_name == "asked" else {"item": ""}
        shape = (door.url_name, *asked.values())
        is_file = not urlsplit(path).path.endswith("/")
        if shape in seen or path in seen or is_file:
            continue
        page = client.get(path)
        seen.add(path if page.status_code == 404 else shape)
        if page.status_code == 403:
            found.add((stands_on, path))
        onward = _onward(path, page, with_forms=True)
        ahead += [(to, path) for to in onward if not to.startswith(LEFT_ALONE)]
    return found


def _shape(path):
    """Give what two addresses share that differ in what they ask for alone."""
    parts = urlsplit(path)
    return parts.path, tuple(sorted(p.split("=")[0] for p in parts.query.split("&")))


def _onward(path, found, with_forms=False):
    read = Read(found.content.decode() if is_page(found) else "")
    links = read.links + [form.action for form in read.forms if with_forms]
    if "Location" in found.headers:
        links.append(found.headers["Location"])
    onward = [urldefrag(urljoin(path, link)).url for link in links]
    return [to for to in onward if to.startswith("/") and not to.startswith("//")]
