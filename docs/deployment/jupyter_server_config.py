# ruff: noqa: INP001 - a file that a single-user server reads
"""A published dashboard in a single-user server of JupyterHub, by jupyter-server-proxy."""

c = get_config()  # noqa: F821 - Jupyter gives it

c.ServerProxy.servers = {
    "shop": {
        "command": [
            "smwidgets",
            "serve",
            "shop.duckdb",
            "--no-browser",
            "--profile",
            "team",
            "--identity",
            "jupyterhub",
            "--port",
            "{port}",
            "--base-url",
            "{base_url}shop/",
            "--host",
            "hub.example.com",
        ],
        "absolute_url": True,
        "timeout": 60,
    }
}
