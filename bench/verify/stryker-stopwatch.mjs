// A reporter for StrykerJS that writes down which mutants it ran, and how long they took once the dry run was over.
import { writeFileSync } from 'node:fs';

class Stopwatch {
  #ready = 0;
  #last = 0;
  #mutants = [];

  onMutationTestingPlanReady() {
    this.#ready = performance.now();
  }

  onMutantTested({ status, fileName, location, replacement }) {
    this.#last = performance.now();
    this.#mutants.push({ status, fileName, location, replacement });
  }

  onMutationTestReportReady() {
    const seconds = (this.#last - this.#ready) / 1000;
    writeFileSync(process.env.STOPWATCH_FILE, JSON.stringify({ seconds, mutants: this.#mutants }));
  }
}

export const strykerPlugins = [{ kind: 'Reporter', name: 'stopwatch', injectableClass: Stopwatch }];
