import { advance, emptyView } from '../trace/view.ts';
import type { FromViewer, ToViewer } from '../trace/viewer-messages.ts';
import { Page } from './page.ts';

/** What VS Code gives a webview's page. */
declare function acquireVsCodeApi(): { postMessage(message: FromViewer): void };

const editor = acquireVsCodeApi();
const page = new Page(document.querySelector('#trace') ?? document.body, (message) =>
  editor.postMessage(message),
);
let view = emptyView();

window.addEventListener('message', ({ data }: MessageEvent<ToViewer>) => {
  switch (data.type) {
    case 'reset':
      view = data.events.reduce(advance, emptyView());
      page.running = data.running;
      break;
    case 'event':
      view = advance(view, data.event);
      break;
    case 'ended':
      page.running = false;
      break;
    case 'pending':
      page.pending = data.episode;
      break;
    default:
      // Not ours: other scripts of the host may post here too.
      return;
  }
  page.show(view);
});

editor.postMessage({ type: 'ready' });
