"""Texts in the languages of the interface, with the plurals of each."""

from __future__ import annotations

from collections.abc import Mapping

from babel.numbers import format_decimal

from smwidgets.core.cldr import cldr
from smwidgets.core.errors import ConfigurationError, UnknownNameError

LOCALES: tuple[str, ...] = ("pl", "en")

Text = Mapping[str, str | Mapping[str, str]]
"""By language, a template in the syntax of ``str.format``, or one for each plural category of CLDR."""


def say(text: Text, locale: str, count: float | None = None, **values: object) -> str:
    """Return a text in a language, its placeholders filled.

    Parameters
    ----------
    text
        A template for each language, or for each of its plural categories.
    locale
        One of ``LOCALES``.
    count
        Chooses the plural and fills ``{count}``, written as the language writes numbers.
    values
        Fill the other placeholders. They are inserted as they are: braces in them mean nothing.

    Raises
    ------
    UnknownNameError
        The text is not in this language.
    ConfigurationError
        A plural needs a count, its category is missing, or a placeholder has no value.

    Examples
    --------
    >>> orders = {"pl": {"one": "{count} zakup", "few": "{count} zakupy", "many": "{count} zakupów",
    ...                  "other": "{count} zakupu"}, "en": {"one": "{count} order", "other": "{count} orders"}}
    >>> [say(orders, "pl", count) for count in (1, 2, 5, 22)]
    ['1 zakup', '2 zakupy', '5 zakupów', '22 zakupy']
    """
    if locale not in text:
        raise UnknownNameError("language", locale, text)
    template = text[locale]
    if not isinstance(template, str):
        template = _plural(template, locale, count)
    if count is not None:
        values["count"] = format_decimal(count, locale=cldr(locale))
    try:
        return template.format(**values)
    except (KeyError, IndexError) as error:
        raise ConfigurationError(f"the text {template!r} has no value for {error}") from error


def _plural(forms: Mapping[str, str], locale: str, count: float | None) -> str:
    if count is None:
        raise ConfigurationError(f"the text {dict(forms)!r} needs a count")
    # CLDR tells 2 from 2.0, which is written with its zero; ours are not.
    exact = int(count) if count == int(count) else float(count)
    category = str(cldr(locale).plural_form(exact))
    if category not in forms:
        raise ConfigurationError(f"the text {dict(forms)!r} has no plural {category!r}")
    return forms[category]


def check_text(text: Text) -> None:
    """Refuse a text that cannot be said in every language, or with every count.

    Raises
    ------
    ConfigurationError
        A language of ``LOCALES`` or a plural category of one is missing, or a category exists in no language.
    """
    for locale in LOCALES:
        if locale not in text:
            raise ConfigurationError(f"the text {dict(text)!r} is not in the language {locale!r}")
        forms = text[locale]
        if isinstance(forms, str):
            continue
        needed = {*cldr(locale).plural_form.tags, "other"}
        if missing := sorted(needed - set(forms)):
            raise ConfigurationError(f"the text {dict(forms)!r} has no plural {', '.join(map(repr, missing))}")
        for category in forms:
            if category not in needed:
                raise UnknownNameError(f"plural category of {locale!r}", category, sorted(needed))
