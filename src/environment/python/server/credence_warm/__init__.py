"""A process that holds a loaded Python project and runs its tests in forked children."""
