"""What Python's own compiler says of texts; nothing of them is run."""

import warnings


def problems(path, text):
    """`text` is text, or bytes with whatever encoding they declare."""
    found = []
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            compile(text, path, "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            line = getattr(error, "lineno", None) or 1
            found.append(_problem(path, "error", type(error).__name__, line, getattr(error, "msg", None) or str(error)))
    for each in told:
        found.append(_problem(path, "warning", each.category.__name__, each.lineno or 1, str(each.message)))
    return found


def _problem(path, severity, code, line, message):
    return {"path": path, "severity": severity, "code": code, "line": line, "message": message}
