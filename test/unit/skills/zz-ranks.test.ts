import { it } from 'vitest';
import { BUGS, textsOf } from '/work/main/test/unit/skills/one-line-bugs.ts';
import { allCandidates, applied, aSituation } from '/work/main/test/unit/skills/scene.ts';

it('ranks', async () => {
  const out = [];
  for (const bug of BUGS) {
    const { wrong, right } = textsOf(bug.marked);
    const c = await allCandidates(aSituation(bug.path, wrong), { [bug.path]: wrong });
    const rank = c.findIndex((x) => applied(wrong, x.edits) === right) + 1;
    const hit = c[rank - 1];
    out.push(
      `${String(rank || '-').padStart(5)} / ${c.length} (singles ${c.filter((x) => x.skills.length === 2 && !x.title.includes('` and ')).length})  ${bug.path}: ${bug.name}  ${hit?.skills[1] ?? ''} ${hit?.title ?? ''} first: ${c[0]?.title}`,
    );
  }
  console.log(out.join('\n'));
}, 60000);
