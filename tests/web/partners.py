"""A project with people in it whose names must never be on a shared page."""

MARKS = ("Zebedee", "Quagmire", "Xanthippe", "Nokomis")
"""Parts of names that stand nowhere else."""


def member(visitor, project, role, name="Someone"):
    from efqi.web.workbench.models import Membership

    who = visitor(name)
    Membership.objects.create(person=who.person, project=project, role=role)
    who.project = project
    return who


def link_of(page):
    """The address that a page shows once."""
    text = page.content.decode()
    return text.split('<a href="http://localhost', 1)[1].split('"', 1)[0]


def save(project, kind, record):
    from efqi.web.workbench.saving import NEW, Saved, save_record

    saved = save_record(project, kind, record, read=NEW, by=None)
    assert isinstance(saved, Saved)
    return saved


def change(project, kind, update):
    entry = project.entries.get(kind=kind)
    entry.content = entry.content | update
    entry.save()
