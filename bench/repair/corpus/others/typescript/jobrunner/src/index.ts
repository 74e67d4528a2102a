export { JobQueue } from "./queue.ts";
export { Loader, type LoaderOptions } from "./loader.ts";
export { backoff, retry, withDefaults, type RetryOptions } from "./retry.ts";
