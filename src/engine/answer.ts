import { assessment } from './assess.ts';
import { relevantBehaviors } from './behaviors.ts';
import { diagnose } from './doctor/doctor.ts';
import type { Answer, Inquiry } from './inquiry.ts';
import type { Assets } from './run.ts';
import { verifyPatch } from './verify/verify-patch.ts';

/** Answers one question. Never writes into the workspace. */
export async function answerInquiry(
  inquiry: Inquiry,
  assets: Assets,
  onNotice: (message: string) => void,
  signal: AbortSignal,
): Promise<Answer> {
  const { workspace } = inquiry;
  switch (inquiry.kind) {
    case 'assess':
      return assessment({ ...workspace, ...inquiry.input }, assets, onNotice, signal);
    case 'verify':
      return verifyPatch(
        { ...workspace, proposal: inquiry.input },
        assets,
        { onProgress: () => {}, onNotice },
        signal,
      );
    case 'behaviors':
      return { behaviors: await relevantBehaviors(workspace, inquiry.input) };
    case 'doctor':
      return diagnose(workspace, assets.version, signal);
  }
}
