import { CHAPTERS, type Chapter } from '../../trace/chapters.ts';
import type { Standing } from '../../trace/ladder.ts';

export const TABS = ['overview', 'candidates', 'timeline', 'prompts'] as const;
export type Tab = (typeof TABS)[number];

export const STANDINGS = [
  'all',
  'confirmed',
  'passed',
  'failed',
  'contradicted',
  'waiting',
] as const satisfies readonly ('all' | Standing)[];
export type StandingFilter = (typeof STANDINGS)[number];

export const CHAPTER_FILTERS = ['milestones', 'all', ...CHAPTERS] as const;
export type ChapterFilter = 'milestones' | 'all' | Chapter;

/** What the person chose to see; survives that the page is hidden. */
export interface Choices {
  tab: Tab;
  query: string;
  standing: StandingFilter;
  order: 'sequence' | 'reward';
  chapter: ChapterFilter;
}

export function choicesFrom(remembered: Readonly<Record<string, unknown>>): Choices {
  return {
    tab: oneOf(TABS, remembered.tab, 'overview'),
    query: '',
    standing: oneOf(STANDINGS, remembered.standing, 'all'),
    order: oneOf(['sequence', 'reward'] as const, remembered.order, 'sequence'),
    chapter: oneOf(CHAPTER_FILTERS, remembered.chapter, 'milestones'),
  };
}

function oneOf<T extends string>(known: readonly T[], value: unknown, otherwise: T): T {
  return known.find((each) => each === value) ?? otherwise;
}
