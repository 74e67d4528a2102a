import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isEpisodeId } from './episodes.ts';
import { type EvidenceRecord, parseEvidence } from './evidence.ts';
import { readTextFile, writeTextFile } from './text-file.ts';

/** Questions whose lessons are kept; of more the oldest are forgotten: nobody answers them any more. */
const MOST_QUESTIONS = 100;

/**
 * Lessons of patches that are no more than a question, until a person takes one: a file for each episode, so that windows do
 * not get in each other's way, and what a person takes after a restart is learned as well.
 */
export class QuestionLessons {
  readonly #folder: string;
  /** What could not be written. */
  readonly #unwritten = new Map<string, readonly EvidenceRecord[]>();

  constructor(stateFolder: string) {
    this.#folder = join(stateFolder, 'questions');
  }

  /** Keeps the lessons of an episode; where they cannot be written, until Credence ends. */
  async keep(episode: string, lessons: readonly EvidenceRecord[]): Promise<void> {
    if (lessons.length === 0) return;
    const file = this.#fileOf(episode);
    const text = lessons.map((lesson) => `${JSON.stringify(lesson)}\n`).join('');
    const problem = file === undefined ? 'no name for a file' : await writeTextFile(file, text);
    if (problem !== undefined) this.#unwritten.set(episode, lessons);
    else await this.#shorten();
  }

  /** The lessons of an episode, which wait no longer; none where it was no question. */
  async take(episode: string): Promise<readonly EvidenceRecord[]> {
    const unwritten = this.#unwritten.get(episode) ?? [];
    this.#unwritten.delete(episode);
    const file = this.#fileOf(episode);
    const kept = file === undefined ? undefined : await readTextFile(file);
    if (file === undefined || kept?.kind !== 'text') return unwritten;
    await rm(file, { force: true }).catch(() => undefined);
    return [...unwritten, ...parseEvidence(kept.text.split('\n'))];
  }

  /** Forgets all of them. What cannot be removed stays. */
  async forget(): Promise<void> {
    this.#unwritten.clear();
    await rm(this.#folder, { recursive: true, force: true }).catch(() => undefined);
  }

  #fileOf(episode: string): string | undefined {
    return isEpisodeId(episode) ? join(this.#folder, `${episode}.jsonl`) : undefined;
  }

  async #shorten(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    if (names.length <= MOST_QUESTIONS) return;
    const aged = await Promise.all(
      names.map(async (name) => {
        const file = join(this.#folder, name);
        return { file, at: (await stat(file).catch(() => undefined))?.mtimeMs ?? 0 };
      }),
    );
    for (const { file } of aged.toSorted((a, b) => b.at - a.at).slice(MOST_QUESTIONS))
      await rm(file, { force: true }).catch(() => undefined);
  }
}
