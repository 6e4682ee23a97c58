import { useState } from 'react';
import { Badge, Button, Group, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { representationScopes } from '../../../../src-main/contract/timebank/circle.ts';
import type { RouteOutput } from '../../../../src-main/contract/index.ts';
import { useCommand } from '../../../bridge/commands.ts';
import { useMay } from '../../../bridge/session.tsx';
import { Section } from '../../../ui/Section.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { EndDialog } from './EndDialog.tsx';
import { RepresentativeDialog } from './RepresentativeDialog.tsx';
import { useCircleText } from './use-circle-text.ts';

type Circle = RouteOutput<'timebank.readCircle'>;
type Representative = Circle['representatives'][number];

/** Who acts for a member: guardians and proxies, in what and until when. */
export function RepresentativesSection({ memberId, circle }: { memberId: string; circle: Circle }) {
  const { t } = useTranslation('timebankCircle');
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Representative>();
  return (
    <Section
      title={t('representatives.title')}
      actions={
        may('timebank.recordRepresentative') && (
          <Button size="sm" onClick={() => setAdding(true)}>
            {t('representatives.add')}
          </Button>
        )
      }
    >
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {t('representatives.about')}
        </Text>
        {circle.guardianText !== '' && (
          <Text size="sm">{t('representatives.old', { name: circle.guardianText })}</Text>
        )}
        {circle.representatives.length === 0 ? (
          <EmptyState text={t('representatives.empty')} />
        ) : (
          <Representatives rows={circle.representatives} onEnd={setEnding} />
        )}
      </Stack>
      {adding && <RepresentativeDialog memberId={memberId} onClose={() => setAdding(false)} />}
      {ending && (
        <EndDialog
          id={ending.id}
          route="timebank.endRepresentative"
          title={t('representatives.endOf', { name: ending.name })}
          consequence={t('representatives.endText')}
          onClose={() => setEnding(undefined)}
        />
      )}
    </Section>
  );
}

function Representatives({
  rows,
  onEnd,
}: {
  rows: readonly Representative[];
  onEnd(row: Representative): void;
}) {
  const { t } = useTranslation('timebankCircle');
  const { termText } = useCircleText();
  const may = useMay();
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table aria-label={t('representatives.table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('representatives.who')}</Table.Th>
            <Table.Th>{t('representatives.scopes')}</Table.Th>
            <Table.Th>{t('representatives.phone')}</Table.Th>
            <Table.Th>{t('circle.term')}</Table.Th>
            <Table.Th>{t('circle.state')}</Table.Th>
            <Table.Th>{t('circle.actions')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>
                {row.name}
                <Text size="sm" c="dimmed">
                  {[t(`representative.${row.kind}`), row.member?.volunteerNumber, t(`proof.${row.proofKind}`)]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
                {row.proofNote === '' ? null : <Text size="sm">{row.proofNote}</Text>}
              </Table.Td>
              <Table.Td>
                {row.scopes.length === representationScopes.length
                  ? t('representatives.everything')
                  : row.scopes.map((scope) => t(`scope.${scope}`)).join('、')}
              </Table.Td>
              <Table.Td>
                <Phone row={row} />
              </Table.Td>
              <Table.Td>{termText(row)}</Table.Td>
              <Table.Td>
                <Badge
                  variant="outline"
                  color={row.state === 'running' ? 'green' : 'gray'}
                  c="var(--mantine-color-text)"
                >
                  {t(`term.${row.state}`)}
                </Badge>
              </Table.Td>
              <Table.Td>
                {row.endedOn === null && row.state !== 'over' && may('timebank.endRepresentative') && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t('representatives.endOf', { name: row.name })}
                    onClick={() => onEnd(row)}
                  >
                    {t('circle.end')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** Masked until somebody with the right asks for it; that is logged. */
function Phone({ row }: { row: Representative }) {
  const { t } = useTranslation('timebankCircle');
  const may = useMay();
  const [phone, setPhone] = useState<string>();
  const reveal = useCommand('timebank.revealRepresentative', { onDone: (shown) => setPhone(shown.phone) });
  if (row.phone === '') return <>–</>;
  return (
    <Group gap="xs" wrap="nowrap">
      <span className="tabular">{phone ?? row.phone}</span>
      {phone === undefined && may('timebank.revealRepresentative') && (
        <Button
          size="compact-xs"
          variant="subtle"
          loading={reveal.pending}
          aria-label={t('representatives.revealOf', { name: row.name })}
          onClick={() => void reveal.run({ id: row.id })}
        >
          {t('representatives.reveal')}
        </Button>
      )}
    </Group>
  );
}
