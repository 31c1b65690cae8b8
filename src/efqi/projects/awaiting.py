"""What someone who took part is still owed."""

from efqi.projects.document.people import Participation

_WANTS_NONE = ("declined", "donated", "not eligible")


def awaits_payment(entry: Participation) -> bool:
    """Say whether pay was offered, not declined, and not given yet."""
    is_declined = entry.payment_choice.casefold().startswith(_WANTS_NONE)
    return bool(entry.payment_offered) and not is_declined and entry.paid_on is None


def awaits_feedback(entry: Participation) -> bool:
    """Say whether they were promised to hear what came of it, and have not."""
    return entry.feedback_due is not None and entry.feedback_given is None


def is_owed(entry: Participation) -> bool:
    """Say whether someone waits for a payment, or to hear what came of it."""
    return awaits_payment(entry) or awaits_feedback(entry)
