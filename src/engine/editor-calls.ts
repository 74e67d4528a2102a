import { randomUUID } from 'node:crypto';
import type { EditorChannel, EditorListener } from '../models/editor-model.ts';
import type { FromEngine, ToEngine } from './protocol.ts';

interface EditorCalls {
  /** The channel for one run; its calls carry the run's id. */
  channel(run: string): EditorChannel;
  /** Takes what answers a call; anything else is left alone. */
  receive(message: ToEngine): void;
}

/** Calls for the editor's models, over the channel that the engine has to it anyway. */
export function createEditorCalls(send: (message: FromEngine) => void): EditorCalls {
  const open = new Map<string, EditorListener>();
  return {
    channel: (id) => ({
      ask: (question, listener) => {
        const call = randomUUID();
        open.set(call, listener);
        send({ type: 'ask-model', id, call, ...question });
        return () => {
          // What was answered already needs no stop.
          if (open.delete(call)) send({ type: 'stop-model', id, call });
        };
      },
    }),
    receive: (message) => {
      if (!('call' in message)) return;
      const listener = open.get(message.call);
      if (listener === undefined) return;
      if (message.type === 'model-said') return listener.onText(message.text);
      open.delete(message.call);
      if (message.type === 'model-done') listener.onDone(message.counted);
      else listener.onFailed(message.reason, message.message);
    },
  };
}
