import { Alarm } from "./alarm.js";
import { RingBuffer } from "./ring-buffer.js";
import { mean, percentile, rate } from "./stats.js";

/**
 * Reads a line of a sensor, such as `boiler.temp 71.5 1700000000000`.
 * Returns undefined for lines that are empty, comments or broken.
 */
export function parseLine(line) {
  const [sensor, value, time, ...rest] = line.trim().split(/\s+/);
  if (!sensor || sensor.startsWith("#")) return undefined;
  if (value === undefined || time === undefined || rest.length > 0) return undefined;
  const sample = { value: Number(value), time: Number(time) };
  if (!Number.isFinite(sample.value) || !Number.isFinite(sample.time)) return undefined;
  return { sensor, sample };
}

/** Watches any number of sensors: the last samples of each and its alarm, if it has one. */
export class Monitor {
  #buffers = new Map();
  #alarms = new Map();
  #capacity;

  constructor({ capacity = 100, alarms = {} } = {}) {
    this.#capacity = capacity;
    for (const [sensor, options] of Object.entries(alarms)) this.#alarms.set(sensor, new Alarm(options));
  }

  /** Takes lines in and returns what happened to the alarms. */
  feed(lines) {
    const events = [];
    for (const line of lines) {
      const parsed = parseLine(line);
      if (!parsed) continue;
      const { sensor, sample } = parsed;
      if (!this.#buffers.has(sensor)) this.#buffers.set(sensor, new RingBuffer(this.#capacity));
      this.#buffers.get(sensor).push(sample);
      const change = this.#alarms.get(sensor)?.update(sample);
      if (change) events.push({ sensor, change, time: sample.time });
    }
    return events;
  }

  /** Figures over the kept samples, or undefined for a sensor that never spoke. */
  summary(sensor) {
    const buffer = this.#buffers.get(sensor);
    if (!buffer) return undefined;
    const samples = buffer.toArray();
    const values = samples.map((sample) => sample.value);
    return {
      count: buffer.size,
      latest: buffer.at(-1).value,
      mean: mean(values),
      median: percentile(values, 50),
      rate: rate(samples),
    };
  }
}
