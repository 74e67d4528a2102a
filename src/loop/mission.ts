/** Hard rules first: what Credence will not do, whatever the odds. Each rule names itself to the person. */
const RULES: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  {
    pattern:
      /\b(rm\s+-rf?|mkfs|format\s+(the\s+)?(disk|drive)|(wipe|delete|remove|erase|destroy)\s+((all|every|everything|the|my|our|this|whole|entire|of|in|source|git)\s+){0,5}(files?|folders?|repo(sitory)?|project|workspace|disk|drive|database|directory|codebase|code|branch(es)?)\b|drop\s+(the\s+)?(table|database|schema)|truncate\s+table)/i,
    reason: 'it asks to destroy files or data',
  },
  {
    pattern:
      /\b(force[- ]?push|push\s+(-f|--force)|reset\s+--hard|rewrite\s+(the\s+)?(git\s+)?history|git\s+clean)\b/i,
    reason: 'it asks to rewrite history; Credence never touches the repository itself',
  },
  {
    pattern:
      /\b(skip(ping)?|disabl(e|ing)|delet(e|ing)|remov(e|ing)|comment(ing)?\s+out|weaken(ing)?|loosen(ing)?|fak(e|ing)|bypass(ing)?|silenc(e|ing)|mut(e|ing))\s+((the|all|this|that|these|those|any|every|failing|broken|flaky|of|my|our|unit|red)\s+){0,4}(tests?|specs?|assertions?|expectations?|checks?|type\s*check\w*|lint\w*)\b/i,
    reason: 'it asks to make a check weaker instead of the code right',
  },
  {
    pattern:
      /\b(print|show|send|upload|post|exfiltrate|leak|reveal|steal|e-?mail)\b[^.]{0,40}\b(secrets?|passwords?|credentials?|api[ -]?keys?|private\s+keys?|tokens?|\.env)\b/i,
    reason: 'it asks to move a secret to where it does not belong',
  },
  {
    pattern: /\b(malware|ransomware|key-?logger|botnet|ddos|phishing|backdoor|exploit\s+(a|the|this))\b/i,
    reason: 'it asks for software that harms people',
  },
  {
    pattern:
      /\b(stalkerware|spyware|credential\s+stuffing|dox(x)?(ing)?\s+(a|the|this|him|her|them|someone)|spy\s+on\s+(a|the|my|our|him|her|them|someone|users?|employees?|people)|(track|record|monitor)\b[^.]{0,40}\bwithout\s+(their|his|her|the\s+user'?s?|any)\s+(knowledge|consent))\b/i,
    reason: 'it asks for software that wrongs people',
  },
  {
    pattern:
      /\b(edit|change|write\s+to|overwrite|modify|append\s+to|add\s+\S+\s+to|put\s+\S+\s+in)\s+(the\s+|my\s+|this\s+)?(system\s+)?(file\s+)?[`"'“]?(\/etc\/|\/usr\/|\/var\/|~\/\.|[A-Z]:\\Windows)/i,
    reason: 'it asks to change files outside this workspace',
  },
];

/** The reason why a request is refused, or undefined when no rule speaks against it. */
export function forbidden(request: string): string | undefined {
  return RULES.find((rule) => rule.pattern.test(request))?.reason;
}
