import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-textarea/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import type { FromHandbook, ToHandbook } from '../../trace/handbook-messages.ts';
import { connect } from '../shared/host.ts';
import { HandbookPage } from './page.ts';

const host = connect<FromHandbook>();
const page = new HandbookPage(document.querySelector<HTMLElement>('#handbook') ?? document.body, host);
window.addEventListener('message', ({ data }: MessageEvent<ToHandbook>) => page.receive(data));
page.draw();
host.post({ type: 'ready' });
