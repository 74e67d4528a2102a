/** Words that say nothing about a subject: function words, and words that any request for a repair has. */
const STOP = new Set(
  `a an and any are as at be because been but by can cannot could did do does doesn don done for from get gets got had has have
  he her his how i if in into is isn it its just let like make makes me my need needs no not now of off on one only or our out
  please properly right same she should shouldn so some still such than that the their them then there these they thing this
  those to too up us use used using was we were what when where which while who why will with work working works would you your
  one two also again all always never about after before instead really very
  fix fixes fixed fixing bug bugs buggy broken break breaks fail fails failed failing failure failures test tests testing tested
  pass passes passing passed error errors erroring wrong wrongly issue issues problem problems repair repairs solve solved
  correct correctly incorrect incorrectly code function functions method methods class file files module bad badly change
  changes update resolve make green red suite case cases spec find look check ensure want help try run runs running
  project repo repository app program handle behave behaves behaviour behavior go goes say says line value values return
  returns expected expect received actual assert assertion assertionerror equal equals deeply object be
  typescript javascript python type types compile compiler compiles compilation syntax off-by-one show shows mistake fault defect faulty
  add gives give suddenly currently seem seems somehow something`.split(/\s+/),
);

/** Function words and words of repair in other languages that write in Latin letters. */
const FOREIGN = new Set(
  `le la les des du dans est une un et pas corrige corriger erreur teste tests qui pour der die das den dem und im ist nicht
  ein eine behebe repariere fehler prüfung bitte el los las en que por una del corrige corregir arregla prueba falla il lo gli
  nel della correggi errore o os da na não corrija conserta de het een van niet`.split(/\s+/),
);

/** Words of a text in lower case, identifiers split into their parts. */
export function wordsOf(text: string): string[] {
  const split = text
    .normalize('NFC')
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
  return [...split.matchAll(/[\p{L}\p{M}]+/gu)].map((match) => match[0].toLowerCase());
}

/** Words that say what a text is about, each once, in order. */
export function contentWords(text: string): string[] {
  const plain = text.replace(/(\p{L})['’](?:s|t|re|ve|ll|d|m)\b/gu, '$1');
  return [...new Set(wordsOf(plain).filter((word) => word.length > 1 && !STOP.has(word)))];
}

/** Whether a text reads as written in another language than English. */
export function readsForeign(text: string): boolean {
  const words = wordsOf(text);
  const foreign = words.filter((word) => FOREIGN.has(word)).length;
  const english = words.filter((word) => STOP.has(word) && !FOREIGN.has(word)).length;
  return foreign >= 2 && foreign > english;
}

/** A light stem, so that `discounts`, `discounted` and `discounting` meet. Never shorter than three letters. */
export function stem(word: string): string {
  let out = word;
  if (/ies$/.test(out) && out.length > 4) out = `${out.slice(0, -3)}y`;
  else if (/(?:[sxz]|ch|sh)es$/.test(out) && out.length > 4) out = out.slice(0, -2);
  else if (/[^su]s$/.test(out) && out.length > 3) out = out.slice(0, -1);
  for (const ending of ['ation', 'ing', 'ion', 'ed', 'er', 'ly']) {
    if (!out.endsWith(ending) || out.length - ending.length < 3) continue;
    out = out.slice(0, -ending.length);
    if (/([bdgklmnprt])\1$/.test(out)) out = out.slice(0, -1);
    break;
  }
  return out.length > 3 ? out.replace(/(?:ate|e)$/, (end) => (out.length - end.length >= 3 ? '' : end)) : out;
}

/** The stems of a text's words. */
export function stemsOf(text: string): Set<string> {
  return new Set(wordsOf(text).map(stem));
}
