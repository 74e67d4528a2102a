import type { CitationState } from '../../loop/learned.ts';
import type { BehaviorStatus, TaskKind } from '../../loop/types.ts';
import { t } from '../shared/text.ts';

export function statusIcon(status: BehaviorStatus): string {
  switch (status) {
    case 'trial':
      return 'beaker';
    case 'active':
      return 'check';
    case 'pinned':
      return 'pinned';
    case 'disabled':
      return 'circle-slash';
    case 'retired':
      return 'archive';
  }
}

export function statusWord(status: BehaviorStatus): string {
  switch (status) {
    case 'trial':
      return t('on trial');
    case 'active':
      return t('active');
    case 'pinned':
      return t('pinned');
    case 'disabled':
      return t('disabled');
    case 'retired':
      return t('retired');
  }
}

export function kindWord(kind: TaskKind): string {
  switch (kind) {
    case 'failing-test':
      return t('a failing test');
    case 'diagnostic':
      return t('a compile error');
    case 'open-request':
      return t('a request');
  }
}

export function citationWord(state: CitationState): string {
  switch (state) {
    case 'there':
      return t('still there');
    case 'changed':
      return t('changed since');
    case 'gone':
      return t('gone');
  }
}
