import { type Numbers, type Profile, profileOf } from './profile.ts';

/** A file as blocks are matched with it. What is costly is worked out when it is first asked for. */
export class FileView {
  readonly texts: readonly string[];
  readonly numbers: Numbers = new Map();
  #profile: Profile | undefined;

  constructor(texts: readonly string[]) {
    this.texts = texts;
  }

  get profile(): Profile {
    this.#profile ??= profileOf(this.texts, this.numbers);
    return this.#profile;
  }
}
