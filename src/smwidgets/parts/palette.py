"""Colours of both themes, the only place where one is written."""

from __future__ import annotations

from types import MappingProxyType

SERIES = tuple(f"var(--smw-series-{number})" for number in range(1, 9))
"""Colours of series 1 to 8 as the style sheet resolves them in the host's theme."""

NEUTRAL = len(SERIES)
"""Number of the colour of what is no category of its own."""

HEAT = tuple(f"var(--smw-heat-{number})" for number in range(1, 9))
"""Colours of a heat map from the least, close to the card's ground, to the most: one hue, even steps of lightness."""

LIGHT = MappingProxyType(
    {
        "ground": "#f4f6f8",
        "card": "#ffffff",
        "sunken": "#eef1f4",
        "border": "#e1e6eb",
        "control-border": "#868f9a",
        "text": "#1a2430",
        "quiet": "#59636f",
        "grid": "#e9edf1",
        "baseline": "#b9c2cb",
        "accent": "#0a6a96",
        "on-accent": "#ffffff",
        "good": "#1c7430",
        "bad": "#b3261e",
        "warn": "#8a5300",
        "warn-ground": "#fff5e0",
        "series-1": "#0a84cc",
        "series-2": "#c24e00",
        "series-3": "#23614a",
        "series-4": "#7b3590",
        "series-5": "#b58d0c",
        "series-6": "#c0326a",
        "series-7": "#33868c",
        "series-8": "#8a929c",
        "heat-1": "#e6f2fb",
        "heat-2": "#bbd9f0",
        "heat-3": "#8ebfe5",
        "heat-4": "#5fa6da",
        "heat-5": "#308cc9",
        "heat-6": "#0072af",
        "heat-7": "#00598b",
        "heat-8": "#014165",
    }
)
"""Tokens of the light theme: name to hex."""

DARK = MappingProxyType(
    {
        "ground": "#11161c",
        "card": "#1b222b",
        "sunken": "#242d38",
        "border": "#2c3642",
        "control-border": "#6f7c8a",
        "text": "#e8edf2",
        "quiet": "#a3afbb",
        "grid": "#28313c",
        "baseline": "#4a5663",
        "accent": "#5fb4e5",
        "on-accent": "#0c1116",
        "good": "#5fcf7b",
        "bad": "#ff8a80",
        "warn": "#f2b84b",
        "warn-ground": "#3a2e14",
        "series-1": "#4aa3e0",
        "series-2": "#e07b2a",
        "series-3": "#3fd9a8",
        "series-4": "#a877f0",
        "series-5": "#ece06a",
        "series-6": "#e0678f",
        "series-7": "#9cc3f5",
        "series-8": "#a3abb8",
        "heat-1": "#293945",
        "heat-2": "#305067",
        "heat-3": "#386789",
        "heat-4": "#4580aa",
        "heat-5": "#5299cc",
        "heat-6": "#67b3ea",
        "heat-7": "#88ccff",
        "heat-8": "#b3e5ff",
    }
)
"""Tokens of the dark theme: name to hex."""


def tokens() -> str:
    """Both themes as custom properties: light, and dark where JupyterLab or Voilà says that its own theme is dark."""
    return (
        f"body {{ color-scheme: light; {_declarations(LIGHT)} }}\n"
        f'body[data-jp-theme-light="false"] {{ color-scheme: dark; {_declarations(DARK)} }}\n'
    )


def _declarations(colours: MappingProxyType[str, str]) -> str:
    return " ".join(f"--smw-{name}: {value};" for name, value in colours.items())
