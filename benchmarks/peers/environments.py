"""A virtual environment for each peer, of pinned versions."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

REQUIREMENTS = Path(__file__).parent / "requirements"
FRONT_ENDS = {"solara": ("@widgetti/solara-vuetify3-app", "5.2.0")}
"""What a kit's page loads of another host unless it lies here; it is packed for npm only."""


def make(root: Path, name: str) -> None:
    """Make the environment, or bring it to its requirements."""
    requirements = (REQUIREMENTS / f"{name}.txt").read_text()
    folder = root / name / "venv"
    installed = root / name / "installed.txt"
    if installed.exists() and installed.read_text() == requirements:
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    subprocess.run([*pip, "--requirement", str(REQUIREMENTS / f"{name}.txt")], check=True)
    if name in FRONT_ENDS:
        _add_front_end(folder / "share" / name / "cdn", *FRONT_ENDS[name])
    installed.write_text(requirements)


def _add_front_end(cdn: Path, package: str, version: str) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit(f"npm is missing: it brings {package}")
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run(
            [npm, "pack", "--silent", f"{package}@{version}"], cwd=scratch, check=True, stdout=subprocess.DEVNULL
        )
        (packed,) = Path(scratch).glob("*.tgz")
        with tarfile.open(packed) as archive:
            archive.extractall(scratch, filter="data")
        place = cdn / f"{package}@{version}"
        place.parent.mkdir(parents=True, exist_ok=True)
        (Path(scratch) / "package").replace(place)
