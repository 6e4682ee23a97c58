import { useEffect, useState, type Dispatch } from 'react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge/api.ts';
import { useRoute } from '../../bridge/queries.ts';
import type { MemberView } from '../../../src-main/contract/timebank.ts';
import { ChoiceCell } from './ChoiceCell.tsx';
import type { CellInputProps } from './TextCell.tsx';
import { decideMember, type DraftLine } from './sheet-lines.ts';
import type { SheetAction } from './sheet-state.ts';

/** The member of a line, found by name, pinyin or volunteer number. */
export function MemberCell({
  line,
  dispatch,
  input,
}: {
  line: DraftLine;
  dispatch: Dispatch<SheetAction>;
  input: CellInputProps;
}) {
  const { t } = useTranslation('timebank');
  const [typed, setTyped] = useState<string>();
  const text = typed?.trim() ?? '';
  const search = useRoute('timebank.listMembers', memberSearch(text), { enabled: text !== '' });
  const members = text === '' ? [] : search.data?.rows;
  const decided = members && decideMember(text, members);
  return (
    <ChoiceCell
      {...input}
      choices={members?.map((member) => ({ key: member.id, label: member.name, detail: detailOf(member) }))}
      preferred={typeof decided === 'object' ? decided.id : undefined}
      onSearch={setTyped}
      onChoose={(id) => {
        const member = members?.find((found) => found.id === id);
        if (member) dispatch({ type: 'chooseMember', id: line.id, member: choiceOf(member) });
      }}
      {...(line.member ? { suffix: line.member.volunteerNumber } : {})}
    />
  );

  function detailOf(member: MemberView): string {
    const state = member.standing === 'active' ? '' : t(`timebankMembership:standing.${member.standing}`);
    const kind = member.kind === 'group' ? t('memberKind.group') : '';
    return [member.volunteerNumber, member.phone, kind, state].filter(Boolean).join(' · ');
  }
}

/**
 * Looks up the members whose text was left before the list of choices came, and those of pasted lines. What it finds is
 * one member, several of one name, or none; the last two stay on the line in words.
 */
export function useMemberLookup(lines: readonly DraftLine[], dispatch: Dispatch<SheetAction>): void {
  const client = useQueryClient();
  const wanted = lines
    .filter(({ lookup }) => lookup === 'wanted')
    .map(({ id, memberText }) => ({ id, text: memberText }));
  const key = JSON.stringify(wanted);
  useEffect(() => {
    let left = false;
    void (async () => {
      for (const { id, text } of JSON.parse(key) as typeof wanted) {
        const result = await findMember(client, text);
        if (left) return;
        if (result) dispatch({ type: 'found', id, text, result });
      }
    })();
    return () => {
      left = true;
    };
  }, [client, dispatch, key]);
}

async function findMember(client: QueryClient, text: string) {
  const input = memberSearch(text.trim());
  try {
    const { rows } = await client.fetchQuery({
      queryKey: ['timebank.listMembers', input],
      queryFn: () => call('timebank.listMembers', input),
    });
    const decided = decideMember(text, rows);
    return typeof decided === 'string' ? decided : choiceOf(decided);
  } catch {
    // A locked session, say: the line stays as it is and is looked up again when it changes.
    return undefined;
  }
}

const memberSearch = (text: string) => ({ text, page: { offset: 0, limit: 12 } });

const choiceOf = ({ id, name, volunteerNumber }: MemberView) => ({ id, name, volunteerNumber });
