import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-tab-header/index.js';
import '@vscode-elements/elements/dist/vscode-tab-panel/index.js';
import { VscodeTabs } from '@vscode-elements/elements/dist/vscode-tabs/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import { css } from 'lit';
import type { TraceEvent } from '../../loop/events.ts';
import type { FromViewer, ToViewer } from '../../trace/viewer-messages.ts';
import { connect, embedded } from '../shared/host.ts';
import { TracePage } from './page.ts';

// In the narrowest side bar the last tabs would be out of reach; they take a second line.
VscodeTabs.elementStyles.push(css`.tablist { flex-wrap: wrap; }`);

const host = connect<FromViewer>();
const root = document.querySelector<HTMLElement>('#trace') ?? document.body;
const page = new TracePage(root, host, document.body.dataset.place === 'editor');
page.waiting = document.body.dataset.waiting === 'true';
page.earlier = root.querySelector('[data-says="history"]') !== null;

window.addEventListener('message', ({ data }: MessageEvent<ToViewer>) => {
  switch (data.type) {
    case 'reset':
      page.forget();
      page.waiting = false;
      page.replay.reset(data.events);
      page.running = data.running;
      page.earlier = data.earlier;
      if (data.running) delete root.dataset.asked;
      break;
    case 'events':
      page.replay.add(data.events);
      break;
    case 'ended':
      page.running = false;
      break;
    case 'answered':
      delete root.dataset.asked;
      break;
    case 'pending':
      page.pending = data.episode;
      page.settled = data.settled;
      break;
    default:
      // Not ours: other scripts of the host may post here too.
      return;
  }
  page.draw();
});

// A page that was saved to a file brings its events along.
const saved = embedded('events');
if (Array.isArray(saved)) page.replay.reset(saved as readonly TraceEvent[]);
page.draw();
host.post({ type: 'ready' });
