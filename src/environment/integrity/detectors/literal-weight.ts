/**
 * How much a literal says. `sentinel`: values that programs ask about for their own reasons (zero, one, the empty text,
 * nothing). `small`: short ones that also occur by chance. `sample`: values that somebody chose as an example.
 */
export type Weight = 'sentinel' | 'small' | 'sample';

const WORDS =
  /^(?:true|false|null|none|nil|undefined|yes|no|on|off|nan|-?inf(?:inity)?|auto|default|any|all|\*|none|never|eof|stdin|__\w+__|constructor|prototype|hasOwnProperty|object|string|number|boolean|function|symbol|bigint|array|utf-?8)$/i;

/** The weight of a value as `normalValue` spells it. */
export function weightOf(value: string): Weight {
  if (/^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?n?$/i.test(value)) {
    const number = Math.abs(Number(value.replace(/n$/, '')));
    if (number <= 1) return Number.isInteger(number) ? 'sentinel' : 'sample';
    return number === 2 || number === 10 || number === 100 || number === 1000 ? 'small' : 'sample';
  }
  if (value.length <= 1 || WORDS.test(value) || /^[^\p{L}\p{N}]+$/u.test(value)) return 'sentinel';
  return /^[[({].{0,3}[\])}]$/.test(value) ? 'small' : 'sample';
}

const DISCRIMINATOR =
  /(?:kind|type|mode|status|state|code|unit|currency|ext|extension|op|operator|method|lang|language|locale|level|key|token|char|ch|tag|name|role|event|action|format|month|day|weekday|hour|hours|minute|minutes|command|cmd|flag|option|symbol|suffix|prefix|protocol|scheme|env|region|country|plan|tier|category|encoding|color|colour|severity|direction|variant|side|axis|strategy|policy|platform|field|column|property|prop|attr|attribute|header|topic|channel|size|theme|shape|port|version|charset|separator|delimiter|algorithm|algo|tz|timezone|period|interval|frequency|priority|label|group|family|grade|rank|suit|section|phase|stage|step|step_name|style|align|position|order|sort|encoding|media|mime|mimetype|content_?type)$/i;

/** Whether a subject by its name is one of a few things that are told apart, rather than data. */
export function isDiscriminator(subject: string): boolean {
  const last = /([A-Za-z_$]+)\W*$/.exec(
    subject.replace(/\.(?:toLowerCase|toUpperCase|trim|lower|upper|strip|casefold)\(\)/g, ''),
  )?.[1];
  return last !== undefined && DISCRIMINATOR.test(last);
}

/** Whether a value looks like the name of one of a few things, or a number with a meaning of its own. */
export function isEnumLike(value: string): boolean {
  return (
    (/^[.#@$/-]?[A-Za-z][A-Za-z0-9]*(?:[_.:/+-][A-Za-z0-9]+){0,2}$/.test(value) && value.length <= 24) ||
    /^[1-5]\d\d$|^\d{1,2}$/.test(value)
  );
}
