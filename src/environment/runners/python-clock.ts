/** The variable that says how many seconds of computing a test may take; none is as many as it likes. */
const SECONDS_VARIABLE = 'CREDENCE_TEST_SECONDS';

/** A test may take this share of a run's time, and at least so many seconds. */
const SHARE = 0.07;
const LEAST_SECONDS = 3;

/**
 * Throws a test out of a loop that never ends, so that it counts as failed and the others have their turn. What counts
 * is time on a processor, so that a busy machine or a test that waits is not mistaken for one; who was late once has a
 * third of the time for each further test.
 */
export const TEST_CLOCK = `
import signal, threading

class DidNotEnd(BaseException):
    pass

clock = {"seconds": float(os.environ.get("${SECONDS_VARIABLE}") or 0), "given": 0, "late": 0}

def _late(number, frame):
    clock["late"] += 1
    raise DidNotEnd("the test did not end within %g s of computing" % clock["given"])

class Limited:
    def __enter__(self):
        self.armed = clock["seconds"] > 0 and hasattr(signal, "setitimer")
        self.armed = self.armed and threading.current_thread() is threading.main_thread()
        if self.armed:
            clock["given"] = clock["seconds"] / (6 if clock["late"] else 1)
            self.before = signal.signal(signal.SIGVTALRM, _late)
            # Again and again, for a test that catches everything.
            signal.setitimer(signal.ITIMER_VIRTUAL, clock["given"], 0.5)
        return self
    def __exit__(self, *_):
        if self.armed:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, self.before)
`;

/** For the environment of a run that may take so long. */
export function clockVariables(limitSeconds: number): Readonly<Record<string, string>> {
  return { [SECONDS_VARIABLE]: String(Math.max(LEAST_SECONDS, SHARE * limitSeconds)) };
}
