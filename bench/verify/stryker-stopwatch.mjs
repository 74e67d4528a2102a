// A reporter for StrykerJS that writes down how long its mutants took once the dry run was over.
import { writeFileSync } from 'node:fs';

class Stopwatch {
  #ready = 0;
  #last = 0;
  #statuses = {};

  onMutationTestingPlanReady() {
    this.#ready = performance.now();
  }

  onMutantTested({ status }) {
    this.#last = performance.now();
    this.#statuses[status] = (this.#statuses[status] ?? 0) + 1;
  }

  onMutationTestReportReady() {
    const seconds = (this.#last - this.#ready) / 1000;
    writeFileSync(process.env.STOPWATCH_FILE, JSON.stringify({ seconds, statuses: this.#statuses }));
  }
}

export const strykerPlugins = [{ kind: 'Reporter', name: 'stopwatch', injectableClass: Stopwatch }];
