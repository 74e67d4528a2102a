export type { Coverage } from '../loop/rooms.ts';
