/** A container that a person has set up for their project. */
export interface Container {
  readonly engine: 'docker' | 'podman';
  /** Its programs run the tests: it needs the same runtime as the project. */
  readonly image: string;
}

/** `auto`: what the platform has. A container only where a person has named one. */
export type SandboxChoice = 'auto' | 'none' | Container;

/** What a confined command may touch. All paths are absolute. */
export interface Sandbox {
  readonly choice: SandboxChoice;
  /** `none`: nothing but the loopback of its own. */
  readonly network: 'none' | 'open';
  /** A folder of its own, which it sees in the place of the system's folder for temporary files. */
  readonly temporary: string;
  /** An empty file, shown in the place of files that hold secrets. */
  readonly empty: string;
  /** Folders that stay readable wherever they lie, for example the workspace and its packages. */
  readonly readable: readonly string[];
}

export interface ConfineRequest {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** The folders that it may write. */
  readonly writable: readonly string[];
  readonly sandbox: Sandbox;
  /** What a container may use; elsewhere the tree is watched. */
  readonly limits: { readonly memoryMegabytes: number; readonly processes: number };
  /** Tells this run from every other; fit for a name. */
  readonly mark: string;
}

/**
 * Why nothing confines a command: a person chose so, the program that would is not there, it is there and does not work or
 * confine, or none is known for this system.
 */
export type Unconfined = 'switched-off' | 'not-installed' | 'not-working' | 'not-known';

export interface Confined {
  readonly argv: readonly [string, ...string[]];
  /** Set where nothing confines it. */
  readonly unconfined?: Unconfined;
  /** What confines it, in words for a person: part of the evidence. */
  readonly words: string;
  /** The command that ends it where ending its processes is not enough. */
  readonly end?: readonly [string, ...string[]];
}
