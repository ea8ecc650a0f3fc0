"""Contrast by WCAG 2.2; colour vision deficiencies by Machado, Oliveira and Fernandes (2009), severity 1."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from smwidgets.parts.palette import DARK, HEAT, LIGHT, SERIES, tokens

VISION = {
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    to_xyz = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]]
    xyz = np.array(to_xyz) @ np.clip(rgb, 0, 1) / [0.95047, 1, 1.08883]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@THEMES
@pytest.mark.parametrize("text", ["text", "quiet", "accent", "good", "bad"])
def test_text_is_readable(theme, text):
    assert contrast(theme[text], theme["card"]) >= 4.5
    assert contrast(theme[text], theme["sunken"]) >= 4.5 or text in ("good", "bad")


@THEMES
@pytest.mark.parametrize(("text", "ground"), [("warn", "warn-ground"), ("on-accent", "accent"), ("quiet", "ground")])
def test_text_is_readable_on_other_grounds(theme, text, ground):
    assert contrast(theme[text], theme[ground]) >= 4.5


@THEMES
def test_series_and_controls_stand_out_from_the_card(theme):
    names = [f"series-{number}" for number in range(1, len(SERIES) + 1)]
    for name in [*names, "control-border", "accent"]:
        assert contrast(theme[name], theme["card"]) >= 3, name


@THEMES
@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize(("count", "distance"), [(3, 19), (5, 11)])
def test_the_first_series_stay_apart_for_every_eye(theme, vision, count, distance):
    seen = [lab(np.array(VISION[vision]) @ linear(theme[f"series-{number}"])) for number in range(1, count + 1)]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) >= distance


@THEMES
@pytest.mark.parametrize("vision", VISION)
def test_a_heat_map_leaves_the_ground_in_even_steps_of_lightness_for_every_eye(theme, vision):
    names = [f"heat-{number}" for number in range(1, len(HEAT) + 1)]
    lightness = [lab(np.array(VISION[vision]) @ linear(theme[name]))[0] for name in ("card", *names)]
    steps = np.diff(lightness) * (1 if theme is DARK else -1)
    assert (steps[1:] >= 7.5).all()
    assert (steps[1:] <= 12.5).all()
    assert steps[0] >= 4


def test_both_themes_have_the_same_tokens_and_the_sheet_has_both():
    assert set(LIGHT) == set(DARK)
    sheet = tokens()
    assert 'body[data-jp-theme-light="false"]' in sheet
    for theme in (LIGHT, DARK):
        for name, value in theme.items():
            assert f"--smw-{name}: {value};" in sheet
