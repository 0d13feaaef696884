"""The report: an offline site over the records of a run, for people to look at. Nothing of it asks the network."""

from pressmine.report.page import render
from pressmine.report.site import Report, write_report

__all__ = ["Report", "render", "write_report"]
