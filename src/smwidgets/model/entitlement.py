"""What is said to a user who may see no contact of the shop, or those of some owners only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smwidgets.core.text import Text, say

if TYPE_CHECKING:
    from smwidgets.model.dashboard_model import DashboardModel

NOTHING: Text = {
    "pl": "{user} nie ma prawa widzieć kontaktów tego sklepu, więc nie ma tu żadnych liczb. O dostęp poproś osobę, "
    "która udostępnia ten dashboard.",
    "en": "{user} may see no contacts of this shop, so there are no numbers here. Ask whoever publishes this dashboard "
    "for access.",
}
NOBODY: Text = {
    "pl": "Ten dashboard nie pokazuje nic osobom niezalogowanym. Zaloguj się albo o dostęp poproś osobę, która go "
    "udostępnia.",
    "en": "This dashboard shows nothing to people who are not signed in. Sign in, or ask whoever publishes it for "
    "access.",
}
NO_CONTACT: Text = {
    "pl": "{user} ma prawo widzieć kontakty właścicieli: {owners}. W tym sklepie nie mają oni żadnych kontaktów. "
    "Jeśli to pomyłka, powiedz o tym osobie, która udostępnia ten dashboard.",
    "en": "{user} may see the contacts of these owners: {owners}. They have no contacts in this shop. If that is a "
    "mistake, tell whoever publishes this dashboard.",
}
SOME: Text = {"pl": "tylko kontakty: {owners}", "en": "contacts of {owners} only"}
THE_USER: Text = {"pl": "Osoba niezalogowana", "en": "Who is not signed in"}

MOST_NAMED = 5
"""Owners that are named in a line; of more, the first and how many there are."""


def notice(model: DashboardModel) -> str:
    """Say to a user who may see no contact that it is so and whom to ask; empty for everybody else.

    Notes
    -----
    Specification R5. A shop without contacts is no matter of rights.
    """
    owners, locale = model.shop.rights.owners, model.locale
    if owners is None:
        return ""
    if not owners:
        return say(NOBODY, locale) if model.user is None else say(NOTHING, locale, user=model.user)
    if len(model.shop.cube("contacts")):
        return ""
    return say(NO_CONTACT, locale, user=model.user or say(THE_USER, locale), owners=_named(model))


def scope(model: DashboardModel) -> str:
    """Say whose contacts the figures are of; empty where they are of all."""
    return say(SOME, model.locale, owners=_named(model)) if model.shop.rights.owners else ""


def _named(model: DashboardModel) -> str:
    owners = sorted(model.shop.rights.owners or ())
    more = f" (+{len(owners) - MOST_NAMED})" if len(owners) > MOST_NAMED else ""
    return ", ".join(owners[:MOST_NAMED]) + more
