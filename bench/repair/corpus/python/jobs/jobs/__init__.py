from jobs.limiter import TokenBucket
from jobs.queue import Job, JobQueue
from jobs.retry import Backoff, retry
from jobs.worker import Worker

__all__ = ["Backoff", "Job", "JobQueue", "TokenBucket", "Worker", "retry"]
