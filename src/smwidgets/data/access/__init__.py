from smwidgets.data.access.rights import ANONYMOUS, FULL, NOTHING, Rights

__all__ = ["ANONYMOUS", "FULL", "NOTHING", "Rights"]
