"""Everything that a page or a report says can be translated."""

import re

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "say", "phrase", "words")),
    "ngettext": (1, 2),
}
NAMES = {"efqi", "GitHub", "PDF", "Word", "Excel", "CSV", "SVG", "PNG"}
SPOKEN = re.compile(r"""(?:aria-label|alt|title|placeholder)="([^"]*[a-z]{2}[^"]*)\"""")


def templates(root):
    return sorted((root / "src/efqi/web/templates").rglob("*.html"))


def bare_words(source):
    """Words of a template that stand outside every call that translates them."""
    tree = Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(source)
    data = "\x00".join(node.data for node in tree.find_all(nodes.TemplateData))
    spoken = SPOKEN.findall(data.replace("\x00", '""'))
    data = re.sub(r"efqi-[\w-]+", " ", data)
    shown = re.sub(r"<(script|style)\b.*?</\1>", " ", data, flags=re.S)
    shown = re.sub(r"<[^>]*>", " ", shown).replace("\x00", " ")
    found = re.findall(r"[A-Za-z][a-z]+", re.sub(r"&\w+;", " ", shown))
    return [word for word in found if word not in NAMES] + spoken


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>{{ _('Hello') }}</p>", []),
        ("<p>Hello {{ _('you') }}</p>", ["Hello"]),
        ('<a href="/x" aria-label="Close it">{{ x }}</a>', ["Close it"]),
        ("<a{% if x %} class='y'{% endif %}>{{ x }}</a>", []),
    ],
)
def test_bare_words_are_found(source, found):
    assert bare_words(source) == found


def test_no_template_says_a_word_that_cannot_be_translated(root):
    bare = {
        str(path.relative_to(root)): words
        for path in templates(root)
        if (words := bare_words(path.read_text(encoding="utf-8")))
    }
    assert bare == {}


def singular(message):
    """A text that stands both with a plural and alone is kept once."""
    return message if isinstance(message, str) else message[0]


def test_catalogue_holds_every_sentence(root, monkeypatch):
    monkeypatch.syspath_prepend(str(root))
    with (root / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = {
        singular(message)
        for _, _, message, _, _ in extract_from_dir(
            root / "src/efqi", methods, options, keywords=KEYWORDS
        )
    }
    with (root / "src/efqi/web/locale/efqi.pot").open("rb") as file:
        kept = {singular(message.id) for message in read_po(file) if message.id}
    assert kept == found, "run `make messages`"


def test_report_speaks_the_language_it_is_given():
    from efqi.reports.wording.sentence import joined, say, translated_by

    translated_by({"{first} and {last}": "{first} a {last}"}.get)
    try:
        assert joined(("un", "dau", "tri")) == "un, dau a tri"
    finally:
        translated_by(str)
    assert say("One.") == "One."
