"""Tables of the workbench."""

from efqi.web.workbench.models.data import Answer, Cells
from efqi.web.workbench.models.entry import Entry, EntryVersion
from efqi.web.workbench.models.job import Job
from efqi.web.workbench.models.letter import Letter
from efqi.web.workbench.models.notice import Notice
from efqi.web.workbench.models.people import Invitation, Membership, Person
from efqi.web.workbench.models.project import Programme, Project
from efqi.web.workbench.models.sharing import SharedLink
from efqi.web.workbench.models.summary import OwedItem, ProjectSummary
from efqi.web.workbench.models.talk import Comment, LogLine

__all__ = [
    "Answer",
    "Cells",
    "Comment",
    "Entry",
    "EntryVersion",
    "Invitation",
    "Job",
    "Letter",
    "LogLine",
    "Membership",
    "Notice",
    "OwedItem",
    "Person",
    "Programme",
    "Project",
    "ProjectSummary",
    "SharedLink",
]
