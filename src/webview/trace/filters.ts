import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../shared/text.ts';
import { CHAPTER_FILTERS, type Choices, STANDINGS } from './choices.ts';
import type { Actions } from './page.ts';
import { chapterName, standingName } from './words.ts';

/** Search and filter for what the tab lists. The slash key leads here. */
export function filterBar(choices: Choices, tally: string, actions: Actions): TemplateResult {
  return html`<div class="filters">
    <vscode-textfield class="search" type="search" .label=${t('Search')} placeholder=${t('Search')} .value=${choices.query} @input=${(event: Event) => actions.search(typed(event))}>
      <vscode-icon slot="content-before" name="search"></vscode-icon>
    </vscode-textfield>
    ${
      choices.tab === 'candidates'
        ? html`${select(t('Which candidates'), STANDINGS, choices.standing, standingName, (standing) => actions.choose({ standing }))}
          <vscode-toolbar-button toggleable icon="graph-line" label=${t('Best first')} title=${t('Best first')} ?checked=${choices.order === 'reward'} @change=${() => actions.choose({ order: choices.order === 'reward' ? 'sequence' : 'reward' })}></vscode-toolbar-button>`
        : choices.tab === 'timeline'
          ? select(t('Which events'), CHAPTER_FILTERS, choices.chapter, chapterName, (chapter) =>
              actions.choose({ chapter }),
            )
          : nothing
    }
    <p class="quiet tally">${tally}</p>
  </div>`;
}

function select<T extends string>(
  label: string,
  options: readonly T[],
  chosen: T,
  nameOf: (option: T) => string,
  choose: (option: T) => void,
): TemplateResult {
  return html`<vscode-single-select class="select" label=${label} .value=${chosen} @change=${(
    event: Event,
  ) => {
    const value = typed(event);
    const option = options.find((each) => each === value);
    if (option !== undefined) choose(option);
  }}>${options.map((option) => html`<vscode-option value=${option} ?selected=${option === chosen}>${nameOf(option)}</vscode-option>`)}</vscode-single-select>`;
}

function typed(event: Event): string {
  return (event.target as HTMLInputElement).value;
}
