"""Which lines of the workspace run, and which functions were called."""

import sys
import threading


class _Traced:
    """For Pythons before 3.12: a trace function that lets go of every frame outside the workspace."""

    def __init__(self, wanted):
        self.wanted, self.lines, self.called = wanted, {}, set()

    def start(self):
        threading.settrace(self._enter)
        sys.settrace(self._enter)

    def stop(self):
        sys.settrace(None)
        threading.settrace(None)

    def _enter(self, frame, event, argument):
        code = frame.f_code
        if not self.wanted(code.co_filename):
            return None
        self.called.add(code)
        hit = self.lines.setdefault(code.co_filename, set())
        hit.add(frame.f_lineno)

        def line(frame, event, argument):
            if event == "line":
                hit.add(frame.f_lineno)
            return line

        return line


class _Monitored:
    """Each place is told once and then costs nothing."""

    def __init__(self, wanted):
        self.wanted, self.lines, self.called = wanted, {}, set()

    def start(self):
        monitoring = sys.monitoring
        self.tool = next(tool for tool in (3, 4, 1) if monitoring.get_tool(tool) is None)
        monitoring.use_tool_id(self.tool, "credence")
        events = monitoring.events
        monitoring.register_callback(self.tool, events.PY_START, self._start)
        monitoring.register_callback(self.tool, events.LINE, self._line)
        monitoring.restart_events()
        monitoring.set_events(self.tool, events.PY_START | events.LINE)

    def stop(self):
        sys.monitoring.set_events(self.tool, 0)
        sys.monitoring.free_tool_id(self.tool)

    def _start(self, code, offset):
        if self.wanted(code.co_filename):
            self.called.add(code)
            self.lines.setdefault(code.co_filename, set()).add(code.co_firstlineno)
        return sys.monitoring.DISABLE

    def _line(self, code, line):
        if self.wanted(code.co_filename):
            self.lines.setdefault(code.co_filename, set()).add(line)
        return sys.monitoring.DISABLE


def tracer(wanted):
    return _Monitored(wanted) if hasattr(sys, "monitoring") else _Traced(wanted)
