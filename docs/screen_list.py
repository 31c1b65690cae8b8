"""Every page of the workbench: its address, and what stands there in one sentence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Screen:
    """A page with a picture.

    Attributes
    ----------
    name : str
        Name of its address.
    sentence : str
        What stands there.
    arguments : tuple of str
        What its address is made with; ``*word`` is looked up while the scene is set.
    whose : str
        Who looks: the lead, the partner, or nobody who is signed in.
    file : str
        Name of the picture, where one address has several; else that of the address.
    query : str
        What is asked beside the address.
    is_small : bool
        Whether it is drawn as on a phone, too.
    """

    name: str
    sentence: str
    arguments: tuple[str, ...] = ()
    whose: str = "lead"
    file: str = ""
    query: str = ""
    is_small: bool = False

    @property
    def picture(self) -> str:
        """Name of its picture, without the ending."""
        return self.file or self.name.replace("_", "-")


PROJECT = "*project"


def _of_project(name: str, sentence: str, *arguments: str, **more: object) -> Screen:
    return Screen(name, sentence, (PROJECT, *arguments), **more)  # type: ignore[arg-type]


CHAPTERS = (
    (
        "Above projects",
        (
            Screen(
                "home", "Your projects, what is next, who is waiting.", is_small=True
            ),
            Screen("projects", "All your projects, found by words, method or answer."),
            Screen(
                "portfolio",
                "How many projects narrowed or widened the gap, and where nobody looked.",
                is_small=True,
            ),
            Screen("board", "Chooses projects for the board pack."),
            Screen(
                "board",
                "The board pack: levels by deprivation, ethnicity, age and sex, with unknowns.",
                file="board-pack",
                query="?project=*project",
            ),
            Screen("portfolio-resources", "Where hours or payments are missing."),
            Screen("bin", "Projects that were deleted, and can come back."),
            Screen("new", "Begins a project: a name, a problem in one line, a method."),
            Screen("import", "Brings a project from a file that efqi made."),
        ),
    ),
    (
        "The chapters of a project",
        (
            _of_project(
                "overview",
                "The answer so far, the next three prompts, what is owed.",
                is_small=True,
            ),
            _of_project(
                "values", "The problem, why there is a gap, the aim, the six aims."
            ),
            _of_project("resources", "Who has agreed to what, and on whom work falls."),
            _of_project("give-hours", "Who gives the hours that nobody agreed to."),
            _of_project(
                "data",
                "What is counted for whom, and charts of every group.",
                is_small=True,
            ),
            _of_project(
                "design",
                "Who shaped the change, how it could work, how it could harm.",
                is_small=True,
            ),
            _of_project("cycles", "Tests of change, and whether they are whole."),
            _of_project(
                "answer",
                "Whether care improved, for whom, and whether the gap changed.",
                is_small=True,
            ),
        ),
    ),
    (
        "Values",
        (
            _of_project("charter", "The project on one sheet of A4."),
            _of_project(
                "assessment",
                "24 questions: where people see the project differently.",
                file="assessment",
            ),
            _of_project(
                "assess", "One aspect, scored alone.", "mine", "values", file="assess"
            ),
            _of_project(
                "edit",
                "One form for every record; here the aim with both targets.",
                "aim",
                "only",
                file="edit-aim",
            ),
        ),
    ),
    (
        "Data",
        (
            _of_project("upload", "Takes a file."),
            Screen(
                "confirm",
                "What the file is taken to mean, filled in for you.",
                ("*begun", "*upload"),
            ),
            Screen("work", "How far the counting is.", ("*begun", "*job")),
            _of_project("typed", "Takes numbers of each month that are typed."),
            _of_project(
                "baseline", "Where each group stands, and who is worst served."
            ),
            _of_project(
                "first_aim", "The aim, with today's levels beside the targets."
            ),
            _of_project("measure", "How one measure is counted.", "*measure"),
            _of_project("charting", "How it is charted and protected."),
            _of_project("keep", "How long exact counts are kept."),
        ),
    ),
    (
        "Design",
        (
            _of_project("participation", "Who took part, and what came of it."),
            _of_project("harms", "Ways in which a good change makes a gap wider."),
        ),
    ),
    (
        "Cycles",
        (
            _of_project(
                "cycle",
                "One test: predicted, done, studied, acted on, group by group.",
                "*cycle",
                is_small=True,
            ),
            _of_project("card", "Half a sheet for the wall of the ward.", "*cycle"),
            _of_project("method", "How the team works; it can change at any time."),
            _of_project("worksheet", "A table of the method.", "causes"),
            _of_project(
                "asked",
                "One prompt or gate: what good looks like, an answer, an owner.",
                "mfi.aim.2",
                "project",
            ),
        ),
    ),
    (
        "Answer",
        (
            _of_project("one-view", "The answer by another way of grouping.", "*view"),
            _of_project(
                "explain", "Why a group is not better, and who looks.", "*group"
            ),
            _of_project("not-looked-at", "Says why a way of grouping is left.", "sex"),
            _of_project("claim", "What may be claimed, and what stands in the way."),
            _of_project("pass-over", "Passes over a gate.", "*gate", "*gate_of"),
            _of_project("decisions", "What was decided, by whom and why."),
        ),
    ),
    (
        "In plain words, with patient partners",
        (
            Screen(
                "home",
                "Home of a patient partner: what to read, say, check; what she is owed.",
                whose="partner",
                file="home-of-a-partner",
                is_small=True,
            ),
            _of_project(
                "plain",
                "The answer in plain words, with one chart and the same in sentences.",
                whose="partner",
                is_small=True,
            ),
            _of_project(
                "plain",
                "The same page in large print.",
                whose="partner",
                file="plain-large-print",
                query="?print=large",
            ),
            _of_project("reading", "Says what it means.", "own", whose="partner"),
            _of_project(
                "own_log",
                "What she said, what changed because of it, when she is paid.",
                whose="partner",
                is_small=True,
            ),
            _of_project("sharing", "Links that open without an account."),
            _of_project("offer", "Writes an offer to take part, with pay."),
            _of_project("whose_log", "Shows partners their own entries."),
            Screen(
                "shared",
                "What opens behind a link: would you like to take part?",
                ("*secret",),
                whose="nobody",
            ),
        ),
    ),
    (
        "Talk, history, and moving",
        (
            _of_project("comments", "All that is said about a project."),
            _of_project("history", "Every change, newest first."),
            _of_project(
                "entry-history", "How one record came to be.", "charter", "only"
            ),
            _of_project("export", "Takes the project along as one file."),
            _of_project("delete-project", "Asks before a project goes to the bin."),
        ),
    ),
    (
        "People and accounts (on a service only)",
        (
            _of_project("people", "Who belongs to a project, and as what."),
            _of_project("invite", "Makes an invitation."),
            _of_project("member", "Changes what someone may do.", "*person"),
            _of_project("leave", "Leaves a project."),
            Screen("join", "Joins by an invitation.", ("*invitation",), whose="nobody"),
            Screen(
                "service", "Programmes, for whoever keeps the service.", whose="keeper"
            ),
            Screen("service_new_programme", "Makes a programme.", whose="keeper"),
            Screen(
                "service_programme",
                "Projects and leads of a programme.",
                ("*programme",),
                whose="keeper",
            ),
            Screen("account_login", "Signs in.", whose="nobody"),
            Screen("account_signup", "Says how an account is had.", whose="nobody"),
            Screen(
                "account_reset_password", "Asks for a new password.", whose="nobody"
            ),
            Screen("mfa_index", "One's own account: password and code."),
        ),
    ),
)
"""Pages under the headings that they stand under."""
POST_ONLY = "takes a form and shows nothing of its own"
FILE = "gives a file"
LIKE = "looks like the pages beside it"
LEFT_OUT = {
    "account_set_password": "leads to the page that sends a letter",
    "notices-read": POST_ONLY,
    "back": POST_ONLY,
    "open_groups": POST_ONLY,
    "observe": POST_ONLY,
    "assign": POST_ONLY,
    "remove": POST_ONLY,
    "restore": POST_ONLY,
    "comment": POST_ONLY,
    "bring-back": POST_ONLY,
    "own_answer": POST_ONLY,
    "end_link": POST_ONLY,
    "stop_invitation": POST_ONLY,
    "take_out": LIKE,
    "another-measure": LIKE,
    "correction": LIKE,
    "published": LIKE,
    "charter_file": FILE,
    "drivers": FILE,
    "card_pdf": FILE,
    "report": FILE,
    "plain_pdf": FILE,
    "shared_pdf": FILE,
    "mfa_download_recovery_codes": FILE,
    "mfa_authenticate": LIKE,
    "account_reauthenticate": LIKE,
    "mfa_reauthenticate": LIKE,
    "account_inactive": LIKE,
    "account_logout": LIKE,
    "account_reset_password_done": LIKE,
    "account_reset_password_from_key": LIKE,
    "account_reset_password_from_key_done": LIKE,
    "account_change_password": LIKE,
    "mfa_activate_totp": LIKE,
    "mfa_deactivate_totp": LIKE,
    "mfa_view_recovery_codes": LIKE,
    "mfa_generate_recovery_codes": LIKE,
}
"""Addresses without a picture, each with why."""
SCREENS = tuple(screen for _, screens in CHAPTERS for screen in screens)
