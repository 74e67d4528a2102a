/** The words of a name in any style: camelCase, PascalCase, snake_case, kebab-case, "HTTPServer". */
export function words(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase())
}

export function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

export function camelCase(name: string): string {
  return words(name)
    .map((word, index) => (index === 0 ? word : capitalize(word)))
    .join('')
}

export function snakeCase(name: string): string {
  return words(name).join('_')
}

export function constantCase(name: string): string {
  return snakeCase(name).toUpperCase()
}

const SMALL = new Set(['a', 'an', 'and', 'at', 'by', 'for', 'in', 'of', 'on', 'or', 'the', 'to'])

/** Small words stay small, but not at the ends. */
export function titleCase(text: string): string {
  const parts = text.trim().toLowerCase().split(/\s+/)
  return parts
    .map((word, index) => {
      const atEnd = index === 0 || index === parts.length - 1
      return SMALL.has(word) && !atEnd ? word : capitalize(word)
    })
    .join(' ')
}

/** Lower case letters and digits with single hyphens between; at most `limit` characters, whole words where possible. */
export function slug(text: string, limit = 60): string {
  const plain = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  if (plain.length <= limit) return plain
  const cut = plain.slice(0, limit)
  if (plain[limit] === '-') return cut
  const lastHyphen = cut.lastIndexOf('-')
  return lastHyphen > 0 ? cut.slice(0, lastHyphen) : cut
}

/** The first of name, name-2, name-3 … that is not taken. */
export function unique(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  let number = 2
  while (taken.has(`${name}-${number}`)) number++
  return `${name}-${number}`
}
