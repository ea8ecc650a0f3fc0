"""``python -m smwidgets`` is the command line."""

from smwidgets.apps.cli import main

if __name__ == "__main__":
    main()
