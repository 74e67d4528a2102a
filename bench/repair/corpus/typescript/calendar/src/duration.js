const SECONDS = { d: 86400, h: 3600, m: 60, s: 1 };

/** Seconds of a text such as "1h 30m" or "2d"; null when it is none. */
export function parseDuration(text) {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  let total = 0;
  for (const part of trimmed.split(/\s+/)) {
    const match = /^(\d+)([dhms])$/.exec(part);
    if (!match) return null;
    total += Number(match[1]) * SECONDS[match[2]];
  }
  return total;
}

/** The two largest units that are not zero. */
export function formatDuration(seconds) {
  if (seconds === 0) return '0s';
  const parts = [];
  let rest = Math.abs(seconds);
  for (const unit of Object.keys(SECONDS)) {
    const count = Math.floor(rest / SECONDS[unit]);
    rest -= count * SECONDS[unit];
    if (count > 0) parts.push(`${count}${unit}`);
  }
  const text = parts.slice(0, 2).join(' ');
  return seconds < 0 ? `-${text}` : text;
}

export function relative(seconds) {
  const distance = Math.abs(seconds);
  let text;
  if (distance < 60) return 'just now';
  if (distance < 3600) text = plural(Math.floor(distance / 60), 'minute');
  else if (distance < 86400) text = plural(Math.floor(distance / 3600), 'hour');
  else text = plural(Math.floor(distance / 86400), 'day');
  return seconds < 0 ? `${text} ago` : `in ${text}`;
}

function plural(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** "09:30" as minutes since midnight. */
export function parseClock(text) {
  const [hours, minutes] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Minutes of two spans of a day that overlap; spans are [from, to) in minutes. */
export function overlap(a, b) {
  const start = Math.max(a[0], b[0]);
  const end = Math.min(a[1], b[1]);
  return Math.max(0, end - start);
}
