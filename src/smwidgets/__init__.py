"""Jupyter widgets for e-commerce marketing analytics."""
