"""The people and projects that stand on the pictures: the examples, invented throughout."""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

_FILE = """day,outcome,imd
2024-01-15,missed,1
2024-02-15,attended,1
2024-01-16,attended,2
2024-02-16,missed,2
"""
_OFFER = {
    "label": "A carer",
    "what": "Read a page about missed visits and tell us what is wrong with it.",
    "when_and_where": "On the phone, on a day that suits you.",
    "hours": "2",
    "payment": "50",
    "payment_how": "Into your bank, within 30 days. Fares and child care are paid as well.",
    "may_change": "The words of the text, and what we look at next. The clinic stays.",
    "support": "Large print, someone beside you, breaks.",
    "contact": "Phone the team: 0100 000 000",
    "hear_by": "2027-01-10",
}


@dataclass
class Scene:
    """What addresses are made with, and who may look.

    Attributes
    ----------
    words : dict
        What a starred word of an address stands for.
    cookies : dict
        Session of each person who looks; nobody has none.
    """

    words: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)


def set_scene(examples: Path) -> Scene:
    """Make people, bring every example, and leave a page in each state that is drawn.

    Parameters
    ----------
    examples : Path
        The folder of the examples.
    """
    from efqi.web.workbench.folder import take_folder

    scene = Scene()
    clients = {
        who: _client(scene, who, name)
        for who, name in (("lead", "Lee"), ("partner", "Pat"), ("keeper", "Kim"))
    }
    lead, client = clients["lead"]
    folders = [path.parent for path in examples.glob("*/project.toml")]
    for folder in sorted(folders, key=lambda path: path.name == "missed-appointments"):
        project = take_folder(folder, lead)
    scene.words["project"] = project.key
    _of_the_project(scene.words, project)
    _of_partner(scene.words, project, clients)
    _of_service(scene.words, project, clients)
    _begun(scene.words, lead, client)
    _found_on_pages(scene.words, project, client)
    return scene


def _client(scene: Scene, who: str, name: str) -> tuple[Any, Any]:
    from django.test import Client

    from efqi.web.workbench.models import Person

    email = f"{who}@example.org"
    person = Person.objects.create_user(email, email=email, name=name)
    person.is_superuser = who == "keeper"
    person.save()
    client = Client(HTTP_HOST="localhost")
    client.force_login(person)
    scene.cookies[who] = client.cookies["sessionid"].value
    return person, client


def _of_the_project(words: dict[str, str], project: Any) -> None:
    words["cycle"] = project.entries.filter(kind="cycle").last().key


def _of_partner(words: dict[str, str], project: Any, clients: dict[str, Any]) -> None:
    from django.urls import reverse

    from efqi.projects.permission import Role
    from efqi.web.workbench.models import Membership

    (partner, _), (_, lead) = clients["partner"], clients["lead"]
    role = Role.PATIENT_PARTNER.value
    Membership.objects.create(person=partner, project=project, role=role)
    for entry in project.entries.filter(kind="participation")[:2]:
        entry.content = entry.content | {"account": str(partner.account)}
        entry.save()
    made = lead.post(reverse("offer", args=[project.key]), _OFFER).content.decode()
    words["secret"] = re.search(r"/shared/([\w-]+)/", made)[1]


def _of_service(words: dict[str, str], project: Any, clients: dict[str, Any]) -> None:
    from django.urls import reverse

    from efqi.projects.permission import Role
    from efqi.web.workbench.invitations import invite
    from efqi.web.workbench.models import Programme

    (partner, _), (lead, _) = clients["partner"], clients["lead"]
    words["person"] = str(partner.pk)
    words["invitation"] = invite(project, Role.EDITOR, by=lead)
    clients["keeper"][1].post(
        reverse("service_new_programme"), {"title": "Outpatients"}
    )
    words["programme"] = Programme.objects.get().key


def _begun(words: dict[str, str], lead: Any, client: Any) -> None:
    """Leave a project whose file waits, and one piece of work that is under way."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.urls import reverse
    from django.utils import timezone

    from efqi.projects.document.document import Method
    from efqi.web.workbench.beginning import begin
    from efqi.web.workbench.models import Job

    begun = begin(lead, "Missed health checks", Method.MODEL_FOR_IMPROVEMENT, "")
    file = SimpleUploadedFile("visits.csv", _FILE.encode())
    sent = client.post(reverse("upload", args=[begun.key]), {"file": file})
    words["begun"] = begun.key
    _hours_of(begun)
    words["upload"] = sent.url.rstrip("/").rsplit("/", maxsplit=1)[-1]
    Job.objects.create(
        key="a" * 32,
        project=begun,
        by=lead,
        state=Job.State.RUNNING,
        stage=Job.Stage.COUNTING,
        percent=60,
        at=timezone.now(),
    )
    words["job"] = "a" * 32
    gone = begin(lead, "A project that ended", Method.A3, "")
    client.post(reverse("delete-project", args=[gone.key]))


def _hours_of(project: Any) -> None:
    """Agree to hours in a project, so that they can be moved to another."""
    from efqi.projects.document.people import ResourceEntry
    from efqi.web.workbench.saving import NEW, save_record

    line = ResourceEntry(
        identifier="t1",
        line="rp.time.1",
        values={"role": "interpreter", "minutes_week": "240"},
        agreed_by="Head of access (invented)",
        agreed_on=date(2026, 9, 1),
    )
    save_record(project, "resource", line, read=NEW, by=None)


def _found_on_pages(words: dict[str, str], project: Any, client: Any) -> None:
    """Read keys that only pages know from the pages that link to them."""
    for page, pattern, names in (
        ("answer", r"/answer/explain/(\w+)/", ("group",)),
        ("answer", r"/answer/([\w-]+-by-[\w-]+)/", ("view",)),
        ("answer", r"/answer/pass-over/([^/]+)/([\w-]+)/", ("gate", "gate_of")),
        ("claim", r"/answer/pass-over/([^/]+)/([\w-]+)/", ("gate", "gate_of")),
        ("data", r"/data/measure/(\w+)/", ("measure",)),
    ):
        text = client.get(f"/projects/{project.key}/{_PLACES[page]}").content.decode()
        if found := re.search(pattern, text):
            words.update(zip(names, found.groups(), strict=True))


_PLACES = {"answer": "answer/", "claim": "answer/claim/", "data": "data/"}
