"""The stranger's project has tests of its own, which run where it is installed."""

collect_ignore = ["acme-gateway"]
