/** What a special line adds to an agreement, written or oral: opinions and signatures of other bodies, an annex. */
import { heading, table, type Block, type SignatureSlot } from '../../platform/documents/blocks.ts';
import type { Agreement } from './agreement-data.ts';
import { closed } from './form-parts.ts';

/** 联合调解: what the bodies said, a line each. */
export const jointOpinions = ({ joint = [] }: Agreement): string[] =>
  joint.flatMap(({ name, opinion }) => (opinion === undefined ? [] : [`${name}：${closed(opinion)}`]));

/** The bodies sign beside the mediators; no group without a joint mediation. */
export const jointGroups = ({ joint = [] }: Agreement): { columns: 2; slots: SignatureSlot[] }[] =>
  joint.length === 0
    ? []
    : [
        {
          columns: 2,
          slots: joint.map(({ name, lead }) => ({
            label: lead ? '牵头单位' : '参与单位',
            name,
            hint: '（签名、盖章）',
          })),
        },
      ];

/** The table behind the signatures, under its own title. */
export const annexBlocks = ({ annex }: Agreement): Block[] =>
  annex ? [heading(annex.title), table({ ...annex, size: 9 })] : [];
