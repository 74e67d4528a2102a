import type { PackageFacts } from '../../protocol.ts';
import { Unsupported } from '../loader.ts';
import type { DialectSession } from './dialect.ts';

export async function openNodeTest(_facts: PackageFacts): Promise<DialectSession> {
  throw new Unsupported('not yet');
}
