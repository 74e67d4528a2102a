/** What is wrong with `--sandbox`: who mistypes it is not to be confined by less than they asked for. */
export function sandboxProblem(given: string | undefined): string | undefined {
  if (given === undefined || /^(auto|none|(docker|podman):\S+)$/.test(given)) return undefined;
  return '--sandbox takes auto, none, docker:IMAGE or podman:IMAGE.';
}
