"""What the project uses but does not own is imported once, before anything of the project's is."""

import importlib
import sys
import threading

try:
    from importlib import metadata
except ImportError:
    metadata = None


def foreign(project):
    """Names of loaded modules that a project uses and does not own."""
    found = []
    for name, module in list(sys.modules.items()):
        path = getattr(module, "__file__", None)
        spec = getattr(module, "__spec__", None)
        if name in ("__main__", "__mp_main__") or spec is None or project.is_own(path):
            continue
        if name.split(".")[0] in ("credence_warm", "credence_report"):
            continue
        # A copy of the workspace is installed in place of it, or something odd: not ours to import early.
        if path is not None and path.startswith(project.root):
            continue
        found.append(name)
    return found


def _plugins():
    """Packages of pytest's plugins, which it wants to import itself."""
    names = {"pytest_cov", "xdist"}
    for each in metadata.distributions() if metadata else ():
        if any(entry.group == "pytest11" for entry in each.entry_points):
            names.update(str(file).split("/")[0].rsplit(".py", 1)[0] for file in each.files or ())
    return names


def preload(nursery, names, seconds):
    plugins = _plugins()
    wanted = [name for name in names if name.split(".")[0] not in plugins and name not in sys.modules]

    def trial(emit):
        bad = []
        for name in wanted:
            try:
                importlib.import_module(name)
            except BaseException:
                bad.append(name.split(".")[0])
        emit({"type": "tried", "bad": bad, "threads": threading.active_count() > 1})
        emit({"type": "end"})

    status, lines, _ = nursery.run(trial, seconds)
    if status != "ran" or lines[0]["threads"]:
        return
    bad = set(lines[0]["bad"])
    for name in wanted:
        if name.split(".")[0] in bad:
            continue
        try:
            importlib.import_module(name)
        except BaseException:
            bad.add(name.split(".")[0])
