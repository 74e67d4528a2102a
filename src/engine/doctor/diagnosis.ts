/** One thing that was looked at. */
export interface DoctorCheck {
  readonly area:
    | 'trust'
    | 'project'
    | 'runner'
    | 'types'
    | 'lint'
    | 'commands'
    | 'sandbox'
    | 'git'
    | 'runtime'
    | 'models'
    | 'state';
  /** `missing`: Credence can do nothing, or less than half, without it. `advice`: it would do better with it. */
  readonly status: 'ok' | 'advice' | 'missing';
  /** What was found, in a sentence for a person. */
  readonly found: string;
  /** What to do about it; absent where nothing is to be done. */
  readonly next?: string;
}

/** What Credence finds in a folder, and what is in its way there. */
export interface Diagnosis {
  readonly version: string;
  readonly folder: string;
  readonly checks: readonly DoctorCheck[];
  readonly seconds: number;
}
