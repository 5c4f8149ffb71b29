"""Open data: published figures as files that others can reuse."""
