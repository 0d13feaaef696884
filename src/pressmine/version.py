"""The version of the package, in the one place that the build, the command line and every record read it from."""

VERSION = "0.1.0"
