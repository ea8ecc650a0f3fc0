"""What a viewer without the right to personal data sees in their place."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import ibis

from smwidgets.data.counted_rows import opt_out_reason
from smwidgets.data.opt_out_reasons import OTHER

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import ibis.expr.types as ir

MASK = "•••"

_ADDRESS = r"\S*(@|%40)\S*"
_SEGMENT = r"[^/\s]*(@|%40)[^/\s]*"


def email(value: ir.StringValue) -> ir.StringValue:
    """Keep the first letter and the domain: ``a•••@example.com``; without a domain the first letter alone.

    What stands after the last ``@`` and has white space in it is no domain and is masked too.
    """
    local = value.substr(0, 1).re_replace("[@ ]", "") + MASK
    domain = value.right(value.reverse().find("@"))
    plain = domain.re_search(r"^[^\s@]+$").ifelse(domain, MASK)
    return _filled(value, value.contains("@").ifelse(local + "@" + plain, local))


def initials(value: ir.StringValue) -> ir.StringValue:
    """Keep the first letter of each word: ``A••• N•••``."""
    return value.re_replace(r"(\S)\S*", rf"\1{MASK}")


def hidden(value: ir.StringValue) -> ir.StringValue:
    """Tell only that there is something."""
    return _filled(value, ibis.literal(MASK))


def without_addresses(value: ir.StringValue) -> ir.StringValue:
    """Mask each word of a text that may be an e-mail address."""
    return value.re_replace(_ADDRESS, MASK)


def address_bar(value: ir.StringValue) -> ir.StringValue:
    """Cut an URL before its query and fragment, and mask each part of its path that may be an e-mail address."""
    return value.re_replace(r"[?#][\s\S]*$", "").re_replace(_SEGMENT, MASK)


def reason(value: ir.StringValue) -> ir.StringValue:
    """Keep the reasons that are told apart; what a person wrote is hidden and stays another reason."""
    return (opt_out_reason(value) == OTHER).ifelse(hidden(value), value)


_MASKS: Mapping[str, Mapping[str, Callable[[ir.StringValue], ir.StringValue]]] = MappingProxyType(
    {
        "contacts": {
            "email": email,
            "name": initials,
            **dict.fromkeys(("phone", "company", "city", "tags"), hidden),
            "opt_out_reason": reason,
        },
        "events": {"description": hidden, "products": without_addresses, "location": without_addresses},
        "visits": {"landing_url": address_bar, "source": address_bar, "isp": without_addresses},
        "page_views": {"url": address_bar, "title": without_addresses},
    }
)
_LEFT_OUT: Mapping[str, tuple[str, ...]] = MappingProxyType({"contacts": ("owner",), "events": ("external_id",)})
_PSEUDONYMS = ("contact_id", "visitor_id")
_DIGITS = 20


def masked(name: str, rows: ibis.Table, secret: str) -> ibis.Table:
    """Put masks in the place of what tells who a contact is.

    Parameters
    ----------
    name
        Of the table in the data contract.
    rows
        Its rows.
    secret
        Goes into the pseudonyms; to be forgotten, so that nobody finds an id by trying.

    Returns
    -------
    ibis.Table
        The columns in their order, without owners of contacts and external ids of events. Ids of contacts and visitors
        that are texts, which may be e-mail addresses, are digests; those that are integers stay.

    Notes
    -----
    Specification R5. No mask is unique: it cannot be joined with what it stands for.
    """
    masks = _MASKS.get(name, {})
    kept = {}
    for column in rows.columns:
        value = rows[column]
        if column in _LEFT_OUT.get(name, ()):
            continue
        if column in _PSEUDONYMS and value.type().is_string():
            value = (ibis.literal(secret) + value).hexdigest("md5").substr(0, _DIGITS)
        elif name == "contact_changes" and column == "value":
            value = (rows.field == "opt_out_reason").ifelse(reason(value), value)
        elif column in masks:
            value = masks[column](value)
        kept[column] = value
    return rows.select(**kept)


def _filled(value: ir.StringValue, mask: ir.StringValue) -> ir.StringValue:
    return (value == "").ifelse("", value.isnull().ifelse(ibis.null("string"), mask))
