/** As their issuers document them. */
const SHAPES: readonly RegExp[] = [
  // Language models.
  /\bsk-[A-Za-z0-9_-]{16,}/g,
  /\b(?:gsk_|r8_|pplx-|xai-|hf_|fw_)[A-Za-z0-9]{20,}/g,
  // Code hosts and registries.
  /\bgh[pousr]_[A-Za-z0-9]{20,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/g,
  /\bgl(?:pat|ptt|rt|dt|cbt|ft|soat|agent|oas|imt)-[A-Za-z0-9_.-]{16,}/g,
  /\bnpm_[A-Za-z0-9]{30,}/g,
  /\bpypi-[A-Za-z0-9_-]{40,}/g,
  /\bdckr_pat_[A-Za-z0-9_-]{20,}/g,
  /\brubygems_[a-f0-9]{40,}/g,
  /\bAT(?:ATT|CTT|BB)[A-Za-z0-9_=.-]{24,}/g,
  // Clouds.
  /\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\b/g,
  /\bAIza[A-Za-z0-9_-]{30,}/g,
  /\bya29\.[A-Za-z0-9_-]{20,}/g,
  /\bGOCSPX-[A-Za-z0-9_-]{20,}/g,
  /\bdo[opr]_v1_[a-f0-9]{40,}/g,
  /\bdapi[a-f0-9]{32}\b/g,
  /\bhv[sbr]\.[A-Za-z0-9_-]{20,}/g,
  /\b[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{40,}/g,
  /\b(?:pscale_(?:tkn|pw|oauth)_|sbp_|fo1_|dp\.(?:st|pt|ct|sa)\.(?:[a-z0-9_-]{1,35}\.)?)[A-Za-z0-9_=.-]{20,}/g,
  /\bAGE-SECRET-KEY-1[A-Z0-9]{40,}/g,
  // Payment, mail, chat and other services.
  /\b(?:[sr]k|whsec)_(?:live_|test_)?[A-Za-z0-9]{10,}\b(?<=_(?:live|test)_\w{10,}|whsec_\w{10,})/g,
  /\bsh(?:pat|pss|pca|ppa)_[a-fA-F0-9]{20,}/g,
  /\bsq0(?:atp|csp)-[A-Za-z0-9_-]{20,}/g,
  /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/g,
  /\bkey-[a-f0-9]{32}\b/g,
  /\b(?:SK|AC)[a-f0-9]{32}\b/g,
  /\bxox[abeprs]-[A-Za-z0-9-]{10,}/g,
  /\bxapp-\d-[A-Za-z0-9-]{20,}/g,
  /(?<=hooks\.slack\.com\/(?:services|workflows)\/)[A-Za-z0-9/]{20,}/g,
  /(?<=discord(?:app)?\.com\/api\/webhooks\/)\d{10,}\/[A-Za-z0-9_-]{20,}/g,
  /\b\d{8,10}:AA[A-Za-z0-9_-]{30,}/g,
  /\b(?:lin_api_|ntn_|figd_|PMAK-|NRAK-|glsa_|glc_|sntrys_|sntryu_|dt0c01\.|phc_|phx_)[A-Za-z0-9_=.+/-]{20,}/g,
  // JSON Web Tokens, signed or not. Looked for where a word begins, since the header may hold the mark of another.
  /(?<![\w-])(?:[\w-]{0,60}?-)?eyJ[A-Za-z0-9_-]{8,4000}\.eyJ[A-Za-z0-9_-]{8,}\.?[A-Za-z0-9_-]*/g,
  /(?<![\w-])(?:[\w-]{0,60}?-)?eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g,
];

/**
 * Tokens that are secrets by their shape alone. In a text that was escaped, the letter of a line end stands before the token as
 * if it belonged to it.
 */
export const ISSUED: readonly RegExp[] = SHAPES.map(
  ({ source, flags }) =>
    new RegExp(
      source.replace(/^(?:\\b|\(\?<!\[\\w-\]\))/, (start) => `(?:${start}|(?<=\\\\[nrtbf]))`),
      flags,
    ),
);
