/** Parties as running text, as agreements and letters have them. */
import { field, fields, paragraph, type Block } from '../../platform/documents/blocks.ts';
import type { Party } from './party-data.ts';
import { partyParagraph, representativeLabel, representativeParagraph, roleLabel } from './party-text.ts';

export const labelled = (name: string, text: string): Block =>
  paragraph([{ text: `${name}：`, face: 'hei' }, text]);

/** A paragraph for every party and everybody who acts for one; ruled lines for a party without a name. */
export const partyBlocks = (parties: readonly Party[], printIds: boolean): Block[] =>
  parties.flatMap((party) =>
    party.name === ''
      ? [blankParty(party, printIds)]
      : [
          labelled(roleLabel(party.role), partyParagraph(party, printIds)),
          ...party.representatives.map((each) =>
            labelled(representativeLabel(each), representativeParagraph(each, printIds)),
          ),
        ],
  );

/** The fields of the national form for a person or, by the words 姓名（名称）, an organisation. */
const blankParty = ({ role }: Party, printIds: boolean): Block =>
  fields(
    [
      [
        field(`${roleLabel(role)}　姓名（名称）`, '', 5),
        field('性别', '', 1.6),
        field('民族', '', 1.8),
        field('年龄', '', 1.6),
      ],
      [field('职业或职务（法定代表人）', '', 1.25), field('联系方式', '', 1)],
      ...(printIds ? [[field('证件号码或统一社会信用代码', '')]] : []),
      [field('单位或住址', '')],
    ],
    { size: 12, leading: 24 },
  );
